"""One party and its treaties: what binds it on a day, and what it has only signed or left."""

from __future__ import annotations

from datetime import date

from travaux.server.desk import File, Look, Page, Query, download, page
from travaux.server.pages.treaty_asked import bound_in, shown_day, statuses_in, treaties_in
from travaux.server.pages.treaty_files import DEFINITIONS, file_of, party_table
from travaux.server.pages.treaty_rows import PartyRow, name_of, party_rows

__all__ = ["treaty_party", "treaty_party_file"]


@page("read")
def treaty_party(look: Look, query: Query, party: str) -> Page:
    """The page of one party."""
    code, shown = _named(look, party), shown_day(look, query)
    rows = _rows(look, code, shown.day)
    found = {
        "party": code,
        "name": name_of(look, code),
        "shown": shown,
        "here": shown.here(look),
        "bound": [row for row in rows if row.status.state == "bound"],
        "others": [row for row in rows if row.status.state not in ("bound", "none")],
        "untouched": len(treaties_in(look).treaties) - sum(row.status.state != "none" for row in rows),
        "definitions": DEFINITIONS,
    }
    return Page("travaux/treaty_party.html", name_of(look, code), found)


@download("read")
def treaty_party_file(look: Look, query: Query, party: str, ending: str) -> File:
    """What binds one party, as CSV or JSON."""
    code, day = _named(look, party), shown_day(look, query).day
    rows = party_table(_rows(look, code, day))
    return file_of(look, f"treaties-of-{code}", ending, rows, day, {"party": code, "name": name_of(look, code)})


def _named(look: Look, words: str) -> str:
    from travaux.treaty.opening import party_named

    return party_named(treaties_in(look), words)


def _rows(look: Look, party: str, day: date | None) -> tuple[PartyRow, ...]:
    """Its treaties on a day: those that bind it, then those with which it did something else."""
    binding = bound_in(look, party, day)
    there = {each.treaty for each in binding}
    acted = dict.fromkeys(each.treaty for each in treaties_in(look).actions if each.party == party)
    others = [
        each
        for name in acted
        if name not in there
        for each in statuses_in(look, name, day)
        if each.party == party
    ]
    return party_rows(look, (*binding, *others))
