"""What a rule of entry into force comes to, as the JSON that `travaux treaty force --json` prints."""

from __future__ import annotations

from typing import Any

from travaux.facts.treaty_facts import Delay, ForceRule, Treaty, TreatyAction
from travaux.treaty.calendar import delay_words, iso
from travaux.treaty.force_words import rule_words
from travaux.treaty.ledger import Ledger
from travaux.treaty.model import ForceFound, Treaties

__all__ = ["row"]


def row(found: ForceFound, data: Treaties) -> dict[str, Any]:
    """What was found, in plain values, in a fixed order.

    Args:
        found: what `force` gave.
        data: the treaties it was asked of, for names and sources.
    """
    ledger = Ledger.of(data)
    explanation = " ".join(found.explanation)
    return {
        "treaty": found.treaty.id,
        "rule": _rule(found.treaty),
        "count": len(found.counted),
        "missing": found.missing,
        "triggered_by": _trigger(found, ledger),
        "entry_into_force": iso(found.day),
        "explanation": explanation,
        "name": found.treaty.name,
        "on": iso(found.on),
        "computable": found.computable,
        "recorded": iso(found.recorded),
        "agrees": None if found.day is None or found.recorded is None else found.day == found.recorded,
        "presumed": [{"party": ledger.state_name(code), "code": code} for code in found.presumed],
        "without_presumed": iso(found.alone),
        "counted": [_deed(each, ledger) for each in found.counted],
        "set_aside": [{**_deed(each, ledger), "why": why} for each, why in found.set_aside],
        "sources": _sources(found, data),
        "doubts": [each for each in (found.treaty.note,) if each],
        "remarks": [str(each) for each in data.remarks if each.section == "treaties"],
    }


def _rule(treaty: Treaty) -> dict[str, Any] | None:
    rule = treaty.force
    if rule is None:
        return None
    return {
        "threshold": rule.threshold,
        "counts": rule.counts,
        "delay": _delay(rule.delay),
        "kinds": list(rule.kinds),
        "conditions": _conditions(rule),
        "on": iso(rule.on),
        "article": treaty.article,
        "words": rule_words(treaty),
        "later": _delay(treaty.later),
        "leaving": _delay(treaty.leaving),
    }


def _delay(delay: Delay | None) -> dict[str, Any] | None:
    if delay is None:
        return None
    return {
        "years": delay.years,
        "months": delay.months,
        "days": delay.days,
        "after": delay.after,
        "or_later": delay.or_later,
        "at_most_months": delay.at_most_months,
        "words": delay.words or delay_words(delay),
    }


def _conditions(rule: ForceRule) -> list[dict[str, Any]]:
    return [
        {"words": each.words, "members_of": each.members_of, "not_members": each.not_members, "at_least": each.at_least}
        for each in rule.conditions
    ]


def _trigger(found: ForceFound, ledger: Ledger) -> dict[str, Any] | None:
    each = found.trigger
    if each is None:
        return None
    return {"party": ledger.name(each.party), "date": iso(each.date), "code": each.party, "kind": each.kind}


def _deed(action: TreatyAction, ledger: Ledger) -> dict[str, Any]:
    return {
        "party": ledger.name(action.party),
        "code": action.party,
        "kind": action.kind,
        "date": iso(action.date),
        "source": action.source,
        "doubt": action.note,
    }


def _sources(found: ForceFound, data: Treaties) -> list[dict[str, Any]]:
    """The sources of the treaty and of what was counted, once each."""
    used = dict.fromkeys(each.source for each in (found.treaty, *found.counted) if each.source)
    return [
        {"id": name, "title": source.title if source else name, "address": source.address if source else None}
        for name in used
        for source in (data.sources.get(name),)
    ]
