"""Who has which rule on a day, with source and doubt; and every table of the law pages as a file."""

from __future__ import annotations

from travaux.errors import TravauxError
from travaux.facts.naming import unknown
from travaux.law.table import DEFINITIONS
from travaux.server.desk import File, Look, Page, Query, download, page
from travaux.server.pages.law_asked import has_law, laws_in
from travaux.server.pages.law_files import FILES, as_file
from travaux.server.pages.law_table import lines_of

__all__ = ["MOST", "law", "law_file"]

MOST = 6000
"""Cells on one page; with more of them a norm is chosen first."""


@page("read")
def law(look: Look, query: Query) -> Page:
    """The table of norms and jurisdictions on the day of the view.

    Raises:
        TravauxError: if there is no such norm.
    """
    laws, norm = laws_in(look), query.get("norm")
    if norm and norm not in laws.norms:
        raise unknown("norm", norm, laws.norms, look.name)
    context = {"laws": laws, "norm": norm, "bases": DEFINITIONS, "part": "table", "has_law": has_law(look)}
    try:
        context |= _table(look, norm)
    except TravauxError as error:
        context["trouble"] = error
    return Page("travaux/law.html", "Law", context)


def _table(look: Look, norm: str) -> dict[str, object]:
    from travaux.law.cells import cells, last_day

    laws = laws_in(look)
    if not laws.norms or not laws.jurisdictions:
        return {}
    day = look.on or last_day(laws)
    chosen = norm or ("" if len(laws.norms) * len(laws.jurisdictions) <= MOST else next(iter(laws.norms)))
    lines = look.answer(("law lines", chosen), lambda: lines_of(laws, cells(laws, chosen or None, day)))
    return {"lines": lines, "day": day, "norm": chosen, "cut": chosen != norm}


@download("read")
def law_file(look: Look, query: Query, part: str, ending: str) -> File:
    """A table of the law pages as CSV, or everything behind it as JSON.

    Raises:
        TravauxError: if there is no such table or format, or it cannot be worked out.
    """
    if part not in FILES:
        raise unknown("table of law", part, FILES, look.name)
    if ending not in ("csv", "json"):
        raise unknown("format", ending, ("csv", "json"), look.name)
    return as_file(look, query, part, ending)
