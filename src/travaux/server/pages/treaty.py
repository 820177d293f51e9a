"""The treaties of a case: who is bound by which on a day, since when each is in force, and what is missing."""

from __future__ import annotations

from travaux.server.desk import File, Look, Page, Query, download, page
from travaux.server.pages.treaty_asked import shown_day, treaties_in
from travaux.server.pages.treaty_files import DEFINITIONS, file_of, treaty_table
from travaux.server.pages.treaty_rows import name_of, treaty_rows

__all__ = ["treaty", "treaty_file"]


@page("read")
def treaty(look: Look, query: Query) -> Page:
    """The list of treaties, and the parties whose obligations can be looked at."""
    shown, data = shown_day(look, query), treaties_in(look)
    acting = dict.fromkeys(action.party for action in data.actions)
    parties = sorted(((party, name_of(look, party)) for party in acting), key=lambda each: each[1].casefold())
    rows = treaty_rows(look, shown.day)
    found = {
        "shown": shown,
        "here": shown.here(look),
        "rows": rows,
        "in_force": sum(row.since is not None and (shown.day is None or row.since <= shown.day) for row in rows),
        "parties": parties,
        "actions": len(data.actions),
        "remarks": data.remarks,
        "definitions": DEFINITIONS,
    }
    return Page("travaux/treaty.html", "Treaty", found)


@download("read")
def treaty_file(look: Look, query: Query, ending: str) -> File:
    """The list as CSV or JSON."""
    day = shown_day(look, query).day
    return file_of(look, "treaties", ending, treaty_table(treaty_rows(look, day)), day)
