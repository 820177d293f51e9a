"""`travaux law index`: how far laws are harmonised, over time, per norm, per pair and per group."""

from __future__ import annotations

from typing import Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import ReaderName
from travaux.cli.law_arguments import FullPage, LawData, MeasureName, NormWeights, ScaleFile, StrictCells
from travaux.cli.output import emit_json, page

__all__ = ["index"]


def index(
    data: LawData,
    weights: NormWeights = None,
    start: Annotated[
        int | None,
        typer.Option(
            "--from",
            metavar="YEAR",
            help="First year; by default the first in which dated rules compare.",
            show_default=False,
        ),
    ] = None,
    end: Annotated[int | None, typer.Option("--to", metavar="YEAR", help="Last year.", show_default=False)] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="On this day alone (2013-03-16).", show_default=False)
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", metavar="G", help="Only the members of this group.", show_default=False)
    ] = None,
    pair: Annotated[
        str | None, typer.Option("--pair", metavar="A,B", help="These two, over time.", show_default=False)
    ] = None,
    norm: Annotated[str | None, typer.Option("--norm", metavar="N", help="Only this norm.", show_default=False)] = None,
    measure: MeasureName = "gower",
    strict: StrictCells = False,
    full: FullPage = False,
    scales: ScaleFile = None,
    reader: ReaderName = "public",
    as_json: AsJson = False,
) -> None:
    """How far laws are harmonised: overall, per norm, per pair and per group, on the last day of each year.

    1 means that all laws that can be compared agree. Beside it stand the bounds that missing and doubtful cells leave,
    and what moved the index.
    """
    from travaux.law.index_rows import index_row
    from travaux.law.inquiring import Wanted, inquire
    from travaux.law.opening import open_laws

    laws = open_laws(data, scales=str(scales) if scales else None, reader=reader)
    wanted = Wanted(weights, start, end, on, group, pair, norm, measure, strict)
    found, chosen = inquire(laws, wanted)
    if as_json:
        emit_json(index_row(found, chosen.pair, chosen.norm))
        return
    from travaux.cli.law_index_page import index_page
    from travaux.cli.law_words import errors_first, remarks_last

    with page() as console:
        errors_first(console, laws)
        index_page(console, found, chosen, full=full)
        remarks_last(console, laws)
