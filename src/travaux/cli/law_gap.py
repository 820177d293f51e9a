"""`travaux law gap`: what a jurisdiction must change to comply with another, or with rules in a file."""

from __future__ import annotations

from typing import Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import OnDay, ReaderName
from travaux.cli.law_arguments import LawData, ScaleFile
from travaux.cli.output import emit_json, page

__all__ = ["gap"]


def gap(
    data: LawData,
    target: Annotated[
        str,
        typer.Option(
            "--target",
            metavar="FILE|CC",
            help="A jurisdiction, or a file with what each norm needs (YAML or CSV).",
            show_default=False,
        ),
    ],
    of: Annotated[str, typer.Option("--of", metavar="CC", help="Who is to comply: code or name.", show_default=False)],
    on: OnDay = None,
    scales: ScaleFile = None,
    reader: ReaderName = "public",
    as_json: AsJson = False,
) -> None:
    """What a jurisdiction must change to comply, norm by norm: its rule, where it stands, and the kind of change.

    Where the rule or what the target asks for is not known, nothing is said of whether it complies.
    """
    from travaux.law.gap import gap as gap_of
    from travaux.law.opening import open_laws

    found = gap_of(open_laws(data, scales=scales, reader=reader), of, target, on=on)
    if as_json:
        emit_json(found.row())
        return
    from travaux.cli.law_gap_page import gap_page

    with page() as console:
        gap_page(console, found)
