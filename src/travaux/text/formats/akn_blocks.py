"""Walks an Akoma Ntoso document and makes blocks of it.

The reader asks only for well-formed XML: an element that stands where the schema has no place for it is read all the
same, and words outside any paragraph make a paragraph of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from travaux.text.formats.akn_names import (
    BLOCKS,
    CONTAINERS,
    DIVISIONS,
    GROUPS,
    LISTED,
    LISTED_ROLES,
    MARK_ELEMENTS,
    PARAGRAPHS,
    QUOTED,
    local,
)
from travaux.text.formats.akn_words import PLAIN, Style, WordCollector
from travaux.text.manuscript import Block, Dropped, NoteBody
from travaux.text.model import Change, Role

__all__ = ["BlockReader"]

_PROVISIONS = (DIVISIONS.keys() | GROUPS) - {"heading"}
_TITLES = frozenset({"docTitle", "shortTitle"})
_CSS = (
    (re.compile(r"font-weight:\s*(bold|[6-9]00)"), "bold"),
    (re.compile(r"font-style:\s*italic"), "italic"),
    (re.compile(r"text-decoration:[^;]*underline"), "underline"),
    (re.compile(r"text-decoration:[^;]*line-through"), "strike"),
)
_CSS_COLOR = re.compile(r"(?:^|[;\s])color:\s*#([0-9a-fA-F]{6})\b")


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where an element stands: role of plain paragraphs there, depth in lists and divisions, whether quoted."""

    role: Role = "text"
    rank: int = 0
    divisions: int = 0
    quoted: bool = False
    titles: bool = False


@dataclass(slots=True)
class BlockReader:
    """Reads elements into blocks, note bodies and dropped words.

    Args:
        words: where blocks are collected.
        keys: the key of each note, by element, and by `#eId` for references to it.
    """

    words: WordCollector
    keys: dict[Any, str] = field(default_factory=dict)
    notes: dict[str, NoteBody] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)

    def read(self, root: Any) -> None:
        """Read a whole document."""
        self._walk(root, _Setting(), PLAIN)
        self.words.wait(None)

    def _walk(self, element: Any, setting: _Setting, style: Style) -> None:
        name = local(element)
        self.words.line, self.words.column = self._place(element)
        act = _ACTS.get(name)
        if act is not None:
            act(self, element, setting, style)
        elif name in PARAGRAPHS or name in LISTED or (name == "clause" and setting.rank):
            self._numbered(element, setting, style)
        elif name in _PROVISIONS:
            kind = element.get("name", "") if name == "hcontainer" else name
            self._provision(element, DIVISIONS.get(kind), setting, style)
        elif name in BLOCKS:
            self._paragraph(element, setting, style)
        elif name in CONTAINERS:
            self._container(element, setting, style)
        else:
            self._content(element, setting, _styled(element, style))

    def _place(self, element: Any) -> tuple[int, int]:
        line = element.sourceline or self.words.line
        return line, self.words.column if line == self.words.line else 0

    def _content(self, element: Any, setting: _Setting, style: Style) -> None:
        self.words.words(element.text, style, setting.role)
        for child in element:
            self._walk(child, setting, style)
            self.words.words(child.tail, style, setting.role)

    def _container(self, element: Any, setting: _Setting, style: Style) -> None:
        name = local(element)
        if name in ("td", "th"):
            setting = replace(setting, role="cell", rank=0)
        elif name in QUOTED:
            setting = _Setting(quoted=True)
        elif name == "longTitle" or (name == "container" and element.get("name") == "title"):
            setting = replace(setting, role="text" if setting.quoted else "title")
        elif name in ("preface", "header"):
            setting = replace(setting, titles=not setting.quoted)
        self.words.close()
        start = len(self.words.done)
        self._content(element, setting, style)
        self.words.close()
        if name == "preamble" and not setting.quoted and start < len(self.words.done):
            self.words.done[start].role = "preamble"

    def _paragraph(self, element: Any, setting: _Setting, style: Style) -> None:
        name = local(element)
        heading = Block(role="heading", heading=setting.divisions + 1)
        if name in ("heading", "subheading", "crossHeading"):
            self.words.wait(heading)
        elif setting.titles and any(local(each) in _TITLES for each in element.iter()):
            setting = replace(setting, role="title")
        self.words.close()
        self._content(element, setting, _styled(element, style))
        self.words.close()
        if self.words.waiting is heading:
            self.words.wait(None)

    def _provision(self, element: Any, role: Role | None, setting: _Setting, style: Style) -> None:
        """A provision with a heading of its own, or (role None) a group that may have a number or a heading."""
        parts = {local(child) for child in element}
        if role is None and not parts & {"num", "heading"}:
            self._container(element, setting, style)
            return
        heading = "heading" in parts
        own: Role = "text" if setting.quoted and role != "heading" else role or ("heading" if heading else "text")
        block = Block(role=own, heading=setting.divisions + 1 if own == "heading" else None)
        start = len(self.words.done)
        inside = replace(setting, role="text")
        if role is not None:
            inside = replace(inside, divisions=setting.divisions + 1, rank=0)
        self._parts(element, block, inside, style, alone=role is not None or heading)
        if role == "annex" and not setting.quoted:
            _name_annex(self.words.done[start:])

    def _numbered(self, element: Any, setting: _Setting, style: Style) -> None:
        """A paragraph, or an item of a list; its first words stand on the line of its number."""
        listed = local(element) not in PARAGRAPHS or setting.rank > 0
        rank = max(setting.rank, 1) if listed else 0
        role = LISTED_ROLES[min(rank, len(LISTED_ROLES)) - 1] if listed else "paragraph"
        block = Block(role="text" if setting.quoted else role, depth=rank - 1 if listed else None)
        counted = _counted(element)
        if counted:
            block.label, block.generated = counted, True
        self._parts(element, block, replace(setting, rank=rank + 1, role="text"), style, alone=False)
        if counted and "".join(each.text for each in block.fragments).startswith(counted):
            block.label, block.generated = "", False

    def _parts(self, element: Any, block: Block, setting: _Setting, style: Style, *, alone: bool) -> None:
        """Number, heading and the rest of a provision; `alone` keeps the words of the rest out of its block."""
        words = self.words
        words.wait(block)
        words.words(element.text, style, setting.role)
        for child in element:
            name = local(child)
            if name == "num":
                self._number(child, block, setting, style)
            elif name == "heading" and words.waiting is block:
                words.line, words.column = self._place(child)
                self._content(child, setting, style)
                words.close()
            else:
                if alone and words.waiting is block:
                    words.wait(None)
                self._walk(child, setting, style)
            words.words(child.tail, style, setting.role)
        words.close()
        if words.waiting is block:
            words.wait(None)

    def _number(self, element: Any, block: Block, setting: _Setting, style: Style) -> None:
        """The number becomes the label, unless it holds what a label cannot: brackets, notes or tracked changes."""
        words = self.words
        printed = " ".join("".join(element.itertext()).split())
        special = any(local(each) in ("authorialNote", "noteRef", "ins", "del") for each in element.iter())
        if words.waiting is block and not block.label and not special and not re.search(r"[\[\]{}]", printed):
            block.label = printed
            return
        if words.waiting is not block:
            self._content(element, setting, style)
            return
        words.line, words.column = self._place(element)
        words.block, words.waiting = block, None
        self._content(element, setting, style)
        if words.block is not block:
            words.close()  # paragraphs inside the number have words of their own
        words.block, words.waiting = None, block

    def _note(self, element: Any, setting: _Setting, style: Style) -> None:
        key = self.keys[element]
        mark = element.get("marker", "").strip()
        self.words.mark(mark, key, style, setting.role)
        self.note_body(element, key, mark or key)

    def note_body(self, element: Any, key: str, mark: str) -> None:
        """Read the body of a note."""
        inner = WordCollector(self.words.lines, line=self.words.line, column=self.words.column)
        reader = replace(self, words=inner)
        reader._content(element, _Setting(quoted=True), PLAIN)
        inner.wait(None)
        self.words.line, self.words.column = inner.line, inner.column
        self.notes[key] = NoteBody(mark, inner.done)

    def _note_reference(self, element: Any, setting: _Setting, style: Style) -> None:
        key = self.keys.get(element.get("href", ""))
        mark = element.get("marker", "").strip()
        if key is not None:
            self.words.mark(mark, key, style, setting.role)
        else:
            self.words.words(mark, style, setting.role)

    def _drop_contents(self, element: Any, setting: _Setting, style: Style) -> None:  # noqa: ARG002
        self.dropped.append(Dropped("".join(element.itertext()), "table of contents", line=element.sourceline))

    def _line_end(self, element: Any, setting: _Setting, style: Style) -> None:  # noqa: ARG002
        if self.words.block is not None:
            self.words.words(" ", style, setting.role)

    def _changed(self, element: Any, setting: _Setting, style: Style) -> None:
        change = Change("inserted" if local(element) == "ins" else "deleted")
        self._content(element, setting, Style(_styled(element, style).marks, change))


_ACTS: dict[str, Callable[[BlockReader, Any, _Setting, Style], None]] = {
    "authorialNote": BlockReader._note,
    "noteRef": BlockReader._note_reference,
    "toc": BlockReader._drop_contents,
    "eol": BlockReader._line_end,
    "br": BlockReader._line_end,
    "ins": BlockReader._changed,
    "del": BlockReader._changed,
}


def _styled(element: Any, style: Style) -> Style:
    mark = MARK_ELEMENTS.get(local(element))
    if mark:
        style = style.marked(mark)
    css = element.get("style")
    if css:
        style = style.marked(*(mark for pattern, mark in _CSS if pattern.search(css)))
        color = _CSS_COLOR.search(css)
        if color:
            style = style.marked("color:" + color[1].upper())
    return style


def _counted(element: Any) -> str:
    """The number which a browser would print before this item of an `ol`."""
    parent = element.getparent()
    if local(element) != "li" or parent is None or local(parent) != "ol":
        return ""
    return f"{element.get('value') or parent.index(element) + 1}."


def _name_annex(blocks: list[Block]) -> None:
    """An annex without number and heading begins at its title."""
    if blocks and not any(block.role == "annex" for block in blocks) and blocks[0].role == "title":
        blocks[0].role = "annex"
