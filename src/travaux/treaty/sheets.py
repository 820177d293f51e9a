"""Tables on disk into rows, and the one error that names every cell that cannot be read."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from travaux.errors import TravauxError
from travaux.text.formats.gate import decode, identify
from travaux.text.formats.separated import separated_rows

__all__ = ["Faults", "Sheet", "day_in", "read_sheet", "sheet_of"]

LARGEST = 400_000_000  # bytes to which a compressed table may unpack
MOST_NAMED = 12  # cells that an error names in full
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its columns in small letters, and its rows with the number each has in a spreadsheet (header: 1)."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def has(self, *columns: str) -> bool:
        """Whether all these columns are there."""
        return set(columns) <= set(self.columns)

    def cells(self, *columns: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Number of each row and its cells in these columns; empty where the table has no such column."""
        places = [self.columns.index(each) if each in self.columns else -1 for each in columns]
        for number, row in self.rows:
            yield number, tuple([row[place] if place >= 0 else "" for place in places])


@dataclass(slots=True)
class Faults:
    """Cells that cannot be read, collected so that one error can name them all."""

    file: str
    found: list[str] = field(default_factory=list)

    def add(self, row: int, column: str, what: str) -> None:
        """Keep one fault: the row in the spreadsheet, the column by its heading, and what is wrong."""
        self.found.append(f"row {row}, column {column}: {what}" if column else f"row {row}: {what}")

    def end(self) -> None:
        """Stop here if anything was wrong.

        Raises:
            TravauxError: naming row and column of every fault, of many the first twelve.
        """
        if not self.found:
            return
        more = len(self.found) - MOST_NAMED
        named = "; ".join(self.found[:MOST_NAMED]) + (f"; and {more:,} more" if more > 0 else "")
        many = "a cell" if len(self.found) == 1 else f"{len(self.found):,} cells"
        raise TravauxError(
            f"{many} of the table cannot be read", where=self.file, why=named, remedy="correct them in the table"
        )


def read_sheet(path: Path) -> Sheet:
    """A table on disk: CSV with commas, semicolons or tabs, as it is or compressed with gzip.

    Raises:
        TravauxError: if there is no such file, or it is no table.
    """
    return sheet_of(decode(_content(path), path.name), path.name)


def sheet_of(words: str, file: str) -> Sheet:
    """A table from its words.

    Raises:
        TravauxError: if it is empty, has no rows, a row with more cells than there are columns, or two columns with
            one name.

    Example:
        >>> sheet_of("Treaty;Party\\nplt;US\\n", "t.csv").rows
        ((2, ('plt', 'US')),)
    """
    rows = [(number, row) for number, (_, row) in enumerate(separated_rows(words, file), 1) if any(row)]
    if len(rows) < 2:
        raise TravauxError(
            "the table is empty", where=file, why="it has no row below its header", remedy="send the table again"
        )
    columns = tuple(cell.casefold() for cell in rows[0][1])
    _refuse_twins(columns, file)
    return Sheet(file, columns, tuple(_whole(rows[1:], len(columns), file)))


def _whole(rows: Iterable[tuple[int, Sequence[str]]], width: int, file: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    faults = Faults(file)
    for number, row in rows:
        if any(row[width:]):
            faults.add(number, "", f"{len(row)} cells, but the header has {width} columns")
        yield number, (*row[:width], *[""] * (width - len(row)))
    faults.end()


def _refuse_twins(columns: Sequence[str], file: str) -> None:
    twins = sorted({each for each in columns if each and columns.count(each) > 1})
    if twins:
        raise TravauxError(
            f"the table has the column {', '.join(twins)} twice", where=file, remedy="keep one of them, or rename one"
        )


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
    except (OSError, ValueError):
        packed = False  # `identify` says what is wrong with it
    if not packed:
        return identify(path)[1]
    try:
        with gzip.open(path) as file:
            data = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise TravauxError(
            "the compressed table is damaged", where=path.name, why=str(error), remedy="send the file again"
        ) from error
    if len(data) > LARGEST:
        raise TravauxError("the table unpacks to too much", where=path.name, remedy="split it into smaller tables")
    if not data.strip() or b"\x00" in data[:4096]:
        raise TravauxError("this is no table", where=path.name, remedy="give a CSV file, compressed or not")
    return data


@lru_cache(maxsize=65_536)
def day_in(words: str) -> date | None:
    """The day that a cell holds as year-month-day; None if it holds none.

    Example:
        >>> day_in("2016-09-30"), day_in("2016-02-30")
        (datetime.date(2016, 9, 30), None)
    """
    if len(words) != len("2016-09-30") or not words[5:7].isdigit():  # 2016-W01-1 is a week to Python
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
