"""Packages as a page shows them: what each chooses in words, its figures, and on whom it relies."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from travaux.consensus import Finding, PackageFound, Reliance
from travaux.consensus.status import IssueState
from travaux.facts import Case, Standing
from travaux.facts.model import Issue
from travaux.server.pages.consensus_gains import Figures, Gains
from travaux.server.pages.consensus_words import issue_name, option_name, point_name
from travaux.server.pages.consensus_zone import Said

__all__ = ["Chosen", "PackageShown", "Reason", "packages"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The option that a package chooses on one issue.

    `as_well` are options that nothing on record tells apart from it. `said` are the statements on it of the `known`
    delegations, out of all `of`.
    """

    issue: Issue
    name: str
    label: str
    as_well: tuple[str, ...]
    untested: bool
    unasked: bool
    known: int
    of: int
    said: Said


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a package relies on a delegation: on which option, and what is not on record."""

    name: str
    label: str
    why: str
    said: Said


@dataclass(frozen=True, slots=True)
class PackageShown:
    """One package. `differs` is what it chooses otherwise than the first, `gone` what it leaves out of it;
    `figures` are its numbers as words, with what they are made of; `read` is the address of its text.
    """

    number: int
    found: PackageFound
    choices: tuple[Chosen, ...]
    differs: tuple[Chosen, ...]
    gone: tuple[str, ...]
    settled: int
    opposed: Said
    relies: tuple[tuple[str, tuple[Reason, ...]], ...]
    doubt: str
    figures: Figures
    read: str


def packages(case: Case, finding: Finding, read: Callable[[int], str]) -> tuple[PackageShown, ...]:
    """The packages of a finding; where there is none for all issues, those of the rest.

    Args:
        case: the view that the finding is of.
        finding: the finding.
        read: the address of the text of a package, by its number.
    """
    found = finding.packages or finding.partial
    if not found:
        return ()
    gains = Gains(case, finding)
    return tuple(
        _shown(case, finding, gains, number, each, found[0], read(number)) for number, each in enumerate(found, 1)
    )


def _shown(
    case: Case, finding: Finding, gains: Gains, number: int, found: PackageFound, first: PackageFound, read: str
) -> PackageShown:
    choices = tuple(_choices(finding, found))
    opposed = tuple(
        one for issue in finding.issues for one in _spoken(issue, found) if one.stance in ("oppose", "red_line")
    )
    settled = {issue.id for issue in finding.with_status("settled")}
    return PackageShown(
        number=number,
        found=found,
        choices=choices,
        differs=tuple(each for each in choices if first.choices.get(each.issue.id) != found.choices[each.issue.id]),
        gone=tuple(issue_name(case.issue(issue)) for issue in first.choices if issue not in found.choices),
        settled=len(settled & found.choices.keys()),
        opposed=Said.of(opposed),
        relies=_relies(case, finding, found),
        doubt=_doubt(found),
        figures=gains.of(found),
        read=read,
    )


def _choices(finding: Finding, found: PackageFound) -> Iterator[Chosen]:
    for issue in finding.issues:
        chosen = found.choices.get(issue.id)
        if chosen is None or issue.status == "settled":
            continue
        fact = issue.ground.issue
        spoken = _spoken(issue, found)
        yield Chosen(
            issue=fact,
            name=issue_name(fact),
            label=option_name(fact, chosen),
            as_well=tuple(option_name(fact, each) for each in found.as_well.get(issue.id, ())),
            untested=issue.id in found.untested,
            unasked=issue.id in found.unasked,
            known=len(spoken),
            of=len(issue.ground.deciders),
            said=Said.of(spoken),
        )


def _spoken(issue: IssueState, found: PackageFound) -> tuple[Standing, ...]:
    """For each deciding delegation that spoke on the chosen option the statement that counts."""
    option = issue.ground.option(found.choices.get(issue.id, ""))
    return tuple(option.spoken.values()) if option is not None else ()


def _relies(case: Case, finding: Finding, found: PackageFound) -> tuple[tuple[str, tuple[Reason, ...]], ...]:
    states = {issue.id: issue for issue in finding.issues}
    by_party: dict[str, list[Reason]] = {}
    for each in found.reliance:
        by_party.setdefault(each.party, []).append(_reason(case, states[each.issue], each))
    return tuple((party, tuple(reasons)) for party, reasons in by_party.items())


def _reason(case: Case, issue: IssueState, each: Reliance) -> Reason:
    """The reason of a reliance, with the words of the record in place of ids, and the statements of that party."""
    fact = issue.ground.issue
    own = tuple(one for _, one in issue.ground.standings() if one.party == each.party)
    here = tuple(one for one in own if one.option == each.option)
    why = each.why
    for point in (point for one in here for point in one.conditions):
        name = f"{point.issue} = {point.option}"
        why = why.replace(name, point_name(case, name))
    return Reason(issue_name(fact), option_name(fact, each.option), why, Said.of(here or own))


def _doubt(found: PackageFound) -> str:
    """What is not proven of a package; empty where nothing is left open."""
    if found.proven and not found.gap:
        return ""
    words = "In the time allowed it was not proven that no package is better"
    return f"{words}; a better one could differ by {found.gap:.1%}." if math.isfinite(found.gap) else f"{words}."
