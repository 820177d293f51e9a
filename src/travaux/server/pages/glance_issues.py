"""Issues as a chair needs them first: what blocks and who, what is open, and the package that nobody has excluded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.facts.model import InstrumentFact

if TYPE_CHECKING:
    from travaux.consensus import Finding, Move, PackageFound
    from travaux.facts import Standing
    from travaux.facts.model import Issue
    from travaux.server.desk import Look

__all__ = [
    "Blocked", "Blocker", "Case", "IssueLine", "PackageGlance", "PackageLine", "blocked_in", "issues_of", "package_in",
]  # fmt: skip

_LINES = 40
"""Choices of a package that are named; the page Consensus has all."""


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue by its id, with its title and status."""

    id: str
    title: str
    status: str


@dataclass(frozen=True, slots=True)
class Blocker:
    """Who stands against what: a sentence, the restraint, who else does, and the statements on record."""

    words: str
    restraint: str
    also: tuple[str, ...]
    unless: str
    standings: tuple[Standing, ...]

    @property
    def facts(self) -> int:
        """How many statements stand behind it; what a group said is one, whatever its members."""
        return len({standing.fact for standing in self.standings})


@dataclass(frozen=True, slots=True)
class Blocked:
    """What restraints close together: the issues, who holds them, and options that are untested beside them."""

    issues: tuple[IssueLine, ...]
    blockers: tuple[Blocker, ...]
    untested: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackageLine:
    """One issue of a package with what is chosen for it; `doubt` says what is not known of it."""

    issue: IssueLine
    option: str
    doubt: str


@dataclass(frozen=True, slots=True)
class PackageGlance:
    """The best package: its choices on what is not settled, and what it needs.

    `partial` names the issues that are left for another day. `settled` counts the settled issues that it keeps,
    `opposed` are the statements on record against its choices, `found` says of how many packages it is the first.
    """

    lines: tuple[PackageLine, ...]
    more: int
    settled: int
    oppositions: int
    opposed: tuple[Standing, ...]
    found: int
    relies_on: tuple[str, ...]
    partial: tuple[IssueLine, ...]
    why_none: str


class Case:
    """The names of a case, as this look knows them."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._issues: dict[str, Issue] = {issue.id: issue for issue in look.case.issues}

    @property
    def instrument(self) -> InstrumentFact | None:
        """The treaty under negotiation, if it is on record."""
        return next(iter(self._look.case.of(InstrumentFact)), None)

    def line(self, issue: str, status: str = "") -> IssueLine:
        """An issue with its title."""
        known = self._issues.get(issue)
        return IssueLine(issue, (known.title or known.question or issue) if known else issue, status)

    def option(self, issue: str, option: str) -> str:
        """The label of an option."""
        known = self._issues.get(issue)
        return next((each.label or each.id for each in known.options if each.id == option), option) if known else option

    def party(self, name: str) -> str:
        """The name of a party."""
        return self._look.case.party_name(name)


def issues_of(look: Look, finding: Finding) -> tuple[IssueLine, ...]:
    """The issues that are neither settled nor blocked."""
    case = Case(look)
    return tuple(case.line(each.id, each.status) for each in finding.issues if each.status in ("open", "unknown"))


def blocked_in(look: Look, finding: Finding) -> tuple[Blocked, ...]:
    """Every set of restraints that leaves nothing, with the statements behind it."""
    case = Case(look)
    said = look.answer(("standings",), look.case.who)
    return tuple(
        Blocked(
            tuple(case.line(issue) for issue in each.issues),
            tuple(_blocker(case, move, said) for move in each.moves),
            tuple(case.option(each.issues[0], option) for option in each.untested if each.issues),
        )
        for each in finding.blocking
    )


def _blocker(case: Case, move: Move, said: Iterable[Standing]) -> Blocker:
    facts = set(move.facts)
    behind = tuple(standing for standing in said if standing.fact in facts)
    unless = "; ".join(move.unless)
    return Blocker(_words(case, move), _restraint(move), tuple(map(case.party, move.also)), unless, behind)


def _restraint(move: Move) -> str:
    if move.restraint == "unstated":
        return f"Restraint, kind not stated: {move.reason}" if move.reason else "No reason is on record"
    kind = move.restraint.replace("_", " ")
    return f"Restraint, {kind}: {move.reason}" if move.reason else f"Restraint: {kind}"


def _words(case: Case, move: Move) -> str:
    who = case.party(move.party)
    if not move.issue:
        return f"{who} must bring home more than what is left gives it"
    option = case.option(move.issue, move.option) if move.option else case.line(move.issue).title
    verbs = {
        "red_line": "cannot accept", "oppose": "opposes", "condition": "makes its yes depend on more than",
        "package": "insists, all or none, on",
    }  # fmt: skip
    return f"{who} {verbs.get(move.stance, 'stands against')} “{option}”"


def package_in(look: Look, finding: Finding) -> PackageGlance:
    """The best package that nobody has excluded; without one, that of the rest, or why there is none."""
    case = Case(look)
    settled = {issue.id for issue in finding.with_status("settled")}
    found = (finding.packages or finding.partial)[:1]
    if not found:
        return PackageGlance((), 0, len(settled), 0, (), 0, (), (), finding.why_none)
    package = found[0]
    open_ones = [issue for issue in package.choices if issue not in settled]
    partial = () if finding.packages else tuple(map(case.line, finding.set_aside))
    return PackageGlance(
        tuple(_line(case, package, issue) for issue in open_ones[:_LINES]),
        max(0, len(open_ones) - _LINES),
        len(settled & set(package.choices)),
        package.oppositions,
        tuple(_opposed(finding, package)),
        len(finding.packages or finding.partial),
        tuple(map(case.party, package.relies_on)),
        partial,
        finding.why_none,
    )


def _opposed(finding: Finding, package: PackageFound) -> Iterable[Standing]:
    for issue in finding.issues:
        option = issue.ground.option(package.choices.get(issue.id, ""))
        if option is not None:
            yield from (one for one in option.spoken.values() if one.stance in ("oppose", "red_line"))


def _line(case: Case, package: PackageFound, issue: str) -> PackageLine:
    options = [package.choices[issue], *package.as_well.get(issue, ())]
    doubts = []
    if len(options) > 1:
        doubts.append("nothing on record tells these apart")
    if issue in package.untested:
        doubts.append("untested: that those who exclude another option can live with it is not on record")
    if issue in package.unasked:
        doubts.append("nobody on record prefers or accepts it")
    words = " or ".join(f"“{case.option(issue, option)}”" for option in options)
    return PackageLine(case.line(issue), words, "; ".join(doubts))
