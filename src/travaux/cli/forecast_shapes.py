"""The shapes of what `travaux forecast --json` prints: for a case, for a table of actors, and with `--backtest`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from travaux.cli.consensus_shapes import KnownFacts
from travaux.cli.shaping import Shape

__all__ = ["BacktestReport", "ForecastReport", "TableComparison", "TableForecast"]


class PlaceRow(Shape):
    """An option on the table, with its place on the scale."""

    option: str
    label: str
    at: float


class VoiceRow(Shape):
    """One position used."""

    party: str
    at: float
    weight: float = Field(description="Power times salience, without unit.")
    basis: Literal["prefer", "accept", "table"]
    options: list[str]
    conditional: bool = Field(description="A statement it rests on holds only under a condition.")
    through: str | None = Field(description="A group that spoke for the party.")


class ForecastRow(Shape):
    """What each model expects for one issue, in the unit of its scale. No figure is a probability."""

    issue: str
    title: str
    unit: str
    scale: list[float] | None = Field(description="Its lowest and highest place.")
    status_quo: float | None
    settled: float | None = Field(description="Place of the outcome, where one is on record by that day.")
    models: dict[str, float] = Field(description="Model, and the place it expects; empty without a position.")
    spread: list[float] | None = Field(description="Lowest and highest answer. No margin of error.")
    known: KnownFacts
    options: list[PlaceRow]
    positions: list[VoiceRow]
    without_position: list[str] = Field(description="Unknown, and not placed.")


class _CaseHead(Shape):
    case: str
    as_of: str | None
    reader: str
    models: dict[str, str] = Field(description="What each model computes, in words.")


class ForecastReport(_CaseHead):
    """What `travaux forecast CASE --json` prints."""

    forecasts: list[ForecastRow]
    no_scale: list[str] = Field(description="Issues on no scale, so without a forecast.")


class MissFacts(Shape):
    """One answer, and how far it was from what was decided."""

    at: float
    error: float = Field(description="Distance, in the unit of the scale.")
    percent: float = Field(description="Distance in percent of the length of the scale.")


class ScoredRow(Shape):
    """One decided issue, with what was expected from what was known the day before."""

    issue: str
    unit: str
    decided_on: str
    outcome: float
    known: KnownFacts
    models: dict[str, MissFacts] = Field(description="Models, and the guesses that use no position.")


class ScoreRow(Shape):
    """The mean absolute error of a model or guess."""

    model: str
    issues: int = Field(description="How many it was scored on.")
    mean_percent: float
    mean_error: float | None = Field(description="Null where the units differ.")
    unit: str | None


class BacktestFacts(Shape):
    """All issues that could be scored, the models over them, and why the others could not."""

    issues: list[ScoredRow]
    models: list[ScoreRow]
    left_out: dict[str, str]


class BacktestReport(_CaseHead):
    """What `travaux forecast CASE --backtest --json` prints."""

    backtest: BacktestFacts


class WrongCellRow(Shape):
    """A cell of a table that cannot be taken as it stands."""

    row: int = Field(description="From 1.")
    column: int = Field(description="From 1.")
    heading: str
    found: str
    why: str


class _TableHead(_CaseHead):
    title: str
    wrong_cells: list[WrongCellRow]


class TableForecast(_TableHead):
    """What `travaux forecast TABLE.csv --json` prints."""

    forecasts: list[ForecastRow] = Field(description="One for each dimension.")


class ComparisonRow(Shape):
    """A model here beside a figure published elsewhere, in the unit of the table."""

    dimension: str
    model: str
    here: float
    there: float
    difference: float = Field(description="Here minus there.")
    kind: Literal["same", "final"] = Field(
        description="`same`: both claim to compute the same; `final`: the mean of the last positions of a run."
    )
    source: str
    low: float | None = Field(description="Of a run: the lowest of the last positions.")
    high: float | None = Field(description="Of a run: the highest of the last positions.")


class TableComparison(_TableHead):
    """What `travaux forecast TABLE.csv --backtest --json` prints."""

    comparisons: list[ComparisonRow]
