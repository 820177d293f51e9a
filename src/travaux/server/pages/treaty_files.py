"""Tables of treaties to take away: CSV and JSON, each with the definition of what it holds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from travaux.errors import TravauxError
from travaux.server.desk import File, Look
from travaux.server.pages.treaty_rows import PartyRow, TreatyRow
from travaux.text.side_by_side.csv_out import guarded
from travaux.text.side_by_side.wording import clean
from travaux.treaty.calendar import iso

__all__ = ["DEFINITIONS", "file_of", "party_table", "treaty_table"]

DEFINITIONS: Mapping[str, str] = {
    "bound": "the treaty is in force for the party on the day: the recorded day from which it is bound has come, or, "
    "where none is recorded, the day computed from its instrument and the rules of the treaty",
    "deposited": "an instrument is on record, and the day from which it binds has not come",
    "signed only": "a signature is on record and no instrument; a signature alone does not bind",
    "provisional": "the party applies the treaty, or part of it, provisionally",
    "left": "a withdrawal or denunciation has taken effect",
    "in force": "the first day on which a party is recorded as bound; else the day that the rule gives",
    "missing": "instruments that the rule of entry into force still asks for; empty where it has no number or no more "
    "is needed",
    "unknown": "nothing on record says neither yes nor no",
}
"""What the figures and states of the pages mean."""

_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
Row = Mapping[str, str | int | None]


def treaty_table(rows: Iterable[TreatyRow]) -> list[Row]:
    """The treaties of a case, one in a row."""
    return [
        {
            "treaty": row.treaty.id,
            "name": row.treaty.name,
            "adopted": iso(row.treaty.adopted),
            "bound": row.bound,
            "signed_only": row.signed,
            "deposited_not_bound": row.states["deposited"],
            "left": row.states["left"],
            "in_force": iso(row.since),
            "in_force_by_rule": iso(row.force.day),
            "threshold": row.threshold,
            "counted": len(row.force.counted),
            "missing": row.force.missing,
            "source": row.treaty.source,
            "doubt": row.treaty.note,
        }
        for row in rows
    ]


def party_table(rows: Iterable[PartyRow]) -> list[Row]:
    """Parties and treaties, one status in a row."""
    return [
        {
            "treaty": row.status.treaty,
            "party": row.status.party,
            "name": row.party,
            "state": row.status.state,
            "since": iso(row.status.since),
            "signed": iso(row.status.signed),
            "instrument": row.status.instrument.kind if row.status.instrument else None,
            "deposited": iso(row.status.instrument.date if row.status.instrument else None),
            "bound_from": iso(row.status.bound_from),
            "bound_until": iso(row.status.bound_until),
            "recorded": "yes" if row.status.recorded else "computed",
            "why": row.status.why or None,
            "territories": "; ".join(row.status.territories) or None,
            "declarations": len(row.status.declarations),
            "source": row.behind.source if row.behind else None,
            "doubt": row.behind.note if row.behind else None,
        }
        for row in rows
    ]


def file_of(
    look: Look, name: str, ending: str, rows: Sequence[Row], day: date | None, more: Mapping[str, Any] | None = None
) -> File:
    """A table as a file to take away.

    Args:
        look: what is looked at.
        name: what the file is called, without case and day.
        ending: `csv` or `json`.
        rows: the rows, all with the same columns.
        day: the day of which they speak.
        more: what the JSON holds beside them.

    Raises:
        TravauxError: if it is not written so.
    """
    if ending not in _TYPES:
        raise TravauxError(f"this table is not written as {ending[:20]!r}", remedy=f"take one of {', '.join(_TYPES)}")
    content = _csv(rows) if ending == "csv" else _json(look, rows, day, more or {})
    said = f"-{day.isoformat()}" if day else ""
    return File(f"{look.name}-{name}{said}.{ending}", _TYPES[ending], content)


def _csv(rows: Sequence[Row]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows[0] if rows else ("nothing on record",))
    for row in rows:
        writer.writerow([guarded(clean(cell)) if isinstance(cell, str) else cell for cell in row.values()])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")  # Excel would guess wrongly without the mark


def _json(look: Look, rows: Sequence[Row], day: date | None, more: Mapping[str, Any]) -> bytes:
    found = {
        "case": look.case.name,
        "reader": look.case.reader,
        "on": iso(day),
        **more,
        "rows": rows,
        "definitions": DEFINITIONS,
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
