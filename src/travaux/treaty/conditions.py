"""Conditions of a rule beside its number: members of another treaty or of a group among those that count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from travaux.facts.treaty_facts import ForceCondition, TreatyAction
from travaux.treaty.ledger import Ledger

__all__ = ["Held", "computable", "held"]


@dataclass(frozen=True, slots=True)
class Held:
    """How far a condition holds: so many of those who count, out of how many that are needed.

    `count` and `needed` are None where the condition stands in words alone; `parties` are those counted.
    """

    condition: ForceCondition
    count: int | None
    needed: int | None
    parties: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it holds; words alone never do."""
        return self.count is not None and self.needed is not None and self.count >= self.needed


def computable(ledger: Ledger, condition: ForceCondition) -> bool:
    """Whether the record can say if a condition holds: it counts members of a treaty or group that is on record."""
    where = condition.members_of
    if condition.at_least is None or where is None:
        return False
    return where in ledger.data.treaties or where in ledger.data.groups


def held(ledger: Ledger, condition: ForceCondition, counted: Sequence[TreatyAction], day: date) -> Held:
    """How far a condition holds on a day.

    A party of two treaties counts in the condition of each.

    Args:
        ledger: the record.
        condition: what must hold.
        counted: the instruments that count by that day.
        day: the day on which membership is looked up.
    """
    if not computable(ledger, condition) or condition.members_of is None:
        return Held(condition, None, condition.at_least)
    parties = [each.party for each in counted]
    among = tuple(each for each in parties if _member(ledger, condition.members_of, each, day))
    if condition.not_members:
        among = tuple(each for each in parties if each not in among)
    return Held(condition, len(among), condition.at_least, among)


def _member(ledger: Ledger, where: str, party: str, day: date) -> bool:
    if where in ledger.data.treaties:
        return ledger.bound(where, party, day)
    return party in ledger.data.groups.of(where, day)
