"""Blocking sets that are about different things: no two of them within the same issues.

Sets of issues are sought, not sets of demands: those where the demands about nothing else block, and without any one
issue do not. A map keeps what is known of all sets of issues, and proposes a largest one that may be new (Liffiton,
Previti, Malik and Marques-Silva, 2016). For each, one minimal set of demands is given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pysat.solvers import Solver  # type: ignore[import-untyped]

from travaux.consensus.hitting import minimal_block
from travaux.consensus.patience import Patience
from travaux.consensus.problem import Selection
from travaux.consensus.refuting import Oracle, shrunk
from travaux.consensus.stakes import Stakes

__all__ = ["Separating", "topics_of"]


def topics_of(stakes: Stakes, elements: Collection[int]) -> frozenset[int]:
    """What these elements are about (see `Stakes.topics`)."""
    return frozenset[int]().union(*(stakes.topics[element] for element in elements))


class Separating:
    """Finds blocking sets about ever different topics.

    `complete` is true once there are no more. Topics of sets found elsewhere are told to it by `known`.
    """

    def __init__(self, oracle: Oracle, patience: Patience) -> None:
        self.complete = False
        self._stakes, self._oracle, self._patience = oracle.stakes, oracle, patience
        self._topics = sorted(topics_of(self._stakes, range(self._stakes.count)))
        self._variable = {topic: number + 1 for number, topic in enumerate(self._topics)}
        self._map = Solver(name="mgh")
        self._map.set_phases(list(self._variable.values()))  # so that it proposes a set that cannot grow
        self._used: dict[int, int] = {}

    def known(self, topics: Collection[int]) -> None:
        """Propose nothing that contains these topics."""
        self._map.add_clause([-self._variable[topic] for topic in sorted(topics)])
        for topic in topics:
            self._used[topic] = self._used.get(topic, 0) + 1

    def found(self) -> Iterator[frozenset[int]]:
        """Minimal blocking sets, until there are no more or time runs out."""
        while not self._patience.over:
            proposed = self._proposed()
            if proposed is None:
                self.complete = True
                return
            answer = self._oracle.ask(self._within(proposed), self._patience)
            if answer.selection is not None:
                rest = [self._variable[topic] for topic in self._topics if topic not in proposed]
                if not rest:
                    self.complete = True
                    return
                self._map.add_clause(rest)
            elif answer.refuted:
                block = self._minimal(topics_of(self._stakes, answer.core))
                if block is None:
                    return
                self.known(topics_of(self._stakes, block))
                yield block
            else:
                return

    def _proposed(self) -> frozenset[int] | None:
        if not self._map.solve(assumptions=[]):
            return None
        true = {literal for literal in self._map.get_model() or [] if literal > 0}
        return frozenset(topic for topic in self._topics if self._variable[topic] in true)

    def _within(self, topics: frozenset[int]) -> frozenset[int]:
        return frozenset(each for each, its in enumerate(self._stakes.topics) if its <= topics)

    def _minimal(self, topics: frozenset[int]) -> frozenset[int] | None:
        first = len(self._stakes.problem.issues)
        order = sorted(topics, key=lambda topic: (topic < first, -self._used.get(topic, 0), topic))
        least = shrunk(order, self._refute, self._critical)
        return None if least is None else minimal_block(self._oracle, self._within(least), self._patience)

    def _refute(self, topics: frozenset[int]) -> frozenset[int] | Selection | None:
        answer = self._oracle.ask(self._within(topics), self._patience)
        return topics_of(self._stakes, answer.core) if answer.refuted else answer.selection

    def _critical(self, selection: Selection, topics: frozenset[int]) -> frozenset[int]:
        broken, firm = self._stakes.broken(selection)
        within = [each for each in broken if self._stakes.topics[each] <= topics]
        return frozenset(
            topic
            for topic in topics
            if not self._stakes.excluded([each for each in within if topic not in self._stakes.topics[each]], firm)
        )

    def close(self) -> None:
        """Give the memory of the map back."""
        self._map.delete()
