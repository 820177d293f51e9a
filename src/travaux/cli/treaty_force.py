"""`travaux treaty force`: the rule of entry into force in words and as data, the count towards it, and the trigger."""

from __future__ import annotations

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import ReaderName
from travaux.cli.output import emit_json, page
from travaux.cli.treaty_arguments import ActionsTable, DataName, RulesTable, TreatyDay, TreatyName, opened_with

__all__ = ["force"]


def force(
    treaty: TreatyName,
    data: DataName = None,
    actions: ActionsTable = None,
    rules: RulesTable = None,
    on: TreatyDay = None,
    reader: ReaderName = "public",
    as_json: AsJson = False,
) -> None:
    """When a treaty enters into force by its rule: the count, the instrument that completed it, and the day.

    The rule is computed from the instruments on record, and compared with the first day on which parties are recorded
    as bound. What cannot be computed is said to be so.
    """
    from travaux.treaty.forcing import force as found_for

    opened, name = opened_with(treaty, data, actions, rules, reader)
    found = found_for(opened, name, on)
    if as_json:
        from travaux.treaty.force_rows import row

        emit_json(row(found, opened))
        return
    from travaux.cli.treaty_force_page import force_page

    with page() as console:
        force_page(console, found, opened)
