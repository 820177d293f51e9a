"""The cheapest solution of a linear model: relaxation, a first solution from its neighbourhood, proof on what is left.

The first solution comes from the columns that the relaxation finds nearly as cheap as its own (a kernel search after
Angelelli, Mansini and Speranza 2010); it then rules most columns out (`narrowing`), and HiGHS settles the rest.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.lazily import solve_lazily
from travaux.consensus.linear import Linear, Solution
from travaux.consensus.narrowing import Relaxation, narrowed, relaxation
from travaux.consensus.patience import Patience

__all__ = ["cheapest"]

Floats = NDArray[np.float64]
_KERNEL = 1.5
"""Columns in the kernel, as a multiple of the whole columns that the relaxation uses."""
_NODES = 60
_SAME = 1e-9


def cheapest(
    model: Linear, patience: Patience, *, known: Floats | None = None, gap: float = 0.0, nodes: int | None = None
) -> Solution:
    """Search for the cheapest solution until it is proven or patience ends.

    Args:
        known: a solution that is known already (all columns of the model).
        gap: stop once (value - bound) / |value| is at most this.
        nodes: most nodes of the last search; the same on every machine, unlike seconds.
    """
    best = Solution("stopped", known, float(model.cost @ known), -np.inf, 0) if known is not None else None
    relaxed = relaxation(model, patience.left)
    if relaxed is None:
        return best or Solution("stopped", None, np.inf, -np.inf, 0)
    if relaxed.x is None:
        return Solution("none", None, np.inf, np.inf, 0) if best is None else replace(best, status="optimal")
    if relaxed.whole(model):
        return Solution("optimal", _rounded(model, relaxed.x), relaxed.value, relaxed.value, 0)
    first = _from_kernel(model, relaxed, patience)
    if first is not None and (best is None or first.value < best.value):
        best = first
    if best is None:
        return solve_lazily(model, seconds=patience.left, gap=gap, nodes=nodes)
    if _near(best.value, relaxed.value, max(gap, _SAME)):
        return replace(best, status="optimal", bound=relaxed.value)
    return _rest(model, relaxed, best, patience, gap, nodes)


def _from_kernel(model: Linear, relaxed: Relaxation, patience: Patience) -> Solution | None:
    assert relaxed.x is not None
    whole = model.integral > 0
    binary = whole & (model.lower == 0) & (model.upper == 1)
    wanted = int(_KERNEL * np.count_nonzero(relaxed.x[binary] > 1e-9)) + 10
    if wanted >= np.count_nonzero(binary):
        return None
    threshold = np.partition(relaxed.at_zero[binary], wanted)[wanted]
    out = binary & (relaxed.at_zero > threshold)
    part = replace(model, upper=np.where(out, 0.0, model.upper))
    found = solve_lazily(part, seconds=patience.left, nodes=_NODES)
    return None if found.x is None else Solution("stopped", found.x, found.value, relaxed.value, found.nodes)


def _rest(
    model: Linear, relaxed: Relaxation, best: Solution, patience: Patience, gap: float, nodes: int | None
) -> Solution:
    small = narrowed(model, relaxed, best.value).or_else(best.value)
    found = solve_lazily(small, seconds=patience.left, gap=gap, nodes=nodes)
    bound = max(found.bound, relaxed.value)
    if found.x is None or found.x[-1] > 0.5 or found.value > best.value:
        done = found.status == "none" or (found.status == "optimal" and found.x is not None)
        return replace(best, status="optimal" if done else "stopped", bound=min(bound, best.value))
    return Solution(found.status, found.x[:-1], found.value, min(bound, found.value), found.nodes)


def _rounded(model: Linear, x: Floats) -> Floats:
    return np.where(model.integral > 0, np.rint(x), x)


def _near(value: float, bound: float, gap: float) -> bool:
    return value - bound <= gap * max(1.0, abs(value))
