"""The table as comma-separated values, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from travaux.text.side_by_side.model import Table
from travaux.text.side_by_side.wording import base_words, clean, party_head, plain

__all__ = ["guarded", "table_csv"]

# A cell that begins so is computed by a spreadsheet (OWASP, "CSV Injection"); full-width signs count as well.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def table_csv(table: Table) -> bytes:
    """The table in UTF-8 with byte order mark: a row for the heads, then one for each provision.

    Deleted and inserted words stand in `[-...-]` and `{+...+}`, as GNU wdiff prints them. A cell that a spreadsheet
    would take for a formula begins with an apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    base = f"Base: {clean(table.file)}" if table.file else "Base"
    rows = [["Provision", base, *("; ".join(party_head(column)) for column in table.columns)]]
    rows += [[clean(row.label), base_words(row), *map(plain, row.cells)] for row in table.rows]
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def guarded(cell: str) -> str:
    """The words, with an apostrophe before what a spreadsheet would compute.

    Example:
        >>> guarded("=1+1"), guarded("1. Each Party")
        ("'=1+1", '1. Each Party')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
