"""Rules of decision: how much of the weight may stand against a text."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.consensus.rules import BUILT_IN, decision
from travaux.errors import TravauxError
from travaux.facts.model import Rule


def parties(count):
    return [f"p{number}" for number in range(count)]


def rule(**more):
    return Rule(id="own", **more)


# Which rule applies


def test_consensus_applies_where_nothing_is_said():
    assert decision(None, []).kind == "consensus"


def test_the_rule_that_the_case_names_applies_where_the_user_names_none():
    assert decision(None, [], "no_opposition").kind == "no_opposition"


def test_the_rule_that_the_user_names_goes_before_that_of_the_case():
    assert decision("majority", [], "no_opposition").kind == "majority"


def test_a_rule_that_the_case_declares_is_called_by_its_id():
    found = decision("own", [rule(kind="weighted", threshold=0.6, weights={"us": 3})])
    assert (found.name, found.kind, found.weight_of("us"), found.weight_of("in")) == ("own", "weighted", 3, 1)


def test_a_hyphen_will_do():
    assert decision("two-thirds", []).kind == "two_thirds"


@pytest.mark.parametrize("name", ["unanimity", "consensu", "weighted"])
def test_an_unknown_rule_is_refused_with_rules_that_there_are(name):
    with pytest.raises(TravauxError) as refused:
        decision(name, [rule(kind="majority")])
    assert any(known in refused.value.remedy for known in (*BUILT_IN, "own"))


def test_a_slip_is_answered_with_the_rule_that_was_meant():
    with pytest.raises(TravauxError) as refused:
        decision("two_third", [])
    assert "two_thirds" in refused.value.remedy
    assert "majority" not in refused.value.remedy


def test_a_weighted_rule_without_a_threshold_is_refused():
    with pytest.raises(TravauxError, match="threshold"):
        decision("own", [rule(kind="weighted", weights={"us": 3})])


def test_a_negative_weight_is_refused_by_the_name_of_its_party():
    with pytest.raises(TravauxError, match="us -3"):
        decision("own", [rule(kind="weighted", threshold=0.5, weights={"us": -3, "in": 2})])


# What stands against an option


def test_under_consensus_only_a_red_line_stands_against_an_option():
    assert decision("consensus", []).excluding == {"red_line"}


@pytest.mark.parametrize("name", ["no_opposition", "two_thirds", "majority"])
def test_under_the_other_rules_opposition_does_so_too(name):
    assert decision(name, []).excluding == {"red_line", "oppose"}


def test_only_votes_can_be_lost():
    by_vote = {name: decision(name, []).by_vote for name in BUILT_IN}
    assert by_vote == {"consensus": False, "no_opposition": False, "two_thirds": True, "majority": True}


# How much may stand against a text


@pytest.mark.parametrize("name", ["consensus", "no_opposition"])
@pytest.mark.parametrize("count", [1, 3, 193])
def test_without_a_vote_nobody_may_stand_against_a_text(name, count):
    assert decision(name, []).allowance(parties(count)) == 0


# By hand: 193 is 3 * 64 + 1, so 129 of 193 are two thirds and 128 are not.
@pytest.mark.parametrize(("count", "against"), [(1, 0), (2, 0), (3, 1), (4, 1), (5, 1), (6, 2), (192, 64), (193, 64)])
def test_two_thirds_stand_as_long_as_not_more_than_a_third_is_against(count, against):
    assert decision("two_thirds", []).allowance(parties(count)) == against


# By hand: 97 of 193 are a majority, 96 of 192 are not.
@pytest.mark.parametrize(("count", "against"), [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (192, 95), (193, 96)])
def test_a_majority_is_more_than_half(count, against):
    assert decision("majority", []).allowance(parties(count)) == against


def test_weights_count_instead_of_heads():
    found = decision("own", [rule(kind="weighted", threshold=0.6, weights={"us": 3, "in": 2})])
    # The weights sum to 7; six tenths of it are 4.2, so 5 are needed and 2 may be against.
    assert found.allowance(["us", "in", "fj", "to"]) == 2


def test_only_the_weights_of_those_who_decide_count():
    found = decision("own", [rule(kind="weighted", threshold=0.5, weights={"us": 100})])
    assert found.allowance(["fj", "to"]) == 1


def test_weights_that_add_up_to_a_bound_but_for_the_noise_of_floats_reach_it():
    tenths = dict.fromkeys(parties(10), 0.1)
    found = decision("own", [rule(kind="weighted", threshold=0.7, weights=tenths)])
    assert 0.1 + 0.1 + 0.1 > 0.3  # the noise in question
    assert found.allowance(parties(10)) >= 0.1 + 0.1 + 0.1
    assert found.allowance(parties(10)) < 0.4


def test_half_of_weights_that_are_no_whole_numbers_is_no_majority():
    halves = decision("own", [rule(kind="majority", weights={"p0": 0.5, "p1": 0.5})])
    assert halves.allowance(parties(2)) < 0.5


def test_a_party_may_weigh_nothing():
    found = decision("own", [rule(kind="weighted", threshold=1.0, weights={"p0": 0})])
    assert found.allowance(parties(3)) == 0


@pytest.mark.parametrize("kind", ["two_thirds", "majority"])
def test_where_nobody_decides_nothing_stands_against_nothing(kind):
    assert decision(kind, []).allowance([]) >= 0
    assert decision("own", [rule(kind=kind, weights={"p0": 0, "p1": 0})]).allowance(parties(2)) >= 0


@pytest.mark.parametrize("kind", ["majority", "two_thirds", "weighted"])
def test_a_threshold_that_the_case_declares_is_heeded(kind):
    # Three quarters of a hundred: twenty-five may be against.
    assert decision("own", [rule(kind=kind, threshold=0.75)]).allowance(parties(100)) == 25


@pytest.mark.parametrize("kind", ["consensus", "no_opposition"])
def test_a_threshold_where_nothing_is_counted_is_refused(kind):
    with pytest.raises(TravauxError, match="threshold"):
        decision("own", [rule(kind=kind, threshold=0.75)])


@pytest.mark.parametrize(("kind", "usual"), [("two_thirds", "third"), ("majority", "half")])
def test_the_words_of_a_rule_are_not_those_of_another_threshold(kind, usual):
    assert usual in decision("own", [rule(kind=kind)]).words
    words = decision("own", [rule(kind=kind, threshold=0.75)]).words
    assert usual not in words or "0.75" in words


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=8).filter(any),
    st.sampled_from(["two_thirds", "majority", "1/2", "3/5", "3/4", "1"]),
    st.integers(0, 255),
)
def test_a_text_stands_exactly_if_the_others_hold_the_share_it_needs(weights, share, mask):
    named = {f"p{number}": float(weight) for number, weight in enumerate(weights)}
    against = sum(weight for number, weight in enumerate(weights) if mask >> number & 1)
    total, others = sum(weights), sum(weights) - against
    if share == "majority":
        kind, threshold, stands = "majority", None, 2 * others > total
    elif share == "two_thirds":
        kind, threshold, stands = "two_thirds", None, 3 * others >= 2 * total
    else:
        kind, threshold, stands = "weighted", float(Fraction(share)), others >= Fraction(share) * total
    found = decision("own", [rule(kind=kind, threshold=threshold, weights=named)])
    assert (against <= found.allowance(list(named))) == stands
