"""What was agreed and is touched again."""

from dataclasses import replace

import pytest

from compared_texts import compared, read, word
from travaux.text.comparing import compare
from travaux.text.comparing.rows import remarks
from travaux.text.convention import Convention

OPEN = "1. Observers [may] speak last and sit at the back of the room."
AGREED = "2. The Director General reports to the Assembly once a year."


def reopened(new, old=AGREED):
    comparison = compared([OPEN, old], [OPEN, new])
    return [(each.how, each.words) for each in comparison.reopened]


@pytest.mark.parametrize(
    ("new", "how", "words"),
    [
        (AGREED.replace("once a year", "[once a year]"), "bracketed", "once a year"),
        (AGREED.replace("once a year", "[once a year][twice]"), "bracketed", "once a year"),
        (AGREED.replace("reports to", "advises"), "reworded", "reports to"),
        (AGREED.replace("once", "at least once"), "reworded", AGREED[3:]),
        (AGREED.replace("year", "year [in writing]"), "opened", AGREED[3:]),
    ],
)
def test_agreed_words_that_are_touched_are_reopened(new, how, words):
    assert reopened(new) == [(how, words)]


@pytest.mark.parametrize(
    ("new", "now"),
    [
        (AGREED.replace("once a year", "[once a year][twice]"), "[once a year][twice]"),
        (AGREED.replace("reports to", "advises"), "The Director General advises the Assembly once a year."),
        (AGREED.replace("once", "at least once"), "The Director General reports to the Assembly at least once a year."),
        (AGREED.replace("year", "year [in writing]"), AGREED[3:].replace("year", "year [in writing]")),
    ],
)
def test_what_stands_there_now_is_given(new, now):
    comparison = compared([OPEN, AGREED], [OPEN, new])
    assert [each.now for each in comparison.reopened] == [now]


def test_of_a_long_provision_the_changed_passage_is_given():
    start, end = " ".join(word(n) for n in range(30)), " ".join(word(n) for n in range(40, 70))
    old = f"2. {start} before it comes and after {end}."
    comparison = compared([OPEN, old], [OPEN, old.replace("before it comes", "when it went")])
    [found] = comparison.reopened
    beside = [" ".join(word(n) for n in range(26, 30)), " ".join(word(n) for n in range(40, 43))]
    assert found.now == f"… {beside[0]} when it went and after {' '.join(beside[1].split()[:2])} …"


def test_an_agreed_provision_that_is_gone_is_reopened():
    comparison = compared([OPEN, AGREED], [OPEN])
    [found] = comparison.reopened
    assert (found.how, found.old, found.new, found.where, found.words) == (
        "dropped", "p2", "", "paragraph 2", AGREED[3:],
    )
    assert [row.old for row in comparison.provisions if row.reopened] == [("p2",)]


@pytest.mark.parametrize(
    "new",
    [
        AGREED,
        AGREED.replace("2.", "7."),
        AGREED.replace("once", ", once"),
        AGREED.replace("The Director", "THE DIRECTOR"),
        AGREED.replace("Assembly", "[5] Assembly"),
    ],
)
def test_numbers_punctuation_and_capitals_reopen_nothing(new):
    assert reopened(new) == []


def test_a_number_that_changes_reopens_nothing():
    assert reopened("2. The Office has 12 members.", "2. The Office has 15 members.") == []


def test_moving_reopens_nothing():
    comparison = compared([OPEN, AGREED], ["1. " + AGREED[3:], "2. " + OPEN[3:]])
    assert any(row.moved for row in comparison.provisions)
    assert comparison.reopened == ()


@pytest.mark.parametrize("option", ["keep", "drop"])
def test_a_bracket_that_closes_reopens_nothing(option):
    text = read(OPEN, AGREED)
    assert compare(text, text.choose({"p1.c1": option})).reopened == ()


def test_a_word_that_a_closing_bracket_completes_was_not_touched():
    old = "1. Each Part[y] [ies] shall act in good faith."
    assert compared([old, AGREED], [old.replace("[y] [ies]", "y"), AGREED]).reopened == ()


def test_words_outside_the_bracket_of_a_provision_are_agreed_too():
    comparison = compared([OPEN, AGREED], [OPEN.replace("at the back of", "outside"), AGREED])
    [found] = comparison.reopened
    assert (found.how, found.words) == ("reworded", "at the back of")


def test_words_of_a_bracket_that_change_were_not_agreed():
    comparison = compared([OPEN, AGREED], [OPEN.replace("[may]", "[must]"), AGREED])
    assert comparison.reopened == ()


def test_two_clean_texts_say_nothing_about_agreement():
    assert compared(AGREED, AGREED.replace("once", "twice")).reopened == ()


def test_against_an_older_text_without_choices_only_words_in_brackets_count():
    old = [AGREED, "3. Fees are due in May of each year.", "4. The seat of the Office is in Geneva."]
    new = [AGREED.replace("once", "[once]"), old[1].replace("May", "June")]
    assert [(each.how, each.words) for each in compared(old, new).reopened] == [("bracketed", "once")]


@pytest.mark.parametrize("mark", ["[1]", "[deleted]", "[2] [Repealed]"])
def test_the_marks_of_an_editor_do_not_say_that_words_were_negotiated(mark):
    old = [AGREED + mark, "3. Fees are due in May of each year."]
    assert compared(old, [old[0], old[1].replace("May", "summer")]).reopened == ()


def test_of_two_different_documents_one_reopens_nothing_of_the_other():
    same = "Fees are due in May of each year."
    others = [" ".join(word(20 * n + k) for k in range(20)) + "." for n in range(12)]
    comparison = compared([same], [*others, same.replace("May", "[May]")])
    assert comparison.matched_share < 0.2
    assert comparison.reopened == ()
    assert "nothing counts as reopened" in " ".join(remarks(comparison))


def test_nothing_is_reopened_where_the_convention_does_not_say_what_is_agreed():
    old, new = read(OPEN, AGREED), read(OPEN, AGREED.replace("once", "[once]"))
    unknown = replace(old, convention=Convention(unbracketed="unknown"))
    assert compare(unknown, new).reopened == ()
    assert compare(old, new).reopened
