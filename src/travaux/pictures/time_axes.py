"""An axis of days along the foot of a picture, in pixels from its left edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import altair as alt

from travaux.pictures.canvas import Canvas, Record
from travaux.pictures.palette import FAINT, MUTED, PALE

__all__ = ["TimeAxis", "ground_layers", "levels"]

_ROOM = 52  # pixels from one year that is written out to the next
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days from the first to the last, laid out from `left` to `right`.

    Example:
        >>> axis = TimeAxis(date(2000, 1, 1), date(2010, 1, 1), 0, 500)
        >>> round(axis.x(date(2005, 1, 1))), [words for _, words in axis.ticks][:3]
        (250, ['2000', '2002', '2004'])
    """

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands; days outside the axis stand at its ends."""
        whole = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / whole, 0.0), 1.0)
        return self.left + share * (self.right - self.left)

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Round years with the place of their first day; the two ends where no year begins between them."""
        years = range(self.first.year + (self.first > date(self.first.year, 1, 1)), self.last.year + 1)
        fit = max(1, int((self.right - self.left) // _ROOM))
        step = next((each for each in _STEPS if len(years) <= each * fit), _STEPS[-1])
        found = tuple((self.x(date(year, 1, 1)), str(year)) for year in years if year % step == 0)
        return found or ((self.x(self.first), self.first.isoformat()),)

    @classmethod
    def around(cls, days: Sequence[date], left: float, right: float) -> TimeAxis:
        """The axis that holds all of some days, at least a year long."""
        first, last = min(days), max(days)
        if (last - first).days < 365:
            last = first + timedelta(days=365)
        return cls(first, last, left, right)


def levels(most: int, least: int = 0, steps: int = 5) -> tuple[int, ...]:
    """Round numbers from the last that is not above `least` to the first that is not below `most`.

    Example:
        >>> levels(30), levels(3), levels(190, 172)
        ((0, 10, 20, 30), (0, 1, 2, 3), (170, 175, 180, 185, 190))
    """
    wanted = max(most - least, 1)
    step = next(unit * power for power in (10**n for n in range(12)) for unit in (1, 2, 5)
                if unit * power * steps >= wanted)  # fmt: skip
    first = least // step * step
    return tuple(range(first, -(-max(most, least + 1) // step) * step + 1, step))


def ground_layers(
    canvas: Canvas, axis: TimeAxis, rows: Sequence[tuple[float, str]], bottom: float
) -> list[alt.Chart]:
    """The faint lines of levels with their words at the left, and the years below the lowest.

    Args:
        canvas: the sheet.
        axis: the days.
        rows: where each level stands, with its words.
        bottom: where the lowest stands.
    """
    lines: list[Record] = [{"x": axis.left, "x2": axis.right, "y": y, "y2": y} for y, _ in rows]
    marks: list[Record] = [{"x": x, "x2": x, "y": bottom, "y2": bottom + 5} for x, _ in axis.ticks]
    years: list[Record] = [{"x": x, "y": bottom + 15, "words": words} for x, words in axis.ticks]
    heights: list[Record] = [{"x": axis.left - 7, "y": y, "words": words} for y, words in rows]
    return [
        canvas.lines(lines, stroke=PALE),
        canvas.lines([{"x": axis.left, "x2": axis.right, "y": bottom, "y2": bottom}, *marks], stroke=FAINT),
        canvas.words(years, align="center", fill=MUTED),
        canvas.words(heights, align="right", fill=MUTED),
    ]
