"""The searches that narrow, take rows lazily and climb: never another answer than solving all at once."""

import numpy as np
import pytest
from bench.instances import instance, loose

from small_problems import share, small_problem
from travaux.consensus.climbing import Climber
from travaux.consensus.evaluating import evaluate
from travaux.consensus.lazily import solve_lazily
from travaux.consensus.linear import linear, solve
from travaux.consensus.narrowing import narrowed, relaxation
from travaux.consensus.patience import Patience
from travaux.consensus.searching import cheapest


def priced(problem, seed):
    costs = np.random.default_rng(seed).integers(-5, 6, problem.cells).astype(float)
    return linear(problem).costing(costs)


def test_narrowing_first_finds_the_same_cost():
    for seed in share(0.02):
        model = priced(small_problem(seed), seed)
        whole, found = solve(model), cheapest(model, Patience(60))
        assert found.status == whole.status, seed
        assert found.value == pytest.approx(whole.value), seed


MANDATED = [
    instance(40, 20, red_lines=60, packages=15, mandates=0.9, scatter=3, seed=seed, satisfiable=seed % 2 == 0)
    for seed in range(4)
]


@pytest.mark.parametrize("problem", MANDATED, ids=range(4))
def test_rows_put_in_when_broken_lead_to_the_same_cost(problem):
    for model in (priced(problem, 1), linear(problem, give_up=True)):
        whole, found = solve(model), solve_lazily(model)
        assert found.status == whole.status
        assert found.value == pytest.approx(whole.value)
        assert found.bound <= whole.value + 1e-6
        assert cheapest(model, Patience(60)).value == pytest.approx(whole.value)


def test_what_narrowing_closes_is_in_no_solution_of_that_cost():
    for seed in share(0.01):
        model = priced(small_problem(seed), seed)
        relaxed, best = relaxation(model), solve(model)
        if best.x is None:
            continue
        assert relaxed.value <= best.value + 1e-7, seed
        small = narrowed(model, relaxed, best.value)
        assert solve(small).value == pytest.approx(best.value), seed
        none_is_better = narrowed(model, relaxed, best.value - 1)
        assert solve(none_is_better).status == "none" or solve(none_is_better).value >= best.value - 1e-6, seed


def test_climbing_obeys_the_model_and_never_goes_down():
    problem = instance(12, 15, red_lines=40, packages=10, mandates=0.7, seed=3)
    model = linear(problem)
    start = model.selection(solve(model).x)
    climber = Climber(model, problem.value, seed=5)
    assert climber.possible
    end = climber.climb(start, lambda worth: worth.min(axis=0), effort=2e6)
    assert not evaluate(problem, end).excluded
    assert evaluate(problem, end).maximin >= evaluate(problem, start).maximin
    again = Climber(model, problem.value, seed=5).climb(start, lambda worth: worth.min(axis=0), effort=2e6)
    assert again == end


def test_nothing_can_be_climbed_where_nothing_moves():
    problem = instance(4, 2, options=1)
    assert not Climber(linear(problem), problem.value).possible


def test_a_search_without_time_claims_no_proof_that_does_not_hold():
    model = priced(loose(30, 30), 1)
    found = cheapest(model, Patience(0.0))
    best = solve(model).value
    assert found.status != "none"
    assert found.bound <= best + 1e-6 <= found.value + 2e-6
