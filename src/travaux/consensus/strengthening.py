"""Mandates that may be given up, said more tightly than by one row with a large number in it.

Let a mandate ask for `worth @ x >= asked` unless y = 1. Raise the worth of each cell to a floor of its issue: the row
with the raised worth and (asked - sum of floors) * y holds as well, for with y = 1 it says no more than that each
issue is worth its floor. In a solution with 0 < y < 1 the floors that are missed most are quantiles of what is chosen.
(The disjunction of Balas, 1979, written out for one cell per issue.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from travaux.consensus.linear import Linear, solve
from travaux.consensus.patience import Patience

__all__ = ["strengthened"]

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_ROUNDS = 12
_AT_ONCE = 60
_CLOSE = 1e-4


@dataclass(frozen=True)
class _Mandates:
    """The rows of mandates that somebody may give up or be overruled on: `worth` of cells, the other columns `out`."""

    worth: Floats
    out: tuple[Whole, ...]
    asked: Floats


def strengthened(model: Linear, dense: Whole, patience: Patience) -> Linear:
    """The program with more rows, of which all hold; only those kept that bind in the end.

    Args:
        dense: the rows of the mandates.
    """
    mandates = _mandates(model, dense)
    starts = model.problem.starts
    if not len(mandates.asked) or not all(model.problem.options):
        return model
    tight, before = model, -np.inf
    for _ in range(_ROUNDS):
        solution = solve(tight, relaxed=True)
        if solution.x is None or patience.over or solution.value <= before + _CLOSE * abs(before):
            break
        before = solution.value
        rows = _missed(mandates, solution.x, starts, np.array(model.problem.parents))
        if not rows:
            break
        tight = _with(tight, rows)
    return _binding(model, tight)


def _mandates(model: Linear, dense: Whole) -> _Mandates:
    cells = model.problem.cells
    rows = model.matrix[dense].toarray()
    out = [np.flatnonzero(row[cells:]) + cells for row in rows]
    free = [place for place, columns in enumerate(out) if len(columns) and np.any(model.upper[columns] > 0)]
    return _Mandates(rows[free, :cells], tuple(out[place] for place in free), model.row_lower[dense][free])


def _missed(mandates: _Mandates, x: Floats, starts: Whole, parents: Whole) -> list[tuple[Floats, Whole, float, float]]:
    """Rows that a solution does not meet, as (raised worth, other columns, their entry, bound), worst first."""
    cells = mandates.worth.shape[1]
    issue = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    rows = []
    for worth, out, asked in zip(mandates.worth, mandates.out, mandates.asked, strict=True):
        share = float(x[out].sum())
        if not _CLOSE < share < 1 - _CLOSE:
            continue
        order = np.lexsort((worth, issue))
        reached = np.cumsum(x[:cells][order])
        before = np.concatenate(([0.0], reached))[starts[:-1]]
        enough = reached >= before[issue] + share - _CLOSE
        enough[starts[1:] - 1] = True  # an issue that arises by half may not reach the share
        first = np.flatnonzero(enough)[np.unique(issue[enough], return_index=True)[1]]
        lowest = np.minimum(np.minimum.reduceat(worth, starts[:-1]), 0.0)
        floors = np.where(parents < 0, worth[order][first], lowest)
        entry = float(asked - floors.sum())
        raised = np.maximum(worth, floors[issue])
        lack = asked - raised @ x[:cells] - entry * share
        if entry > 0 and lack > _CLOSE * max(1.0, abs(asked)):
            rows.append((lack / float(np.linalg.norm(raised)), raised, out, entry, float(asked)))
    rows.sort(key=lambda row: -row[0])
    return [row[1:] for row in rows[:_AT_ONCE]]


def _with(model: Linear, rows: list[tuple[Floats, Whole, float, float]]) -> Linear:
    matrix = np.zeros((len(rows), model.columns))
    for place, (raised, out, entry, _) in enumerate(rows):
        matrix[place, : len(raised)] = raised
        matrix[place, out] = entry
    return model.with_rows(csr_array(matrix), np.array([row[3] for row in rows]), np.full(len(rows), np.inf))


def _binding(model: Linear, tight: Linear) -> Linear:
    """The program with those of the added rows that bind in the solution of the relaxation."""
    added = np.arange(len(model.row_lower), len(tight.row_lower))
    solution = solve(tight, relaxed=True)
    if not len(added) or solution.x is None:
        return model
    slack = tight.matrix[added] @ solution.x - tight.row_lower[added]
    binding = added[slack <= 1e-6 * np.maximum(1.0, np.abs(tight.row_lower[added]))]
    if not len(binding):
        return model
    return model.with_rows(tight.matrix[binding], tight.row_lower[binding], tight.row_upper[binding])
