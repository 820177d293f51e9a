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
_STRONG = 16
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
    places = [_places(values) for values in points.T]
    left = np.arange(len(points))
    done = 0
    while done < len(left):
        rivals = left[done : done + _RIVALS]
        beaten = _beaten(points, total, places, left[done:], rivals)
        left = np.concatenate((left[:done], left[done:][~beaten]))
        done += len(rivals) - int(np.count_nonzero(beaten[: len(rivals)]))
    marks = np.zeros(len(points), dtype=bool)
    marks[left] = True
    return marks


def _places(values: Floats) -> tuple[Whole, Whole]:
    """For each value its place from the top, and how many are at least as large."""
    order = np.argsort(-values, kind="stable")
    place = np.empty(len(values), dtype=np.int64)
    place[order] = np.arange(len(values))
    last = np.searchsorted(-values[order], -values[order], side="right")
    return place, last[place]


def _beaten(points: Floats, total: Floats, places: list[tuple[Whole, Whole]], rest: Whole, rivals: Whole) -> Marks:
    """Which points of `rest` some rival dominates."""
    width = max(1, -(-len(rivals) // _STEPS))
    tables, steps = [], []
    for place, at_least in places:
        above = np.zeros(len(points) + 1, dtype=np.int64)
        above[place[rivals] + 1] = 1
        np.cumsum(above, out=above)
        tables.append(_at_least(above[place[rivals]], width))
        steps.append(-(-above[at_least[rest]] // width))
    beaten = np.zeros(len(rest), dtype=bool)
    spare = np.empty((_ROWS, tables[0].shape[1]), dtype=np.uint64)
    for start in range(0, len(rest), _ROWS):
        end = min(start + _ROWS, len(rest))
        joined = tables[0].take(steps[0][start:end], axis=0)
        for table, step in zip(tables[1:], steps[1:], strict=True):
            joined &= table.take(step[start:end], axis=0, out=spare[: end - start], mode="clip")
        beaten[start:end] = _any_better(points, total, rest[start:end], rivals, joined)
    return beaten


def _at_least(rank: Whole, width: int) -> Words:
    """Row s: the bits of the s * width best, given the rank of each."""
    count = len(rank)
    marks = np.zeros((-(-count // width) + 1, -(-count // _WORD) * _WORD), dtype=bool)
    marks[rank // width + 1, np.arange(count)] = True
    packed = np.packbits(marks, axis=1, bitorder="little").view(np.uint64)
    return np.asarray(np.bitwise_or.accumulate(packed, axis=0))


def _any_better(points: Floats, total: Floats, here: Whole, rivals: Whole, joined: Words) -> Marks:
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
        one, rival = rows[which], rivals[columns[which] * _WORD + bit]
        larger = total[rival] > total[here[one]]
        one, rival = one[larger], rival[larger]
        wins = np.all(points[rival] >= points[here[one]], axis=1)
        better[one[wins]] = True
    return better
