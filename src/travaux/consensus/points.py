"""Points by which a negotiation can be measured: extreme, utilitarian, maximin, leximin and Nash.

Only selections that are not excluded count. Few selections are all listed; otherwise HiGHS searches, with a bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.best import NONE_EXISTS, Best
from travaux.consensus.clauses import overruled_parties
from travaux.consensus.enumerating import group_table, outcomes
from travaux.consensus.evaluating import evaluate
from travaux.consensus.gains import Gains, gains
from travaux.consensus.leximin import best_leximin
from travaux.consensus.linear import Linear, linear
from travaux.consensus.maximin import best_least_gain
from travaux.consensus.nash import RELATIVE_GAP, best_product
from travaux.consensus.patience import Patience, Progress
from travaux.consensus.presolve import presolve
from travaux.consensus.problem import Problem, Selection
from travaux.consensus.scoring import effort, first_rows, gains_of, rounded, selections_of, sums
from travaux.consensus.searching import cheapest
from travaux.errors import TravauxError

__all__ = ["Optimum", "Points", "extremes", "leximin", "maximin", "nash", "utilitarian"]

Cells = NDArray[np.int32]
Floats = NDArray[np.float64]

_MOST_ROWS = 300_000
_MOST_EFFORT = 5e8
_MOST_IN_GROUP = 20_000
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best selection for one aim.

    `value` is what it attains and `bound` what none exceeds, in the units of `Problem.value`: the sum of values, the
    smallest gain (maximin, leximin), the geometric mean of the gains (Nash; 0 if no selection gives every counted
    party a gain). `gap` is (bound - value) / value (see `Best.gap`). `proven`: nothing is better; for Nash, by more
    than 1e-6.
    """

    selection: Selection
    value: float
    bound: float
    gap: float
    proven: bool


class Points:
    """All points of one problem; what they share is worked out once.

    Each answer is None if it is proven that every selection is excluded.

    Args:
        limit: seconds by the clock for each answer.
        seed: for local searches that go before a proof.
        progress: told in a few words how the search goes.
    """

    def __init__(
        self, problem: Problem, *, limit: float = 10.0, seed: int = 0, progress: Progress | None = None
    ) -> None:
        self.problem, self._limit, self._seed, self._progress = problem, limit, seed, progress
        self._gains: Gains = gains(problem)

    @cached_property
    def _table(self) -> Cells | None:
        """Every selection that is not excluded, where they are few."""
        table = outcomes(self.problem, presolve(self.problem), _MOST_ROWS)
        return table if table is not None and effort(self.problem, len(table)) <= _MOST_EFFORT else None

    @cached_property
    def _tables(self) -> list[tuple[tuple[int, ...], Cells]] | None:
        """The ways to settle each group of issues, where groups are small and nothing ties them together."""
        reduced = presolve(self.problem)
        if reduced.mandates or overruled_parties(self.problem) or not reduced.possible:
            return None
        tables = []
        for group in reduced.groups:
            table = group_table(self.problem, reduced, group, _MOST_IN_GROUP)
            if table is None:
                return None
            tables.append((group, table))
        return tables

    @cached_property
    def _model(self) -> Linear:
        return linear(self.problem)

    def _patience(self, words: str) -> Patience:
        patience = Patience(self._limit, self._progress)
        if self._table is None:
            patience.say(f"looking for the {words}")
        return patience

    def utilitarian(self) -> Optimum | None:
        """The largest sum of the values of all parties."""
        return self._best_of(self.problem.value.sum(axis=0), "selection with the largest sum of values")

    def extremes(self, blocs: Sequence[Sequence[int]] | None = None) -> tuple[Optimum | None, ...]:
        """For each bloc (default: each counted party) the selection that is worth most to it, and then to all."""
        counted = (
            np.ones(len(self.problem.parties), dtype=bool) if self.problem.counted is None else self.problem.counted
        )
        groups = [[party] for party in np.flatnonzero(counted).tolist()] if blocs is None else [list(b) for b in blocs]
        known: dict[bytes, Optimum | None] = {}
        found = []
        for group in groups:
            worth = self.problem.value[group].sum(axis=0)
            if worth.tobytes() not in known:
                known[worth.tobytes()] = self._best_of(worth, "extreme points")
            found.append(known[worth.tobytes()])
        return tuple(found)

    def maximin(self) -> Optimum | None:
        """The largest smallest gain of the counted parties; of equals the one with the largest sum, where listed."""
        if not len(self._gains.worth):
            return self.utilitarian()
        patience = self._patience("selection with the largest smallest gain")
        if self._table is not None:
            least = np.concatenate([gain.min(axis=1) for gain in gains_of(self._gains, self._table)] or [np.zeros(0)])
            return self._listed(self._table, least)
        best = self._checked(lambda model: best_least_gain(model, self._gains, patience, self._seed))
        return self._found(best, _close)

    def nash(self) -> Optimum | None:
        """The largest product of the gains of the counted parties."""
        if not len(self._gains.worth):
            return self.utilitarian()
        patience = self._patience("selection with the largest product of gains")
        count = self._gains.parties
        if self._table is not None:
            logs = np.concatenate(
                [_logs(gain) @ self._gains.times for gain in gains_of(self._gains, self._table)] or [np.zeros(0)]
            )
            return self._listed(self._table, np.exp(logs / count))
        best = self._checked(lambda model: best_product(model, self._gains, patience))
        if best.selection is not None:
            best = Best(best.selection, float(np.exp(best.value / count)), float(np.exp(best.bound / count)))
        return self._found(best, lambda value, bound: bound <= value * (1 + 1.001 * RELATIVE_GAP))

    def leximin(self) -> Optimum | None:
        """The largest smallest gain, then the largest second smallest, and so on.

        Value and bound are those of the smallest gain. Where selections are too many to be listed only some of the
        smallest gains are looked at, and the answer counts as proven only if those were all.
        """
        if not len(self._gains.worth):
            return self.utilitarian()
        patience = self._patience("selection that is best for the worst off")
        if self._table is not None:
            return self._listed_leximin(self._table)
        complete = False

        def search(model: Linear) -> Best:
            nonlocal complete
            best, complete = best_leximin(model, self._gains, patience, self._seed)
            return best

        found = self._found(self._checked(search), _close)
        return found and replace(found, proven=found.proven and complete)

    def _best_of(self, worth: Floats, words: str) -> Optimum | None:
        patience = self._patience(words)
        if self._table is not None:
            return self._listed(self._table, sums(worth, self._table))
        if self._tables is not None:
            return self._group_by_group(self._tables, worth)
        cost = np.zeros(self._model.columns)
        cost[: len(worth)] = -worth

        def search(model: Linear) -> Best:
            found = cheapest(model.costing(cost), patience)
            if found.status == "none":
                return NONE_EXISTS
            selection = None if found.x is None else model.selection(found.x)
            return Best(selection, -found.value, -found.bound)

        return self._found(self._checked(search), _close)

    def _group_by_group(self, tables: list[tuple[tuple[int, ...], Cells]], worth: Floats) -> Optimum | None:
        """The best row for each group; together they are the best selection."""
        chosen = np.full(len(self.problem.issues), -1, dtype=np.int32)
        for group, table in tables:
            best = self._best_rows(table, worth)
            if not len(best):
                return None
            chosen[list(group)] = best[first_rows(best, 1)[0]]
        value = float(sums(worth, chosen[None, :])[0])
        return Optimum(selections_of(chosen[None, :])[0], value, value, 0.0, True)

    def _checked(self, search: Callable[[Linear], Best]) -> Best:
        """Search again without what HiGHS takes for reaching a mandate and the evaluator does not."""
        model = self._model
        while True:
            best = search(model)
            if best.selection is None or not evaluate(self.problem, best.selection).excluded:
                return best
            model = model.but_not([best.selection])

    def _listed(self, table: Cells, worth: Floats) -> Optimum | None:
        """The best row of a table; of equals the one with the largest sum of values, then with the lowest cells."""
        if not len(table):
            return None
        value = float(worth.max())
        table = self._first_by_sum(table, worth)
        selection = selections_of(table[first_rows(table, 1)])[0]
        return Optimum(selection, value, value, 0.0, True)

    def _best_rows(self, table: Cells, worth: Floats) -> Cells:
        return self._first_by_sum(table, sums(worth, table)) if len(table) else table

    def _first_by_sum(self, table: Cells, worth: Floats) -> Cells:
        """The rows worth most, of these those with the largest sum of values."""
        near = rounded(worth)
        table = table[near == near.max()]
        total = rounded(sums(self.problem.value.sum(axis=0), table))
        return np.asarray(table[total == total.max()], dtype=np.int32)

    def _listed_leximin(self, table: Cells) -> Optimum | None:
        if not len(table):
            return None
        place = 0
        everybody = int(self._gains.parties)
        while place < everybody and len(table) > 1:
            gain = np.concatenate(
                [
                    np.partition(np.repeat(each, self._gains.times.astype(np.int64), axis=1), place, axis=1)[:, place]
                    for each in gains_of(self._gains, table)
                ]
            )
            near = rounded(gain)
            table = table[near == near.max()]
            place += 1
        chosen = table[first_rows(table, 1)]
        value = float(next(gains_of(self._gains, chosen)).min())
        return Optimum(selections_of(chosen)[0], value, value, 0.0, True)

    def _found(self, best: Best, closed: Callable[[float, float], bool]) -> Optimum | None:
        if best.selection is None:
            if best.bound == -np.inf:
                return None
            raise TravauxError("no selection was found in the time allowed", remedy="allow more time")
        value, bound = best.value, max(best.value, best.bound)
        return Optimum(best.selection, value, bound, Best(None, value, bound).gap, closed(value, bound))


def _close(value: float, bound: float) -> bool:
    return bound - value <= _CLOSE * max(1.0, abs(value))


def _logs(gain: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(np.maximum(gain, 0.0)))


def utilitarian(problem: Problem, *, limit: float = 10.0) -> Optimum | None:
    """See `Points.utilitarian`."""
    return Points(problem, limit=limit).utilitarian()


def maximin(problem: Problem, *, limit: float = 10.0, seed: int = 0) -> Optimum | None:
    """See `Points.maximin`.

    Example:
        >>> known = np.ones((2, 3), dtype=bool)
        >>> worth = np.array([[5.0, 3.0, 0.0], [0.0, 2.0, 5.0]])
        >>> maximin(Problem(("a", "b"), ("i",), (("x", "y", "z"),), worth, known, ~known)).selection
        (1,)
    """
    return Points(problem, limit=limit, seed=seed).maximin()


def nash(problem: Problem, *, limit: float = 10.0, seed: int = 0) -> Optimum | None:
    """See `Points.nash`."""
    return Points(problem, limit=limit, seed=seed).nash()


def leximin(problem: Problem, *, limit: float = 10.0, seed: int = 0) -> Optimum | None:
    """See `Points.leximin`."""
    return Points(problem, limit=limit, seed=seed).leximin()


def extremes(
    problem: Problem, blocs: Sequence[Sequence[int]] | None = None, *, limit: float = 10.0
) -> tuple[Optimum | None, ...]:
    """See `Points.extremes`."""
    return Points(problem, limit=limit).extremes(blocs)
