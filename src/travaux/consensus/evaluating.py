"""What a selection means to everybody, worked out word for word from the definition of a problem.

This is the judge of all other modules of the room: it shares no code with the ways of searching, uses plain Python
numbers, and every selection that is shown to a reader has passed through it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.problem import NOBODY, Demand, Problem, Selection

__all__ = ["NO_RELEASE", "Verdict", "evaluate", "mandate_met"]

NO_RELEASE: frozenset[int] = frozenset()
"""No demand, no mandate is given up."""

_CLOSE = 1e-9
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one selection breaks, and what it is worth.

    Attributes:
        sound: one cell for each issue that arises, fixed cells chosen, no demand of `NOBODY` broken.
        broken: the demands (by index) that are broken and were not given up; those of `NOBODY` too.
        short: the mandates (by index) that are not met and were not given up.
        rejecting: the parties with a broken demand or an unmet mandate.
        excluded: not sound, or the weights of those who reject sum to more than the rule of decision allows.
        oppositions: how many (party, chosen cell) pairs are on record as against.
        values: the worth to each party, in the units of `Problem.value`.
        maximin: the smallest gain (value less worth of no agreement) among the counted parties; 0 if there are none.
        nash: the product of those gains, 0 if one of them is not positive; `inf` where floats end.
        nash_log: the natural logarithm of that product; `-inf` where it is 0.
        utilitarian: the sum of `values`.
        known_share: (party, chosen cell) pairs with a stance on record, as a share of all; 0 if nothing is chosen.
    """

    sound: bool
    broken: tuple[int, ...]
    short: tuple[int, ...]
    rejecting: tuple[int, ...]
    excluded: bool
    oppositions: int
    values: tuple[float, ...]
    maximin: float
    nash: float
    nash_log: float
    utilitarian: float
    known_share: float

    @property
    def rank(self) -> tuple[float, ...]:
        """Sorts selections, best first: fewest oppositions, then maximin, Nash, utilitarian.

        Numbers that agree in ten digits count as equal.
        """
        return (
            float(self.oppositions),
            -_rounded(self.maximin),
            -_rounded(self.nash_log),
            -_rounded(self.utilitarian),
        )


def evaluate(
    problem: Problem,
    selection: Selection,
    released: frozenset[int] = NO_RELEASE,
    released_mandates: frozenset[int] = NO_RELEASE,
) -> Verdict:
    """Judge a selection.

    Args:
        selection: for each issue its chosen cell, -1 where none is chosen.
        released: indices of demands that are given up; demands of `NOBODY` cannot be and stay in force.
        released_mandates: indices of mandates that are given up.

    Example:
        >>> import numpy as np
        >>> known = np.ones((1, 2), dtype=bool)
        >>> problem = Problem(("a",), ("i",), (("x", "y"),), np.array([[1.0, 3.0]]), known, ~known, (Demand(0, (1,)),))
        >>> evaluate(problem, (1,)).rejecting, evaluate(problem, (1,), frozenset([0])).excluded
        ((0,), False)
    """
    chosen = {cell for cell in selection if cell >= 0}
    broken = tuple(
        index
        for index, demand in enumerate(problem.demands)
        if (demand.party == NOBODY or index not in released) and _is_broken(demand, chosen)
    )
    values = _values(problem, chosen)
    short = tuple(
        index
        for index, line in enumerate(problem.mandates)
        if index not in released_mandates and not mandate_met(values[line.party], line.at_least)
    )
    sound = _well_formed(problem, selection) and all(problem.demands[index].party != NOBODY for index in broken)
    angry = {problem.demands[index].party for index in broken} | {problem.mandates[index].party for index in short}
    rejecting = tuple(sorted(angry - {NOBODY}))
    weight = math.fsum(float(problem.weight[party]) for party in rejecting)
    gains = _gains(problem, values)
    nash_log = _nash_log(gains)
    return Verdict(
        sound=sound,
        broken=broken,
        short=short,
        rejecting=rejecting,
        excluded=not sound or weight > problem.allowance + _CLOSE * max(1.0, abs(problem.allowance)),
        oppositions=_marks(problem.opposed, chosen),
        values=values,
        maximin=min(gains, default=0.0),
        nash=math.prod(sorted(gains)) if nash_log > -math.inf else 0.0,
        nash_log=nash_log,
        utilitarian=math.fsum(values),
        known_share=_marks(problem.known, chosen) / max(1, len(problem.parties) * len(chosen)),
    )


def mandate_met(value: float, at_least: float) -> bool:
    """Whether a worth reaches a mandate, up to the noise of adding floats (1e-9, relative above 1)."""
    return value >= at_least - _CLOSE * max(1.0, abs(at_least))


def _is_broken(demand: Demand, chosen: set[int]) -> bool:
    return all(cell in chosen for cell in demand.given) and not any(cell in chosen for cell in demand.needs)


def _well_formed(problem: Problem, selection: Selection) -> bool:
    if len(selection) != len(problem.issues):
        return False
    chosen = {cell for cell in selection if cell >= 0}
    for issue, cell in enumerate(selection):
        parent = problem.parents[issue]
        arises = parent == -1 or parent in chosen
        if arises != (cell >= 0) or (arises and cell not in problem.cells_of(issue)):
            return False
    arising = {issue for issue, cell in enumerate(selection) if cell >= 0}
    return all(cell in chosen for cell in problem.fixed if int(problem.issue_of[cell]) in arising)


def _values(problem: Problem, chosen: set[int]) -> tuple[float, ...]:
    rows = problem.value[:, sorted(chosen)].tolist()
    return tuple(math.fsum(row) for row in rows)


def _gains(problem: Problem, values: tuple[float, ...]) -> list[float]:
    reserve = [0.0] * len(values) if problem.reserve is None else problem.reserve.tolist()
    counted = [True] * len(values) if problem.counted is None else problem.counted.tolist()
    return [value - least for value, least, counts in zip(values, reserve, counted, strict=True) if counts]


def _nash_log(gains: list[float]) -> float:
    if not gains or min(gains) <= 0:
        return -math.inf
    return math.fsum(math.log(gain) for gain in gains)


def _marks(marks: NDArray[np.bool_], chosen: set[int]) -> int:
    return sum(sum(row) for row in marks[:, sorted(chosen)].tolist())


def _rounded(number: float) -> float:
    """The number to ten digits, so that the noise of adding floats breaks no tie."""
    if number == 0 or not math.isfinite(number):
        return number
    return round(number, _DIGITS - 1 - math.floor(math.log10(abs(number))))
