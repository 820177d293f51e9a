"""Small random problems, and what blocks them and opens them, worked out by trying everything."""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import dataclass

import numpy as np

from travaux.consensus.problem import NOBODY, Demand, MandateLine, Problem

COSTS = (1.0, 1.0, 2.0, 3.0, 5.0, 0.5, 0.0)
RULES = ("consensus", "vote", "weights", "veto")


def small_problem(seed: int, rule: str = "consensus", mandates: bool = False, most_soft: int = 9) -> Problem:
    """A problem with 1 to 4 issues, some nested, and few enough soft demands to try all their subsets."""
    rng = random.Random(seed)
    sizes = [rng.choice((1, 2, 2, 3)) for _ in range(rng.choice((1, 2, 2, 3, 4)))]
    starts = list(itertools.accumulate([0, *sizes]))
    parents = [-1] * len(sizes)
    for issue in range(1, len(sizes)):
        if rng.random() < 0.3:
            parents[issue] = rng.randrange(starts[issue])
    parties = rng.randint(1, 4)
    cells = starts[-1]
    value = np.array([[rng.randint(0, 10) for _ in range(cells)] for _ in range(parties)], dtype=float)
    none = np.zeros((parties, cells), dtype=bool)
    soft, demands = 0, []
    lines: list[MandateLine] = []
    if mandates:
        for party in range(parties):
            if rng.random() < 0.6:
                hard = rng.random() < 0.2
                soft += not hard
                cost = math.inf if hard else rng.choice(COSTS)
                lines.append(MandateLine(party, rng.uniform(0.2, 1.05) * 6 * len(sizes), cost))
    while soft < most_soft and len(demands) < 14 and rng.random() < 0.98:
        demand = _demand(rng, cells, parties)
        soft += demand.party != NOBODY and demand.cost < math.inf
        demands.append(demand)
    fixed = (rng.randrange(cells),) if rng.random() < 0.15 else ()
    weights, allowance = _rule(rng, rule, parties)
    return Problem(
        parties=tuple(f"p{number}" for number in range(parties)),
        issues=tuple(f"i{number}" for number in range(len(sizes))),
        options=tuple(tuple("xyz"[:size]) for size in sizes),
        value=value,
        known=none,
        opposed=none,
        demands=tuple(demands),
        mandates=tuple(lines),
        parent=tuple(parents),
        fixed=fixed,
        weights=weights,
        allowance=allowance,
    )


def _demand(rng: random.Random, cells: int, parties: int) -> Demand:
    party = NOBODY if rng.random() < 0.1 else rng.randrange(parties)
    cost = math.inf if rng.random() < 0.08 else rng.choice(COSTS)
    shape = rng.random()
    if shape < 0.6:
        return Demand(party, (rng.randrange(cells),), (), "red_line", cost=cost)
    given = tuple(rng.randrange(cells) for _ in range(rng.randint(0 if shape > 0.95 else 1, 2)))
    needs = tuple(rng.randrange(cells) for _ in range(rng.randint(0, 2)))
    return Demand(party, given, needs, "package", cost=cost)


def _rule(rng: random.Random, rule: str, parties: int) -> tuple[np.ndarray | None, float]:
    if rule == "consensus":
        return None, 0.0
    if rule == "vote":
        return None, float(rng.randint(1, 2))
    weights = np.array([rng.choice([0.0, 1.0, 2.5, 0.3]) for _ in range(parties)])
    if rule == "veto":
        weights[0] = 100.0
    return weights, rng.choice([0.3, 1.0, 2.8])


@dataclass(frozen=True)
class Trial:
    """Everything about a small problem: soft demands and mandates, and what each way to choose breaks.

    `rows` has for each sound selection the soft things it breaks, by party, and the parties it loses for good.
    """

    problem: Problem
    soft: tuple[tuple[str, int], ...]
    rows: tuple[tuple[frozenset[int], frozenset[int]], ...]

    @property
    def owner(self) -> list[int]:
        return [
            self.problem.demands[index].party if kind == "demand" else self.problem.mandates[index].party
            for kind, index in self.soft
        ]

    def blocks(self, kept: frozenset[int]) -> bool:
        """Whether these soft things exclude every selection."""
        owner = self.owner
        for broken, lost in self.rows:
            angry = lost | {owner[each] for each in broken & kept}
            weight = sum(float(self.problem.weight[party]) for party in angry)
            if weight <= self.problem.allowance + 1e-9:
                return False
        return True

    def cost(self, given_up: frozenset[int]) -> float:
        return sum(
            (self.problem.demands if self.soft[each][0] == "demand" else self.problem.mandates)[self.soft[each][1]].cost
            for each in given_up
        )


def trial(problem: Problem) -> Trial:
    """Try every selection of a problem, word for word after the definition."""
    soft = [
        ("demand", index)
        for index, demand in enumerate(problem.demands)
        if demand.party != NOBODY and demand.cost < math.inf
    ]
    soft += [("mandate", index) for index, line in enumerate(problem.mandates) if line.cost < math.inf]
    place = {each: number for number, each in enumerate(soft)}
    rows = []
    for chosen in _selections(problem):
        broken = {
            ("demand", index): demand.party
            for index, demand in enumerate(problem.demands)
            if set(demand.given) <= chosen and not set(demand.needs) & chosen
        }
        if NOBODY in broken.values():
            continue
        for index, line in enumerate(problem.mandates):
            if sum(problem.value[line.party, cell] for cell in chosen) < line.at_least - 1e-9 * abs(line.at_least):
                broken["mandate", index] = line.party
        rows.append(
            (
                frozenset(place[each] for each in broken if each in place),
                frozenset(party for each, party in broken.items() if each not in place),
            )
        )
    return Trial(problem, tuple(soft), tuple(rows))


def _selections(problem: Problem):
    parents = problem.parents
    for cells in itertools.product(*([-1, *problem.cells_of(issue)] for issue in range(len(problem.issues)))):
        chosen = {cell for cell in cells if cell >= 0}
        arises = [parent == -1 or parent in chosen for parent in parents]
        if any(there != (cell >= 0) for there, cell in zip(arises, cells, strict=True)):
            continue
        if all(cell in chosen or not arises[int(problem.issue_of[cell])] for cell in problem.fixed):
            yield chosen


def minimal_ways_out(tried: Trial) -> list[frozenset[int]]:
    """All minimal sets of soft things to give up so that something is left to choose."""
    everything = frozenset(range(len(tried.soft)))
    return _minimal(tried, lambda given_up: not tried.blocks(everything - given_up))


def minimal_blocks(tried: Trial) -> list[frozenset[int]]:
    """All minimal sets of soft things that exclude everything."""
    return _minimal(tried, tried.blocks)


def _minimal(tried: Trial, holds) -> list[frozenset[int]]:
    found: list[frozenset[int]] = []
    for size in range(len(tried.soft) + 1):
        for each in itertools.combinations(range(len(tried.soft)), size):
            candidate = frozenset(each)
            if not any(smaller <= candidate for smaller in found) and holds(candidate):
                found.append(candidate)
    return found
