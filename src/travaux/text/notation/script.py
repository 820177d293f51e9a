"""A manuscript as one string, with what stands at which offset beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from travaux.text.manuscript import Block
from travaux.text.model import Change

__all__ = ["Anchor", "Run", "Script", "script", "skip_space"]

_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A note mark between two characters of the script."""

    offset: int
    note: str
    printed: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the script in one style."""

    start: int
    end: int
    marks: tuple[str, ...]
    change: Change | None


@dataclass(slots=True)
class Script:
    """The words of a list of blocks in one string; a block ends with a line feed that is not part of the source."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    _offsets: list[int] = field(default_factory=list)
    _places: list[tuple[int | None, int, int]] = field(default_factory=list)

    def end(self, block: int) -> int:
        """Where the words of a block end, its line feed left aside."""
        return (self.starts[block + 1] if block + 1 < len(self.starts) else len(self.text)) - 1

    def block_at(self, offset: int) -> int:
        """The number of the block in which an offset lies."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def place(self, offset: int) -> tuple[int | None, int, int]:
        """Page, line and column of an offset in the source."""
        index = bisect_right(self._offsets, offset) - 1
        if index < 0:
            return None, 1, 0
        page, line, column = self._places[index]
        return page, line, column + offset - self._offsets[index]


def script(blocks: list[Block]) -> Script:
    """Join the blocks into a script."""
    result = Script(blocks=blocks)
    parts: list[str] = []
    offset = 0
    for block in blocks:
        result.starts.append(offset)
        for fragment in block.fragments:
            if fragment.note is not None:
                result.anchors.append(Anchor(offset, fragment.note, fragment.text))
                continue
            if not fragment.text:
                continue
            parts.append(fragment.text)
            end = offset + len(fragment.text)
            result._offsets.append(offset)
            result._places.append((fragment.page, fragment.line, fragment.column))
            if fragment.marks or fragment.change:
                result.runs.append(Run(offset, end, fragment.marks, fragment.change))
            offset = end
        parts.append("\n")
        offset += 1
    result.text = "".join(parts)
    return result


def skip_space(text: str, position: int, end: int) -> int:
    """The first offset from `position` on, before `end`, that holds no white space."""
    found = _SPACE.match(text, position, end)
    return found.end() if found else position
