"""The smallest set that meets every one of some sets (HiGHS, after what can be left out by looking)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from travaux.consensus.patience import Patience

__all__ = ["smallest_cover"]

_WHOLE = 1e-6


def smallest_cover(
    sets: Sequence[frozenset[int]], patience: Patience, liked: Collection[int] = ()
) -> tuple[frozenset[int] | None, int]:
    """A smallest set that meets all `sets`, and the number of members below which none can be.

    Where members do the same, one that is `liked` is taken, else the one with the lowest number.

    Returns:
        The set (None if time ran out), and the bound.

    Example:
        >>> smallest_cover([frozenset({1, 2}), frozenset({2, 3}), frozenset({4})], Patience(1))
        (frozenset({2, 4}), 2)
    """
    meets: dict[int, int] = {}
    for number, each in enumerate(sets):
        for member in each:
            meets[member] = meets.get(member, 0) | 1 << number
    speaker: dict[int, int] = {}
    for member in sorted(meets, key=lambda member: (member not in liked, member)):
        speaker.setdefault(meets[member], member)
    masks = _undominated(sorted(speaker, key=lambda mask: (-mask.bit_count(), mask)))
    chosen, bound = _covering(masks, len(sets), patience)
    return None if chosen is None else frozenset(speaker[mask] for mask in chosen), bound


def _undominated(masks: list[int]) -> list[int]:
    if len(masks) > 2_000:  # the quadratic look would cost more than it saves
        return masks
    kept: list[int] = []
    for mask in masks:
        if not any(mask & other == mask for other in kept):
            kept.append(mask)
    return kept


def _covering(masks: list[int], count: int, patience: Patience) -> tuple[list[int] | None, int]:
    if sum(mask.bit_count() for mask in masks) == count:  # nothing overlaps: all are needed
        return masks, len(masks)
    pairs = [(number, column) for column, mask in enumerate(masks) for number in range(count) if mask >> number & 1]
    row, column = np.array(pairs, dtype=np.int64).T
    matrix = csr_array((np.ones(len(pairs)), (row, column)), shape=(count, len(masks)))
    rows, bounds, cost = LinearConstraint(matrix, 1.0, np.inf), Bounds(0.0, 1.0), np.ones(len(masks))
    loose = milp(cost, bounds=bounds, constraints=rows)
    x, bound = loose.x, loose.fun
    if np.any(np.abs(x - np.rint(x)) > _WHOLE):
        options = {"time_limit": max(0.01, patience.left)}
        whole = milp(cost, integrality=np.ones(len(masks)), bounds=bounds, constraints=rows, options=options)
        x = whole.x if whole.status == 0 else None
        bound = max(bound, whole.mip_dual_bound if whole.mip_dual_bound is not None else 0.0)
    chosen = None if x is None else [mask for mask, entry in zip(masks, x, strict=True) if entry > 0.5]
    return chosen, int(np.ceil(bound - _WHOLE))
