"""What a jurisdiction would have to change to have the rules of another: norm by norm, with the place in its law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from travaux.errors import TravauxError
from travaux.server.desk import Look, Page, Query, page
from travaux.server.pages.law_asked import gap_in, has_law, laws_in
from travaux.server.pages.law_table import Shown, name_of, norm_name, shown

if TYPE_CHECKING:
    from travaux.law.gap import GapFound, GapRow

__all__ = ["GapLine", "law_gap"]


@dataclass(frozen=True, slots=True)
class GapLine:
    """One norm: what is, what is needed, the kind of change, and how far apart they are (0 to 1, None: unknown)."""

    norm: str
    title: str
    has: Shown
    needs: Shown | None
    change: str
    distance: float | None


@page("read")
def law_gap(look: Look, query: Query) -> Page:
    """The gap between two jurisdictions that are chosen, on the day of the view."""
    from travaux.law.naming import jurisdiction_named

    laws = laws_in(look)
    context: dict[str, object] = {
        "laws": laws, "part": "gap", "has_law": has_law(look),
        "jurisdictions": [(name, name_of(laws, name)) for name in laws.jurisdictions],
    }  # fmt: skip
    of, target = query.get("of"), query.get("target")
    try:
        of = jurisdiction_named(laws, of) if of else ""
        target = jurisdiction_named(laws, target) if target else ""
        context |= {"of": of, "target": target}
        if of and target:
            context |= _found(look, of, target)
    except TravauxError as error:
        return Page("travaux/law_gap.html", "What is left to change", {**context, "trouble": error}, 422)
    return Page("travaux/law_gap.html", "What is left to change", context)


def _found(look: Look, of: str, target: str) -> dict[str, object]:
    laws = laws_in(look)
    found = gap_in(look, of, target)
    lines = [_line(found, row) for row in found.rows]
    return {
        "found": found,
        "who": name_of(laws, of),
        "whom": name_of(laws, target),
        "query": urlencode({"of": of, "target": target}),
        "changes": sorted((line for line in lines if line.change not in ("none", "unknown")), key=_farthest),
        "same": [line for line in lines if line.change == "none"],
        "unknown": [line for line in lines if line.change == "unknown"],
    }


def _farthest(line: GapLine) -> tuple[float, str]:
    return -(line.distance or 0.0), line.title


def _line(found: GapFound, row: GapRow) -> GapLine:
    needs = shown(found.laws, row.target) if row.target is not None else None
    title = norm_name(found.laws, row.norm)
    return GapLine(row.norm, title, shown(found.laws, row.has), needs, row.change, row.distance)
