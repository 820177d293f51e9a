"""The parts of a finding as tables of words: for the terminal, a page, a document, or beside a picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from travaux.consensus.definitions import definitions
from travaux.consensus.finding import Finding
from travaux.consensus.new_options import Statement
from travaux.consensus.results import Move, PackageFound
from travaux.consensus.status import IssueState, OptionState, Status
from travaux.facts.naming import shown

__all__ = ["Table", "tables"]

UNDECIDED: tuple[Status, ...] = ("blocked", "open")
PACKAGE_WORDS = ("°", "oppositions", "value", "maximin", "nash", "utilitarian", "known_share", "relies_on", "ranking")
FEW = 6  # names that a cell spells out before it counts the rest
BRIDGES = 3  # bridges that the table shows; the rows have all


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, the names of its columns, its rows, and the definitions of the figures in it."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def tables(finding: Finding) -> tuple[Table, ...]:
    """The tables of a finding that have rows, in the order in which a chair reads them."""
    words = definitions(finding)
    made = (
        Table("settled", "Settled", ("issue", "option", "since"), tuple(_settled(finding))),
        Table("unknown", "No position of a delegation on record", ("issue", "title"), tuple(_unknown(finding))),
        Table(
            "issues",
            "What is not settled, and who stands where",
            ("issue", "status", "option", "who stands where"),
            tuple(_issues(finding)),
            tuple(_issue_notes(finding, words)),
        ),
        Table(
            "packages",
            _packages_title(finding),
            ("", "choices", "oppositions", "maximin", "nash", "utilitarian", "known", "relies on"),
            tuple(_packages(finding)),
            tuple(f"{name}: {words[name]}" for name in PACKAGE_WORDS),
        ),
        Table(
            "corners",
            "What each could hope for at best, among packages not excluded",
            ("best for", "choices"),
            tuple(_corners(finding)),
            ("the leximin package raises the smallest gain, then the next smallest, and so on",),
        ),
        Table(
            "blocking",
            "What blocks: no restraint of a set can be left out",
            ("", "who", "stands against", "restraint", "would block as well"),
            tuple(_blocking(finding)),
        ),
        Table(
            "concessions",
            "The cheapest ways out",
            ("", "cost", "who would give up", "what", "restraint", "opens"),
            tuple(_concessions(finding)),
            (f"cost: {words['cost']}",),
        ),
        Table(
            "new options",
            "What a new option must avoid, and keep",
            ("issue", "", "who", "what"),
            tuple(_new_options(finding)),
        ),
    )
    return tuple(table for table in made if table.rows)


def _packages_title(finding: Finding) -> str:
    known = f"({finding.known} of {finding.of} delegations known)"
    if finding.packages:
        return f"{_not_excluded(finding)} {known}"
    return f"{_not_excluded(finding)}, for the rest, if {', '.join(finding.set_aside)} is left for another day {known}"


def _not_excluded(finding: Finding) -> str:
    if finding.rule.kind == "consensus":
        return "Packages that cross no red line on record"
    if finding.rule.kind == "no_opposition":
        return "Packages that nobody on record opposes"
    return f"Packages that the rule {finding.rule.name} does not exclude"


def _issue_notes(finding: Finding, words: Mapping[str, str]) -> Iterator[str]:
    undecided = [issue for status in UNDECIDED for issue in finding.with_status(status)]
    said = [standing for issue in undecided for _, standing in issue.ground.standings()]
    if any(standing.conditions or standing.subject_to for standing in said):
        yield "*: under a condition, which `travaux who` gives"
    if any(issue.untested for issue in undecided):
        yield f"untested: {words['untested']}"
    yield f"excluded: by the rule {finding.rule.name}, {finding.rule.words}; what is not excluded is not agreed"


def _settled(finding: Finding) -> Iterator[tuple[str, ...]]:
    for issue in finding.with_status("settled"):
        if issue.outcome is not None:
            yield issue.id, issue.outcome.option or "", str(issue.outcome.date or "")


def _unknown(finding: Finding) -> Iterator[tuple[str, ...]]:
    for issue in finding.with_status("unknown"):
        yield issue.id, issue.ground.issue.title


def _issues(finding: Finding) -> Iterator[tuple[str, ...]]:
    for status in UNDECIDED:
        for issue in finding.with_status(status):
            for number, option in enumerate(issue.options):
                name = f"{issue.id} {issue.ground.issue.title}".strip()
                lead = ("", "") if number else (name, status)
                yield *lead, option.id, _who(issue, option)


def _who(issue: IssueState, option: OptionState) -> str:
    parts = []
    for stance, words in (
        ("red_line", "excluded by"),
        ("oppose", "opposed by"),
        ("prefer", "preferred by"),
        ("accept", "accepted by"),
    ):
        names = _blocs(option, stance)
        if names:
            parts.append(f"{words} {_few(names)}")
    if option in issue.untested:
        parts.append("untested")
    unknown = len(issue.ground.deciders) - len(option.ground.spoken)
    parts.append(f"{unknown} unknown")
    return "; ".join(parts)


def _blocs(option: OptionState, stance: str) -> list[str]:
    """The names behind a stance, a star where it is conditional; a group stands for the members that it binds."""
    names: dict[str, int] = {}
    for standing in option.ground.spoken.values():
        if standing.stance == stance:
            star = "*" if standing.conditions or standing.subject_to else ""
            name = shown(standing.group or standing.party) + star
            names[name] = names.get(name, 0) + (standing.group is not None)
    return [f"{name} ({members} members)" if members > 1 else name for name, members in names.items()]


def _packages(finding: Finding) -> Iterator[tuple[str, ...]]:
    packages = finding.packages or finding.partial
    settled = {issue.id for issue in finding.with_status("settled")}
    for number, package in enumerate(packages, 1):
        choices = {issue: option for issue, option in package.choices.items() if issue not in settled}
        lead = ""
        if number > 1:
            first = packages[0].choices
            lead = "as 1, but "
            gone = [f"without {issue}" for issue in first if issue not in package.choices]
            choices = {issue: option for issue, option in choices.items() if first.get(issue) != option}
        words = [_choice(package, issue, option) for issue, option in choices.items()]
        words += gone if number > 1 else []
        yield (
            str(number),
            lead + (", ".join(words) or "everything is settled"),
            str(package.oppositions),
            f"{package.maximin:.3g}",
            f"{package.nash:.3g}",
            f"{package.utilitarian:.3g}",
            f"{package.known_share:.0%}",
            (_few(map(shown, package.relies_on)) or "nobody") + _unproven(package.gap, package.proven),
        )


def _corners(finding: Finding) -> Iterator[tuple[str, ...]]:
    corners = finding.corners
    named = {"all (leximin)": corners.leximin} if corners.leximin else {}
    named |= {shown(party): package for party, package in corners.extremes.items()}
    for name, package in named.items():
        first = finding.packages[0].choices
        differs = [_choice(package, issue, each) for issue, each in package.choices.items() if first.get(issue) != each]
        yield name, f"as 1, but {', '.join(differs)}" if differs else "as 1"


def _unproven(gap: float, proven: bool) -> str:
    if proven and not gap:
        return ""
    return "; not proven the best" + (f": a better one could differ by {gap:.1%}" if math.isfinite(gap) else "")


def _choice(package: PackageFound, issue: str, option: str) -> str:
    asked = "°" if issue in package.unasked else ""
    words = " or ".join((f"{issue} {option}", *package.as_well.get(issue, ()))) + asked
    return f"{words} (untested)" if issue in package.untested else words


def _blocking(finding: Finding) -> Iterator[tuple[str, ...]]:
    for number, found in enumerate(finding.blocking, 1):
        for place, move in enumerate(found.moves):
            yield (
                str(number) if not place else "",
                _party(move),
                _about(move),
                _restraint(move),
                _few(list(move.also)),
            )
        if found.untested:
            yield "", "(untested)", f"{found.issues[0]}: {', '.join(found.untested)}", "excluded by nobody", ""


def _concessions(finding: Finding) -> Iterator[tuple[str, ...]]:
    for number, found in enumerate(finding.concessions, 1):
        for place, move in enumerate(found.moves):
            first = not place
            yield (
                str(number) if first else "",
                f"{found.cost:.3g}{_unproven(found.gap, found.proven)}" if first else "",
                _party(move),
                _about(move),
                _restraint(move),
                (found.unlocks if found.unlocks != "package" else "a package of all issues") if first else "",
            )


def _new_options(finding: Finding) -> Iterator[tuple[str, ...]]:
    for found in finding.new_options:
        name = found.issue
        for each in found.avoid:
            yield name, "avoid", shown(each.party), f"{each.label} ({_kind(each.restraint, each.reason)})"
            name = ""
        for kept in found.keep:
            yield (
                name,
                "keep",
                shown(kept.party),
                f"{kept.label} ({kept.stance}s it{_condition(finding, found.issue, kept)})",
            )
            name = ""
        for pattern in found.patterns[:BRIDGES]:
            first = pattern.eases[0]
            yield name, "bridge", pattern.name, f"{pattern.does} For {shown(first.party)}: {first.why}"
            name = ""


def _condition(finding: Finding, issue: str, kept: Statement) -> str:
    """Whether what a party would keep stands under a condition."""
    ground = next(each.ground for each in finding.issues if each.id == issue)
    option = ground.option(kept.option)
    held = option.spoken.get(kept.members[0] if kept.members else kept.party) if option else None
    return ", under a condition" if held and (held.conditions or held.subject_to) else ""


def _party(move: Move) -> str:
    members = [shown(member) for member in move.members if member != move.party]
    return f"{shown(move.party)} ({_few(members)})" if members else shown(move.party)


def _about(move: Move) -> str:
    if not move.issue:
        return "the least it must bring home"
    about = f"{move.issue}: {move.option}" if move.option else move.issue
    if move.stance == "package":
        return f"all or none, with {about}"
    return f"{about} without {', '.join(move.unless)}" if move.unless else about


def _restraint(move: Move) -> str:
    return _kind(move.restraint, move.reason)


def _kind(restraint: str, reason: str) -> str:
    kind = restraint.replace("_", " ")
    return f"{kind}: {reason}" if reason else kind


def _few(names: Iterable[str]) -> str:
    listed = list(names)
    if len(listed) <= FEW:
        return ", ".join(listed)
    return f"{', '.join(listed[: FEW - 1])} and {len(listed) - FEW + 1} more"
