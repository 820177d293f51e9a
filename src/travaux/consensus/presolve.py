"""What follows at once: cells that can never be chosen, and issues that have nothing to do with each other.

Works on demands that stop a selection by themselves: those of `NOBODY` and of parties that cannot be overruled.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.clauses import Clause, clauses, ignored_parties, overruled_parties
from travaux.consensus.problem import NOBODY, MandateLine, Problem

__all__ = ["Reduced", "presolve"]


@dataclass(frozen=True)
class Reduced:
    """A problem after the first conclusions.

    Attributes:
        open_cells: cells that may still be chosen.
        clauses: the demands that remain, without cells that can never or must always be chosen.
        groups: issues that demands or nesting tie together, each group by itself; mandates and votes tie all.
        mandates: the mandates that cannot be overruled.
        possible: false if it is plain already that nothing is left.
    """

    open_cells: NDArray[np.bool_]
    clauses: tuple[Clause, ...]
    groups: tuple[tuple[int, ...], ...]
    mandates: tuple[MandateLine, ...]
    possible: bool


def presolve(problem: Problem) -> Reduced:
    """Draw the first conclusions: unit propagation, and what mandates rule out cell by cell."""
    light = overruled_parties(problem)
    demands = clauses(problem)
    firm = [clause for clause in demands.longer if clause.party == NOBODY or clause.party not in light]
    closed = [int(cell) for cell in demands.line_cell[~np.isin(demands.line_party, sorted(light))]]
    for cell in problem.fixed:
        closed += [other for other in problem.cells_of(int(problem.issue_of[cell])) if other != cell]
    quiet = ignored_parties(problem)
    lines = tuple(line for line in problem.mandates if line.party not in light and line.party not in quiet)
    board = _Board(problem)
    board.close(closed)
    board.settle_empty_issues()
    rest = tuple(firm)
    changed = True
    while changed and board.possible:
        before = board.count
        rest = board.propagate(rest)
        board.close(_hopeless(problem, board.open, lines) if board.possible else [])
        changed = board.count != before
    groups = _groups(problem, rest)
    return Reduced(np.array(board.open, dtype=bool), rest, groups, lines, board.possible)


class _Board:
    """Which cells are open, and what closing or forcing one brings with it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.open = [True] * problem.cells
        self.left = [len(options) for options in problem.options]
        self.issue_of = problem.issue_of.tolist()
        self.count = problem.cells
        self.possible = True
        self.children: dict[int, list[int]] = {}
        for issue, parent in enumerate(problem.parents):
            if parent >= 0:
                self.children.setdefault(parent, []).append(issue)

    def settle_empty_issues(self) -> None:
        """Issues without an option cannot arise."""
        for issue, left in enumerate(self.left):
            if left == 0:
                self.close(self._emptied(issue))

    def close(self, cells: list[int]) -> None:
        """Close cells and all that depends on them."""
        work = list(cells)
        while work:
            cell = work.pop()
            if not self.open[cell]:
                continue
            self.open[cell] = False
            self.count -= 1
            issue = self.issue_of[cell]
            self.left[issue] -= 1
            for child in self.children.get(cell, ()):
                work += self.problem.cells_of(child)
            if self.left[issue] == 0:
                work += self._emptied(issue)

    def _emptied(self, issue: int) -> list[int]:
        parent = self.problem.parents[issue]
        if parent < 0:
            self.possible = False
            return []
        return [parent]

    def certain(self, cell: int) -> bool:
        """Whether the cell must be chosen: the only one left of an issue that must arise."""
        seen = 0
        while self.open[cell] and self.left[self.issue_of[cell]] == 1:
            parent = self.problem.parents[self.issue_of[cell]]
            seen += 1
            if parent < 0:
                return True
            if seen > len(self.left):
                return False
            cell = parent
        return False

    def propagate(self, rest: tuple[Clause, ...]) -> tuple[Clause, ...]:
        """Shorten the clauses as far as they go."""
        changed = True
        while changed and self.possible:
            before = self.count
            kept = []
            for clause in rest:
                shorter = self._shortened(clause)
                if shorter is not None:
                    kept.append(shorter)
            rest = tuple(kept)
            changed = self.count != before
        return rest

    def _shortened(self, clause: Clause) -> Clause | None:
        if not all(self.open[cell] for cell in clause.given):
            return None
        given = tuple(cell for cell in clause.given if not self.certain(cell))
        needs = tuple(cell for cell in clause.needs if self.open[cell])
        if any(self.certain(cell) for cell in needs):
            return None
        if not given and not needs:
            self.possible = False
            return None
        if len(given) == 1 and not needs:
            self.close([given[0]])
            return None
        if not given and len(needs) == 1:
            self._force(needs[0])
            return None
        return Clause(clause.demand, clause.party, given, needs)

    def _force(self, cell: int) -> None:
        seen = 0
        while cell >= 0 and seen <= len(self.left):
            issue = self.issue_of[cell]
            self.close([other for other in self.problem.cells_of(issue) if other != cell])
            cell = self.problem.parents[issue]
            seen += 1


def _hopeless(problem: Problem, open_cells: list[bool], lines: tuple[MandateLine, ...]) -> list[int]:
    """Cells that leave some mandate out of reach whatever else is chosen."""
    filled = np.flatnonzero(np.diff(problem.starts))
    if not lines or not len(filled):
        return []
    worth = problem.value[[line.party for line in lines]]
    worth = np.where(np.array(open_cells), worth, -np.inf)
    best = np.maximum.reduceat(worth, problem.starts[:-1][filled], axis=1)
    nested = np.array(problem.parents)[filled] >= 0
    best[:, nested] = np.maximum(best[:, nested], 0.0)
    most = best.sum(axis=1)
    place = np.zeros(len(problem.issues), dtype=np.int64)
    place[filled] = np.arange(len(filled))
    reach = most[:, None] - best[:, place[problem.issue_of]] + worth
    least = np.array([line.at_least for line in lines])
    eased = least - 2e-9 * np.maximum(1.0, np.abs(least)) - 1e-12 * np.abs(best).sum(axis=1)
    low = np.flatnonzero((reach < eased[:, None]).any(axis=0) & np.array(open_cells))
    return [int(cell) for cell in low]


def _groups(problem: Problem, rest: tuple[Clause, ...]) -> tuple[tuple[int, ...], ...]:
    leader = list(range(len(problem.issues)))

    def find(issue: int) -> int:
        while leader[issue] != issue:
            leader[issue] = leader[leader[issue]]
            issue = leader[issue]
        return issue

    issue_of = problem.issue_of.tolist()
    ties = [[issue, issue_of[parent]] for issue, parent in enumerate(problem.parents) if parent >= 0]
    ties += [[issue_of[cell] for cell in (*clause.given, *clause.needs)] for clause in rest]
    for tie in ties:
        for other in tie[1:]:
            one, two = sorted((find(tie[0]), find(other)))
            leader[two] = one
    members: dict[int, list[int]] = {}
    for issue in range(len(problem.issues)):
        members.setdefault(find(issue), []).append(issue)
    return tuple(tuple(group) for _, group in sorted(members.items()))
