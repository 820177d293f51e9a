"""The record as a table to take away: CSV, workbook, JSON. No cell is ever computed by a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from travaux.errors import TravauxError
from travaux.server.desk import File, Look
from travaux.server.pages.record_rows import Row
from travaux.server.pages.record_words import day_words
from travaux.text.side_by_side.csv_out import guarded
from travaux.text.side_by_side.xlsx_out import CELL_LIMIT

__all__ = ["COLUMNS", "file_of"]

COLUMNS = (
    "kind", "id", "words", "who", "why", "day", "source", "source title", "source address", "evidence", "confidence",
    "doubts", "who may read it", "corrects", "corrected by", "entered on", "entered by",
)  # fmt: skip
"""The columns of the table, in their order."""

_MADE = datetime(1980, 1, 1)  # fixed, so that the same view gives the same file
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def file_of(look: Look, rows: Sequence[Row], ending: str, *, accounts: bool) -> File:
    """Rows of the record as a file.

    Args:
        look: the view they come from.
        rows: the rows.
        ending: `csv`, `xlsx` or `json`.
        accounts: whether the reader is told which account entered them.

    Raises:
        TravauxError: if there is no such format.
    """
    if ending not in _TYPES:
        raise TravauxError("there is no such file", remedy=f"the endings are {', '.join(_TYPES)}")
    makers: Mapping[str, Callable[[], bytes]] = {
        "csv": lambda: _csv(rows, accounts),
        "xlsx": lambda: _xlsx(rows, accounts),
        "json": lambda: _json(look, rows, accounts),
    }
    return File(f"{look.name}-record.{ending}", _TYPES[ending], makers[ending]())


def _cells(row: Row, accounts: bool) -> list[str]:
    fact = row.fact
    return [
        row.kind, fact.id, row.words, row.who, "; ".join(row.why), fact.date.isoformat() if fact.date else "",
        fact.source or "", row.source, row.address, fact.evidence or "", fact.confidence or "", fact.note or "",
        row.told or "everybody", row.corrects.fact if row.corrects else "",
        "; ".join(link.fact for link in row.corrected), row.entered, row.by if accounts else "",
    ]  # fmt: skip


def _csv(rows: Sequence[Row], accounts: bool) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) for cell in _cells(row, accounts)] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _xlsx(rows: Sequence[Row], accounts: bool) -> bytes:
    from xlsxwriter import Workbook

    packed = io.BytesIO()
    book = Workbook(packed, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    })  # fmt: skip
    book.set_properties({"title": "Record", "created": _MADE})
    sheet = book.add_worksheet("Record")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, 2, 60)
    sheet.set_column(3, len(COLUMNS) - 1, 22)
    sheet.freeze_panes(1, 2)
    for place, words in enumerate(COLUMNS):
        sheet.write_string(0, place, words, head)
    for line, row in enumerate(rows, 1):
        for place, words in enumerate(_cells(row, accounts)):
            sheet.write_string(line, place, _fitting(words), wrap)
    book.close()
    return packed.getvalue()


def _fitting(words: str) -> str:
    """Words that a cell can hold, and a sign where some are left out; the other formats have all of them."""
    room = CELL_LIMIT // 2
    return words if len(words) <= room else f"{words[: room - 4]} […]"


def _json(look: Look, rows: Sequence[Row], accounts: bool) -> bytes:
    facts = [
        {
            **dict(zip(COLUMNS, _cells(row, accounts), strict=True)),
            "section": row.section,
            "fact": {"id": row.fact.id, **row.fact.model_dump(mode="json", by_alias=True, exclude_defaults=True)},
        }
        for row in rows
    ]
    whole = {
        "case": look.name,
        "title": look.title,
        "reader": str(look.reader),
        "day": day_words(look.case.as_of) or None,
        "held on": look.on.isoformat() if look.on else None,
        "known on": look.known.isoformat() if look.known else None,
        "facts": facts,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
