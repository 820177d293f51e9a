"""First conclusions: only what can be in no selection is closed, and issues are kept apart only where they are."""

import numpy as np
import pytest

from small_problems import not_excluded, share, small_problem
from travaux.consensus.presolve import presolve
from travaux.consensus.problem import NOBODY, Demand, MandateLine, Problem


def test_no_cell_of_a_selection_that_is_not_excluded_is_closed():
    for seed in share(0.05):
        problem = small_problem(seed)
        reduced = presolve(problem)
        allowed = [selection for selection, _ in not_excluded(problem)]
        assert reduced.possible or not allowed, seed
        for selection in allowed:
            assert all(reduced.open_cells[cell] for cell in selection if cell >= 0), seed


def problem_of(options, demands=(), **changes):
    cells = sum(options)
    none = np.zeros((2, cells), dtype=bool)
    names = tuple(tuple(f"o{number}" for number in range(count)) for count in options)
    value = np.tile(np.arange(cells, dtype=float), (2, 1))
    issues = tuple(f"i{number}" for number in range(len(options)))
    return Problem(("a", "b"), issues, names, value, none, none, demands, **changes)


def test_a_red_line_closes_its_cell_and_what_hangs_on_it():
    # b forbids cell 1; cell 0 is then certain, so its package closes 2; 3 is certain, and so on to issue three.
    demands = (Demand(1, (1,)), Demand(NOBODY, (0, 2)), Demand(0, (3,), (5,)))
    reduced = presolve(problem_of([2, 2, 2], demands))
    assert reduced.open_cells.tolist() == [True, False, False, True, False, True]
    assert reduced.clauses == ()
    assert reduced.possible


def test_a_nested_issue_without_options_left_closes_its_parent():
    reduced = presolve(problem_of([2, 1], (Demand(0, (2,)),), parent=(-1, 0)))
    assert reduced.open_cells.tolist() == [False, True, False]


def test_a_contradiction_is_seen_at_once():
    assert not presolve(problem_of([2], (Demand(0, (0,)), Demand(1, (1,))))).possible
    assert not presolve(problem_of([2, 2], (Demand(0, (), ()),))).possible
    assert not presolve(problem_of([2, 2], mandates=(MandateLine(0, 5.0),))).possible  # at most 1 + 3


@pytest.mark.parametrize(("asked", "left"), [(4.0, [1, 3]), (3.0, [0, 1, 2, 3]), (2.0, [0, 1, 2, 3])])
def test_mandates_close_what_leaves_them_out_of_reach(asked, left):
    reduced = presolve(problem_of([2, 2], mandates=(MandateLine(0, asked),)))
    assert np.flatnonzero(reduced.open_cells).tolist() == left


def test_issues_are_grouped_by_demands_and_nesting():
    demands = (Demand(0, (0,), (2,)), Demand(0, (6,)))
    assert presolve(problem_of([2, 2, 2, 2, 1], demands, parent=(-1, -1, -1, -1, 5))).groups == ((0, 1), (2, 4), (3,))


def test_a_party_that_can_be_overruled_closes_nothing():
    voting = {"weights": np.array([1.0, 3.0]), "allowance": 1.0}
    assert presolve(problem_of([2], (Demand(0, (0,)),), **voting)).open_cells.all()
    assert not presolve(problem_of([2], (Demand(1, (0,)),), **voting)).open_cells[0]
