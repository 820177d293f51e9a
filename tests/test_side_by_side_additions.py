"""Where added provisions stand, and which of several proposals share a row."""

from hypothesis import given
from hypothesis import strategies as st

from travaux.text.side_by_side.additions import Addition, _merged


def row(words, proposal=0, label="", numbered=False):
    return Addition(label, words, numbered, {proposal: 0})


def test_rows_of_earlier_proposals_come_first_and_shared_ones_hold_both():
    first = [row("a"), row("b"), row("c")]
    merged = _merged(first, [row("x", 1), row("b", 1), row("y", 1)])
    assert [each.words for each in merged] == ["a", "x", "b", "c", "y"]
    assert [sorted(each.units) for each in merged] == [[0], [1], [0, 1], [0], [1]]


def test_one_number_in_one_provision_makes_rivals_and_the_same_number_elsewhere_does_not():
    first = row("half", label="Article 2, paragraph 3", numbered=True)
    assert first.rivals(row("twice", 1, "Article 2, paragraph 3", numbered=True))
    assert not first.rivals(row("twice", 1, "Article 5, paragraph 3", numbered=True))
    assert not first.rivals(row("twice", 1, "Article 2, paragraph 3"))


WORDS = st.lists(st.sampled_from("abcdef"), max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_every_proposal_finds_its_provisions_once_and_in_its_own_order(proposals):
    merged = []
    for number, words in enumerate(proposals):
        merged = _merged(merged, [Addition("", word, False, {number: place}) for place, word in enumerate(words)])
    for number, words in enumerate(proposals):
        own = [each for each in merged if number in each.units]
        assert [each.words for each in own] == words
        assert [each.units[number] for each in own] == list(range(len(words)))
