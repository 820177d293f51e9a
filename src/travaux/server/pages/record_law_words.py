"""Norms, laws, treaties and what was done with them in words: one sentence for each, without a full stop."""

from __future__ import annotations

from travaux.facts.law_facts import When
from travaux.facts.model import Law, Norm, Treaty, TreatyAction
from travaux.facts.treaty_facts import Delay, ForceRule
from travaux.server.pages.record_naming import Naming, day_words
from travaux.text.wording import counted

__all__ = ["action_words", "law_words", "norm_words", "treaty_words"]


def norm_words(fact: Norm, naming: Naming) -> str:  # noqa: ARG001
    """A norm: what is asked, and the answers that there are."""
    said = f"{fact.title or fact.id}: {fact.definition}" if fact.definition else fact.title or fact.id
    order = ", from least to most" if fact.scale == "ordinal" else ""
    answers = f" ({', '.join(fact.categories)}{order})" if fact.categories else ""
    unit = f" in {fact.unit}" if fact.unit else ""
    return f"{said.rstrip('. ')}; compared as {fact.scale}{unit}{answers}"


def law_words(fact: Law, naming: Naming) -> str:
    """A law: who has which rule from when to when, and where it stands.

    A beginning that is not on record is not told; the day of which the source speaks is.
    """
    unit = f" {naming.unit(fact.norm)}" if naming.unit(fact.norm) else ""
    days = [f"from {_when(fact.first)}"] if fact.first else []
    days += [f"to {_when(fact.last)}"] if fact.last else []
    days += [f"as told of {_when(fact.as_of)}"] if fact.as_of else []
    place = f" ({fact.ref})" if fact.ref else ""
    span = f" {' '.join(days)}" if days else ", on no day on record"
    return f"{naming.party(fact.jurisdiction)}: {naming.norm(fact.norm)} is {fact.value}{unit}{span}{place}"


def treaty_words(fact: Treaty, naming: Naming) -> str:  # noqa: ARG001
    """A treaty: its days, and when it enters into force."""
    said = [fact.name + (f" ({fact.short})" if fact.short and fact.short != fact.name else "")]
    days = (("adopted", fact.adopted), ("open for signature from", fact.opened))
    said += [f"{word} {day_words(day)}" for word, day in days if day is not None]
    if fact.force:
        place = f" ({fact.article})" if fact.article else ""
        said.append(f"entry into force{place}: {_rule(fact.force)}")
    return "; ".join(said)


def action_words(fact: TreatyAction, naming: Naming) -> str:
    """What a party did with a treaty, from when it has effect, and for which territory."""
    kind = fact.kind.replace("_", " ")
    what = "an action of another kind" if fact.kind == "other" else kind
    territory = f" for {fact.territory}" if fact.territory else ""
    day = f" on {day_words(fact.date)}" if fact.date else ""
    effect = f", with effect from {day_words(fact.effective)}" if fact.effective else ""
    said = f": {fact.words}" if fact.words else ""
    return f"{naming.party(fact.party)}: {what} of {naming.treaty(fact.treaty)}{territory}{day}{effect}{said}"


def _when(day: When) -> str:
    return day_words(day.earliest) if day.exact else str(day)


def _rule(rule: ForceRule) -> str:
    said = []
    if rule.threshold is not None:
        who = " of states" if rule.counts == "states" else ""
        said.append(f"{counted(rule.threshold, 'instrument')}{who}")
    said += [each.words for each in rule.conditions]
    if rule.on is not None:
        said.append(f"not before {day_words(rule.on)}" if said else f"on {day_words(rule.on)}")
    found = " and ".join(said) or rule.words or "not on record"
    return f"{found}, then {_delay(rule.delay)}" if rule.delay and said else found


def _delay(delay: Delay) -> str:
    parts = ((delay.years, "year"), (delay.months, "month"), (delay.days, "day"))
    span = " and ".join(counted(number, unit) for number, unit in parts if number)
    return f"{span} after the {delay.after}" if span else f"at once, on the {delay.after}"
