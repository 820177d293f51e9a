"""Tables of raw cells of the United Nations Treaty Collection, with the names and declarations that stand beside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from travaux.facts.treaty_facts import Treaty
from travaux.treaty.found import TABLE, Found
from travaux.treaty.sheets import Sheet, read_sheet
from travaux.treaty.untc_cells import METADATA, read_cell
from travaux.treaty.untc_declarations import declared

__all__ = ["read_cells"]

_COLUMNS = ("untc_chapter_treaty", "participant", "column", "value")


def read_cells(sheet: Sheet, found: Found) -> None:
    """Take the action in each cell; ambiguous ones are kept with their words, and reported.

    A table of names (`…_index.csv`: `chapter_no`, `treaty_no`, `treaty_name`, `url`) and a folder `untc_declarations`
    beside the table are read with it.

    Args:
        sheet: columns `untc_chapter_treaty`, `participant`, `column` (the heading), `value` (the cell).
        found: takes them.
    """
    names = _names(found.path)
    for row, (treaty, party, heading, value) in sheet.cells(*_COLUMNS):
        missing = [c for c, cell in zip(_COLUMNS, (treaty, party, heading, value), strict=True) if not cell]
        for column in missing:
            found.faults.add(row, column, "empty")
        if missing:
            continue
        if treaty not in found.treaties:
            found.treaties[treaty] = Treaty(id=treaty, name=names.get(treaty, treaty), source=TABLE)
        if heading.casefold() in METADATA:
            found.note(row, f"the column {heading!r} says nothing of an action, and is left aside")
            continue
        read = read_cell(value, heading)
        action: dict[str, Any] = {"treaty": treaty, "party": found.party(party), "kind": read.kind, "date": read.day}
        if read.words:
            action["words"] = read.words
        if read.doubt:
            action["note"] = read.doubt
            found.note(row, f"column {heading!r}: {read.doubt}; it is kept with its words")
        found.add(row, **action)
    folder = found.path.parent / "untc_declarations" if found.path else None
    if folder is not None and folder.is_dir():
        declared(folder, found)


def _names(path: Path | None) -> dict[str, str]:
    """Names of treaties by chapter and number, from the index beside the table."""
    if path is None:
        return {}
    for beside in sorted(path.parent.glob("untc*index*.csv*")):
        sheet = read_sheet(beside)
        if sheet.has("chapter_no", "treaty_no", "treaty_name"):
            rows = sheet.cells("chapter_no", "treaty_no", "treaty_name")
            return {f"{chapter}-{number}": name for _, (chapter, number, name) in rows if name}
    return {}
