"""Giving things up at a price, as a mixed-integer program: the cheapest way to leave something to choose (HiGHS).

Mandates are dense rows of which few matter, so they enter the program only when a solution breaks them; on problems
with 193 mandates this is 2 to 20 times faster than all rows at once. The relaxation is solved first, and often whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.linear import Linear, Solution, linear, solve
from travaux.consensus.multipliers import multiplied
from travaux.consensus.patience import Patience
from travaux.consensus.problem import NOBODY, Selection
from travaux.consensus.refuting import Answer
from travaux.consensus.stakes import Stakes

__all__ = ["Relaxing"]

Floats = NDArray[np.float64]
_WHOLE = 1e-6
_AT_ONCE = 30
"""Mandates that enter the program in one go."""


class Relaxing:
    """The program of a problem in which every element can be given up, at prices that change from call to call.

    A price of infinity keeps an element. `column[e]` is the column that is 1 where element e is given up: for a red
    line its cell, since choosing the cell breaks it.
    """

    def __init__(self, stakes: Stakes) -> None:
        self.stakes = stakes
        self.model = linear(stakes.problem, give_up=True)
        demands = stakes.problem.demands[: stakes.soft_demands]
        cells = [demand.given[0] if self.model.folded[index] else -1 for index, demand in enumerate(demands)]
        column = np.where(np.array(cells) >= 0, cells, self.model.release[: stakes.soft_demands])
        self.column = np.concatenate((column, self.model.mandate[: stakes.soft_mandates])).astype(np.int64)
        self.dense = np.flatnonzero(np.isinf(self.model.row_upper))  # mandates are the only rows without upper bound
        self._bound = self.dense[:0]  # those that bound last time, to begin with

    def priced(self, prices: Floats) -> Linear:
        """The program at these prices, one for each element."""
        cost = np.zeros(self.model.columns)
        upper = self.model.upper.copy()
        free = np.isfinite(prices)
        np.add.at(cost, self.column[free], prices[free])
        upper[self.column[~free]] = 0.0
        return replace(self.model, cost=cost, upper=upper)

    def without(self, model: Linear, sets: Iterable[Collection[int]]) -> Linear:
        """The program without ways that give up all elements of one of these sets."""
        rows = [sorted({int(self.column[element]) for element in each}) for each in sets]
        if not rows:
            return model
        matrix = np.zeros((len(rows), model.columns))
        for index, columns in enumerate(rows):
            matrix[index, columns] = 1.0
        most = np.array([len(columns) - 1.0 for columns in rows])
        return model.with_rows(matrix, np.full(len(rows), -np.inf), most)

    def ask(self, kept: Collection[int], patience: Patience) -> Answer:
        """See `Oracle`. What HiGHS finds is checked exactly; what passes only by its tolerance is ruled out."""
        prices = np.zeros(self.stakes.count)
        prices[sorted(kept)] = np.inf
        model = self._freed(self.priced(prices), prices)
        while not patience.over:
            solution = self.optimum(model, patience)
            if solution.status == "none":
                return Answer(True, core=frozenset(kept))
            if solution.x is None:
                break
            selection = model.selection(solution.x)
            if self.stakes.passes(selection, kept):
                return Answer(False, selection=selection)
            model = model.but_not([selection])
        return Answer(None)

    def _freed(self, model: Linear, prices: Floats) -> Linear:
        """The program with all given up that has no price, so that no row about it remains."""
        lower = model.lower.copy()
        free = self.column[prices == 0]
        lower[free[free >= self.stakes.problem.cells]] = 1.0
        return replace(model, lower=lower)

    def clashing(self, kept: Collection[int]) -> frozenset[int] | None:
        """Some of these elements that leave nothing even if issues could be decided by halves; None if all leave some.

        They are those that the multipliers of the relaxation speak of (Farkas, 1902).
        """
        if not self.impossible(kept):
            return None
        prices = np.zeros(self.stakes.count)
        prices[sorted(kept)] = 1.0
        model = self._freed(self.priced(prices), prices)
        pull = multiplied(_with_dense(model, self.dense, self.loosened(model)[1]))
        core = frozenset(element for element in kept if pull[self.column[element]] > _WHOLE)
        return core if len(core) < len(frozenset(kept)) and self.impossible(core) else frozenset(kept)

    def impossible(self, kept: Collection[int]) -> bool:
        """Whether these elements leave nothing even if issues could be decided by halves."""
        prices = np.zeros(self.stakes.count)
        prices[sorted(kept)] = np.inf
        return self.loosened(self._freed(self.priced(prices), prices))[0].status == "none"

    def rounded(self, prices: Floats) -> Selection | None:
        """The selection nearest to the cheapest way through if issues could be decided by halves."""
        solution = self.loosened(self.priced(prices))[0]
        if solution.x is None:
            return None
        starts = self.stakes.problem.starts
        parts = zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)
        return tuple(start + int(np.argmax(solution.x[start:end])) for start, end in parts)

    def least_broken(self, prices: Floats, patience: Patience) -> Answer:
        """A selection that breaks least at these prices; proven, or nothing is said."""
        model = self._freed(self.priced(prices), prices)
        solution = self.optimum(model, patience)
        if solution.status == "none":
            return Answer(True, core=frozenset(np.flatnonzero(np.isinf(prices)).tolist()))
        if solution.x is None or solution.status != "optimal":
            return Answer(None)
        selection = model.selection(solution.x)
        kept = np.flatnonzero(np.isinf(prices)).tolist()
        return Answer(False, selection=selection) if self.stakes.passes(selection, kept) else Answer(None)

    def given_up(self, selection: Selection, x: Floats) -> frozenset[int] | None:
        """The elements that must be given up for a selection if those parties reject it that do in a solution.

        None if no giving up helps, which happens only where a solution holds by the tolerance of the solver.
        """
        stakes = self.stakes
        broken, firm = stakes.broken(selection)
        overruled = {party for party in stakes.light if x[self.model.reject[party]] > 0.5}
        moves = {each for each in broken if stakes.owners[each] == NOBODY or stakes.owners[each] not in overruled}
        return None if stakes.excluded(broken - moves, firm) else frozenset(moves)

    def loosened(self, model: Linear) -> tuple[Solution, NDArray[np.int64]]:
        """The solution of the relaxation of a program made by `priced`, and the mandates that it took."""
        taken = self.dense if len(self.dense) <= _AT_ONCE else self._bound
        while True:
            solution = solve(_with_dense(model, self.dense, taken), relaxed=True)
            missed = taken[:0] if solution.x is None else self._missed(model, solution.x, taken)
            if not len(missed):
                break
            taken = np.union1d(taken, missed)
        if solution.x is not None and len(taken):
            slack = model.matrix[taken] @ solution.x - model.row_lower[taken]
            self._bound = taken[slack <= _WHOLE * np.maximum(1.0, np.abs(model.row_lower[taken]))]
        return solution, taken

    def optimum(self, model: Linear, patience: Patience) -> Solution:
        """The cheapest solution of a program made by `priced`; its bound is proven also where time ran out."""
        solution, taken = self.loosened(model)
        if solution.x is None or _is_whole(model, solution.x):
            return solution
        bound = solution.bound
        while not patience.over:
            solution = solve(_with_dense(model, self.dense, taken), seconds=patience.left)
            bound = max(bound, solution.bound)
            if solution.x is None:
                return replace(solution, bound=bound)
            missed = self._missed(model, solution.x, taken)
            if not len(missed):
                return replace(solution, bound=min(bound, solution.value))
            taken = np.union1d(taken, missed)
        return Solution("stopped", None, np.inf, bound, 0)

    def _missed(self, model: Linear, x: Floats, taken: NDArray[np.int64]) -> NDArray[np.int64]:
        """Mandates outside the program that a solution does not meet, those farthest from it first."""
        rows = np.setdiff1d(self.dense, taken)
        if not len(rows):
            return rows
        least = model.row_lower[rows]
        lack = (least - model.matrix[rows] @ x) / np.maximum(1.0, np.abs(least))
        order = np.argsort(-lack, kind="stable")[:_AT_ONCE]
        return np.asarray(rows[order[lack[order] > _WHOLE * 1e-3]], dtype=np.int64)


def _with_dense(model: Linear, dense: NDArray[np.int64], taken: NDArray[np.int64]) -> Linear:
    """The program with only some of its dense rows."""
    if len(taken) == len(dense):
        return model
    keep = np.ones(len(model.row_lower), dtype=bool)
    keep[dense] = False
    keep[taken] = True
    return replace(
        model, matrix=model.matrix[keep], row_lower=model.row_lower[keep], row_upper=model.row_upper[keep]
    )


def _is_whole(model: Linear, x: Floats) -> bool:
    entries = x[model.integral > 0]
    return bool(np.all(np.abs(entries - np.rint(entries)) <= _WHOLE))
