"""Worth of many selections at once, and which of them rank first."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.enumerating import padded
from travaux.consensus.gains import Gains
from travaux.consensus.problem import Problem, Selection

__all__ = ["effort", "first_rows", "gains_of", "rounded", "selections_of", "sums", "top"]

Cells = NDArray[np.int32]
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_DIGITS = 10
_CHUNK = 2_000_000


def effort(problem: Problem, rows: int) -> float:
    """How many numbers have to be added up to score so many selections."""
    return float(rows) * len(problem.issues) * max(1, len(problem.parties))


def sums(numbers: Floats, table: Cells) -> Floats:
    """For each row of the table the sum of `numbers` (one for each cell) over the cells chosen."""
    line = padded(numbers)
    total = np.zeros(len(table))
    for column in table.T:
        total += line[column]
    return total


def gains_of(gains: Gains, table: Cells) -> Iterator[Floats]:
    """The gains (rows x parties) of the selections, some at a time, in order."""
    worth = np.ascontiguousarray(padded(gains.worth).T)
    size = max(1, _CHUNK // max(1, len(gains.worth)))
    for start in range(0, len(table), size):
        part = table[start : start + size]
        gain = np.repeat(-gains.reserve[None, :], len(part), axis=0)
        for column in part.T:
            gain += worth[column]
        yield gain


def rounded(numbers: Floats) -> Floats:
    """The numbers to ten digits, so that the noise of adding floats breaks no tie."""
    with np.errstate(divide="ignore", invalid="ignore"):
        digits = np.where(numbers == 0, 0.0, np.floor(np.log10(np.abs(numbers))))
        scale = 10.0 ** (_DIGITS - 1 - np.where(np.isfinite(digits), digits, 0.0))
        return np.where(np.isfinite(numbers), np.rint(numbers * scale) / scale, numbers)


def top(problem: Problem, gains: Gains, table: Cells, k: int) -> Whole:
    """The rows of the k best: fewest oppositions, then maximin, Nash, utilitarian, then the lowest cells."""
    against = sums(problem.opposed.sum(axis=0).astype(np.float64), table)
    rows = np.arange(len(table))
    if len(rows) > k:
        rows = rows[against <= np.partition(against, k - 1)[k - 1]]
    part = table[rows]
    least, product = _least_and_product(gains, part)
    total = sums(problem.value.sum(axis=0), part)
    keys = np.stack((against[rows], -rounded(least), -rounded(product), -rounded(total)))
    return rows[_first_by(keys, part, k)]


def _least_and_product(gains: Gains, table: Cells) -> tuple[Floats, Floats]:
    least, product = [np.zeros(0)], [np.zeros(0)]
    for gain in gains_of(gains, table):
        lowest = gain.min(axis=1, initial=np.inf) if len(gains.worth) else np.zeros(len(gain))
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.log(np.maximum(gain, 0.0)) @ gains.times if len(gains.worth) else np.full(len(gain), -np.inf)
        least.append(lowest)
        product.append(np.where(lowest > 0, logs, -np.inf))
    return np.concatenate(least), np.concatenate(product)


def _first_by(keys: Floats, table: Cells, k: int) -> Whole:
    """The first k places by the keys, then by the cells of the rows."""
    order = np.lexsort(keys[::-1])
    if len(order) > k:
        last = keys[:, order[k - 1]]
        end = k + int(np.argmin(np.append(np.all(keys[:, order[k:]] == last[:, None], axis=0), False)))
        start = int(np.argmax(np.all(keys[:, order] == last[:, None], axis=0)))
        tied = order[start:end]
        order = np.concatenate((order[:start], tied[first_rows(table[tied], k - start)]))
    return order[np.lexsort((*table[order].T[::-1], *keys[:, order][::-1]))]


def first_rows(table: Cells, k: int) -> Whole:
    """The places of the k rows with the lowest cells, compared issue by issue; not sorted among themselves."""
    sure: list[Whole] = []
    rows = np.arange(len(table))
    for column in table.T:
        if len(rows) <= k:
            break
        values = column[rows]
        edge = np.partition(values, k - 1)[k - 1]
        below = rows[values < edge]
        sure.append(below)
        k -= len(below)
        rows = rows[values == edge]
    return np.concatenate((*sure, rows[:k]))


def selections_of(table: Cells) -> list[Selection]:
    """The rows as selections."""
    return [tuple(row) for row in table.tolist()]
