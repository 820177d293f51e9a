"""Demands in their normal form, and rows in whole numbers."""

import numpy as np
import pytest

from travaux.consensus.clauses import Clause, clauses, ignored_parties, overruled_parties
from travaux.consensus.problem import NOBODY, Demand, Problem
from travaux.consensus.rows import common_step, smallest_values, snapped


def problem_of(*demands, **changes):
    none = np.zeros((2, 5), dtype=bool)
    value = np.array([[1.0, 2, -3, 4, 5], [0, 0, 0, 0, 0]])
    return Problem(("a", "b"), ("i", "j"), (("u", "v"), ("x", "y", "z")), value, none, none, demands, **changes)


def test_what_cannot_be_broken_is_left_out():
    assert not len(clauses(problem_of(Demand(0, (0, 1)))).longer)  # two options of one issue
    assert not len(clauses(problem_of(Demand(0, (0, 2), (2,)))).longer)


def test_a_need_that_cannot_stand_beside_what_is_given_is_dropped():
    found = clauses(problem_of(Demand(0, (0, 0), (1,)), Demand(0, (0,), (1, 3, 2, 3))))
    assert found.line_cell.tolist() == [0]
    assert found.longer == (Clause(1, 0, (0,), (2, 3)),)


def test_what_is_released_is_left_out_unless_it_is_nobodys():
    found = clauses(problem_of(Demand(0, (0,)), Demand(NOBODY, (1,))), frozenset([0, 1]))
    assert found.line_demand.tolist() == [1]


@pytest.mark.parametrize(
    ("weights", "allowance", "ignored", "overruled"),
    [([1, 1], 0, set(), set()), ([0, 1], 0, {0}, set()), ([1, 3], 2, set(), {0}), ([1, 3], 3, set(), {0, 1})],
)
def test_who_can_be_overruled_depends_on_the_weights(weights, allowance, ignored, overruled):
    problem = problem_of(weights=np.array(weights, dtype=float), allowance=float(allowance))
    assert (ignored_parties(problem), overruled_parties(problem)) == (ignored, overruled)


def test_worths_on_a_grid_become_whole_numbers_and_the_bound_is_rounded_up():
    worth, least = snapped(np.array([0.3, 0.6, -0.9]), 1.0)
    assert worth.tolist() == [1.0, 2.0, -3.0]
    assert least == 4.0  # 1.0 / 0.3 is a little more than 3


def test_a_bound_that_is_on_the_grid_stays_there():
    assert snapped(np.array([0.1, 0.7]), 0.3)[1] == 3.0


def test_thirds_are_whole_numbers_of_thirds():
    assert common_step(np.array([1 / 3, 2 / 3])) == pytest.approx(1 / 3)
    assert common_step(np.array([1 / 3, 5 / 7, 0.1])) == pytest.approx(1 / 210)
    worth, least = snapped(np.array([1 / 3, 2 / 3]), 0.5)
    assert (worth.tolist(), least) == ([1.0, 2.0], 2.0)


def test_worths_without_a_step_keep_their_proportion():
    worth, least = snapped(np.array([0.12345678, 2 * 0.12345678]), 0.2)
    assert worth[1] / worth[0] == pytest.approx(2)
    assert least / worth[0] == pytest.approx(0.2 / 0.12345678)


def test_no_selection_is_worth_less_than_the_smallest_value():
    problem = problem_of(parent=(-1, 0))
    open_cells = np.array([True, True, True, True, False])
    assert smallest_values(problem, problem.value, open_cells).tolist() == [-2.0, 0.0]  # 1, and -3 if j arises
