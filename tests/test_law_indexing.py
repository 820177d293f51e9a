"""The index is one less the mean disagreement of all that compares; it can be taken apart, and depends on no order."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law_fillings import index_of
from law_strategies import AFTER, BEFORE, complete_tables, tables
from travaux.errors import TravauxError
from travaux.facts.law_facts import Law, Norm
from travaux.facts.membership import Members
from travaux.facts.model import Group
from travaux.law.cells import Rules
from travaux.law.coding import code
from travaux.law.indexing import index, index_on
from travaux.law.model import Laws

GRACE = Norm(id="grace", scale="interval", unit="months", low=0, high=12)
MODE = Norm(id="mode", scale="boolean", weight=3)
TABLE = Laws(
    "invented",
    {"grace": GRACE, "mode": MODE},
    (
        Law(jurisdiction="A", norm="grace", value="12"),
        Law(jurisdiction="B", norm="grace", value="6", last="2018-06-08"),
        Law(jurisdiction="B", norm="grace", value="12", first="2018-06-09", as_of="2020"),
        Law(jurisdiction="C", norm="grace", value="0"),
        Law(jurisdiction="A", norm="mode", value="yes"),
        Law(jurisdiction="B", norm="mode", value="no"),
    ),
    ("A", "B", "C"),
    groups=Members([Group(id="ab", name="Both", members=("A", {"party": "B", "to": "2018-12-31"}))]),
)


def test_the_index_counts_every_pair_and_norm_by_weight():
    # Grace: 0.5 + 1 + 0.5 of three pairs at weight 1; best mode: 1 of one pair at weight 3.
    assert index_on(TABLE, "2017-12-31").points[0].index == pytest.approx(1 - (2 + 3) / (3 + 3))


def test_a_point_says_what_it_rests_on():
    point = index_on(TABLE, "2019-12-31").points[0]
    assert (point.known_pairs, point.of_pairs, point.known_cells, point.of_cells) == (4, 6, 5, 6)
    assert point.assumed_cells == 4  # all but the rule of B, which is on record from 2018 to 2020


def test_taken_strictly_only_what_is_dated_counts():
    point = index_on(TABLE, "2019-12-31", strict=True).points[0]
    assert (point.index, point.known_cells, point.assumed_cells) == (None, 1, 0)


def test_one_point_for_the_end_of_each_year():
    found = index(TABLE, 2016, 2019)
    assert [point.day for point in found.points] == [date(year, 12, 31) for year in range(2016, 2020)]
    assert [points.modal_share for points in found.norms["grace"]] == pytest.approx([1 / 3, 1 / 3, 2 / 3, 2 / 3])


def test_years_come_from_the_record():
    assert [point.day.year for point in index(TABLE).points] == [2018, 2019, 2020]


def test_norms_have_their_mode_and_entropy():
    grace = index_on(TABLE, "2019-12-31").norms["grace"][0]
    assert (grace.known, grace.modal_share) == (3, pytest.approx(2 / 3))
    # Two of three at twelve and one at none, over three numbers on record.
    assert grace.entropy == pytest.approx(0.6365141682948128 / 1.0986122886681098)
    assert index_on(TABLE, "2019-12-31").norms["mode"][0].entropy == pytest.approx(1)


def test_pairs_compare_on_the_norms_they_share():
    pairs = index_on(TABLE, "2019-12-31").pairs
    assert pairs["A", "B"][0][1:] == (pytest.approx(3 / 4), 2)
    assert pairs["C", "A"][0][1:] == (1.0, 1)
    assert len(pairs) == len(list(pairs)) == 3
    with pytest.raises(KeyError):
        pairs["A", "A"]


def test_inside_a_group_only_members_of_the_day_count():
    found = index(TABLE, 2018, 2019, group="ab")
    assert found.points[0].of_pairs == 2
    assert (found.points[1].index, found.points[1].of_pairs) == (None, 0)
    assert index(TABLE, 2018, 2018).groups["ab"][0].index == found.points[0].index


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"weights": {"gracee": 1}}, "no norm"),
        ({"weights": {"grace": -1}}, "-1"),
        ({"weights": {"grace": float("nan")}}, "nan"),
        ({"weights": {"grace": 0}}, "weighs nothing"),
        ({"measure": "manhattan"}, "no measure"),
        ({"group": "xyz"}, "no group"),
        ({"start": 2020, "end": 2010}, "before they begin"),
        ({"start": 0}, "no year"),
    ],
)
def test_what_means_nothing_is_named(options, words):
    with pytest.raises(TravauxError, match=words):
        index(TABLE, **options)


def test_empty_tables_are_refused():
    with pytest.raises(TravauxError, match="no law"):
        index_on(Laws("invented", {"grace": GRACE}, (), ("A",)), "2010-01-01")
    with pytest.raises(TravauxError, match="no norm"):
        index_on(Laws("invented", {}, (), ("A",)), "2010-01-01")
    with pytest.raises(TravauxError, match="has a day"):
        index(Laws("invented", {"grace": GRACE}, TABLE.laws[:1], ("A",)))


@settings(deadline=None)
@given(tables(), st.sampled_from([BEFORE, AFTER]), st.sampled_from(["gower", "disagreement"]))
def test_the_index_is_that_of_its_definition(laws, day, measure):
    if not laws.laws:
        return
    scales = dict(zip(laws.norms, code(laws, [day]).scales, strict=True))
    rules = Rules(laws)
    answers = {norm: [rules.cell(each, norm, day).answer for each in laws.jurisdictions] for norm in laws.norms}
    expected = index_of(answers, scales, {name: norm.weight for name, norm in laws.norms.items()}, measure)
    found = index_on(laws, day, measure=measure)
    point = found.points[0]
    assert point.index == (None if expected is None else pytest.approx(expected))
    assert point.index is None or 0 <= point.index <= 1
    assert 0 <= point.low <= point.high <= 1
    assert found.sensitivity is None or 0 <= found.sensitivity.low <= found.sensitivity.high <= 1


@settings(deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_jurisdictions_norms_and_laws_does_not_matter(laws, random):
    if not laws.laws:
        return
    norms, held, jurisdictions = list(laws.norms), list(laws.laws), list(laws.jurisdictions)
    for each in (norms, held, jurisdictions):
        random.shuffle(each)
    other = replace(laws, norms={name: laws.norms[name] for name in norms}, laws=tuple(held),
                    jurisdictions=tuple(jurisdictions))  # fmt: skip
    one, two = index(laws, 2005, 2011), index(other, 2005, 2011)
    for a, b in zip(one.points, two.points, strict=True):
        assert a.index == (None if b.index is None else pytest.approx(b.index))
        assert (a.low, a.high) == (pytest.approx(b.low), pytest.approx(b.high))


@settings(deadline=None)
@given(tables())
def test_weight_on_one_norm_alone_gives_its_own_measure(laws):
    if not laws.laws:
        return
    for norm in laws.norms:
        alone = index_on(laws, AFTER, weights={norm: 5.0})
        assert alone.points[0].index == index_on(laws, AFTER).norms[norm][0].index
        for pair, points in alone.pairs.items():
            assert points[0].common <= 1, pair


@settings(deadline=None)
@given(complete_tables(least=3))
def test_distances_are_symmetric_and_with_all_cells_known_satisfy_the_triangle_inequality(laws):
    found = index_on(laws, AFTER)
    apart = {}
    for a, b in combinations(laws.jurisdictions, 2):
        apart[a, b] = found.pairs[a, b][0].distance
        apart[b, a] = found.pairs[b, a][0].distance
        assert apart[a, b] == apart[b, a]
        assert 0 <= apart[a, b] <= 1
    for a, b, c in combinations(laws.jurisdictions, 3):
        for x, y, z in ((a, b, c), (b, c, a), (c, a, b)):
            assert apart[x, y] <= apart[x, z] + apart[z, y] + 1e-9
    mean = sum(apart[pair] for pair in combinations(laws.jurisdictions, 2)) / len(list(found.pairs))
    assert found.points[0].index == pytest.approx(1 - mean)


def test_with_missing_cells_the_triangle_inequality_is_not_promised():
    norms = {name: Norm(id=name, scale="boolean") for name in ("n0", "n1", "n2")}
    held = (("A", "n0", "no"), ("B", "n0", "yes"), ("A", "n1", "no"), ("C", "n1", "no"), ("B", "n2", "no"),
            ("C", "n2", "no"))  # fmt: skip
    laws = tuple(Law(jurisdiction=one, norm=norm, value=value) for one, norm, value in held)
    pairs = index_on(Laws("invented", norms, laws, ("A", "B", "C")), AFTER).pairs
    assert pairs["A", "B"][0].distance > pairs["A", "C"][0].distance + pairs["C", "B"][0].distance


@settings(deadline=None)
@given(tables())
def test_all_pairs_at_once_are_the_pairs_one_by_one(laws):
    if not laws.laws:
        return
    found = index(laws, 2005, 2011)
    for point in found.points:
        matrix = found.pairs.on(point.day)
        for one, other in combinations(range(len(laws.jurisdictions)), 2):
            pair = laws.jurisdictions[one], laws.jurisdictions[other]
            at = next(each for each in found.pairs[pair] if each.day == point.day)
            assert at.common == matrix.common[one, other]
            assert at.distance is None or at.distance == pytest.approx(matrix.distances[one, other])


def test_without_a_first_year_it_begins_when_two_dated_rules_compare():
    old = Law(jurisdiction="A", norm="grace", value="12", first="1900-01-01")
    early = replace(TABLE, laws=(old, *TABLE.laws[1:]))
    # From 9 June 2018 on the rule of B is dated as well; before, nothing says how long it held.
    assert [point.day.year for point in index(early).points] == [2018, 2019, 2020]
    assert index(early, 1990).points[0].day.year == 1990
    assert index(early, end=1950).points[0].day.year == 1900


def test_without_two_dated_rules_it_begins_with_the_record():
    assert index(TABLE).points[0].day.year == 2018
