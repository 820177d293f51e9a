"""When a treaty enters into force: a rule evaluated over the instruments on record, with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from travaux.facts.naming import as_day
from travaux.facts.treaty_facts import ForceRule, Treaty, TreatyAction
from travaux.treaty.calendar import after, before
from travaux.treaty.conditions import computable, held
from travaux.treaty.counting import Count, count
from travaux.treaty.ledger import Ledger
from travaux.treaty.model import ForceFound, Treaties
from travaux.treaty.presuming import Predecessor, predecessors

__all__ = ["force", "forced"]


def force(data: Treaties, treaty: str, on: date | str | None = None) -> ForceFound:
    """When a treaty enters into force by its rule, the count towards it, and how the one leads to the other.

    One instrument of each party that may count is counted, in order of deposit; the instrument with which the number
    and every condition are reached first is the trigger, and the delay runs from it. A condition that stands in words
    alone cannot be computed: then the count is given, no trigger and no day. Instruments withdrawn before the trigger
    do not count; what happens after it changes nothing.

    Where parties are recorded as bound before the instruments on record are enough, and successors show that states
    which are no more were parties, these are presumed, if the rule then leads to the very day on record.

    Args:
        data: the treaties and what was done with them.
        treaty: id, short name or name of the treaty.
        on: the last day that is looked at; None for all.

    Raises:
        TravauxError: if there is no such treaty or day.

    Example:
        >>> from travaux.facts.treaty_facts import Delay
        >>> rule = ForceRule(threshold=2, delay=Delay(months=3))
        >>> deposits = [("a", date(2001, 1, 31)), ("b", date(2001, 11, 30))]
        >>> acts = [TreatyAction(treaty="t", party=who, kind="accession", date=day) for who, day in deposits]
        >>> found = force(Treaties("d", {"t": Treaty(id="t", name="T", force=rule)}, tuple(acts)), "t")
        >>> found.trigger.party, found.day
        ('b', datetime.date(2002, 2, 28))
    """
    from travaux.treaty.opening import one

    return forced(Ledger.of(data), one(data, treaty).id, as_day(on))


def forced(ledger: Ledger, treaty: str, on: date | None = None) -> ForceFound:
    """The same for a ledger that is open, and a treaty named by its id."""
    from travaux.treaty.force_words import explained

    facts = ledger.treaty(treaty)
    recorded = ledger.recorded(treaty, on)
    if facts.force is None:
        found = ForceFound(facts, on, (), (), None, None, None, recorded, computable=False, explanation=())
        return replace(found, explanation=explained(ledger, found, ()))
    tally = count(ledger, treaty, facts.force, on)
    reached = _reached(ledger, facts.force, tally)
    certain = _is_computable(ledger, facts.force)
    found = ForceFound(
        facts,
        on,
        reached.counted,
        (*tally.set_aside, *reached.withdrawn),
        _missing(ledger, facts.force, reached),
        reached.trigger if certain else None,
        _day(ledger, facts, reached.trigger) if certain else None,
        recorded,
        computable=certain,
        explanation=(),
    )
    found, states = _presumed(ledger, found)
    return replace(found, explanation=explained(ledger, found, states))


@dataclass(frozen=True, slots=True)
class _Reached:
    """What counts at the end, what was withdrawn on the way, and what completed the count."""

    counted: tuple[TreatyAction, ...]
    withdrawn: tuple[tuple[TreatyAction, str], ...]
    trigger: TreatyAction | None


def _reached(ledger: Ledger, rule: ForceRule, tally: Count) -> _Reached:
    counted: dict[str, TreatyAction] = {}
    withdrawn: list[tuple[TreatyAction, str]] = []
    trigger: TreatyAction | None = None
    for step in tally.steps:
        if step.leaves and trigger is None:
            why = f"withdrawn on {step.day.isoformat()}, before the count was complete"
            withdrawn.append((counted.pop(step.action.party), why))
        elif not step.leaves:
            counted.setdefault(step.action.party, step.action)
            if trigger is None and _complete(ledger, rule, tuple(counted.values()), step.day):
                trigger = step.action
    return _Reached(tuple(counted.values()), tuple(withdrawn), trigger)


def _complete(ledger: Ledger, rule: ForceRule, counted: Sequence[TreatyAction], day: date) -> bool:
    """Whether the number and every condition that can be computed are reached."""
    if rule.threshold is not None and len(counted) < rule.threshold:
        return False
    conditions = [each for each in rule.conditions if computable(ledger, each)]
    return (rule.threshold is not None or bool(conditions)) and all(
        held(ledger, each, counted, day).holds for each in conditions
    )


def _is_computable(ledger: Ledger, rule: ForceRule) -> bool:
    numbers = rule.threshold is not None or rule.on is not None or bool(rule.conditions)
    return numbers and all(computable(ledger, each) for each in rule.conditions)


def _missing(ledger: Ledger, rule: ForceRule, reached: _Reached) -> int | None:
    """How many more instruments are needed at least; None where the rule has no number."""
    if reached.trigger is not None:
        return 0
    day = reached.counted[-1].date if reached.counted else None
    wanting = [rule.threshold - len(reached.counted)] if rule.threshold is not None else []
    for each in rule.conditions:
        state = held(ledger, each, reached.counted, day or date.max)
        if state.count is not None and state.needed is not None:
            wanting.append(state.needed - state.count)
    return max(0, *wanting) if wanting else None


def _day(ledger: Ledger, treaty: Treaty, trigger: TreatyAction | None) -> date | None:
    """When the treaty enters into force by its rule; None if that cannot be told."""
    rule = treaty.force
    if rule is None:
        return None
    if rule.on is not None and rule.threshold is None and not rule.conditions:
        return rule.on
    if trigger is None or trigger.date is None or rule.delay is None:
        return None
    begins: date | None = trigger.date
    if rule.delay.after == "notification":
        told = ledger.actions(treaty.id).get(trigger.party, ())
        days = (each.date for each in told if each.kind == "notification" and each.date is not None)
        begins = min((day for day in days if day >= trigger.date), default=None)
    return max(after(begins, rule.delay), rule.on or date.min) if begins else None


def _presumed(ledger: Ledger, found: ForceFound) -> tuple[ForceFound, tuple[Predecessor, ...]]:
    """The same with dissolved states as parties, where the record shows them and the rule then leads to its day."""
    rule = found.treaty.force
    early = found.recorded is not None and (found.day is None or found.recorded < found.day)
    if rule is None or rule.threshold is None or rule.delay is None or not found.computable or not early:
        return found, ()
    if rule.conditions or rule.delay.after != "deposit" or found.recorded is None:
        return found, ()
    by_then = [each for each in found.counted if each.date and each.date <= before(found.recorded, rule.delay)]
    wanting = rule.threshold - len(by_then)
    if not by_then or wanting < 1 or by_then[-1].date is None:
        return found, ()
    closing = by_then[-1]
    states = predecessors(ledger, found.treaty.id, by_then[-1].date)
    if len(states) < wanting or after(by_then[-1].date, rule.delay) != found.recorded:
        return found, states
    codes = tuple(each.code for each in states)
    changed = replace(found, missing=0, trigger=closing, day=found.recorded, presumed=codes, alone=found.day)
    return changed, states
