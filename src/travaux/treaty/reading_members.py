"""Tables with a row for each party of a treaty: day of signature, kind and day of the instrument, entry into force."""

from __future__ import annotations

import re

from travaux.facts.treaty_facts import Treaty
from travaux.treaty.found import TABLE, Found
from travaux.treaty.reading_actions import day_cell, kind_of
from travaux.treaty.sheets import Sheet

__all__ = ["IDS", "read_members"]

_COLUMNS = (
    "contracting party", "treaty", "signature date", "instrument type", "instrument date", "entry into force date",
)  # fmt: skip
IDS = {"trademark": "tlt", "patent": "plt", "madrid": "madrid_indications", "wipo gratk treaty": "gratk"}
"""Ids of treaties whose names in such tables are neither their ids nor end with them in brackets."""


def read_members(sheet: Sheet, found: Found) -> None:
    """Take up to three actions of each row: the signature, the instrument, the entry into force.

    Args:
        sheet: columns `Contracting Party`, `Treaty`, `Signature Date`, `Instrument Type`, `Instrument Date`,
            `Entry Into Force Date`; an empty cell means that there is no such action.
        found: takes them.
    """
    for row, (party, treaty, signed, kind, deposited, bound) in sheet.cells(*_COLUMNS):
        for column, cell in (("contracting party", party), ("treaty", treaty)):
            if not cell:
                found.faults.add(row, column, "empty")
        if deposited and not kind:
            found.faults.add(row, "instrument type", "empty, though the instrument has a date")
        instrument = kind_of(kind, row, "instrument type", found.faults) if kind else None
        if kind and not deposited:
            found.note(row, "the instrument has no date; it is kept without a day")
        days = [
            ("signature", day_cell(signed, row, "signature date", found.faults), bool(signed)),
            (instrument, day_cell(deposited, row, "instrument date", found.faults), instrument is not None),
            ("entry_into_force", day_cell(bound, row, "entry into force date", found.faults), bool(bound)),
        ]
        if not (party and treaty):
            continue
        if not any(there for _, _, there in days):
            found.note(row, "names a party without any day or instrument; nothing is known of what it did")
        key = _id(treaty)
        found.treaties.setdefault(key, Treaty(id=key, name=treaty, source=TABLE))
        for what, day, there in days:
            if there:
                found.add(row, treaty=key, party=found.party(party), kind=what, date=day)


def _id(name: str) -> str:
    """The id of a treaty: its abbreviation in brackets, or its name.

    Example:
        >>> _id("WIPO Copyright Treaty (WCT)"), _id("Berne"), _id("Patent")
        ('wct', 'berne', 'plt')
    """
    short = re.search(r"\(([A-Z]{2,})\)$", name)
    return IDS.get(name.casefold()) or "_".join((short[1] if short else name).casefold().split())
