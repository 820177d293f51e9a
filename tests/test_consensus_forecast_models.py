"""The models: what they must give by hand, by search, and by law."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from travaux.consensus.forecast_models import MODELS, expected, nash_point, weighted_mean, weighted_median
from travaux.errors import TravauxError

places = st.integers(0, 24).map(lambda step: step / 2)
voices = st.lists(st.tuples(places, st.integers(1, 20).map(float)), min_size=1, max_size=9)


def split(pairs):
    return [point for point, _ in pairs], [weight for _, weight in pairs]


def test_without_any_weight_no_model_answers():
    assert expected([], [], 0, 12) == {}
    assert expected([3.0], [0.0], 0, 12, 0.0, 5) == {}


def test_without_a_status_quo_its_model_is_left_out():
    assert expected([3.0], [1.0], 0, 12).keys() == MODELS.keys() - {"status_quo"}
    assert expected([3.0], [1.0], 0, 12, 0.0).keys() == MODELS.keys()


def test_by_hand_three_voices():
    # Weights 2, 1, 1 at 0, 6, 12: mean 18 / 4; half of the weight is reached just at 0, so halfway to 6.
    found = expected([0.0, 6.0, 12.0], [2.0, 1.0, 1.0], 0.0, 12.0, status_quo=12.0, silent=2)
    assert found["compromise"] == 4.5
    assert found["median"] == 3.0
    # The status quo and two silent parties weigh 3 averages of 4/3: (18 + 4 * 12) / 8.
    assert found["status_quo"] == 8.25


def test_between_two_ends_the_nash_place_shares_the_scale_by_weight():
    # For weights a at 0 and b at 1 the maximum of a log(1 - x) + b log(x) is at b / (a + b).
    for a, b in ((1, 1), (1, 3), (5, 2)):
        assert nash_point([0.0, 1.0], [a, b], 0.0, 1.0) == pytest.approx(b / (a + b), abs=1e-12)


def test_extreme_weights_do_not_break_the_nash_place():
    assert nash_point([100.0, 200.0], [1.0, 1e-300], 100.0, 200.0) == pytest.approx(100.0)
    assert nash_point([100.0, 200.0], [1.0, 1e300], 100.0, 200.0) == pytest.approx(200.0)
    assert nash_point([5.0, 5.0], [1.0, 2.0], 5.0, 5.0) == 5.0


@pytest.mark.parametrize(
    ("points", "weights"), [([1e308, -1e308, 1e308], [1.0, 1.0, 1.0]), ([1.0, 2.0], [math.inf, 1.0])]
)
def test_numbers_beyond_computing_are_refused(points, weights):
    with pytest.raises(TravauxError, match="too large"):
        expected(points, weights, min(points), max(points))


@given(voices)
def test_the_mean_agrees_with_numpy_and_the_median_has_half_the_weight_on_either_side(pairs):
    points, weights = split(pairs)
    assert weighted_mean(points, weights) == pytest.approx(np.average(points, weights=weights))
    median = weighted_median(points, weights)
    half = sum(weights) / 2
    assert sum(weight for point, weight in pairs if point < median) <= half
    assert sum(weight for point, weight in pairs if point > median) <= half


@given(voices)
def test_the_nash_place_is_at_least_as_good_as_every_place_of_a_fine_search(pairs):
    points, weights = split(pairs)
    low, high = 0.0, 12.0

    def worth(place):
        shares = [1 - abs(place - point) / (high - low) for point in points]
        if min(shares) <= 0:
            return -math.inf
        return sum(weight * math.log(share) for weight, share in zip(weights, shares, strict=True))

    found = worth(nash_point(points, weights, low, high))
    assert all(found >= worth(place) - 1e-9 for place in np.linspace(low, high, 121))


@given(voices, st.permutations(range(9)))
def test_the_order_of_voices_does_not_matter(pairs, order):
    turned = [pairs[place] for place in order if place < len(pairs)]
    here = expected(*split(pairs), 0.0, 12.0, 0.0, 3)
    there = expected(*split(turned), 0.0, 12.0, 0.0, 3)
    assert here == pytest.approx(there)


@given(voices)
def test_answers_lie_between_the_outermost_voices_and_a_weight_of_zero_says_nothing(pairs):
    points, weights = split(pairs)
    found = expected(points, weights, 0.0, 12.0)
    assert all(min(points) - 1e-9 <= at <= max(points) + 1e-9 for at in found.values())
    assert expected([*points, 12.0], [*weights, 0.0], 0.0, 12.0) == pytest.approx(found)


@given(voices, st.floats(0.01, 100))
def test_only_the_ratio_of_weights_matters(pairs, factor):
    points, weights = split(pairs)
    scaled = [weight * factor for weight in weights]
    for model in (weighted_mean, weighted_median):
        assert model(points, scaled) == pytest.approx(model(points, weights))


@given(voices, st.integers(0, 20))
def test_the_more_are_silent_the_nearer_the_expectation_is_to_the_status_quo(pairs, silent):
    points, weights = split(pairs)
    nearer = expected(points, weights, 0.0, 12.0, 0.0, silent + 1)["status_quo"]
    assume(max(points) > 0)
    assert 0 < nearer < expected(points, weights, 0.0, 12.0, 0.0, silent)["status_quo"]
