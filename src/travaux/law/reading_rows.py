"""The rows of a table as spreadsheets save it: any separator, any encoding, empty rows and columns at the edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from travaux.errors import TravauxError
from travaux.law.reading_faults import Faults
from travaux.text.formats.gate import decode, identify
from travaux.text.formats.separated import separated_rows

__all__ = ["Row", "Sheet", "read_sheet"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its headings. `number` is that of a spreadsheet: the header is row 1."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the file, its headings in order (small letters, `_` for blanks), and its rows that are not empty."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def place(self, heading: str) -> int:
        """The number of a column, from 1."""
        return self.headings.index(heading) + 1


def read_sheet(path: Path, faults: Faults) -> Sheet:
    """The table in a file.

    A byte order mark, UTF-16 and Windows-1252, and a first line `sep=;` are understood; white space round a cell is
    left out.

    Args:
        path: the file.
        faults: takes rows with too many cells, and headings that stand twice.

    Raises:
        TravauxError: if the file cannot be read, is no text, or has no header.
    """
    _, content = identify(path)
    words = decode(content, path.name)
    first, _, rest = words.partition("\n")
    separator = None
    skipped = 0
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) <= 5:
        separator, words, skipped = first.strip().strip('"')[4:] or "\t", rest, 1
    rows = [cells for _, cells in separated_rows(words, path.name, separator)]
    if not rows or not any(rows[0]):
        raise TravauxError("the table is empty", where=path.name, remedy="give a table with a header and rows below it")
    headings = _headings(rows[0], faults)
    found = (_row(number, headings, cells, faults) for number, cells in enumerate(rows[1:], 2 + skipped) if any(cells))
    return Sheet(path.name, headings, tuple(found))


def _headings(cells: Sequence[str], faults: Faults) -> tuple[str, ...]:
    headings = tuple("_".join(cell.lower().split()) for cell in cells)
    for column, heading in enumerate(headings, 1):
        if heading and heading in headings[: column - 1]:
            faults.add(1, column, heading, "stands in the header twice", "name each column once")
    return headings


def _row(number: int, headings: Sequence[str], cells: Sequence[str], faults: Faults) -> Row:
    extra = [column for column, cell in enumerate(cells[len(headings) :], len(headings) + 1) if cell]
    if extra:
        faults.add(number, extra[0], "", "has more cells than the header", "quote a cell that holds the separator")
    for column, (heading, cell) in enumerate(zip(headings, cells, strict=False), 1):
        if cell and not heading:
            faults.add(number, column, "", f"{cell!r} stands in a column without a heading", "name the column")
    given = dict(zip(headings, cells, strict=False))
    return Row(number, {heading: given.get(heading, "") for heading in headings if heading})
