"""Version by version, session by session: how much is open, and what happened from one version to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from travaux.errors import TravauxError
from travaux.facts import Case
from travaux.lineage import Timeline
from travaux.lineage import timeline as made
from travaux.lineage.versions import versions_of
from travaux.server.desk import File, Look, Page, Query, download, page
from travaux.server.pages.drawing import Drawing, drawn
from travaux.server.pages.timeline_files import as_csv, as_json, as_xlsx
from travaux.server.pages.timeline_stops import reached, stops
from travaux.server.pages.timeline_words import FIGURES, REACHED, step_words, trend

__all__ = ["chain_of", "timeline", "timeline_file"]

_PICTURES = ("timeline", "heat-map")
_FILES: Mapping[str, tuple[str, Callable[[Case, Timeline | None], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "json": ("application/json", as_json),
}


def chain_of(look: Look) -> Timeline | None:
    """The figures of the versions in a view, worked out once; None if it has none.

    Raises:
        TravauxError: if the file of a version cannot be read.
    """
    if not look.case.texts:
        return None
    return look.answer(("timeline",), lambda: made(versions_of(look.case)))


@page("read")
def timeline(look: Look, query: Query) -> Page:  # noqa: ARG001
    """The line of the case, its trend in words first."""
    case, chain = look.case, chain_of(look)
    line = stops(case, chain)
    found = {
        "trend": trend(case, chain),
        "line": line,
        "versions": len(chain.rows) if chain is not None else 0,
        "steps": [
            (number, stop, step_words(stop.row.happened))
            for number, stop in enumerate(line, 1) if stop.row is not None and stop.row.happened is not None
        ],
        "published": any(stop.kind == "published" for stop in line),
        "reached": reached(case) if case.positions or case.outcomes else (),
        "deciders": len(case.deciders),
        "undated": sum(position.date is None for position in case.positions),
        "outcomes": _outcomes(case),
        "figures": FIGURES,
        "reached_figures": REACHED,
        **_pictures(look, chain),
    }
    return Page("travaux/timeline.html", "Timeline", found)


def _outcomes(case: Case) -> list[tuple[Any, str, str]]:
    """How issues ended, in order of days: the outcome, the issue and the option in words."""
    issues = {issue.id: issue for issue in case.issues}
    ended = sorted((each for each in case.outcomes if each.issue in issues), key=_by_day)
    found = []
    for each in ended:
        labels = {option.id: option.label or option.id for option in issues[each.issue].options}
        words = labels.get(each.option or "", each.option or "") or each.result or "ended"
        found.append((each, issues[each.issue].title or each.issue, words))
    return found


def _by_day(outcome: Any) -> tuple[bool, str]:
    return outcome.date is None, str(outcome.date)


def _pictures(look: Look, chain: Timeline | None) -> dict[str, Any]:
    """The pictures there are, and in words why one is not."""
    drawings: list[Drawing] = []
    missing: list[TravauxError] = []
    for name in _PICTURES if chain is not None else ():
        try:
            drawings.append(drawn(look, name))
        except TravauxError as error:
            missing.append(error)
    return {"drawings": drawings, "missing": missing}


@download("read")
def timeline_file(look: Look, query: Query, ending: str) -> File:  # noqa: ARG001
    """The line as CSV, workbook or JSON."""
    if ending not in _FILES:
        raise TravauxError(f"a timeline is not written as {ending!r}", remedy=f"take one of {', '.join(_FILES)}")
    media_type, write = _FILES[ending]
    chain = chain_of(look)
    content = look.answer(("timeline file", ending), lambda: write(look.case, chain))
    day = f"-{look.case.as_of.isoformat()}" if look.case.as_of else ""
    return File(f"{look.name}-timeline{day}.{ending}", media_type, content)
