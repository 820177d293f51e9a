"""The words of a stream as a reader sees them."""

from travaux.text.model import Aside, Break, Choice, Note, Option, Text
from travaux.text.wording import head_words, plain_words, words_of

OPTION = Option((Text("shall"),), head=(Text("US propose: "), Note("5")), open="[", close="]")
STREAM = (
    Break("article", "Article 1", 40),
    Text("Fees"),
    Break("paragraph", "1.", 50),
    Text("Each "),
    Choice("c1", "bracket", (OPTION,)),
    Note("6", (Text("A note."),)),
    Aside("{label}"),
    Text(" act."),
)


def test_each_paragraph_is_a_line_that_begins_with_its_number():
    assert plain_words(STREAM).split("\n") == ["Article 1 Fees", "1. Each [US propose: shall]{label} act."]


def test_note_marks_are_printed_when_wanted():
    assert plain_words(STREAM, notes=True).endswith("[US propose: ^5shall]^6{label} act.")


def test_the_words_of_notes_are_no_words_of_the_text():
    assert "A note" not in plain_words(STREAM, notes=True)


def test_joints_and_labels_are_printed():
    one = Option((Text("a"),), label="Option 1: ")
    two = Option((Text("b"),), label="Option 2: ", joint=" / ")
    assert plain_words((Choice("c1", "options", (one, two)),)) == "Option 1: a / Option 2: b"


def test_words_of_a_stream_stand_in_one_line():
    assert words_of((Text(" a \t b"), Break(), Text("c  "))) == "a b c"


def test_a_head_is_told_without_note_marks_and_colon():
    assert head_words(OPTION) == "US propose"
    assert head_words(Option((Text("a"),))) == ""


def test_nothing_has_no_words():
    assert plain_words(()) == words_of(()) == ""
