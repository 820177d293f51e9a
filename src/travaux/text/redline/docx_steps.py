"""The paragraphs of both texts in one order, so that accepting every change gives the new text and rejecting the old.

A word processor tracks the mark at the end of a paragraph as it tracks words. Rows that stand in the same order in both
texts keep their place; everything else is deleted where it stood and inserted where it stands, moves too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from travaux.text.comparing.model import Comparison, ProvisionChange, Span
from travaux.text.redline.leading import Leading, without_leading
from travaux.text.redline.plan import spans_in

__all__ = ["End", "Number", "Spanned", "Step", "rows_in_place", "steps"]

Act = Literal["same", "deleted", "inserted"]
Leads = tuple[Leading, Leading]


@dataclass(frozen=True, slots=True)
class Number:
    """A paragraph begins in the old text, in the new one, or in both; -1 stands for no unit.

    The marks that lead it are printed before its number.
    """

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Spanned:
    """Words that are the same, deleted or inserted."""

    span: Span


@dataclass(frozen=True, slots=True)
class End:
    """The mark of the units that end here; `act` says in which of the texts it stands."""

    act: Act
    old: int
    new: int


Step = Number | Spanned | End


def rows_in_place(comparison: Comparison) -> list[ProvisionChange]:
    """The rows that follow each other in both texts: the longest such chain, after Schensted (1961)."""
    candidates = [
        row for row in comparison.provisions if not row.moved and _joined(row.link.old) and _joined(row.link.new)
    ]
    candidates.sort(key=lambda row: row.link.new)
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, row in enumerate(candidates):
        start = row.link.old[0]
        place = bisect_left(ends, start)
        before.append(tails[place - 1] if place else -1)
        ends[place:place + 1], tails[place:place + 1] = [start], [index]
    chain = []
    index = tails[-1] if tails else -1
    while index >= 0:
        chain.append(candidates[index])
        index = before[index]
    return chain[::-1]


def _joined(units: tuple[int, ...]) -> bool:
    return bool(units) and units == tuple(range(units[0], units[0] + len(units)))


def steps(comparison: Comparison, leads: Leads) -> Iterator[Step]:
    """Everything that is written, in order; `leads` are the marks before numbers in the old text and the new one."""
    old = new = 0
    for row in rows_in_place(comparison):
        yield from _apart(comparison, leads, (old, row.link.old[0]), (new, row.link.new[0]))
        yield from _Together(comparison, row, leads).steps()
        old, new = row.link.old[-1] + 1, row.link.new[-1] + 1
    ends = len(comparison.old_text.units), len(comparison.new_text.units)
    yield from _apart(comparison, leads, (old, ends[0]), (new, ends[1]))


def _apart(comparison: Comparison, leads: Leads, old: tuple[int, int], new: tuple[int, int]) -> Iterator[Step]:
    """Paragraphs of the old text deleted, then those of the new one inserted."""
    for index in range(*old):
        unit = comparison.old_text.units[index]
        yield Number(index, -1)
        yield Spanned(Span("deleted", (leads[0].of(index)[1], unit.end), (0, 0)))
        yield End("deleted", index, -1)
    for index in range(*new):
        unit = comparison.new_text.units[index]
        yield Number(-1, index)
        yield Spanned(Span("inserted", (0, 0), (leads[1].of(index)[1], unit.end)))
        yield End("inserted", -1, index)


class _Together:
    """The units of one row, with a mark wherever one ends in either text."""

    def __init__(self, comparison: Comparison, row: ProvisionChange, leads: Leads) -> None:
        self._spans = without_leading(spans_in(row, comparison), *leads)
        self._old, self._new = row.link.old, row.link.new
        self._old_units, self._new_units = comparison.old_text.units, comparison.new_text.units
        self._i = self._j = 0

    def steps(self) -> Iterator[Step]:
        """From the number of the first unit to the mark of the last."""
        yield Number(self._old[0], self._new[0])
        for span in self._spans:
            i, j = self._i, self._j
            if span.act != "inserted":
                while i + 1 < len(self._old) and self._old_units[self._old[i]].end <= span.old[0]:
                    i += 1
            if span.act != "deleted":
                while j + 1 < len(self._new) and self._new_units[self._new[j]].end <= span.new[0]:
                    j += 1
            yield from self._go_on(i, j)
            yield Spanned(span)
        yield from self._go_on(len(self._old) - 1, len(self._new) - 1)
        yield End("same", self._old[-1], self._new[-1])

    def _go_on(self, i: int, j: int) -> Iterator[Step]:
        """End units until the wanted ones are there: those of one text alone first, then both at once."""
        both = min(i - self._i, j - self._j)
        while self._i < i - both:
            yield End("deleted", self._old[self._i], -1)
            self._i += 1
            yield Number(self._old[self._i], -1)
        while self._j < j - both:
            yield End("inserted", -1, self._new[self._j])
            self._j += 1
            yield Number(-1, self._new[self._j])
        for _ in range(both):
            yield End("same", self._old[self._i], self._new[self._j])
            self._i, self._j = self._i + 1, self._j + 1
            yield Number(self._old[self._i], self._new[self._j])
