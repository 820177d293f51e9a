"""Small sets that meet every one of some sets: a search that counts, and HiGHS where that takes too long."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from travaux.consensus.patience import Patience

__all__ = ["cover"]

_STEPS = 2_000
_WHOLE = 1e-6


def cover(sets: Sequence[frozenset[int]], most: int, patience: Patience) -> tuple[frozenset[int] | None, int]:
    """A set of at most `most` members that meets all `sets`.

    Returns:
        The set, or None; and a number of members below which no such set can be, more than `most` if there is none,
        less if time ran out.

    Example:
        >>> sets = [frozenset({1, 2}), frozenset({2, 3}), frozenset({4})]
        >>> cover(sets, 1, Patience(1)), cover(sets, 2, Patience(1))
        ((None, 2), (frozenset({2, 4}), 1))
    """
    members = sorted(frozenset[int]().union(*sets))
    place = {member: column for column, member in enumerate(members)}
    table = np.zeros((len(sets), len(members)), dtype=bool)
    for row, each in enumerate(sets):
        table[row, [place[member] for member in each]] = True
    search = _Counting(table)
    try:
        found = search.within(np.ones(len(sets), dtype=bool), most, np.zeros(len(members), dtype=bool))
    except TimeoutError:
        return _programmed(table, members, most, patience)
    return (None, most + 1) if found is None else (frozenset(members[column] for column in found), 1)


class _Counting:
    """Of k members that meet n sets one meets at least n / k of them: only such are tried first."""

    def __init__(self, table: NDArray[np.bool_]) -> None:
        self._table = table
        self._steps = 0

    def within(self, rows: NDArray[np.bool_], most: int, barred: NDArray[np.bool_]) -> list[int] | None:
        """At most so many columns that meet all these rows, none of them barred; None if there are none."""
        left = int(rows.sum())
        if not left:
            return []
        if not most:
            return None
        self._steps += 1
        if self._steps > _STEPS:
            raise TimeoutError
        counts = self._table[rows].sum(axis=0, dtype=np.int64)
        counts[barred] = 0
        tried = np.flatnonzero(counts * most >= left)
        barred = barred.copy()
        for column in tried[np.argsort(-counts[tried], kind="stable")].tolist():
            rest = self.within(rows & ~self._table[:, column], most - 1, barred)
            if rest is not None:
                return [column, *rest]
            barred[column] = True  # it would have come first, as it meets more than those after it
        return None


def _programmed(
    table: NDArray[np.bool_], members: Sequence[int], most: int, patience: Patience
) -> tuple[frozenset[int] | None, int]:
    """The same by integer programming, which finds a smallest set."""
    count = len(members)
    answer = milp(
        np.ones(count),
        integrality=np.ones(count, dtype=np.int64),
        bounds=Bounds(0.0, 1.0),
        constraints=LinearConstraint(table.astype(float), 1.0, np.inf),
        options={"time_limit": max(0.01, patience.left)},
    )
    least = 1 if answer.mip_dual_bound is None else max(1, int(np.ceil(answer.mip_dual_bound - _WHOLE)))
    if answer.x is None or np.rint(answer.x.sum()) > most:
        return None, least
    return frozenset(member for member, entry in zip(members, answer.x, strict=True) if entry > 0.5), least
