"""The number of instruments that a forecast looks for, and how many of them are there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from travaux.errors import TravauxError
from travaux.facts.treaty_facts import INSTRUMENTS, Treaty
from travaux.treaty.forcing import force
from travaux.treaty.model import Treaties

__all__ = ["Goal", "goal_of"]


@dataclass(frozen=True, slots=True)
class Goal:
    """So many instruments: by the rule or as asked for, how many are there, and when they were complete."""

    threshold: int | None
    counted: int
    reached: date | None
    doubts: tuple[str, ...] = ()

    @property
    def missing(self) -> int | None:
        """How many are still needed; None without a threshold."""
        return None if self.threshold is None else max(self.threshold - self.counted, 0)


def goal_of(data: Treaties, facts: Treaty, day: date, asked: int | None) -> Goal:
    """The threshold of the rule, or the one asked for, with the count towards it on a day.

    Raises:
        TravauxError: if less than one instrument is asked for.
    """
    # Cut here, since an entry into force or a succession of later years would show that a state had counted.
    known = replace(data, actions=tuple(each for each in data.actions if each.date is not None and each.date <= day))
    found = force(known, facts.id, day)
    counted = sorted(each.date for each in found.counted if each.date)
    if facts.force is None and not counted:
        first: dict[str, date] = {}
        for each in known.actions:
            if each.treaty == facts.id and each.date and each.kind in INSTRUMENTS:
                first[each.party] = min(first.get(each.party, each.date), each.date)
        counted = sorted(first.values())
    if asked is not None:
        if asked < 1:
            raise TravauxError("a threshold is one instrument or more", remedy="give a number such as 30")
        reached = counted[asked - 1] if len(counted) >= asked else None
        return Goal(asked, len(counted), reached)
    rule = facts.force
    if rule is None or rule.threshold is None:
        why = "no rule with a number is on record; --threshold gives one"
        return Goal(None, len(counted), None, (why,))
    reached = found.trigger.date if found.trigger else None
    if reached is None and len(counted) >= rule.threshold:
        reached = counted[rule.threshold - 1]
    doubts = tuple(f"also needed, and not in the forecast: {each.words}" for each in rule.conditions)
    return Goal(rule.threshold, max(len(counted), rule.threshold if reached else 0), reached, doubts)
