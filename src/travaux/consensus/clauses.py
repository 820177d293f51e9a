"""Demands in a normal form: those that forbid one cell outright, and the longer ones.

A demand that no selection can break is left out; a cell in `needs` that can never be chosen beside the cells in
`given` is dropped. Whose word cannot be overruled under the rule of decision is settled here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.problem import NOBODY, Problem

__all__ = ["Clause", "Clauses", "clauses", "ignored_parties", "overruled_parties"]

_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Clause:
    """Demand number `demand` of `party`: with all cells `given`, one of `needs`. Each cell stands once."""

    demand: int
    party: int
    given: tuple[int, ...]
    needs: tuple[int, ...]


@dataclass(frozen=True)
class Clauses:
    """The demands that can be broken.

    `line_demand`, `line_party` and `line_cell` run in parallel: "never this cell". `longer` holds all others, in the
    order of the demands.
    """

    line_demand: NDArray[np.int64]
    line_party: NDArray[np.int64]
    line_cell: NDArray[np.int64]
    longer: tuple[Clause, ...]


def clauses(problem: Problem, released: frozenset[int] = frozenset()) -> Clauses:
    """The demands in force, those of `released` left out (except demands of `NOBODY`, which stay).

    Parties of weight 0 cannot stop anything, so their demands are left out as well.

    Example:
        >>> from travaux.consensus.problem import Demand
        >>> none = np.zeros((1, 3), dtype=bool)
        >>> demands = (Demand(0, (1,)), Demand(0, (0,), (1,)), Demand(0, (0,), (2,)))
        >>> one = Problem(("a",), ("i", "j"), (("x", "y"), ("z",)), np.zeros((1, 3)), none, none, demands)
        >>> clauses(one).line_cell.tolist(), clauses(one).longer
        ([1, 0], (Clause(demand=2, party=0, given=(0,), needs=(2,)),))
    """
    quiet = ignored_parties(problem)
    issue_of = problem.issue_of.tolist()
    lines: list[tuple[int, int, int]] = []
    longer: list[Clause] = []
    for index, demand in enumerate(problem.demands):
        if demand.party in quiet or (index in released and demand.party != NOBODY):
            continue
        if len(demand.given) == 1 and not demand.needs:
            lines.append((index, demand.party, demand.given[0]))
            continue
        for clause in _normal(Clause(index, demand.party, demand.given, demand.needs), issue_of):
            if len(clause.given) == 1 and not clause.needs:
                lines.append((index, clause.party, clause.given[0]))
            else:
                longer.append(clause)
    table = np.array(lines, dtype=np.int64).reshape(-1, 3)
    return Clauses(table[:, 0], table[:, 1], table[:, 2], tuple(longer))


def _normal(clause: Clause, issue_of: list[int]) -> Iterator[Clause]:
    given = tuple(sorted(set(clause.given)))
    where = {issue_of[cell] for cell in given}
    if len(where) < len(given) or not set(given).isdisjoint(clause.needs):
        return
    needs = tuple(sorted({cell for cell in clause.needs if issue_of[cell] not in where}))
    yield Clause(clause.demand, clause.party, given, needs)


def ignored_parties(problem: Problem) -> frozenset[int]:
    """Parties whose rejection weighs nothing."""
    return frozenset(np.flatnonzero(problem.weight <= 0).tolist())


def overruled_parties(problem: Problem) -> frozenset[int]:
    """Parties that the rule of decision lets the others overrule, at least one at a time.

    Everybody else stops a selection by rejecting it alone.
    """
    light = (problem.weight > 0) & (problem.weight <= problem.allowance + _CLOSE * max(1.0, abs(problem.allowance)))
    return frozenset(np.flatnonzero(light).tolist())
