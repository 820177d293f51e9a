"""Forecasts as the JSON that `travaux treaty forecast --json` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from travaux.treaty.calendar import iso

if TYPE_CHECKING:
    from travaux.treaty.forecasting.results import Candidate, Expected, FanPoint, ForecastFound, Moment

__all__ = ["forecast_row"]

_DIGITS = 6


def forecast_row(found: ForecastFound) -> dict[str, Any]:
    """A forecast in plain values, in a fixed order."""
    return {
        "treaty": found.treaty,
        "name": found.name,
        "on": found.on.isoformat(),
        "horizon": found.horizon.isoformat(),
        "parties_now": found.parties_now,
        "counted": found.counted,
        "threshold": found.threshold,
        "missing": found.missing,
        "reached": iso(found.reached),
        "median": iso(found.median),
        "likely": [iso(each) for each in found.likely],
        "wide": [iso(each) for each in found.wide],
        "by_horizon": _figure(found.by_horizon),
        "never_by_horizon": None if found.by_horizon is None else _figure(1 - found.by_horizon),
        "more_by_horizon": _expected(found.more),
        "base_rate": {
            "by_horizon": _figure(found.base_rate.by_horizon),
            "more_by_horizon": None if found.base_rate.more is None else _expected(found.base_rate.more),
            "windows": found.base_rate.windows,
        },
        "entry_into_force": None if found.entry_into_force is None else _moment(found.entry_into_force),
        "counts": [_point(each) for each in found.counts],
        "candidates": [_candidate(each) for each in found.candidates],
        "trained_on": {
            "treaties": found.trained_on.treaties,
            "instruments": found.trained_on.instruments,
            "until": found.trained_on.until.isoformat(),
            "windows": found.trained_on.windows,
            "coefficients": {name: _figure(value) for name, value in found.trained_on.coefficients.items()},
            "left_out": list(found.trained_on.left_out),
        },
        "definitions": dict(found.definitions),
        "words": list(found.words),
        "doubts": list(found.doubts),
    }


def _moment(found: Moment) -> dict[str, Any]:
    return {
        "median": iso(found.median),
        "likely": [iso(each) for each in found.likely],
        "wide": [iso(each) for each in found.wide],
    }


def _expected(found: Expected) -> dict[str, Any]:
    return {
        "mean": _figure(found.mean),
        "median": found.median,
        "likely": list(found.likely),
        "wide": list(found.wide),
    }


def _point(point: FanPoint) -> dict[str, Any]:
    return {
        "day": point.day.isoformat(),
        "q05": point.q05,
        "q25": point.q25,
        "q50": point.q50,
        "q75": point.q75,
        "q95": point.q95,
    }


def _candidate(each: Candidate) -> dict[str, Any]:
    return {
        "party": each.party,
        "name": each.name,
        "probability": _figure(each.probability),
        "pathway": each.pathway,
        "signed": iso(each.signed),
        "words": each.words,
    }


def _figure(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
