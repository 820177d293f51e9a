"""Which deleted words left with a choice that closed."""

from dataclasses import replace

import pytest

import travaux
from travaux.text.comparing import compare
from travaux.text.comparing.model import ChoiceChange
from travaux.text.instrument import Instrument
from travaux.text.model import Break, Choice, Note, Option, Text
from travaux.text.redline.closings import Closings, taken_position
from travaux.text.redline.html import redline_html

LABELLED = Choice("c", "options", (Option(label="Option 1:"), Option(label="Option 2:"), Option(label="ALT A. ")))


@pytest.mark.parametrize(("name", "position"), [
    ("Option 2", 1), ("option 2", 1), ("ALT A", 2), ("keep", 0), ("none", -1), ("other wording", -1),
    ("option 4", None), ("Option X", None), ("", None),
])
def test_options_are_found_by_label_or_position(name, position):
    assert taken_position(LABELLED, name) == position


def parts_of(option):
    old = travaux.read_text("Each Party [US: shall][JP: should [soon]] act.")
    found = compare(old, travaux.read_text("Each Party shall act."))
    outer = next(each for each in found.old_text.choices if len(found.old_text.choices[each].options) == 2)
    comparison = replace(found, choices=(ChoiceChange(outer, None, "closed", option),))
    tokens = found.old_text.tokens
    parts = Closings(comparison).parts(0, len(tokens))
    return [(rule, "".join(tokens[start:end]).strip()) for rule, start, end, _ in parts]


def test_marks_of_the_taken_option_and_words_of_the_other_are_told_apart():
    assert parts_of("option 1") == [
        ("plain", "Each Party"), ("mark", "[US:"), ("plain", "shall"), ("mark", "]"),
        ("rejected", "[JP: should [soon]]"), ("plain", "act."),
    ]


def test_all_options_are_rejected_where_no_words_were_left():
    assert [rule for rule, _ in parts_of("none")] == ["plain", "rejected", "rejected", "plain"]


def test_words_are_not_hidden_where_the_option_is_not_known():
    assert ("plain", "shall") in parts_of("option 9")
    assert not any(rule == "rejected" for rule, _ in parts_of("option 9"))


def test_an_empty_choice_that_closed_at_the_end_of_the_text_leaves_nothing_to_cut():
    title, words = Break(role="title"), Text("The Parties shall")
    shut = Option(open="[", close="]", null=True)
    noted = Option(head=(Text("The Parties shall"), Note(mark="1")), open="[", close="]", null=True)
    choice = Choice(id="c1", form="alternatives", options=(shut, noted))
    coloured = Text("The Parties shall", marks=("color:C00000",))
    old, new = Instrument((title, words, choice)), Instrument((title, coloured))
    assert "The Parties shall" in redline_html(compare(old, new))
