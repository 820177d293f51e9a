"""Who stands where on everything: the matrix of delegations and issues, and the same as a file."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from travaux.facts.naming import unknown
from travaux.pictures.matrix_rows import Order
from travaux.server.desk import File, Look, Page, Query, download, page
from travaux.server.pages.drawing import Drawing, drawn
from travaux.server.pages.positions_files import as_csv, as_xlsx, meanings_csv, told_rows
from travaux.server.pages.positions_table import ORDERS, STATUSES, groups_of, issues_with, matrix

__all__ = ["positions", "positions_file"]

SHOWN: Mapping[str, str] = {"table": "as a table", "picture": "as a picture", "map": "on a map of parties"}
"""The ways to show positions. One at a time, so that the page stays light."""
_CSV = "text/csv; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("read")
def positions(look: Look, query: Query) -> Page:
    """The matrix, ordered and filtered as the address asks.

    Raises:
        TravauxError: if there is no such order, group or status.
    """
    shown = _shown(query.get("as", "table"))
    order = _order(query.get("order", "likeness"))
    # What a way of showing does not heed is not said to be heeded either.
    group = query.get("group") if shown != "map" else ""
    status = query.get("status") if shown == "table" else ""
    found = matrix(look, order, group, status)
    named = (("order", query.get("order")), ("group", group), ("status", status))
    asked = {name: value for name, value in named if value}
    context = {
        "matrix": found,
        "order": order,
        "orders": tuple(ORDERS),
        "group": group,
        "group_name": look.case.party_name(group) if group else "",
        "groups": groups_of(look.case),
        "status": status,
        "statuses": STATUSES,
        "asked": urlencode(asked),
        "shown": shown,
        "ways": tuple((way, words, urlencode({**asked, "as": way})) for way, words in SHOWN.items()),
        "drawing": _drawing(look, shown, order, group),
    }
    return Page("travaux/positions.html", "Positions", context)


@download("read")
def positions_file(look: Look, query: Query, ending: str) -> File:
    """Who stands where as CSV or XLSX, or the meaning of the columns (`columns`).

    Raises:
        TravauxError: if there is no such file, group or status.
    """
    if ending == "columns":
        return File(f"{look.name}-positions-columns.csv", _CSV, meanings_csv())
    if ending not in ("csv", "xlsx"):
        raise unknown("file of positions", ending, ("csv", "xlsx", "columns"), look.name)
    group, status = query.get("group"), query.get("status")
    issues = [issue for issue, _ in issues_with(look, status)]
    parties = None
    if group:
        if group not in dict(groups_of(look.case)):
            raise unknown("group", group, dict(groups_of(look.case)), look.name)
        parties = frozenset((group, *look.case.members(group)))
    found = told_rows(look, issues, parties)
    day = f"-{look.case.as_of.isoformat()}" if look.case.as_of else ""
    name = f"{look.name}-positions{day}.{ending}"
    if ending == "csv":
        return File(name, _CSV, as_csv(found))
    return File(name, _XLSX, as_xlsx(found, f"{look.title}: who stands where"))


def _order(words: str) -> Order:
    for order in ORDERS:
        if order == words:
            return order
    raise unknown("order", words, ORDERS, "positions")


def _shown(words: str) -> str:
    if words not in SHOWN:
        raise unknown("way to show positions", words, SHOWN, "positions")
    return words


def _drawing(look: Look, shown: str, order: Order, group: str) -> Drawing | None:
    if shown == "picture":
        return drawn(look, "positions", order=order, group=group)
    return drawn(look, "parties") if shown == "map" else None
