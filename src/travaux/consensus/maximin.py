"""The selection whose worst-off counted party gains most: relaxation, local search, proof on what is left (HiGHS)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from travaux.consensus.best import NONE_EXISTS, NONE_FOUND, Best
from travaux.consensus.climbing import Climber
from travaux.consensus.gains import Gains
from travaux.consensus.lazily import solve_lazily
from travaux.consensus.linear import Linear, Solution
from travaux.consensus.narrowing import Relaxation, narrowed, relaxation
from travaux.consensus.patience import Patience
from travaux.consensus.problem import Selection

__all__ = ["best_least_gain"]

Floats = NDArray[np.float64]

_EFFORT = 4e7
_QUICK_NODES = 40
_FINALISTS = 96


def best_least_gain(
    model: Linear, gains: Gains, patience: Patience, seed: int = 0, known: Selection | None = None
) -> Best:
    """Maximise the smallest gain over the whole solutions of a model; the objective of the model is not looked at.

    Args:
        known: a selection that is known to obey the model.
    """
    best = _best(model, gains.in_units(), patience, seed, known)
    return Best(best.selection, best.value * gains.unit, best.bound * gains.unit)


def _best(model: Linear, gains: Gains, patience: Patience, seed: int, known: Selection | None) -> Best:
    raised = _raised(model, gains)
    relaxed = relaxation(raised, patience.left)
    start = NONE_FOUND if known is None else Best(known, _least(gains, known), np.inf)
    if relaxed is None:
        return start
    if relaxed.x is None:
        return NONE_EXISTS
    top = _floor(-relaxed.value, gains.step)
    raised = replace(raised, upper=np.concatenate((raised.upper[:-1], [top])))
    quick = solve_lazily(raised, seconds=patience.left, nodes=_QUICK_NODES)
    if quick.status == "none":
        return NONE_EXISTS
    found = _found(model, gains, quick, top)
    if start.value > found.value:
        found = replace(start, bound=max(start.value, found.bound))
    if found.selection is None or found.proven:
        return found if found.proven else _searched(model, gains, raised, found, patience)
    climbed = _climbed(model, gains, found.selection, seed)
    if climbed.value > found.value:
        found = replace(climbed, bound=found.bound)
    return found if found.proven else _searched(model, gains, _left(raised, relaxed, found, gains), found, patience)


def _raised(model: Linear, gains: Gains) -> Linear:
    """One more column for the smallest gain, whole if all gains are, and a row for each party."""
    wide = model.costing(np.zeros(model.columns)).with_columns(
        np.array([-np.inf]), np.array([np.inf]), integral=gains.step is not None
    )
    rows = len(gains.worth)
    gap = csr_array((rows, model.columns - gains.worth.shape[1]))
    table = hstack((csr_array(gains.worth), gap, csr_array(-np.ones((rows, 1)))), format="csr")
    cost = np.zeros(wide.columns)
    cost[-1] = -1.0
    return wide.with_rows(csr_array(table), gains.reserve, np.full(rows, np.inf)).costing(cost)


def _floor(bound: float, step: float | None) -> float:
    return bound if step is None else float(np.floor(bound + 1e-6))


def _left(raised: Linear, relaxed: Relaxation, found: Best, gains: Gains) -> Linear:
    """What can still hold something better, with the known value to fall back on."""
    better = found.value + (gains.step or 0.0)
    floor = np.concatenate((raised.lower[:-1], [min(0.0, found.value)]))
    return narrowed(replace(raised, lower=floor), relaxed, -better).or_else(-found.value)


def _searched(model: Linear, gains: Gains, raised: Linear, found: Best, patience: Patience) -> Best:
    more = solve_lazily(raised, seconds=patience.left)
    if more.status == "none":
        return replace(found, bound=found.value)
    bound = max(found.value, min(found.bound, _floor(-more.bound, gains.step)))
    if more.x is None or (found.selection is not None and more.x[-1] > 0.5 and raised.columns > model.columns + 1):
        return replace(found, bound=bound)
    other = _found(model, gains, more, bound)
    return other if other.value > found.value else replace(found, bound=max(found.value, min(bound, other.bound)))


def _found(model: Linear, gains: Gains, solution: Solution, top: float) -> Best:
    bound = min(top, _floor(-solution.bound, gains.step))
    if solution.x is None:
        return Best(None, -np.inf, bound)
    selection = model.selection(solution.x)
    value = _least(gains, selection)
    return Best(selection, value, max(value, bound))


def _least(gains: Gains, selection: Selection) -> float:
    return float(gains.of(np.array([cell for cell in selection if cell >= 0], dtype=np.int64)).min())


def _climbed(model: Linear, gains: Gains, start: Selection, seed: int) -> Best:
    climber = Climber(model, gains.worth, seed)
    if not climber.possible:
        return Best(start, -np.inf, np.inf)
    width = max(1e-9, 1e-3 * abs(_least(gains, start)))

    def score(worth: Floats) -> Floats:
        """The smallest gain, smoothed, so that raising the second smallest counts as well."""
        gain = worth - gains.reserve[:, None]
        low: Floats = gain.min(axis=0)
        some = np.argsort(-low, kind="stable")[:_FINALISTS]
        low[some] -= width * np.log(np.exp((low[some] - gain[:, some]) / width).sum(axis=0))
        return low

    selection = climber.climb(start, score, _EFFORT)
    return Best(selection, _least(gains, selection), np.inf)
