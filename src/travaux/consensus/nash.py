"""The selection with the largest product of gains (Nash 1950): tangents to the logarithm, refined where they are loose.

Kelley's cutting planes (1960) on the relaxation first; its bound and a good whole solution leave few cells, and the
rest is settled by HiGHS with a tangent at each solution found, to a relative gap of 1e-6 in the geometric mean.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, eye_array, hstack

from travaux.consensus.best import NONE_EXISTS, NONE_FOUND, Best
from travaux.consensus.gains import Gains
from travaux.consensus.lazily import solve_lazily
from travaux.consensus.linear import Linear, Solution
from travaux.consensus.narrowing import Relaxation, narrowed, relaxation
from travaux.consensus.patience import Patience
from travaux.consensus.problem import Selection
from travaux.consensus.rows import smallest_values

__all__ = ["RELATIVE_GAP", "best_product"]

Floats = NDArray[np.float64]

RELATIVE_GAP = 1e-6
"""How far the geometric mean of the gains may be from the best there is, relatively."""

_FIRST = (0.5, 0.8, 1.0, 1.25, 2.0)
_ROUNDS = 40
_KERNEL_NODES = 200
_START_NODES = 100
_TINY = 1e-6
_SEEN = 1e-3


def best_product(model: Linear, gains: Gains, patience: Patience) -> Best:
    """Maximise the sum of the logarithms of the gains over the whole solutions of a model.

    Value and bound are sums of natural logarithms. Where no solution gives every counted party a gain, the value is
    `-inf`, and so is the bound if that is proven. A bound within `RELATIVE_GAP` for each party counts as proof.
    """
    measured = gains.in_units()
    best = _best(model, measured, patience)
    offset = gains.parties * float(np.log(gains.unit))
    return Best(best.selection, best.value + offset, best.bound + offset)


def _best(model: Linear, gains: Gains, patience: Patience) -> Best:
    positive = _positive(model, gains)
    start = solve_lazily(_favouring_all(positive, gains), seconds=patience.left, gap=1e-3, nodes=_START_NODES)
    if start.x is None and start.status == "stopped":
        start = solve_lazily(positive, seconds=patience.left)
    if start.x is not None:
        return _Tangents(positive, gains, model.selection(start.x)).best(patience)
    if start.status == "stopped":
        return NONE_FOUND
    some = solve_lazily(model.costing(np.zeros(model.columns)), seconds=patience.left)
    if some.x is None:
        return NONE_EXISTS if some.status == "none" else NONE_FOUND
    return Best(model.selection(some.x), -np.inf, -np.inf)


def _positive(model: Linear, gains: Gains) -> Linear:
    """The model with a gain for every counted party, of so much at least that HiGHS tells it from 0."""
    least = _SEEN if gains.step is None else 0.5
    free = model.costing(np.zeros(model.columns))
    return free.with_rows(gains.worth, gains.reserve + least, np.full(len(gains.worth), np.inf))


def _favouring_all(model: Linear, gains: Gains) -> Linear:
    """The model with the sum of gains to maximise, each as a share of what the party could have at most."""
    most = np.maximum(1e-9, np.abs(gains.worth).sum(axis=1))
    return model.costing(-(gains.times / most) @ gains.worth)


class _Tangents:
    """A model with two more columns for each row of gains: the gain against that of a first selection, and its log.

    The logarithm is bounded from above by tangents, so the model promises too much, and less so with each tangent.
    """

    def __init__(self, model: Linear, gains: Gains, start: Selection) -> None:
        self.base, self.gains = model, gains
        self.known, self.reference = start, gains.of(_chosen(start))
        self.offset = float(gains.times @ np.log(self.reference))
        self.value = 0.0
        self.bound = self._each_at_its_best()
        self.rows = len(gains.worth)
        self.model = self._with_logarithms()
        for factor in _FIRST:
            self._touch(np.full(self.rows, factor))

    def _each_at_its_best(self) -> float:
        """A bound from the start: what the product would be if each could have the most it can have."""
        cells = self.base.upper[: self.gains.worth.shape[1]] > 0
        most = -smallest_values(self.base.problem, -self.gains.worth, cells) - self.gains.reserve
        return float(self.gains.times @ np.log(np.maximum(most, self.reference) / self.reference))

    def _with_logarithms(self) -> Linear:
        rows, base, gains = self.rows, self.base, self.gains
        free = np.full(rows, np.inf)
        wide = base.with_columns(np.zeros(rows), free).with_columns(-free, free)
        share = csr_array(gains.worth / self.reference[:, None])
        gap = csr_array((rows, base.columns - gains.worth.shape[1]))
        equal = gains.reserve / self.reference
        wide = wide.with_rows(csr_array(hstack((share, gap, -eye_array(rows)), format="csr")), equal, equal)
        return wide.costing(np.concatenate((np.zeros(base.columns + rows), -gains.times)))

    def _touch(self, at: Floats) -> None:
        """Add the tangents at these gains (shares of the reference): log h <= log a + (h - a) / a."""
        gap = csr_array((self.rows, self.base.columns))
        rows = hstack((gap, -diags_array(1 / at), eye_array(self.rows)), format="csr")
        self.model = self.model.with_rows(csr_array(rows), np.full(self.rows, -np.inf), np.log(at) - 1)

    def best(self, patience: Patience) -> Best:
        """Refine until the gap is closed or patience ends."""
        relaxed = self._refined(patience)
        if relaxed is not None and not self._closed():
            self._from_kernel(relaxed, patience)
            self._finished(relaxed, patience)
        return Best(self.known, self.value + self.offset, max(self.value, self.bound) + self.offset)

    def _closed(self) -> bool:
        return self.bound - self.value <= RELATIVE_GAP * self.gains.parties

    def _refined(self, patience: Patience) -> Relaxation | None:
        """Tangents where the relaxation has its optimum, until they are tight there."""
        last = None
        for _ in range(_ROUNDS):
            relaxed = relaxation(self.model, patience.left)
            if relaxed is None or relaxed.x is None:
                return last
            last = relaxed
            self.bound = min(self.bound, -relaxed.value)
            self._try(self.base.selection(relaxed.x), checked=False)
            at = np.maximum(relaxed.x[self.base.columns : self.base.columns + self.rows], _TINY)
            promised = relaxed.x[self.base.columns + self.rows :]
            loose = float(self.gains.times @ np.maximum(0.0, promised - np.log(at)))
            if (
                self._closed()
                or patience.over
                or loose <= 0.1 * max(RELATIVE_GAP * self.gains.parties, self.bound - self.value)
            ):
                break
            self._touch(at)
        return last

    def _try(self, selection: Selection, checked: bool) -> None:
        """Keep a selection if it is better; one that HiGHS has not checked must obey the rows of the base."""
        chosen = _chosen(selection)
        gain = self.gains.of(chosen)
        if gain.min() <= 0 or not (checked or self._obeys(chosen)):
            return
        value = float(self.gains.times @ np.log(gain / self.reference))
        if value > self.value:
            self.known, self.value = selection, value

    def _obeys(self, chosen: NDArray[np.int64]) -> bool:
        base = self.base
        if np.any(base.reject >= 0):
            return False
        x = np.zeros(base.columns)
        x[chosen] = 1.0
        rows = base.matrix @ x
        return bool(
            np.all(x <= base.upper) and np.all(rows >= base.row_lower - 1e-9) and np.all(rows <= base.row_upper + 1e-9)
        )

    def _from_kernel(self, relaxed: Relaxation, patience: Patience) -> None:
        """A better selection from the cells that the relaxation finds nearly as good as its own."""
        binary = (self.model.integral > 0) & (self.model.upper == 1)
        wanted = int(1.5 * len(self.base.problem.issues)) + 10
        if wanted >= np.count_nonzero(binary):
            return
        threshold = np.partition(relaxed.at_zero[binary], wanted)[wanted]
        part = replace(self.model, upper=np.where(binary & (relaxed.at_zero > threshold), 0.0, self.model.upper))
        found = solve_lazily(part, seconds=patience.left / 2, nodes=_KERNEL_NODES)
        if found.x is not None:
            self._take(found.x)

    def _take(self, x: Floats) -> None:
        selection = self.base.selection(x)
        self._try(selection, checked=True)
        self._touch(self.gains.of(_chosen(selection)) / self.reference)

    def _finished(self, relaxed: Relaxation, patience: Patience) -> None:
        """Solve what is left, with a tangent at each solution, until nothing better is promised."""
        while not (self._closed() or patience.over):
            # At one solution all tangents are exact, so a solution comes twice only if it is the best.
            left = narrowed(self.model, relaxed, -self.value).or_else(-self.value)
            found: Solution = solve_lazily(left, seconds=patience.left)
            if found.status == "none" or found.x is None:
                self.bound = self.value if found.status == "none" else self.bound
                return
            self.bound = min(self.bound, max(self.value, -found.bound))
            if found.x[-1] > 0.5:
                return
            self._take(found.x)


def _chosen(selection: Selection) -> NDArray[np.int64]:
    return np.array([cell for cell in selection if cell >= 0], dtype=np.int64)
