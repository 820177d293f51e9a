"""The multipliers of a relaxation: how much each row has to say about its cheapest solution (HiGHS through scipy)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from travaux.consensus.linear import Linear

__all__ = ["multiplied"]


def multiplied(model: Linear) -> NDArray[np.float64]:
    """For each column, what all rows together would pay for one unit of it; 0 if there is no solution."""
    same = model.row_lower == model.row_upper
    above, below = np.isfinite(model.row_upper) & ~same, np.isfinite(model.row_lower) & ~same
    sides = csr_array(vstack((model.matrix[above], -model.matrix[below])))
    answer = linprog(  # type: ignore[call-overload]  # the stubs know no sparse arrays
        model.cost,
        A_ub=sides,
        b_ub=np.concatenate((model.row_upper[above], -model.row_lower[below])),
        A_eq=csr_array(model.matrix[same]),
        b_eq=model.row_lower[same],
        bounds=list(zip(model.lower.tolist(), model.upper.tolist(), strict=True)),
        method="highs",
    )
    if answer.x is None:
        return np.zeros(model.columns)
    paid = sides.T @ answer.ineqlin.marginals + model.matrix[same].T @ answer.eqlin.marginals
    return np.asarray(paid, dtype=np.float64)
