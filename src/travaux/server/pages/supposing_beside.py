"""What is supposed, and what follows from it beside the answer on record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from travaux.consensus import Finding, PackageFound
from travaux.consensus.status import Status
from travaux.facts import Case
from travaux.server.desk import Look
from travaux.server.pages.consensus_asked import Asked
from travaux.server.pages.consensus_words import cheapest, issue_name, known_words, option_name, way_out
from travaux.server.pages.supposing import Supposition, coded, names_of_parties

__all__ = ["Choosable", "Row", "Supposed", "beside", "choosable", "supposed"]

_STATUSES: tuple[Status, ...] = ("blocked", "open", "unknown", "settled")


@dataclass(frozen=True, slots=True)
class Supposed:
    """One supposition: a stance, or (`fact`) a statement left out; and the address without it."""

    party: str
    stance: str
    label: str
    name: str
    issue: str
    fact: str
    back: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that can change: what it is, how it is on record, and how it would be."""

    what: str
    on_record: str
    as_supposed: str

    @property
    def changed(self) -> bool:
        """Whether the two differ."""
        return self.on_record != self.as_supposed


@dataclass(frozen=True, slots=True)
class Choosable:
    """What the form offers: delegations and groups, and for each issue its name and its options by value."""

    parties: tuple[tuple[str, str], ...]
    points: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def supposed(look: Look, asked: Asked) -> tuple[Supposed, ...]:
    """What is supposed, in words, each with the way to take it back."""
    return (
        *(_stance(look, asked, each) for each in asked.suppositions),
        *(_left_out(look, asked, fact) for fact in asked.without),
    )


def _stance(look: Look, asked: Asked, each: Supposition) -> Supposed:
    issue = look.case.issue(each.issue)
    label = option_name(issue, each.option)
    back = asked.back(each.code).query(look)
    return Supposed(each.party, each.stance, label, issue_name(issue), issue.id, "", back)


def _left_out(look: Look, asked: Asked, fact: str) -> Supposed:
    said = next(position for position in look.case.positions if position.id == fact)
    issue = look.case.issue(said.issue)
    label = option_name(issue, said.option) if said.option else issue_name(issue)
    return Supposed(
        said.party, said.stance or "", label, issue_name(issue), issue.id, fact, asked.back(fact).query(look)
    )


def beside(case: Case, before: Finding, after: Finding, top: int) -> tuple[Row, ...]:
    """The answer on record and the one as supposed, row by row: every issue whose status changes, then the whole.

    Args:
        case: the view on record, for names.
        before: the finding on record.
        after: the finding as supposed, by the same rule.
        top: how many packages were looked for; there may be more.
    """
    status = {issue.id: issue.status for issue in after.issues}
    rows = [
        Row(issue_name(issue.ground.issue), issue.status, status[issue.id])
        for issue in before.issues
        if status[issue.id] != issue.status
    ]
    rows.append(Row("Issues", _counts(before), _counts(after)))
    rows.append(Row("Packages of all issues", _number(before, top), _number(after, top)))
    rows.append(Row("First package", _first(case, before, after), _first(case, after, before)))
    rows.append(Row("The way out that costs least", _way(case, before), _way(case, after)))
    rows.append(Row("Known", known_words(before), known_words(after)))
    return tuple(rows)


def _counts(finding: Finding) -> str:
    found = Counter(issue.status for issue in finding.issues)
    return ", ".join(f"{found[status]} {status}" for status in _STATUSES if found[status])


def _number(finding: Finding, top: int) -> str:
    number = len(finding.packages)
    return f"{'at least ' * (number >= top)}{number}" if number else "none"


def _first(case: Case, finding: Finding, other: Finding) -> str:
    """What the first package chooses on issues where the first of the other answer does not choose the same."""
    mine, theirs = _choices(finding), _choices(other)
    if mine is None:
        return "none"
    if theirs is None:
        differs = [issue for issue in mine.choices if issue not in _settled(finding)]
    else:
        differs = [issue for issue in mine.choices if mine.choices[issue] != theirs.choices.get(issue)]
    if not differs:
        return "the same choices" if mine.choices else "nothing to choose"
    return "; ".join(
        f"{issue_name(case.issue(issue))}: {option_name(case.issue(issue), mine.choices[issue])}"
        + (" (untested)" if issue in mine.untested else "")
        for issue in differs
    )


def _choices(finding: Finding) -> PackageFound | None:
    return finding.packages[0] if finding.packages else None


def _settled(finding: Finding) -> set[str]:
    return {issue.id for issue in finding.with_status("settled")}


def _way(case: Case, finding: Finding) -> str:
    found = cheapest(finding)
    return way_out(case, found) if found is not None else "nothing is blocked"


def choosable(look: Look, finding: Finding) -> Choosable:
    """What can be supposed: a stance of anybody on record on any option of an issue that is not settled."""
    case = look.case
    parties = sorted(((party, case.party_name(party)) for party in names_of_parties(case)), key=lambda each: each[1])
    order = [each for status in _STATUSES if status != "settled" for each in finding.with_status(status)]
    return Choosable(
        tuple(parties),
        tuple(
            (
                issue_name(each.ground.issue),
                tuple((coded(each.id, option.id), option.ground.label) for option in each.options),
            )
            for each in order
            if each.options
        ),
    )
