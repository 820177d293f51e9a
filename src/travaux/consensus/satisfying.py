"""Demands as clauses for a SAT solver, which also names the ones that clash (MiniSat through PySAT)."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator

from pysat.solvers import Solver  # type: ignore[import-untyped]

from travaux.consensus.patience import Patience
from travaux.consensus.problem import NOBODY, Problem, Selection
from travaux.consensus.refuting import Answer
from travaux.consensus.stakes import Stakes

__all__ = ["Satisfying", "structure"]

_SLICE = 2_000
"""Conflicts between two looks at the clock."""


def structure(problem: Problem) -> Iterator[list[int]]:
    """What a selection is, as clauses over the cells; cell c is variable c + 1."""
    for issue, parent in enumerate(problem.parents):
        cells = [cell + 1 for cell in problem.cells_of(issue)]
        yield cells if parent < 0 else [-(parent + 1), *cells]
        yield from ([-one, -other] for one, other in itertools.combinations(cells, 2))
        if parent >= 0:
            yield from ([-cell, parent + 1] for cell in cells)
    for cell in problem.fixed:
        parent = problem.parents[int(problem.issue_of[cell])]
        yield [cell + 1] if parent < 0 else [-(parent + 1), cell + 1]


class Satisfying:
    """A SAT solver that knows what clauses can say of a problem; element e is kept by assuming its variable.

    It leaves out mandates and what parties demand that may be overruled. So what it refutes is refuted, and a selection
    that it finds has to be looked at unless clauses say it all (`Stakes.clausal`).

    Args:
        soft: whether it knows the elements, or only what is firm.
    """

    def __init__(self, stakes: Stakes, soft: bool = True) -> None:
        self.stakes = stakes
        self.first = stakes.problem.cells + 1
        self._solver = Solver(name="mgh")
        for clause in structure(stakes.problem):
            self._add(clause)
        for index, demand in enumerate(stakes.problem.demands):
            if demand.party in stakes.light or (index < stakes.soft_demands and not soft):
                continue
            clause = [-(cell + 1) for cell in demand.given] + [cell + 1 for cell in demand.needs]
            self._add([-(self.first + index), *clause] if index < stakes.soft_demands else clause)

    def _add(self, clause: list[int]) -> None:
        if clause:
            self._solver.add_clause(clause)
        else:  # PySAT takes no empty clause
            never = self.first + self.stakes.soft_demands
            self._solver.append_formula([[never], [-never]])

    def ask(self, kept: Collection[int], patience: Patience) -> Answer:
        """See `Oracle`."""
        stakes = self.stakes
        said = [each for each in sorted(kept) if each < stakes.soft_demands and stakes.owners[each] == NOBODY]
        assumed = [self.first + element for element in said]
        answer = None
        while answer is None:
            if patience.over:
                return Answer(None)
            self._solver.conf_budget(_SLICE)
            answer = self._solver.solve_limited(assumptions=assumed)
        if answer:
            return Answer(False, selection=self._selection())
        core = self._solver.get_core() or []
        return Answer(True, core=frozenset(literal - self.first for literal in core))

    def leaves(self, kept: Collection[int], patience: Patience) -> Answer:
        """See `Oracle`."""
        return self.ask(kept, patience)

    def _selection(self) -> Selection:
        model = self._solver.get_model() or []
        chosen = {literal - 1 for literal in model if 0 < literal < self.first}
        problem = self.stakes.problem
        found = {int(problem.issue_of[cell]): cell for cell in chosen}
        return tuple(found.get(issue, -1) for issue in range(len(problem.issues)))

    def prefer(self, cells: Collection[int]) -> None:
        """From now on choose these cells rather than others, as far as that is possible."""
        liked = frozenset(cells)
        every = range(self.stakes.problem.cells)
        self._solver.set_phases([cell + 1 if cell in liked else -(cell + 1) for cell in every])

    def never(self, cell: int) -> bool:
        """Whether it follows at once from what is firm that a cell cannot be chosen."""
        return not self._solver.propagate(assumptions=[cell + 1])[0]

    def always(self, cell: int) -> bool:
        """Whether it follows at once from what is firm that a cell must be chosen."""
        return not self._solver.propagate(assumptions=[-(cell + 1)])[0]

    def close(self) -> None:
        """Give the memory of the solver back."""
        self._solver.delete()
