"""Solving with dense rows put in only where a solution breaks them: of 193 mandates few ever bind."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.linear import Linear, Solution, solve

__all__ = ["solve_lazily"]

Floats = NDArray[np.float64]

_DENSE = 40
_FEW = 12
_AT_ONCE = 8
_CLOSE = 1e-6


def solve_lazily(
    model: Linear, *, seconds: float | None = None, nodes: int | None = None, gap: float = 0.0
) -> Solution:
    """As `linear.solve`, to the same end; `nodes` counts for each of the searches that this takes.

    The rows left out make the model easier, so its bounds hold, and what it cannot solve has no solution.
    """
    lazy = _lazy_rows(model)
    if np.count_nonzero(lazy) <= _FEW:
        return solve(model, seconds=seconds, nodes=nodes, gap=gap)
    end = np.inf if seconds is None else time.monotonic() + seconds
    taken = ~lazy
    bound = -np.inf
    whole = False
    while True:
        part = replace(
            model, matrix=model.matrix[taken], row_lower=model.row_lower[taken], row_upper=model.row_upper[taken]
        )
        left = None if seconds is None else end - time.monotonic()
        found = solve(part, seconds=left, nodes=nodes, gap=gap, relaxed=not whole)
        bound = max(bound, found.bound)
        if found.x is None:
            return found if found.status == "none" else replace(found, bound=bound)
        broken = _broken(model, found.x, taken)
        if len(broken):
            taken[broken] = True
        elif not whole:
            whole = True
        else:
            return replace(found, bound=min(bound, found.value))
        if time.monotonic() > end:
            return Solution("stopped", None, np.inf, bound, found.nodes)


def _lazy_rows(model: Linear) -> NDArray[np.bool_]:
    """Long rows with one bound, except those with like entries throughout, which rule single selections out."""
    matrix = model.matrix
    entries = np.diff(matrix.indptr)
    lazy = (entries >= _DENSE) & (np.isinf(model.row_lower) | np.isinf(model.row_upper))
    for row in np.flatnonzero(lazy):
        own = matrix.data[matrix.indptr[row] : matrix.indptr[row + 1]]
        lazy[row] = own.min() != own.max()
    return np.asarray(lazy)


def _broken(model: Linear, x: Floats, taken: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The rows broken most, measured by the size of their entries."""
    rest = np.flatnonzero(~taken)
    rows = model.matrix[rest]
    reach = rows @ x
    size = np.maximum(1.0, np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel()))
    lack = np.maximum(model.row_lower[rest] - reach, reach - model.row_upper[rest]) / size
    order = np.argsort(-lack, kind="stable")[:_AT_ONCE]
    return np.asarray(rest[order[lack[order] > _CLOSE]], dtype=np.int64)
