"""One treaty on a day: who is bound, the map of it, its entry into force, declarations, territories, withdrawals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from travaux.facts.treaty_facts import Treaty, TreatyAction
from travaux.server.desk import File, Look, Page, Query, download, page
from travaux.server.pages.drawing import drawn
from travaux.server.pages.treaty_asked import Shown, force_in, shown_day, statuses_in, treaties_in, treaty_in
from travaux.server.pages.treaty_files import DEFINITIONS, file_of, party_table
from travaux.server.pages.treaty_rows import STATES, counted_states, name_of, party_rows, treaty_name
from travaux.text.wording import counted
from travaux.treaty.model import ForceFound, PartyStatus

__all__ = ["treaty_one", "treaty_one_file"]

_SAID = ("declaration", "reservation", "objection")
_ENDED = ("withdrawal", "denunciation")
_FIRST = 40
"""Declarations that the page shows before it names the file with the rest."""


@page("read")
def treaty_one(look: Look, query: Query, treaty: str) -> Page:
    """The page of one treaty."""
    one = treaty_in(look, treaty)
    shown = shown_day(look, query, one)
    statuses, found = statuses_in(look, one.id, shown.day), force_in(look, one.id, shown.day)
    asked = {"treaty": one.id, **({"day": shown.day.isoformat()} if shown.day else {})}
    acts = _until(treaties_in(look).actions, one, shown.day)
    context: dict[str, Any] = {
        "treaty": one,
        "name": treaty_name(one),
        "shown": shown,
        "here": shown.here(look),
        "lead": lead(statuses, found, shown),
        "states": [(STATES[state][0], STATES[state][1], number) for state, number in _in_order(statuses)],
        "rows": party_rows(look, statuses),
        "force": found,
        "differs": found.day is not None and found.recorded is not None and found.day != found.recorded,
        "set_aside": [(action, name_of(look, action.party), why) for action, why in found.set_aside],
        "trigger": name_of(look, found.trigger.party) if found.trigger else "",
        "map": drawn(look, "tile-map", **asked),
        "countdown": drawn(look, "countdown", **asked),
        "said": _told(look, acts, _SAID)[:_FIRST],
        "more_said": max(0, sum(each.kind in _SAID for each in acts) - _FIRST),
        "territories": [(name_of(look, each.party), each.territories) for each in statuses if each.territories],
        "ended": _told(look, acts, _ENDED),
        "definitions": DEFINITIONS,
        "recorded": {fact.id for fact in look.case.of(TreatyAction)},
    }
    return Page("travaux/treaty_one.html", treaty_name(one), context)


@download("read")
def treaty_one_file(look: Look, query: Query, treaty: str, ending: str) -> File:
    """Who stands where with one treaty, as CSV or JSON."""
    one = treaty_in(look, treaty)
    shown = shown_day(look, query, one)
    rows = party_table(party_rows(look, statuses_in(look, one.id, shown.day)))
    return file_of(look, f"treaty-{one.id}", ending, rows, shown.day, {"treaty": one.id, "name": one.name})


def lead(statuses: Sequence[PartyStatus], found: ForceFound, shown: Shown) -> str:
    """Where a treaty stands on a day, in one or two sentences."""
    day = shown.day
    when = f"On {_words(day)}" if day else "As far as is on record"
    states = counted_states(statuses)
    told = [f"{when} {counted(states['bound'], 'party is', 'parties are')} bound"]
    told += [f"{states[state]:,} {STATES[state][0]}" for state in ("provisional", "deposited", "signed", "left")
             if states[state]]  # fmt: skip
    since = found.recorded or found.day
    if since is not None and (day is None or since <= day):
        force = f"In force since {_words(since)}"
    elif since is not None:
        force = f"It enters into force on {_words(since)}"
    elif found.missing:
        force = f"Not in force: {counted(found.missing, 'more instrument is', 'more instruments are')} needed"
    else:
        force = "No day of entry into force is on record or follows from its rule"
    return f"{', '.join(told)}. {force}."


def _words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _in_order(statuses: Sequence[PartyStatus]) -> list[Any]:
    states = counted_states(statuses)
    return [(state, states[state]) for state in STATES if states[state]]


def _until(actions: Iterable[TreatyAction], treaty: Treaty, day: date | None) -> list[TreatyAction]:
    return [each for each in actions if each.treaty == treaty.id and (not day or not each.date or each.date <= day)]


def _told(look: Look, actions: Iterable[TreatyAction], kinds: Sequence[str]) -> list[tuple[TreatyAction, str]]:
    return [(each, name_of(look, each.party)) for each in actions if each.kind in kinds]
