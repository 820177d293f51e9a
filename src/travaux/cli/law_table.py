"""`travaux law table`: who has which rule on a day, with source and doubt."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import OnDay, ReaderName
from travaux.cli.law_arguments import LawData, ScaleFile
from travaux.cli.output import emit_json, page

__all__ = ["table"]


def table(
    data: LawData,
    norm: Annotated[
        str | None, typer.Option("--norm", metavar="N", help="Only this norm, in full.", show_default=False)
    ] = None,
    on: OnDay = None,
    jurisdiction: Annotated[
        str | None,
        typer.Option("--jurisdiction", metavar="CC", help="Only this one, in full: code or name.", show_default=False),
    ] = None,
    scales: ScaleFile = None,
    reader: ReaderName = "public",
    as_json: AsJson = False,
) -> None:
    """Who has which rule on a day; how one knows, since when, where it stands, and what is doubtful.

    Without a day it is the last of which the record speaks. For a coded set of agreements: how many have each norm,
    beside the published counts. A rule that is not on record is missing. That is no rule of its own.
    """
    from travaux.law.counting import counted_in, is_set

    if norm is None and jurisdiction is None and on is None and is_set(Path(data)):
        counts = counted_in(Path(data), scales)
        if as_json:
            emit_json(counts.row())
            return
        from travaux.cli.law_counts_page import counts_page

        with page() as console:
            counts_page(console, counts)
        return
    from travaux.law.opening import open_laws
    from travaux.law.table import table as table_of

    found = table_of(open_laws(data, scales=scales, reader=reader), norm=norm, on=on, jurisdiction=jurisdiction)
    if as_json:
        emit_json(found.row())
        return
    from travaux.cli.law_table_page import table_page

    with page() as console:
        table_page(console, found)
