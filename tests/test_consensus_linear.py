"""The linear model holds exactly what the definition says, and HiGHS, CP-SAT and plain enumeration agree on it."""

from dataclasses import replace
from itertools import combinations
from random import Random

import numpy as np
import pytest
from bench.instances import hard, instance

from small_problems import every_row, not_excluded, share, small_problem
from travaux.consensus.evaluating import evaluate
from travaux.consensus.linear import linear, solve
from travaux.consensus.problem import NOBODY, Demand, MandateLine, Problem


def costs_of(problem, seed):
    random = Random(seed)
    return np.array([random.randint(-3, 3) for _ in range(problem.cells)], dtype=float)


def cost(costs, selection):
    return sum(costs[cell] for cell in selection if cell >= 0)


def test_the_cheapest_selection_is_the_one_that_enumeration_finds():
    for seed in share(0.04):
        problem = small_problem(seed)
        costs = costs_of(problem, seed)
        allowed = [selection for selection, _ in not_excluded(problem)]
        model = linear(problem).costing(costs)
        found = solve(model)
        if not allowed:
            assert found.status == "none", seed
            continue
        assert found.status == "optimal"
        assert model.selection(found.x) in allowed, seed
        assert found.value == pytest.approx(min(cost(costs, selection) for selection in allowed)), seed
        assert found.bound == pytest.approx(found.value)


def cheapest_release(problem):
    """The least cost of demands and mandates to give up, by trying every set."""
    demands = [i for i, demand in enumerate(problem.demands) if demand.party != NOBODY and np.isfinite(demand.cost)]
    mandates = [i for i, line in enumerate(problem.mandates) if np.isfinite(line.cost)]
    price = {("d", i): problem.demands[i].cost for i in demands} | {
        ("m", i): problem.mandates[i].cost for i in mandates
    }
    rows = every_row(problem)
    best = np.inf
    for size in range(len(price) + 1):
        for given_up in combinations(price, size):
            total = sum(price[each] for each in given_up)
            released = frozenset(i for kind, i in given_up if kind == "d")
            released_mandates = frozenset(i for kind, i in given_up if kind == "m")
            if total < best and any(not evaluate(problem, row, released, released_mandates).excluded for row in rows):
                best = total
    return best


def test_giving_up_costs_what_the_cheapest_set_of_demands_and_mandates_costs():
    checked = 0
    for seed in share(0.03):
        problem = small_problem(seed)
        if sum(np.isfinite(demand.cost) for demand in problem.demands) + len(problem.mandates) > 6:
            continue
        checked += 1
        found = solve(linear(problem, give_up=True))
        best = cheapest_release(problem)
        if np.isinf(best):
            assert found.status == "none", seed
        else:
            assert found.value == pytest.approx(best), seed
    assert checked > 0


def test_what_is_released_is_not_in_the_model():
    for seed in share(0.02):
        problem = small_problem(seed)
        released = frozenset(range(0, len(problem.demands), 2))
        released_mandates = frozenset(range(0, len(problem.mandates), 2))
        found = solve(linear(problem, released=released, released_mandates=released_mandates))
        rows = every_row(problem)
        left = any(not evaluate(problem, row, released, released_mandates).excluded for row in rows)
        assert (found.status == "optimal") == left, seed


def two_options(demands, **changes):
    none = np.zeros((2, 2), dtype=bool)
    value = np.array([[0.0, 2.0], [1.0, 0.0]])
    return Problem(("a", "b"), ("i",), (("x", "y"),), value, none, none, demands, **changes)


def test_red_lines_on_one_cell_are_folded_and_their_costs_add_up():
    problem = two_options((Demand(0, (0,), cost=2.0), Demand(1, (0,), cost=3.0), Demand(1, (1,), cost=np.inf)))
    model = linear(problem, give_up=True)
    assert model.folded.tolist() == [True, True, False]
    assert (model.release == -1).all()
    found = solve(model)
    assert (model.selection(found.x), found.value) == ((0,), 5.0)


def test_a_party_that_can_be_overruled_has_a_column_and_its_lines_are_not_folded():
    problem = two_options((Demand(0, (0,)), Demand(1, (1,))), weights=np.array([1.0, 2.0]), allowance=1.0)
    model = linear(problem)
    assert (model.reject >= 0).tolist() == [True, False]
    assert model.selection(solve(model).x) == (0,)


def test_a_mandate_is_rounded_up_to_what_can_be_reached():
    model = linear(two_options((), mandates=(MandateLine(0, 0.3),)))
    rows = np.flatnonzero(np.isinf(model.row_upper))
    assert model.row_lower[rows].tolist() == [1.0]
    assert model.matrix[rows].toarray().tolist() == [[0.0, 1.0]]


def test_ruling_selections_out_one_by_one_lists_them_all():
    for seed in share(0.005):
        problem = small_problem(seed)
        model = linear(problem)
        found = []
        while (solution := solve(model)).x is not None:
            found.append(model.selection(solution.x))
            model = model.but_not(found[-1:])
        assert sorted(found) == sorted(selection for selection, _ in not_excluded(problem)), seed


def test_a_known_cost_to_beat_changes_nothing_but_what_is_no_better():
    for seed in share(0.02):
        problem = small_problem(seed)
        model = linear(problem).costing(costs_of(problem, seed))
        plain = solve(model)
        known = 0.5
        found = solve(model.or_else(known))
        assert found.value == pytest.approx(min(known, plain.value)), seed


def test_rows_and_columns_can_be_added():
    problem = two_options(())
    model = linear(problem).with_columns(np.array([0.0]), np.array([9.0]))
    model = model.with_rows(np.array([[0.0, 2.0, -1.0]]), np.array([0.0]), np.array([np.inf]))  # z <= worth to a
    found = solve(model.costing(np.array([0.0, 0.0, -1.0])))
    assert (model.selection(found.x), found.value) == ((1,), -2.0)


def test_a_problem_without_issues_has_one_empty_selection():
    none = np.zeros((1, 0), dtype=bool)
    empty = Problem(("a",), (), (), np.zeros((1, 0)), none, none)
    assert solve(linear(empty)).status == "optimal"
    short = replace(empty, mandates=(MandateLine(0, 1.0),))
    assert solve(linear(short)).status == "none"


def test_the_search_can_be_stopped_by_its_size_and_still_gives_a_bound():
    model = linear(
        instance(40, 25, red_lines=150, packages=30, mandates=0.95, satisfiable=False, scatter=3), give_up=True
    )
    whole, stopped = solve(model, nodes=200, seconds=60), solve(model, nodes=1)
    assert stopped.bound <= whole.value + 1e-6
    assert stopped.status == "stopped" or stopped.value == pytest.approx(whole.value)


def by_cp_sat(problem, costs):
    """The same question to CP-SAT, written down without any of our arrays; None if there is no selection."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    cell = [model.new_bool_var(f"c{number}") for number in range(problem.cells)]
    for issue, parent in enumerate(problem.parents):
        model.add(sum(cell[each] for each in problem.cells_of(issue)) == (1 if parent < 0 else cell[parent]))
    rejects = [model.new_bool_var(f"r{party}") for party in range(len(problem.parties))]
    for demand in problem.demands:
        way_out = [] if demand.party == NOBODY else [rejects[demand.party]]
        model.add_bool_or([~cell[each] for each in demand.given] + [cell[each] for each in demand.needs] + way_out)
    for line in problem.mandates:
        worth = sum(int(problem.value[line.party, each]) * cell[each] for each in range(problem.cells))
        model.add(worth >= int(np.ceil(line.at_least - 1e-6))).only_enforce_if(~rejects[line.party])
    model.add(sum(int(w) * r for w, r in zip(problem.weight, rejects, strict=True)) <= int(problem.allowance))
    model.minimize(sum(int(c) * each for c, each in zip(costs, cell, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return None if status == cp_model.INFEASIBLE else solver.objective_value


LARGER = [
    instance(30, 25, red_lines=200, packages=25, seed=1),
    instance(30, 25, red_lines=200, packages=25, satisfiable=False, seed=2),
    instance(30, 25, red_lines=150, packages=25, mandates=0.9, seed=3),
    instance(30, 25, red_lines=60, packages=20, mandates=0.8, of_parties=True, satisfiable=False, seed=4),
    replace(instance(20, 15, red_lines=150, packages=15, satisfiable=False, seed=5), allowance=6.0),
    replace(instance(12, 12, red_lines=60, packages=10, mandates=0.9, satisfiable=False, seed=6), allowance=4.0),
    replace(instance(193, 200, red_lines=5000, packages=400, seed=7)),
    hard(16, 20, conflicts=1, length=4, seed=8),
    hard(16, 20, conflicts=1, length=4, satisfiable=True, seed=8),
]


@pytest.mark.parametrize("problem", LARGER, ids=range(len(LARGER)))
def test_cp_sat_and_highs_agree_on_larger_problems(problem):
    costs = problem.opposed.sum(axis=0)
    expected = by_cp_sat(problem, costs)
    found = solve(linear(problem).costing(costs.astype(float)))
    if expected is None:
        assert found.status == "none"
    else:
        assert found.value == pytest.approx(expected)
        assert not evaluate(problem, linear(problem).selection(found.x)).excluded


def test_both_outcomes_occur_among_the_larger_problems():
    kinds = {solve(linear(problem)).status for problem in LARGER}
    assert kinds == {"optimal", "none"}
