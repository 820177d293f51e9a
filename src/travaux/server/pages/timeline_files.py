"""The line of a case as a table to take away: CSV, a workbook, or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from travaux.facts import Case
from travaux.lineage import Timeline
from travaux.lineage.timelines import report
from travaux.server.pages.timeline_stops import Stop, reached, stops
from travaux.server.pages.timeline_words import FIGURES, REACHED
from travaux.text.side_by_side.csv_out import guarded
from travaux.text.side_by_side.wording import clean

__all__ = ["as_csv", "as_json", "as_xlsx", "table_rows"]

Cell = str | int | float | None

_COUNTS = ("words", "provisions", "agreed_provisions", "choices", "options")
_HAPPENED = ("opened", "closed", "gone", "reopened", "options_added", "options_dropped", "added", "dropped", "reworded",
             "moved", "renumbered", "split", "merged", "matched_share")  # fmt: skip
_HEADS = ("kind", "day", "until", "name", "session", *_COUNTS, "brackets", *_HAPPENED, "on record", "source")
_CELL = 32_767  # characters that a cell of a workbook holds
_MADE = datetime(1980, 1, 1)  # fixed, so that the same line gives the same file


def table_rows(case: Case, chain: Timeline | None) -> Iterator[tuple[Cell, ...]]:
    """The heads, then a row for each stop; numbers as numbers, nothing where nothing is known."""
    yield _HEADS
    for stop in stops(case, chain):
        yield tuple(_cells(case, stop))


def _cells(case: Case, stop: Stop) -> Iterator[Cell]:
    yield from (stop.kind, _day(stop.day), _day(stop.until), stop.name, stop.session)
    counts = stop.row.measures if stop.row else None
    yield from (getattr(counts, name, None) for name in _COUNTS)
    yield counts.marks[0] if counts else None
    happened = stop.row.happened if stop.row else None
    yield from (getattr(happened, name, None) for name in _HAPPENED)
    source = case.sources.get(stop.fact.source or "") if stop.fact else None
    yield stop.said or None
    yield source.title if source else (stop.fact.source if stop.fact else None)


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def as_csv(case: Case, chain: Timeline | None) -> bytes:
    """The table in UTF-8 with byte order mark; a cell that a spreadsheet would compute begins with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in table_rows(case, chain):
        writer.writerow([guarded(clean(cell)) if isinstance(cell, str) else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def as_xlsx(case: Case, chain: Timeline | None) -> bytes:
    """The table as a workbook without formulas; a second sheet says what the figures count."""
    from xlsxwriter import Workbook

    packed = io.BytesIO()
    book = Workbook(packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": case.name[:255], "created": _MADE})
    sheet, bold = book.add_worksheet("Timeline"), book.add_format({"bold": True})
    for number, row in enumerate(table_rows(case, chain)):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, place, clean(cell)[:_CELL], bold if number == 0 else None)
            elif cell is not None:
                sheet.write_number(number, place, cell)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(_HEADS) - 1, 14)
    about = book.add_worksheet("What the figures count")
    for number, (name, words) in enumerate(FIGURES.items()):
        about.write_string(number, 0, name.replace("_", " "), bold)
        about.write_string(number, 1, words)
    about.set_column(1, 1, 110)
    book.close()
    return packed.getvalue()


def as_json(case: Case, chain: Timeline | None) -> bytes:
    """Everything: the versions as `travaux timeline --json` gives them, sessions, published figures, definitions."""
    found: dict[str, Any] = {
        "case": case.name,
        "reader": case.reader,
        "as_of": _day(case.as_of),
        "versions": report(chain)["versions"] if chain is not None else [],
        "line": [_stop(case, stop) for stop in stops(case, chain)],
        "sessions": [
            {"id": each.session.id, "name": each.name, "day": _day(each.day), "positions": each.positions,
             "parties": each.parties, "ended": each.ended}
            for each in reached(case)
        ],
        "definitions": {**FIGURES, **REACHED},
    }  # fmt: skip
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _stop(case: Case, stop: Stop) -> Mapping[str, Cell]:
    cells = dict(zip(_HEADS, _cells(case, stop), strict=True))
    return {name: cells[name] for name in ("kind", "day", "until", "name", "session", "on record", "source")}
