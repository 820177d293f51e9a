"""What a back-test of forecasts finds: each forecast with what came of it, and scores over them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

__all__ = ["BacktestFound", "Coverage", "Event", "Scored", "Scores", "Side"]


@dataclass(frozen=True, slots=True)
class Event:
    """A yes-or-no question with the probabilities that were given, and the answer."""

    chance: float
    base: float
    happened: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an outcome lies in central intervals: in those printed, and exactly.

    A printed interval of whole numbers holds a little more than its level; the exact figure counts an outcome on its
    edge by the part that belongs to it (randomised probability integral transform, in expectation).
    """

    half: float
    most: float
    exact_half: float
    exact_most: float


@dataclass(frozen=True, slots=True)
class Side:
    """One forecast of a number by the model or by the base rate: median, interval of 90 %, log score, coverage."""

    median: int
    wide: tuple[int, int]
    log_score: float
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Scored:
    """One forecast: how many instruments would come within the horizon, and how many came."""

    treaty: str
    on: date
    age: float
    came: int
    model: Side
    base: Side
    next_ten: Event
    threshold: Event | None
    parties: int
    party_log_score: float
    party_base: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The mean scores of several forecasts, for the model and for the base rate beside it.

    Log scores are means of minus the natural logarithm of the probability of what came; Brier scores means of the
    squared distance of a probability from 1 or 0. Both: the lower the better.
    """

    forecasts: int
    log_score: float
    base_log_score: float
    coverage: Coverage
    base_coverage: Coverage
    brier_next_ten: float
    base_brier_next_ten: float
    thresholds: int
    brier_threshold: float | None
    base_brier_threshold: float | None
    party_forecasts: int
    party_log_score: float
    party_base: float
    mean_error: float


@dataclass(frozen=True, slots=True)
class BacktestFound:
    """All forecasts that could be scored, and the scores: over all, by treaty, by year, and by set of treaties.

    `sets` has `development` (on which the constants of the method were chosen) and `held_out` (a third of the treaties,
    chosen by the hash of their id, on which nothing was). `left_out` says why treaties were not scored.
    """

    data: tuple[str, ...]
    horizon_days: int
    forecasts: tuple[Scored, ...]
    overall: Scores | None
    sets: dict[str, Scores]
    by_treaty: dict[str, Scores]
    by_year: dict[int, Scores]
    left_out: dict[str, str]
    definitions: dict[str, str]
    seconds: float

    def row(self) -> dict[str, Any]:
        """The back-test in plain values, in a fixed order."""
        from travaux.treaty.forecasting.backtest_rows import backtest_row

        return backtest_row(self)
