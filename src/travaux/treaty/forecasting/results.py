"""What a forecast of a treaty finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

__all__ = ["BaseRate", "Candidate", "Expected", "FanPoint", "ForecastFound", "Moment", "TrainedOn"]


@dataclass(frozen=True, slots=True)
class FanPoint:
    """Quantiles of the count of instruments on a day."""

    day: date
    q05: int
    q25: int
    q50: int
    q75: int
    q95: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party that has not joined, with the probability that it does by the horizon.

    `pathway` is `signatory` or `outsider`, `signed` the day of its signature, `words` say what stands behind it.
    """

    party: str
    name: str
    probability: float
    pathway: str
    signed: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens: the median, and the days of the 50 % and 90 % intervals; None: after the horizon."""

    median: date | None
    likely: tuple[date | None, date | None]
    wide: tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Expected:
    """How many more instruments come by the horizon: mean, median, and the numbers between which with 50 % and 90 %."""

    mean: float
    median: int
    likely: tuple[int, int]
    wide: tuple[int, int]


@dataclass(frozen=True, slots=True)
class BaseRate:
    """What earlier windows of treaties of that age say by themselves.

    `by_horizon` is their probability that the threshold is reached (None without one), `windows` how many there were.
    With no window over there is no base rate, and `more` is None.
    """

    by_horizon: float | None
    more: Expected | None
    windows: int


@dataclass(frozen=True, slots=True)
class TrainedOn:
    """What was known: treaties, instruments, the last day, windows that were over, the model's coefficients.

    `left_out` are treaties whose instruments are evidently not on record.
    """

    treaties: int
    instruments: int
    until: date
    windows: int
    coefficients: dict[str, float]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForecastFound:
    """When the threshold of a treaty will be reached, how many instruments come by the horizon, and from whom.

    Days are None where they lie after the horizon. `by_horizon` is the probability that the threshold is reached by
    then (None where there is no threshold); `reached` the day on which it was, if it was. `counts` are the quantiles of
    the count for a fan, `counted` where it begins; `parties_now` are all parties, however they came in.
    """

    treaty: str
    name: str
    on: date
    horizon: date
    parties_now: int
    counted: int
    threshold: int | None
    missing: int | None
    reached: date | None
    median: date | None
    likely: tuple[date | None, date | None]
    wide: tuple[date | None, date | None]
    by_horizon: float | None
    more: Expected
    base_rate: BaseRate
    counts: tuple[FanPoint, ...]
    entry_into_force: Moment | None
    candidates: tuple[Candidate, ...]
    trained_on: TrainedOn
    definitions: dict[str, str]
    words: tuple[str, ...]
    doubts: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """The forecast in plain values, in a fixed order."""
        from travaux.treaty.forecasting.rows import forecast_row

        return forecast_row(self)
