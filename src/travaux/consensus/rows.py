"""Rows of a linear model: collecting them, and writing mandates so that float noise cannot decide."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from travaux.consensus.problem import Problem

__all__ = ["Rows", "common_step", "smallest_values", "snapped"]

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_CLOSE = 1e-9
_DECIMALS = 6
_LARGEST = 1e9
_PARTS = 1e4
_DENOMINATOR = 5_000
_MULTIPLE = 1_000_000
_EXACT = 1e-13


class Rows:
    """Rows in the making, as triplets (row, column, entry) and two bounds for each row."""

    def __init__(self) -> None:
        self._row: list[Whole] = []
        self._column: list[Whole] = []
        self._entry: list[Floats] = []
        self._bounds: list[tuple[Floats, Floats]] = []
        self._count = 0

    def extend(self, row: Whole, column: Whole, entry: Floats, lower: Floats, upper: Floats) -> None:
        """Add `len(lower)` rows; `row` counts from 0 within them."""
        self._row.append(row + self._count)
        self._column.append(column)
        self._entry.append(entry)
        self._bounds.append((lower, upper))
        self._count += len(lower)

    def add(
        self, columns: Sequence[int] | Whole, entries: Sequence[float] | Floats, lower: float, upper: float
    ) -> None:
        """Add one row."""
        column = np.asarray(columns, dtype=np.int64)
        zero = np.zeros(len(column), dtype=np.int64)
        self.extend(column=column, row=zero, entry=np.asarray(entries, float), lower=np.r_[lower], upper=np.r_[upper])

    @property
    def lower(self) -> Floats:
        """Lower bound of each row."""
        return np.concatenate([np.zeros(0), *(pair[0] for pair in self._bounds)])

    @property
    def upper(self) -> Floats:
        """Upper bound of each row."""
        return np.concatenate([np.zeros(0), *(pair[1] for pair in self._bounds)])

    def matrix(self, columns: int) -> csr_array:
        """The rows as a matrix; entries at the same place add up."""
        none = np.zeros(0, dtype=np.int64)
        row, column = np.concatenate([none, *self._row]), np.concatenate([none, *self._column])
        entry = np.concatenate([np.zeros(0), *self._entry])
        return csr_array(coo_array((entry, (row, column)), shape=(self._count, columns)))


def snapped(worth: Floats, at_least: float) -> tuple[Floats, float]:
    """A mandate `worth @ x >= at_least` in whole numbers where the worth has at most six decimals.

    The bound is then rounded up to what can be reached, which makes the row both safe against the tolerance of the
    solver and as tight as it can be. Otherwise the bound is eased by the noise of adding floats, and the row is scaled
    so that the tolerance is small beside it.

    Example:
        >>> snapped(np.array([0.5, 0.25]), 0.6)
        (array([2., 1.]), 3.0)
    """
    eased = at_least - _CLOSE * max(1.0, abs(at_least))
    step = common_step(worth)
    if step is None:
        unit = float(np.abs(worth).max()) / _PARTS
        return worth / unit, eased / unit
    return np.rint(worth / step), float(np.ceil(eased / step - _CLOSE))


def common_step(numbers: Floats) -> float | None:
    """The largest number of which all are whole multiples, if it shows; 1 if all are 0.

    It shows if all have at most six decimals, or are fractions with small denominators, such as thirds.

    Example:
        >>> common_step(np.array([0.5, 0.75, 2.0])), common_step(np.array([0.1234567]))
        (0.25, None)
    """
    for decimals in range(_DECIMALS + 1):
        step = _step(numbers, 10**decimals)
        if step is not None:
            return step
    multiple = _denominator(numbers)
    return None if multiple is None else _step(numbers, multiple)


def _step(numbers: Floats, multiple: int) -> float | None:
    """The step if all numbers are whole multiples of `1 / multiple`."""
    scaled = numbers * multiple
    whole = np.rint(scaled)
    if np.max(np.abs(whole), initial=0.0) > _LARGEST:
        return None
    if not np.all(np.abs(scaled - whole) <= _CLOSE * np.maximum(1.0, np.abs(scaled))):
        return None
    most = int(np.gcd.reduce(np.abs(whole).astype(np.int64), axis=None))
    return max(1, most) / multiple


def _denominator(numbers: Floats) -> int | None:
    """A common denominator, if all are near fractions with small ones."""
    multiple = 1
    for number in np.unique(np.abs(numbers)).tolist():
        fraction = Fraction(number).limit_denominator(_DENOMINATOR)
        if abs(float(fraction) - number) > _EXACT * max(1.0, number):
            return None
        multiple = math.lcm(multiple, fraction.denominator)
        if multiple > _MULTIPLE:
            return None
    return multiple


def smallest_values(problem: Problem, worth: Floats, open_cells: NDArray[np.bool_]) -> Floats:
    """For each row of `worth` (one entry for each cell) a number below which no selection falls."""
    return _extreme(problem, np.where(open_cells, worth, np.inf), np.minimum)


def _extreme(problem: Problem, worth: Floats, best: np.ufunc) -> Floats:
    filled = np.array([issue for issue, options in enumerate(problem.options) if options], dtype=np.int64)
    if not len(filled):
        return np.zeros(len(worth))
    each = best.reduceat(worth, problem.starts[:-1][filled], axis=1)
    each[~np.isfinite(each)] = 0.0
    nested = np.array(problem.parents)[filled] >= 0
    each[:, nested] = best(each[:, nested], 0.0)
    return np.asarray(each.sum(axis=1), dtype=np.float64)
