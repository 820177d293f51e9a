"""Which points no other point beats: every coordinate at least as good, and one better.

Two coordinates: a sweep. Few points: each block against all before it. Many points: for each coordinate and some
steps of it the set of points at least as good is kept as bits; for each point the sets of its steps are joined by AND,
and the few that are left are compared in full.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["nondominated"]

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]
Whole = NDArray[np.int64]
Words = NDArray[np.uint64]

_FEW = 2_000
_BLOCK = 128
_STRONG = 48
_WORD = 64
_STEPS = 256
_RIVALS = 4_096
_ROWS = 512


def nondominated(points: Floats, better_in: int | None = None) -> Marks:
    """Mark the points that no other point dominates; larger is better, equal points stay together.

    Args:
        better_in: a point dominates only if it is better in one of so many first coordinates (default: in any), and at
            least as good in all.
        points: one row for each point. Sums of a row must be exact in floats (whole numbers below 2**53 in all), as
            a larger sum is what tells "better somewhere" from "equal".

    Example:
        >>> nondominated(np.array([[1.0, 3.0], [2.0, 2.0], [1.0, 2.0], [2.0, 2.0]]))
        array([ True,  True, False,  True])
    """
    count, size = points.shape
    better_in = size if better_in is None else better_in
    if count == 0 or better_in == 0:
        return np.ones(count, dtype=bool)
    if size == 1:
        return np.asarray(points[:, 0] == points[:, 0].max())
    if size == better_in == 2:
        return _sweep(points)
    total = points[:, :better_in].sum(axis=1)
    order = np.argsort(-total, kind="stable")
    alive = order[_not_under_strong(points[order], total[order])]
    kept = (_blocks if len(alive) <= _FEW else _rounds)(points[alive], total[alive])
    marks = np.zeros(count, dtype=bool)
    marks[alive[kept]] = True
    return marks


def _sweep(points: Floats) -> Marks:
    order = np.lexsort((-points[:, 1], -points[:, 0]))
    first, second = points[order, 0], points[order, 1]
    highest = np.maximum.accumulate(second)
    before = np.concatenate(([-np.inf], highest[:-1]))
    same = np.concatenate(([False], (first[1:] == first[:-1]) & (second[1:] == second[:-1])))
    new = second > before
    # A point equal to the one before it shares its fate.
    start = np.maximum.accumulate(np.where(same, 0, np.arange(len(order))))
    marks = np.zeros(len(points), dtype=bool)
    marks[order] = new[start]
    return marks


def _not_under_strong(points: Floats, total: Floats) -> Marks:
    """Points (best sum first) that none of a few points with large sums or large coordinates dominates."""
    alive = np.ones(len(points), dtype=bool)
    strong = np.unique(np.concatenate((np.arange(min(_STRONG, len(points))), points.argmax(axis=0))))
    if len(points) <= 4 * len(strong):
        return alive
    left = np.arange(len(points))
    for one in strong:
        under = np.all(points[left] <= points[one], axis=1) & (total[left] < total[one])
        left = left[~under]
    alive[:] = False
    alive[left] = True
    return alive


def _blocks(points: Floats, total: Floats) -> Marks:
    """Each block of points (best sum first) against the nondominated ones before it and against itself."""
    kept = np.zeros(len(points), dtype=bool)
    front = np.zeros(0, dtype=np.int64)
    for start in range(0, len(points), _BLOCK):
        block = np.arange(start, min(start + _BLOCK, len(points)))
        against = np.concatenate((front, block))
        better = total[against][:, None] > total[block]
        for size in range(points.shape[1]):
            better &= points[against, size][:, None] >= points[block, size]
        survivors = block[~better.any(axis=0)]
        kept[survivors] = True
        front = np.concatenate((front, survivors))
    return kept


def _rounds(points: Floats, total: Floats) -> Marks:
    """As `_blocks`, for many points: all that are left against one slice of rivals after the other."""
    left = np.arange(len(points))
    done = 0
    while done < len(left):
        rest = left[done:]
        rivals = min(_RIVALS, len(rest))
        beaten = _beaten(points[rest], total[rest], rivals)
        left = np.concatenate((left[:done], rest[~beaten]))
        done += rivals - int(np.count_nonzero(beaten[:rivals]))
    marks = np.zeros(len(points), dtype=bool)
    marks[left] = True
    return marks


def _beaten(points: Floats, total: Floats, first: int) -> Marks:
    """Which points (best sum first) one of the first few of them dominates."""
    count, size = points.shape
    words = -(-first // _WORD)
    tables = [_at_least(points[:first, each], words) for each in range(size)]
    steps = [_step_of(points[:first, each], points[:, each]) for each in range(size)]
    beaten = np.zeros(count, dtype=bool)
    spare = np.empty((_ROWS, words), dtype=np.uint64)
    for start in range(0, count, _ROWS):
        end = min(start + _ROWS, count)
        joined = tables[0].take(steps[0][start:end], axis=0)
        for each in range(1, size):
            joined &= tables[each].take(steps[each][start:end], axis=0, out=spare[: end - start], mode="clip")
        beaten[start:end] = _any_better(points, total, np.arange(start, end), joined)
    return beaten


def _at_least(values: Floats, words: int) -> Words:
    """Row s: the bits of the s * width largest values."""
    width = _width(len(values))
    rank = np.empty(len(values), dtype=np.int64)
    rank[np.argsort(-values, kind="stable")] = np.arange(len(values))
    marks = np.zeros((-(-len(values) // width) + 1, words * _WORD), dtype=bool)
    marks[rank // width + 1, np.arange(len(values))] = True
    packed = np.packbits(marks, axis=1, bitorder="little").view(np.uint64)
    return np.asarray(np.bitwise_or.accumulate(packed, axis=0))


def _step_of(rivals: Floats, values: Floats) -> Whole:
    """For each value the row of `_at_least` that holds every rival at least as large, and a few others."""
    at_least = np.searchsorted(np.sort(-rivals), -values, side="right")
    return np.asarray(-(-at_least // _width(len(rivals))), dtype=np.int64)


def _width(count: int) -> int:
    return max(1, -(-count // _STEPS))


def _any_better(points: Floats, total: Floats, here: Whole, joined: Words) -> Marks:
    """Which of the points `here` one of the rivals marked in `joined` dominates; two words of each come first."""
    better = np.zeros(len(here), dtype=bool)
    row, column = np.nonzero(joined)
    if not len(row):
        return better
    early = np.zeros(len(row), dtype=bool)
    starts = np.searchsorted(row, np.arange(len(here)))
    for step in (0, 1):
        early[np.minimum(starts + step, len(row) - 1)] = True
    for part in (early, ~early):
        rows, columns = row[part], column[part]
        fresh = ~better[rows]
        rows, columns = rows[fresh], columns[fresh]
        bits = np.unpackbits(joined[rows, columns][:, None].view(np.uint8), axis=1, bitorder="little")
        which, bit = np.nonzero(bits)
        one, rival = here[rows[which]], columns[which] * _WORD + bit
        larger = total[rival] > total[one]
        one, rival = one[larger], rival[larger]
        wins = np.all(points[rival] >= points[one], axis=1)
        better[one[wins] - here[0]] = True
    return better
