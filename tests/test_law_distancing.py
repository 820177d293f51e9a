"""Distances on a day, who stands together, and how far all are from a set of required answers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from test_law_indexing import TABLE
from travaux.errors import TravauxError
from travaux.law.clustering import cut_at_widest, joins
from travaux.law.distancing import distances, to_target


def test_distances_are_symmetric_and_none_where_nothing_compares():
    found = distances(TABLE, "2019-12-31")
    assert found.distance("A", "B") == found.distance("B", "A") == pytest.approx(3 / 4)
    assert found.shared("A", "C") == 1
    assert distances(TABLE, "2019-12-31", weights={"mode": 1}).distance("A", "C") is None


def test_without_a_day_it_is_the_last_on_record():
    assert str(distances(TABLE).day) == "2020-12-31"


def test_those_who_share_no_norm_stand_apart():
    found = distances(TABLE, "2019-12-31", weights={"mode": 1}, as_clusters=True)
    assert found.apart == ("C",)
    assert all("C" not in group for group in found.clusters)


def test_only_to_one():
    assert distances(TABLE, "2019-12-31", to="b").to == "B"
    with pytest.raises(TravauxError, match="no jurisdiction"):
        distances(TABLE, "2019-12-31", to="Z9")


def test_the_distance_to_a_target_goes_over_what_is_known():
    found = to_target(TABLE, {"grace": "12", "mode": "yes"}, "2019-12-31")
    assert found == {"A": (0, 2), "B": (3 / 4, 2), "C": (1, 1)}
    assert to_target(TABLE, {"mode": "no"}, "2019-12-31")["C"] == (None, 0)


def test_a_target_that_is_none_is_named():
    with pytest.raises(TravauxError, match="no answer"):
        to_target(TABLE, {"mode": "perhaps"}, "2019-12-31")


def test_average_linkage_takes_the_mean_of_pairs():
    # Murtagh's rule by hand: 0 and 1 join at 1; their mean distance to 2 is (4 + 6) / 2.
    found = joins(np.array([[0, 1, 4], [1, 0, 6], [4, 6, 0]], dtype=float))
    assert [(each.left, each.right, each.height) for each in found] == [((0,), (1,), 1.0), ((0, 1), (2,), 5.0)]
    assert cut_at_widest(found, 3) == (3.0, ((0, 1), (2,)))


def test_groups_without_a_common_pair_are_never_joined():
    gap = np.nan
    found = joins(np.array([[0, 1, gap], [1, 0, gap], [gap, gap, 0]]))
    assert len(found) == 1
    assert cut_at_widest(found, 3) == (None, ((0, 1), (2,)))


@settings(deadline=None, max_examples=50)
@given(st.integers(3, 9), st.integers(0, 10_000))
def test_the_tree_is_that_of_scipy(count, seed):
    hierarchy = pytest.importorskip("scipy.cluster.hierarchy")
    # Random distances all differ, so that there is one tree.
    flat = np.random.default_rng(seed).random(count * (count - 1) // 2)
    matrix = np.zeros((count, count))
    matrix[np.triu_indices(count, 1)] = flat
    heights = [each.height for each in joins(matrix + matrix.T)]
    assert heights == pytest.approx(hierarchy.linkage(flat, "average")[:, 2].tolist())


def test_of_norms_without_any_law_there_are_no_distances():
    empty = replace(TABLE, laws=(), jurisdictions=())
    for as_clusters in (False, True):
        with pytest.raises(TravauxError, match="no law is on record"):
            distances(empty, "2019-12-31", as_clusters=as_clusters)


def test_a_target_may_be_a_number_that_nobody_has_yet():
    found = to_target(TABLE, {"grace": "9"}, "2019-12-31")
    assert all(far is None or 0 < far < 1 for far, _ in found.values())
    assert any(far is not None for far, _ in found.values())
