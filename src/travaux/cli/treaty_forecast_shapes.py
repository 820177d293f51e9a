"""The shapes of what `travaux treaty forecast --json` and `travaux treaty backtest --json` print."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from travaux.cli.shaping import Shape

__all__ = ["TreatyBacktestReport", "TreatyForecastReport"]

Chance = float


class ExpectedFacts(Shape):
    """How many more instruments come by the horizon."""

    mean: float
    median: int
    likely: list[int] = Field(description="Lowest and highest number of the central 50 %.")
    wide: list[int] = Field(description="Lowest and highest number of the central 90 %.")


class MomentFacts(Shape):
    """When something happens; null where that lies after the horizon."""

    median: str | None
    likely: list[str | None] = Field(description="First and last day of the central 50 %.")
    wide: list[str | None] = Field(description="First and last day of the central 90 %.")


class BaseFacts(Shape):
    """What earlier windows of treaties of that age say by themselves."""

    by_horizon: Chance | None
    more_by_horizon: ExpectedFacts | None = Field(description="null where no earlier window is over.")
    windows: int


class FanRow(Shape):
    """Quantiles of the count on a day."""

    day: str
    q05: int
    q25: int
    q50: int
    q75: int
    q95: int


class CandidateRow(Shape):
    """A party that has not joined."""

    party: str
    name: str
    probability: Chance = Field(description="That it joins by the horizon.")
    pathway: Literal["signatory", "outsider"]
    signed: str | None
    words: str


class TrainingFacts(Shape):
    """What was known when the forecast was made."""

    treaties: int
    instruments: int
    until: str
    windows: int = Field(description="Earlier windows of the same length that were over.")
    coefficients: dict[str, float] = Field(description="Of the Cox model, on the logarithm of the hazard.")
    left_out: list[str] = Field(description="Treaties whose instruments are evidently not on record.")


class TreatyForecastReport(Shape):
    """What `travaux treaty forecast TREATY --json` prints."""

    treaty: str
    name: str
    on: str = Field(description="The last day that was known.")
    horizon: str = Field(description="The last day looked at.")
    parties_now: int = Field(description="All parties, however they came in.")
    counted: int = Field(description="Instruments that count towards the threshold.")
    threshold: int | None
    missing: int | None
    reached: str | None = Field(description="Day on which the threshold was reached, if it was.")
    median: str | None
    likely: list[str | None]
    wide: list[str | None]
    by_horizon: Chance | None = Field(description="Probability that the threshold is reached by the horizon.")
    never_by_horizon: Chance | None
    more_by_horizon: ExpectedFacts
    base_rate: BaseFacts
    entry_into_force: MomentFacts | None
    counts: list[FanRow]
    candidates: list[CandidateRow]
    trained_on: TrainingFacts
    definitions: dict[str, str]
    words: list[str]
    doubts: list[str]


class CoverageFacts(Shape):
    """Shares of outcomes in central intervals: as printed, and counted exactly."""

    half: float
    most: float = Field(description="In the interval of 90 %.")
    exact_half: float
    exact_most: float


class ScoreFacts(Shape):
    """Mean scores of the model and of the base rate; log and Brier scores: the lower the better."""

    forecasts: int
    log_score: float
    base_log_score: float
    coverage: CoverageFacts
    base_coverage: CoverageFacts
    brier_next_ten: float
    base_brier_next_ten: float
    thresholds: int = Field(description="Questions whether a rule's own threshold is reached.")
    brier_threshold: float | None
    base_brier_threshold: float | None
    party_forecasts: int
    party_log_score: float
    party_base: float
    mean_error: float = Field(description="Mean distance of the median from what came, in instruments.")


class SideFacts(Shape):
    """One forecast of a number."""

    median: int
    wide: list[int]
    log_score: float


class EventFacts(Shape):
    """A yes-or-no question: the probabilities that were given, and the answer."""

    chance: Chance
    base: Chance
    happened: bool


class ScoredForecast(Shape):
    """One forecast: how many instruments came within the horizon, and what had been expected."""

    treaty: str
    on: str
    came: int
    model: SideFacts
    base: SideFacts
    next_ten: EventFacts = Field(description="Does the count reach the next multiple of ten?")
    threshold: EventFacts | None = Field(description="Is the number of its rule reached? null where it was before.")
    parties: int = Field(description="Parties that had not joined.")
    party_log_score: float = Field(description="Sum over them.")
    party_base: float = Field(description="The same, had all been alike.")


class TreatyBacktestReport(Shape):
    """What `travaux treaty backtest DATA --json` prints."""

    data: list[str]
    horizon_days: int
    overall: ScoreFacts
    sets: dict[str, ScoreFacts] = Field(description="development and held_out.")
    by_treaty: dict[str, ScoreFacts]
    by_year: dict[str, ScoreFacts]
    forecasts: list[ScoredForecast]
    left_out: dict[str, str]
    definitions: dict[str, str]
    seconds: float
