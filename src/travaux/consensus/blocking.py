"""What blocks: small sets of demands and mandates that together leave nothing to choose."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from travaux.consensus.growing import Growing
from travaux.consensus.hitting import minimal_block, smallest_block, varied_corrections
from travaux.consensus.patience import Patience, Progress
from travaux.consensus.problem import NOBODY, Problem
from travaux.consensus.refuting import Oracle
from travaux.consensus.relaxing import Relaxing
from travaux.consensus.satisfying import Satisfying
from travaux.consensus.separating import Separating, topics_of
from travaux.consensus.stakes import stakes

__all__ = ["Blocking", "BlockingSet", "blocking_sets"]


@dataclass(frozen=True, slots=True)
class BlockingSet:
    """Demands and mandates (by index) that leave nothing to choose, while any one less leaves something.

    Where several parties demand the same under consensus, one stands for all: whose demand costs most to give up, then
    the first in the order of parties. `blocs` names the others for each such demand: they would block as well.
    """

    demands: tuple[int, ...]
    mandates: tuple[int, ...] = ()
    blocs: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many demands and mandates there are."""
        return len(self.demands) + len(self.mandates)


@dataclass(frozen=True, slots=True)
class Blocking:
    """What blocks a problem.

    Attributes:
        smallest: a blocking set with the fewest demands and mandates; None if nothing blocks, or if `hard`.
        distinct: blocking sets about different things, the smallest first: none lies within the issues of another.
            A mandate concerns everything, so it counts as a thing of its own.
        proven: `smallest` is proven to be smallest; without it, nothing is proven to block or `hard` is true.
        complete: `distinct` has one set for every minimal set of issues that blocks.
        bound: no blocking set has fewer demands and mandates than this.
        hard: what nobody can give up leaves nothing to choose, so that the sets would be empty.
    """

    smallest: BlockingSet | None
    distinct: tuple[BlockingSet, ...]
    proven: bool
    complete: bool = False
    bound: int = 0
    hard: bool = False


def blocking_sets(
    problem: Problem, most: int = 20, *, limit: float = 10.0, progress: Progress | None = None
) -> Blocking:
    """Find the smallest blocking set, and some that are about different things.

    Every set is minimal, and each of its members was shown to be needed by a selection that is left without it. What
    cannot be minimised in time is not returned.

    Args:
        most: how many distinct sets.
        limit: seconds for everything.
        progress: told what is being done.

    Example:
        >>> import numpy as np
        >>> from travaux.consensus.problem import Demand
        >>> none = np.zeros((2, 2), dtype=bool)
        >>> lines = (Demand(0, (0,)), Demand(0, (1,)), Demand(1, (1,), cost=2.0))
        >>> one = Problem(("a", "b"), ("i",), (("x", "y"),), np.zeros((2, 2)), none, none, lines)
        >>> blocking_sets(one).smallest
        BlockingSet(demands=(0, 2), mandates=(), blocs={2: (0,)})
    """
    if problem.allowance < 0:
        return Blocking(None, (), proven=True, complete=True, hard=True)
    search = _Search(problem, Patience(limit, progress))
    try:
        return search.result(most)
    finally:
        search.close()


class _Search:
    """One run: the oracles it asks, and the time it has."""

    def __init__(self, problem: Problem, patience: Patience) -> None:
        self.given, self.patience = problem, patience
        self.table = table = stakes(problem)
        self.clauses = Satisfying(table)
        self.oracle: Oracle = self.clauses
        if not table.clausal:
            self.oracle = Growing(self.clauses, Relaxing(table))

    def close(self) -> None:
        self.clauses.close()

    def result(self, most: int) -> Blocking:
        whole = self.oracle.ask(range(self.table.count), self.patience)
        if not whole.refuted:
            return Blocking(None, (), proven=whole.refuted is False, complete=whole.refuted is False)
        nothing = self.oracle.ask((), self.patience)
        if nothing.refuted is not False:
            hard = bool(nothing.refuted)
            return Blocking(None, (), proven=hard, complete=hard, hard=hard)
        direct = list(islice(self._single_issues(), most))
        best = min(direct, key=len, default=None) or minimal_block(self.oracle, whole.core, self.patience)
        if best is None:
            return Blocking(None, (), proven=False, bound=1)
        half = self.patience.at_most(self.patience.left / 2)
        smallest, bound = smallest_block(self.oracle, self._corrections(), best, half)
        sets, complete = self._distinct(smallest, direct, most)
        return Blocking(
            self._said(smallest),
            tuple(self._said(each) for each in sorted(sets, key=len)),
            proven=bound >= len(smallest),
            complete=complete,
            bound=bound,
        )

    def _corrections(self) -> list[frozenset[int]]:
        if isinstance(self.oracle, Growing):
            return [self.table.correction(each) or frozenset() for each in self.oracle.selections]
        return varied_corrections(self.table, self.patience)

    def _single_issues(self) -> Iterator[frozenset[int]]:
        """Issues that are blocked by themselves, those with fewest options to close first."""
        table = self.table
        within: dict[int, list[int]] = {}
        for element in range(table.soft_demands):
            if len(table.topics[element]) == 1 and table.owners[element] == NOBODY:
                within.setdefault(min(table.topics[element]), []).append(element)
        candidates = []
        for issue, elements in within.items():
            left = self._left_open(issue, elements)
            if left is not None:
                candidates.append((left, issue))
        for _, issue in sorted(candidates):
            answer = self.oracle.ask(within[issue], self.patience)
            block = minimal_block(self.oracle, answer.core, self.patience) if answer.refuted else None
            if block is not None:
                yield block

    def _left_open(self, issue: int, elements: Collection[int]) -> int | None:
        """How many cells of an issue only these elements close; None if they leave one, or it may not arise."""
        problem = self.table.problem
        if issue >= len(problem.issues):
            return None
        parent = problem.parents[issue]
        if parent >= 0 and not self.clauses.always(parent):
            return None
        demands = [problem.demands[element] for element in elements]
        left = [cell for cell in problem.cells_of(issue) if not self.clauses.never(cell)]
        closed = [any(set(each.given) <= {cell} and cell not in each.needs for each in demands) for cell in left]
        return len(left) if all(closed) else None

    def _distinct(
        self, smallest: frozenset[int], direct: Collection[frozenset[int]], most: int
    ) -> tuple[list[frozenset[int]], bool]:
        about = topics_of(self.table, smallest)
        separating = Separating(self.oracle, self.patience)
        try:
            sets = [smallest]
            separating.known(about)
            for block in direct:
                topics = topics_of(self.table, block)
                if topics != about:
                    separating.known(topics)
                    sets += [block] if not topics < about else []
            for block in separating.found() if len(sets) < most else ():
                if not topics_of(self.table, block) < about:
                    self.patience.say(f"{len(sets) + 1} blocking sets")
                    sets.append(block)
                if len(sets) >= most:
                    break
            return sets[:most], separating.complete
        finally:
            separating.close()

    def _said(self, block: frozenset[int]) -> BlockingSet:
        """The set in terms of the problem as it was given."""
        table = self.table
        heads = {each: table.demands[each][0] for each in block if each < table.soft_demands}
        lines = sorted(table.mandates[each - table.soft_demands] for each in block if each >= table.soft_demands)
        blocs = {head: self._others(each, block) for each, head in sorted(heads.items(), key=lambda pair: pair[1])}
        return BlockingSet(tuple(blocs), tuple(lines), {head: others for head, others in blocs.items() if others})

    def _others(self, element: int, block: frozenset[int]) -> tuple[int, ...]:
        """The parties whose demand would do as well as an element of a block."""
        table = self.table
        party = table.owners[element]
        if party == NOBODY:
            behind = [self.given.demands[index].party for index in table.demands[element]]
            return tuple(sorted(set(behind[1:]) - {behind[0]}))
        own = table.problem.demands[element]
        busy = {table.owners[each] for each in block if each != element} | table.firm_parties
        if party in busy:
            return ()
        weight = table.problem.weight
        return tuple(
            other
            for other in sorted(table.light - busy - {party})
            if weight[other] == weight[party] and (other, own.given, own.needs) in table.spoken
        )
