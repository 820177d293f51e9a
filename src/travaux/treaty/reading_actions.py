"""Tables with a row for each action: treaty, party, action, date and, where there are, remarks and source."""

from __future__ import annotations

import re
from datetime import date

from travaux.facts.model import Source
from travaux.facts.nearest import did_you_mean
from travaux.facts.treaty_facts import ACTION_KINDS, ActionKind, Treaty
from travaux.treaty.found import TABLE, Found
from travaux.treaty.names import code_of
from travaux.treaty.sheets import Faults, Sheet, day_in

__all__ = ["COLUMNS", "HAS_REMARKS", "day_cell", "kind_of", "read_actions"]

COLUMNS = ("treaty", "party", "action", "date")
"""What a table of actions must have."""
HAS_REMARKS = "the source has a page of declarations or reservations, whose text is not in this record"
"""The note of an action whose cell `has_remarks` says y."""

_MORE = ("iso3", "party_type", "has_remarks", "source", "effective", "territory", "words", "note", "title")
_ALSO: dict[str, ActionKind] = {
    "declaration_of_continued_application": "continued_application",
    "territorial_application": "territorial_extension",
    "extension": "territorial_extension",
    "consent": "consent_to_be_bound",
    "declaration/notification_of_succession": "succession",
    "notification_of_succession": "succession",
}
_PARTY_KINDS = {"state": "state", "org": "igo", "igo": "igo", "organisation": "igo", "organization": "igo"}


def read_actions(sheet: Sheet, found: Found) -> None:
    """Take the actions of such a table.

    Args:
        sheet: columns `treaty`, `party`, `action`, `date`, and as far as there are `iso3`, `party_type`,
            `has_remarks` (y), `source`, `effective`, `territory`, `words`, `note`, `title` (of the treaty).
        found: takes them; a cell that cannot be read goes to its faults, an empty date to its remarks.
    """
    seen: dict[tuple[str, ...], int] = {}
    names = (*COLUMNS, *_MORE)
    for row, cells in sheet.cells(*names):
        first = seen.setdefault(cells, row)
        if first != row:
            found.note(row, f"repeats row {first}, and is counted once")
            continue
        _take(row, dict(zip(names, cells, strict=True)), found)


def _take(row: int, cell: dict[str, str], found: Found) -> None:
    """One action, as far as nothing in its row is wrong."""
    for column in COLUMNS[:3]:
        if not cell[column]:
            found.faults.add(row, column, "empty")
    kind = kind_of(cell["action"], row, "action", found.faults) if cell["action"] else None
    day = day_cell(cell["date"], row, "date", found.faults)
    effective = day_cell(cell["effective"], row, "effective", found.faults)
    treaty = cell["treaty"]
    if kind is None or not treaty or not cell["party"]:
        return
    if not cell["date"]:
        found.note(row, "no date; the action is kept without a day")
    party = found.party(cell["party"], cell["iso3"])
    if cell["iso3"] and code_of(cell["iso3"]) != party:
        found.note(row, f"{cell['party']!r} is {party}, but the column iso3 says {cell['iso3']}; the name counts")
    sort = cell["party_type"].casefold()
    if sort in _PARTY_KINDS:
        found.kinds.setdefault(party, _PARTY_KINDS[sort])
    if treaty not in found.treaties:
        found.treaties[treaty] = Treaty(id=treaty, name=cell["title"] or treaty, source=TABLE)
    has_remarks = cell["has_remarks"].casefold() in ("y", "yes")
    told = {
        "effective": effective,
        "territory": cell["territory"],
        "words": cell["words"],
        "source": _source(cell["source"], found) if cell["source"] else None,
        "note": "; ".join(filter(None, (cell["note"], HAS_REMARKS if has_remarks else ""))),
    }
    more = {key: value for key, value in told.items() if value}
    found.add(row, treaty=treaty, party=party, kind=kind, date=day, **more)


def kind_of(words: str, row: int, column: str, faults: Faults) -> ActionKind | None:
    """The kind of action that a cell names; what it names and is none becomes a fault.

    Example:
        >>> faults = Faults("t.csv")
        >>> kind_of("Formal confirmation", 2, "action", faults), kind_of("ratifcation", 3, "action", faults)
        ('formal_confirmation', None)
        >>> faults.found
        ["row 3, column action: there is no action 'ratifcation' (did you mean 'ratification'?)"]
    """
    name = re.sub(r"[\s\-]+", "_", words.strip().casefold())
    if name in _ALSO:
        return _ALSO[name]
    for kind in ACTION_KINDS:
        if kind == name:
            return kind
    close = did_you_mean(name, ACTION_KINDS)
    faults.add(row, column, f"there is no action {words!r}" + (f" ({close})" if close else ""))
    return None


def day_cell(words: str, row: int, column: str, faults: Faults) -> date | None:
    """The day in a cell; None if it is empty, and a fault as well if it holds no day."""
    day = day_in(words) if words else None
    if words and day is None:
        faults.add(row, column, f"{words!r} is no day of the calendar written as year-month-day")
    return day


def _source(words: str, found: Found) -> str:
    for key, source in found.sources.items():
        if source.title == words:
            return key
    key = f"source-{len(found.sources) + 1}"
    address = re.search(r"https?://\S+", words)
    found.sources[key] = Source(id=key, title=words, address=address[0] if address else None, kind="table")
    return key
