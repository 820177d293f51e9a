"""An oracle for problems with mandates or votes, which asks about few elements at a time.

Of 193 mandates a handful is at stake in any one conflict, and a program with all of them takes long. So a small set of
elements that meets every correction known is put to the test; a selection that is left with it shows a new correction,
and what is refuted is refuted for the whole. Selections are remembered, as most questions resemble earlier ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from travaux.consensus.patience import Patience
from travaux.consensus.problem import Selection
from travaux.consensus.refuting import Answer
from travaux.consensus.relaxing import Relaxing
from travaux.consensus.satisfying import Satisfying
from travaux.consensus.walking import Walking

__all__ = ["Growing"]

_STEPS = 150
_IDLE = 25
_FEW = 30
_PROGRAM = 5.0  # seconds


class Growing:
    """See the module.

    Args:
        clauses: asked first, as it is quick.
        relaxing: asked last, as it answers everything.
    """

    def __init__(self, clauses: Satisfying, relaxing: Relaxing) -> None:
        self.stakes = relaxing.stakes
        self._clauses, self._relaxing = clauses, relaxing
        self._walking = Walking(self.stakes) if Walking.possible(self.stakes) else None
        self._known: dict[Selection, frozenset[int]] = {}
        self._slow = False  # whether programs that break least take too long here

    @property
    def selections(self) -> Sequence[Selection]:
        """What was left of all that was asked about so far."""
        return tuple(self._known)

    def ask(self, kept: Collection[int], patience: Patience) -> Answer:
        """See `Oracle`."""
        wanted = frozenset(kept)
        quick = self._clauses.ask(wanted, patience)
        if quick.refuted:
            return quick
        for selection in self._known:
            if self.stakes.passes(selection, wanted):
                return Answer(False, selection=selection)
        clash = self._relaxing.clashing(wanted)
        if clash is not None:
            return Answer(True, core=clash)
        answer = self._grown(self._narrowed(wanted, patience), patience)
        if answer.selection is None or self.stakes.passes(answer.selection, wanted):
            return answer
        return self._grown(wanted, patience)

    def _grown(self, wanted: frozenset[int], patience: Patience) -> Answer:
        prices = np.zeros(self.stakes.count)
        prices[sorted(wanted)] = 1.0
        corrections = [broken & wanted for broken in self._known.values()]
        if frozenset() in corrections:
            corrections = []
        while not patience.over:
            chosen = _meeting(corrections)
            answer = self._small(chosen, prices, patience)
            if answer.selection is None:
                return answer
            self._known[answer.selection] = self.stakes.correction(answer.selection) or frozenset()
            if self.stakes.passes(answer.selection, wanted):
                return answer
            corrections.append(self.stakes.correction(answer.selection, chosen, prices) or frozenset())
        return Answer(None)

    def _narrowed(self, wanted: frozenset[int], patience: Patience) -> frozenset[int]:
        """Without all but one element of a smallest correction: it still blocks if it did, in one conflict only."""
        if self._slow or len(wanted) <= _FEW:
            return wanted
        prices = np.zeros(self.stakes.count)
        prices[sorted(wanted)] = 1.0
        answer = self._relaxing.least_broken(prices, patience.at_most(_PROGRAM))
        if answer.selection is None:
            self._slow = True
            return wanted
        self._known[answer.selection] = self.stakes.correction(answer.selection) or frozenset()
        correction = self.stakes.correction(answer.selection, (), prices) or frozenset()
        return wanted - frozenset(sorted(correction)[1:])

    def leaves(self, kept: Collection[int], patience: Patience) -> Answer:
        """The same for few elements; what it finds breaks as little as may be of all others."""
        return self._small(frozenset(kept), np.ones(self.stakes.count), patience)

    def _small(self, chosen: frozenset[int], prices: np.ndarray, patience: Patience) -> Answer:
        """Whether a small set leaves something; if so, a selection that breaks little else of what has a price."""
        quick = self._clauses.ask(chosen, patience)
        if quick.refuted:
            return quick
        priced = prices.copy()
        priced[sorted(chosen)] = np.inf
        if not self._slow:
            answer = self._relaxing.least_broken(priced, patience.at_most(_PROGRAM))
            if answer.refuted is not None:
                return answer
            self._slow = True
        if self._relaxing.impossible(chosen):
            return Answer(True, core=chosen)
        found = self._walked(priced, patience, self._near(chosen, priced))
        if found is not None:
            return Answer(False, selection=found)
        answer = self._relaxing.ask(chosen, patience)
        if answer.selection is None:
            return answer
        better = self._walked(priced, patience, answer.selection)
        return answer if better is None else Answer(False, selection=better)

    def _near(self, chosen: frozenset[int], prices: np.ndarray) -> Selection | None:
        """Where to begin a walk: at a selection that breaks least of what must be kept."""
        if self._walking is None:
            return None
        if not self._known:
            return self._relaxing.rounded(prices)
        return min(self._known, key=lambda each: (len(self._known[each] & chosen), len(self._known[each])))

    def _walked(self, prices: np.ndarray, patience: Patience, start: Selection | None) -> Selection | None:
        if self._walking is None:
            return None
        steps = min(_STEPS, 4 * self.stakes.problem.cells)
        selection, broken = self._walking.walk(prices, patience, steps=steps, idle=_IDLE, start=start)
        kept = np.flatnonzero(np.isinf(prices)).tolist()
        return selection if np.isfinite(broken) and self.stakes.passes(selection, kept) else None


def _meeting(corrections: Sequence[frozenset[int]]) -> frozenset[int]:
    """A small set that meets them all, by taking what meets most of the rest."""
    left, chosen = list(corrections), set()
    while left:
        counts = Counter(element for each in left for element in each)
        if not counts:
            break
        best = min(counts, key=lambda element: (-counts[element], element))
        chosen.add(best)
        left = [each for each in left if best not in each]
    return frozenset(chosen)
