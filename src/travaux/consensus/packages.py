"""The best packages that nobody excludes: fewest oppositions, then maximin, Nash, utilitarian.

With few selections all are listed and sorted. Otherwise HiGHS finds the selections with the fewest oppositions one
after the other, each ruled out for the next; where very many tie, the best of them is searched for aim by aim.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.best import NONE_FOUND, Best
from travaux.consensus.enumerating import outcomes
from travaux.consensus.evaluating import Verdict, evaluate
from travaux.consensus.gains import Gains, gains
from travaux.consensus.lazily import solve_lazily
from travaux.consensus.linear import Linear, linear
from travaux.consensus.maximin import best_least_gain
from travaux.consensus.nash import RELATIVE_GAP, best_product
from travaux.consensus.patience import Patience, Progress
from travaux.consensus.presolve import presolve
from travaux.consensus.problem import Problem, Selection
from travaux.consensus.rows import smallest_values
from travaux.consensus.scoring import effort, selections_of, top
from travaux.errors import TravauxError

__all__ = ["Found", "best_packages"]

Floats = NDArray[np.float64]

_MOST_ROWS = 1_000_000
_MOST_EFFORT = 1.5e9
_TIES = 60
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Found:
    """One package: the selection, what it means, and how good it is certain to be.

    `proven`: no other package ranks before it, except those listed before it. Otherwise `gap` says how much better,
    relatively, the first number that is not proven could be: the oppositions, the least gain, the geometric mean of the
    gains, or the sum. That mean is proven up to one part in a million where selections are too many to be listed.
    """

    selection: Selection
    verdict: Verdict
    gap: float
    proven: bool


def best_packages(
    problem: Problem, k: int = 5, *, limit: float = 10.0, seed: int = 0, progress: Progress | None = None
) -> tuple[Found, ...]:
    """The k best selections that are not excluded, best first; fewer if there are fewer, or time runs out.

    Ties in all four numbers are broken by the lowest cells, issue by issue; where selections are too many to be
    listed, by the order in which the solver comes upon them, which is the same each time.

    Args:
        k: how many at most.
        limit: seconds by the clock. What is listed in full, and any search that ends in time, does not depend on it.
        seed: for the local search that goes before a proof.
        progress: told in a few words how the search goes.

    Returns:
        Nothing if it is proven that every selection is excluded, or if there is no issue to decide.

    Raises:
        TravauxError: if nothing was found in time and nothing was proven.

    Example:
        >>> none = np.zeros((2, 2), dtype=bool)
        >>> against = np.array([[False, True], [False, False]])
        >>> problem = Problem(("a", "b"), ("i",), (("x", "y"),), np.ones((2, 2)), none, against)
        >>> [found.selection for found in best_packages(problem)]
        [(0,), (1,)]
    """
    patience = Patience(limit, progress)
    reduced = presolve(problem)
    if not reduced.possible or not problem.issues or k < 1:
        return ()
    table = outcomes(problem, reduced, _MOST_ROWS)
    aims = gains(problem)
    if table is not None and effort(problem, len(table)) <= _MOST_EFFORT:
        rows = top(problem, aims, table, k)
        return tuple(_proven(problem, selection) for selection in selections_of(table[rows]))
    return _Search(problem, aims, patience, seed).best(k)


def _proven(problem: Problem, selection: Selection) -> Found:
    return Found(selection, evaluate(problem, selection), 0.0, True)


class _Search:
    """Packages of a problem with too many selections to list."""

    def __init__(self, problem: Problem, aims: Gains, patience: Patience, seed: int) -> None:
        self.problem, self.aims, self.patience, self.seed = problem, aims, patience, seed
        self.against = problem.opposed.sum(axis=0).astype(np.float64)
        self.model = linear(problem)
        self.seen: dict[Selection, Verdict] = {}
        self.most = self._most_each()

    def best(self, k: int) -> tuple[Found, ...]:
        """See `best_packages`."""
        self.patience.say("looking for the packages with the fewest oppositions")
        complete, level, bound = self._by_oppositions(k)
        if complete:
            return tuple(_proven(self.problem, selection) for selection in self._ranked()[:k])
        if not self.seen:
            raise TravauxError("no package was found in the time allowed", remedy="allow more time")
        if bound is not None:
            return self._as_far_as_known(bound)[:k]
        below = [selection for selection in self._ranked() if self.seen[selection].oppositions < level]
        sure = [_proven(self.problem, selection) for selection in below[:k]]
        return (*sure, *self._on_level(level, below, k - len(sure)))

    def _by_oppositions(self, k: int) -> tuple[bool, int, float | None]:
        """Note selections in order of oppositions, as long as few tie.

        Returns:
            Whether all that can be among the k best were seen; the number of oppositions below which all were; and,
            if time ran out over one search, the number that all others have at least.
        """
        model = self.model.costing(self.against)
        patience = self.patience.at_most(self.patience.left / 2)
        level = 0
        while True:
            found = solve_lazily(model, seconds=patience.left)
            if found.status == "none":
                return True, level, None
            if found.x is not None:
                selection = model.selection(found.x)
                verdict = self._noted(selection)
            if found.x is None or found.status == "stopped":
                return False, level, max(0.0, float(np.ceil(found.bound - 1e-6)))
            model = model.but_not([selection])
            if verdict.excluded:
                continue
            level = verdict.oppositions
            counts = sorted(each.oppositions for each in self.seen.values())
            if len(counts) > k and counts[k - 1] < level:
                return True, level, None
            if len(counts) > k + _TIES or patience.over:
                return False, level, None

    def _noted(self, selection: Selection) -> Verdict:
        verdict = evaluate(self.problem, selection)
        if not verdict.excluded:
            self.seen[selection] = verdict
        return verdict

    def _ranked(self) -> list[Selection]:
        return sorted(self.seen, key=lambda selection: (self.seen[selection].rank, selection))

    def _as_far_as_known(self, bound: float) -> tuple[Found, ...]:
        """What was seen; proven where it has no more oppositions than anything that was not seen must have."""
        found = []
        for selection in self._ranked():
            verdict = self.seen[selection]
            over = verdict.oppositions - bound
            gap = 0.0 if over < 0 else over / verdict.oppositions if over > 0 else self._gap(verdict)
            found.append(Found(selection, verdict, gap, over < 0))
        return tuple(found)

    def _on_level(self, level: int, below: list[Selection], k: int) -> list[Found]:
        """The best of those with at most this many oppositions, of which there are many, but not those below."""
        most = max(level, min(verdict.oppositions for verdict in self.seen.values()))
        face = self.model.with_rows(self.against[None, :], np.array([-np.inf]), np.array([most + 0.5])).but_not(below)
        found: list[Found] = []
        while len(found) < k and not self.patience.over:
            self.patience.say(f"ranking packages with {most} oppositions: {len(found)} of {k} found")
            taken = {each.selection for each in found} | set(below)
            known = next((each for each in self._ranked() if each not in taken), None)
            one = self._best_on(face, known, self.patience.at_most(self.patience.left / (k - len(found))))
            if one is None:
                break
            if not one.verdict.excluded:
                found.append(one)
            face = face.but_not([one.selection])
        listed = {each.selection for each in found} | set(below)
        spare = [
            Found(selection, self.seen[selection], self._gap(self.seen[selection]), False)
            for selection in self._ranked()
            if selection not in listed
        ]
        return (found + spare)[:k]

    def _best_on(self, face: Linear, known: Selection | None, patience: Patience) -> Found | None:
        """Maximin, then Nash, then the sum, each among the best of the one before."""
        least = self._least(face, known, patience.at_most(patience.left / 2))
        if least.selection is None:
            return None
        rows = len(self.aims.worth)
        if rows:
            units = self.aims.in_units()
            floor = units.reserve + least.value / self.aims.unit
            face = face.with_rows(units.worth, floor - _CLOSE * np.maximum(1.0, np.abs(floor)), np.full(rows, np.inf))
        product = best_product(face, self.aims, patience) if rows else NONE_FOUND
        if product.selection is None and rows:
            return self._without_product(least)
        if product.selection is None or product.value == -np.inf:
            return self._best_sum(face, patience, product.selection or least.selection, least)
        mean = float(np.expm1((product.bound - product.value) / self.aims.parties))
        gap = mean if least.proven else least.gap
        verdict = self._noted(product.selection)
        return Found(product.selection, verdict, gap, least.proven and mean <= RELATIVE_GAP)

    def _most_each(self) -> float:
        """What the least gain cannot exceed: the smallest of what each party could gain at most by itself."""
        if not len(self.aims.worth):
            return 0.0
        cells = self.model.upper[: self.problem.cells] > 0
        return float((-smallest_values(self.problem, -self.aims.worth, cells) - self.aims.reserve).min())

    def _gap(self, verdict: Verdict) -> float:
        """How far the least gain is at most from the best that the selections searched allow."""
        return Best(None, verdict.maximin, self.most).gap

    def _least(self, face: Linear, known: Selection | None, patience: Patience) -> Best:
        if len(self.aims.worth):
            best = best_least_gain(face, self.aims, patience, self.seed, known)
            self.most = min(self.most, best.bound) if best.selection is not None else self.most
            return Best(best.selection, best.value, max(best.value, min(best.bound, self.most)))
        some = solve_lazily(face.costing(np.zeros(0)), seconds=patience.left)
        return Best(None if some.x is None else face.selection(some.x), 0.0, 0.0)

    def _without_product(self, least: Best) -> Found | None:
        """There was no time to look for the largest product of gains."""
        if least.selection is None:
            return None
        verdict = self._noted(least.selection)
        cells = self.model.upper[: self.problem.cells] > 0
        most = -smallest_values(self.problem, -self.aims.worth, cells) - self.aims.reserve
        mean, bound = 0.0, float(np.exp(self.aims.times @ np.log(np.maximum(most, 0.0) + 1e-300) / self.aims.parties))
        if verdict.nash_log > -np.inf:
            mean = float(np.exp(verdict.nash_log / self.aims.parties))
        return Found(least.selection, verdict, Best(None, mean, bound).gap if least.proven else least.gap, False)

    def _best_sum(self, face: Linear, patience: Patience, known: Selection, least: Best) -> Found:
        """The largest sum of values, for packages that leave somebody without a gain, or where nobody is counted."""
        total = self.problem.value.sum(axis=0)
        found = solve_lazily(face.costing(-total), seconds=patience.left)
        selection = known if found.x is None else face.selection(found.x)
        verdict = self._noted(selection)
        if verdict.excluded:  # HiGHS was content with a little less than a mandate
            selection, verdict = known, self._noted(known)
        cells = self.model.upper[: self.problem.cells] > 0
        most = min(-found.bound, -float(smallest_values(self.problem, -total[None, :], cells)[0]))
        gap = Best(selection, verdict.utilitarian, most).gap if least.proven else least.gap
        return Found(selection, verdict, gap, least.proven and found.status == "optimal")
