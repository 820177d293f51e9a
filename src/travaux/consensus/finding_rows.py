"""A finding as the JSON that `travaux consensus --json` prints."""

from __future__ import annotations

import math
from typing import Any

from travaux.consensus.definitions import definitions
from travaux.consensus.finding import Finding
from travaux.consensus.results import BlockingFound, ConcessionFound, Move, PackageFound
from travaux.consensus.status import IssueState, OptionState

__all__ = ["row"]

_DIGITS = 12  # of a figure that is computed: the rest is noise of the arithmetic


def row(finding: Finding) -> dict[str, Any]:
    """A finding in plain values, in a fixed order."""
    return {
        "case": finding.case,
        "as_of": finding.as_of.isoformat() if finding.as_of else None,
        "rule": finding.rule.name,
        "rule_in_words": finding.rule.words,
        "reader": finding.reader,
        "known": {"parties": finding.known, "of": finding.of},
        "issues": [_issue(issue) for issue in finding.issues],
        "packages": [_package(package) for package in finding.packages],
        "partial": {
            "set_aside": list(finding.set_aside),
            "packages": [_package(package) for package in finding.partial],
        },
        "why_none": finding.why_none or None,
        "left_out": list(finding.left_out),
        "blocking_sets": [[_move(move) for move in found.moves] for found in finding.blocking],
        "blocking": [_blocking(found) for found in finding.blocking],
        "concessions": [_concession(found) for found in finding.concessions],
        "new_options": [found.row() for found in finding.new_options],
        "leximin": _package(finding.corners.leximin) if finding.corners.leximin else None,
        "extremes": [{"party": party, **_package(best)} for party, best in finding.corners.extremes.items()],
        "frontier": (
            None if finding.corners.frontier is None else [_package(package) for package in finding.corners.frontier]
        ),
        "definitions": definitions(finding),
        "remarks": [
            {"level": remark.level, "what": remark.what, "why": remark.why, "remedy": remark.remedy}
            for remark in finding.remarks
        ],
    }


def _issue(issue: IssueState) -> dict[str, Any]:
    outcome = issue.outcome
    only_if = issue.ground.issue.only_if
    return {
        "id": issue.id,
        "title": issue.ground.issue.title,
        "article": issue.ground.issue.article,
        "question": issue.ground.issue.question,
        "status": issue.status,
        "outcome": outcome.option if outcome else None,
        "settled_on": outcome.date.isoformat() if outcome and outcome.date else None,
        "only_if": {"issue": only_if.issue, "option": only_if.option} if only_if else None,
        "untested": [option.id for option in issue.untested],
        "options": [_option(issue, option) for option in issue.options],
    }


def _option(issue: IssueState, option: OptionState) -> dict[str, Any]:
    ground = option.ground
    stances: dict[str, list[str]] = {"prefer": [], "accept": [], "oppose": [], "red_line": []}
    for party, standing in (*ground.groups.items(), *ground.spoken.items()):
        if standing.stance is not None:
            stances[standing.stance].append(party)
    return {
        "id": option.id,
        "label": ground.label,
        **stances,
        "unknown": len(issue.ground.deciders) - len(ground.spoken),
        "excluded": option.excluded,
        "acceptable": option.acceptable,
        "observers": {party: standing.stance for party, standing in ground.observers.items()},
    }


def _package(package: PackageFound) -> dict[str, Any]:
    return {
        "choices": dict(package.choices),
        "oppositions": package.oppositions,
        "maximin": _figure(package.maximin),
        "nash": _figure(package.nash),
        "utilitarian": _figure(package.utilitarian),
        "known_share": _figure(package.known_share),
        "relies_on": list(package.relies_on),
        "reliance": [
            {"party": each.party, "issue": each.issue, "option": each.option, "why": each.why}
            for each in package.reliance
        ],
        "untested": list(package.untested),
        "as_well": {issue: list(options) for issue, options in package.as_well.items()},
        "unasked": list(package.unasked),
        "gap": _gap(package.gap),
        "proven": package.proven,
    }


def _figure(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


def _gap(value: float) -> float | None:
    """A relative gap; none where the best found is worth nothing, so that nothing is relative to it."""
    return _figure(value) if math.isfinite(value) else None


def _move(move: Move) -> dict[str, Any]:
    return {
        "party": move.party,
        "issue": move.issue or None,
        "option": move.option or None,
        "restraint": move.restraint,
        "stance": move.stance,
        "reason": move.reason,
        "members": list(move.members),
        "also": list(move.also),
        "unless": list(move.unless),
        "facts": list(move.facts),
    }


def _blocking(found: BlockingFound) -> dict[str, Any]:
    return {
        "issues": list(found.issues),
        "restraints": [_move(move) for move in found.moves],
        "untested": list(found.untested),
    }


def _concession(found: ConcessionFound) -> dict[str, Any]:
    return {
        "cost": _figure(found.cost),
        "unlocks": found.unlocks,
        "moves": [_move(move) for move in found.moves],
        "gap": _gap(found.gap),
        "proven": found.proven,
    }
