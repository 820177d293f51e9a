"""A problem in parts that have nothing to do with each other, and ways out put together from those of the parts."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from travaux.consensus.problem import Demand, Problem
from travaux.consensus.stakes import Stakes
from travaux.consensus.unlocking import Way

__all__ = ["Part", "put_together", "simple_issues"]


class Part(Protocol):
    """Ways out of a part of a problem, cheapest first; `ended` once there is proven to be no further one."""

    ended: bool

    def way(self, number: int) -> Way | None:
        """The way of that rank, from 0, or None."""


class _Listed:
    """A part whose ways are all known."""

    ended = True

    def __init__(self, ways: Sequence[Way]) -> None:
        self._ways = ways

    def way(self, number: int) -> Way | None:
        return self._ways[number] if number < len(self._ways) else None


def simple_issues(stakes: Stakes) -> dict[int, Part]:
    """The issues that no demand and no nesting joins to another, each with its ways out.

    Only for problems that clauses say in full: a mandate joins everything.

    Example:
        >>> import numpy as np
        >>> from travaux.consensus.stakes import stakes
        >>> none = np.zeros((1, 2), dtype=bool)
        >>> lines = (Demand(0, (0,), cost=3.0), Demand(0, (1,), cost=2.0))
        >>> one = Problem(("a",), ("i",), (("x", "y"),), np.zeros((1, 2)), none, none, lines)
        >>> simple_issues(stakes(one))[0].way(0)
        Way(cost=2.0, moves=frozenset({1}), cells=(1,), bound=2.0, proven=True)
    """
    problem = stakes.problem
    alone = _alone(problem)
    local: dict[int, list[int]] = {issue: [] for issue in alone}
    for index, demand in enumerate(problem.demands):
        cells = (*demand.given, *demand.needs)
        issue = int(problem.issue_of[cells[0]]) if cells else -1
        if issue in local:
            local[issue].append(index)
    return {issue: _Listed(_ways(stakes, issue, local[issue])) for issue in alone}


def _alone(problem: Problem) -> list[int]:
    joined = set()
    for issue, parent in enumerate(problem.parents):
        if parent >= 0:
            joined |= {issue, int(problem.issue_of[parent])}
    issue_of = problem.issue_of.tolist()
    for demand in problem.demands:
        issues = {issue_of[cell] for cell in (*demand.given, *demand.needs)}
        if len(issues) > 1:
            joined |= issues
    return [issue for issue in range(len(problem.issues)) if issue not in joined]


def _ways(stakes: Stakes, issue: int, demands: Sequence[int]) -> list[Way]:
    """What each open cell would break, without what contains less for another cell."""
    problem = stakes.problem
    asked = [cell for cell in problem.fixed if cell in problem.cells_of(issue)]
    found: list[Way] = []
    for cell in problem.cells_of(issue):
        hit = [index for index in demands if _breaks(problem.demands[index], cell)]
        if any(index >= stakes.soft_demands for index in hit) or any(cell != other for other in asked):
            continue
        cost = math.fsum(problem.demands[index].cost for index in hit)
        found.append(Way(cost, frozenset(hit), (cell,), cost, True))
    found.sort(key=lambda way: (way.cost, len(way.moves)))
    return [way for rank, way in enumerate(found) if not any(other.moves <= way.moves for other in found[:rank])]


def _breaks(demand: Demand, cell: int) -> bool:
    return set(demand.given) <= {cell} and cell not in demand.needs


def put_together(parts: Sequence[Part]) -> Iterator[Way]:
    """Ways out of the whole, cheapest first: one way of each part; none if a part has none.

    A way is followed by those that take the next way of one part (Lawler, 1972). Where two parts choose in the same
    issue, the later part has the last word.
    """
    first = [part.way(0) for part in parts]
    if any(way is None for way in first):
        return
    heap: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
    certain = True
    while heap:
        _, ranks = heapq.heappop(heap)
        rank_of = dict(ranks)
        found = _joined([_sure(part.way(rank_of.get(number, 0))) for number, part in enumerate(parts)])
        yield replace(found, proven=found.proven and certain)
        for number in range(ranks[-1][0] if ranks else 0, len(parts)):
            rank = rank_of.get(number, 0) + 1
            if parts[number].way(rank) is not None:
                later = (*(pair for pair in ranks if pair[0] != number), (number, rank))
                more = math.fsum(_sure(parts[part].way(its)).cost - _sure(first[part]).cost for part, its in later)
                heapq.heappush(heap, (more, later))
            else:
                certain = certain and parts[number].ended


def _sure(way: Way | None) -> Way:
    if way is None:
        raise LookupError("a way that was there is gone")
    return way


def _joined(ways: Sequence[Way]) -> Way:
    return Way(
        math.fsum(way.cost for way in ways),
        frozenset().union(*(way.moves for way in ways)),
        tuple(cell for way in ways for cell in way.cells),
        math.fsum(way.bound for way in ways),
        all(way.proven for way in ways),
    )
