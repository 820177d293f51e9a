"""Who stands where as a file to take away: one row for each statement, and one for each delegation that is unknown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from travaux.facts import Standing, rows
from travaux.facts.model import Issue
from travaux.server.desk import Look
from travaux.text.side_by_side.csv_out import guarded

__all__ = ["COLUMNS", "as_csv", "as_xlsx", "meanings_csv", "told_rows"]

COLUMNS: Mapping[str, str] = {
    "issue": "id of the issue",
    "issue_title": "its title",
    "party": "id of the delegation",
    "party_name": "its name",
    "option": "id of the option; empty: the issue as a whole",
    "option_label": "its label",
    "stance": (
        "prefer: asks for it; accept: can live with it; oppose: argues against it; red_line: cannot accept it; "
        "unknown: a delegation that decides and has no stance on record on this issue, which is not consent; empty: "
        "words without a stance"
    ),
    "restraint": "what limits the delegation",
    "reason": "why, in a few words",
    "conditions": "all of these must be chosen for the stance to hold (for an opposition: to lift it)",
    "subject_to": "a condition outside the text",
    "salience": "weight of the issue for the delegation, without unit; 1 is as usual",
    "since": "first day of the unbroken run of this stance",
    "date": "day of the statement that counts",
    "words": "what was said",
    "basis": "own: its own statement; group: said by a group in which it was on that day",
    "group": "id of that group",
    "source": "id of the source",
    "source_title": "its title",
    "source_address": "its address",
    "evidence": "seen: read or heard in the source; derived: concluded from it",
    "confidence": "high, medium or low, as it is on record",
    "reader": "who may read the statement",
    "conflicts_with": "ids of statements that count as well and say otherwise",
    "fact": "id of the statement in the record",
}
"""The columns of the file with their meaning."""

_CELL = 32_767  # units of UTF-16 that a cell of a workbook can hold
_MADE = datetime(1980, 1, 1)  # fixed, so that the same view gives the same file


def told_rows(look: Look, issues: Iterable[Issue], parties: frozenset[str] | None = None) -> list[dict[str, str]]:
    """The rows of the file.

    Args:
        look: what is looked at.
        issues: only these.
        parties: only these; None for everybody.
    """
    case = look.case
    found: list[dict[str, str]] = []
    for issue in issues:
        here = [one for one in case.who(issue=issue.id) if parties is None or one.party in parties]
        found += [_row(each) for each in rows(case, here)]
        found += _unknown(look, issue, here, parties)
    return found


def _row(each: Mapping[str, Any]) -> dict[str, str]:
    said = {
        **each,
        "restraint": each["restraint"]["kind"],
        "reason": each["restraint"]["reason"],
        "conditions": "; ".join(f"{point['issue']} = {point['option']}" for point in each["conditions"]),
        "conflicts_with": "; ".join(each["conflicts_with"]),
        "salience": f"{each['salience']:g}",
    }
    return {name: "" if said[name] is None else str(said[name]) for name in COLUMNS}


def _unknown(
    look: Look, issue: Issue, here: Iterable[Standing], parties: frozenset[str] | None
) -> Iterator[dict[str, str]]:
    spoke = {one.party for one in here if one.option is not None and one.stance is not None}
    for party in look.case.deciders:
        if party not in spoke and (parties is None or party in parties):
            named = {"issue": issue.id, "issue_title": issue.title, "party": party, "stance": "unknown"}
            yield dict.fromkeys(COLUMNS, "") | named | {"party_name": look.case.party_name(party)}


def as_csv(found: Iterable[Mapping[str, str]]) -> bytes:
    """The rows in UTF-8 with byte order mark; a cell that a spreadsheet would compute begins with an apostrophe."""
    return _csv([tuple(COLUMNS), *(tuple(row.values()) for row in found)])


def meanings_csv() -> bytes:
    """What the columns mean, in the same form."""
    return _csv([("column", "meaning"), *COLUMNS.items()])


def _csv(lines: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([guarded(cell) for cell in line] for line in lines)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def as_xlsx(found: Iterable[Mapping[str, str]], title: str) -> bytes:
    """The rows as a workbook: every cell is a string and none a formula; a second sheet says what the columns mean."""
    from xlsxwriter import Workbook

    packed = io.BytesIO()
    book = Workbook(packed, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    })  # fmt: skip
    book.set_properties({"title": title[:255], "created": _MADE})
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet("Who stands where")
    about = book.add_worksheet("Columns")
    for place, name in enumerate(COLUMNS):
        sheet.write_string(0, place, name, bold)
    number = 0
    for number, row in enumerate(found, 1):
        for place, cell in enumerate(row.values()):
            if cell:
                sheet.write_string(number, place, _fitting(cell))
    sheet.freeze_panes(1, 4)
    sheet.autofilter(0, 0, max(number, 1), len(COLUMNS) - 1)
    sheet.set_column(0, len(COLUMNS) - 1, 18)
    for line, (name, meaning) in enumerate([("column", "meaning"), *COLUMNS.items()]):
        about.write_string(line, 0, name, bold)
        about.write_string(line, 1, meaning)
    about.set_column(0, 0, 18)
    about.set_column(1, 1, 100)
    book.close()
    return packed.getvalue()


def _fitting(cell: str) -> str:
    if len(cell.encode("utf-16-le")) // 2 <= _CELL:
        return cell
    return f"{cell[: _CELL // 2 - 40]}… (too long for a cell; the CSV file holds all of it)"
