"""Hypothesis strategies that reach every node kind and field of the tree, and a count of what examples reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import get_args, get_type_hints

from hypothesis import strategies as st

from travaux.text.model import (
    Aside,
    Break,
    Change,
    Choice,
    ChoiceForm,
    Node,
    Note,
    NotePosition,
    Option,
    Role,
    Stream,
    Text,
)
from travaux.text.stream import joined

STYLES = ("bold", "italic", "underline", "strike", "superscript", "subscript")
COLORS = ("color:C00000", "color:0070C0", "color:123ABC")
HIGHLIGHTS = ("highlight:yellow", "highlight:green", "highlight:darkCyan")
CODES = ("US", "JP", "NZ", "CL", "EU", "G77", "AGN", "LDC")
SAMPLES = (
    *("The Parties shall", " endeavour to ", "promote, and ", "member", "s", " ", "a  b", ", by consensus,", "; or "),
    *("…", "<b>&amp;", "protección de ", "المعاهدة", "נוסח ", "保护", "é́", "word\u00a0word", "\u200fabc\u200e", "👩‍⚖️"),
    *("]", "[", "Option 1:", "1. ", "*a*", "_"),
)

ABSENT = st.just("")
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"))
WORDS = st.one_of(st.sampled_from(SAMPLES), st.text(LETTERS, max_size=8))
PRINTED = st.one_of(ABSENT, WORDS)
DATES = st.sampled_from(("", "2013-08-30T10:00:00Z", "2015-10-23T08:15:30Z"))
AUTHORS = st.sampled_from(("", "Secretariat", "Chair & friends", "الرئيس"))
CHANGES = st.one_of(
    st.none(),
    st.builds(Change, act=st.sampled_from(get_args(get_type_hints(Change)["act"])), author=AUTHORS, date=DATES),
)


@st.composite
def styles(draw: st.DrawFn) -> tuple[str, ...]:
    """Marks that can stand together: at most one of a colour, a highlight, and a raised or lowered line."""
    chosen = set(draw(st.lists(st.sampled_from(STYLES), max_size=3)))
    if {"superscript", "subscript"} <= chosen:
        chosen.discard("subscript")
    for palette in (COLORS, HIGHLIGHTS):
        if draw(st.integers(0, 4)) == 0:
            chosen.add(draw(st.sampled_from(palette)))
    return tuple(sorted(chosen))


TEXTS = st.builds(Text, text=WORDS, marks=styles(), change=CHANGES)
BREAKS = st.builds(
    Break,
    role=st.sampled_from(get_args(Role)),
    number=st.one_of(ABSENT, st.sampled_from(("Article 12", "2 bis.", "(a)", "§ 3", "المادة 4", "1.", "–"))),
    level=st.integers(0, 99),
    generated=st.booleans(),
    change=CHANGES,
    numbers=st.one_of(st.just(()), st.just((("US", "3."), ("JP", "")))),
)
ASIDES = st.builds(
    Aside,
    text=st.sampled_from(("{Placement: preamble}", "{عنوان}", "{a}")),
    role=st.sampled_from(get_args(get_type_hints(Aside)["role"])),
)
POSITIONS = st.builds(
    NotePosition,
    party=st.sampled_from(("", *CODES)),
    stance=st.sampled_from(("supports", "reserves", "ad referendum", "considering")),
)


def notes(content: st.SearchStrategy[Stream]) -> st.SearchStrategy[Note]:
    """Footnotes, endnotes and comments; only comments have an author and a date."""
    marks = st.sampled_from(("1", "12", "*", "[ 13 ]", "a"))
    positions = st.lists(POSITIONS, max_size=2).map(tuple)
    written = st.builds(
        Note, mark=marks, content=content, form=st.sampled_from(("footnote", "endnote")), positions=positions
    )
    said = st.builds(
        Note, mark=marks, content=content, form=st.just("comment"), positions=positions, author=AUTHORS, date=DATES
    )
    return st.one_of(written, said)


@st.composite
def options(draw: st.DrawFn, content: st.SearchStrategy[Stream], form: str, first: bool) -> Option:
    """One option with everything that may be printed round it."""
    opening, closing = draw(st.sampled_from((("[", "]"), ("", ""), ("{", "}"), ("[", ""), ("[ ", " ]"))))
    codes = st.lists(st.sampled_from(CODES), max_size=2, unique=True)
    heads = st.lists(st.one_of(TEXTS, notes(st.lists(TEXTS, max_size=2).map(tuple))), max_size=2).map(tuple)
    null = form != "bracket" and draw(st.integers(0, 4)) == 0
    return Option(
        content=draw(content),
        label=draw(st.sampled_from(("", "Option 1:", "Option (a):", "ALT 2.", "الخيار 1"))),
        head=draw(heads) if draw(st.booleans()) else (),
        backs=tuple(draw(codes)),
        opposes=tuple(draw(codes)),
        unknown=tuple(draw(st.sampled_from(((), ("VZ",))))),
        joint=draw(st.sampled_from(("", " ") if first else ("", " ", "/", " / "))),
        open=opening,
        close=closing,
        null=null,
    )


@st.composite
def choices(draw: st.DrawFn, content: st.SearchStrategy[Stream]) -> Choice:
    """A choice of any form; its id is settled later, by `numbered`."""
    form = draw(st.sampled_from(get_args(ChoiceForm)))
    many = form in ("alternatives", "options")
    count = draw(st.integers(2, 3)) if many else 1
    return Choice(
        id="",
        form=form,
        options=tuple(draw(options(content, form, place == 0)) for place in range(count)),
        for_review=draw(st.booleans()),
        why=draw(st.sampled_from(("", "may be two independent additions"))),
        texts=draw(st.sampled_from(((), (("EU", 1), ("G77", 0))))),
    )


NOTE_CONTENT = st.recursive(
    st.lists(st.one_of(TEXTS, BREAKS), max_size=3).map(tuple),
    lambda inner: st.lists(st.one_of(TEXTS, choices(inner)), max_size=2).map(tuple),
    max_leaves=3,
)
LEAVES = st.one_of(TEXTS, TEXTS, BREAKS, ASIDES, notes(NOTE_CONTENT))
STREAMS = st.recursive(
    st.lists(LEAVES, max_size=4).map(tuple),
    lambda inner: st.lists(st.one_of(LEAVES, choices(inner)), max_size=4).map(tuple),
    max_leaves=8,
)
BODIES = st.builds(lambda first, rest: numbered((first, *rest)), BREAKS, STREAMS)
"""Whole texts: a paragraph begins them, every choice has an id of its own, and choices may cross paragraphs."""


def numbered(stream: Stream) -> Stream:
    """The stream with choice ids `c1`, `c2` ... in reading order."""
    counter = iter(range(1, 1_000_000))

    def walk(nodes: Iterable[Node]) -> Stream:
        return tuple(visit(node) for node in nodes)

    def visit(node: Node) -> Node:
        if isinstance(node, Note):
            return replace(node, content=walk(node.content))
        if isinstance(node, Choice):
            name = f"c{next(counter)}"
            parts = tuple(replace(o, head=walk(o.head), content=walk(o.content)) for o in node.options)
            return replace(node, id=name, options=parts)
        return node

    return walk(stream)


def settled(stream: Stream) -> Stream:
    """The stream with neighbouring equal texts joined at every depth."""
    return joined(_settled(node) for node in stream)


def _settled(node: Node) -> Node:
    if isinstance(node, Note):
        return replace(node, content=settled(node.content))
    if isinstance(node, Choice):
        parts = tuple(replace(o, head=settled(o.head), content=settled(o.content), at=None) for o in node.options)
        return replace(node, options=parts)
    return node


def nodes(stream: Stream) -> Iterator[Node]:
    """Every node at every depth, in notes and heads too."""
    for node in stream:
        yield node
        if isinstance(node, Note):
            yield from nodes(node.content)
        elif isinstance(node, Choice):
            for option in node.options:
                yield from nodes(option.head)
                yield from nodes(option.content)


def reached(streams: Iterable[Stream]) -> Counter[str]:
    """How often each kind, field and value of the model occurs, such as `Text.marks=bold` or `Option.null`."""
    count: Counter[str] = Counter()
    for stream in streams:
        for node in nodes(stream):
            count.update(_reached(node))
            if isinstance(node, Choice):
                count.update(token for option in node.options for token in _reached(option))
                crossing = any(isinstance(x, Break) for option in node.options for x in nodes(option.content))
                nested = any(isinstance(x, Choice) for option in node.options for x in nodes(option.content))
                count.update({"Choice across a Break": crossing, "Choice in a Choice": nested})
            if isinstance(node, Note):
                count.update(token for position in node.positions for token in _reached(position))
                count["Choice in a Note"] += any(isinstance(x, Choice) for x in nodes(node.content))
            if isinstance(node, Text) and any("\u0590" <= letter <= "\u06ff" for letter in node.text):
                count["Text from right to left"] += 1
    return count


def _reached(thing: object) -> Iterator[str]:
    kind = type(thing).__name__
    yield kind
    for spec in fields(thing):  # type: ignore[arg-type]
        value = getattr(thing, spec.name)
        if spec.name == "marks":
            yield from (f"{kind}.marks={mark.split(':')[0]}" for mark in value)
        elif spec.name in ("role", "form"):
            yield f"{kind}.{spec.name}={value}"
        elif isinstance(value, Change):
            yield f"{kind}.change={value.act}"
            yield from (f"Change.{name}" for name in ("author", "date") if getattr(value, name))
        elif value:
            yield f"{kind}.{spec.name}"


def everything() -> set[str]:
    """What examples must reach, taken from the model itself so that a new kind or field is missed at once."""
    kinds = (Text, Break, Note, Aside, Option, Choice, NotePosition)
    wanted = {kind.__name__ for kind in kinds}
    for kind in kinds:
        hints = get_type_hints(kind)
        for spec in fields(kind):
            name = f"{kind.__name__}.{spec.name}"
            if spec.name == "marks":
                wanted |= {f"{name}={mark}" for mark in (*STYLES, "color", "highlight")}
            elif spec.name in ("role", "form"):
                wanted |= {f"{name}={value}" for value in get_args(hints[spec.name])}
            elif spec.name == "change":
                wanted |= {f"{name}={act}" for act in get_args(get_type_hints(Change)["act"])}
            elif spec.name != "at":
                wanted.add(name)
    wanted |= {"Change.author", "Change.date", "Choice across a Break", "Choice in a Choice", "Choice in a Note"}
    return wanted | {"Text from right to left"}
