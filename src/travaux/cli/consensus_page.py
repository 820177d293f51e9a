"""A finding in the terminal: what a chair reads in two minutes, with the figures' definitions below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from travaux.cli.output import counted, printable

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.consensus import Finding
    from travaux.consensus.tables import Table

__all__ = ["finding_page"]

_FEW = 30  # names that a line spells out
_LISTED = {"settled", "unknown"}
_WIDE = {"who stands where", "choices", "restraint", "what", "relies on"}


def finding_page(console: Console, finding: Finding) -> None:
    """Print a finding: the head, each table, and what needs a look."""
    from travaux.consensus.tables import tables

    _head(console, finding)
    for table in tables(finding):
        if table.name in _LISTED:
            _list(console, table)
        else:
            _table(console, table)
    if finding.why_none:
        console.print(f"\nNo package: {finding.why_none}.")
    elif finding.left_out:
        console.print(
            f"\nNothing is chosen for {_names(finding.left_out)}: nothing on record bears on it.", style="dim"
        )
    if finding.remarks:
        console.print(f"\n{counted(len(finding.remarks), 'thing')} in the case to look at: travaux case check.")


def _head(console: Console, finding: Finding) -> None:
    day = f"on {finding.as_of}" if finding.as_of else "undated"
    console.print(printable(f"{finding.case}, {day}, as {finding.reader} sees it"), style="bold")
    console.print(f"Rule {printable(finding.rule.name)}: {finding.rule.words}.")
    console.print(f"{finding.known} of {counted(finding.of, 'delegation')} on record known; the others are unknown.")
    counts = [(status, len(finding.with_status(status))) for status in ("blocked", "open", "unknown", "settled")]
    console.print("Issues: " + ", ".join(f"{number} {status}" for status, number in counts) + ".")


def _list(console: Console, table: Table) -> None:
    """A table of little interest on one or two lines."""
    words = _names(
        [" ".join(cell for cell in row[:2] if cell) if table.name == "settled" else row[0] for row in table.rows]
    )
    console.print(f"{table.title} ({len(table.rows)}): {words}.", style="dim")


def _names(names: Sequence[str]) -> str:
    shown = names if len(names) <= _FEW else [*names[:_FEW], f"{len(names) - _FEW} more (--json lists them)"]
    return printable(", ".join(shown))


def _table(console: Console, table: Table) -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    console.print()
    console.print(table.title, style="bold")
    grid = Grid(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in table.columns:
        grid.add_column(column, overflow="fold", ratio=1 if column in _WIDE else None)
    for row in table.rows:
        grid.add_row(*(Text(printable(cell)) for cell in row))
    console.print(grid)
    for note in table.notes:
        console.print(note, style="dim")
