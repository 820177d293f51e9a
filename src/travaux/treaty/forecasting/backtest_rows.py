"""Back-tests as the JSON that `travaux treaty backtest --json` prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from travaux.treaty.forecasting.backtest_results import BacktestFound, Event, Scored, Scores, Side

__all__ = ["backtest_row"]

_DIGITS = 6


def backtest_row(found: BacktestFound) -> dict[str, Any]:
    """A back-test in plain values, in a fixed order."""
    return {
        "data": list(found.data),
        "horizon_days": found.horizon_days,
        "overall": _scores(found.overall) if found.overall else None,
        "sets": {name: _scores(each) for name, each in found.sets.items()},
        "by_treaty": {name: _scores(each) for name, each in found.by_treaty.items()},
        "by_year": {str(year): _scores(each) for year, each in found.by_year.items()},
        "forecasts": [_forecast(each) for each in found.forecasts],
        "left_out": dict(found.left_out),
        "definitions": dict(found.definitions),
        "seconds": round(found.seconds, 1),
    }


def _scores(scores: Scores) -> dict[str, Any]:
    found: dict[str, Any] = _rounded(asdict(scores))
    return found


def _forecast(each: Scored) -> dict[str, Any]:
    return {
        "treaty": each.treaty,
        "on": each.on.isoformat(),
        "came": each.came,
        "model": _side(each.model),
        "base": _side(each.base),
        "next_ten": _event(each.next_ten),
        "threshold": None if each.threshold is None else _event(each.threshold),
        "parties": each.parties,
        "party_log_score": round(each.party_log_score, _DIGITS),
        "party_base": round(each.party_base, _DIGITS),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "chance": round(event.chance, _DIGITS),
        "base": round(event.base, _DIGITS),
        "happened": event.happened,
    }


def _side(side: Side) -> dict[str, Any]:
    return {"median": side.median, "wide": list(side.wide), "log_score": round(side.log_score, _DIGITS)}


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    return round(value, _DIGITS) if isinstance(value, float) else value
