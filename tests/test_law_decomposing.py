"""A change of the index is the sum of its parts, to the last digit that matters, whatever changed."""

from itertools import combinations
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law_strategies import AFTER, BEFORE, complete_tables, tables
from travaux.errors import TravauxError
from travaux.facts.law_facts import Law, Norm
from travaux.law.coding import code
from travaux.law.decomposing import decompose
from travaux.law.indexing import index
from travaux.law.model import Laws

MODE = {"mode": Norm(id="mode", scale="boolean")}


def changing(jurisdiction, old, new, norm="mode"):
    return (
        Law(jurisdiction=jurisdiction, norm=norm, value=old, last="2009-12-31"),
        Law(jurisdiction=jurisdiction, norm=norm, value=new, first="2010-01-01"),
    )


def test_a_pair_of_which_one_changed_counts_for_that_one():
    laws = Laws("invented", MODE, (*changing("A", "no", "yes"), Law(jurisdiction="B", norm="mode", value="yes")),
                ("A", "B"))  # fmt: skip
    found = decompose(laws, BEFORE, AFTER)
    assert [(part.jurisdiction, part.had, part.has, part.contribution) for part in found.reforms] == [
        ("A", "no", "yes", 1.0)
    ]


def test_two_that_change_places_cancel_out():
    laws = Laws("invented", MODE, (*changing("A", "no", "yes"), *changing("B", "yes", "no")), ("A", "B"))
    found = decompose(laws, BEFORE, AFTER)
    assert found.change == 0
    assert [part.contribution for part in found.reforms] == [0, 0]


def test_two_that_meet_half_way_share_it():
    norms = {"n": Norm(id="n", scale="interval", low=0, high=12)}
    laws = Laws("invented", norms, (*changing("A", "0", "6", "n"), *changing("B", "12", "6", "n")), ("A", "B"))
    assert [part.contribution for part in decompose(laws, BEFORE, AFTER).reforms] == [0.5, 0.5]


def test_what_becomes_known_is_coverage_and_no_reform():
    held = (Law(jurisdiction="A", norm="mode", value="yes"), Law(jurisdiction="B", norm="mode", value="yes"),
            Law(jurisdiction="C", norm="mode", value="no", first="2008-01-01"))  # fmt: skip
    found = decompose(Laws("invented", MODE, held, ("A", "B", "C")), BEFORE, AFTER)
    assert found.reforms == ()
    assert [(part.jurisdiction, part.became) for part in found.coverage] == [("C", "known")]
    assert found.change == pytest.approx(found.coverage[0].contribution) == pytest.approx(-2 / 3)


def test_where_the_index_is_not_defined_there_are_no_parts():
    held = (Law(jurisdiction="A", norm="mode", value="yes"), *changing("B", "no", "yes")[1:])
    found = decompose(Laws("invented", MODE, held, ("A", "B")), BEFORE, AFTER)
    assert (found.before, found.after, found.change, found.norms) == (None, 1.0, None, ())


def test_days_the_other_way_round_are_refused():
    with pytest.raises(TravauxError, match="is not before"):
        decompose(Laws("invented", MODE, changing("A", "no", "yes"), ("A",)), AFTER, BEFORE)


@settings(deadline=None, max_examples=200)
@given(tables(most=5), st.sampled_from(["gower", "disagreement"]))
def test_the_parts_sum_to_the_change(laws, measure):
    if not laws.laws:
        return
    found = decompose(laws, BEFORE, AFTER, measure=measure)
    if found.change is None:
        return
    reforms = fsum(part.contribution for part in found.reforms)
    coverage = fsum(part.contribution for part in found.coverage)
    assert reforms + coverage == pytest.approx(found.change, abs=1e-12)
    assert fsum(part.total for part in found.norms) == pytest.approx(found.change, abs=1e-12)
    for norm in found.norms:
        own = fsum(part.contribution for part in found.reforms if part.norm == norm.norm)
        assert norm.reform == pytest.approx(own, abs=1e-12)


@settings(deadline=None)
@given(tables(most=5))
def test_over_the_years_the_parts_sum_to_the_whole_way(laws):
    if not laws.laws:
        return
    change = index(laws, 2000, 2015).change
    if change is None or change.change is None:
        return
    parts = fsum(part.contribution for part in (*change.reforms, *change.coverage))
    assert parts == pytest.approx(change.change, abs=1e-12)


@settings(deadline=None)
@given(complete_tables(most=5))
def test_shares_of_reforms_are_those_worked_out_pair_by_pair(laws):
    found = decompose(laws, BEFORE, AFTER)
    coding = code(laws, [BEFORE, AFTER])
    weights = {name: norm.weight for name, norm in laws.norms.items()}
    pairs = list(combinations(range(len(laws.jurisdictions)), 2))
    total = sum(weights.values()) * len(pairs)
    expected: dict[tuple[str, str], float] = {}
    for number, norm in enumerate(coding.norms):
        scale = coding.scales[number]
        said = [[scale.answers[each] for each in row] for row in coding.codes[number]]
        for a, b in pairs:
            for one, other in ((a, b), (b, a)):
                (had, has), theirs = said[one], said[other]
                apart = sum(scale.distance(has, each) - scale.distance(had, each) for each in theirs) / 2
                key = (laws.jurisdictions[one], norm)
                expected[key] = expected.get(key, 0.0) - weights[norm] * apart / total
    for part in found.reforms:
        assert part.contribution == pytest.approx(expected[part.jurisdiction, part.norm], abs=1e-12)
