"""The smallest set of demands that blocks, by implicit hitting sets.

Whatever blocks meets every correction: the elements that some selection breaks. A smallest set that meets all
corrections known so far either blocks, and is then the smallest that does, or leaves a selection and with it a new
correction (Reiter, 1987; Ignatiev, Previti, Liffiton and Marques-Silva, 2015).
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from travaux.consensus.covering import smallest_cover
from travaux.consensus.patience import Patience
from travaux.consensus.refuting import Oracle, shrunk
from travaux.consensus.relaxing import Relaxing
from travaux.consensus.stakes import Stakes

__all__ = ["minimal_block", "smallest_block"]


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
    oracle: Oracle, relaxing: Relaxing, best: frozenset[int] | None, patience: Patience
) -> tuple[frozenset[int] | None, int]:
    """A smallest blocking set, and the number of elements below which none can be; they agree if time sufficed.

    Args:
        best: a minimal blocking set that is known already.
    """
    corrections: list[frozenset[int]] = []
    chosen: frozenset[int] = frozenset()
    bound = 0
    while not patience.over:
        more, enough = _apart(relaxing, chosen, patience)
        if enough is not None and not more:
            return chosen, len(chosen)
        if enough is not None and best is None:
            best = minimal_block(oracle, relaxing.stakes, enough, patience)
        corrections += more
        found, least = smallest_cover(corrections, patience, best or ())
        bound = max(bound, least)
        if best is not None and bound >= len(best):
            return best, bound
        if found is None or not more:
            break
        patience.say(f"no blocking set has fewer than {bound} parts")
        chosen = found
    return best, bound


def _apart(
    relaxing: Relaxing, chosen: frozenset[int], patience: Patience
) -> tuple[list[frozenset[int]], frozenset[int] | None]:
    """Corrections that share no element with `chosen` or each other, and what blocks in the end (None: no time)."""
    kept, found = chosen, []
    while True:
        prices = np.ones(relaxing.stakes.count)
        prices[sorted(kept)] = np.inf
        model = relaxing.priced(prices)
        solution = relaxing.optimum(model, patience)
        if solution.status == "none":
            return found, kept
        if solution.x is None:
            return found, None
        correction = relaxing.given_up(model.selection(solution.x), solution.x)
        if correction is None:
            return found, None
        found.append(correction)
        kept |= correction
