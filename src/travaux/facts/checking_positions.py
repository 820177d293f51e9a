"""Whether positions can stand beside each other, and what was on the table when they were taken."""

from __future__ import annotations

from datetime import date

from travaux.facts.checking_ground import Ground
from travaux.facts.model import Fact, Mandate, Outcome, Package, Position

__all__ = ["check_positions"]

_FOR = frozenset(("prefer", "accept"))


def check_positions(ground: Ground) -> None:
    """Remark on positions that contradict each other, say nothing, or speak of what was not on the table."""
    for position in ground.of("positions", Position):
        _empty(ground, position)
        _condition(ground, position)
        _table(ground, "positions", position, position.issue, position.option, position.date)
    _contradictions(ground)
    for outcome in ground.of("outcome", Outcome):
        _table(ground, "outcome", outcome, outcome.issue, outcome.option, outcome.date)
    _outcomes(ground)
    _mandates(ground)
    for package in ground.of("packages", Package):
        _package(ground, package)


def _empty(ground: Ground, position: Position) -> None:
    if position.stance is None and not position.words and not position.note:
        ground.note(
            "remark",
            f"{ground.name('positions', position)} holds neither a stance nor words",
            "positions",
            position,
            remedy="add what was said, as `stance` or as `words`",
        )
    elif position.stance is not None and position.option is None:
        ground.note(
            "error",
            f"{ground.name('positions', position)} has the stance {position.stance} on no option",
            "positions",
            position,
            why="so it counts for nothing",
            remedy="name the option",
        )


def _condition(ground: Ground, position: Position) -> None:
    for point in position.conditions:
        if point.issue == position.issue and point.option != position.option:
            ground.note(
                "error",
                f"{ground.name('positions', position)} has a condition that can never hold",
                "positions",
                position,
                why=f"it asks for another option of the same issue, {point.option!r}",
                remedy="correct the condition",
            )


def _table(ground: Ground, section: str, fact: Fact, issue: str, name: str | None, day: date | None) -> None:
    option = ground.options.get(issue, {}).get(name or "")
    if option is None or day is None:
        return
    if option.since and day < option.since:
        when = f"was tabled on {option.since} only"
    elif option.until and day > option.until:
        when = f"was off the table from {option.until} on"
    else:
        return
    ground.note(
        "remark",
        f"{ground.name(section, fact)} is of {day}, when option {name!r} was not on the table",
        section,
        fact,
        why=f"it {when}",
        remedy="check both days",
    )


def _contradictions(ground: Ground) -> None:
    first: dict[tuple[str, str, str | None, date | None], Position] = {}
    more: dict[tuple[str, str, str | None, date | None], list[Position]] = {}
    for position in ground.live("positions", Position):
        if position.stance is not None:
            key = position.party, position.issue, position.option, position.date
            if first.setdefault(key, position) is not position:
                more.setdefault(key, [first[key]]).append(position)
    for positions in more.values():
        anywhere: dict[str | None, Position] = {}
        by_source: dict[str | None, dict[str | None, Position]] = {}
        for position in positions:
            there = by_source.setdefault(position.source, {})
            others = [each for said in (there, anywhere) for each in said.values() if each.stance != position.stance]
            if others:
                _contradiction(ground, others[0], position)
            there.setdefault(position.stance, position)
            anywhere.setdefault(position.stance, position)


def _contradiction(ground: Ground, earlier: Position, later: Position) -> None:
    sides = f"{ground.name('positions', later)} says {later.stance}, {earlier.id!r} says {earlier.stance}"
    day = f"both of {later.date}" if later.date else "both without a day"
    if earlier.source != later.source:
        ground.note(
            "remark",
            f"sources disagree: {sides}",
            "positions",
            later,
            earlier,
            why=f"{day}, from {earlier.source or 'no source'} and {later.source or 'no source'}",
            remedy="both stay, and the stricter one counts; supersede one if the other is right",
        )
        return
    limits = (earlier.conditions, earlier.subject_to) == (later.conditions, later.subject_to)
    opposite = (earlier.stance in _FOR) != (later.stance in _FOR)
    ground.note(
        "error" if limits and opposite else "remark",
        f"stances contradict each other: {sides}",
        "positions",
        later,
        earlier,
        why=f"{day}, from the same source",
        remedy="remove one, or supersede it; until then the stricter one counts",
    )


def _outcomes(ground: Ground) -> None:
    first: dict[str, Outcome] = {}
    for outcome in ground.live("outcome", Outcome):
        if outcome.option is None and not outcome.result:
            ground.note(
                "remark",
                f"{ground.name('outcome', outcome)} holds neither an option nor a result",
                "outcome",
                outcome,
                remedy="add one of them",
            )
        earlier = first.setdefault(outcome.issue, outcome)
        if earlier.option == outcome.option:
            continue
        again = earlier.date == outcome.date
        ground.note(
            "error" if again else "remark",
            f"issue {outcome.issue!r} has outcomes that differ: {earlier.option or 'none'}, {outcome.option or 'none'}",
            "outcome",
            outcome,
            earlier,
            why="both of the same day" if again else f"of {earlier.date} and {outcome.date}",
            remedy="supersede one of them" if again else "the later one counts; supersede the other if it was wrong",
        )


def _mandates(ground: Ground) -> None:
    first: dict[tuple[str, date | None], Mandate] = {}
    for mandate in ground.live("mandates", Mandate):
        earlier = first.setdefault((mandate.party, mandate.date), mandate)
        if earlier.at_least != mandate.at_least:
            ground.note(
                "error",
                f"{mandate.party!r} has two mandates of one day: {earlier.at_least:g} and {mandate.at_least:g}",
                "mandates",
                mandate,
                earlier,
                remedy="remove one, or supersede it",
            )


def _package(ground: Ground, package: Package) -> None:
    chosen: dict[str, str] = {}
    for point in package.points:
        if chosen.setdefault(point.issue, point.option) != point.option:
            ground.note(
                "error",
                f"{ground.name('packages', package)} asks for two options of issue {point.issue!r}",
                "packages",
                package,
                why=f"{chosen[point.issue]!r} and {point.option!r} can never be chosen together",
                remedy="remove one, or make two packages",
            )
