"""Utilitarian, maximin, Nash, leximin and extreme points: the same as trying everything, listed or searched."""

import math

import numpy as np
import pytest
from bench.instances import instance, loose

from small_problems import counted_parties, gains_of, not_excluded, share, small_problem
from travaux.consensus import points
from travaux.consensus.evaluating import evaluate
from travaux.consensus.points import Points, extremes, leximin, maximin, nash, utilitarian
from travaux.consensus.problem import Demand, Problem
from travaux.errors import TravauxError


def geometric_mean(problem, verdict):
    return math.exp(verdict.nash_log / len(counted_parties(problem)))


def check_all_points(seed, proven=True):
    problem = small_problem(seed)
    allowed = [verdict for _, verdict in not_excluded(problem)]
    found = Points(problem, limit=60)
    answers = {
        "utilitarian": (found.utilitarian(), lambda verdict: verdict.utilitarian),
        "maximin": (found.maximin(), lambda verdict: verdict.maximin),
        "nash": (found.nash(), lambda verdict: geometric_mean(problem, verdict)),
        "leximin": (found.leximin(), lambda verdict: verdict.maximin),
    }
    if not allowed:
        assert all(answer is None for answer, _ in answers.values()), seed
        return
    if not counted_parties(problem):
        return
    for name, (answer, worth) in answers.items():
        verdict = evaluate(problem, answer.selection)
        assert not verdict.excluded, (seed, name)
        assert worth(verdict) == pytest.approx(max(worth(each) for each in allowed), rel=2e-6, abs=1e-9), (seed, name)
        assert answer.value == pytest.approx(worth(verdict), rel=1e-6, abs=1e-9), (seed, name)
        assert answer.bound >= answer.value
        assert answer.proven or (name == "leximin" and not proven), (seed, name)
    chosen = gains_of(problem, evaluate(problem, answers["leximin"][0].selection))
    assert np.round(chosen, 6).tolist() == max(np.round(gains_of(problem, each), 6).tolist() for each in allowed), seed
    for party, answer in zip(counted_parties(problem), found.extremes(), strict=True):
        assert answer.value == pytest.approx(max(verdict.values[party] for verdict in allowed)), (seed, party)


def test_all_points_are_those_that_trying_everything_finds():
    for seed in share(0.15):
        check_all_points(seed)


def test_searching_finds_what_listing_finds(monkeypatch):
    monkeypatch.setattr(points, "_MOST_ROWS", -1)
    for seed in share(0.012):
        check_all_points(seed, proven=False)


def test_groups_of_issues_are_settled_one_by_one_where_nothing_ties_them(monkeypatch):
    problem = instance(15, 10, red_lines=40, packages=6, seed=2)
    listed = Points(problem)
    monkeypatch.setattr(points, "_MOST_ROWS", -1)
    by_groups = Points(problem)
    monkeypatch.setattr(points, "_MOST_IN_GROUP", -1)
    searched = Points(problem)
    for one, two, three in zip(listed.extremes(), by_groups.extremes(), searched.extremes(), strict=True):
        assert one.value == two.value == pytest.approx(three.value)
    assert listed.utilitarian().selection == by_groups.utilitarian().selection


def three_texts(**changes):
    """Two parties and one issue: each has its own text, and there is one between."""
    worth = np.array([[6.0, 4.0, 0.0], [0.0, 3.0, 6.0]])
    known = np.ones((2, 3), dtype=bool)
    return Problem(("a", "b"), ("i",), (("x", "y", "z"),), worth, known, ~known, **changes)


def test_the_points_of_a_quarrel_over_one_text():
    problem = three_texts()
    assert utilitarian(problem).value == 7
    assert (maximin(problem).selection, maximin(problem).value) == ((1,), 3)
    assert (nash(problem).selection, nash(problem).value) == ((1,), pytest.approx(12**0.5))
    assert leximin(problem).selection == (1,)
    assert [each.selection for each in extremes(problem)] == [(0,), (2,)]
    assert [each.value for each in extremes(problem, [(0, 1), (1,)])] == [7, 6]


def test_only_what_is_not_excluded_counts():
    problem = three_texts(demands=(Demand(0, (1,)),))
    assert maximin(problem).value == 0
    assert nash(problem).value == 0
    assert nash(three_texts(demands=tuple(Demand(0, (cell,)) for cell in range(3)))) is None


def test_reserves_move_maximin_and_nash_but_not_the_sum():
    problem = three_texts(reserve=np.array([5.0, -4.0]))
    assert utilitarian(problem).selection == (1,)
    assert (maximin(problem).selection, maximin(problem).value) == ((0,), 1)
    assert (nash(problem).selection, nash(problem).value) == ((0,), 2)  # gains 1 and 4


def test_leximin_looks_past_the_worst_off():
    worth = np.array([[1.0, 1.0, 1.0], [2.0, 3.0, 2.0], [5.0, 3.0, 9.0]])
    known = np.ones((3, 3), dtype=bool)
    problem = Problem(("a", "b", "c"), ("i",), (("x", "y", "z"),), worth, known, ~known)
    assert leximin(problem).selection == (1,)
    assert (maximin(problem).selection, maximin(problem).value) == ((2,), 1)  # of equals the larger sum


def bounds_hold(best, problem, worth):
    """No selection drawn at random, and none of its neighbours, exceeds the bound."""
    random = np.random.default_rng(0)
    for _ in range(300):
        drawn = tuple(int(random.choice(problem.cells_of(issue))) for issue in range(len(problem.issues)))
        assert worth(evaluate(problem, drawn)) <= best.bound * (1 + 1e-9)


def test_larger_problems_have_points_with_bounds_that_hold():
    problem = loose(14, 20, seed=3)
    best = {"nash": nash(problem, limit=60), "maximin": maximin(problem, limit=60)}
    for answer in best.values():
        assert answer.proven
        assert answer.value <= answer.bound
    bounds_hold(best["maximin"], problem, lambda verdict: verdict.maximin)
    bounds_hold(best["nash"], problem, lambda verdict: geometric_mean(problem, verdict))
    assert best["nash"].gap <= 1e-6


def test_a_search_that_is_cut_short_gives_a_gap_and_does_not_claim_proof():
    problem = loose(50, 40, scatter=3, seed=1)
    hurried = maximin(problem, limit=0.5)
    assert not hurried.proven
    assert 0 < hurried.gap < 0.2
    assert hurried.gap == pytest.approx((hurried.bound - hurried.value) / hurried.value)
    assert evaluate(problem, hurried.selection).maximin == pytest.approx(hurried.value)


def test_leximin_of_many_parties_is_searched_place_by_place():
    problem = instance(16, 18, red_lines=90, seed=5)
    listed_first = maximin(problem, limit=60)
    found = leximin(problem, limit=60)
    assert found.value == pytest.approx(listed_first.value)


def test_no_time_at_all_is_said_and_not_taken_for_proof(monkeypatch):
    monkeypatch.setattr(points, "_MOST_ROWS", -1)
    with pytest.raises(TravauxError, match="time allowed"):
        nash(instance(40, 30, mandates=0.9), limit=0.0)
