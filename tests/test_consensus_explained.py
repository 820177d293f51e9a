"""What blocks and what it costs to get out, against trying every set of restraints on small random problems."""

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from small_problems import every_row, share, small_problem
from travaux.consensus.blocking import blocking_sets
from travaux.consensus.conceding import cheapest_concessions
from travaux.consensus.evaluating import evaluate
from travaux.consensus.problem import NOBODY

CLOSE = 1e-6


class Judge:
    """A problem with all its selections, asked what is left when some restraints are given up."""

    def __init__(self, problem):
        self.problem = problem
        self.soft = [("d", i) for i, each in enumerate(problem.demands) if self.can_go(each.party, each.cost)]
        self.soft += [("m", i) for i, each in enumerate(problem.mandates) if math.isfinite(each.cost)]
        self.rows = every_row(problem)

    @staticmethod
    def can_go(party, cost):
        return party != NOBODY and math.isfinite(cost)

    def open(self, given_up):
        """Whether something is not excluded once these are given up."""
        demands = frozenset(i for kind, i in given_up if kind == "d")
        mandates = frozenset(i for kind, i in given_up if kind == "m")
        return any(not evaluate(self.problem, row, demands, mandates).excluded for row in self.rows)

    def blocks(self, kept):
        """Whether these alone, with all that nobody can give up, leave nothing."""
        return not self.open([each for each in self.soft if each not in kept])

    def cost(self, some):
        demands, mandates = self.problem.demands, self.problem.mandates
        return math.fsum(demands[i].cost if kind == "d" else mandates[i].cost for kind, i in some)

    def cheapest(self):
        """The least cost of a set whose giving up opens something, by trying all sets."""
        return min(
            (
                self.cost(some)
                for size in range(len(self.soft) + 1)
                for some in combinations(self.soft, size)
                if self.open(some)
            ),
            default=math.inf,
        )

    def smallest_block(self):
        """The size of the smallest set that blocks."""
        return next(
            size
            for size in range(len(self.soft) + 1)
            if any(self.blocks(set(some)) for some in combinations(self.soft, size))
        )


def named(found):
    return {*(("d", i) for i in found.demands), *(("m", i) for i in found.mandates)}


def stuck(part):
    """Small problems in which nothing is left, yet something could be given up; few enough to try all sets."""
    for seed in share(part):
        problem = small_problem(seed)
        judge = Judge(problem)
        if len(judge.soft) <= 8 and not judge.open(()):
            yield seed, judge


def test_the_cheapest_way_out_is_the_cheapest_of_all_sets_and_each_opens_something():
    tried = 0
    for seed, judge in stuck(0.25):
        found = cheapest_concessions(judge.problem)
        best = judge.cheapest()
        assert bool(found) == math.isfinite(best), seed
        if not found:
            continue
        tried += 1
        assert found[0].cost == pytest.approx(best, abs=CLOSE), seed
        for each in found:
            given_up = named(each)
            assert judge.open(given_up), seed
            assert not any(judge.open(given_up - {one}) for one in given_up), (seed, "more than it takes")
            assert each.cost == pytest.approx(judge.cost(given_up)), seed
            verdict = evaluate(judge.problem, each.selection, frozenset(each.demands), frozenset(each.mandates))
            assert verdict.sound, seed
            assert not verdict.excluded, seed
        assert [each.cost for each in found] == sorted(each.cost for each in found), seed
        assert len({frozenset(named(each)) for each in found}) == len(found), seed
    assert tried > 100


def test_every_blocking_set_blocks_and_none_of_it_can_be_left_out():
    tried = 0
    for seed, judge in stuck(0.25):
        found = blocking_sets(judge.problem)
        hard = judge.blocks(set())
        if hard:
            assert found.smallest is None, seed
            continue
        tried += 1
        assert found.smallest is not None, seed
        sets = [found.smallest, *found.distinct]
        for each in sets:
            kept = named(each)
            assert judge.blocks(kept), seed
            assert not any(judge.blocks(kept - {one}) for one in kept), (seed, "something in it is not needed")
        assert len(named(found.smallest)) == judge.smallest_block(), seed
    assert tried > 100


def test_where_something_is_left_nothing_blocks_and_nothing_need_be_given_up():
    tried = 0
    for seed in share(0.05):
        problem = small_problem(seed)
        if Judge(problem).open(()):
            tried += 1
            assert blocking_sets(problem).smallest is None, seed
            found = cheapest_concessions(problem)
            assert all(each.cost == 0 and not named(each) for each in found), seed
    assert tried > 20


def test_those_who_would_block_as_well_do():
    for seed, judge in stuck(0.05):
        found = blocking_sets(judge.problem)
        for each in filter(None, [found.smallest, *found.distinct]):
            for demand, parties in each.blocs.items():
                given = set(judge.problem.demands[demand].given)
                for party in parties:
                    others = [
                        i
                        for i, one in enumerate(judge.problem.demands)
                        if one.party == party and set(one.given) == given and judge.can_go(one.party, one.cost)
                    ]
                    swapped = [named(each) - {("d", demand)} | {("d", other)} for other in others]
                    assert any(judge.blocks(kept) for kept in swapped), seed


def test_a_quarrel_about_one_issue_is_said_once():
    problem = small_problem(0)
    lines = replace(
        problem.demands[0] if problem.demands else None, party=0, given=(0,), needs=(), kind="red_line", cost=1.0
    )
    one = replace(
        problem,
        parties=("a", "b", "c"),
        issues=("i", "j"),
        options=(("x", "y"), ("p", "q")),
        value=np.zeros((3, 4)),
        known=np.zeros((3, 4), dtype=bool),
        opposed=np.zeros((3, 4), dtype=bool),
        demands=tuple(replace(lines, party=party, given=(cell,)) for party in range(3) for cell in (0, 1)),
        mandates=(),
        parent=(),
        fixed=(),
        weights=None,
        allowance=0.0,
        reserve=None,
        counted=None,
    )
    found = blocking_sets(one)
    assert len(found.distinct) == 1
    assert len(found.smallest.demands) == 2
    assert all(len(parties) == 2 for parties in found.smallest.blocs.values())
