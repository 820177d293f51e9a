"""Random weights give an interval, the same for the same seed, inside what single norms say."""

import numpy as np
import pytest
from hypothesis import given, settings

from law_strategies import AFTER, tables
from travaux.law.coding import code
from travaux.law.indexing import index_on
from travaux.law.sensitivity import random_weights
from travaux.law.tallying import tally


@settings(deadline=None, max_examples=50)
@given(tables())
def test_the_interval_lies_between_the_norms_and_is_the_same_again(laws):
    if not laws.laws:
        return
    found = index_on(laws, AFTER)
    singles = [points[0].index for points in found.norms.values() if points[0].index is not None]
    if not singles:
        assert found.sensitivity is None
        return
    assert min(singles) - 1e-12 <= found.sensitivity.low <= found.sensitivity.median <= found.sensitivity.high
    assert found.sensitivity.high <= max(singles) + 1e-12
    assert found.sensitivity == index_on(laws, AFTER).sensitivity
    if len(singles) == 1:
        assert found.sensitivity.low == pytest.approx(singles[0])


@settings(deadline=None, max_examples=10)
@given(tables(least=3, norms=3))
def test_another_seed_gives_nearly_the_same_interval(laws):
    counted = tally(code(laws, [AFTER]), "gower", np.ones(len(laws.norms)))
    one, other = random_weights(counted, seed=1), random_weights(counted, seed=2)
    assert one is None or abs(one.median - other.median) < 0.1
