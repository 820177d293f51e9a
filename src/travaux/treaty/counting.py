"""The instruments that count towards entry into force, in order of deposit, and those that do not, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from travaux.facts.treaty_facts import ForceRule, TreatyAction
from travaux.treaty.courses import JOINING, LEAVING, SUCCEEDING
from travaux.treaty.ledger import Ledger

__all__ = ["Count", "Step", "count"]

Aside = tuple[TreatyAction, str]


@dataclass(frozen=True, slots=True)
class Step:
    """An instrument that is deposited, or (`leaves`) one that is withdrawn before the treaty is in force."""

    day: date
    action: TreatyAction
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """Deposits and withdrawals in order of day, and the instruments that do not count."""

    steps: tuple[Step, ...]
    set_aside: tuple[Aside, ...]


def count(ledger: Ledger, treaty: str, rule: ForceRule, on: date | None = None) -> Count:
    """What counts towards entry into force.

    One instrument of each party counts, the first. A succession or a continued application is no new instrument. Of one
    day, withdrawals come before deposits, and deposits in the order of the record.

    Args:
        ledger: the record.
        treaty: id of the treaty.
        rule: who counts, and by which kinds of action.
        on: the last day that is looked at; None for all.
    """
    steps: list[Step] = []
    aside: list[Aside] = []
    for party, actions in ledger.actions(treaty).items():
        known = [each for each in actions if on is None or each.date is None or each.date <= on]
        state = rule.counts != "states" or ledger.is_state(party)
        steps += _steps(known, rule, aside, state=state)
    both = {(step.day, step.action.party) for step in steps if not step.leaves}  # who joins and leaves on one day
    first = {id(step) for step in steps if step.leaves and (step.day, step.action.party) not in both}
    steps.sort(key=lambda step: (step.day, id(step) not in first, ledger.place(step.action)))
    return Count(tuple(steps), tuple(aside))


def _steps(actions: Sequence[TreatyAction], rule: ForceRule, aside: list[Aside], *, state: bool) -> Iterator[Step]:
    """The steps of one party; what does not count is put aside."""
    inside: TreatyAction | None = None
    for each in sorted(actions, key=lambda action: action.date or date.max):
        if each.kind in LEAVING and inside is not None and each.date is not None and each.territory is None:
            inside = None
            yield Step(each.date, each, leaves=True)
        if each.kind not in JOINING:
            continue
        why = _why_not(each, rule, state=state)
        if not why and inside is not None:
            why = f"a second instrument of the same party, after that of {inside.date}"
        if why:
            aside.append((each, why))
        elif each.date is not None:
            inside = each
            yield Step(each.date, each)


def _why_not(action: TreatyAction, rule: ForceRule, *, state: bool) -> str:
    """Why an instrument does not count; empty if it may."""
    kind = action.kind.replace("_", " ")
    if action.kind in SUCCEEDING:
        return f"a {kind} takes over what bound the predecessor, and is no new instrument"
    if action.kind not in rule.kinds:
        return f"the rule does not count a {kind}"
    if action.territory is not None:
        return f"made for {action.territory} alone"
    if not state:
        return "only states count, and the party is not on record as one"
    return "" if action.date is not None else "the day of its deposit is not on record"
