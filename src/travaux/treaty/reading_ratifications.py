"""Tables with a row for each participant of a treaty deposited with the United Nations."""

from __future__ import annotations

from travaux.facts.model import Source
from travaux.facts.treaty_facts import Treaty
from travaux.treaty.found import TABLE, Found
from travaux.treaty.reading_actions import day_cell, kind_of
from travaux.treaty.sheets import Sheet

__all__ = ["read_ratifications"]

_COLUMNS = (
    "country_name", "treaty_id", "action_type", "action_date", "signature_date", "treaty_name", "treaty_open_year",
    "mtdsg_no", "source_url",
)  # fmt: skip


def read_ratifications(sheet: Sheet, found: Found) -> None:
    """Take the signature and the instrument of each row; one without an action has only signed.

    Args:
        sheet: columns `country_name`, `treaty_id`, `action_type`, `action_date`, `signature_date`, and as far as there
            are `treaty_name`, `treaty_open_year`, `mtdsg_no`, `source_url`.
        found: takes them.
    """
    for row, cells in sheet.cells(*_COLUMNS):
        party, treaty, kind, acted, signed, name, year, number, address = cells
        for column, cell in (("country_name", party), ("treaty_id", treaty)):
            if not cell:
                found.faults.add(row, column, "empty")
        if acted and not kind:
            found.faults.add(row, "action_type", "empty, though the action has a date")
        instrument = kind_of(kind, row, "action_type", found.faults) if kind else None
        day = day_cell(acted, row, "action_date", found.faults)
        signature = day_cell(signed, row, "signature_date", found.faults)
        if not (party and treaty):
            continue
        source = _source(address, found)
        if treaty not in found.treaties:
            notes = [f"opened in {year}" if year else "", f"MTDSG {number}" if number else ""]
            note = "; ".join(each for each in notes if each) or None
            found.treaties[treaty] = Treaty(id=treaty, name=name or treaty, source=source, note=note)
        if signature:
            found.add(row, treaty=treaty, party=found.party(party), kind="signature", date=signature, source=source)
        if instrument:
            found.add(row, treaty=treaty, party=found.party(party), kind=instrument, date=day, source=source)
            if not acted:
                found.note(row, "the instrument has no date; it is kept without a day")
        elif not signed and not acted:
            found.note(row, "names a party without any day or instrument; nothing is known of what it did")


def _source(address: str, found: Found) -> str:
    if not address:
        return TABLE
    if address not in found.sources:
        found.sources[address] = Source(id=address, title=address, address=address, kind="table")
    return address
