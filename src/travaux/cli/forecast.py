"""`travaux forecast`: what simple models expect for issues on a scale, and how far off they were before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.output import emit_json, page
from travaux.errors import TravauxError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.consensus.actors import ActorTable
    from travaux.consensus.references import Comparison
    from travaux.facts import Case

__all__ = ["forecast"]


def forecast(
    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE",
            help="A case folder or file, a built-in case, or a table of actors (.csv).",
            show_default=False,
        ),
    ],
    issue: Annotated[
        str | None,
        typer.Option("--issue", metavar="I", help="Only this issue (of a table: this dimension).", show_default=False),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="As things stood on this day (2000-12-20).", show_default=False),
    ] = None,
    reader: Annotated[
        str,
        typer.Option("--as", metavar="READER", help="Who looks: public, chair, group:ID or a party's id."),
    ] = "public",
    backtest: Annotated[
        bool, typer.Option("--backtest", help="Score the models against recorded outcomes instead.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """What simple models expect for issues on a scale: the mean and the median of positions, the Nash place.

    Each answer comes with the spread of the models, and with the number of positions known. A party without a
    position is unknown, and never placed. No probability is given.
    """
    from travaux.consensus.actors import is_actor_table, read_actors

    if is_actor_table(case):
        if on is not None or reader != "public":
            raise TravauxError(
                "a table of actors has no days and no readers",
                where=case,
                remedy="leave out --on and --as, or make a case of it",
            )
        table = read_actors(case)
        _known_dimension(table, issue, case)
        (_compared if backtest else _from_table)(Path(case), table, issue, as_json)
        return
    from travaux.facts.opening import open_case

    seen = open_case(case, reader=reader, on=on)
    (_scored if backtest else _from_case)(seen, issue, as_json)


def _from_case(case: Case, issue: str | None, as_json: bool) -> None:
    from travaux.consensus.forecasting import forecasts, on_scale

    found = forecasts(case, issue)
    no_scale = [each.id for each in case.issues if not on_scale(each)] if issue is None else []
    if as_json:
        emit_json({**_head(case), "forecasts": [each.row() for each in found], "no_scale": no_scale})
        return
    from travaux.cli.forecast_page import forecast_page

    with page() as console:
        forecast_page(console, found, case.party_name, no_scale)


def _scored(case: Case, issue: str | None, as_json: bool) -> None:
    from travaux.consensus.backtest import BASELINES, backtest

    found = backtest(case, issue)
    if as_json:
        head = _head(case)
        emit_json({**head, "models": {**head["models"], **BASELINES}, "backtest": found.row()})
        return
    from travaux.cli.forecast_page import backtest_page

    with page() as console:
        backtest_page(console, found)


def _from_table(path: Path, table: ActorTable, issue: str | None, as_json: bool) -> None:
    from travaux.consensus.forecasting import forecast_table

    found = tuple(each for each in forecast_table(table) if issue in (None, each.issue))
    if as_json:
        emit_json({**_table_head(path, table), "forecasts": [each.row() for each in found]})
        return
    from travaux.cli.forecast_page import forecast_page, wrong_cells

    with page() as console:
        wrong_cells(console, table.wrong)
        forecast_page(console, found, str, [])


def _compared(path: Path, table: ActorTable, issue: str | None, as_json: bool) -> None:
    from travaux.consensus.references import compare, references_of

    references = references_of(path)
    if not references:
        raise TravauxError(
            "there is no reference answer for the table",
            where=str(path),
            why=f"neither {path.stem}.answers.json nor ref_{path.stem}.history.txt stands beside it",
            remedy="put one there, or leave out --backtest",
        )
    every = [each for reference in references for each in compare(table, reference)]
    found: Sequence[Comparison] = [each for each in every if issue in (None, each.dimension)]
    if as_json:
        emit_json({**_table_head(path, table), "comparisons": [each.row() for each in found]})
        return
    from travaux.cli.forecast_page import comparison_page, wrong_cells

    with page() as console:
        wrong_cells(console, table.wrong)
        comparison_page(console, found)


def _known_dimension(table: ActorTable, issue: str | None, where: str) -> None:
    if issue is not None and issue not in table.dimensions:
        raise TravauxError(
            f"the table has no dimension {issue!r}", where=where, remedy=f"use one of: {', '.join(table.dimensions)}"
        )


def _head(case: Case) -> dict[str, Any]:
    from travaux.consensus.forecast_models import MODELS

    return {
        "case": case.name,
        "as_of": case.as_of.isoformat() if case.as_of else None,
        "reader": case.reader,
        "models": dict(MODELS),
    }


def _table_head(path: Path, table: ActorTable) -> dict[str, Any]:
    from travaux.consensus.forecast_models import MODELS

    wrong = [
        {"row": cell.row, "column": cell.column, "heading": cell.heading, "found": cell.found, "why": cell.why}
        for cell in table.wrong
    ]
    return {
        "case": path.name,
        "title": table.title,
        "as_of": None,
        "reader": "public",
        "models": dict(MODELS),
        "wrong_cells": wrong,
    }
