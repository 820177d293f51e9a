"""Whether some demands together leave anything to choose: the question all explanations are made of.

Where clauses say it all a SAT solver answers (`satisfying`), and names the demands it used; with mandates or votes it
is asked first, and HiGHS last (`growing`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from travaux.consensus.patience import Patience
from travaux.consensus.problem import Selection
from travaux.consensus.stakes import Stakes

__all__ = ["Answer", "Oracle", "shrunk"]


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

    stakes: Stakes

    def ask(self, kept: Collection[int], patience: Patience) -> Answer:
        """Whether some selection is not excluded by the firm demands and mandates and the elements kept."""

    def leaves(self, kept: Collection[int], patience: Patience) -> Answer:
        """The same for few elements, with a selection that breaks not much else."""


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
