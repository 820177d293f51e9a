"""Rules of entry into force in words, and the sentences that lead from a rule to a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from travaux.facts.treaty_facts import Delay, ForceRule, Treaty, TreatyAction
from travaux.text.wording import counted
from travaux.treaty.calendar import delay_words
from travaux.treaty.conditions import held
from travaux.treaty.ledger import Ledger
from travaux.treaty.model import ForceFound
from travaux.treaty.presuming import Predecessor

__all__ = ["explained", "ordinal", "rule_words"]

_FEW = 4  # parties that a sentence names
_WHO = {"states": "States", "eligible": "eligible parties"}


def ordinal(number: int) -> str:
    """A number as a rank.

    Example:
        >>> [ordinal(number) for number in (1, 2, 3, 11, 30, 102)]
        ['1st', '2nd', '3rd', '11th', '30th', '102nd']
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"


def rule_words(treaty: Treaty) -> str:
    """The rule of a treaty in one sentence.

    Example:
        >>> from travaux.facts.treaty_facts import ForceRule
        >>> print(rule_words(Treaty(name="T", article="26", force=ForceRule(threshold=30, delay=Delay(months=3)))))
        Article 26: 30 instruments of eligible parties; in force 3 months after the deposit of the last of them.
    """
    rule = treaty.force
    if rule is None:
        return "No rule of entry into force is on record."
    parts = []
    if rule.threshold is not None:
        parts.append(f"{counted(rule.threshold, 'instrument')} of {_WHO[rule.counts]}")
    parts += [each.words.rstrip(" .") for each in rule.conditions]
    if not parts and rule.on is None:
        parts.append((rule.words or "").rstrip(" ."))
    words = ", and ".join(parts)
    told = rule.delay is None and any("delay" in each.words for each in rule.conditions)
    words += (
        ""
        if told
        else ("; " if words else "") + _when(rule.delay, fixed=rule.on.isoformat() if rule.on else "", alone=not parts)
    )
    return (f"Article {treaty.article}: " if treaty.article else "") + words[0].upper() + words[1:] + "."


def _when(delay: Delay | None, fixed: str, *, alone: bool) -> str:
    if fixed and alone:
        return f"in force on {fixed}"
    event = "deposit" if delay is None or delay.after == "deposit" else "notification"
    last = f"in force {delay_words(delay)} after the {event} of the last of them"
    if delay is None:
        last = "the delay after the last of them is not on record"
    return last + (f", and not before {fixed}" if fixed else "")


def explained(ledger: Ledger, found: ForceFound, states: Sequence[Predecessor]) -> tuple[str, ...]:
    """The sentences that lead from the rule to the day, and say where the record does not fit.

    Args:
        ledger: the record.
        found: everything else that was found.
        states: dissolved states that must have been parties, as their successors show.
    """
    sentences = [rule_words(found.treaty)]
    if found.treaty.force is not None:
        sentences += _counting(ledger, found)
        sentences += _conditions(ledger, found)
        sentences += _presuming(ledger, found, states) if states else _leading(ledger, found)
    return (*sentences, *_comparing(found))


def _counting(ledger: Ledger, found: ForceFound) -> list[str]:
    rule = found.treaty.force
    if not ledger.actions(found.treaty.id):
        return ["No action of any party is on record for this treaty."]
    one = len(found.counted) == 1
    by_then = f"deposited by {found.on.isoformat()}" if found.on else "on record"
    wanting = f"; {counted(found.missing, 'more is', 'more are')} missing" if found.missing else ""
    words = "instrument that counts is" if one else "instruments that count are"
    sentences = [f"{len(found.counted)} {words} {by_then}{wanting}."]
    if rule is not None and rule.counts == "states" and (others := _not_states(found)):
        names = ", ".join(dict.fromkeys(ledger.name(each.party) for each in others))
        sentences.append(f"Not counted, for only States count: {names}.")
    if passed := [each for each, why in found.set_aside if why.startswith("withdrawn")]:
        sentences.append(f"Withdrawn before the count was complete: {', '.join(ledger.name(e.party) for e in passed)}.")
    return sentences


def _not_states(found: ForceFound) -> list[TreatyAction]:
    return [each for each, why in found.set_aside if why.startswith("only states")]


def _conditions(ledger: Ledger, found: ForceFound) -> list[str]:
    rule = found.treaty.force
    if rule is None or not rule.conditions:
        return []
    last = found.trigger or (found.counted[-1] if found.counted else None)
    day = last.date if last else None
    by_then = tuple(each for each in found.counted if day and each.date and each.date <= day)
    states = [held(ledger, each, by_then, day) for each in rule.conditions if day is not None]
    sentences = [
        f"{each.condition.words.rstrip(' .')}: {each.count} of the {each.needed} needed are counted on {day}."
        for each in states
        if each.count is not None
    ]
    in_words = sum(each.count is None for each in states)
    if in_words:
        which = "its condition holds" if in_words == 1 else f"its {in_words} conditions in words hold"
        sentences.append(f"Whether {which} cannot be computed from the record, so no day follows.")
    return sentences


def _leading(ledger: Ledger, found: ForceFound) -> list[str]:
    rule, trigger = found.treaty.force, found.trigger
    if rule is None:
        return []
    if not found.computable:
        return _number_alone(ledger, found)
    if trigger is None or trigger.date is None:
        return []
    party, day = ledger.name(trigger.party), trigger.date.isoformat()
    rank = ordinal(rule.threshold) if rule.threshold is not None and not rule.conditions else "one that completed them"
    sentences = [f"The {rank} was that of {party}, deposited on {day}."]
    same = [each for each in found.counted if each.date == trigger.date]
    if len(same) > 1:
        sentences[0] += f" {len(same)} were deposited on that day; their order is that of the record."
    if found.day is not None:
        sentences.append(_ending(rule, found.day))
    elif rule.delay is None:
        sentences.append("The delay is not on record, so no day of entry into force follows.")
    else:
        sentences.append("The delay counts from the notification by the depositary, whose day is not on record.")
    return sentences


def _ending(rule: ForceRule, day: date) -> str:
    """How the delay leads from the instrument to the day; `rule.on` can put it off."""
    delay = rule.delay or Delay()
    if rule.on == day:
        return f"The delay has ended by {day.isoformat()}, the day that the treaty names."
    if not (delay.years or delay.months or delay.days):
        return f"It takes effect at once, on {day.isoformat()}."
    begins = "From there" if delay.after == "deposit" else "From its notification"
    ends = "ends" if delay.years + delay.months + delay.days == 1 else "end"
    return f"{begins}, {delay_words(delay)} {ends} on {day.isoformat()}, as calendars count."


def _number_alone(ledger: Ledger, found: ForceFound) -> list[str]:
    number = found.treaty.force.threshold if found.treaty.force else None
    if number is None or len(found.counted) < number:
        return []
    last = found.counted[number - 1]
    return [f"The number alone was reached on {last.date} with {ledger.name(last.party)}."]


def _presuming(ledger: Ledger, found: ForceFound, states: Sequence[Predecessor]) -> list[str]:
    rule = found.treaty.force
    if rule is None or rule.threshold is None or found.recorded is None:
        return []
    named = " and ".join(each.name for each in states)
    shown = sorted({party for each in states for party in each.shown_by}, key=ledger.name)
    heirs = f"{counted(len(shown), 'successor')} of it took over what bound it ({', '.join(map(ledger.name, shown))})"
    reason = heirs if shown else "an instrument of it is on record without its day"
    lasted = "; ".join(f"{each.name} until {each.last.isoformat()}" for each in states)
    sentences = [
        _present(found),
        f"{named} must have been a party then, though no dated instrument of a dissolved state is on record "
        f"({lasted}): {reason}.",
    ]
    if found.presumed and found.trigger is not None and found.trigger.date is not None:
        party, day = ledger.name(found.trigger.party), found.trigger.date.isoformat()
        sentences.append(
            f"With {named} the count is {rule.threshold} on {day} ({party}); {delay_words(rule.delay)} later is "
            f"{found.recorded.isoformat()}."
        )
    else:
        sentences.append(f"Even so the rule does not lead to {found.recorded.isoformat()}.")
    return sentences


def _present(found: ForceFound) -> str:
    alone = found.alone if found.presumed else found.day
    rule = found.treaty.force
    number = rule.threshold if rule is not None else None
    if alone is None:
        return f"Counting the present parties alone, {number} are not reached."
    last = found.counted[number - 1] if number else None
    with_whom = f" ({ordinal(number or 0)} instrument: {last.date})" if last is not None else ""
    return f"Counting the present parties alone gives {alone.isoformat()}{with_whom}."


def _comparing(found: ForceFound) -> list[str]:
    if found.recorded is None:
        return []
    recorded = f"The first parties are recorded as bound from {found.recorded.isoformat()}"
    if found.day is None:
        return [f"{recorded}."]
    if found.day == found.recorded:
        rest = ", with the dissolved state" if found.presumed else ""
        return [f"{recorded}: rule and record agree{rest}."]
    days = (found.recorded - found.day).days
    return [f"{recorded}, {counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'} than by the rule."]
