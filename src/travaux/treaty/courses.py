"""The course of one party with one treaty: the states it was in, each from a day to a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from travaux.facts.treaty_facts import INSTRUMENTS, Treaty, TreatyAction
from travaux.treaty.binding import Start, bound_by_rule
from travaux.treaty.calendar import after, delay_words
from travaux.treaty.model import State

__all__ = ["JOINING", "LEAVING", "SUCCEEDING", "Course", "Spell", "course_of", "when"]

SUCCEEDING = ("succession", "continued_application")
"""How a new state takes over what bound its predecessor."""
JOINING = frozenset((*INSTRUMENTS, *SUCCEEDING))
"""What makes a party of whoever does it."""
LEAVING = frozenset(("withdrawal", "denunciation"))

_RANK = {kind: rank for rank, kinds in enumerate((("signature",), sorted(JOINING), ("entry_into_force",)))
         for kind in kinds}  # fmt: skip


class Spell(NamedTuple):
    """A state that a party was in with a treaty, from its first day until the day before `until` (None: it lasts).

    `recorded` says whether the first day is on record; otherwise `why` says what it rests on.
    """

    state: State
    first: date
    until: date | None = None
    recorded: bool = True
    why: str = ""
    instrument: TreatyAction | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in that state on a day."""
        return self.first <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Course:
    """What one party did with one treaty, in order of day, and the states that follow from it.

    `unknown` says why no day on which it was bound can be told although there is an instrument. `opens` is the day
    before which nobody can have done anything with the treaty, if that is on record.
    """

    treaty: str
    party: str
    actions: tuple[TreatyAction, ...]
    spells: tuple[Spell, ...] = ()
    unknown: str = field(default="", compare=False)
    opens: date | None = None

    def at(self, day: date) -> Spell | None:
        """The spell that holds on a day; None before the first."""
        return next((spell for spell in reversed(self.spells) if spell.holds(day)), None)


def when(action: TreatyAction) -> date | None:
    """The day by which an action is put in order: its date, else the day it took effect."""
    return action.date or action.effective


def course_of(
    treaty: Treaty,
    party: str,
    actions: Iterable[TreatyAction],
    start: Callable[[], Start],
    last: date | None = None,
    heirs: str = "",
) -> Course:
    """The course of a party with a treaty.

    A recorded entry into force wins over the rule. A withdrawal or denunciation ends what was before it: on its
    effective day if that is on record, else by the rule for leaving, else on its own day. What was done for one
    territory changes nothing for the party itself.

    Args:
        treaty: the treaty, with its rule.
        party: id of the party.
        actions: what it did with this treaty, in any order.
        start: gives the treaty's own entry into force; asked for only where no day is on record.
        last: last day of a state that is no more.
        heirs: its successors in words.
    """
    ordered = sorted(actions, key=_order)
    own = [each for each in ordered if each.territory is None and (each.date or each.effective) is not None]
    departures = _departures(treaty, own)
    spells, unknown = _between(treaty, own, departures, start) if departures else _episode(treaty, own, start)
    if not spells:
        undated = next((each for each in ordered if each.kind in JOINING and when(each) is None), None)
        if undated is not None and undated.territory is None:
            spells, unknown = _episode(treaty, [undated], start)
    if last is not None:
        spells = _ended(spells, last, heirs, joined=any(each.kind in JOINING for each in ordered))
    opens = treaty.adopted or treaty.opened
    return Course(treaty.id, party, tuple(ordered), _in_a_row(spells), unknown, opens)


def _between(
    treaty: Treaty,
    own: Sequence[TreatyAction],
    departures: Sequence[tuple[date, TreatyAction, str]],
    start: Callable[[], Start],
) -> tuple[list[Spell], str]:
    """The states of a party that left, once or more often."""
    spells: list[Spell] = []
    unknown = ""
    begin = date.min
    for day, leaving, why in [*departures, (date.max, None, "")]:
        mine = [each for each in own if each.kind not in LEAVING and begin <= (when(each) or begin) < day]
        found, unknown = _episode(treaty, mine, start)
        spells += [each for each in found if each.first < day]
        if leaving is not None and not (spells and spells[-1].state == "left"):
            spells.append(Spell("left", day, recorded=leaving.effective is not None, why=why))
        begin = day
    return spells, unknown


def _order(action: TreatyAction) -> tuple[date, int]:
    return when(action) or date.min, _RANK.get(action.kind, len(_RANK))


def _departures(treaty: Treaty, own: Sequence[TreatyAction]) -> list[tuple[date, TreatyAction, str]]:
    """Days on which withdrawals took effect, in order, with what the day rests on."""
    found: list[tuple[date, TreatyAction, str]] = []
    for each in [action for action in own if action.kind in LEAVING]:
        if each.effective is not None:
            found.append((each.effective, each, ""))
        elif each.date is not None and treaty.leaving is not None:
            why = f"{delay_words(treaty.leaving)} after the day on record, by the rule for leaving"
            found.append((after(each.date, treaty.leaving), each, why))
        elif each.date is not None:
            found.append((each.date, each, "the day it takes effect is not on record; shown from the day on record"))
    return sorted(found, key=lambda each: each[0]) if found else found


def _episode(treaty: Treaty, mine: Sequence[TreatyAction], start: Callable[[], Start]) -> tuple[list[Spell], str]:
    """The states between joining and leaving, and why the day bound is unknown if it is."""
    first: dict[str, TreatyAction] = {}
    for each in mine:
        kind = "joining" if each.kind in JOINING else each.kind
        first.setdefault(kind, each)
    instrument, unknown = first.get("joining"), ""
    bound = _recorded(first.get("entry_into_force"), instrument)
    if bound is None and instrument is not None:
        notified = next((each.date for each in mine if each.kind == "notification"), None)
        by_rule = bound_by_rule(treaty, instrument, notified, start())
        unknown = "" if by_rule.day else by_rule.why
        if by_rule.day:
            bound = Spell("bound", by_rule.day, recorded=False, why=by_rule.why, instrument=instrument)
    return _until_bound(first, instrument, bound), unknown


def _recorded(entry: TreatyAction | None, instrument: TreatyAction | None) -> Spell | None:
    day = when(entry) if entry else instrument.effective if instrument else None
    return Spell("bound", day, instrument=instrument) if day else None


def _until_bound(first: dict[str, TreatyAction], instrument: TreatyAction | None, bound: Spell | None) -> list[Spell]:
    """Signed, deposited, applied provisionally, bound: each only where the next does not come before it."""
    found = [bound] if bound else []
    steps: list[tuple[State, TreatyAction | None]] = [
        ("provisional", first.get("provisional_application")),
        ("deposited", instrument),
        ("signed", first.get("signature")),
    ]
    for state, action in steps:
        day = None if action is None else (action.effective if state == "provisional" else None) or when(action)
        if day is not None and all(day < other.first for other in found):
            found.append(Spell(state, day, instrument=instrument if state == "deposited" else None))
    return found[::-1]


def _ended(spells: list[Spell], last: date, heirs: str, *, joined: bool) -> list[Spell]:
    """The spells of a state that is no more: what it had not left goes on with its successors."""
    kept = [each for each in spells if each.first <= last]
    if kept[-1].state != "left" if kept else joined:
        why = f"the state ended on {last.isoformat()}" + (f"; its successors: {heirs}" if heirs else "")
        kept.append(Spell("succeeded", last + timedelta(days=1), recorded=False, why=why))
    return kept


def _in_a_row(spells: Sequence[Spell]) -> tuple[Spell, ...]:
    """The spells in order of day, each until the next begins."""
    if len(spells) < 2:
        return tuple(spells)
    ordered = sorted(spells, key=lambda spell: spell.first)
    ends = [*(spell.first for spell in ordered[1:]), None]
    return tuple(
        each if end is None else each._replace(until=end)
        for each, end in zip(ordered, ends, strict=True)
        if end is None or each.first < end
    )
