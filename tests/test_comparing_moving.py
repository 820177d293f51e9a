"""Which provisions left the order of their neighbours."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.text.comparing.moving import heaviest_in_order

PAIRS = st.lists(st.integers(0, 20), unique=True, max_size=9).flatmap(
    lambda positions: st.tuples(
        st.just(positions), st.lists(st.integers(1, 9), min_size=len(positions), max_size=len(positions))
    )
)


@settings(deadline=None)
@given(PAIRS)
def test_no_increasing_subsequence_is_heavier(pair):
    positions, weights = pair
    kept = sorted(heaviest_in_order(positions, weights))
    assert all(positions[a] < positions[b] for a, b in combinations(kept, 2))
    every = (
        chosen
        for size in range(len(positions) + 1)
        for chosen in combinations(range(len(positions)), size)
        if all(positions[a] < positions[b] for a, b in combinations(chosen, 2))
    )
    heaviest = max(sum(weights[n] for n in chosen) for chosen in every)
    assert sum(weights[n] for n in kept) == heaviest


def test_the_longer_provision_stays_where_two_change_places():
    assert heaviest_in_order([1, 0], [5, 80]) == {1}
    assert heaviest_in_order([1, 0], [80, 5]) == {0}
