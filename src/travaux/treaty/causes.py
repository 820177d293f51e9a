"""Why a recorded day may differ from the day by the rule: the likely causes, told apart by what the record shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from travaux.facts.treaty_facts import Delay, TreatyAction
from travaux.text.wording import counted
from travaux.treaty.calendar import after, before, delay_words
from travaux.treaty.courses import SUCCEEDING

__all__ = ["CAUSES", "FEW_DAYS", "Cause", "Compared", "cause_of"]

Cause = Literal[
    "succession",
    "notification",
    "together",
    "later_day",
    "counting",
    "union",
    "dissolved",
    "order",
    "several",
    "unexplained",
]
CAUSES: dict[Cause, str] = dict(
    zip(
        get_args(Cause),
        (
            "a succession goes back to independence, before its own notice",
            "the delay counts from the notification by the depositary, whose day is not on record",
            "bound together with another party, whose instrument leads to that day, as members of a union often are",
            "the instrument may have named a later day",
            "a few days: counted in another way, such as to the next day or the next working day",
            "the party is an organisation, for which rules often differ",
            "a dissolved state was a party, and its instrument is not on record",
            "bound before its own signature or instrument, without a succession: an earlier act, or an error",
            "the party has several instruments or days on record, of which the first are compared",
            "no cause is apparent",
        ),
        strict=True,
    )
)
"""Each likely cause, in words."""

FEW_DAYS = 3
"""Days up to which two ways of counting a period can differ."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A recorded day beside the day by the rule, and what is known of the party and of the delay.

    `together` are names of parties bound on the same day, for which it is the day by the rule.
    """

    instrument: TreatyAction
    signed: date | None
    recorded: date
    by_rule: date | None
    delay: Delay | None
    state: bool
    several: bool
    together: tuple[str, ...] = ()


def cause_of(row: Compared) -> tuple[Cause, str]:
    """The likely cause of a difference, and the same in words with the figures of the case."""
    days = (row.recorded - row.by_rule).days if row.by_rule is not None else 0
    deposit = row.instrument.date
    if row.instrument.kind in SUCCEEDING:
        return "succession", f"a {row.instrument.kind.replace('_', ' ')} goes back to independence"
    early = [day for day in (deposit, row.signed) if day is not None and row.recorded < day]
    if early:
        what = "instrument" if deposit in early else "signature"
        return "order", f"bound {counted((max(early) - row.recorded).days, 'day')} before its own {what}"
    if days > 0 and row.delay is not None and row.delay.after == "notification":
        notified = before(row.recorded, row.delay)
        return "notification", f"{delay_words(row.delay)} from a notification on {notified.isoformat()} would fit"
    if abs(days) <= FEW_DAYS:
        return "counting", f"{counted(abs(days), 'day')} {_way(days)}: another way of counting"
    if days > 0 and row.together:
        return "together", f"bound on the day of {' and '.join(row.together)}, whose instrument leads to it"
    if row.several:
        return "several", f"{counted(abs(days), 'day')} {_way(days)}: there are several instruments or days on record"
    if not row.state:
        return "union", f"{counted(abs(days), 'day')} {_way(days)}: the rule for organisations may differ"
    if days > 0 and _later_allowed(row):
        return "later_day", f"{counted(days, 'day')} later: the instrument may have named that day"
    return "unexplained", f"{counted(abs(days), 'day')} {_way(days)}: no cause is apparent"


def _way(days: int) -> str:
    return "later" if days > 0 else "earlier"


def _later_allowed(row: Compared) -> bool:
    delay = row.delay
    if delay is None or not delay.or_later:
        return False
    if delay.at_most_months is None or row.instrument.date is None:
        return True
    return row.recorded <= after(row.instrument.date, Delay(months=delay.at_most_months))
