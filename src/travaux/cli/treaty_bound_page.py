"""The page that `travaux treaty bound` prints: the treaties that bind a party, then those it only signed or left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from travaux.cli.output import printable, shortened
from travaux.cli.treaty_force_page import told_sources
from travaux.cli.treaty_status_page import SAYS, counts_line, in_order

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from travaux.treaty.model import PartyStatus, Treaties

__all__ = ["bound_page"]

WORDS = 150  # characters of a note
NOTES = 12


def bound_page(console: Console, found: Sequence[PartyStatus], data: Treaties, party: str, day: date) -> None:
    """Print what binds a party.

    Args:
        console: where to.
        found: its treaties.
        data: where they come from.
        party: id of the party.
        day: the day.
    """
    from travaux.treaty.ledger import Ledger

    ledger = Ledger.of(data)
    console.print(Text(printable(f"{ledger.name(party)} ({party}), on {day.isoformat()}"), style="bold"))
    console.print(counts_line(found))
    console.print()
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for heading, ratio in (("treaty", 4), ("state", 2), ("since", None), ("instrument", 2)):
        table.add_column(heading, ratio=ratio, overflow="fold", no_wrap=ratio is None)
    for each in in_order(found):
        since = each.since.isoformat() if each.since else ""
        computed = "*" if each.state == "bound" and not each.recorded else ""
        kind = each.instrument.kind.replace("_", " ") if each.instrument else ""
        deposited = each.instrument.date.isoformat() if each.instrument and each.instrument.date else ""
        table.add_row(
            Text(printable(ledger.treaty(each.treaty).name)), SAYS[each.state], since + computed, f"{kind} {deposited}"
        )
    if found:
        console.print(table)
    notes = [f"{ledger.treaty(each.treaty).name}: {each.why}" for each in found if each.why]
    if notes:
        console.print()
    for note in notes[:NOTES]:
        console.print(Padding(Text(shortened(note, WORDS)), (0, 0, 0, 2)))
    if any(each.state == "bound" and not each.recorded for each in found):
        console.print("  * computed from the rule; the day itself is not on record", style="dim")
    told_sources(console, data, [action.source for each in found for action in each.actions])
