"""`travaux treaty forecast`: when a threshold will be reached, and who is likely to join."""

from __future__ import annotations

from typing import Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import ReaderName
from travaux.cli.output import emit_json, page
from travaux.cli.treaty_arguments import ActionsTable, DataName, RulesTable, TreatyDay, TreatyName, opened_with

__all__ = ["forecast"]


def forecast(
    treaty: TreatyName,
    data: DataName = None,
    actions: ActionsTable = None,
    rules: RulesTable = None,
    on: TreatyDay = None,
    horizon: Annotated[str, typer.Option("--horizon", metavar="SPAN", help="How far to look: 5y, 18m or 400d.")] = "5y",
    threshold: Annotated[
        int | None,
        typer.Option("--threshold", metavar="N", help="So many instruments, in place of its rule.", show_default=False),
    ] = None,
    reader: ReaderName = "public",
    as_json: AsJson = False,
) -> None:
    """When the threshold of a treaty will be reached, and who is likely to join.

    Median and intervals of 50 % and 90 %, with a base rate beside them. Trained only on what was known on the day, that
    is, on all treaties of DATA and what is dated up to then. Needs the extra `forecast`.
    """
    from travaux.treaty.forecasting import as_span
    from travaux.treaty.forecasting import forecast as found_for

    span = as_span(horizon)
    opened, name = opened_with(treaty, data, actions, rules, reader)
    found = found_for(opened, name, on=on, horizon_days=span, threshold=threshold)
    if as_json:
        emit_json(found.row())
        return
    from travaux.cli.treaty_forecast_page import forecast_page

    with page() as console:
        forecast_page(console, found)
