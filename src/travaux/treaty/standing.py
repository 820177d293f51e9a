"""Where parties stand with treaties on a day: who signed, who is bound since when, who left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from travaux.facts.naming import as_day
from travaux.facts.treaty_facts import TreatyAction
from travaux.treaty.courses import JOINING, LEAVING, Course, Spell, when
from travaux.treaty.ledger import Ledger
from travaux.treaty.model import PartyStatus, State, Treaties

__all__ = ["bound", "day_of", "standing_of", "status"]

_WORDS = ("declaration", "reservation", "objection")


def status(
    data: Treaties, treaty: str, on: date | str | None = None, party: str | None = None
) -> tuple[PartyStatus, ...]:
    """Where the parties of a treaty stand on a day.

    A recorded day of being bound wins; else the day is computed from the rule, and `why` says how. A union is a party
    of its own: what binds it is not said to bind its members as parties, nor the other way round.

    Args:
        data: the treaties and what was done with them.
        treaty: id, short name or name of the treaty.
        on: the day; None for the last day of which the record speaks.
        party: only this party, by id, code, name or alias; then also if it has done nothing (`none`).

    Returns:
        One for each party that has done something by that day, in the order of the record.

    Raises:
        TravauxError: if there is no such treaty, party or day.

    Example:
        >>> from travaux.facts.treaty_facts import Treaty
        >>> acts = (("signature", date(2001, 5, 1)), ("ratification", date(2002, 5, 1)),
        ...         ("entry_into_force", date(2002, 8, 1)))
        >>> facts = tuple(TreatyAction(treaty="t", party="a", kind=kind, date=day) for kind, day in acts)
        >>> record = Treaties("d", {"t": Treaty(id="t", name="T")}, facts)
        >>> [status(record, "t", day)[0].state for day in ("2001-12-31", "2002-06-01", "2003-01-01")]
        ['signed', 'deposited', 'bound']
    """
    from travaux.treaty.opening import one, party_named

    ledger = Ledger.of(data)
    known = one(data, treaty).id
    day = day_of(data, on)
    parties = [party_named(data, party)] if party is not None else list(ledger.actions(known))
    found = (standing_of(ledger.course(known, each), day) for each in parties)
    return tuple(each for each in found if party is not None or each.state != "none")


def bound(data: Treaties, party: str, on: date | str | None = None) -> tuple[PartyStatus, ...]:
    """Where one party stands with every treaty on a day: what binds it, and what it only signed or left.

    Args:
        data: the treaties and what was done with them.
        party: the party, by id, code, name or alias.
        on: the day; None for the last day of which the record speaks.

    Returns:
        One for each treaty with which it has done something by that day, in the order of the treaties.

    Raises:
        TravauxError: if there is no such party or day.
    """
    from travaux.treaty.opening import party_named

    ledger = Ledger.of(data)
    known = party_named(data, party)
    day = day_of(data, on)
    found = (standing_of(course, day) for course in ledger.courses(known))
    return tuple(each for each in found if each.state != "none")


def day_of(data: Treaties, on: date | str | None) -> date:
    """The day that is asked for, or else the last of which the record speaks.

    Raises:
        TravauxError: if the words are no day.
    """
    day = as_day(on) or data.as_of
    return day or max((each.date for each in data.actions if each.date is not None), default=date.max)


def standing_of(course: Course, day: date) -> PartyStatus:
    """Where a party stands on a day, from its course with a treaty."""
    spell = course.at(day)
    past = [each for each in course.actions if (when(each) or date.min) <= day]
    binding = _binding(course, spell, day)
    why = spell.why if spell is not None else ""
    if not why and binding is None and course.unknown and spell is not None and spell.state == "deposited":
        why = course.unknown
    return PartyStatus(
        treaty=course.treaty,
        party=course.party,
        state=spell.state if spell is not None else _undated(course, past, day),
        since=spell.first if spell is not None else None,
        signed=next((when(each) for each in past if each.kind == "signature"), None),
        instrument=_latest_instrument(past),
        bound_from=binding.first if binding else None,
        bound_until=binding.until if binding else None,
        recorded=binding.recorded if binding else True,
        why=why,
        territories=tuple(_territories(past, day)),
        declarations=tuple(each for each in past if each.kind in _WORDS),
        actions=tuple(past),
    )


def _binding(course: Course, now: Spell | None, day: date) -> Spell | None:
    """The spell in which it is bound: the one that holds or lies ahead of who joins, else the last before that day."""
    spells = [each for each in course.spells if each.state == "bound"]
    begun = [each for each in spells if each.first <= day]
    ahead = next((each for each in spells if each.first > day), None)
    joining = now is not None and now.state in ("signed", "deposited", "provisional")
    return ahead if joining or not begun else begun[-1]


def _undated(course: Course, past: list[TreatyAction], day: date) -> State:
    """A party of which only undated actions are on record: an instrument, or a signature."""
    if course.opens is not None and day < course.opens:
        return "none"
    kinds = {each.kind for each in past if when(each) is None and each.territory is None}
    if kinds & JOINING and not kinds & LEAVING:
        return "deposited"
    return "signed" if "signature" in kinds else "none"


def _latest_instrument(past: list[TreatyAction]) -> TreatyAction | None:
    """The instrument by which it is or was a party; after it left and came back, the latest."""
    left = False
    found: TreatyAction | None = None
    for each in past:
        if each.territory is not None:
            continue
        if each.kind in LEAVING:
            left = True
        elif each.kind in JOINING and (found is None or left):
            found, left = each, False
    return found


def _territories(past: list[TreatyAction], day: date) -> Iterator[str]:
    """The territories to which the treaty is extended on a day, in the order in which they were named."""
    there: dict[str, bool] = {}
    for each in past:
        if each.territory is not None and (each.effective or each.date or date.min) <= day:
            if each.kind in LEAVING:
                there[each.territory] = False
            elif each.kind == "territorial_extension" or each.kind in JOINING:
                there[each.territory] = True
    yield from (name for name, extended in there.items() if extended)
