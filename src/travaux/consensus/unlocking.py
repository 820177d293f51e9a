"""Ways out, one after the other and cheapest first, by a program that gives elements up at their cost."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from travaux.consensus.linear import Solution
from travaux.consensus.patience import Patience
from travaux.consensus.problem import Selection
from travaux.consensus.relaxing import Relaxing

__all__ = ["Unlocking", "Way"]

_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Way:
    """One way out: the elements given up, what they cost, and the cells then chosen.

    `bound` is proven: no further way costs less. `proven` says that this one is the cheapest and needs all it gives up.
    """

    cost: float
    moves: frozenset[int]
    cells: tuple[int, ...]
    bound: float
    proven: bool


class Unlocking:
    """The ways out of a problem, found when they are asked for.

    Each is minimal and none contains another: a program rules out what contains a way found before, and what is
    cheapest then can do without nothing that costs anything.

    Args:
        relaxing: the program of the whole problem.
        among: elements that count; the others are given up freely, for they belong to other parts of the problem.
        patience: for all ways together.
    """

    def __init__(self, relaxing: Relaxing, among: Collection[int], patience: Patience) -> None:
        self._relaxing = relaxing
        self._patience = patience
        self._costs = relaxing.stakes.costs
        self._among = frozenset(among)
        self._prices = np.zeros(len(self._costs))
        self._prices[sorted(among)] = self._costs[sorted(among)]
        self._barred: list[Selection] = []
        self._ways: list[Way] = []
        self.ended = False
        """Whether there is proven to be no further way."""

    def way(self, number: int) -> Way | None:
        """The way of that rank, from 0; None if there is none or time ran out."""
        while len(self._ways) <= number:
            found = None if self.ended else self._next()
            if found is None:
                return None
            self._ways.append(found)
            self.ended = not found.moves
        return self._ways[number]

    def _next(self) -> Way | None:
        model = self._relaxing.without(self._relaxing.priced(self._prices), [way.moves for way in self._ways])
        while True:
            solution = self._relaxing.optimum(model.but_not(self._barred), self._patience)
            if solution.x is None:
                self.ended = solution.status == "none"
                return None
            selection = model.selection(solution.x)
            moves = self._relaxing.given_up(selection, solution.x)
            if moves is not None:
                return self._checked(moves & self._among, selection, solution)
            self._barred.append(selection)

    def _checked(self, moves: frozenset[int], selection: Selection, solution: Solution) -> Way:
        """The way, without what costs nothing and is not needed."""
        optimal = solution.status == "optimal"
        spare = [each for each in sorted(moves) if not optimal or self._costs[each] <= 0]
        proven = optimal
        for each in spare:
            kept = self._among - (moves - {each})
            answer = self._relaxing.ask(kept, self._patience)
            if answer.selection is not None:
                moves, selection = moves - {each}, answer.selection
            proven = proven and answer.refuted is not None
        cost = math.fsum(self._costs[sorted(moves)].tolist())
        bound = cost if optimal else min(cost, max(0.0, solution.bound))
        return Way(cost, moves, tuple(cell for cell in selection if cell >= 0), bound, proven)
