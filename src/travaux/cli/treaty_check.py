"""`travaux treaty check`: recorded days against the rules, every disagreement with its likely cause."""

from __future__ import annotations

from typing import Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import ReaderName
from travaux.cli.output import emit_json, page
from travaux.cli.treaty_arguments import RulesTable, opened

__all__ = ["check"]

PROBLEMS = 1


def check(
    data: Annotated[
        str,
        typer.Argument(
            metavar="DATA",
            help="A built-in name, a case folder or file, or a table of actions (.csv, .csv.gz).",
            show_default=False,
        ),
    ],
    rules: RulesTable = None,
    full: Annotated[bool, typer.Option("--full", help="Every disagreement, not only the first of each cause.")] = False,
    reader: ReaderName = "public",
    as_json: AsJson = False,
) -> None:
    """Recorded days against the rules of entry into force: every disagreement, with its likely cause.

    Exit status 1 if there is one. A likely cause is a suggestion; whoever keeps the record decides.
    """
    from travaux.treaty.checking import check as found_for

    opened_data = opened(data, None, rules, reader)
    found = found_for(opened_data)
    if as_json:
        from travaux.treaty.check_rows import row

        emit_json(row(found, opened_data))
    else:
        from travaux.cli.treaty_check_page import check_page

        with page() as console:
            check_page(console, found, opened_data, full=full)
    if found.disagreements:
        raise typer.Exit(PROBLEMS)
