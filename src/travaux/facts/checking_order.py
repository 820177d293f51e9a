"""Days in order, weights that can be weights, and whether anything is known at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from travaux.facts.checking_ground import Ground
from travaux.facts.model import Fact, Group, InstrumentFact, Issue, Position, Rule, Session, TreatyStatus

__all__ = ["check_order"]

_WITHOUT_ISSUES = ("norms", "laws", "treaties", "actions")  # records of these need no negotiation beside them

Days = tuple[str, Fact, str, date | None, str, date | None]


def check_order(ground: Ground) -> None:
    """Remark on days out of order, options given twice, odd weights, and a case that says nothing."""
    for section, fact, first, start, last, end in _days(ground):
        if start and end and end < start:
            ground.note(
                "error",
                f"{ground.name(section, fact)} has {last} {end} before {first} {start}",
                section,
                fact,
                remedy="correct one of the two days",
            )
    for issue in ground.of("issues", Issue):
        _options(ground, issue)
    for rule in ground.of("rules", Rule):
        _weights(ground, rule)
    _emptiness(ground)


def _days(ground: Ground) -> Iterator[Days]:
    for session in ground.of("sessions", Session):
        yield "sessions", session, "`start`", session.start, "`end`", session.end
    for issue in ground.of("issues", Issue):
        for option in issue.options:
            yield "issues", issue, f"`since` of option {option.id!r}", option.since, "`until`", option.until
    for group in ground.of("groups", Group):
        for member in group.members:
            yield "groups", group, f"`from` of member {member.party!r}", member.first, "`to`", member.last
    for treaty in ground.of("instrument", InstrumentFact):
        yield "instrument", treaty, "`adopted`", treaty.adopted, "`opened_for_signature`", treaty.opened_for_signature
        first = treaty.opened_for_signature or treaty.adopted
        yield "instrument", treaty, "`opened_for_signature` or `adopted`", first, "`in_force`", treaty.in_force
    for action in ground.of("status", TreatyStatus):
        yield "status", action, "`signed`", action.signed, "`instrument`", action.instrument


def _options(ground: Ground, issue: Issue) -> None:
    ids = [option.id for option in issue.options]
    if not ids:
        ground.note(
            "error",
            f"{ground.name('issues', issue)} has no option",
            "issues",
            issue,
            remedy="add the ways to settle it",
        )
    for name in (each for each, times in Counter(ids).items() if times > 1):
        ground.note(
            "error",
            f"{ground.name('issues', issue)} has the option {name!r} twice",
            "issues",
            issue,
            remedy="give each option an id of its own",
        )


def _weights(ground: Ground, rule: Rule) -> None:
    for party, weight in rule.weights.items():
        if weight < 0:
            ground.note(
                "error",
                f"{ground.name('rules', rule)} gives {party!r} the weight {weight:g}",
                "rules",
                rule,
                why="a weight is at least 0",
                remedy="correct it, or leave it out: a party weighs 1 by default",
            )
    if rule.kind == "weighted" and not rule.weights:
        ground.note(
            "remark",
            f"{ground.name('rules', rule)} is weighted but holds no weights",
            "rules",
            rule,
            why="so every party weighs 1",
            remedy="add `weights: {party: number}`",
        )


def _emptiness(ground: Ground) -> None:
    if not any(ground.sections.values()):
        remedy = "add parties, issues with their options, and positions"
        ground.note("error", "the case is empty: it holds no fact", "", remedy=remedy, reader="public")
    elif any(ground.sections.get(section) for section in _WITHOUT_ISSUES) and not ground.sections.get("positions"):
        return
    elif not ground.sections.get("issues"):
        remedy = "add issues with their options"
        ground.note("remark", "the case holds no issue, so there is nothing to agree on", "", remedy=remedy)
    elif not any(position.stance for position in ground.live("positions", Position)):
        remedy = "add positions; until then everybody is unknown on everything"
        ground.note("remark", "no position is known in this case", "", remedy=remedy)
