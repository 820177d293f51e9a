"""From when an instrument binds its party, by the rule of the treaty, where no day is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from travaux.facts.treaty_facts import Delay, Treaty, TreatyAction
from travaux.treaty.calendar import after, delay_words
from travaux.treaty.names import code_of

__all__ = ["ByRule", "Start", "bound_by_rule", "later_delay"]


@dataclass(frozen=True, slots=True)
class Start:
    """When a treaty entered into force, and the last deposit day of those whom that day binds (None: not known).

    `presumed` are dissolved states that must have been among its first parties.
    """

    day: date | None
    closing: date | None = None
    presumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ByRule:
    """The day from which an instrument binds its party; None if it cannot be told. `why` leads to it, in words."""

    day: date | None
    why: str


def bound_by_rule(treaty: Treaty, instrument: TreatyAction, notified: date | None, start: Start) -> ByRule:
    """From when an instrument binds its party.

    The first parties are bound when the treaty enters into force, later ones when the delay for later parties has run
    out, and never before the treaty is in force. Where no delay for later parties is on record, that of entry into
    force is taken and the words say so.

    Args:
        treaty: the treaty.
        instrument: the instrument of the party, with its day.
        notified: the day on which the depositary notified it, if that is on record.
        start: when the treaty entered into force.
    """
    deposit = instrument.date or instrument.effective
    if deposit is None and start.day is not None and code_of(instrument.party) in start.presumed:
        return ByRule(start.day, "the day of its instrument is not on record; without it, the treaty was not in force")
    if deposit is None:
        return ByRule(None, "the day of the instrument is not on record")
    if start.day is None:
        return ByRule(None, "no day is on record on which the treaty entered into force, and its rule gives none")
    if instrument.kind in ("succession", "continued_application"):
        notice = "the day of the notice" if deposit >= start.day else "the treaty's own entry into force"
        why = f"a succession goes back to independence, whose day is not on record; shown from {notice}"
        return ByRule(max(deposit, start.day), why)
    if start.closing is not None and deposit <= start.closing:
        return ByRule(start.day, "bound with the treaty's own entry into force")
    return _later(treaty, deposit, notified, start.day)


def later_delay(treaty: Treaty) -> Delay | None:
    """The delay for later parties, or else that of entry into force where that counts instruments; None if unknown."""
    rule = treaty.force
    if treaty.later is not None or rule is None or (rule.threshold is None and not rule.conditions):
        return treaty.later
    return rule.delay


def _later(treaty: Treaty, deposit: date, notified: date | None, in_force: date) -> ByRule:
    delay, borrowed = treaty.later, ""
    if delay is None and later_delay(treaty) is not None:
        delay, borrowed = later_delay(treaty), ", the delay of the treaty's own entry into force"
    if delay is None:
        return ByRule(None, "the rule for later parties is not on record")
    if delay.after == "notification" and notified is None:
        words = f"{delay_words(delay)} run from the notification by the depositary, whose day is not on record"
        return ByRule(None, words)
    event, day = ("deposit", deposit) if delay.after == "deposit" else ("notification", notified or deposit)
    later = "" if not delay.or_later else "; the instrument may have named a later day"
    return ByRule(max(after(day, delay), in_force), f"{delay_words(delay)} after the {event}{borrowed}{later}")
