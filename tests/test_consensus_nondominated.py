"""The filter for nondominated points, each of its ways against comparing every pair."""

import numpy as np
import pytest

from travaux.consensus import nondominated as module
from travaux.consensus.nondominated import nondominated


def by_pairs(points, better_in):
    """Points that none is at least as good as everywhere, and better in one of the first coordinates."""
    return [
        not any((other >= point).all() and (other[:better_in] > point[:better_in]).any() for other in points)
        for point in points
    ]


@pytest.mark.parametrize("few", [0, 10**9], ids=["words", "blocks"])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 8])
def test_every_way_agrees_with_comparing_every_pair(monkeypatch, few, size):
    monkeypatch.setattr(module, "_FEW", few)
    random = np.random.default_rng(size)
    for most in (2, 5, 40, 10**6):
        for count in (1, 2, 63, 64, 65, 300):
            points = random.integers(-most, most, (count, size)).astype(float)
            assert nondominated(points).tolist() == by_pairs(points, size)
            better_in = int(random.integers(1, size + 1))
            assert nondominated(points, better_in).tolist() == by_pairs(points, better_in)


def test_more_rivals_than_fit_into_one_slice_are_all_heard(monkeypatch):
    monkeypatch.setattr(module, "_FEW", 0)
    monkeypatch.setattr(module, "_RIVALS", 64)
    monkeypatch.setattr(module, "_ROWS", 32)
    points = np.random.default_rng(1).integers(0, 12, (700, 4)).astype(float)
    assert nondominated(points).tolist() == by_pairs(points, 4)


def test_equal_points_stay_together():
    points = np.array([[1.0, 1, 1], [1, 1, 1], [0, 1, 1], [2, 0, 0]])
    assert nondominated(points).tolist() == [True, True, False, True]


def test_no_points_and_no_coordinates_are_nothing_to_filter():
    assert nondominated(np.zeros((0, 3))).tolist() == []
    assert nondominated(np.zeros((2, 0))).tolist() == [True, True]
