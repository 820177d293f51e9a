"""The Pareto frontier for few parties, exactly, with Nash, welfare and maximin points on it.

Where issues are not tied together the frontier is built up group by group: a partial choice that another beats for
everybody stays beaten whatever is added, so only frontiers are ever combined (the frontier of a sum of sets lies in
the sum of their frontiers). Mandates keep this true, since who is better off for everybody meets them as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.clauses import clauses, overruled_parties
from travaux.consensus.enumerating import group_table, outcomes, padded
from travaux.consensus.nondominated import nondominated
from travaux.consensus.presolve import Reduced, presolve
from travaux.consensus.problem import Problem, Selection
from travaux.consensus.rows import common_step
from travaux.errors import TravauxError

__all__ = ["Frontier", "frontier"]

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Cells = NDArray[np.int32]

_FINE = 2.0**-36
_CLOSE = 1e-9


@dataclass(frozen=True)
class Frontier:
    """The outcomes that nothing beats for everybody, among those that are not excluded.

    Attributes:
        parties: the parties that count, by index; the columns of `points`.
        points: the distinct points, worth of the outcome to each of them, in the units of `Problem.value`.
        selections: for each point one selection that has it.
        outcomes: for each point how many selections have it.
        nash, welfare, maximin: the row of the point with the largest product of gains (value less worth of no
            agreement; -1 if no point gives everybody a gain), the largest sum of values, the largest smallest gain;
            the first where several are best; -1 where there is no point.
    """

    parties: tuple[int, ...]
    points: Floats
    selections: tuple[Selection, ...]
    outcomes: Whole
    nash: int
    welfare: int
    maximin: int


class _Front(NamedTuple):
    """Distinct points of a part of the issues, with counts and the way back to the parts they are made of."""

    points: Floats
    times: Whole
    left: Whole
    right: Whole


def frontier(problem: Problem, *, most_parties: int = 5, most_outcomes: int = 1_000_000) -> Frontier:
    """The exact frontier of the counted parties.

    Args:
        most_parties: with more parties than this most outcomes are on the frontier, and it tells nothing.
        most_outcomes: most ways to settle one group of issues that are tied together (by demands or by nesting, or all
            of them where the rule of decision lets a party be overruled).

    Raises:
        TravauxError: for more parties or outcomes than that.
    """
    counted = np.ones(len(problem.parties), dtype=bool) if problem.counted is None else problem.counted
    parties = np.flatnonzero(counted)
    if len(parties) > most_parties:
        raise TravauxError(
            f"a frontier of {len(parties)} parties says little",
            why="with many parties nearly every outcome is on it",
            remedy=f"choose at most {most_parties} parties, or ask for extreme points, maximin and Nash instead",
        )
    reduced = presolve(problem)
    tables = _tables(problem, reduced, most_outcomes) if reduced.possible else []
    if any(len(table) == 0 for _, table in tables) or not reduced.possible:
        return _named(problem, parties, np.zeros((0, len(problem.issues)), dtype=np.int32), np.zeros(0, dtype=np.int64))
    also = np.array([line.party for line in reduced.mandates if not counted[line.party]], dtype=np.int64)
    worth = _exact(problem.value[np.concatenate((parties, np.unique(also)))])
    chosen, count = _combined(problem, tables, worth, len(parties))
    kept = _meeting(problem, reduced, chosen)
    chosen, count = chosen[kept], count[kept]
    points = _points(worth[: len(parties)], chosen)
    if len(also):
        chosen, count, points = _without_others(chosen, count, points)
    order = np.lexsort(-points.T[::-1]) if len(parties) else np.arange(len(points))
    return _named(problem, parties, chosen[order], count[order])


def _tables(problem: Problem, reduced: Reduced, most: int) -> list[tuple[tuple[int, ...], Cells]]:
    light = overruled_parties(problem)
    demands = clauses(problem)
    angry = {*demands.line_party.tolist(), *(clause.party for clause in demands.longer)}
    angry |= {line.party for line in problem.mandates}
    if light & angry:
        table = outcomes(problem, reduced, most)
        if table is None:
            raise _too_many(most)
        return [(tuple(range(len(problem.issues))), table)]
    tables = []
    for group in reduced.groups:
        part = group_table(problem, reduced, group, most)
        if part is None:
            raise _too_many(most)
        tables.append((group, part))
    return tables


def _too_many(most: int) -> TravauxError:
    return TravauxError(
        f"issues that are tied together can be settled in more than {most:,} ways",
        remedy="settle some of them first, or ask for extreme points, maximin and Nash instead",
    )


def _exact(value: Floats) -> Floats:
    """The values of each party in whole numbers of some unit of its own, so that sums are exact and ties are ties."""
    return np.stack([np.rint(row / _unit(row)) for row in value]) if len(value) else value


def _unit(row: Floats) -> float:
    step = common_step(row)
    return step if step is not None else float(np.abs(row).max(initial=0.0)) * _FINE or 1.0


def _points(worth: Floats, chosen: Cells) -> Floats:
    table = padded(worth).T
    points = np.zeros((len(chosen), len(worth)))
    for column in chosen.T:
        points += table[column]
    return points


def _combined(
    problem: Problem, tables: list[tuple[tuple[int, ...], Cells]], worth: Floats, counted: int
) -> tuple[Cells, Whole]:
    """The selections of the frontier before mandates, with how many have the same point."""
    fronts: list[_Front] = []
    parts = []
    ordered = sorted(tables, key=lambda each: len(each[1]))
    for _, table in ordered:
        part = _front(_points(worth, table), np.ones(len(table), dtype=np.int64), counted)
        parts.append(part)
        fronts.append(_sum(fronts[-1], part, counted) if fronts else part)
    chosen = np.full((len(fronts[-1].points) if fronts else 1, len(problem.issues)), -1, dtype=np.int32)
    where = np.arange(len(chosen))
    for place in range(len(ordered) - 1, -1, -1):
        group, table = ordered[place]
        front = fronts[place]
        mine = front.right[where] if place else where
        chosen[:, list(group)] = table[parts[place].left[mine]]
        where = front.left[where] if place else where
    return chosen, fronts[-1].times if fronts else np.ones(1, dtype=np.int64)


def _front(points: Floats, count: Whole, counted: int) -> _Front:
    kept = np.flatnonzero(nondominated(points, counted))
    first, total = _distinct(points[kept], count[kept])
    rows = kept[first]
    return _Front(points[rows], total, rows, np.zeros(len(rows), dtype=np.int64))


def _sum(left: _Front, right: _Front, counted: int) -> _Front:
    points = (left.points[:, None, :] + right.points[None, :, :]).reshape(
        len(left.points) * len(right.points), left.points.shape[1]
    )
    count = (left.times[:, None] * right.times[None, :]).ravel()
    both = _front(points, count, counted)
    return _Front(both.points, both.times, *np.divmod(both.left, len(right.points)))


def _distinct(points: Floats, count: Whole) -> tuple[Whole, Whole]:
    """Rows of the first of each set of equal points, in order, and what their counts add up to."""
    if not len(points):
        return np.zeros(0, dtype=np.int64), count
    # One number for each row, as good as unique; rows with the same number are then compared.
    odd = np.random.default_rng(points.shape[1]).integers(1, 2**62, points.shape[1], dtype=np.uint64) * 2 + 1
    key = (points.astype(np.int64).astype(np.uint64) * odd).sum(axis=1, dtype=np.uint64)
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    if not np.array_equal(points[first][which], points):
        _, first, which = np.unique(points, axis=0, return_index=True, return_inverse=True)
    total = np.bincount(which.ravel(), weights=count.astype(np.float64), minlength=len(first))
    order = np.argsort(first)
    return np.asarray(first[order], dtype=np.int64), np.rint(total[order]).astype(np.int64)


def _meeting(problem: Problem, reduced: Reduced, chosen: Cells) -> NDArray[np.bool_]:
    kept = np.ones(len(chosen), dtype=bool)
    for line in reduced.mandates:
        value = padded(problem.value[line.party])[chosen].sum(axis=1)
        kept &= value >= line.at_least - _CLOSE * max(1.0, abs(line.at_least))
    return kept


def _without_others(chosen: Cells, count: Whole, points: Floats) -> tuple[Cells, Whole, Floats]:
    """The frontier once parties that have a mandate but do not count have had their say."""
    front = _front(points, count, points.shape[1])
    return chosen[front.left], front.times, front.points


def _named(problem: Problem, parties: Whole, chosen: Cells, count: Whole) -> Frontier:
    value = problem.value[parties]
    points = _points(value, chosen)
    reserve = np.zeros(len(parties)) if problem.reserve is None else problem.reserve[parties]
    gain = points - reserve
    nash = welfare = maximin = -1
    if len(points) and len(parties):
        with np.errstate(divide="ignore", invalid="ignore"):
            product = np.where(gain.min(axis=1) > 0, np.log(np.maximum(gain, 0)).sum(axis=1), -np.inf)
        nash = _first_best(product) if np.isfinite(product.max()) else -1
        welfare, maximin = _first_best(points.sum(axis=1)), _first_best(gain.min(axis=1))
    selections = tuple(tuple(row) for row in chosen.tolist())
    return Frontier(tuple(parties.tolist()), points, selections, count, nash, welfare, maximin)


def _first_best(numbers: Floats) -> int:
    best = numbers.max()
    return int(np.flatnonzero(numbers >= best - _CLOSE * max(1.0, abs(best)))[0])
