"""Answers to a norm compare by its scale, and the distance of two is a metric between 0 and 1."""

import pytest
from hypothesis import given

from law_strategies import norm_facts
from travaux.errors import TravauxError
from travaux.facts.law_facts import Norm
from travaux.law.scales import distance, measure_named, scale_of

BEST_MODE = Norm(id="best_mode", scale="ordinal", categories={"no": ["not"], "some": ["machines"], "all": ["always"]})


def test_yes_and_no_are_as_far_apart_as_can_be():
    assert distance(Norm(id="x", scale="boolean"), "yes", "no") == 1


def test_nominal_categories_are_the_same_or_not():
    norm = Norm(id="x", scale="nominal", categories={"a": ["a"], "b": ["b"], "c": ["c"]})
    assert [distance(norm, "a", each) for each in "abc"] == [0, 1, 1]


def test_ordinal_categories_stand_at_equal_steps():
    assert [distance(BEST_MODE, "no", each) for each in ("no", "some", "all")] == [0, 0.5, 1]


def test_numbers_are_divided_by_the_range_of_the_record():
    norm = Norm(id="grace", scale="interval")
    assert distance(norm, "6", "12", values=["0", "6", "12", "24"]) == 0.25


def test_the_ends_that_a_norm_declares_go_before_those_of_the_record():
    norm = Norm(id="grace", scale="interval", low=0, high=12)
    assert distance(norm, "6", "12", values=["6", "12"]) == 0.5


def test_a_number_beyond_an_end_counts_as_the_end():
    norm = Norm(id="grace", scale="interval", low=0, high=12)
    assert distance(norm, "6", "60") == 0.5


def test_one_number_on_record_leaves_no_distance():
    assert scale_of(Norm(id="grace", scale="interval"), ["12", "12.0"]).matrix().tolist() == [[0.0]]


def test_disagreement_asks_only_whether_two_are_the_same():
    assert distance(BEST_MODE, "no", "some", "disagreement") == 1


def test_an_ordinal_norm_without_order_is_refused():
    with pytest.raises(TravauxError, match="no order"):
        scale_of(Norm(id="x", scale="ordinal"), ["much", "little"])


def test_ordinal_numbers_order_themselves():
    assert scale_of(Norm(id="x", scale="ordinal"), ["10", "9", "2"]).answers == ("2", "9", "10")


def test_reversed_ends_are_refused():
    with pytest.raises(TravauxError, match="before it begins"):
        scale_of(Norm(id="x", scale="interval", low=12, high=0), ["6"])


def test_an_answer_that_is_none_is_named():
    with pytest.raises(TravauxError, match="no answer"):
        distance(BEST_MODE, "no", "often")


def test_a_measure_that_is_none_is_named():
    with pytest.raises(TravauxError, match="gower or disagreement"):
        measure_named("euclid")


@given(norm_facts())
def test_the_distance_of_a_norm_is_a_metric(made):
    norm, values = made
    scale = scale_of(norm, values)
    for measure in ("gower", "disagreement"):
        for a in scale.answers:
            assert scale.distance(a, a, measure) == 0
            for b in scale.answers:
                assert 0 <= scale.distance(a, b, measure) <= 1
                assert scale.distance(a, b, measure) == scale.distance(b, a, measure)
                assert scale.distance(a, b, measure) == scale.matrix(measure)[scale.at[a], scale.at[b]]
                for c in scale.answers:
                    through = scale.distance(a, c, measure) + scale.distance(c, b, measure)
                    assert scale.distance(a, b, measure) <= through + 1e-12


def test_a_yes_or_no_norm_of_which_one_answer_is_coded_admits_the_other():
    norm = Norm(id="seal", scale="boolean", categories={"yes": ["sealed"]})
    assert set(scale_of(norm, ["sealed"]).answers) == {"yes", "no"}
    assert distance(norm, "yes", "no") == 1


def test_numbers_too_far_apart_for_a_difference_still_compare():
    norm = Norm(id="delay", scale="interval")
    assert scale_of(norm, ["-1e308", "1e308", "0"]).places == (0.0, 0.5, 1.0)
