"""`travaux treaty bound`: what binds a party on a day, and what it only signed or left."""

from __future__ import annotations

from typing import Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import ReaderName
from travaux.cli.output import emit_json, page
from travaux.cli.treaty_arguments import ActionsTable, DataName, RulesTable, TreatyDay, opened

__all__ = ["bound"]


def bound(
    party: Annotated[str, typer.Argument(metavar="CC", help="The party, by code, name or alias.", show_default=False)],
    data: DataName = None,
    actions: ActionsTable = None,
    rules: RulesTable = None,
    on: TreatyDay = None,
    reader: ReaderName = "public",
    as_json: AsJson = False,
) -> None:
    """What binds a party on a day, what it signed without joining, and what it left.

    What binds a union of which it is a member (such as the European Union) is listed apart.
    """
    from travaux.treaty.opening import party_named
    from travaux.treaty.standing import bound as found_for
    from travaux.treaty.standing import day_of
    from travaux.treaty.through_unions import through_unions

    record = opened(data, actions, rules, reader)
    known, day = party_named(record, party), day_of(record, on)
    found, unions = found_for(record, known, day), through_unions(record, known, day)
    if as_json:
        from travaux.treaty.standing_rows import bound_row

        emit_json(bound_row(record, known, day, found, unions))
        return
    from travaux.cli.treaty_bound_page import bound_page

    with page() as console:
        bound_page(console, found, unions, record, known, day)
