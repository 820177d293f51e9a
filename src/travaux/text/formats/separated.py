"""Rows of tables as spreadsheets save them: with commas, semicolons, tabs or bars between the cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from travaux.errors import TravauxError

__all__ = ["separated_rows"]

_SEPARATORS = (",", ";", "\t", "|")


def separated_rows(words: str, file: str, separator: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """Every row with the number of its first line, from 1, and its cells; white space in a cell becomes one blank.

    Args:
        words: the table.
        file: what it is called in an error.
        separator: what stands between cells; None for the most frequent one of the first line.

    Raises:
        TravauxError: if a quotation mark is not closed, or stands where none can.

    Example:
        >>> list(separated_rows('party;said\\nUS;"no\\n  change"\\nJP;yes\\n', "t.csv"))
        [(1, ['party', 'said']), (2, ['US', 'no change']), (4, ['JP', 'yes'])]
    """
    head = words.split("\n", 1)[0]
    # Only line breaks end a row: a page break or a line separator of Unicode can stand inside a cell.
    lines = io.StringIO(words, newline=None)
    reader = csv.reader(lines, delimiter=separator or max(_SEPARATORS, key=head.count), strict=True)
    clean = _Clean()
    line = 1
    try:
        for cells in reader:
            yield line, [clean[cell] for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise TravauxError(
            "the table cannot be read",
            where=f"{file}, line {reader.line_num}",
            why=str(error),
            remedy="check the quotation marks on that line",
        ) from error


class _Clean(dict[str, str]):
    """Cells without superfluous white space, each worked out once: most cells of large tables repeat."""

    def __missing__(self, cell: str) -> str:
        self[cell] = found = " ".join(cell.split())
        return found
