"""The smallest set of demands that blocks, by implicit hitting sets.

Whatever blocks meets every correction: the elements that some selection breaks. A smallest set that meets all
corrections known so far either blocks, and is then the smallest that does, or leaves a selection and with it a new
correction (Reiter, 1987; Ignatiev, Previti, Liffiton and Marques-Silva, 2015).

Corrections that are small look alike, and hundreds of them prove little. Selections that choose each option about
equally often give large corrections of which some forty are mostly enough.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from travaux.consensus.covering import cover
from travaux.consensus.patience import Patience
from travaux.consensus.problem import Selection
from travaux.consensus.refuting import Oracle, shrunk
from travaux.consensus.satisfying import Satisfying
from travaux.consensus.stakes import Stakes

__all__ = ["minimal_block", "smallest_block"]

_SAMPLES = 40


def minimal_block(
    oracle: Oracle, stakes: Stakes, enough: Collection[int], patience: Patience
) -> frozenset[int] | None:
    """A minimal blocking subset of a set that blocks; None if time ran out.

    Mandates are left out first if that is possible, then demands about many issues: what remains is easiest to see.
    """
    order = sorted(enough, key=lambda each: (each < stakes.soft_demands, -len(stakes.topics[each]), each))

    def refute(kept: frozenset[int]) -> frozenset[int] | tuple[int, ...] | None:
        answer = oracle.ask(kept, patience)
        return answer.core if answer.refuted else answer.selection

    return shrunk(order, refute, stakes.critical)


def smallest_block(
    oracle: Oracle, stakes: Stakes, best: frozenset[int], patience: Patience
) -> tuple[frozenset[int], int]:
    """A smallest blocking set, and the number of elements below which none can be; they agree if time sufficed.

    Args:
        best: a minimal blocking set that is known already.
    """
    sampling = _Sampling(stakes)
    corrections = [each for each in (sampling.correction(patience) for _ in range(_SAMPLES)) if each]
    bound = 1
    while bound < len(best) and not patience.over:
        chosen, least = cover(corrections, bound, patience)
        if chosen is None and least <= bound:
            break
        bound = max(bound, least)
        if chosen is None:
            patience.say(f"no blocking set has fewer than {bound} parts")
            continue
        answer = oracle.ask(chosen, patience)
        if answer.refuted:
            block = minimal_block(oracle, stakes, answer.core, patience)
            if block is not None and len(block) < len(best):
                best = block
        elif answer.selection is not None:
            corrections.append(stakes.correction(answer.selection, chosen) or frozenset())
    return best, min(bound, len(best))


class _Sampling:
    """Selections that choose each cell about equally often, as far as what is firm allows."""

    def __init__(self, stakes: Stakes) -> None:
        self._stakes = stakes
        self._clauses = Satisfying(stakes, soft=False)
        problem = stakes.problem
        self._used = np.zeros(problem.cells, dtype=np.int64)
        sizes = np.diff(problem.starts)
        self._filled = problem.starts[:-1][sizes > 0]

    def count(self, selection: Selection) -> None:
        """Take note of a selection, and prefer from now on the cells chosen least often."""
        self._used[[cell for cell in selection if cell >= 0]] += 1
        if len(self._filled):
            ranked = self._used * len(self._used) + np.arange(len(self._used))
            self._clauses.prefer((np.minimum.reduceat(ranked, self._filled) % len(self._used)).tolist())

    def correction(self, patience: Patience) -> frozenset[int] | None:
        """What one more selection breaks; None if it breaks what is firm."""
        answer = self._clauses.ask((), patience)
        if answer.selection is None:
            return None
        self.count(answer.selection)
        return self._stakes.correction(answer.selection, ())
