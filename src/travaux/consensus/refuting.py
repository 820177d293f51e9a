"""Whether some demands together leave anything to choose: the question all explanations are made of.

Where clauses say it all a SAT solver answers, and names the demands it used. With mandates or votes it is asked first
and its word against a set counts; HiGHS answers what it leaves open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from travaux.consensus.patience import Patience
from travaux.consensus.problem import Selection
from travaux.consensus.stakes import Stakes

__all__ = ["Answer", "InTurn", "Oracle", "shrunk"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found out about a set of elements.

    `refuted` is true if nothing is left to choose with them, false if `selection` is, and None if time ran out.
    `core` names elements that are enough for refuting, not necessarily all needed.
    """

    refuted: bool | None
    core: frozenset[int] = frozenset()
    selection: Selection | None = None


class Oracle(Protocol):
    """Something that can tell whether elements leave a choice."""

    def ask(self, kept: Collection[int], patience: Patience) -> Answer:
        """Whether some selection is not excluded by the firm demands and mandates and the elements kept."""


class InTurn:
    """Asks a quick oracle that sees a part of the problem, then one that sees all of it."""

    def __init__(self, stakes: Stakes, quick: Oracle, thorough: Oracle) -> None:
        self._stakes, self._quick, self._thorough = stakes, quick, thorough

    def ask(self, kept: Collection[int], patience: Patience) -> Answer:
        """See `Oracle`."""
        answer = self._quick.ask(kept, patience)
        if answer.refuted or (answer.selection is not None and self._stakes.passes(answer.selection, kept)):
            return answer
        return self._thorough.ask(kept, patience)


def shrunk(
    whole: Iterable[int],
    refute: Callable[[frozenset[int]], frozenset[int] | Selection | None],
    critical: Callable[[Selection, frozenset[int]], frozenset[int]],
) -> frozenset[int] | None:
    """A minimal subset that is still refuted, by leaving out one member or several at a time.

    Args:
        whole: a refuted set, in the order in which members are tried to be left out.
        refute: for a set, a refuted subset of it, or a selection it leaves, or None if time ran out.
        critical: members of a refuted set without any one of which a selection would be left. One selection often
            shows several (Marques-Silva and Lynce, 2011).

    Returns:
        The subset, or None if time ran out.
    """
    order = list(whole)
    kept, needed, size = frozenset(order), frozenset[int](), 1
    while True:
        loose = [each for each in order if each in kept and each not in needed]
        if not loose:
            return kept
        chunk = frozenset(loose[:size])
        answer = refute(kept - chunk)
        if answer is None:
            return None
        if isinstance(answer, frozenset):
            kept, size = answer, 2 * size
        else:
            needed |= critical(answer, kept)
            if size == 1:
                needed |= chunk
            size = max(1, size // 2)
