"""Comparing: the laws that hold for every two texts, and what provisions are called."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compared_texts import changes, compared, drafts, fates, read, settlements, word
from strategies import BODIES
from travaux.text.comparing import apply, compare
from travaux.text.comparing.rivals import option_name
from travaux.text.instrument import Instrument
from travaux.text.model import Break, Text
from travaux.text.stream import choices


def ids_in(option):
    return {inner.id for inner in choices(option.content)}


@settings(max_examples=60, deadline=None)
@given(BODIES)
def test_a_text_has_not_changed_against_itself(body):
    comparison = compare(Instrument(body), Instrument(body))
    assert comparison.empty
    assert set(comparison.kept) == {(each, each) for each in comparison.old_text.choices}


@settings(max_examples=40, deadline=None)
@given(BODIES, BODIES)
def test_every_unit_and_token_stands_in_one_row(old, new):
    comparison = compare(Instrument(old), Instrument(new))
    for side, text in (("old", comparison.old_text), ("new", comparison.new_text)):
        links = [getattr(row.link, side) for row in comparison.provisions]
        assert sorted(unit for link in links for unit in link) == list(range(len(text.units)))
        for row, link in zip(comparison.provisions, links, strict=True):
            own = [token for unit in link for token in range(text.units[unit].start, text.units[unit].end)]
            assert [token for span in row.spans for token in range(*getattr(span, side))] == own


@settings(max_examples=40, deadline=None)
@given(BODIES, BODIES)
def test_what_is_called_the_same_has_the_same_words(old, new):
    comparison = compare(Instrument(old), Instrument(new))
    before, after = comparison.old_text.keys, comparison.new_text.keys
    for row in comparison.provisions:
        for span in row.spans:
            if span.act == "same":
                assert before[slice(*span.old)] == after[slice(*span.new)]


@settings(max_examples=30, deadline=None)
@given(st.data(), drafts(least=2))
def test_swapping_the_texts_swaps_added_and_dropped(data, paragraphs):
    kept = data.draw(st.sets(st.sampled_from(paragraphs), min_size=1))
    old, new = read(*paragraphs), read(*(each for each in paragraphs if each in kept))

    def kinds(comparison, kind):
        return [row.new if kind == "added" else row.old for row in comparison.provisions if row.kind == kind]

    there, back = compare(old, new), compare(new, old)
    assert len(kinds(there, "dropped")) == len(paragraphs) - len(kept)
    assert kinds(there, "dropped") == kinds(back, "added")
    assert kinds(there, "added") == kinds(back, "dropped") == []


@settings(max_examples=50, deadline=None)
@given(st.data(), drafts())
def test_one_choice_settled_is_that_choice_closed_to_that_option(data, paragraphs):
    text = read(*paragraphs)
    ways = list(settlements(text))
    if not ways:
        return
    choice, setting, position = data.draw(st.sampled_from(ways))
    comparison = compare(text, text.choose({choice.id: setting}))
    expected = "none" if position is None else option_name(choice, position)
    gone = {inner for n, option in enumerate(choice.options) if n != position for inner in ids_in(option)}
    told = {each.id_old: (each.fate, each.option) for each in comparison.choices}
    assert told == {choice.id: ("closed", expected)} | dict.fromkeys(gone, ("dropped", ""))
    assert comparison.reopened == ()
    assert sum(row.words_deleted + row.words_inserted for row in comparison.provisions) == 0


@settings(max_examples=50, deadline=None)
@given(st.data(), drafts())
def test_one_choice_opened_is_that_choice_opened_or_reopened(data, paragraphs):
    text = read(*paragraphs)
    ways = list(settlements(text))
    if not ways:
        return
    choice, setting, position = data.draw(st.sampled_from(ways))
    comparison = compare(text.choose({choice.id: setting}), text)
    told = {each.id_new: each.fate for each in comparison.choices}
    inside = {inner for n, option in enumerate(choice.options) if n != position for inner in ids_in(option)}
    assert told == {choice.id: "opened" if position is None else "reopened"} | dict.fromkeys(inside, "opened")


@settings(max_examples=30, deadline=None)
@given(st.data(), st.integers(3, 9))
def test_a_shuffled_and_renumbered_text_has_moved_and_not_changed(data, size):
    sentences = [" ".join(word(20 * n + k) for k in range(20)) for n in range(size)]
    order = data.draw(st.permutations(range(size)))
    old = [f"{number}. {sentence}." for number, sentence in enumerate(sentences, 1)]
    new = [f"{number}. {sentences[n]}." for number, n in enumerate(order, 1)]
    comparison = compare(read(*old), read(*new))
    kinds = {row.kind for row in comparison.provisions}
    assert kinds <= {"same", "moved", "renumbered"}
    assert all(row.words_deleted == row.words_inserted == 0 for row in comparison.provisions)
    assert ("moved" in kinds) == (list(order) != sorted(order))


@settings(max_examples=30, deadline=None)
@given(drafts(), drafts())
def test_the_script_of_a_comparison_makes_the_new_text_of_the_old_one(old, new):
    old, new = read(*old), read(*new)
    assert apply(old, compare(old, new)) == new


# What provisions are called

SENTENCES = (
    "Each Party shall keep the samples in a safe place at all times.",
    "A depositor may ask for the return of what was handed over.",
    "The Assembly meets every second year in the city of its seat.",
    "Fees are fixed by the Director General after consulting the members.",
)


def numbered(*sentences):
    return [f"{number}. {sentence}" for number, sentence in enumerate(sentences, 1)]


def test_an_added_provision_renumbers_those_after_it_and_moves_none():
    new = numbered(SENTENCES[0], "Observers sit behind the delegations and speak last.", *SENTENCES[1:])
    comparison = compared(numbered(*SENTENCES), new)
    assert changes(comparison) == [("added", 0, 8), *[("renumbered", 0, 0)] * 3]
    assert comparison.provisions[0].kind == "same"


def test_a_dropped_provision_stands_where_it_stood():
    comparison = compared(numbered(*SENTENCES), numbered(*SENTENCES[:1], *SENTENCES[2:]))
    assert [row.kind for row in comparison.provisions] == ["same", "dropped", "renumbered", "renumbered"]


def test_the_most_important_change_names_the_row_and_the_others_stand_beside_it():
    last = SENTENCES[3].replace("fixed", "set")
    comparison = compared(numbered(*SENTENCES), numbered(last, *SENTENCES[:3]))
    row = comparison.provisions[0]
    assert (row.kind, row.reworded, row.moved, row.renumbered) == ("reworded", True, True, True)
    assert (row.words_deleted, row.words_inserted) == (1, 1)


@pytest.mark.parametrize(("old", "new"), [("1.", "1"), ("(a)", "a)"), ("2 bis.", "2BIS")])
def test_dots_brackets_and_capitals_make_no_other_number(old, new):
    before, after = (Instrument((Break("item", number, 60), Text(SENTENCES[0]))) for number in (old, new))
    assert compare(before, after).empty


def test_what_moves_with_the_article_round_it_has_not_moved():
    one = ["Article 1", "Custody", f"1. {SENTENCES[0]}", f"2. {SENTENCES[1]}"]
    two = ["Article 2", "Assembly", f"1. {SENTENCES[2]}"]
    comparison = compared([*one, *two], ["Article 1", *two[1:], "Article 2", *one[1:]])
    moved = [row.old[0] for row in comparison.provisions if row.moved]
    assert moved == ["art2"]


def test_a_paragraph_in_another_article_has_moved():
    one, two = ["Article 1", "Custody", f"1. {SENTENCES[0]}"], ["Article 2", "Assembly", f"1. {SENTENCES[2]}"]
    comparison = compared([*one, f"2. {SENTENCES[1]}", *two], [*one, *two, f"2. {SENTENCES[1]}"])
    assert [row.new for row in comparison.provisions if row.moved] == [("art2.p2",)]


def test_words_of_a_choice_that_closed_are_not_counted_as_deleted():
    comparison = compared("Each Party [shall promptly][may] act.", "Each Party may act soon.")
    assert changes(comparison) == [("reworded", 0, 1)]
    assert fates(comparison) == [("closed", "option 2")]


def test_a_comma_is_a_change_without_words():
    comparison = compared("Each Party shall act in time.", "Each Party shall act, in time.")
    assert changes(comparison) == [("reworded", 0, 0)]


def test_the_share_that_matched_is_that_of_both_texts():
    new = ["1. " + SENTENCES[0], "2. Wholly other things are said here of quite another matter altogether."]
    comparison = compared(["1. " + SENTENCES[0]], new)
    assert comparison.matched_share == pytest.approx(26 / 37)


@pytest.mark.parametrize(
    ("old", "new", "fate"),
    [
        ("على كل طرف أن [يحمي][يصون] المحارف.", "على كل طرف أن يصون المحارف.", ("closed", "option 2")),
        ("每一缔约方[应][可]保护字体。", "每一缔约方可保护字体。", ("closed", "option 2")),
        ("每一缔约方保护字体。", "每一缔约方[迅速]保护字体。", ("opened", "")),
    ],
)
def test_arabic_and_chinese_are_compared_word_by_word_and_sign_by_sign(old, new, fate):
    assert fates(compared(old, new)) == [fate]


def test_a_dropped_paragraph_is_not_merged_into_a_neighbour_with_none_of_its_words():
    start = ["Article 1", "Measures", "1. Each Party takes all measures to keep its rivers clean.",
             "2. Parties shall report every two years."]  # fmt: skip
    meeting = "Parties shall meet every three years in the capital of the depositary."
    old = [*start, "3. [Nothing in this Article affects navigation.]", f"4. {meeting}"]
    comparison = compared(old, [*start, f"3. {meeting}"])
    assert changes(comparison) == [("dropped", 6, 0), ("renumbered", 0, 0)]


def test_of_a_provision_that_is_added_or_dropped_whole_words_in_choices_are_counted():
    old = ["1. Fees are due in May of each year.", "2. [Observers speak last.]"]
    assert changes(compared(old, old[:1])) == [("dropped", 3, 0)]
    assert changes(compared(old[:1], old)) == [("added", 0, 3)]
