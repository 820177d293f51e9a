"""The page that `travaux treaty check` prints: in how many rows the rule holds, then the disagreements by cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from travaux.cli.output import counted, printable, shortened

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.treaty.checking import CheckFound, Disagreement
    from travaux.treaty.model import Treaties

__all__ = ["check_page"]

FEW = 3  # disagreements of one cause, and remarks, that a page names
WORDS = 300  # characters of a remark
NAMED = 12  # treaties without a comparison that a page names


def check_page(console: Console, found: CheckFound, data: Treaties, *, full: bool) -> None:
    """Print recorded days beside the rules.

    Args:
        console: where to.
        found: what was found.
        data: the treaties it was asked of, for names.
        full: every disagreement, not only the first of each cause.
    """
    from travaux.treaty.calendar import delay_words
    from travaux.treaty.check_rows import DEFINITIONS

    compared = [each for each in found.treaties if each.compared]
    total = sum(each.compared for each in compared)
    head = f"{found.data}: {counted(total, 'party', 'parties')} of {counted(len(compared), 'treaty', 'treaties')}"
    console.print(
        Text(printable(f"{head} compared, {counted(len(found.disagreements), 'disagreement')}"), style="bold")
    )
    if compared:
        console.print()
        table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
        for heading in ("treaty", "recorded", "by the rule", "holds", "delay"):
            table.add_column(heading, overflow="fold", no_wrap=heading == "treaty")
        for each in compared:
            delay = delay_words(each.delay) + (", notified" if each.delay and each.delay.after != "deposit" else "")
            holds = f"{each.holds} of {each.of}" if each.of else ""
            days = (str(each.recorded or ""), str(each.by_rule or "not computed"))
            table.add_row(*(Text(printable(cell)) for cell in (each.treaty.id, *days, holds, delay)))
        console.print(table)
    _disagreements(console, found, data, full=full)
    _remarks(console, data, full=full)
    left = [each.treaty.id for each in found.treaties if not each.compared]
    console.print()
    if left:
        more = f", and {len(left) - NAMED} more" if len(left) > NAMED else ""
        words = f"Not compared, for want of a delay or of recorded days: {', '.join(left[:NAMED])}{more}."
        console.print(Text(printable(words), style="dim"))
    console.print(
        f"Recorded, by the rule: the treaty's own entry into force. Holds: {DEFINITIONS['holds']}", style="dim"
    )


def _disagreements(console: Console, found: CheckFound, data: Treaties, *, full: bool) -> None:
    from travaux.treaty.causes import CAUSES

    for cause, words in CAUSES.items():
        mine = [each for each in found.disagreements if each.cause == cause]
        if not mine:
            continue
        console.print()
        console.print(
            Text(f"{len(mine)} likely because {words}" if cause != "unexplained" else f"{len(mine)}: {words}")
        )
        for each in mine if full else mine[:FEW]:
            console.print(Padding(Text(printable(_line(each, data))), (0, 0, 0, 2)))
        if not full and len(mine) > FEW:
            console.print(f"  … and {len(mine) - FEW} more: --full", style="dim")


def _remarks(console: Console, data: Treaties, *, full: bool) -> None:
    """What was remarked on reading the record, such as ambiguous cells; of many the first."""
    shown = data.remarks if full else data.remarks[:FEW]
    if shown:
        console.print()
    for each in shown:
        console.print(Text(printable(str(each)) if full else shortened(str(each), WORDS), style="yellow"))
    if len(shown) < len(data.remarks):
        console.print(f"… and {counted(len(data.remarks) - len(shown), 'more remark')}: --full", style="dim")


def _line(each: Disagreement, data: Treaties) -> str:
    party = data.parties.get(each.party or "")
    who = "in force" if each.party is None else party.name if party else each.party
    rule = f"by the rule {each.by_rule}" if each.by_rule else "the rule gives no day"
    return f"{each.treaty}, {who}: recorded {each.recorded}, {rule}; {each.words}"
