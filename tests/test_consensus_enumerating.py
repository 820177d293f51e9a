"""Listing every selection that is not excluded."""

from dataclasses import replace

from bench.instances import instance

from small_problems import not_excluded, share, small_problem
from travaux.consensus.enumerating import outcomes
from travaux.consensus.evaluating import evaluate
from travaux.consensus.presolve import presolve


def test_the_table_holds_exactly_the_selections_that_are_not_excluded():
    for seed in share(0.1):
        problem = small_problem(seed)
        table = outcomes(problem, presolve(problem))
        rows = [tuple(row) for row in table.tolist()]
        assert sorted(rows) == sorted(selection for selection, _ in not_excluded(problem)), seed


def test_mandates_keep_a_long_table_short():
    free = instance(12, 14, seed=1)
    assert outcomes(free, presolve(free), most=200_000) is None
    bound = instance(12, 14, mandates=0.9, seed=1)
    best = bound.value.reshape(12, 14, 4).max(axis=2).sum(axis=1)
    asked = tuple(replace(line, at_least=float(0.98 * best[line.party])) for line in bound.mandates[:1])
    bound = replace(bound, mandates=asked)
    table = outcomes(bound, presolve(bound), most=200_000)
    assert 0 < len(table) <= 200_000
    assert all(not evaluate(bound, tuple(row)).excluded for row in table[:200].tolist())


def test_too_many_selections_are_not_listed():
    problem = instance(3, 6, seed=2)
    assert outcomes(problem, presolve(problem), most=4**6 - 1) is None
    assert len(outcomes(problem, presolve(problem), most=4**6)) == 4**6
