"""Rows of a table of laws that say two things of one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from travaux.facts.law_facts import Law
from travaux.law.reading_faults import Faults
from travaux.law.reading_rows import Sheet
from travaux.law.spans import span

__all__ = ["note_overlaps"]

_REMEDY = "end the one before the other begins (both days are included)"
_UNDATED = "say when the rule changed, with valid_to in the one row and valid_from in the other (between DAY and DAY)"


def note_overlaps(held: Sequence[tuple[int, Law]], sheet: Sheet, columns: Mapping[str, str], faults: Faults) -> None:
    """Note every row whose rule certainly holds on a day on which an earlier row has a rule of the same norm.

    Args:
        held: number of the row, and its law.
        sheet: the table.
        columns: field of a law, and its heading.
        faults: takes the faults.
    """
    cells: dict[tuple[str, str], list[tuple[date, date, int, Law]]] = {}
    for row, law in held:
        days = span(law)
        if days.certain_from <= days.certain_to:
            cells.setdefault((law.jurisdiction, law.norm), []).append((days.certain_from, days.certain_to, row, law))
    for rows in cells.values():
        rows.sort(key=lambda each: each[:3])
        longest = rows[0]
        for each in rows[1:]:
            if each[0] <= longest[1]:
                earlier, later = sorted((longest, each), key=lambda one: one[2])
                _note(earlier[2:], later[2:], max(each[0], longest[0]), sheet, columns, faults)
            if each[1] > longest[1]:
                longest = each


def _note(
    earlier: tuple[int, Law],
    later: tuple[int, Law],
    day: date,
    sheet: Sheet,
    columns: Mapping[str, str],
    faults: Faults,
) -> None:
    (other, first), (row, second) = earlier, later
    about = f"{second.jurisdiction}, {second.norm}"
    when = "without a day" if day == date.min else f"on {day}"
    undated = not any((first.first, first.last, second.first, second.last))
    if first.value != second.value:
        what = f"two values {when} for {about}: {second.value!r} here, {first.value!r} in row {other}"
        field = "value"
    else:
        what = f"overlaps row {other} ({about}): both hold {when}"
        field = "first" if "first" in columns else "value"
    heading = columns[field]
    faults.add(row, sheet.place(heading), heading, what, _UNDATED if undated else _REMEDY)
