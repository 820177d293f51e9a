"""The stream as flat events, and back."""

import pytest
from hypothesis import HealthCheck, given, settings

import strategies as made
from travaux import TravauxError
from travaux.text.model import Break, Choice, Note, Option, Text
from travaux.text.stream import ChoiceClose, ChoiceOpen, OptionClose, OptionOpen, assemble, flatten, joined, leaves

INNER = Choice("c2", "bracket", (Option((Text("b"),), open="[", close="]"),))
OUTER = Choice(
    "c1", "alternatives", (Option((Text("a"), INNER), open="[", close="]"), Option(open="[", close="]", joint="/"))
)


@settings(deadline=None, derandomize=True, max_examples=200, suppress_health_check=list(HealthCheck))
@given(made.BODIES)
def test_events_put_together_are_the_stream_again(body):
    assert assemble(flatten(body)) == body


def test_events_come_in_reading_order():
    kinds = [type(event).__name__ for event in flatten((Text("x"), OUTER))]
    assert kinds == [
        "Text",
        "ChoiceOpen",
        "OptionOpen",
        "Text",
        "ChoiceOpen",
        "OptionOpen",
        "Text",
        "OptionClose",
        "ChoiceClose",
        "OptionClose",
        "OptionOpen",
        "OptionClose",
        "ChoiceClose",
    ]


def test_an_opening_event_carries_the_choice_without_its_options():
    opened = next(event for event in flatten((OUTER,)) if isinstance(event, ChoiceOpen))
    assert (opened.choice.id, opened.choice.form, opened.choice.options) == ("c1", "alternatives", ())


def test_a_note_stays_one_event():
    note = Note("1", (OUTER,))
    assert list(flatten((note,))) == [note]


OPEN, CLOSE = ChoiceOpen(Choice("c1", "bracket", ())), ChoiceClose("c1")
INTO, OUT = OptionOpen(Option()), OptionClose("")


@pytest.mark.parametrize(
    "events",
    [
        [OPEN],
        [CLOSE],
        [OUT],
        [OPEN, INTO],
        [OPEN, INTO, OUT],
        [OPEN, INTO, CLOSE, OUT],
        [INTO],
        [INTO, OUT],
        [OPEN, OPEN, CLOSE],
        [OPEN, CLOSE, CLOSE],
    ],
)
def test_events_that_do_not_match_are_an_error_with_a_remedy(events):
    with pytest.raises(TravauxError) as refusal:
        assemble(events)
    assert refusal.value.remedy


def test_words_between_two_options_do_not_stay_unnoticed():
    events = [OPEN, INTO, OUT, Text("lost?"), INTO, OUT, CLOSE]
    with pytest.raises(TravauxError):
        assemble(events)


def test_a_closing_event_must_name_the_choice_it_closes():
    with pytest.raises(TravauxError):
        assemble([OPEN, INTO, OUT, ChoiceClose("c9")])


def test_leaves_are_the_words_inside_choices_heads_and_notes():
    head = Option((Text("c"),), head=(Text("a"), Note("1", (Text("b"),))))
    found = [node.text for node in leaves((Choice("c1", "bracket", (head,)), Text("d"))) if isinstance(node, Text)]
    assert found == ["a", "b", "c", "d"]


def test_texts_of_one_style_are_joined_and_empty_ones_left_out():
    assert joined([Text("a"), Text(""), Text("b"), Text("c", ("bold",)), Break(), Text("d")]) == (
        Text("ab"),
        Text("c", ("bold",)),
        Break(),
        Text("d"),
    )
