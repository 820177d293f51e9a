"""The made-up problems are what they say they are."""

import numpy as np
import pytest
from bench.instances import hard, instance, loose

from travaux.consensus.evaluating import evaluate
from travaux.consensus.linear import linear, solve
from travaux.consensus.problem import NOBODY


def test_sizes_are_those_asked_for():
    problem = instance(40, 30, 5, red_lines=300, packages=40, mandates=0.9)
    assert problem.value.shape == (40, 150)
    assert sum(demand.kind == "red_line" for demand in problem.demands) == 300
    assert len(problem.mandates) == 40
    assert all(demand.party == NOBODY for demand in problem.demands if demand.kind == "package")


@pytest.mark.parametrize("seed", range(3))
def test_the_planted_agreement_is_not_excluded_where_that_is_asked(seed):
    problem = instance(60, 40, red_lines=600, packages=60, mandates=0.9, seed=seed)
    assert solve(linear(problem)).status == "optimal"


@pytest.mark.parametrize("seed", range(3))
def test_packages_of_nobody_can_always_be_met_even_where_red_lines_cannot(seed):
    problem = instance(60, 40, red_lines=1500, packages=60, satisfiable=False, seed=seed)
    everything = frozenset(range(len(problem.demands)))
    assert solve(linear(problem)).status == "none"
    assert solve(linear(problem, released=everything)).status == "optimal"


def test_red_lines_are_drawn_towards_what_a_party_dislikes():
    problem = instance(60, 40, red_lines=600)
    worth = problem.value.reshape(60, 40, 4)
    best = worth.max(axis=2)
    drawn = [
        worth[line.party, line.given[0] // 4, line.given[0] % 4] / max(1.0, best[line.party, line.given[0] // 4])
        for line in problem.demands
    ]
    assert np.mean(drawn) < 0.6 * np.mean(worth / np.maximum(1.0, best[:, :, None]))


def test_a_loose_problem_excludes_nothing():
    problem = loose(10, 6)
    assert (problem.demands, problem.mandates) == ((), ())


@pytest.mark.parametrize("seed", range(2))
def test_a_hard_problem_has_long_conflicts_of_packages_and_mandates_and_no_short_one(seed):
    problem = hard(16, 14, conflicts=1, length=6, seed=seed)
    assert len(problem.demands) == 6
    assert solve(linear(problem)).status == "none"
    every = frozenset(range(6))
    assert solve(linear(problem, released_mandates=frozenset(range(len(problem.mandates))))).status == "optimal"
    for link in range(6):  # without any one link something is left
        model = linear(problem, released=frozenset([link]))
        found = solve(model)
        assert found.status == "optimal"
        assert not evaluate(problem, model.selection(found.x), frozenset([link])).excluded
    assert solve(linear(problem, released=every)).status == "optimal"


def test_the_same_seed_gives_the_same_problem():
    one, two = (instance(20, 10, red_lines=50, packages=8, mandates=0.9, seed=4) for _ in range(2))
    assert one.demands == two.demands
    assert one.mandates == two.mandates
    assert np.array_equal(one.value, two.value)


def test_too_many_conflicts_are_refused():
    with pytest.raises(ValueError, match="few issues"):
        hard(10, 5, conflicts=2, length=8)


def test_what_giving_up_a_mandate_costs_can_be_set():
    firm = instance(10, 8, mandates=0.9, mandate_cost=np.inf)
    assert all(np.isinf(line.cost) for line in firm.mandates)
    assert all(np.isfinite(line.cost) for line in instance(10, 8, mandates=0.9).mandates)
