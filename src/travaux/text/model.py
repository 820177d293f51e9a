"""A negotiating text as one stream of words with choices in it.

The stream runs in reading order. A `Break` begins a paragraph or a provision; a `Choice` holds rival contents, each of
them a stream again. Provisions are marks in the stream and not containers, because brackets open in one provision and
close in another; `travaux.text.outline` derives the hierarchy. After Erwig and Walkingshaw, "The Choice Calculus"
(2011).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "Aside",
    "At",
    "Break",
    "Change",
    "Choice",
    "ChoiceForm",
    "Node",
    "Note",
    "NotePosition",
    "Option",
    "Role",
    "Stream",
    "Text",
]

Role = Literal[
    "title",
    "part",
    "chapter",
    "section",
    "annex",
    "preamble",
    "article",
    "heading",
    "paragraph",
    "item",
    "subitem",
    "point",
    "text",
    "cell",
]
ChoiceForm = Literal["bracket", "alternatives", "options", "placeholder"]


@dataclass(frozen=True, slots=True)
class At:
    """Where an opening and its closing mark stand in the source.

    Pages and lines count from 1, columns from 0 in characters. `page` is None for formats without pages.
    """

    page: int | None
    line: int
    column: int
    end_page: int | None
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: `inserted`, `deleted`, `moved_from` or `moved_to`; by whom and when (ISO 8601) if known."""

    act: Literal["inserted", "deleted", "moved_from", "moved_to"]
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one style.

    `marks` is a sorted tuple out of `bold`, `italic`, `underline`, `strike`, `superscript`, `subscript`,
    `color:RRGGBB` and `highlight:NAME`.
    """

    text: str
    marks: tuple[str, ...] = ()
    change: Change | None = None
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Break:
    """The beginning of a paragraph or provision.

    `number` is the mark as printed (`Article 12`, `2 bis.`, `(a)`), or as the numbering of the file makes it
    (`generated`). `level` orders roles: a smaller level encloses a larger one. `change` belongs to the paragraph mark.
    `numbers` says which number each party's own text gives this unit, where those texts do not agree with the print.
    """

    role: Role = "text"
    number: str = ""
    level: int = 60
    generated: bool = False
    change: Change | None = None
    numbers: tuple[tuple[str, str], ...] = ()
    kind: Literal["break"] = "break"


@dataclass(frozen=True, slots=True)
class NotePosition:
    """What a note says of one party: its code (empty for "at least one delegation") and its stance."""

    party: str
    stance: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, endnote or comment at the place of its mark; `content` is a stream of its own."""

    mark: str
    content: tuple[Node, ...] = ()
    form: Literal["footnote", "endnote", "comment"] = "footnote"
    positions: tuple[NotePosition, ...] = ()
    author: str = ""
    date: str = ""
    kind: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class Aside:
    """Words about the text, with their braces: a drafting `label`, or a `heading` for reference only."""

    text: str
    role: Literal["label", "heading"] = "label"
    kind: Literal["aside"] = "aside"


@dataclass(frozen=True, slots=True)
class Option:
    """One content that a choice may take, with everything printed round it.

    Printed, an option is `joint + open + head + label + content + close`. `head` is the attribution (text and note
    marks); `backs` and `opposes` are party codes, `unknown` those among them that stand for no known party. `null`
    marks an option that leaves no words ("No text").
    """

    content: tuple[Node, ...] = ()
    label: str = ""
    head: tuple[Text | Note, ...] = ()
    backs: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    joint: str = ""
    open: str = ""
    close: str = ""
    null: bool = False
    at: At | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """Rival contents for one place of the text.

    A `bracket` has one option, which is taken or dropped; `alternatives` and `options` take exactly one of several;
    a `placeholder` marks a gap still to be filled. `for_review` says that a person should look, and `why`. `texts` says
    which option, from 1, the text that each party handed in has here, or 0 for none of the words; it is no position:
    a party that left the words as they were has said nothing about them.
    """

    id: str
    form: ChoiceForm
    options: tuple[Option, ...]
    for_review: bool = False
    why: str = ""
    texts: tuple[tuple[str, int], ...] = ()
    kind: Literal["choice"] = "choice"


Node = Text | Break | Choice | Note | Aside
Stream = tuple[Node, ...]
