"""The page of a consolidation: where proposals differ, what else was merged, the text, the table, the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.utils.safestring import mark_safe

from travaux.errors import TravauxError
from travaux.server.accounts.models import Tray
from travaux.server.desk import Look, Page
from travaux.server.pages.consolidate_answer import (
    TABLE_TYPES,
    TEXT_TYPES,
    Answer,
    Place,
    on_page,
    places_in,
)
from travaux.server.pages.consolidate_form import Asked
from travaux.server.pages.text_entering import readers_for
from travaux.server.pages.text_reading import called
from travaux.text.consolidating.model import ProposalRow
from travaux.text.consolidating.rows import DEFINITIONS
from travaux.text.side_by_side import Table, table_fragment
from travaux.text.wording import counted

__all__ = ["found_page"]

MOST_PLACES = 200
"""Places of one kind on the page; the Word file has all."""
MOST_ROWS = 150
"""Rows of the table on the page; the files have all."""


def found_page(
    look: Look, tray: Tray, asked: Asked, answer: Answer, *,
    typed: Mapping[str, str] | None = None, error: TravauxError | None = None,
) -> Page:  # fmt: skip
    """The page of a consolidation.

    Args:
        look: what the visitor looks at.
        tray: the tray with the papers.
        asked: what was asked for.
        answer: what came of it.
        typed: what stands in the form that enters the text, if it was sent.
        error: what was wrong with it.
    """
    text = answer.shown
    report, places = answer.made.report, places_in(answer)
    differ = [place for place in places if place.differ]
    alike = [place for place in places if not place.differ]
    context = {
        "tray": tray, "asked": asked, "report": report, "places": len(places), "definitions": DEFINITIONS,
        "differ": _cut(differ), "alike": _cut(alike), "reopened": _cut([each for each in places if each.reopened]),
        "rows": [_on_page(row) for row in report.proposals], "remarks": [on_page(each) for each in report.remarks],
        "base": _base(look, asked), "before": len(answer.base.issues()),
        "after": len(answer.made.text.issues()), "table": _table(answer.table), "shown": text,
        "lines": text.lines, "notes": text.notes,
        "text_files": tuple(TEXT_TYPES), "table_files": tuple(TABLE_TYPES), "error": error,
        "typed": typed or {"date": datetime.now(UTC).date().isoformat()}, "labels": readers_for(look),
        "sessions": look.case.sessions if look.may("table") else (),
    }  # fmt: skip
    return Page("travaux/consolidate_found.html", "Consolidated", context, 422 if error else 200)


def _base(look: Look, asked: Asked) -> str:
    """What the base is called: the title of a draft of the case, or the name of a file."""
    titles = {text.id: called(text) for text in look.case.texts}
    return titles.get(asked.base) or (asked.base_sheet.name if asked.base_sheet else "")


def _cut(places: Sequence[Place]) -> dict[str, Any]:
    return {"count": len(places), "shown": places[:MOST_PLACES], "more": max(len(places) - MOST_PLACES, 0)}


def _on_page(row: ProposalRow) -> dict[str, Any]:
    remarks = tuple(on_page(each) for each in row.remarks)
    return {"row": replace(row, remarks=remarks), "kept": f"{row.matched:.0%}"}


def _table(table: Table | TravauxError) -> dict[str, Any]:
    if isinstance(table, TravauxError):
        return {"error": table}
    changed = table.changed()
    count, rows = len(changed.rows), changed.rows[:MOST_ROWS]
    told = f"{counted(count, 'provision')} that somebody changes; the base has {table.provisions}"
    return {
        # The writer escapes all words of the table.
        "html": mark_safe(table_fragment(replace(changed, rows=rows), told)), "count": count,
        "more": count - len(rows), "remarks": table.remarks,
    }  # fmt: skip
