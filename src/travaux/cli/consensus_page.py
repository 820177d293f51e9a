"""A finding in the terminal: what a chair reads in two minutes, with the figures' definitions below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from travaux.cli.output import counted, printable
from travaux.cli.who_words import errors_first, seen_by

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.consensus import Finding
    from travaux.consensus.tables import Table

__all__ = ["finding_page"]

_FEW = 20  # names that a line spells out
_LISTED = {"settled", "unknown"}
_LONG = 60  # rows of a table
_WHOLE = 26  # characters of an option's id that are not broken
_WIDE = {"choices", "who stands where", "restraint", "what"}


def finding_page(console: Console, finding: Finding, source: str, *, full: bool = False) -> None:
    """Print a finding: the head, what could not be counted, each table (long ones cut, unless `full`).

    Args:
        source: the case as the user named it.
    """
    from travaux.consensus.tables import tables

    _head(console, finding)
    errors_first(console, finding.remarks)
    if finding.remarks:
        look = f"{counted(len(finding.remarks), 'thing')} to look at: travaux case check {source}"
        console.print(printable(look), style="dim")
    for table in tables(finding):
        if table.name == "corners" and not full:
            continue
        if table.name in _LISTED:
            _list(console, table, full)
        elif table.name == "packages":
            _packages(console, table, full)
        else:
            _table(console, table, full)
    if finding.why_none:
        console.print(f"\nNo package for all issues: {finding.why_none}.")
    bare = {issue.id for issue in finding.with_status("unknown")}
    left = [issue for issue in finding.left_out if issue not in bare]
    if left and not finding.why_none:
        console.print(f"\nNothing is chosen for {printable(_cut(left))}: nothing on record bears on it.", style="dim")
    notes = [note for table in tables(finding) if table.name != "corners" or full for note in table.notes]
    if notes:
        console.print("\nWhat words and figures mean", style="bold")
        console.print(printable("\n".join(notes)), style="dim")


def _head(console: Console, finding: Finding) -> None:
    day = f"on {finding.as_of}" if finding.as_of else "undated"
    console.print(printable(f"{finding.case}, {day}, {seen_by(finding.reader)}"), style="bold")
    console.print(printable(f"Rule {finding.rule.name}: {finding.rule.words}."))
    where = "an issue not settled" if finding.with_status("open") or finding.with_status("blocked") else "any issue"
    console.print(
        f"{finding.known} of {counted(finding.of, 'delegation')} have a position on {where}; others: unknown."
    )
    counts = [(status, len(finding.with_status(status))) for status in ("blocked", "open", "unknown", "settled")]
    console.print("Issues: " + ", ".join(f"{number} {status}" for status, number in counts) + ".")


def _list(console: Console, table: Table, full: bool) -> None:
    """A table of little interest on one or two lines."""
    names = [" ".join(cell for cell in row[:2] if cell) if table.name == "settled" else row[0] for row in table.rows]
    words = ", ".join(names) if full else _cut(names)
    console.print(printable(f"{table.title} ({len(table.rows)}): {words}."), style="dim")


def _packages(console: Console, table: Table, full: bool) -> None:
    """Each package on its own lines: what it chooses, then its figures."""
    from rich.padding import Padding
    from rich.text import Text

    console.print()
    console.print(printable(table.title), style="bold")
    for number, choices, *figures in table.rows:
        parts = choices.split(", ")
        words = choices if full else _cut(parts)
        console.print(Text(printable(f"{number}. {words}")))
        measured = (f"{name} {figure}" for name, figure in zip(table.columns[2:], figures, strict=True))
        console.print(Padding(Text(printable("; ".join(measured)), style="dim"), (0, 0, 0, 3)))


def _cut(names: Sequence[str]) -> str:
    more = len(names) - _FEW
    return ", ".join(names) if more <= 0 else f"{', '.join(names[:_FEW])} … and {more} more: --full"


def _table(console: Console, table: Table, full: bool) -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    console.print()
    console.print(printable(table.title), style="bold")
    grid = Grid(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in table.columns:
        whole = column == "option" and max(len(row[table.columns.index(column)]) for row in table.rows) <= _WHOLE
        grid.add_column(column, overflow="fold", no_wrap=whole, ratio=1 if column in _WIDE else None)
    rows = table.rows if full or len(table.rows) <= _LONG else table.rows[:_LONG]
    for row in rows:
        grid.add_row(*(Text(printable(cell)) for cell in row))
    console.print(grid)
    if len(rows) < len(table.rows):
        console.print(f"… and {len(table.rows) - len(rows):,} more rows: --full", style="yellow")
