"""The lines of a Markdown document grouped into paragraphs: headings, lists, tables, code, notes, link definitions.

Indentation never makes code here: drafts indent paragraphs that belong to a list item, and those are words of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from travaux.text.formats.markdown_inline import ADDRESS, Piece, label_key
from travaux.text.manuscript import Dropped

__all__ = ["Outline", "Paragraph", "outline"]

_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:^|[ \t])#+[ \t]*$|(?<![ \t])[ \t]+\{#[\w-]+\}[ \t]*$")
_SETEXT = re.compile(r"(=+|--+)[ \t]*$")
_RULE = re.compile(r"(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$")
_BULLET = re.compile(r"([-*+])(?:[ \t]+|$)")
_NUMBER = re.compile(r"(\d{1,9})[.)](?:[ \t]+|$)")
_DELIMITER_ROW = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_ATTRIBUTES = re.compile(r"\{:[^{}]*\}$")
_LINK = re.compile(r"\[([^\[\]^][^\[\]]*)\]:[ \t]*" + ADDRESS + r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?$", re.I)
_NOTE = re.compile(r"\[\^([^\[\]\s^]+)\]:[ \t]*")
_DROPPED_ELEMENT = re.compile(r"<(script|style)\b", re.I)
_ITEM_LABEL = re.compile(r"[\[*_]*\(?(?:[a-z]{1,2}|[ivxlc]{1,6}|\d{1,3})(?:bis|ter|quater|alt)?\)[ \t]", re.I)
_OPTION_LABEL = re.compile(r"[\[*_]*(?:Option|Alternative|Alt)\s+\(?[\dA-Za-z]{1,4}\)?\s*[:.*_]", re.I)
_ITEM_END = re.compile(r"(?:[;:.,\]]|\b(?:and|or))[*_\]]*$")


@dataclass(slots=True)
class Paragraph:
    """The lines of one paragraph and what their marks say of it; `note` names the note whose body it belongs to."""

    pieces: list[Piece]
    heading: int | None = None
    bullet: bool = False
    depth: int | None = None
    indent: int = 0
    cell: bool = False
    literal: bool = False
    note: str | None = None


@dataclass(slots=True)
class Outline:
    """The paragraphs of a document, its link definitions (as `label_key`), its notes, and what was dropped."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


def outline(text: str, first_line: int = 1) -> Outline:
    """The paragraphs of `text`, whose first line has the number `first_line`."""
    return _Reader(text.split("\n"), first_line).read()


@dataclass(slots=True)
class _Line:
    number: int
    column: int
    text: str
    indent: int


class _Reader:
    """Reads line after line; `open` is the paragraph that the next line may go on with."""

    def __init__(self, lines: list[str], first_line: int) -> None:
        self.lines = lines
        self.first_line = first_line
        self.index = 0
        self.result = Outline()
        self.open: Paragraph | None = None
        self.note: str | None = None
        self.blank = True
        self.items: list[int] = []
        self.quoted = 0
        self.ends: dict[str, int] = {}

    def read(self) -> Outline:
        readers = (
            self._fence, self._element, self._attributes, self._definition, self._heading, self._underline,
            self._rule, self._table, self._item, self._words,
        )
        while self.index < len(self.lines):
            line = self._next()
            if not line.text:
                self.open, self.blank = None, True
                continue
            if self.blank and self.note is not None and line.indent < 2:
                self.note = None
            any(reader(line) for reader in readers)
            self.blank = False
        return self.result

    def _next(self) -> _Line:
        """The next line without its quotation marks and indentation."""
        raw = self.lines[self.index]
        number = self.first_line + self.index
        self.index += 1
        quote = _QUOTE.match(raw)
        column = quote.end() if quote else 0
        depth = raw.count(">", 0, column)
        if depth:
            self._drop(">" * depth, number)
        if depth != self.quoted and (depth or self.open is None):
            self.open, self.quoted, self.items = None, depth, []
        words = raw[column:]
        bare = words.lstrip(" \t")
        start = len(words) - len(bare)
        indent = len(words[:start].expandtabs(4))
        return _Line(number, column + start, bare if bare.strip() else "", indent)

    def _drop(self, text: str, number: int, reason: str = "markup") -> None:
        self.result.dropped.append(Dropped(text, reason, line=number))

    def _add(self, paragraph: Paragraph) -> Paragraph:
        paragraph.note = self.note
        self.result.paragraphs.append(paragraph)
        return paragraph

    def _piece(self, line: _Line, start: int = 0) -> Piece:
        return Piece(line.number, line.column + start, line.text[start:])

    def _fence(self, line: _Line) -> bool:
        """A code fence: its lines are kept as they stand, one paragraph each."""
        fence = _FENCE.match(line.text)
        if not fence or "`" in line.text[fence.end():]:
            return False
        self._drop(line.text, line.number)
        self.open = None
        end = re.compile(re.escape(fence[1][0]) + "{" + str(len(fence[1])) + r",}[ \t]*$")
        while self.index < len(self.lines):
            inner = self._next()
            if end.match(inner.text):
                self._drop(inner.text, inner.number)
                break
            if inner.text:
                self._add(Paragraph([self._piece(inner)], indent=inner.indent, literal=True))
        return True

    def _element(self, line: _Line) -> bool:
        """A comment, script or style sheet that stands alone, dropped up to the line where it ends."""
        name = _DROPPED_ELEMENT.match(line.text)
        if not name and not line.text.startswith("<!--"):
            return False
        end = f"</{name[1].lower()}>" if name else "-->"
        reason = name[1].lower() if name else "comment"
        last = self._end_of(end)
        rest = line.text if last < self.index else self.lines[last] if last < len(self.lines) else ""
        if not rest or rest.lower().partition(end)[2].strip():
            return False
        self._drop(line.text, line.number, reason)
        for index in range(self.index, last + 1):
            self._drop(self.lines[index], self.first_line + index, reason)
        self.index = last + 1
        self.open = None
        return True

    def _end_of(self, end: str) -> int:
        """Index of the line, from the present one on, in which `end` stands; past all lines if there is none."""
        last = self.ends.get(end, -1)
        if last < self.index - 1:
            last = self.index - 1
            while last < len(self.lines) and end not in self.lines[last].lower():
                last += 1
            self.ends[end] = last
        return last

    def _attributes(self, line: _Line) -> bool:
        """A kramdown line such as `{:.no_toc}`; `{:toc}` takes the list item before it along."""
        if not _ATTRIBUTES.match(line.text.rstrip()):
            return False
        self._drop(line.text, line.number)
        if self.open and self.open.bullet and re.match(r"\{:\s*toc", line.text) and len(self.open.pieces) == 1:
            self.result.paragraphs.pop()
            piece = self.open.pieces[0]
            self._drop(piece.text, piece.line)
            self.items = []
        self.open = None
        return True

    def _definition(self, line: _Line) -> bool:
        """The definition of a link (dropped) or of a note (its body begins)."""
        link = _LINK.match(line.text.rstrip()) if self.open is None else None
        if link:
            self._drop(line.text, line.number, "link definition")
            self.result.links.add(label_key(link[1]))
            return True
        note = _NOTE.match(line.text)
        if not note or note[1] in self.result.notes:
            return False
        self._drop(note[0], line.number)
        self.result.notes.append(note[1])
        self.note, self.items = note[1], []
        self.open = self._add(Paragraph([self._piece(line, note.end())]))
        return True

    def _heading(self, line: _Line) -> bool:
        heading = _HEADING.match(line.text)
        if not heading:
            return False
        self.open, self.items = None, []
        end = _HEADING_END.search(line.text, heading.end() - 1)
        stop = end.start() if end and end.start() >= heading.end() - 1 else len(line.text)
        self._drop(heading[1] + line.text[max(stop, heading.end()):], line.number)
        piece = Piece(line.number, line.column + heading.end(), line.text[heading.end():max(stop, heading.end())])
        self._add(Paragraph([piece], heading=len(heading[1])))
        return True

    def _underline(self, line: _Line) -> bool:
        """The second line of an underlined heading."""
        if self.open is None or self.open.bullet or self.open.depth is not None or line.indent > 3:
            return False
        if not _SETEXT.match(line.text):
            return False
        self.open.heading = 1 if line.text[0] == "=" else 2
        self._drop(line.text, line.number)
        self.open, self.items = None, []
        return True

    def _rule(self, line: _Line) -> bool:
        if not _RULE.match(line.text):
            return False
        self._drop(line.text, line.number)
        self.open = None
        return True

    def _table(self, line: _Line) -> bool:
        """A table with pipes: a head, a line of dashes, rows; every cell is a paragraph."""
        below = self.lines[self.index].strip() if self.index < len(self.lines) else ""
        if "|" not in line.text or "|" not in below or not _DELIMITER_ROW.match(below):
            return False
        self.open = None
        self._cells(line)
        self._drop(below, line.number + 1)
        self.index += 1
        while self.index < len(self.lines) and "|" in self.lines[self.index]:
            self._cells(self._next())
        return True

    def _cells(self, line: _Line) -> None:
        start = 0
        edges = [edge.start() for edge in _CELL_EDGE.finditer(line.text)]
        for end in [*edges, len(line.text)]:
            text = line.text[start:end]
            if text.strip():
                bare = text.lstrip(" \t")
                column = line.column + start + len(text) - len(bare)
                self._add(Paragraph([Piece(line.number, column, bare.rstrip(" \t"))], cell=True))
            start = end + 1
        self._drop("|" * len(edges), line.number)

    def _item(self, line: _Line) -> bool:
        """A list item; a printed number stays in its words, a bullet is dropped."""
        bullet = _BULLET.match(line.text)
        number = None if bullet else _NUMBER.match(line.text)
        mark = bullet or number
        if not mark:
            return False
        in_list = bool(self.items) or self.open is None
        if not in_list and not (bullet and line.text[mark.end():]) and not (number and number[1] == "1"):
            return False
        while self.items and line.indent < self.items[-1] + 2:
            self.items.pop()
        self.items.append(line.indent)
        if bullet:
            self._drop(bullet[1], line.number)
        piece = self._piece(line, bullet.end() if bullet else 0)
        depth = len(self.items) - 1
        self.open = self._add(Paragraph([piece], bullet=bool(bullet), depth=depth, indent=line.indent))
        return True

    def _words(self, line: _Line) -> bool:
        if self.open is not None and not self._begins_anew(line, self.open):
            self.open.pieces.append(self._piece(line))
            return True
        while self.items and line.indent <= self.items[-1]:
            self.items.pop()
        self.open = self._add(Paragraph([self._piece(line)], indent=line.indent))
        return True

    @staticmethod
    def _begins_anew(line: _Line, paragraph: Paragraph) -> bool:
        """Whether drafters mean a new paragraph though no empty line parts it: a lettered item, or a step back out."""
        if _OPTION_LABEL.match(line.text):
            return True
        if not _ITEM_END.search(paragraph.pieces[-1].text.rstrip()[-20:]):
            return False
        steps_out = paragraph.depth is None and paragraph.note is None and line.indent < paragraph.indent - 2
        return steps_out or _ITEM_LABEL.match(line.text) is not None
