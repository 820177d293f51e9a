"""Which words of one list stand in the other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.text.comparing.words import is_word, matching

WORDS = st.lists(st.sampled_from(["the", "Party", "shall", "act", ",", "."]), max_size=30)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_runs_are_equal_and_in_order(old, new):
    i = j = 0
    for start, there, length in matching(old, new):
        assert length > 0
        assert start >= i
        assert there >= j
        assert old[start : start + length] == new[there : there + length]
        i, j = start + length, there + length
    assert i <= len(old)
    assert j <= len(new)


@settings(deadline=None)
@given(WORDS)
def test_equal_lists_are_one_run(words):
    assert matching(words, words) == ([(0, 0, len(words))] if words else [])


def test_a_small_word_lost_among_rewritten_ones_counts_as_rewritten():
    old = ["Depositors", "pay", "yearly", "fees", "of", "the", "Office", "promptly"]
    new = ["Governments", "shoulder", "whatever", "costs", "of", "running", "arise", "anywhere"]
    assert matching(old, new) == []
    assert matching(old, new, island=0) == [(4, 4, 1)]


@pytest.mark.parametrize("key", ["Party", "2", "1.5", "co-operate", "约", "المعاهدة"])
def test_a_word_has_a_letter_or_a_digit(key):
    assert is_word(key)


@pytest.mark.parametrize("key", ["", ",", "[", "____", "–", "…"])
def test_signs_are_no_words(key):
    assert not is_word(key)
