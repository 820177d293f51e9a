"""What could be given up, said once: equal demands together, hard ones apart.

Under consensus it is exact to treat all demands that say the same as one: any one of them excludes, and only all of
them together give way. Where the rule lets parties be overruled, only equal demands of the same party are joined.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.clauses import ignored_parties, overruled_parties
from travaux.consensus.evaluating import mandate_met
from travaux.consensus.problem import NOBODY, Demand, Problem, Selection

__all__ = ["Stakes", "stakes"]

_CLOSE = 1e-9


@dataclass(frozen=True)
class Stakes:
    """A problem whose demands are joined, with the way back.

    Elements are numbered: first the demands that can be given up, then the mandates that can. In `problem` they come
    first as well, in the same order; what follows them there is firm. `demands[i]` has the demands behind demand i of
    `problem`: the one with the highest cost first (the hardest to move stands for its bloc), then in the order of
    parties. `mandates[i]` is the mandate behind mandate i.
    """

    problem: Problem
    demands: tuple[tuple[int, ...], ...]
    mandates: tuple[int, ...]
    soft_demands: int
    soft_mandates: int

    @property
    def count(self) -> int:
        """How many elements there are."""
        return self.soft_demands + self.soft_mandates

    @cached_property
    def light(self) -> frozenset[int]:
        """Parties that may be overruled and have something at stake."""
        parties = {demand.party for demand in self.problem.demands} | {line.party for line in self.problem.mandates}
        return frozenset(parties & overruled_parties(self.problem))

    @property
    def clausal(self) -> bool:
        """Whether clauses say it all: no mandate, nobody who may be overruled."""
        return not self.problem.mandates and not self.light

    @cached_property
    def topics(self) -> tuple[frozenset[int], ...]:
        """What each element is about: its issues, by index; a mandate (and a demand about nothing) only itself."""
        issue_of = self.problem.issue_of.tolist()
        first = len(self.problem.issues)
        found = []
        for element in range(self.count):
            cells: tuple[int, ...] = ()
            if element < self.soft_demands:
                demand = self.problem.demands[element]
                cells = (*demand.given, *demand.needs)
            found.append(frozenset(issue_of[cell] for cell in cells) or frozenset([first + element]))
        return tuple(found)

    @cached_property
    def owners(self) -> tuple[int, ...]:
        """The party of each element, `NOBODY` where breaking it excludes by itself."""
        demands = [demand.party for demand in self.problem.demands[: self.soft_demands]]
        lines = [line.party for line in self.problem.mandates[: self.soft_mandates]]
        return tuple(party if party in self.light else NOBODY for party in (*demands, *lines))

    @cached_property
    def firm_parties(self) -> frozenset[int]:
        """Parties with a demand or a mandate that cannot be given up."""
        demands = [demand.party for demand in self.problem.demands[self.soft_demands :]]
        return frozenset([*demands, *(line.party for line in self.problem.mandates[self.soft_mandates :])])

    @cached_property
    def spoken(self) -> frozenset[tuple[int, tuple[int, ...], tuple[int, ...]]]:
        """Party, given and needs of each demand that can be given up."""
        demands = self.problem.demands[: self.soft_demands]
        return frozenset((demand.party, demand.given, demand.needs) for demand in demands)

    @cached_property
    def costs(self) -> NDArray[np.float64]:
        """What giving up each element costs."""
        demands = [demand.cost for demand in self.problem.demands[: self.soft_demands]]
        return np.array([*demands, *(line.cost for line in self.problem.mandates[: self.soft_mandates])], dtype=float)

    def broken(self, selection: Selection) -> tuple[frozenset[int], frozenset[int]]:
        """The elements that a sound selection breaks, and the parties whose firm demands or mandates it breaks."""
        hit = self._demands_hit(selection)
        missed = self._mandates_missed(selection)
        elements = [index for index in hit if index < self.soft_demands]
        elements += [self.soft_demands + index for index in missed if index < self.soft_mandates]
        firm = [self.problem.demands[index].party for index in hit if index >= self.soft_demands]
        firm += [self.problem.mandates[index].party for index in missed if index >= self.soft_mandates]
        return frozenset(elements), frozenset(firm)

    def _demands_hit(self, selection: Selection) -> list[int]:
        chosen = np.zeros(self.problem.cells + 1, dtype=np.int64)
        chosen[list(selection)] = 1
        chosen[-1] = 0
        given, needs, sizes = self._incidence
        count = len(self.problem.demands)
        met = np.bincount(given[0], weights=chosen[given[1]], minlength=count) == sizes
        kept = np.bincount(needs[0], weights=chosen[needs[1]], minlength=count) > 0
        return [int(index) for index in np.flatnonzero(met & ~kept)]

    @cached_property
    def _incidence(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        demands = self.problem.demands
        given = [(index, cell) for index, demand in enumerate(demands) for cell in demand.given]
        needs = [(index, cell) for index, demand in enumerate(demands) for cell in demand.needs]
        sizes = np.array([len(demand.given) for demand in demands], dtype=np.int64)
        return _pairs(given), _pairs(needs), sizes

    def _mandates_missed(self, selection: Selection) -> list[int]:
        chosen = [cell for cell in selection if cell >= 0]
        lines = self.problem.mandates
        worth = self.problem.value[[line.party for line in lines]][:, chosen]
        sums = [math.fsum(row) for row in worth.tolist()]
        return [index for index, line in enumerate(lines) if not mandate_met(sums[index], line.at_least)]

    def passes(self, selection: Selection, kept: Collection[int]) -> bool:
        """Whether a sound selection is not excluded by what is firm and the elements kept."""
        broken, firm = self.broken(selection)
        return not self.excluded(broken & frozenset(kept), firm)

    def critical(self, selection: Selection, kept: Collection[int]) -> frozenset[int]:
        """The kept elements without any one of which a sound selection would not be excluded."""
        broken, firm = self.broken(selection)
        standing = broken & frozenset(kept)
        return frozenset(each for each in standing if not self.excluded(standing - {each}, firm))

    def correction(
        self, selection: Selection, kept: Collection[int] = (), prices: NDArray[np.float64] | None = None
    ) -> frozenset[int] | None:
        """Elements outside `kept` whose giving up lets a sound selection pass; None if there are none.

        Where parties may be overruled, those are that break something kept, then as many as the rule allows, those
        first who would have to give up most for their weight. Elements without price are not in the answer.
        """
        broken, firm = self.broken(selection)
        worth = np.ones(self.count) if prices is None else prices
        counted = frozenset(element for element in broken if worth[element] > 0)
        overruled = {self.owners[element] for element in broken & frozenset(kept)} | firm
        if self.excluded((), overruled):
            return None
        due: dict[int, float] = {}
        for element in counted:
            due[self.owners[element]] = due.get(self.owners[element], 0.0) + float(worth[element])
        weight = self.problem.weight
        for party in sorted(due.keys() & self.light, key=lambda party: (-due[party] / weight[party], party)):
            if not self.excluded((), overruled | {party}):
                overruled.add(party)
        return frozenset(element for element in counted if self.owners[element] not in overruled)

    def excluded(self, elements: Collection[int], firm: Collection[int]) -> bool:
        """Whether the rule excludes what breaks these elements, and firm words of these parties (see `broken`)."""
        angry = {self.owners[element] for element in elements} | set(firm)
        if not angry <= self.light:
            return True
        weight = math.fsum(float(self.problem.weight[party]) for party in angry)
        return weight > self.problem.allowance + _CLOSE * max(1.0, abs(self.problem.allowance))


def stakes(problem: Problem) -> Stakes:
    """Join equal demands, and leave out what can stop nothing: parties without weight, demands nobody can break.

    Example:
        >>> known = np.ones((2, 2), dtype=bool)
        >>> lines = (Demand(0, (1,), cost=2.0), Demand(1, (1,), cost=3.0), Demand(1, (0,)))
        >>> found = stakes(Problem(("a", "b"), ("i",), (("x", "y"),), np.ones((2, 2)), known, ~known, lines))
        >>> found.demands, [demand.cost for demand in found.problem.demands]
        (((1, 0), (2,)), [5.0, 1.0])
    """
    light, quiet = overruled_parties(problem), ignored_parties(problem)
    groups: dict[tuple[int, tuple[int, ...], tuple[int, ...]], list[int]] = {}
    issue_of = problem.issue_of.tolist()
    for index, demand in enumerate(problem.demands):
        given = tuple(sorted({int(cell) for cell in demand.given}))
        needs = tuple(sorted({int(cell) for cell in demand.needs}))
        if demand.party in quiet or _idle(given, needs, issue_of):
            continue
        owner = demand.party if demand.party in light else NOBODY
        groups.setdefault((owner, given, needs), []).append(index)
    joined = [_joined(problem, owner, given, needs, behind) for (owner, given, needs), behind in groups.items()]
    joined.sort(key=lambda pair: not math.isfinite(pair[0].cost))  # stable: firm ones last
    lines = [index for index, line in enumerate(problem.mandates) if line.party not in quiet]
    lines.sort(key=lambda index: not math.isfinite(problem.mandates[index].cost))
    mandates = [problem.mandates[index] for index in lines]
    reduced = replace(
        problem,
        demands=tuple(demand for demand, _ in joined),
        mandates=tuple(replace(line, cost=max(0.0, line.cost)) for line in mandates),
    )
    return Stakes(
        problem=reduced,
        demands=tuple(behind for _, behind in joined),
        mandates=tuple(lines),
        soft_demands=sum(math.isfinite(demand.cost) for demand, _ in joined),
        soft_mandates=sum(math.isfinite(line.cost) for line in mandates),
    )


def _idle(given: tuple[int, ...], needs: tuple[int, ...], issue_of: list[int]) -> bool:
    """Whether no selection can break the demand."""
    if len(given) == 1 and not needs:
        return False
    return len({issue_of[cell] for cell in given}) < len(given) or not set(given).isdisjoint(needs)


def _joined(
    problem: Problem, owner: int, given: tuple[int, ...], needs: tuple[int, ...], behind: list[int]
) -> tuple[Demand, tuple[int, ...]]:
    """The demands behind as one, that costs what they cost together; firm if one of them is."""
    each = [problem.demands[index] for index in behind]
    firm = any(demand.party == NOBODY or not math.isfinite(demand.cost) for demand in each)
    cost = math.inf if firm else math.fsum(max(0.0, demand.cost) for demand in each)
    ranked = sorted(behind, key=lambda index: (-problem.demands[index].cost, problem.demands[index].party, index))
    party = owner if firm or owner != NOBODY else problem.demands[ranked[0]].party
    return Demand(party, given, needs, each[0].kind, each[0].restraint, cost), tuple(ranked)


def _pairs(entries: list[tuple[int, int]]) -> NDArray[np.int64]:
    return np.array(entries, dtype=np.int64).reshape(-1, 2).T
