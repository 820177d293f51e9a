"""The distribution of a count: exact against all cases written out, and its quantiles."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.treaty.forecasting.base_rate import base_rate
from travaux.treaty.forecasting.counting import Frailty, Units, distribution, frailty, quantile, scaled
from travaux.treaty.forecasting.scoring import held_out, scored_side
from travaux.treaty.forecasting.windows import Windows

ONE = Frailty(np.array([1.0]), np.array([1.0]))


def by_hand(chances, sizes):
    found = np.zeros(sum(sizes) + 1)
    for joins in product((0, 1), repeat=len(chances)):
        each = [chance if join else 1 - chance for chance, join in zip(chances, joins, strict=True)]
        found[sum(size * join for size, join in zip(sizes, joins, strict=True))] += np.prod(each)
    return found


@given(
    st.lists(st.tuples(st.floats(0.01, 0.99), st.integers(1, 3)), min_size=1, max_size=7),
    st.lists(st.tuples(st.floats(0.1, 4), st.floats(0.1, 1)), min_size=1, max_size=3),
)
@settings(max_examples=60, deadline=None)
def test_the_sum_of_units_is_what_all_cases_written_out_give(units, paces):
    chances, sizes = zip(*units, strict=True)
    hazard = -np.log(1 - np.array(chances))
    weights = np.array([weight for _, weight in paces])
    pace = Frailty(np.array([at for at, _ in paces]), weights / weights.sum())
    expected = sum(
        weight * by_hand(1 - np.exp(-at * hazard), sizes) for at, weight in zip(pace.at, pace.weight, strict=True)
    )
    assert distribution(Units(hazard, sizes), pace) == pytest.approx(expected, abs=1e-9)


@given(st.floats(0.05, 20))
@settings(deadline=None, max_examples=30)
def test_a_frailty_has_mean_one_and_is_wider_for_a_smaller_shape(shape):
    found = frailty(shape)
    assert found.weight.sum() == pytest.approx(1)
    assert found.at @ found.weight == pytest.approx(1)


@given(st.integers(1, 60), st.floats(0.01, 0.7), st.floats(0.2, 5))
@settings(deadline=None, max_examples=40)
def test_hazards_are_scaled_until_so_many_are_expected(count, share, shape):
    mean = share * count
    units, pace = Units(np.linspace(0.05, 0.5, count), (1,) * count), frailty(shape)
    chances = distribution(units, pace, scaled(units, pace, mean))
    assert chances.sum() == pytest.approx(1)
    assert np.arange(count + 1) @ chances == pytest.approx(mean, rel=1e-3)


def test_parties_not_yet_on_record_add_to_the_count():
    units = Units(np.array([0.1] * 5), (1,) * 5, newcomers=2.0)
    chances = distribution(units, ONE)
    expected = 5 * (1 - np.exp(-0.1)) + 2.0
    assert np.arange(len(chances)) @ chances == pytest.approx(expected, rel=1e-4)


def test_quantiles_are_numbers_that_can_happen():
    chances = np.array([0.04, 0.46, 0.4, 0.1])
    assert [quantile(chances, level) for level in (0.05, 0.5, 0.51, 0.95)] == [1, 1, 2, 3]


def windows(ages, came):
    number, zero = len(ages), np.zeros(len(ages))
    return Windows(
        np.zeros(number, int), np.zeros(number, int), np.array(ages, float), *([zero] * 7), np.array(came),
        np.zeros(number, int),
    )  # fmt: skip


def test_the_base_rate_is_what_came_for_treaties_of_that_age():
    found = base_rate(windows([2.0] * 6 + [30.0] * 6, [20] * 6 + [0] * 6), 2.5, 200)
    assert found.sum() == pytest.approx(1)
    assert quantile(found, 0.5) == pytest.approx(20, abs=1)
    assert quantile(base_rate(windows([2.0] * 6 + [30.0] * 6, [20] * 6 + [0] * 6), 25, 200), 0.5) == 0


def test_with_few_windows_of_that_age_all_are_taken():
    assert quantile(base_rate(windows([2.0, 30.0, 30.0, 30.0, 30.0, 30.0], [50, 0, 0, 0, 0, 0]), 2.5, 200), 0.5) == 0


def test_a_forecast_of_a_number_is_scored_by_the_chance_it_gave_and_the_interval_it_printed():
    chances = np.full(10, 0.1)
    found = scored_side(chances, 4)
    assert (found.median, found.wide) == (4, (0, 9))
    assert found.log_score == pytest.approx(np.log(10))
    assert (found.coverage.half, found.coverage.most) == (1.0, 1.0)
    assert found.coverage.exact_most == pytest.approx(1.0)
    edge = scored_side(chances, 0)
    assert (edge.coverage.most, edge.coverage.half) == (1.0, 0.0)
    assert edge.coverage.exact_most == pytest.approx(0.5)  # the lower half of its tenth lies below 5 %


def test_what_was_thought_impossible_costs_much_and_not_everything():
    assert scored_side(np.array([1.0]), 7).log_score == pytest.approx(-np.log(1e-6))


def test_a_third_of_treaties_is_held_out_whatever_their_names():
    shares = np.mean([held_out(f"treaty {number}") for number in range(3000)])
    assert shares == pytest.approx(1 / 3, abs=0.03)
