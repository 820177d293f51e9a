"""`travaux treaty backtest`: forecasts as they would have been made, scored against what happened."""

from __future__ import annotations

from typing import Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import ReaderName
from travaux.cli.output import emit_json, page

__all__ = ["backtest"]


def backtest(
    data: Annotated[
        list[str],
        typer.Argument(
            metavar="DATA…",
            help="Built-in names, case folders or files, or tables (.csv, .csv.gz).",
            show_default=False,
        ),
    ],
    horizon: Annotated[
        str, typer.Option("--horizon", metavar="SPAN", help="How far each forecast looks: 5y, 18m or 400d.")
    ] = "5y",
    start: Annotated[
        int | None, typer.Option("--from", metavar="Y", help="First year of forecasts.", show_default=False)
    ] = None,
    end: Annotated[
        int | None, typer.Option("--to", metavar="Y", help="Last year of forecasts.", show_default=False)
    ] = None,
    reader: ReaderName = "public",
    as_json: AsJson = False,
) -> None:
    """Forecasts of instruments as they would have been made on earlier days, scored.

    Log score, Brier score and the coverage of intervals, against a base rate. Each forecast is trained only on what was
    known on its day.
    """
    from travaux.cli.treaty_backtest_progress import on_stderr
    from travaux.treaty.forecasting import as_span
    from travaux.treaty.forecasting import backtest as scored
    from travaux.treaty.opening import open_treaties

    span = as_span(horizon)
    opened = [open_treaties(each, reader=reader) for each in data]
    with on_stderr() as told:
        found = scored(*opened, horizon_days=span, start=start, end=end, told=told)
    if as_json:
        emit_json(found.row())
        return
    from travaux.cli.treaty_backtest_page import backtest_page

    with page() as console:
        backtest_page(console, found)
