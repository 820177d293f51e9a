"""How far forecasts were from what was decided: each model against recorded outcomes, beside naive guesses.

For every issue on a scale with an outcome on record, the forecast is made from what held, and was known, on the day
before, and compared with the place of the option that was adopted. A model that does no better than the middle of the
scale, or than the status quo, has nothing to say. A few issues prove nothing: the number scored is always given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from travaux.consensus.forecast_models import MODELS
from travaux.consensus.forecasting import Forecast, forecasts, on_scale
from travaux.errors import TravauxError
from travaux.facts import Case
from travaux.facts.model import Issue

__all__ = ["BASELINES", "Backtest", "Miss", "ModelScore", "Scored", "backtest", "score"]

BASELINES: Mapping[str, str] = {
    "midpoint": "the middle of the scale, whoever says what",
    "unchanged": "the status quo, whoever says what",
}
"""Guesses that use no position."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One answer and how far it was from the outcome: in the unit of the scale, and in percent of its length."""

    at: float
    error: float
    percent: float


@dataclass(frozen=True, slots=True)
class Scored:
    """One issue: what was decided, and what each model and baseline had expected the day before.

    `span` is the length of the scale, from the lowest to the highest place any option ever had. `known` of `of` parties
    had a position.
    """

    issue: str
    unit: str
    decided_on: date
    outcome: float
    span: float
    known: int
    of: int
    misses: Mapping[str, Miss]


@dataclass(frozen=True, slots=True)
class ModelScore:
    """The mean absolute error of a model or baseline over the issues it was scored on.

    `error` is in the unit of the scale, and None where the issues have different units; `percent` is of the scale.
    """

    model: str
    issues: int
    percent: float
    error: float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Backtest:
    """All issues that could be scored, the models over them, and why the others could not."""

    scored: tuple[Scored, ...]
    models: tuple[ModelScore, ...]
    left_out: Mapping[str, str]

    def row(self) -> dict[str, Any]:
        """The back-test in plain values, as `travaux forecast --backtest --json` prints it."""
        return {
            "issues": [
                {
                    "issue": each.issue,
                    "unit": each.unit,
                    "decided_on": each.decided_on.isoformat(),
                    "outcome": each.outcome,
                    "known": {"parties": each.known, "of": each.of},
                    "models": {
                        name: {"at": miss.at, "error": miss.error, "percent": miss.percent}
                        for name, miss in each.misses.items()
                    },
                }
                for each in self.scored
            ],
            "models": [
                {
                    "model": each.model,
                    "issues": each.issues,
                    "mean_percent": each.percent,
                    "mean_error": each.error,
                    "unit": each.unit,
                }
                for each in self.models
            ],
            "left_out": dict(self.left_out),
        }


def backtest(case: Case, issue: str | None = None) -> Backtest:
    """The models scored on the outcomes of a case, or on that of one issue.

    Raises:
        TravauxError: if there is no such issue, or it is on no scale.
    """
    if issue is not None:
        forecasts(case, issue)  # refuses what cannot be forecast, in the same words
    scored: list[Scored] = []
    left_out: dict[str, str] = {}
    for each in case.issues:
        if not on_scale(each) or issue not in (None, each.id):
            continue
        found = _scored(case, each)
        if isinstance(found, Scored):
            scored.append(found)
        else:
            left_out[each.id] = found
    return Backtest(tuple(scored), tuple(_over(scored)), left_out)


def score(forecast: Forecast, outcome: float, span: float, decided_on: date) -> Scored:
    """One forecast against what was decided.

    Args:
        forecast: what was expected before.
        outcome: the place of what was decided, on the same scale.
        span: the length of the scale (above 0).
        decided_on: the day of the outcome.
    """
    guesses = dict(forecast.models)
    if forecast.low is not None and forecast.high is not None:
        guesses["midpoint"] = (forecast.low + forecast.high) / 2
    if forecast.status_quo is not None:
        guesses["unchanged"] = forecast.status_quo
    misses = {name: Miss(at, abs(at - outcome), 100 * abs(at - outcome) / span) for name, at in guesses.items()}
    return Scored(forecast.issue, forecast.unit, decided_on, outcome, span, len(forecast.voices), forecast.of, misses)


def _scored(case: Case, issue: Issue) -> Scored | str:
    """The score of one issue, or why there is none."""
    outcome = case.outcome(issue.id)
    if outcome is None or outcome.option is None:
        return "no outcome is on record"
    if outcome.date is None:
        return "the outcome has no day"
    at = {option.id: option.at for option in issue.options if option.at is not None}
    if outcome.option not in at:
        return f"the option that was adopted, {outcome.option}, has no place on the scale"
    ends = [*at.values()]
    if issue.scale is not None and issue.scale.status_quo is not None:
        ends.append(issue.scale.status_quo)
    if max(ends) == min(ends):
        return "the scale has one place only"
    try:
        forecast = forecasts(_on(case, outcome.date - timedelta(days=1)), issue.id)[0]
    except (TravauxError, OverflowError):
        return "the issue was not on record the day before"
    if not forecast.voices:
        return "no position was known the day before"
    return score(forecast, at[outcome.option], max(ends) - min(ends), outcome.date)


def _on(case: Case, day: date) -> Case:
    """The case on a day, from what was known by then."""
    known = day if case.known is None else min(day, case.known)
    return case.on_day(day).known_by(known)


def _over(scored: Sequence[Scored]) -> list[ModelScore]:
    found = []
    for name in (*MODELS, *BASELINES):
        misses = [(each, each.misses[name]) for each in scored if name in each.misses]
        if not misses:
            continue
        units = {each.unit for each, _ in misses}
        found.append(
            ModelScore(
                model=name,
                issues=len(misses),
                percent=sum(miss.percent for _, miss in misses) / len(misses),
                error=sum(miss.error for _, miss in misses) / len(misses) if len(units) == 1 else None,
                unit=units.pop() if len(units) == 1 else None,
            )
        )
    return found
