"""What a format reader hands over: blocks of words with their place in the source, before brackets mean anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from travaux.text.model import Change, Role, Stream

__all__ = ["Block", "Diagnostic", "Dropped", "Fragment", "Manuscript", "NoteBody", "Ready"]


@dataclass(slots=True)
class Fragment:
    """Words from one place of the source, in one style.

    `line` counts from 1 (on the page, where there are pages), `column` from 0. A fragment with `note` is the printed
    mark of that note (`text` is all that is printed of it, such as `5` or `[ 13 ]`) and no part of the words.
    """

    text: str
    line: int = 1
    column: int = 0
    page: int | None = None
    marks: tuple[str, ...] = ()
    change: Change | None = None
    note: str | None = None


@dataclass(slots=True)
class Block:
    """One paragraph of the source.

    Hints are what the format knows: `role` (certain), `heading` (level from 1), `label` (list number, not repeated in
    the fragments; `generated` if the source does not print it), `depth` (list depth from 0), `indent` (characters or
    points).
    """

    fragments: list[Fragment] = field(default_factory=list)
    role: Role | None = None
    heading: int | None = None
    label: str = ""
    generated: bool = False
    depth: int | None = None
    indent: float | None = None
    change: Change | None = None


@dataclass(slots=True)
class NoteBody:
    """The body of a note: its printed mark, its blocks, and for comments author and date.

    `printed` says that the mark is printed a second time before the body (and so counts as source characters).
    """

    mark: str
    blocks: list[Block] = field(default_factory=list)
    form: Literal["footnote", "endnote", "comment"] = "footnote"
    printed: bool = False
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words of the source that are not words of the text, and why (`running header`, `page number`, `markup` ...)."""

    text: str
    reason: str
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What was found or repaired: code, severity, place, what was assumed, how to overrule it.

    `where` holds `page`, `line`, `column`, `provision` and `offset` as far as they are known.
    """

    code: str
    severity: Literal["info", "warning", "error"]
    where: dict[str, int | str]
    message: str
    remedy: str = ""


@dataclass(slots=True)
class Manuscript:
    """A source as its reader saw it.

    `source` is every character of the file that is text, taken by the plainest walk there is, so that conservation can
    be checked against it; white space in it does not count.
    """

    file: str
    format: str
    source: str
    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, NoteBody] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    pages: int | None = None
    language: str | None = None
    title: str = ""


@dataclass(slots=True)
class Ready:
    """A stream that a format carried whole, as Travaux wrote it; nothing is left to be recognised in it.

    `repeated` are characters that the file prints twice and the stream holds once (marks of notes before their bodies);
    `generated` are those of the stream that the file does not print (marks that a word processor counts out).
    """

    file: str
    format: str
    source: str
    body: Stream = ()
    dropped: list[Dropped] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    language: str | None = None
    title: str = ""
    repeated: str = ""
    generated: str = ""
