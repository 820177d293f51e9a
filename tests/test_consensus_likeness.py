"""Delegations with like positions stand side by side."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pictured_cases import cases
from small_cases import case_of, issues, says
from travaux.consensus.likeness import distance, ordered_by_likeness

HELD = st.dictionaries(
    st.sampled_from("ijk"), st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), min_size=1), max_size=3
)


@settings(deadline=None, max_examples=60)
@given(HELD, HELD)
def test_a_distance_is_from_0_to_1_the_same_both_ways_and_0_to_oneself(one, other):
    assert 0 <= distance(one, other) <= 1
    assert distance(one, other) == distance(other, one)
    assert distance(one, one) == (0 if one else 1)


@settings(deadline=None, max_examples=60)
@given(HELD, HELD)
def test_without_a_shared_issue_the_distance_is_the_largest(one, other):
    apart = {f"other {issue}": options for issue, options in other.items()}
    assert distance(one, apart) == 1


def test_what_only_one_has_said_is_no_similarity():
    said, more = {"i": {"a": 3}}, {"i": {"a": 3, "b": 0}}
    assert distance(said, more) == pytest.approx(1 / 2)
    assert distance(said, {"i": {"b": 3}}) == 1


@settings(deadline=None, max_examples=60)
@given(cases())
def test_an_order_is_a_permutation_of_those_who_decide(case):
    assert sorted(ordered_by_likeness(case)) == sorted(case.deciders)


@settings(deadline=None, max_examples=60)
@given(cases(), st.randoms())
def test_the_order_does_not_depend_on_that_of_the_rows_or_parties(case, chance):
    rows, parties = list(case.who()), list(case.speakers)
    chance.shuffle(rows)
    chance.shuffle(parties)
    assert ordered_by_likeness(rows, parties) == ordered_by_likeness(case.who(), case.speakers)


@settings(deadline=None, max_examples=60)
@given(cases())
def test_delegations_with_the_same_stances_stand_side_by_side(case):
    order = ordered_by_likeness(case)
    seen = {}
    for place, party in enumerate(order):
        rows = [row for row in case.who(party=party) if row.stance]
        stances = frozenset((row.issue, row.option, strictest(case, row)) for row in rows)
        seen.setdefault(stances, []).append(place)
    for places in seen.values():
        assert places == list(range(places[0], places[0] + len(places)))


def strictest(case, row):
    order = ("red_line", "oppose", "accept", "prefer")
    same = (each.stance for each in case.who(issue=row.issue, party=row.party) if each.option == row.option)
    return min((stance for stance in same if stance), key=order.index)


@settings(deadline=None, max_examples=60)
@given(cases())
def test_those_with_nothing_on_record_come_last_by_name(case):
    order = ordered_by_likeness(case)
    spoke = {row.party for row in case.who() if row.stance}
    silent = [party for party in order if party not in spoke]
    assert list(order[len(order) - len(silent) :]) == silent
    assert silent == sorted(silent, key=lambda party: (case.party_name(party).casefold(), party))


def test_two_camps_are_not_mixed():
    camp = {"us": "prefer", "jp": "prefer", "ke": "red_line", "br": "red_line"}
    said = [says(f"{party} {stance} {issue}.a") for party, stance in camp.items() for issue in "ij"]
    random.Random(1).shuffle(said)
    case = case_of(issues(i="a b", j="a b"), said, silent="zz aa")
    order = ordered_by_likeness(case)
    assert {frozenset(order[:2]), frozenset(order[2:4])} == {frozenset({"us", "jp"}), frozenset({"ke", "br"})}
    assert order[4:] == ("aa", "zz")


def test_a_chain_of_positions_is_laid_out_from_one_end_to_the_other():
    stances = ("prefer", "accept", "oppose", "red_line")
    said = [says(f"{party} {stance} i.a") for party, stance in zip(("d", "a", "c", "b"), stances, strict=True)]
    assert ordered_by_likeness(case_of(issues(i="a b"), said)) in {("b", "c", "a", "d"), ("d", "a", "c", "b")}


def test_nobody_is_an_empty_order():
    assert ordered_by_likeness([]) == ()
