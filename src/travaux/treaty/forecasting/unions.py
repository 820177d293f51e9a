"""Members of a union that ratify together: one unit with one event, as often as that happened before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from travaux.treaty.forecasting.panel import NEVER, Panel

__all__ = ["blocks", "togetherness"]


def togetherness(panel: Panel) -> float:
    """How likely the members of a union deposit on one day, where the union signed or joined as well.

    The share of their instruments that shared a day with another of them or with the union's, smoothed by one in four.
    """
    same, every = 1.0, 4.0
    for union, members in panel.unions(panel.last).items():
        taking = (panel.signed[:, union] < NEVER) | (panel.joined[:, union] < NEVER)
        columns = np.append(members, union)
        for row in np.flatnonzero(taking):
            days = panel.joined[row, columns]
            days = days[days < NEVER]
            _, times = np.unique(days, return_counts=True)
            same += float(times[times > 1].sum())
            every += len(days)
    return same / every


def blocks(panel: Panel, row: int, outside: Sequence[int]) -> list[NDArray[np.int64]]:
    """The unions that may yet move as one on a treaty, each as places in `outside` (columns of parties not yet in).

    That is a union that signed and has not joined, with those of its members that signed and have not joined.
    """
    column = {party: place for place, party in enumerate(outside)}
    found = []
    for union, members in panel.unions(panel.last).items():
        waiting = [each for each in (union, *members) if each in column and panel.signed[row, each] < NEVER]
        if union in waiting and len(waiting) > 1:
            found.append(np.array([column[each] for each in waiting], dtype=np.int64))
    return found
