"""The page that `travaux treaty bound` prints: the treaties that bind a party, then those it only signed or left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from travaux.cli.output import printable, shortened
from travaux.cli.treaty_force_page import told_sources
from travaux.cli.treaty_status_page import counts_line, in_order, short_state, whys

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from travaux.treaty.ledger import Ledger
    from travaux.treaty.model import PartyStatus, Treaties

__all__ = ["bound_page"]

WORDS = 150  # characters of a note
NOTES = 12


def bound_page(
    console: Console,
    found: Sequence[PartyStatus],
    unions: Sequence[PartyStatus],
    data: Treaties,
    party: str,
    day: date,
) -> None:
    """Print what binds a party.

    Args:
        console: where to.
        found: its treaties.
        unions: what binds the unions of which it is a member.
        data: where they come from.
        party: id of the party.
        day: the day.
    """
    from travaux.treaty import ledger as ledgers

    ledger = ledgers.Ledger.of(data)
    console.print(Text(printable(f"{ledger.name(party)} ({party}), on {day.isoformat()}"), style="bold"))
    console.print(counts_line(found))
    if found:
        console.print()
        console.print(_table(in_order(found), ledger))
    _through_unions(console, unions, ledger)
    notes = list(whys((each.why, _called(ledger, each)) for each in found if each.why))
    if notes:
        console.print()
    for note in notes[:NOTES]:
        console.print(Padding(Text(shortened(note, WORDS)), (0, 0, 0, 2)))
    if any(each.state == "bound" and not each.recorded for each in found):
        console.print("  * computed from the rule; the day itself is not on record", style="dim")
    told_sources(console, data, [action.source for each in (*found, *unions) for action in each.actions])


def _table(found: Sequence[PartyStatus], ledger: Ledger) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for heading in ("treaty", "state", "since", "instrument"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "since")
    for each in found:
        since = each.since.isoformat() if each.since else ""
        computed = "*" if each.state == "bound" and not each.recorded else ""
        kind = each.instrument.kind.replace("_", " ") if each.instrument else ""
        deposited = each.instrument.date.isoformat() if each.instrument and each.instrument.date else ""
        table.add_row(Text(_called(ledger, each)), short_state(each), since + computed, f"{kind} {deposited}")
    return table


def _called(ledger: Ledger, each: PartyStatus) -> str:
    """The short name of a treaty, by which it can be asked for; else its name."""
    treaty = ledger.treaty(each.treaty)
    return printable(treaty.short or treaty.name)


def _through_unions(console: Console, unions: Sequence[PartyStatus], ledger: Ledger) -> None:
    if not unions:
        return
    from travaux.treaty.through_unions import DEFINITION

    console.print()
    console.print("Through a union", style="bold")
    for each in unions:
        since = f" since {each.since.isoformat()}" if each.since else ""
        words = f"{_called(ledger, each)}: binds {printable(ledger.name(each.party))}{since}"
        console.print(Padding(Text(words), (0, 0, 0, 2)))
    console.print(Padding(Text(DEFINITION, style="dim"), (0, 0, 0, 2)))
