"""Facts as they stood on a day: without what happened later, and with the day from which each is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from travaux.facts.law_facts import Law
from travaux.facts.model import Fact, InstrumentFact, Session, Treaty, TreatyAction, TreatyStatus

__all__ = ["as_it_stood", "last_told"]

_EVENTS: Mapping[type[Fact], tuple[str, ...]] = {
    InstrumentFact: ("adopted", "opened_for_signature", "in_force"),
    TreatyStatus: ("signed", "instrument"),
    Treaty: ("adopted", "opened"),
}
"""Days inside a fact on which something happened: before such a day it had not."""
_WHOLE = (TreatyStatus, Treaty)
"""Facts that are not there at all before the first of their days."""
_GIVES_NOTICE = frozenset(("withdrawal", "denunciation"))
"""Actions that say themselves when they take effect."""

F = TypeVar("F", bound=Fact)


def as_it_stood(fact: F, limit: date) -> F | None:
    """A fact as it stood on a day; None if it was not there yet.

    Its own day decides, else the day of what it tells: the first day of a session, the earliest day on which a law can
    have begun, the day on which an action took effect or a treaty was adopted. Days inside it on which something
    happened later are left out. So a law whose end lies later is one that is not known to end: an end that was known
    beforehand belongs into its note. The later day on which an action took effect is left out too, for it may have
    hung on what others did; that of a withdrawal or denunciation stays, for the notice names it.

    Example:
        >>> law = Law(jurisdiction="jp", norm="grace", value="6", first="1960", last="2018-06-08")
        >>> as_it_stood(law, date(2012, 1, 1)).last, as_it_stood(law, date(1950, 1, 1))
        (None, None)
    """
    day = _day(fact)
    if day is not None and day > limit:
        return None
    kind = type(fact)
    if isinstance(fact, Law):
        return fact if fact.last is None or fact.last.earliest <= limit else fact.model_copy(update={"last": None})
    if isinstance(fact, TreatyAction):
        later = fact.effective is not None and fact.effective > limit and fact.kind not in _GIVES_NOTICE
        return fact.model_copy(update={"effective": None}) if later else fact
    return _without_later(fact, _EVENTS[kind], limit) if kind in _EVENTS else fact


def last_told(fact: Fact) -> date | None:
    """The last day of which a fact tells for certain; None if it names none.

    A day of entry into force is none: it is named beforehand, when the instrument is deposited, and so may lie after
    everything that is known.

    Example:
        >>> str(last_told(Law(jurisdiction="jp", norm="grace", value="12", first="2018-06-09", as_of="2024-08")))
        '2024-08-01'
    """
    if isinstance(fact, TreatyAction) and fact.kind == "entry_into_force":
        return None
    if fact.date is not None:
        return fact.date
    if isinstance(fact, Law):
        return max((day.earliest for day in (fact.first, fact.as_of) if day is not None), default=None)
    if isinstance(fact, Treaty):
        return fact.adopted
    return fact.effective if isinstance(fact, TreatyAction) else None


def _day(fact: Fact) -> date | None:
    if fact.date is not None:
        return fact.date
    if isinstance(fact, Session):
        return fact.start
    if isinstance(fact, Law):
        return fact.first.earliest if fact.first is not None else None
    return fact.effective if isinstance(fact, TreatyAction) else None


def _without_later(fact: F, events: Sequence[str], limit: date) -> F | None:
    """The fact without what happened later, or None if nothing of it is left."""
    days = {name: day for name in events if (day := getattr(fact, name)) is not None}
    later: dict[str, object] = {name: None for name, day in days.items() if day > limit}
    if not later:
        return fact
    if isinstance(fact, _WHOLE) and len(later) == len(days):
        return None
    if isinstance(fact, TreatyStatus) and "instrument" in later:
        later["kind"] = None
    return fact.model_copy(update=later)
