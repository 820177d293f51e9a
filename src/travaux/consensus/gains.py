"""What the counted parties gain from each cell, ready for the search for maximin and Nash."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.problem import Problem
from travaux.consensus.rows import common_step

__all__ = ["Gains", "gains"]

Floats = NDArray[np.float64]

_PARTS = 1e4


@dataclass(frozen=True)
class Gains:
    """The gain of row r is `worth[r] @ x - reserve[r]`; rows that are alike stand once, `times[r]` parties share one.

    `step` is the number of which all gains are whole multiples, or None if there is none that can be seen.
    """

    worth: Floats
    reserve: Floats
    times: Floats
    step: float | None

    def of(self, chosen: NDArray[np.int64]) -> Floats:
        """The gain of each row from these chosen cells."""
        return np.asarray(self.worth[:, chosen].sum(axis=1) - self.reserve, dtype=np.float64)

    @property
    def unit(self) -> float:
        """The step, or without one a small part of the largest worth: what HiGHS should see as 1.

        Its tolerances are absolute, so worths far below 1 would drown in them.
        """
        return self.step or float(np.abs(self.worth).max(initial=0.0)) / _PARTS or 1.0

    def in_units(self) -> Gains:
        """The same measured in units; whole numbers if there is a step."""
        worth, reserve = self.worth / self.unit, self.reserve / self.unit
        if self.step is None:
            return Gains(worth, reserve, self.times, None)
        return Gains(np.rint(worth), np.rint(reserve), self.times, 1.0)

    @property
    def parties(self) -> float:
        """How many parties are counted."""
        return float(self.times.sum())


def gains(problem: Problem) -> Gains:
    """The gains of the counted parties (all, where nothing is said)."""
    counted = np.ones(len(problem.parties), dtype=bool) if problem.counted is None else problem.counted
    reserve = np.zeros(len(problem.parties)) if problem.reserve is None else problem.reserve
    table = np.column_stack((problem.value, reserve))[counted]
    alike, times = np.unique(table, axis=0, return_counts=True)
    return Gains(alike[:, :-1], alike[:, -1], times.astype(np.float64), common_step(alike))
