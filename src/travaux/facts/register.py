"""From statements to the register: which statement of each party counts on each option on the table.

The latest statement counts. One that cannot be read as a stance leaves no acceptance standing, for unknown is never
consent, but it lifts no objection either: both are then in the register. What a group said counts for those who were
in it on that day, unless they said something themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from travaux.facts.model import Position
from travaux.facts.standing import Earlier, Standing

if TYPE_CHECKING:
    from travaux.facts.case import Case

__all__ = ["register"]

Key = tuple[str, str, str | None]
"""Party, issue and option (None: the issue as a whole)."""

OBJECTIONS = ("oppose", "red_line")


class _Held(NamedTuple):
    """A statement that counts."""

    position: Position
    group: str | None
    since: date | None
    earlier: Earlier


def register(case: Case) -> tuple[Standing, ...]:
    """Every statement that counts in a case, in the order of its issues, parties and options.

    A statement on an option that is not on the table that day is not in it.
    """
    places = _places(case)
    own: dict[Key, list[Position]] = {}
    through: dict[Key, dict[str, list[Position]]] = {}
    for position in case.positions:
        if (position.issue, position.option) not in places:
            continue
        own.setdefault((position.party, position.issue, position.option), []).append(position)
        for member in case.members(position.party, position.date):
            key = (member, position.issue, position.option)
            through.setdefault(key, {}).setdefault(position.party, []).append(position)
    rank = {party: number for number, party in enumerate(case.speakers)}

    def place(key: Key) -> tuple[int, int, int]:
        issue, option = places[key[1:]]
        return issue, rank[key[0]], option

    found: list[Standing] = []
    for key in sorted(own.keys() | through.keys(), key=place):
        found += _rows(key[0], _held(own.get(key, ()), through.get(key, {})))
    return tuple(found)


def _places(case: Case) -> dict[tuple[str, str | None], tuple[int, int]]:
    """Where each option on the table stands: the number of its issue, and its own in the issue."""
    places: dict[tuple[str, str | None], tuple[int, int]] = {}
    for number, issue in enumerate(case.issues):
        options = case.options(issue.id)
        places.setdefault((issue.id, None), (number, len(options)))
        for place, option in enumerate(options):
            places.setdefault((issue.id, option.id), (number, place))
    return places


def _held(own: Sequence[Position], through: Mapping[str, Sequence[Position]]) -> list[_Held]:
    """What counts of somebody's own statements on an option, and of those of groups with this member."""
    held = _counting(own, None)
    if not through or any(each.position.stance for each in held):
        return held
    derived = [each for group, said in through.items() for each in _counting(said, group)]
    return [*held, *(each for each in derived if not held or each.position.stance in OBJECTIONS)]


def _rows(party: str, held: Sequence[_Held]) -> list[Standing]:
    if len(held) == 1:
        return [_standing(party, held[0], ())]
    return [_standing(party, each, _against(each.position, held)) for each in held]


def _against(said: Position, held: Iterable[_Held]) -> tuple[str, ...]:
    """The ids of those statements that have another stance."""
    if said.stance is None:
        return ()
    others = (other.position for other in held)
    return tuple(dict.fromkeys(other.id for other in others if other.stance not in (None, said.stance)))


def _counting(said: Sequence[Position], group: str | None) -> list[_Held]:
    """Of the statements of one speaker on one option those that count."""
    if len(said) < 2:
        return [_Held(one, group, one.date if one.stance else None, ()) for one in said]
    ordered = sorted(said, key=_day)
    days = [list(same) for _, same in groupby(ordered, key=_day)]
    last = days[-1]
    counting = last
    if not any(each.stance for each in last):
        read = next((day for day in reversed(days) if any(each.stance for each in day)), [])
        counting = [*(each for each in read if each.stance in OBJECTIONS), *last]
    return [_Held(each, group, _since(each, days), _before(each, ordered)) for each in counting]


def _before(said: Position, ordered: Iterable[Position]) -> Earlier:
    """The days and stances before a statement."""
    return tuple(dict.fromkeys((each.date, each.stance) for each in ordered if _day(each) < _day(said)))


def _day(position: Position) -> date:
    """Its day; a statement without one comes before all others."""
    return position.date or date.min


def _since(position: Position, days: Iterable[Sequence[Position]]) -> date | None:
    """The first day of the unbroken run of a statement's stance."""
    if position.stance is None:
        return None
    start: Position | None = None
    for day in days:
        if _day(day[0]) > _day(position):
            break
        stances = {each.stance for each in day}
        if position.stance in stances:
            start = start or day[0]
        elif stances != {None} or position.stance not in OBJECTIONS:
            start = None
    return start.date if start is not None else position.date


def _standing(party: str, held: _Held, conflicts: tuple[str, ...]) -> Standing:
    said = held.position
    return Standing(
        fact=said.id,
        party=party,
        issue=said.issue,
        option=said.option,
        stance=said.stance,
        restraint=said.restraint,
        conditions=said.conditions,
        subject_to=said.subject_to,
        salience=said.salience,
        since=held.since,
        date=said.date,
        source=said.source,
        evidence=said.evidence if held.group is None else "derived",
        confidence=said.confidence,
        note=said.note,
        words=said.words,
        reader=said.reader,
        basis="own" if held.group is None else "group",
        group=held.group,
        conflicts_with=conflicts,
        earlier=held.earlier,
    )
