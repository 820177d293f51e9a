"""Best for the worst off, then for the next, and so on, where selections are too many to be listed.

For the j-th smallest gain: all but j - 1 parties gain at least t, and t is maximised, while for each i below j all but
i - 1 parties keep the i-th value found before (ordered outcomes after Ogryczak and Sliwinski 2006).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, hstack

from travaux.consensus.best import Best
from travaux.consensus.gains import Gains
from travaux.consensus.lazily import solve_lazily
from travaux.consensus.linear import Linear
from travaux.consensus.maximin import best_least_gain
from travaux.consensus.patience import Patience
from travaux.consensus.rows import smallest_values

__all__ = ["best_leximin"]

Floats = NDArray[np.float64]

_DEPTH = 6
_CLOSE = 1e-9


def best_leximin(model: Linear, gains: Gains, patience: Patience, seed: int = 0) -> tuple[Best, bool]:
    """The selection, with the value and bound of its smallest gain; and whether all places were compared and proven."""
    best, complete = _best(model, gains.in_units(), patience, seed)
    return Best(best.selection, best.value * gains.unit, best.bound * gains.unit), complete


def _best(model: Linear, gains: Gains, patience: Patience, seed: int) -> tuple[Best, bool]:
    first = best_least_gain(model, gains, patience.at_most(patience.left / 2), seed)
    if first.selection is None:
        return first, first.proven
    places = int(gains.parties)
    values = [first.value]
    best, proven = first, first.proven
    floors: Linear = _kept(model, gains, first.value, 1)
    while proven and len(values) < min(places, _DEPTH) and not patience.over:
        found = _next(floors, gains, len(values) + 1, patience)
        if found is None:
            proven = False
            break
        selection, done = found
        best = replace(first, selection=selection)
        proven = done
        chosen = np.array([cell for cell in selection if cell >= 0], dtype=np.int64)
        gain = np.sort(np.repeat(gains.of(chosen), gains.times.astype(np.int64)))
        values.append(float(gain[len(values)]))
        floors = _kept(floors, gains, values[-1], len(values))
    return best, proven and len(values) == places


def _kept(model: Linear, gains: Gains, value: float, place: int) -> Linear:
    """All but `place - 1` parties gain at least so much."""
    floor = value - _CLOSE * max(1.0, abs(value))
    if place == 1:
        return model.with_rows(gains.worth, gains.reserve + floor, np.full(len(gains.worth), np.inf))
    return _but(model, gains, place, np.full(len(gains.worth), floor), None)


def _but(model: Linear, gains: Gains, place: int, floor: Floats, column: int | None) -> Linear:
    """Rows `gain >= floor`, or `gain >= x[column]`, from which all but `place - 1` parties may not be excused."""
    rows = len(gains.worth)
    cells = model.upper[: gains.worth.shape[1]] > 0
    low = smallest_values(model.problem, gains.worth, cells) - gains.reserve
    high = -smallest_values(model.problem, -gains.worth, cells) - gains.reserve
    slack = np.maximum(0.0, high.max() - low)
    before = model.columns
    wide = model.with_columns(np.zeros(rows), np.ones(rows), integral=True)
    left = np.zeros((rows, before))
    left[:, : gains.worth.shape[1]] = gains.worth
    if column is not None:
        left[:, column] = -1.0
    table = csr_array(hstack((csr_array(left), diags_array(slack)), format="csr"))
    wide = wide.with_rows(table, gains.reserve + floor, np.full(rows, np.inf))
    excused = np.zeros((1, before + rows))
    excused[0, before:] = gains.times
    return wide.with_rows(excused, np.array([-np.inf]), np.array([place - 1.0]))


def _next(model: Linear, gains: Gains, place: int, patience: Patience) -> tuple[tuple[int, ...], bool] | None:
    cells = model.upper[: gains.worth.shape[1]] > 0
    most = (-smallest_values(model.problem, -gains.worth, cells) - gains.reserve).max()
    wide = model.costing(np.zeros(0)).with_columns(np.array([-np.inf]), np.array([most]))
    column = wide.columns - 1
    wide = _but(wide, gains, place, np.zeros(len(gains.worth)), column)
    cost = np.zeros(wide.columns)
    cost[column] = -1.0
    found = solve_lazily(wide.costing(cost), seconds=patience.left)
    if found.x is None:
        return None
    return model.selection(found.x), found.status == "optimal"
