"""When a treaty is likely to enter into force, and who is likely to join, with a base rate beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from travaux.errors import TravauxError
from travaux.server.desk import File, Look, Page, Query, download, page
from travaux.server.pages.drawing import drawn
from travaux.server.pages.treaty_asked import backtest_in, forecast_in, treaty_in
from travaux.server.pages.treaty_files import Row, file_of
from travaux.server.pages.treaty_rows import treaty_name

if TYPE_CHECKING:
    from travaux.treaty.forecasting import ForecastFound

__all__ = ["treaty_forecast", "treaty_forecast_file"]

_FIRST = 30
"""Parties that the page shows before it names the file with the rest."""


@page("read")
def treaty_forecast(look: Look, query: Query, treaty: str) -> Page:
    """The page; where nothing can be forecast it says why. Earlier forecasts are scored only if somebody asks."""
    one = treaty_in(look, treaty)
    context: dict[str, Any] = {"treaty": one, "name": treaty_name(one)}
    try:
        found = forecast_in(look, one.id)
        context |= _shown(found) | {"fan": drawn(look, "forecast-fan", treaty=one.id)}
    except TravauxError as error:
        context["problem"] = error
    if query.get("score") and "found" in context:
        try:
            context["scored"] = _scored(look, one.id)
        except TravauxError as error:
            context["score_problem"] = error
    return Page("travaux/treaty_forecast.html", f"Forecast: {treaty_name(one)}", context)


@download("read")
def treaty_forecast_file(look: Look, query: Query, treaty: str, ending: str) -> File:  # noqa: ARG001
    """Who is likely to join as CSV, or the whole forecast as JSON."""
    found = forecast_in(look, treaty_in(look, treaty).id)
    return file_of(look, f"forecast-{found.treaty}", ending, _table(found), found.on, {"forecast": found.row()})


def _shown(found: ForecastFound) -> dict[str, Any]:
    from travaux.treaty.forecasting.wording import percent

    # By pathway, as they come, an outsider who is likelier than many signatories would stand behind them all.
    likeliest = sorted(found.candidates, key=lambda each: -each.probability)
    return {
        "found": found,
        "chance": None if found.by_horizon is None else percent(found.by_horizon),
        "base_chance": None if found.base_rate.by_horizon is None else percent(found.base_rate.by_horizon),
        "candidates": [(each, percent(each.probability), _behind(each.words)) for each in likeliest[:_FIRST]],
        "doubts": [doubt.split("; --")[0] for doubt in found.doubts],  # an option of the terminal is no help here
        "more": max(0, len(found.candidates) - _FIRST),
    }


def _behind(words: str) -> str:
    """What stands behind a probability, without the signature, which has a column of its own."""
    return "; ".join(part for part in words.split("; ") if not part.startswith(("signed ", "has not signed")))


def _scored(look: Look, treaty: str) -> Mapping[str, Any]:
    """The scores over all treaties of the view, and over this one."""
    found = backtest_in(look)
    rows = [("all treaties", found.overall), ("this treaty", found.by_treaty.get(treaty))]
    return {
        "rows": [(words, scores) for words, scores in rows if scores is not None],
        "years": (min(found.by_year), max(found.by_year)),
        "found": found,
    }


def _table(found: ForecastFound) -> list[Row]:
    return [
        {
            "treaty": found.treaty,
            "party": each.party,
            "name": each.name,
            "probability": f"{each.probability:.4f}",
            "by": found.horizon.isoformat(),
            "known_until": found.on.isoformat(),
            "pathway": each.pathway,
            "signed": each.signed.isoformat() if each.signed else None,
            "words": each.words,
        }
        for each in found.candidates
    ]
