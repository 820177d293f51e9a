"""`travaux treaty status`: who signed a treaty, and who is bound by it since when."""

from __future__ import annotations

from typing import Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import ReaderName
from travaux.cli.output import emit_json, page
from travaux.cli.treaty_arguments import ActionsTable, DataName, RulesTable, TreatyDay, TreatyName, opened_with

__all__ = ["status"]


def status(
    treaty: TreatyName,
    data: DataName = None,
    actions: ActionsTable = None,
    rules: RulesTable = None,
    on: TreatyDay = None,
    party: Annotated[
        str | None,
        typer.Option("--party", metavar="CC", help="Only this party, by code, name or alias.", show_default=False),
    ] = None,
    reader: ReaderName = "public",
    as_json: AsJson = False,
) -> None:
    """Who signed a treaty, and who is bound by it since when, with declarations, territories and withdrawals.

    A recorded day wins; a day that is computed from the rule is marked. Without --on as of the last day on record.
    """
    from travaux.treaty.standing import day_of
    from travaux.treaty.standing import status as found_for

    opened, name = opened_with(treaty, data, actions, rules, reader)
    found = found_for(opened, name, on, party)
    day = day_of(opened, on)
    if as_json:
        from travaux.treaty.standing_rows import status_row

        emit_json(status_row(opened, name, day, found))
        return
    from travaux.cli.treaty_status_page import status_page

    with page() as console:
        status_page(console, found, opened, name, day, full=party is not None)
