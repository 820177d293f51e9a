"""Laws as arrays of numbers: the answer of each jurisdiction to each norm on each day, for measures over many days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from travaux.law.cells import Rules
from travaux.law.model import Cell, Laws
from travaux.law.scales import Measure, Scale, scale_of
from travaux.law.spans import Span

__all__ = ["UNKNOWN", "Coding", "code", "tallied"]

UNKNOWN = -1
"""The code of a cell without a known answer."""

_OPEN = frozenset((date.min, date.max))

_Doubts = dict[tuple[int, int], list[tuple[int, tuple[int, ...]]]]


@dataclass(frozen=True)
class Coding:
    """The cells of a table of laws on several days.

    Attributes:
        laws: what was coded.
        days: the days, in order.
        norms: ids, in the order of the first axis.
        scales: of the norms.
        codes: number of the answer by norm, jurisdiction and day; `UNKNOWN` where none or several are possible.
        assumed: where the answer is known from what the record says of another day.
        doubts: by norm and day, the jurisdictions with several possible answers, and these.
        present: which jurisdictions are looked at, by jurisdiction and day; agreements only once something is coded.
    """

    laws: Laws
    days: tuple[date, ...]
    norms: tuple[str, ...]
    scales: tuple[Scale, ...]
    codes: NDArray[np.int32]
    assumed: NDArray[np.bool_]
    doubts: Mapping[tuple[int, int], Sequence[tuple[int, tuple[int, ...]]]]
    present: NDArray[np.bool_]

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        """Ids, in the order of the second axis."""
        return self.laws.jurisdictions

    @cached_property
    def members(self) -> NDArray[np.float64]:
        """How many jurisdictions are looked at on each day."""
        count: NDArray[np.float64] = self.present.sum(axis=0).astype(np.float64)
        return count

    def among(self, present: NDArray[np.bool_]) -> Coding:
        """The same for some of the jurisdictions, by jurisdiction and day."""
        kept = np.where(present[None], self.codes, UNKNOWN)
        doubts: _Doubts = {}
        for (norm, day), held in self.doubts.items():
            left = [each for each in held if present[each[0], day]]
            if left:
                doubts[norm, day] = left
        return Coding(
            self.laws, self.days, self.norms, self.scales, kept, self.assumed & present[None], doubts, present
        )  # fmt: skip

    def at(self, columns: Sequence[int]) -> Coding:
        """The same on some of the days, by their number."""
        chosen, moved = list(columns), {column: number for number, column in enumerate(columns)}
        doubts = {(norm, moved[day]): held for (norm, day), held in self.doubts.items() if day in moved}
        return Coding(
            self.laws, tuple(self.days[each] for each in chosen), self.norms, self.scales, self.codes[:, :, chosen],
            self.assumed[:, :, chosen], doubts, self.present[:, chosen],
        )  # fmt: skip

    def counts(self, norm: int) -> NDArray[np.float64]:
        """How many jurisdictions have each answer to a norm: one row for each day."""
        return tallied(self.codes[norm], len(self.scales[norm].answers))

    def matrices(self, measure: Measure) -> list[NDArray[np.float64]]:
        """For each norm the distance between each two answers."""
        return [scale.matrix(measure) for scale in self.scales]


def tallied(codes: NDArray[np.int32], kinds: int) -> NDArray[np.float64]:
    """How often each code stands in each column; `UNKNOWN` is left out.

    Example:
        >>> tallied(np.array([[0, 1], [1, 1], [-1, 0]]), 2).tolist()
        [[1.0, 1.0], [1.0, 2.0]]
    """
    days = codes.shape[1]
    shifted = codes + 1 + np.arange(days) * (kinds + 1)
    found = np.bincount(shifted.ravel(), minlength=days * (kinds + 1)).reshape(days, kinds + 1)
    return found[:, 1:].astype(np.float64)


def code(laws: Laws, days: Iterable[date], *, strict: bool = False) -> Coding:
    """Code laws on some days; `Rules.cell` decides what holds, once for each stretch in which nothing changes.

    Args:
        laws: norms and laws.
        days: the days, in any order.
        strict: take as missing what the record says of another day only.

    Raises:
        TravauxError: if the values of an ordinal norm have no order.

    Example:
        >>> from travaux.facts.law_facts import Law, Norm
        >>> norms = {"grace": Norm(id="grace", scale="interval", unit="months")}
        >>> held = [Law(jurisdiction="JP", norm="grace", value="6", last="2018-06-08"),
        ...         Law(jurisdiction="JP", norm="grace", value="12", first="2018-06-09")]
        >>> code(Laws("test", norms, tuple(held), ("JP",)), [date(2017, 1, 1), date(2019, 1, 1)]).codes.tolist()
        [[[0, 1]]]
    """
    ordered = tuple(sorted(set(days)))
    norms = tuple(laws.norms)
    held, values = _on_record(laws)
    scales = tuple(scale_of(laws.norms[name], values[name]) for name in norms)
    shape = (len(norms), len(laws.jurisdictions), len(ordered))
    codes, assumed = np.full(shape, UNKNOWN, dtype=np.int32), np.zeros(shape, dtype=np.bool_)
    doubts: _Doubts = {}
    rules = Rules(laws)
    runs: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    numbers = {name: number for number, name in enumerate(norms)}
    places = {name: number for number, name in enumerate(laws.jurisdictions)}
    for jurisdiction, name in held:
        norm, place = numbers[name], places[jurisdiction]
        at = scales[norm].at
        spans = rules.spans(jurisdiction, name)
        same = tuple(map(id, spans))  # rules of the same days share their span
        if same not in runs:
            runs[same] = _stretches(spans, ordered)
        for first, after in runs[same]:
            found = rules.cell(jurisdiction, name, ordered[first])
            if strict and found.basis == "assumed":
                continue
            if len(found.answers) == 1:
                codes[norm, place, first:after] = at[found.answers[0]]
                assumed[norm, place, first:after] = found.basis == "assumed"
            elif found.answers:
                _doubt(doubts, found, at, norm, place, range(first, after))
    present = _present(laws, codes, doubts)
    return Coding(laws, ordered, norms, scales, codes, assumed, doubts, present)


def _present(laws: Laws, codes: NDArray[np.int32], doubts: _Doubts) -> NDArray[np.bool_]:
    """Every jurisdiction on every day; an agreement only where something is coded, for before it there was none."""
    if laws.kind == "jurisdictions":
        return np.ones(codes.shape[1:], dtype=np.bool_)
    present: NDArray[np.bool_] = (codes != UNKNOWN).any(axis=0)
    for (_, day), held in doubts.items():
        present[[place for place, _ in held], day] = True
    return present


def _doubt(doubts: _Doubts, found: Cell, at: Mapping[str, int], norm: int, place: int, days: range) -> None:
    possible = tuple(at[answer] for answer in found.answers)
    for day in days:
        doubts.setdefault((norm, day), []).append((place, possible))


def _on_record(laws: Laws) -> tuple[list[tuple[str, str]], dict[str, dict[str, None]]]:
    """The cells of which something is on record, by jurisdiction and norm, and all values of each norm."""
    known = set(laws.jurisdictions)
    held: dict[tuple[str, str], None] = {}
    values: dict[str, dict[str, None]] = {name: {} for name in laws.norms}
    for law in laws.laws:
        if law.norm in values and law.jurisdiction in known:
            held[law.jurisdiction, law.norm] = None
            values[law.norm][law.value] = None
    return list(held), values


def _stretches(spans: Iterable[Span], days: Sequence[date]) -> list[tuple[int, int]]:
    """Runs of days, by number, within which the rules of a cell say the same."""
    cuts = {0, len(days)}
    for each in spans:
        begins = {each.possible_from, each.certain_from, each.dated_from}
        ends = {each.certain_to, each.possible_to, each.dated_to}
        cuts |= {bisect_left(days, begin) for begin in begins - _OPEN} | {
            bisect_right(days, end) for end in ends - _OPEN
        }
    ordered = sorted(cuts)
    return [*pairwise(ordered)] if days else []
