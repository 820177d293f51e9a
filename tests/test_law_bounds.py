"""The bounds of the index contain it for every filling of gaps, and are no wider than that."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law_fillings import filled_indices
from law_strategies import AFTER, BEFORE, tables
from travaux.law import bounds
from travaux.law.bounds import extremes, extremes_in_doubt
from travaux.law.coding import code
from travaux.law.indexing import index_on
from travaux.law.scales import Scale

YES_NO = Scale("n", ("no", "yes"), None)
THREE = Scale("n", ("a", "b", "c"), None)
LINE = Scale("n", ("0", "6", "12"), (0.0, 0.5, 1.0), open=True)


def bounds_of(scale, counts, missing, measure="gower"):
    least, greatest = extremes(scale, measure, np.array([counts], dtype=float), np.array([float(missing)]))
    return float(least[0]), float(greatest[0])


def test_without_gaps_both_bounds_are_the_sum_itself():
    assert bounds_of(THREE, [2, 1, 1], 0) == (5, 5)
    assert bounds_of(LINE, [1, 1, 1], 0) == (2, 2)


def test_nominal_gaps_join_the_most_frequent_or_the_rarest():
    # With two yes and one no, a fourth adds one difference as yes, and two as no.
    assert bounds_of(YES_NO, [1, 2], 1) == (3, 4)


def test_numbers_stand_at_a_median_or_at_the_ends():
    # At 6 months the missing one is half the range from both; at an end it is 0 and 1 away.
    assert bounds_of(LINE, [1, 0, 1], 1) == (2, 2)
    assert bounds_of(LINE, [0, 2, 0], 1) == (0, 1)


def test_unknown_numbers_may_all_differ():
    assert bounds_of(LINE, [0, 2, 0], 2, "disagreement") == (0, 5)


def test_of_a_norm_without_any_answer_nothing_is_known():
    assert bounds_of(Scale("n", (), None), [], 3) == (0, 3)


def test_a_doubtful_cell_is_one_of_its_answers():
    least, greatest = extremes_in_doubt(THREE, "gower", np.array([2.0, 0.0, 0.0]), 0, [(1, 2)])
    assert (least, greatest) == (2, 2)


def test_beyond_the_most_combinations_bounds_are_wider_and_still_true(monkeypatch):
    doubts = [(0, 1)] * 3 + [(1, 2)] * 2
    exact = extremes_in_doubt(THREE, "gower", np.array([2.0, 1.0, 0.0]), 1, doubts)
    monkeypatch.setattr(bounds, "MOST_COMBINATIONS", 4)
    wider = extremes_in_doubt(THREE, "gower", np.array([2.0, 1.0, 0.0]), 1, doubts)
    assert wider[0] <= exact[0] <= exact[1] <= wider[1]


@settings(deadline=None, max_examples=150)
@given(tables(), st.sampled_from([BEFORE, AFTER]), st.sampled_from(["gower", "disagreement"]))
def test_bounds_are_the_extremes_over_every_filling(laws, day, measure):
    scales = dict(zip(laws.norms, code(laws, [day]).scales, strict=True))
    if any(not scale.answers for scale in scales.values()):
        return
    weights = {name: norm.weight for name, norm in laws.norms.items()}
    low, high = filled_indices(laws, scales, weights, day, measure)
    point = index_on(laws, day, measure=measure).points[0] if laws.laws else None
    if point is None:
        return
    exact = all(not scale.open or (measure == "gower" and _ends_on_record(scale)) for scale in scales.values())
    assert point.low <= low + 1e-9
    assert point.high == pytest.approx(high)
    if exact:
        assert point.low == pytest.approx(low)


def _ends_on_record(scale):
    """Whether the fillings, which use answers on record only, reach the ends of the scale."""
    return {0.0, 1.0} <= set(scale.places)
