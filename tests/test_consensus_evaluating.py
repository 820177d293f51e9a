"""The judge of all selections: worked out by hand, and against the definition said in another way."""

import math
from random import Random

import numpy as np
import pytest

from small_problems import every_row, share, small_problem
from travaux.consensus.evaluating import evaluate
from travaux.consensus.problem import NOBODY, Demand, MandateLine, Problem

X, Y, P, Q, R = range(5)


def table(**changes):
    """Two parties; issue `one` with options x, y; issue `two` (only if x) with options p, q; issue `three` with r."""
    value = np.array([[1.0, 4.0, 2.0, 0.0, 3.0], [2.0, 0.0, 5.0, 1.0, 1.0]])
    known = np.array([[True, True, False, True, True], [True, False, True, True, False]])
    opposed = np.array([[False, False, False, True, False], [True, False, False, True, False]])
    shape = {
        "parties": ("a", "b"),
        "issues": ("one", "two", "three"),
        "options": (("x", "y"), ("p", "q"), ("r",)),
        "value": value,
        "known": known,
        "opposed": opposed,
        "parent": (-1, X, -1),
    }
    return Problem(**(shape | changes))


def test_the_numbers_of_a_selection_are_those_worked_out_by_hand():
    verdict = evaluate(table(), (X, Q, R))
    assert verdict.values == (4.0, 4.0)  # a: 1 + 0 + 3; b: 2 + 1 + 1
    assert (verdict.maximin, verdict.nash, verdict.utilitarian) == (4.0, 16.0, 8.0)
    assert verdict.nash_log == pytest.approx(math.log(16))
    assert verdict.oppositions == 3  # b against x, a and b against q
    assert verdict.known_share == 5 / 6  # of a, b and x, q, r only b on r is unknown
    assert verdict.sound
    assert not verdict.excluded


def test_gains_are_counted_from_the_worth_of_no_agreement_and_only_for_those_who_count():
    verdict = evaluate(table(reserve=np.array([1.0, 3.5])), (X, Q, R))
    assert (verdict.maximin, verdict.nash) == (0.5, 1.5)  # gains 3 and 0.5
    alone = evaluate(table(reserve=np.array([1.0, 3.5]), counted=np.array([True, False])), (X, Q, R))
    assert (alone.maximin, alone.nash, alone.utilitarian) == (3.0, 3.0, 8.0)
    nobody = evaluate(table(counted=np.array([False, False])), (X, Q, R))
    assert (nobody.maximin, nobody.nash) == (0.0, 0.0)


def test_a_party_without_gain_makes_the_nash_product_zero():
    verdict = evaluate(table(reserve=np.array([4.0, 0.0])), (X, Q, R))
    assert (verdict.nash, verdict.nash_log, verdict.maximin) == (0.0, -math.inf, 0.0)


def test_a_product_beyond_floats_is_infinite_and_its_logarithm_is_not():
    many = 200
    known = np.ones((many, 1), dtype=bool)
    value = np.full((many, 1), 1000.0)
    verdict = evaluate(Problem(tuple("p" * many), ("i",), (("x",),), value, known, ~known), (0,))
    assert verdict.nash == math.inf
    assert verdict.nash_log == pytest.approx(many * math.log(1000))


@pytest.mark.parametrize(
    ("selection", "sound"),
    [
        ((X, P, R), True),
        ((Y, -1, R), True),
        ((Y, P, R), False),  # two does not arise
        ((X, -1, R), False),  # two arises
        ((X, P, -1), False),
        ((-1, -1, R), False),
        ((X, X, R), False),  # not an option of two
        ((X, P), False),
    ],
)
def test_every_issue_that_arises_has_one_of_its_options_and_no_other_has(selection, sound):
    verdict = evaluate(table(), selection)
    assert (verdict.sound, verdict.excluded) == (sound, not sound)


def test_a_fixed_cell_binds_only_where_its_issue_arises():
    assert not evaluate(table(fixed=(Q,)), (X, P, R)).sound
    assert evaluate(table(fixed=(Q,)), (X, Q, R)).sound
    assert evaluate(table(fixed=(Q,)), (Y, -1, R)).sound


def test_a_demand_is_broken_if_all_it_is_given_is_chosen_and_nothing_it_needs():
    demands = (Demand(0, (X, R), (P,)), Demand(1, (), (P, Q)), Demand(1, (Y,)), Demand(0, (), ()))
    assert evaluate(table(demands=demands), (X, P, R)).broken == (3,)
    assert evaluate(table(demands=demands), (X, Q, R)).broken == (0, 3)
    assert evaluate(table(demands=demands), (Y, -1, R)).broken == (1, 2, 3)


def test_what_is_given_up_is_neither_broken_nor_short():
    problem = table(demands=(Demand(0, (X,)), Demand(1, (R,))), mandates=(MandateLine(1, 9), MandateLine(0, 9)))
    verdict = evaluate(problem, (X, Q, R), frozenset([0]), frozenset([1]))
    assert (verdict.broken, verdict.short, verdict.rejecting) == ((1,), (0,), (1,))


def test_a_demand_of_nobody_cannot_be_given_up():
    problem = table(demands=(Demand(NOBODY, (X,), (P,)),))
    verdict = evaluate(problem, (X, Q, R), frozenset([0]))
    assert (verdict.sound, verdict.broken, verdict.rejecting, verdict.excluded) == (False, (0,), (), True)


def test_a_mandate_that_is_just_met_is_met_in_spite_of_the_noise_of_floats():
    tenths = table(value=np.array([[0.3, 0, 0, 0.3, 0.3], [0, 0, 0, 0, 0]]), mandates=(MandateLine(0, 0.9),))
    assert evaluate(tenths, (X, Q, R)).short == ()  # 0.3 + 0.3 + 0.3 falls short of 0.9 in floats
    assert evaluate(tenths, (Y, -1, R)).short == (0,)


@pytest.mark.parametrize(("allowance", "excluded"), [(0.0, True), (1.9, True), (2.0, False), (5.0, False)])
def test_the_rule_counts_the_weight_of_those_who_reject(allowance, excluded):
    problem = table(demands=(Demand(1, (X,)), Demand(1, (R,))), weights=np.array([3.0, 2.0]), allowance=allowance)
    verdict = evaluate(problem, (X, Q, R))
    assert (verdict.rejecting, verdict.excluded) == ((1,), excluded)


def test_of_two_selections_the_one_with_fewer_oppositions_ranks_first_whatever_it_is_worth():
    problem = table()
    poor, rich = evaluate(problem, (Y, -1, R)), evaluate(problem, (X, P, R))
    assert poor.oppositions < rich.oppositions
    assert poor.maximin < rich.maximin
    assert poor.rank < rich.rank


def plainly(problem, selection):
    """The definition once more, in sets: (sound, rejecting, excluded)."""
    chosen = set(selection) - {-1}
    owner = {cell: issue for issue in range(len(problem.issues)) for cell in problem.cells_of(issue)}
    arising = {i for i, parent in enumerate(problem.parents) if parent == -1 or parent in chosen}
    sound = sorted(owner[cell] for cell in chosen) == sorted(arising)
    sound = sound and all(cell == -1 or owner[cell] == issue for issue, cell in enumerate(selection))
    sound = sound and all(cell in chosen for cell in problem.fixed if owner[cell] in arising)
    rejecting = set()
    for demand in problem.demands:
        if set(demand.given) <= chosen and not set(demand.needs) & chosen:
            rejecting.add(demand.party)
    sound = sound and NOBODY not in rejecting
    for line in problem.mandates:
        if sum(float(problem.value[line.party, cell]) for cell in sorted(chosen)) < line.at_least - 1e-7:
            rejecting.add(line.party)
    rejecting -= {NOBODY}
    weight = sum(float(problem.weight[party]) for party in rejecting)
    return sound, tuple(sorted(rejecting)), not sound or weight > problem.allowance + 1e-7


def test_the_judge_agrees_with_the_definition_said_in_another_way():
    for seed in share(0.05):
        problem = small_problem(seed)
        rows = every_row(problem)
        cells = range(-1, problem.cells)
        random = Random(seed)
        rows += [tuple(random.choice(cells) for _ in problem.issues) for _ in range(5)]
        for selection in rows:
            verdict = evaluate(problem, selection)
            assert (verdict.sound, verdict.rejecting, verdict.excluded) == plainly(problem, selection), seed
