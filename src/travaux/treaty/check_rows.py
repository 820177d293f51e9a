"""Recorded days against the rules, as the JSON that `travaux treaty check --json` prints."""

from __future__ import annotations

from collections import Counter
from typing import Any

from travaux.treaty.calendar import delay_words, iso
from travaux.treaty.causes import CAUSES
from travaux.treaty.checking import CheckFound, Disagreement, TreatyCheck
from travaux.treaty.force_words import rule_words
from travaux.treaty.ledger import Ledger
from travaux.treaty.model import Treaties

__all__ = ["DEFINITIONS", "row"]

DEFINITIONS = {
    "holds": (
        "Of the parties recorded as bound after the treaty's own first day, with a ratification, accession, acceptance "
        "or approval: those whose day is that of the deposit and the delay, as calendars count."
    ),
    "by_rule": (
        "For parties whose deposit was needed or came before it: the day of the treaty's own entry into force; for "
        "later ones the deposit and the delay for later parties, or else that of entry into force. For a succession "
        "its notice and that delay, to show how far it goes back."
    ),
    "days": "How much later the recorded day is than that by the rule; negative where it is earlier.",
}


def row(found: CheckFound, data: Treaties) -> dict[str, Any]:
    """What was found, in plain values.

    Args:
        found: what `check` gave.
        data: the treaties it was asked of.
    """
    ledger = Ledger.of(data)
    causes = Counter(each.cause for each in found.disagreements)
    return {
        "data": found.data,
        "treaties": [_treaty(each) for each in found.treaties],
        "disagreements": [_disagreement(each, ledger) for each in found.disagreements],
        "causes": {cause: {"count": causes[cause], "words": words} for cause, words in CAUSES.items()},
        "definitions": DEFINITIONS,
        "remarks": [str(each) for each in data.remarks],
    }


def _treaty(each: TreatyCheck) -> dict[str, Any]:
    return {
        "treaty": each.treaty.id,
        "name": each.treaty.name,
        "rule": rule_words(each.treaty),
        "delay": delay_words(each.delay) if each.delay is not None else None,
        "counts_from": each.delay.after if each.delay is not None else None,
        "recorded": iso(each.recorded),
        "by_rule": iso(each.by_rule),
        "agrees": each.agrees,
        "holds": each.holds,
        "of": each.of,
        "compared": each.compared,
        "disagreements": each.disagreements,
        "not_compared": each.not_compared or None,
    }


def _disagreement(each: Disagreement, ledger: Ledger) -> dict[str, Any]:
    return {
        "treaty": each.treaty,
        "party": ledger.name(each.party) if each.party is not None else None,
        "code": each.party,
        "instrument": each.instrument.kind if each.instrument is not None else None,
        "deposited": iso(each.instrument.date) if each.instrument is not None else None,
        "recorded": iso(each.recorded),
        "by_rule": iso(each.by_rule),
        "days": each.days,
        "cause": each.cause,
        "words": each.words,
    }
