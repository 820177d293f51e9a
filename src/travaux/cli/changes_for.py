"""`travaux changes-for`: what changed for one delegation since a version of the text."""

from __future__ import annotations

from typing import Annotated

import typer

from travaux.cli.case_arguments import CaseName, KnownOn, OnDay, ReaderName
from travaux.cli.output import emit_json, page

__all__ = ["changes_for"]

def changes_for(
    case: CaseName,
    party: Annotated[
        str, typer.Option("--party", metavar="P", help="The delegation, by id or name, in full.", show_default=False)
    ],
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="VERSION",
            help="What it knows already: a draft of the case by id, title or file; a session; or a day.",
            show_default=False,
        ),
    ],
    on: OnDay = None,
    known: KnownOn = None,
    reader: ReaderName = "public",
    full: Annotated[bool, typer.Option("--full", help="Print words in full.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, described by `travaux schema`.")] = False,
) -> None:
    """What changed for one delegation: its words, its brackets, its red lines, who is beside it and against it.

    Everything is computed from what the reader may see. A party that is not named has no recorded position, and that
    is no consent.
    """
    from travaux.facts.opening import open_case
    from travaux.lineage.changes import changes_for as made
    from travaux.lineage.changes_rows import report

    found = made(open_case(case, reader=reader, on=on, known=known), party, since)
    if as_json:
        emit_json(report(found))
        return
    from travaux.cli.changes_page import changes_page

    with page() as console:
        changes_page(console, found, full=full)
