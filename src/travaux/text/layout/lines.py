"""Printed lines and the sheets they stand on: what plain text and PDF have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

__all__ = ["Cut", "Line", "Measures", "measured"]

_ENOUGH = 5
_USUAL = 1.25
"""How many distances show what is usual; and what is usual, in line heights, where there are fewer."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a line, in columns, that is not words: the mark of a note, or (without `note`) a dropped hyphen."""

    start: int
    end: int
    note: str | None = None


@dataclass(slots=True)
class Line:
    """One printed line that is not blank.

    Args:
        text: the line as the source holds it, without its end.
        page, number: place in the source; `page` is None where the source has no pages.
        sheet: which physical page it stands on, from 0 (also for text, where form feeds or headers show it).
        left, right: where its first and last characters stand: columns of text, or points of a PDF page.
        base, last_base: height on the page of its first and last character (minus the line number in text).
        height: height of its letters (1 in text).
        raised: columns where a superscript number begins.
        bold: first and last character are bold.
        after_blank: a blank line stands before it.
        cuts: parts that are not words of the text, in order.
        strays: marks printed on a line of their own which belong at the beginning of this line's paragraph.
    """

    text: str
    page: int | None
    number: int
    sheet: int = 0
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    last_base: float = 0.0
    height: float = 1.0
    raised: tuple[int, ...] = ()
    bold: bool = False
    after_blank: bool = False
    cuts: list[Cut] = field(default_factory=list)
    strays: list[Line] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Column of the first character that is not white space."""
        return len(self.text) - len(self.text.lstrip())


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in one document.

    Args:
        margin: where full lines end.
        leading: distance of baselines within a paragraph, in line heights.
        height: height of the letters of the running text.
        shift: difference of `left` that is seen as another indentation.
        geometric: distances are real (PDF) and not columns (text).
        wrapped: paragraphs run over several lines; otherwise each line is one.
    """

    margin: float
    leading: float
    height: float
    shift: float
    geometric: bool
    wrapped: bool = True

    def gap(self, above: Line, below: Line) -> float:
        """Distance between two lines: 0 in one row, 1 for neighbours in a paragraph, negative when it goes upwards."""
        drop = above.last_base - below.base
        height = max(above.height, below.height)
        beside = below.left >= above.right - 0.2 * height
        if self.geometric and abs(drop) < 0.65 * height and beside:
            return 0.0
        return drop / (self.leading * height)

    def full(self, line: Line, following: Line) -> bool:
        """Whether the first word of the following line had no room on this line."""
        words = following.text.split(None, 1)
        width = (following.right - following.left) / max(len(following.text.strip()), 1)
        return line.right + width * (len(words[0]) + 1) > self.margin


def measured(lines: Iterable[Line], *, geometric: bool, wrapped: bool = True) -> Measures:
    """What is usual in these lines (in reading order); `geometric` for lines with real positions."""
    rows = list(lines)
    rights = sorted(line.right for line in rows) or [0.0]
    margin = rights[min(len(rights) - 1, len(rights) * 97 // 100)]
    if not geometric:
        return Measures(margin, 1.0, 1.0, 2.0, False, wrapped)
    heights: Counter[float] = Counter()
    leadings: Counter[float] = Counter()
    for line in rows:
        heights[round(line.height, 1)] += len(line.text)
    for above, below in pairwise(rows):
        drop = above.last_base - below.base
        if above.sheet == below.sheet and 0.8 * above.height < drop < 3 * above.height:
            leadings[round(drop / max(above.height, below.height), 2)] += 1
    height = heights.most_common(1)[0][0] if heights else 1.0
    leading = leadings.most_common(1)[0][0] if leadings.total() >= _ENOUGH else _USUAL
    return Measures(margin, leading, height or 1.0, 3.0, True)
