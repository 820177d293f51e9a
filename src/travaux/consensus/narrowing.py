"""The relaxation of a linear model, and what it rules out once a good solution is known.

Reduced-cost fixing (Dantzig, Fulkerson and Johnson 1954): if choosing a cell costs more than the relaxation leaves
between its own cost and that of a known solution, no better solution has the cell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import vstack

from travaux.consensus.linear import Linear

__all__ = ["Relaxation", "narrowed", "relaxation"]

Floats = NDArray[np.float64]
_CLOSE = 1e-7


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The cheapest solution without the condition that columns be whole.

    `at_zero` says how much the cost rises at least if a column that is 0 becomes 1, `at_one` the other way round.
    `x` is None if there is no solution, which holds for whole columns all the more.
    """

    x: Floats | None
    value: float
    at_zero: Floats
    at_one: Floats

    def whole(self, model: Linear) -> bool:
        """Whether the columns that must be whole happen to be so."""
        if self.x is None:
            return False
        entries = self.x[model.integral > 0]
        return bool(np.all(np.abs(entries - np.rint(entries)) <= 1e-9))


def relaxation(model: Linear, seconds: float | None = None) -> Relaxation | None:
    """Solve the relaxation with HiGHS; None if the time (by the clock) was too short."""
    same = model.row_lower == model.row_upper
    below, above = ~same & np.isfinite(model.row_upper), ~same & np.isfinite(model.row_lower)
    matrix = model.matrix
    # A cell cannot exceed 1 anyway; without that bound its reduced cost is not shared out between bound and row.
    upper = model.upper.copy()
    cells = model.problem.cells
    upper[:cells][upper[:cells] == 1] = np.inf
    # The stubs know neither sparse matrices nor arrays of bounds.
    answer = cast(Any, linprog)(
        model.cost,
        A_ub=vstack((matrix[below], -matrix[above]), format="csr"),
        b_ub=np.concatenate((model.row_upper[below], -model.row_lower[above])),
        A_eq=matrix[same],
        b_eq=model.row_lower[same],
        bounds=np.column_stack((model.lower, upper)),
        method="highs-ds",
        options={} if seconds is None else {"time_limit": max(0.001, seconds)},
    )
    none = np.zeros(model.columns)
    if answer.status == 2:
        return Relaxation(None, np.inf, none, none)
    if answer.status != 0:
        return None
    return Relaxation(answer.x, float(answer.fun), answer.lower.marginals, -answer.upper.marginals)


def narrowed(model: Linear, relaxed: Relaxation, cost: float) -> Linear:
    """The model without columns that no solution of at most this cost can have, and with those settled it must."""
    slack = cost - relaxed.value + _CLOSE * max(1.0, abs(cost))
    binary = (model.integral > 0) & (model.lower == 0) & (model.upper == 1)
    upper = np.where(binary & (relaxed.at_zero > slack), 0.0, model.upper)
    lower = np.where(binary & (relaxed.at_one > slack), 1.0, model.lower)
    return replace(model, lower=lower, upper=upper)
