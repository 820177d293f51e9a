"""Tables of memberships in environmental agreements, in the columns of the IEADB (Mitchell et al., 2020)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from travaux.facts.treaty_facts import ActionKind, Treaty
from travaux.treaty.found import TABLE, Found
from travaux.treaty.reading_actions import day_cell
from travaux.treaty.sheets import Sheet

__all__ = ["MEANINGS", "read_agreements"]

_COLUMNS = (
    "iea_id", "party", "action_type", "date", "treaty_signature_date", "treaty_eif_date", "agreement_type", "lineage",
    "treaty_termination_date", "action",
)  # fmt: skip
_NO_DAY = "1111-11-11"  # how the database writes that there is none
_PART = re.compile(r"([0-9]{4}(?:-(?!00)[0-9]{2})?)(?:-00){1,2}")  # a month or day of 00 is not known
_ITSELF = "Agreement"  # the party of rows that speak of the agreement as a whole

MEANINGS: dict[str, ActionKind] = {
    "entry into force": "entry_into_force",
    "entry into force 2": "entry_into_force",
    "entry into force 3": "entry_into_force",
    "signature": "signature",
    "definitive signature": "definitive_signature",
    "ratification": "ratification",
    "deposit (ratification)": "ratification",
    "acceptance": "acceptance",
    "deposit (acceptance)": "acceptance",
    "approval": "approval",
    "approbation": "approval",
    "accession": "accession",
    "deposit (accession)": "accession",
    "adherence": "accession",
    "deposit (adherence)": "accession",
    "adhesion": "accession",
    "deposit (adhesion)": "accession",
    "consent to be bound": "consent_to_be_bound",
    "deposit (instrument)": "consent_to_be_bound",
    "succession": "succession",
    "provisional application": "provisional_application",
    "notification": "notification",
    "withdrawal": "withdrawal",
    "withdrawal 2": "withdrawal",
    "termination": "withdrawal",
    "denunciation": "denunciation",
    "denunciation (effective date)": "denunciation",
}
"""What the database calls an action, and the kind it is here; all others are kept as `other` with their words."""
_EFFECTIVE = "denunciation (effective date)"
_PLAIN = frozenset(kind.replace("_", " ") for kind in MEANINGS.values())


def read_agreements(sheet: Sheet, found: Found) -> None:
    """Take the action of each row; what is no action of a party goes into the note of its agreement.

    Args:
        sheet: columns `iea_id`, `party`, `action_type`, `date`, and as far as there are `treaty_signature_date`,
            `treaty_eif_date`, `agreement_type`, `lineage`, `treaty_termination_date`. The day 1111-11-11 is none.
        found: takes them.
    """
    itself: dict[str, list[str]] = {}
    for row, cells in sheet.cells(*_COLUMNS):
        treaty, party, kind, day = cells[:4]
        if not (treaty and party and kind):
            for column, cell in zip(_COLUMNS[:3], cells[:3], strict=True):
                if not cell:
                    found.faults.add(row, column, "empty")
            continue
        if treaty not in found.treaties:
            found.treaties[treaty] = _treaty(row, cells, found)
        if party == _ITSELF:
            itself.setdefault(treaty, []).append(f"{kind} {day}".strip())
            found.note(row, "speaks of the agreement as a whole, and is kept in the note of the agreement")
        else:
            _take(row, treaty, party, kind, day, found)
    _note_itself(itself, found)


def _take(row: int, treaty: str, party: str, kind: str, day: str, found: Found) -> None:
    part = _PART.fullmatch(day)
    at = None if part or day == _NO_DAY else day_cell(day, row, "date", found.faults)
    meant, words = _meaning(kind)
    action: dict[str, Any] = {"treaty": treaty, "party": found.party(party), "kind": meant, "date": at}
    if words:
        action["words"] = words
    if kind.casefold() == _EFFECTIVE:
        action["effective"] = at
    if part:
        action["note"] = f"only {part[1]} is known of the day"
        found.note(row, "only a part of the date is known; the action is kept without a day")
    elif day in ("", _NO_DAY):
        found.note(row, "no date; the action is kept without a day")
    if kind.casefold() == "termination":
        found.note(row, "a termination ends the agreement for the party, and is taken as its withdrawal")
    if meant == "other":
        found.note(row, f"{kind!r} is no action that is known; it is kept with its words")
    found.add(row, **action)


@lru_cache(maxsize=256)
def _meaning(words: str) -> tuple[ActionKind, str | None]:
    """The kind of action, and the words of the database where they say more or something else."""
    kind = MEANINGS.get(words.casefold(), "other")
    return kind, None if words.casefold() in _PLAIN else words


def _treaty(row: int, cells: tuple[str, ...], found: Found) -> Treaty:
    key, _, _, _, signed, force, sort, lineage, ended = cells[:9]
    name = " ".join(each for each in (sort or "Agreement", f"({lineage})" if lineage else "", f"IEADB {key}") if each)
    days = {
        column: None if words in ("", _NO_DAY) else day_cell(words, row, column, found.faults)
        for column, words in zip(_COLUMNS[4:6], (signed, force), strict=True)
    }
    notes = ["adopted: its day of signature"] if days["treaty_signature_date"] else []
    notes += [f"in force from {force} as recorded"] if days["treaty_eif_date"] else []
    notes += [f"ended {ended} as recorded"] if ended not in ("", _NO_DAY) else []
    note = "; ".join(notes) or None
    return Treaty(id=key, name=name, adopted=days["treaty_signature_date"], source=TABLE, note=note)


def _note_itself(itself: dict[str, list[str]], found: Found) -> None:
    for key, said in itself.items():
        held = found.treaties[key]
        note = "; ".join(filter(None, (held.note, "of the agreement as a whole: " + ", ".join(said))))
        found.treaties[key] = held.model_copy(update={"note": note})
