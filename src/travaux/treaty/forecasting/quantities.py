"""Numbers and days read off the distribution of a count: quantiles, the day of a threshold, a fan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from travaux.facts.treaty_facts import Delay
from travaux.treaty.calendar import after
from travaux.treaty.forecasting.counting import quantile
from travaux.treaty.forecasting.results import Expected, FanPoint, Moment
from travaux.treaty.forecasting.spells import Floats

__all__ = ["at_least", "delayed", "expected_of", "fan_of", "moment_of"]


def expected_of(chances: Floats) -> Expected:
    """Mean, median and central intervals of a number.

    Example:
        >>> expected_of(np.array([0.1, 0.2, 0.4, 0.2, 0.1])).likely
        (1, 3)
    """
    mean = float(np.arange(len(chances)) @ chances)
    low, first, middle, third, high = (quantile(chances, level) for level in (0.05, 0.25, 0.5, 0.75, 0.95))
    return Expected(mean, middle, (first, third), (low, high))


def at_least(chances: Floats, number: int) -> float:
    """The probability of a number or more.

    Example:
        >>> at_least(np.array([0.5, 0.25, 0.25]), 1)
        0.5
    """
    return float(min(max(1.0 - chances[:number].sum(), 0.0), 1.0))


def moment_of(on: date, fan: Sequence[tuple[int, Floats]], missing: int | None, reached: date | None) -> Moment:
    """When so many more have come, by interpolation between the days of a fan; a day that is known is the answer."""
    if missing is None:
        return Moment(None, (None, None), (None, None))
    if reached is not None:
        return Moment(reached, (reached, reached), (reached, reached))
    days = np.array([0] + [days for days, _ in fan], dtype=float)
    chance = np.maximum.accumulate(np.array([0.0] + [at_least(counts, missing) for _, counts in fan]))

    def when(level: float) -> date | None:
        if chance[-1] < level:
            return None
        place = int(np.flatnonzero(chance >= level)[0])
        low, high = chance[place - 1], chance[place]
        part = (level - low) / (high - low) if high > low else 1.0
        return on + timedelta(days=int(np.ceil(days[place - 1] + part * (days[place] - days[place - 1]))))

    return Moment(when(0.5), (when(0.25), when(0.75)), (when(0.05), when(0.95)))


def delayed(moment: Moment, delay: Delay) -> Moment:
    """The same days with a delay added to each."""

    def later(day: date | None) -> date | None:
        return after(day, delay) if day else None

    likely, wide = moment.likely, moment.wide
    return Moment(later(moment.median), (later(likely[0]), later(likely[1])), (later(wide[0]), later(wide[1])))


def fan_of(on: date, counted: int, fan: Sequence[tuple[int, Floats]]) -> tuple[FanPoint, ...]:
    """The quantiles of the count by day, beginning with what is there."""
    start = FanPoint(on, counted, counted, counted, counted, counted)
    levels = (0.05, 0.25, 0.5, 0.75, 0.95)
    points = (
        FanPoint(on + timedelta(days=days), *(counted + quantile(counts, level) for level in levels))
        for days, counts in fan
    )
    return (start, *points)
