"""The smallest set of demands that blocks, by implicit hitting sets.

Whatever blocks meets every correction: the elements that some selection breaks. A smallest set that meets all
corrections known so far either blocks, and is then the smallest that does, or leaves a selection and with it a new
correction (Reiter, 1987; Ignatiev, Previti, Liffiton and Marques-Silva, 2015).

Corrections that are small look alike, and hundreds of them prove little. Selections that choose each option about
equally often give large corrections of which some forty are mostly enough.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from travaux.consensus.covering import cover
from travaux.consensus.patience import Patience
from travaux.consensus.refuting import Oracle, shrunk
from travaux.consensus.satisfying import Satisfying
from travaux.consensus.stakes import Stakes

__all__ = ["minimal_block", "smallest_block", "varied_corrections"]

_SAMPLES = 40


def minimal_block(oracle: Oracle, enough: Collection[int], patience: Patience) -> frozenset[int] | None:
    """A minimal blocking subset of a set that blocks; None if time ran out.

    Mandates are left out first if that is possible, then demands about many issues: what remains is easiest to see.
    """
    stakes = oracle.stakes
    order = sorted(enough, key=lambda each: (each < stakes.soft_demands, -len(stakes.topics[each]), each))

    def refute(kept: frozenset[int]) -> frozenset[int] | tuple[int, ...] | None:
        answer = oracle.ask(kept, patience)
        return answer.core if answer.refuted else answer.selection

    return shrunk(order, refute, stakes.critical)


def smallest_block(
    oracle: Oracle, corrections: Sequence[frozenset[int]], best: frozenset[int], patience: Patience
) -> tuple[frozenset[int], int]:
    """A smallest blocking set, and the number of elements below which none can be; they agree if time sufficed.

    Args:
        corrections: those known already (see `varied_corrections`).
        best: a minimal blocking set that is known already.
    """
    known = [each for each in corrections if each]
    bound = 1
    while bound < len(best) and not patience.over:
        chosen, least = cover(known, bound, patience)
        if chosen is None and least <= bound:
            break
        bound = max(bound, least)
        if chosen is None:
            patience.say(f"no blocking set has fewer than {bound} parts")
            continue
        answer = oracle.leaves(chosen, patience)
        if answer.refuted:
            block = minimal_block(oracle, answer.core, patience)
            if block is not None and len(block) < len(best):
                best = block
        elif answer.selection is not None:
            known.append(oracle.stakes.correction(answer.selection, chosen) or frozenset())
    return best, min(bound, len(best))


def varied_corrections(stakes: Stakes, patience: Patience) -> list[frozenset[int]]:
    """Corrections from selections that choose each cell about equally often, as far as what is firm allows."""
    clauses = Satisfying(stakes, soft=False)
    filled = stakes.problem.starts[:-1][np.diff(stakes.problem.starts) > 0]
    used = np.zeros(stakes.problem.cells, dtype=np.int64)
    found = []
    try:
        for _ in range(_SAMPLES):
            answer = clauses.ask((), patience)
            if answer.selection is None:
                break
            found.append(stakes.correction(answer.selection) or frozenset())
            used[[cell for cell in answer.selection if cell >= 0]] += 1
            if len(filled):
                ranked = used * len(used) + np.arange(len(used))
                clauses.prefer((np.minimum.reduceat(ranked, filled) % len(used)).tolist())
    finally:
        clauses.close()
    return found
