"""Random streams with awkward words in every field, harder than any draft, for formats that must carry all of them."""

from typing import get_args

from hypothesis import strategies as st

from travaux.text.model import Aside, At, Break, Change, Choice, ChoiceForm, Note, NotePosition, Option, Role, Text

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
WORDS = st.text(st.one_of(st.sampled_from(" \n\t\r[]<&>'\"/;:.a\u00a0عé"), LETTERS), max_size=8)
CODES = st.lists(st.sampled_from(["US", "EU", "African Group", 'x"y', "é"]), max_size=2).map(tuple)
STYLES = ["bold", "italic", "underline", "strike", "superscript", "subscript", "color:FF0000", "highlight:red", "x y"]
MARKS = st.sets(st.sampled_from(STYLES), max_size=3).map(lambda marks: tuple(sorted(marks)))
ACTS = st.sampled_from(["inserted", "deleted", "moved_from", "moved_to"])
CHANGES = st.none() | st.builds(Change, ACTS, WORDS, st.sampled_from(["", "2015-10-23T10:00:00Z"]))
PLACES = st.none() | st.builds(
    At, st.none() | st.integers(1, 9), st.integers(1, 99), st.integers(0, 99), st.none() | st.integers(1, 9),
    st.integers(1, 99), st.integers(0, 99),
)
TEXTS = st.builds(Text, WORDS, MARKS, CHANGES)
BREAKS = st.builds(Break, st.sampled_from(get_args(Role)), WORDS, st.integers(-2, 70), st.booleans(), CHANGES)
ASIDES = st.builds(Aside, WORDS, st.sampled_from(["label", "heading"]))


def notes(content):
    position = st.builds(NotePosition, st.sampled_from(["", "US"]), WORDS)
    form = st.sampled_from(["footnote", "endnote", "comment"])
    return st.builds(Note, WORDS, content, form, st.lists(position, max_size=2).map(tuple), WORDS, WORDS)


def choices(content):
    head = st.lists(TEXTS | notes(content), max_size=2).map(tuple)
    option = st.builds(Option, content, WORDS, head, CODES, CODES, CODES, WORDS, WORDS, WORDS, st.booleans(), PLACES)
    options = st.lists(option, min_size=1, max_size=3).map(tuple)
    return st.builds(Choice, WORDS, st.sampled_from(get_args(ChoiceForm)), options, st.booleans(), WORDS)


def _streams(inner):
    return st.lists(TEXTS | BREAKS | ASIDES | notes(inner) | choices(inner), max_size=4).map(tuple)


LEAVES = st.lists(TEXTS | BREAKS | ASIDES, max_size=4).map(tuple)
STREAMS = st.recursive(LEAVES, _streams, max_leaves=12)


def places(stream):
    """Where all choices stand, which comparing streams leaves out."""
    for node in stream:
        if isinstance(node, Note):
            yield from places(node.content)
        elif isinstance(node, Choice):
            for option in node.options:
                yield option.at
                yield from places(option.head)
                yield from places(option.content)
