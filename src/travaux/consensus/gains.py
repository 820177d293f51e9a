"""What the counted parties gain from each cell, ready for the search for maximin and Nash."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.problem import Problem
from travaux.consensus.rows import common_step

__all__ = ["Gains", "gains"]

Floats = NDArray[np.float64]


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
