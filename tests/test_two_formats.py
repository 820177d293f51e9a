"""The draft of 23 October 2015 is one text, whether it comes as PDF or as a transcription."""

from itertools import pairwise

import pytest
from bench.alignment import aligned
from bench.two_formats import compare

from corpus import needs_corpus


@pytest.fixture(scope="module")
def shares():
    return {share.name: share for share in compare()}


@needs_corpus
def test_the_files_hold_enough_in_common_to_be_compared(shares):
    assert shares["provisions"].held >= 0.7 * shares["provisions"].all
    assert shares["choices"].held >= 0.7 * shares["choices"].all
    assert shares["choices"].held > 1500


@needs_corpus
def test_nineteen_in_twenty_provisions_match(shares):
    assert shares["provisions"].value >= 0.95


@needs_corpus
def test_nine_in_ten_choices_match(shares):
    assert shares["choices"].value >= 0.9


def test_words_that_only_one_side_has_are_left_unpaired():
    one = ["the", "parties", "shall", "[", "endeavour", "to", "]", "act", "in", "good", "faith"]
    other = ["the", "parties", "shall", "endeavour", "to", "act", "at", "once", "in", "good", "faith"]
    assert [one[place] for place in range(len(one)) if place not in aligned(one, other)] == ["[", "]"]


def test_pairs_rise_on_both_sides_and_join_equal_words():
    one, other = list("abcdefgxhijklmnop"), list("klmnopabcdefgyhij")
    pairs = list(aligned(one, other).items())
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    assert all(one[here] == other[there] for here, there in pairs)
    assert len(pairs) >= 9
