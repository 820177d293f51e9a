"""Where a text can close: packages nobody has excluded, who blocks what and why, ways out; and what if."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from travaux.consensus import Finding
from travaux.errors import TravauxError
from travaux.facts import Case
from travaux.server.desk import File, Look, Page, Query, download, page
from travaux.server.pages.consensus_asked import Asked, asked_of, finding_of, rules_of, supposed_case, supposed_finding
from travaux.server.pages.consensus_files import ENDINGS, TEXTS, finding_file, package_text, text_file
from travaux.server.pages.consensus_packages import packages
from travaux.server.pages.consensus_ways import costs_shown, no_ways, ways
from travaux.server.pages.consensus_words import issue_name, lead, meanings, not_excluded
from travaux.server.pages.consensus_zone import Line, Lines, blocked, zones
from travaux.server.pages.drawing import drawn
from travaux.server.pages.supposing_beside import beside, choosable, supposed

__all__ = ["consensus", "consensus_file"]

FIRST = 12
"""Blocked issues, ways out and issues of the landing zone that the page shows before it names the rest."""


@page("read")
def consensus(look: Look, query: Query) -> Page:
    """The page. What is supposed in the address is worked out beside the record and entered nowhere."""
    asked = asked_of(look, query)
    on_record = finding_of(look, asked.rule, asked.top)
    finding = supposed_finding(look, asked) if asked.supposes else on_record
    case = supposed_case(look, asked)
    shown = packages(
        case, finding, lambda number: f"{asked.query(look, ('package', str(number)))}#package-text"
    )

    def leave(facts: Iterable[str]) -> str:
        return asked.also_without(facts).query(look)

    lines = Lines(case, finding, leave)
    most = None if query.get("all") else FIRST
    in_the_way, out, zone = blocked(case, finding, leave), ways(finding, case, lines, leave), zones(finding)
    none = no_ways(finding, case)
    context: dict[str, Any] = {
        "asked": asked,
        "query": asked.query(look),
        "kept": asked.values(look),
        "finding": finding,
        "lead": lead(case, finding, asked.top),
        "claim": not_excluded(finding.rule),
        "says": meanings(finding),
        "rules": [(rule, "" if number == 0 else rule.name) for number, rule in enumerate(rules_of(look.case))],
        "packages": shown,
        "endings": ENDINGS,
        "blocked": in_the_way[:most],
        "more_blocked": in_the_way[most:] if most else (),
        "across": _across(finding, case, lines),
        "ways": out[:most],
        "more_ways": len(out[most:]) if most else 0,
        "no_ways": none[:most],
        "more_no_ways": len(none[most:]) if most else 0,
        "zones": zone[:most],
        "more_zones": zone[most:] if most else (),
        "whole": asked.query(look, ("all", "1")),
        "settled": [(each.ground.issue, issue_name(each.ground.issue), each.outcome) for each in
                    finding.with_status("settled")],
        "silent": [(each.ground.issue, issue_name(each.ground.issue)) for each in finding.with_status("unknown")],
        "known": _known(finding),
        "costs": costs_shown(),
        "supposed": supposed(look, asked),
        "beside": beside(look.case, on_record, finding, asked.top) if asked.supposes else (),
        "form": choosable(look, on_record),
        "back": Asked(asked.rule, asked.top).query(look),
        "draft": look.case.latest,
        **_text(look, asked, finding),
        **_picture(look, asked, on_record, query.get("picture")),
    }  # fmt: skip
    return Page("travaux/consensus.html", "Consensus", context, 422 if asked.refused else 200)


@download("read")
def consensus_file(look: Look, query: Query, ending: str) -> File:
    """The tables of the answer, or the text of one of its packages, also of what is supposed."""
    asked = asked_of(look, query)
    if asked.refused:
        raise asked.refused[0]
    finding = supposed_finding(look, asked) if asked.supposes else finding_of(look, asked.rule, asked.top)
    if ending in TEXTS:
        return text_file(look, asked, finding, ending)
    return finding_file(look, asked, finding, ending)


def _across(finding: Finding, case: Case, lines: Lines) -> tuple[tuple[tuple[Line, ...], tuple[str, ...]], ...]:
    """The sets that block and are not those of one blocked issue, with the issues they are about."""
    alone = {(each.id,) for each in finding.with_status("blocked")}
    return tuple(
        (lines.of(each.moves), tuple(issue_name(case.issue(issue)) for issue in each.issues))
        for each in finding.blocking
        if each.issues not in alone
    )


def _known(finding: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who has a position on something not settled, and who has none: as the finding counts them."""
    undecided = [each for each in finding.issues if each.status in ("blocked", "open")] or list(finding.issues)
    heard = {party for each in undecided for party in each.ground.speakers}
    deciders = finding.issues[0].ground.deciders if finding.issues else ()
    return tuple(party for party in deciders if party in heard), tuple(each for each in deciders if each not in heard)


def _text(look: Look, asked: Asked, finding: Finding) -> dict[str, Any]:
    """The text of the package that is asked for, or why there is none."""
    if not asked.package:
        return {}
    try:
        found = package_text(look, asked, finding)
    except TravauxError as error:
        return {"no_text": error}
    from travaux.text.formats.prose_out import plain

    unlinked = [issue_name(look.case.issue(issue)) for issue in found.unlinked]
    files = [(ending, asked.query(look, ("package", str(asked.package)))) for ending in TEXTS]
    return {"text": [each for each in plain(found.text).split("\n\n") if each.strip()], "text_open": found.open,
            "unlinked": unlinked, "text_files": files}  # fmt: skip


def _picture(look: Look, asked: Asked, finding: Finding, which: str) -> dict[str, Any]:
    """The landing zone as a picture, drawn by the case's own rule and of the record alone.

    Args:
        which: `all` for every issue; else the first one that is blocked, or open, is drawn.
    """
    undecided = (*finding.with_status("blocked"), *finding.with_status("open"))
    if asked.supposes or asked.rule or not undecided:
        return {}
    whole = which == "all"
    more = len(finding.issues) > 1 and not whole
    try:
        drawing = drawn(look, "landing") if whole else drawn(look, "landing", issue=undecided[0].id)
    except TravauxError as error:
        return {"no_drawing": error}
    return {"drawing": drawing, "all_drawn": f"{asked.query(look, ('picture', 'all'))}#zone" if more else ""}
