"""The Pareto frontier: the same as comparing every outcome with every other."""

from collections import Counter

import numpy as np
import pytest

from small_problems import counted_parties, gains_of, not_excluded, share, small_problem
from travaux.consensus.evaluating import evaluate
from travaux.consensus.frontier import frontier
from travaux.consensus.problem import Demand, MandateLine, Problem
from travaux.errors import TravauxError


def compared_one_by_one(problem):
    """Points of the frontier with the number of outcomes that have them."""
    parties = counted_parties(problem)
    outcomes = [tuple(verdict.values[party] for party in parties) for _, verdict in not_excluded(problem)]
    rounded = Counter(tuple(round(worth, 7) for worth in outcome) for outcome in outcomes)
    return {
        point: count
        for point, count in rounded.items()
        if not any(other != point and all(a >= b for a, b in zip(other, point, strict=True)) for other in rounded)
    }


def test_the_frontier_is_what_comparing_every_outcome_with_every_other_leaves():
    for seed in share(0.2):
        problem = small_problem(seed)
        if not counted_parties(problem):
            continue
        found = frontier(problem)
        points = [tuple(np.round(point, 7).tolist()) for point in found.points]
        assert dict(zip(points, found.outcomes.tolist(), strict=True)) == compared_one_by_one(problem), seed
        for point, selection in zip(found.points, found.selections, strict=True):
            verdict = evaluate(problem, selection)
            assert not verdict.excluded
            assert point.tolist() == pytest.approx([verdict.values[party] for party in found.parties])
        check_special_points(problem, found)


def check_special_points(problem, found):
    allowed = [verdict for _, verdict in not_excluded(problem)]
    if not allowed:
        assert (found.nash, found.welfare, found.maximin) == (-1, -1, -1)
        return
    parties = list(found.parties)
    assert found.points[found.welfare].sum() == pytest.approx(
        max(sum(verdict.values[party] for party in parties) for verdict in allowed)
    )
    least = evaluate(problem, found.selections[found.maximin])
    assert gains_of(problem, least)[0] == pytest.approx(max(gains_of(problem, verdict)[0] for verdict in allowed))
    best = max(verdict.nash_log for verdict in allowed)
    if np.isinf(best):
        assert found.nash == -1
    else:
        assert evaluate(problem, found.selections[found.nash]).nash_log == pytest.approx(best, abs=1e-9)


def additive(parties, issues, options=4, seed=0, most=20):
    worth = np.random.default_rng(seed).integers(0, most, (parties, issues * options)).astype(float)
    known = np.ones(worth.shape, dtype=bool)
    return Problem(
        tuple(f"p{n}" for n in range(parties)),
        tuple(f"i{n}" for n in range(issues)),
        (tuple(f"o{n}" for n in range(options)),) * issues,
        worth,
        known,
        ~known,
    )


@pytest.mark.parametrize(("parties", "issues", "most"), [(2, 7, 9), (3, 6, 30), (5, 5, 1000), (4, 6, 3)])
def test_larger_frontiers_count_every_outcome_with_ties(parties, issues, most):
    problem = additive(parties, issues, seed=parties, most=most)
    grid = np.zeros((1, parties))
    for issue in range(issues):
        cells = list(problem.cells_of(issue))
        grid = (grid[:, None, :] + problem.value[:, cells].T[None]).reshape(-1, parties)
    distinct, count = np.unique(grid, axis=0, return_counts=True)
    kept = [not np.any(np.all(distinct >= point, axis=1) & np.any(distinct > point, axis=1)) for point in distinct]
    expected = {tuple(point): n for point, n in zip(distinct[kept].tolist(), count[kept].tolist(), strict=True)}
    found = frontier(problem)
    assert {tuple(p): n for p, n in zip(found.points.tolist(), found.outcomes.tolist(), strict=True)} == expected


def test_outcomes_beyond_counting_one_by_one_still_have_an_exact_frontier():
    found = frontier(additive(2, 30, seed=1))
    order = np.argsort(-found.points[:, 0])
    assert (np.diff(found.points[order, 1]) > 0).all()
    best = additive(2, 30, seed=1).value.reshape(2, 30, 4).max(axis=2).sum(axis=1)
    assert found.points.max(axis=0).tolist() == best.tolist()


def test_many_parties_are_refused_with_a_remedy_unless_asked_for():
    problem = additive(6, 2)
    with pytest.raises(TravauxError, match="6 parties"):
        frontier(problem)
    assert len(frontier(problem, most_parties=6).points) > 1


def test_too_many_ways_to_settle_one_group_are_refused():
    problem = additive(2, 8)
    chain = tuple(Demand(0, (4 * issue,), (4 * issue + 4,)) for issue in range(7))
    tied = Problem(
        problem.parties, problem.issues, problem.options, problem.value, problem.known, problem.opposed, chain
    )
    with pytest.raises(TravauxError, match="more than 1,000 ways"):
        frontier(tied, most_outcomes=1000)


def test_nothing_left_is_an_empty_frontier():
    problem = additive(2, 2)
    asked = (MandateLine(0, 1e9),)
    left = frontier(
        Problem(
            problem.parties, problem.issues, problem.options, problem.value, problem.known, problem.opposed, (), asked
        )
    )
    assert (len(left.points), left.nash, left.selections) == (0, -1, ())
