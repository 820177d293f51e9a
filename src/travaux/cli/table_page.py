"""A side-by-side table on the terminal: in columns where there is room, one below another where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from travaux.cli.output import printable
from travaux.text.side_by_side.model import Cell, Piece, Row
from travaux.text.side_by_side.wording import NO_SUCH, heading, legend, marked, party_head, said, shown, summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from travaux.text.side_by_side.model import Table

__all__ = ["table_page"]

NARROWEST = 24  # characters a column of words needs
LABEL = 14
STYLES = {"deleted": "red strike", "inserted": "green underline"}


def table_page(console: Console, table: Table) -> None:
    """Print a table."""
    console.print(Text(printable(heading(table)), style="bold"))
    console.print(printable(summary(table)))
    for line in legend(table):
        console.print(printable(line), style="dim")
    for column in table.columns:
        console.print(printable("; ".join(party_head(column))))
    console.print()
    if not table.rows:
        console.print("No proposal changes anything.")
    elif (console.width - LABEL) // (len(table.columns) + 1) >= NARROWEST:
        _columns(console, table)
    else:
        for row in table.rows:
            _stacked(console, row, table)


def _columns(console: Console, table: Table) -> None:
    grid = Grid(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 1, 0))
    grid.add_column("provision", width=LABEL, overflow="fold")
    for name in ("base", *(printable(column.party) for column in table.columns)):
        grid.add_column(Text(name), ratio=1, overflow="fold")
    for row in table.rows:
        grid.add_row(Text(printable(row.label), style="cyan"), _base(row), *map(_cell, row.cells))
    console.print(grid)


def _stacked(console: Console, row: Row, table: Table) -> None:
    console.print(Text(printable(row.label), style="cyan"))
    width = max(len("base"), *(len(column.party) for column in table.columns)) + 2
    lines = [("base", _base(row))]
    quiet: dict[str, list[str]] = {}
    for column, cell in zip(table.columns, row.cells, strict=True):
        if cell.changed:
            lines.append((column.party, _cell(cell)))
        else:
            quiet.setdefault(said(cell), []).append(column.party)
    for name, words in lines:
        grid = Grid.grid(padding=(0, 0))
        grid.add_column(width=width)
        grid.add_column(overflow="fold")
        grid.add_row(Text(printable(name), style="bold"), words)
        console.print(Padding(grid, (0, 0, 0, 2)))
    for note, parties in quiet.items():
        console.print(Padding(Text(printable(f"{note}: {', '.join(parties)}"), style="dim"), (0, 0, 0, 2)))
    console.print()


def _base(row: Row) -> Text:
    return Text(NO_SUCH, style="dim") if row.base is None else _words(row.base)


def _cell(cell: Cell) -> Text:
    pieces = shown(cell)
    words = Text(said(cell), style="dim")
    if words and pieces:
        words.append(": ")
    return words.append_text(_words(pieces))


def _words(pieces: Sequence[Piece]) -> Text:
    """The pieces with their marks, which are seen without colours too."""
    words = Text()
    for piece in pieces:
        lead = piece.text[: len(piece.text) - len(piece.text.lstrip())]
        trail = piece.text[len(piece.text.rstrip()) :] if piece.text.strip() else ""
        words.append(printable(lead + marked((piece,)) + trail), style=STYLES.get(piece.act, ""))
    return words
