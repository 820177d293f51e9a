"""Collects words of Akoma Ntoso into blocks, with their place in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from travaux.text.manuscript import Block, Fragment
from travaux.text.model import Change, Role

__all__ = ["PLAIN", "Style", "WordCollector"]

_SPACE = " \t\n\r"
_SPACES = re.compile("[ \t\n\r]+")
_ESCAPED = re.compile("[&<>]")


@dataclass(frozen=True, slots=True)
class Style:
    """How words look: sorted marks, and the tracked change that they belong to."""

    marks: tuple[str, ...] = ()
    change: Change | None = None

    def marked(self, *marks: str) -> Style:
        """The style with more marks."""
        return Style(tuple(sorted({*self.marks, *marks})), self.change)


PLAIN = Style()


@dataclass(slots=True)
class WordCollector:
    """The block that is being read, the one that waits for its first word, and those that are done.

    White space between words is one space, as in HTML. A fragment never runs over a line end of the file, so that its
    line and column are those of its first word.
    """

    lines: list[str]
    done: list[Block] = field(default_factory=list)
    block: Block | None = None
    waiting: Block | None = None
    _kept: set[int] = field(default_factory=set)
    line: int = 1
    column: int = 0

    def words(self, text: str | None, style: Style, role: Role) -> None:
        """Add text; a word outside any block opens one of this role."""
        if not text:
            return
        first, *others = text.split("\n")
        if self.block is not None or text.strip(_SPACE):
            self._piece(first + " " if others else first, self._after_tag(first), style, role)
        for number, piece in enumerate(others, 1):
            self.line, self.column = self.line + 1, len(piece)
            if self.block is not None or piece.strip(_SPACE):
                self._piece(piece + " " if number < len(others) else piece, 0, style, role)

    def _piece(self, piece: str, column: int, style: Style, role: Role) -> None:
        """Add text of one line that begins at this column."""
        text = _SPACES.sub(" ", piece)
        if text[:1] == " " and (self.block is None or _ends_in_space(self.block)):
            text = text[1:]
            column += len(piece) - len(piece.lstrip(_SPACE))
        if text:
            self.open(role).fragments.append(Fragment(text, self.line, column, marks=style.marks, change=style.change))

    def _after_tag(self, piece: str) -> int:
        """The column of text that follows a tag. It is searched for only up to an escaped character."""
        found = -1
        if self.line <= len(self.lines):
            found = self.lines[self.line - 1].find(">" + _ESCAPED.split(piece, maxsplit=1)[0], self.column)
        column = self.column if found < 0 else found + 1
        self.column = column + len(piece)
        return column

    def mark(self, text: str, note: str, style: Style, role: Role) -> None:
        """Add the mark of a note."""
        self.open(role).fragments.append(Fragment(text, self.line, self.column, marks=style.marks, note=note))

    def open(self, role: Role) -> Block:
        """The open block: the one that waits for its first word, or a new one of this role."""
        if self.block is None:
            self.block, self.waiting = self.waiting or Block(role=role), None
            if self.block.fragments:
                self.block.fragments[-1].text += " "
        return self.block

    def close(self) -> None:
        """End the open block; a block without words is left out."""
        if self.block is not None:
            finished, self.block = self.block, None
            self._keep(finished)

    def wait(self, block: Block | None) -> None:
        """Let this block begin with the next word; the one that waited so far ends without any."""
        self.close()
        if self.waiting is not None:
            self._keep(self.waiting)
        self.waiting = block

    def _keep(self, block: Block) -> None:
        fragments = block.fragments
        while fragments and fragments[-1].note is None:
            fragments[-1].text = fragments[-1].text.rstrip(_SPACE)
            if fragments[-1].text:
                break
            fragments.pop()
        # A number with elements inside may end its block before the block itself ends; it stands once all the same.
        if (fragments or block.label) and id(block) not in self._kept:
            self._kept.add(id(block))
            self.done.append(block)


def _ends_in_space(block: Block) -> bool:
    return not block.fragments or block.fragments[-1].text.endswith(" ")
