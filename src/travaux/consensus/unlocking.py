"""Ways out, one after the other and cheapest first, by a program that gives elements up at their cost."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from travaux.consensus.linear import Linear
from travaux.consensus.patience import Patience
from travaux.consensus.problem import Selection
from travaux.consensus.relaxing import Relaxing
from travaux.consensus.strengthening import strengthened
from travaux.consensus.walking import Walking

__all__ = ["Unlocking", "Way"]

_PRESSURES = (1.0, 2.0, 4.0)
_BARRED = 6
_UNIT = 1e-6
_CLOSE = 1e-6
_TINY = 1e-9


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


@dataclass(frozen=True, slots=True)
class _Draft:
    """A selection, what is given up for it, what that costs, and what is proven about the cost."""

    selection: Selection
    moves: frozenset[int]
    cost: float
    bound: float = 0.0
    optimal: bool = False


class Unlocking:
    """The ways out of a problem, found when they are asked for.

    Each is minimal and none contains another: a program rules out what contains a way found before, and what is
    cheapest then can do without nothing that costs anything. With mandates or votes a walk goes first: the program
    then only has to find something cheaper, or that there is nothing.

    Args:
        relaxing: the program of the whole problem.
        among: elements that count; the others are given up freely, for they belong to other parts of the problem.
        patience: for all ways together.
    """

    def __init__(self, relaxing: Relaxing, among: Collection[int], patience: Patience) -> None:
        self._relaxing = relaxing
        self._patience = patience
        self._stakes = relaxing.stakes
        self._costs = relaxing.stakes.costs
        self._among = frozenset(among)
        self._prices = np.zeros(len(self._costs))
        self._prices[sorted(among)] = self._costs[sorted(among)]
        self._barred: list[Selection] = []
        self._ways: list[Way] = []
        self._walking: Walking | None = None
        self._model = relaxing.priced(self._prices)
        if not relaxing.stakes.clausal:
            self._model = strengthened(self._model, relaxing.dense, patience)
            self._walking = Walking(self._stakes) if Walking.possible(self._stakes) else None
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
        walked = self._walked()
        if walked is not None and walked.cost <= 0:
            return self._checked(replace(walked, optimal=True))
        model = self._relaxing.without(self._model, [way.moves for way in self._ways])
        if walked is not None:
            model = _cheaper(model, walked.cost - self._step(walked.cost))
        found, bound, closed = self._programmed(model)
        if found is not None:
            return self._checked(found)
        if walked is None:
            self.ended = closed
            return None
        return self._checked(replace(walked, bound=min(bound, walked.cost), optimal=closed))

    def _programmed(self, model: Linear) -> tuple[_Draft | None, float, bool]:
        """What the program comes to, a bound on the cost, and whether it is proven that there is nothing."""
        while True:
            solution = self._relaxing.optimum(model.but_not(self._barred), self._patience)
            bound = max(0.0, solution.bound)
            if solution.x is None:
                return None, bound, solution.status == "none"
            selection = model.selection(solution.x)
            moves = self._relaxing.given_up(selection, solution.x)
            if moves is not None:
                return self._draft(selection, moves, bound, solution.status == "optimal"), bound, False
            self._barred.append(selection)

    def _draft(self, selection: Selection, moves: frozenset[int], bound: float, optimal: bool) -> _Draft:
        counted = moves & self._among
        return _Draft(selection, counted, self._cost(counted), bound, optimal)

    def _cost(self, moves: Collection[int]) -> float:
        return math.fsum(self._costs[sorted(moves)].tolist())

    def _walked(self) -> _Draft | None:
        """The best of a few walks; from the second way on they are kept from what the last one gave up."""
        if self._walking is None:
            return None
        walks = [self._prices] * len(_PRESSURES)
        pressures: Sequence[float] = _PRESSURES
        if self._ways:
            dearest = sorted(self._ways[-1].moves, key=lambda each: (-self._costs[each], each))[:_BARRED]
            walks = [np.where(np.arange(len(self._prices)) == each, np.inf, self._prices) for each in dearest]
            pressures = [1.0] * len(walks)
        drafts = []
        for prices, pressure in zip(walks, pressures, strict=True):
            selection, cost = self._walking.walk(prices, self._patience, pressure=pressure)
            if np.isfinite(cost):
                drafts += self._usable(selection)
        return min(drafts, key=lambda draft: draft.cost, default=None)

    def _usable(self, selection: Selection) -> list[_Draft]:
        moves = self._stakes.correction(selection, (), np.maximum(self._prices, _TINY))
        if moves is None or any(way.moves <= moves for way in self._ways):
            return []
        return [self._draft(selection, moves, 0.0, False)]

    def _step(self, cost: float) -> float:
        """Half of what costs differ by at least: a cheaper way is cheaper by more than that."""
        whole = np.rint(self._costs / _UNIT)
        if len(whole) and np.allclose(whole, self._costs / _UNIT, rtol=0, atol=1e-3):
            return float(np.gcd.reduce(whole.astype(np.int64))) * _UNIT / 2
        return _CLOSE * max(1.0, cost)

    def _checked(self, draft: _Draft) -> Way:
        """The way, without what is not needed; only what costs nothing can be that if it is proven cheapest."""
        moves, selection, proven = draft.moves, draft.selection, draft.optimal
        for each in sorted(moves):
            if draft.optimal and self._costs[each] > 0:
                continue
            answer = self._relaxing.ask(self._among - (moves - {each}), self._patience)
            if answer.selection is not None:
                moves, selection = moves - {each}, answer.selection
            proven = proven and answer.refuted is not None
        cost = self._cost(moves)
        bound = cost if draft.optimal else min(cost, draft.bound)
        return Way(cost, moves, tuple(cell for cell in selection if cell >= 0), bound, proven)


def _cheaper(model: Linear, most: float) -> Linear:
    return model.with_rows(csr_array(model.cost[None, :]), np.array([-np.inf]), np.array([most]))
