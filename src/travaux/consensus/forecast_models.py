"""Simple models of where a decision on one scale ends: from points and weights, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import isfinite

from travaux.errors import TravauxError

__all__ = ["MODELS", "expected", "mean_with_status_quo", "nash_point", "weighted_mean", "weighted_median"]

MODELS: Mapping[str, str] = {
    "compromise": "mean of the positions, weighted by power times salience (compromise model: Van den Bos 1991)",
    "median": "position at which half of the weight is reached (Black 1948)",
    "nash": (
        "place with the greatest sum of weight times log(1 - distance / length of the scale): the asymmetric Nash "
        "solution, whose disagreement point gives everybody 0, the worth of an outcome a whole scale away (Nash 1950)"
    ),
    "status_quo": (
        "the mean with the status quo as one more voice: it weighs as much as the average voice, and as much again for "
        "each deciding party without a known position, for unknown is never consent (a rule of our own)"
    ),
}
"""What each model computes, in words."""

_HALVINGS = 2000  # of the scale; what a floating-point number can tell apart is reached long before
_SAME = 1e-12  # share of the weight by which a sum may miss one half


def expected(
    points: Sequence[float],
    weights: Sequence[float],
    low: float,
    high: float,
    status_quo: float | None = None,
    silent: int = 0,
) -> dict[str, float]:
    """What each model expects, in the unit of the points; nothing without any weight.

    Args:
        points: positions, all between `low` and `high`.
        weights: the weight of each (0 or more, without unit).
        low: the lower end of the scale.
        high: the upper end of the scale.
        status_quo: what holds without a decision; without it that model is left out.
        silent: how many parties have no known position.

    Raises:
        TravauxError: if points or weights are so large that their sums are no numbers any more.
    """
    if not any(weight > 0 for weight in weights):
        return {}
    found: dict[str, float] = {
        "compromise": weighted_mean(points, weights),
        "median": weighted_median(points, weights),
        "nash": nash_point(points, weights, low, high),
    }
    if status_quo is not None:
        found["status_quo"] = mean_with_status_quo(points, weights, status_quo, silent)
    if not all(map(isfinite, [high - low, *found.values()])):
        raise TravauxError(
            "positions or weights are too large to compute with", remedy="use smaller numbers, in another unit"
        )
    return found


def weighted_mean(points: Sequence[float], weights: Sequence[float]) -> float:
    """The mean of points by weight (not all 0).

    Example:
        >>> weighted_mean([0.0, 12.0], [3.0, 1.0])
        3.0
    """
    return sum(point * weight for point, weight in zip(points, weights, strict=True)) / sum(weights)


def weighted_median(points: Sequence[float], weights: Sequence[float]) -> float:
    """The point at which half of the weight is reached; halfway to the next point where it is exactly half.

    Example:
        >>> weighted_median([4.0, 7.0, 10.0], [1.0, 1.0, 3.0]), weighted_median([4.0, 10.0], [1.0, 1.0])
        (10.0, 7.0)
    """
    pairs = sorted((point, weight) for point, weight in zip(points, weights, strict=True) if weight > 0)
    half = sum(weight for _, weight in pairs) / 2
    reached = 0.0
    for (point, weight), (following, _) in pairwise(pairs):
        reached += weight
        if abs(reached - half) <= _SAME * half:
            return (point + following) / 2
        if reached > half:
            return point
    return pairs[-1][0]


def nash_point(points: Sequence[float], weights: Sequence[float], low: float, high: float) -> float:
    """The place with the greatest sum of weight * log(1 - distance / (high - low)).

    The sum is strictly concave, so halving the scale towards the side to which it rises finds the only such place.

    Example:
        >>> nash_point([0.0, 12.0], [1.0, 1.0], 0.0, 12.0)
        6.0
    """
    pairs = [(point, weight) for point, weight in zip(points, weights, strict=True) if weight > 0]
    left, right = min(point for point, _ in pairs), max(point for point, _ in pairs)
    for _ in range(_HALVINGS):
        middle = (left + right) / 2
        if not left < middle < right:
            break
        above = sum(weight / (high - low - (point - middle)) for point, weight in pairs if point > middle)
        below = sum(weight / (high - low - (middle - point)) for point, weight in pairs if point < middle)
        at_it = sum(weight / (high - low) for point, weight in pairs if point == middle)
        if abs(above - below) <= at_it:
            return middle
        left, right = (middle, right) if above > below else (left, middle)
    return (left + right) / 2


def mean_with_status_quo(points: Sequence[float], weights: Sequence[float], status_quo: float, silent: int) -> float:
    """The weighted mean with the status quo as one voice more, and as one for each party that is silent.

    Each of these weighs as much as the average voice. A rule of our own.

    Example:
        >>> mean_with_status_quo([6.0, 12.0], [1.0, 1.0], 0.0, silent=1)
        4.5
    """
    share = sum(weights) / len(weights) * (1 + silent)
    return weighted_mean([*points, status_quo], [*weights, share])
