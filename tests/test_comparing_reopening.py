"""What was agreed and is touched again."""

from dataclasses import replace

import pytest

from compared_texts import compared, read
from travaux.text.comparing import compare
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


def test_brackets_in_the_newer_text_alone_say_what_was_agreed():
    [found] = compared(AGREED, AGREED.replace("once", "[once]")).reopened
    assert found.how == "bracketed"


def test_nothing_is_reopened_where_the_convention_does_not_say_what_is_agreed():
    old, new = read(OPEN, AGREED), read(OPEN, AGREED.replace("once", "[once]"))
    unknown = replace(old, convention=Convention(unbracketed="unknown"))
    assert compare(unknown, new).reopened == ()
    assert compare(old, new).reopened
