"""Best and worst case: the least and the greatest disagreement on a norm, over every filling of its gaps.

Everything separates by norm, so a norm at a time is enough. Without doubtful cells there are closed forms. Nominal:
the sum of squared counts of answers is greatest with all gaps at the most frequent answer, and least with gaps filled
from the rarest answer up. On a line the sum of distances is convex in each gap: least with all of them at a median,
greatest with each at one of the two ends. Doubtful cells are run through all their combinations; cells that have the
same possible answers count once for each multiset.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations_with_replacement
from math import comb

import numpy as np
from numpy.typing import NDArray

from travaux.law.scales import Scale

__all__ = ["MOST_COMBINATIONS", "extremes", "extremes_in_doubt"]

Floats = NDArray[np.float64]

MOST_COMBINATIONS = 4_096
"""Combinations of doubtful cells of one norm on one day; what goes beyond is taken as missing, so that the bounds stay
true, and may be wider than need be."""


def extremes(scale: Scale, measure: str, counts: Floats, missing: Floats) -> tuple[Floats, Floats]:
    """The least and the greatest sum of distances between all pairs, over every answer that missing cells could have.

    Args:
        scale: of the norm.
        measure: `gower` or `disagreement`.
        counts: how many jurisdictions have each answer; one row for each day.
        missing: how many cells are missing; one for each day.

    Example:
        >>> yes_no = Scale("best_mode", ("no", "yes"), None)
        >>> least, greatest = extremes(yes_no, "gower", np.array([[2.0, 1.0]]), np.array([1.0]))
        >>> float(least[0]), float(greatest[0])
        (3.0, 4.0)
    """
    if not scale.answers:
        # Nothing is on record, so the missing cells could all be the same, or all be different.
        return np.zeros_like(missing), missing * (missing - 1) / 2
    if scale.places is None or measure == "disagreement":
        return _nominal(counts, missing, fresh=scale.open)
    return _line(np.array(scale.places), counts, missing, open_ended=scale.open)


def _nominal(counts: Floats, missing: Floats, *, fresh: bool) -> tuple[Floats, Floats]:
    every = counts.sum(axis=1) + missing
    squares, top = (counts**2).sum(axis=1), counts.max(axis=1)
    least = (every**2 - squares - (top + missing) ** 2 + top**2) / 2
    spread = squares + missing if fresh else _level(counts, missing)
    return least, (every**2 - spread) / 2


def _level(counts: Floats, missing: Floats) -> Floats:
    """The least sum of squares after missing cells are spread over the answers, the rarest first."""
    kinds = counts.shape[1]
    order = np.sort(counts, axis=1)
    below, below_squares = np.cumsum(order, axis=1), np.cumsum(order**2, axis=1)
    many = np.arange(1, kinds + 1, dtype=np.float64)
    filled = (order * many - below <= missing[:, None]).sum(axis=1)  # how many answers are raised to one level
    rows = np.arange(len(missing))
    base, rest = np.divmod(below[rows, filled - 1] + missing, filled)
    raised = (filled - rest) * base**2 + rest * (base + 1) ** 2
    squares: Floats = raised + below_squares[:, -1] - below_squares[rows, filled - 1]
    return squares


def _line(places: Floats, counts: Floats, missing: Floats, *, open_ended: bool) -> tuple[Floats, Floats]:
    between = np.abs(places[:, None] - places[None, :])
    known = ((counts @ between) * counts).sum(axis=1) / 2
    least = known + missing * (counts @ between).min(axis=1)
    low, high = (0.0, 1.0) if open_ended else (float(places.min()), float(places.max()))
    length = high - low
    up, down = counts @ (places - low), counts @ (high - places)
    if length <= 0:
        return least, known + missing * up
    best = np.clip((missing * length + up - down) / (2 * length), 0, missing)
    greatest = np.full_like(known, -1.0)
    for lowest in (np.floor(best), np.ceil(best)):  # how many of the missing cells stand at the lower end
        at_ends = lowest * up + (missing - lowest) * down + lowest * (missing - lowest) * length
        greatest = np.maximum(greatest, known + at_ends)
    return least, greatest


def extremes_in_doubt(
    scale: Scale, measure: str, counts: Floats, missing: float, doubts: Iterable[tuple[int, ...]]
) -> tuple[float, float]:
    """The same for one day with doubtful cells, each limited to its possible answers.

    Args:
        scale: of the norm.
        measure: `gower` or `disagreement`.
        counts: how many jurisdictions have each answer.
        missing: how many cells are missing.
        doubts: for each doubtful cell the numbers of its possible answers.
    """
    rows, left = np.array(counts, dtype=np.float64)[None, :], float(missing)
    for possible, times in sorted(Counter(tuple(sorted(set(each))) for each in doubts).items()):
        if len(rows) * comb(times + len(possible) - 1, len(possible) - 1) > MOST_COMBINATIONS:
            left += times
            continue
        rows = (rows[:, None, :] + _fillings(possible, times, rows.shape[1])[None, :, :]).reshape(-1, rows.shape[1])
    least, greatest = extremes(scale, measure, rows, np.full(len(rows), left))
    return float(least.min()), float(greatest.max())


def _fillings(possible: Sequence[int], times: int, kinds: int) -> Floats:
    chosen = list(combinations_with_replacement(possible, times))
    made = np.zeros((len(chosen), kinds))
    for row, answers in enumerate(chosen):
        np.add.at(made[row], list(answers), 1.0)
    return made
