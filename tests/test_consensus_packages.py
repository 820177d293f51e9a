"""The best packages: the same as trying everything, however they are looked for."""

import math
import os
from dataclasses import replace

import numpy as np
import pytest
from bench.instances import hard, instance, loose
from hypothesis import given, settings
from hypothesis import strategies as st

from small_problems import not_excluded, ranked, share, small_problem
from travaux.consensus import packages
from travaux.consensus.evaluating import evaluate
from travaux.consensus.packages import best_packages
from travaux.consensus.problem import Demand, MandateLine, Problem
from travaux.errors import TravauxError


def keys(found):
    return [key for key, _ in ranked([(each.selection, each.verdict) for each in found])]


def check_against_trying_everything(seed):
    problem = small_problem(seed)
    expected = ranked(not_excluded(problem))
    found = best_packages(problem, 4)
    assert [each.selection for each in found] == [selection for _, selection in expected[:4]], seed
    assert all(each.proven and each.gap == 0 for each in found), seed
    assert all(each.verdict == evaluate(problem, each.selection) for each in found), seed


def test_the_best_packages_are_those_that_trying_everything_finds():
    # Ten thousand examples drawn by hypothesis would take ten times as long; the next test lets it shrink a fault.
    for seed in share(0.45):
        check_against_trying_everything(seed)


@settings(max_examples=200, deadline=None)
@given(st.integers(10**6, 10**9))
def test_a_fault_would_be_found_from_any_seed(seed):
    check_against_trying_everything(seed)


@pytest.fixture
def never_listed(monkeypatch):
    """Makes the engine search even where it could list every selection."""
    monkeypatch.setattr(packages, "_MOST_ROWS", -1)


@pytest.mark.usefixtures("never_listed")
def test_searching_finds_what_listing_finds():
    for seed in share(0.03):
        problem = small_problem(seed)
        expected = ranked(not_excluded(problem))[:4]
        found = best_packages(problem, 4, limit=60)
        assert keys(found) == [key for key, _ in expected], seed
        assert all(each.proven for each in found), seed


@pytest.mark.usefixtures("never_listed")
def test_where_very_many_tie_the_best_are_found_aim_by_aim(monkeypatch):
    monkeypatch.setattr(packages, "_TIES", -100)
    for seed in share(0.02):
        problem = replace(small_problem(seed), opposed=np.zeros_like(small_problem(seed).opposed))
        expected = ranked(not_excluded(problem))[:3]
        found = best_packages(problem, 3, limit=60)
        assert keys(found) == [key for key, _ in expected], seed
        assert all(each.proven and each.gap <= 1e-6 for each in found), seed


def test_larger_problems_give_the_same_packages_listed_and_searched(monkeypatch):
    problem = instance(20, 12, red_lines=60, packages=12, seed=3)
    listed = best_packages(problem, 5)
    monkeypatch.setattr(packages, "_MOST_ROWS", -1)
    searched = best_packages(problem, 5, limit=60)
    assert keys(searched) == keys(listed)
    assert len(listed) == 5


def test_with_nobody_against_anything_a_large_problem_is_ranked_with_an_honest_gap():
    problem = loose(12, 20, seed=1)
    problem = replace(problem, opposed=np.zeros_like(problem.opposed))
    found = best_packages(problem, 2, limit=60)
    assert [each.proven for each in found] == [True, True]
    assert found[0].verdict.rank < found[1].verdict.rank
    hurried = best_packages(problem, 2, limit=0.05)
    assert all(each.gap >= 0 for each in hurried)
    assert all(each.verdict.rank >= found[0].verdict.rank for each in hurried)


def test_of_the_planted_agreement_and_its_rivals_none_is_excluded():
    problem = instance(193, 200, red_lines=5_000, packages=400, seed=11)
    found = best_packages(problem, 5)
    assert len(found) == 5
    assert not any(evaluate(problem, each.selection).excluded for each in found)
    assert [each.verdict.rank for each in found] == sorted(each.verdict.rank for each in found)


def test_long_conflicts_of_packages_and_mandates_leave_nothing_until_one_link_is_gone():
    assert best_packages(hard(24, 16, conflicts=1, length=6), limit=60) == ()
    assert best_packages(hard(24, 16, conflicts=1, length=6, satisfiable=True), 1, limit=60)


def one_issue(**changes):
    none = np.zeros((2, 2), dtype=bool)
    shape = {"parties": ("a", "b"), "issues": ("i",), "options": (("x", "y"),), "value": np.ones((2, 2))}
    return Problem(**(shape | {"known": none, "opposed": none} | changes))


def test_nothing_is_returned_where_every_option_is_excluded():
    assert best_packages(one_issue(demands=(Demand(0, (0,)), Demand(1, (1,))))) == ()
    assert best_packages(one_issue(mandates=(MandateLine(0, 1.5),))) == ()


def test_without_an_issue_or_without_wanting_any_there_is_no_package():
    none = np.zeros((1, 0), dtype=bool)
    assert best_packages(Problem(("a",), (), (), np.zeros((1, 0)), none, none)) == ()
    assert best_packages(one_issue(), 0) == ()


def test_ties_go_to_the_lowest_cells():
    assert [each.selection for each in best_packages(one_issue())] == [(0,), (1,)]


def test_unknown_stances_are_not_counted_as_consent():
    found = best_packages(one_issue(value=np.zeros((2, 2))))[0]
    assert (found.verdict.known_share, found.verdict.maximin, found.verdict.nash) == (0.0, 0.0, 0.0)


def test_a_search_without_time_says_so_instead_of_claiming_that_nothing_is_left(monkeypatch):
    monkeypatch.setattr(packages, "_MOST_ROWS", -1)
    with pytest.raises(TravauxError, match="time allowed"):
        best_packages(instance(40, 30, mandates=0.9), limit=0.0)


def test_the_same_problem_gives_the_same_packages_twice():
    problem = loose(10, 15, seed=4)
    one, two = best_packages(problem, 3, limit=60), best_packages(problem, 3, limit=60)
    assert [each.selection for each in one] == [each.selection for each in two]


def test_progress_is_told_on_long_runs():
    problem = loose(10, 15, seed=4)
    words: list[str] = []
    best_packages(replace(problem, opposed=np.zeros_like(problem.opposed)), 1, limit=60, progress=words.append)
    assert any("oppositions" in each for each in words)


def test_the_product_of_many_gains_still_ranks_beyond_the_range_of_floats():
    parties = 150
    value = np.full((parties, 2), 1000.0)
    value[0] = (1001.0, 1002.0)
    none = np.zeros((parties, 2), dtype=bool)
    problem = Problem(tuple(f"p{n}" for n in range(parties)), ("i",), (("x", "y"),), value, none, none)
    first, second = best_packages(problem)
    assert first.verdict.nash == second.verdict.nash == math.inf
    assert first.selection == (1,)


def test_the_number_of_instances_can_be_set_from_outside():
    assert len(share(1.0)) == int(os.environ.get("TRAVAUX_INSTANCES", "10000"))


def test_an_answer_cut_short_never_claims_more_than_a_full_search_finds(monkeypatch):
    monkeypatch.setattr(packages, "_MOST_ROWS", -1)
    problem = instance(30, 40, red_lines=60, packages=30, scatter=3, seed=6)
    best = best_packages(problem, 1, limit=60)[0]
    assert best.proven
    for limit in (0.03, 0.1, 0.3):
        try:
            hurried = best_packages(problem, 1, limit=limit)[0]
        except TravauxError:
            continue
        assert hurried.verdict.rank >= best.verdict.rank
        assert np.isfinite(hurried.gap)
        assert hurried.verdict.rank == best.verdict.rank or not hurried.proven
