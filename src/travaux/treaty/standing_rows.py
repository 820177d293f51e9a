"""Where parties stand with treaties, as the JSON that `travaux treaty status` and `travaux treaty bound` print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, get_args

from travaux.facts.treaty_facts import TreatyAction
from travaux.treaty.calendar import iso
from travaux.treaty.ledger import Ledger
from travaux.treaty.model import PartyStatus, State, Treaties

__all__ = ["bound_row", "counts_of", "status_row"]


def counts_of(statuses: Iterable[PartyStatus]) -> dict[str, int]:
    """How many are in each state; every state has its number, `none` is left out."""
    found = Counter(each.state for each in statuses)
    return {state: found[state] for state in get_args(State) if state != "none"}


def status_row(data: Treaties, treaty: str, day: date, statuses: Sequence[PartyStatus]) -> dict[str, Any]:
    """The parties of one treaty on a day, in plain values.

    Args:
        data: the treaties they come from.
        treaty: id of the treaty.
        day: the day.
        statuses: what `status` gave.
    """
    ledger = Ledger.of(data)
    start = ledger.start(treaty)
    return {
        "treaty": treaty,
        "name": ledger.treaty(treaty).name,
        "on": day.isoformat(),
        "in_force_since": iso(start.day) if start.day is not None and start.day <= day else None,
        "counts": counts_of(statuses),
        "parties": [_one(each, ledger) for each in statuses],
        "sources": _sources(data, statuses),
    }


def bound_row(
    data: Treaties, party: str, day: date, statuses: Sequence[PartyStatus], unions: Sequence[PartyStatus] = ()
) -> dict[str, Any]:
    """The treaties of one party on a day, in plain values.

    Args:
        data: the treaties they come from.
        party: id of the party.
        day: the day.
        statuses: what `bound` gave.
        unions: what `through_unions` gave.
    """
    ledger = Ledger.of(data)
    return {
        "party": ledger.name(party),
        "code": party,
        "on": day.isoformat(),
        "counts": counts_of(statuses),
        "treaties": [
            {"treaty": each.treaty, "name": ledger.treaty(each.treaty).name, **_standing(each)} for each in statuses
        ],
        "through_unions": [
            {
                "union": ledger.name(each.party),
                "code": each.party,
                "treaty": each.treaty,
                "name": ledger.treaty(each.treaty).name,
                "since": iso(each.since),
            }
            for each in unions
        ],
        "sources": _sources(data, (*statuses, *unions)),
    }


def _one(each: PartyStatus, ledger: Ledger) -> dict[str, Any]:
    return {"party": ledger.name(each.party), "code": each.party, **_standing(each)}


def _standing(each: PartyStatus) -> dict[str, Any]:
    return {
        "state": each.state,
        "since": iso(each.since),
        "signed": iso(each.signed),
        "instrument": _deed(each.instrument) if each.instrument is not None else None,
        "bound_from": iso(each.bound_from),
        "bound_until": iso(each.bound_until),
        "recorded": each.recorded,
        "why": each.why,
        "territories": list(each.territories),
        "declarations": [_deed(declaration) for declaration in each.declarations],
        "actions": [_deed(action) for action in each.actions],
    }


def _deed(action: TreatyAction) -> dict[str, Any]:
    return {
        "kind": action.kind,
        "date": iso(action.date),
        "effective": iso(action.effective),
        "territory": action.territory,
        "words": action.words,
        "source": action.source,
        "doubt": action.note,
    }


def _sources(data: Treaties, statuses: Sequence[PartyStatus]) -> dict[str, dict[str, str | None]]:
    used = dict.fromkeys(action.source for each in statuses for action in each.actions if action.source)
    found = ((name, data.sources.get(name)) for name in used)
    return {
        name: {"title": source.title if source else name, "address": source.address if source else None}
        for name, source in found
    }
