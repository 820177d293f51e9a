"""Filters for facts on a page: who said it, in which words, from where, and for whom it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from travaux.facts import Standing
from travaux.facts.model import Issue, Stance
from travaux.facts.readers import label
from travaux.server.access.policy import may_speak_for

__all__ = ["SAYS", "Told", "fact_address", "for_whom", "register", "told"]

register = template.Library()

SAYS: Mapping[Stance | None, str] = {
    "prefer": "prefers",
    "accept": "accepts",
    "oppose": "opposes",
    "red_line": "draws a red line at",
    None: "says of",
}
"""The verb for each stance; None where a statement cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Told:
    """One statement, with those for whom it counts.

    `speaker` is who made it: the party, or the group that spoke for `members`.
    """

    one: Standing
    speaker: str
    members: tuple[str, ...]


@register.filter
def told(standings: Iterable[Standing]) -> tuple[Told, ...]:
    """The statements behind rows of the register, each once, in their order.

    What a group said stands in a row for each of its members; here it is one statement with its members, told as the
    group's own where it has a row of its own.
    """
    found: dict[tuple[Any, ...], list[Standing]] = {}
    for one in standings:
        key = (one.fact, one.group or one.party, one.issue, one.option, one.stance, one.date, one.reader)
        found.setdefault(key, []).append(one)
    return tuple(
        Told(
            next((one for one in same if one.group is None), same[0]),
            same[0].group or same[0].party,
            tuple(dict.fromkeys(one.party for one in same if one.group is not None)),
        )
        for same in found.values()
    )


@register.filter
def says(stance: Stance | None) -> str:
    """The verb of a stance: red_line → draws a red line at."""
    return SAYS[stance]


@register.filter
def option_label(option: str | None, issue: Issue | None) -> str:
    """What an option of an issue is called, its id if it has no label; `the issue as a whole` for none."""
    if not option:
        return "the issue as a whole"
    options = issue.options if issue is not None else ()
    return next((each.label or each.id for each in options if each.id == option), option)


@register.filter
def issue_of(issue: str, look: Any) -> Issue | None:
    """The issue with an id as this visitor knows it; None where a fact names one that is not on record."""
    return next((each for each in look.case.issues if each.id == issue), None)


@register.filter
def source_title(source: str | None, look: Any) -> str:
    """The title of a source, or the words that stand in its place."""
    if not source:
        return "source not named"
    known = look.case.sources.get(source)
    return str(known.title) if known else source


@register.filter
def source_address(source: str | None, look: Any) -> str:
    """The address of a source as it is on record; empty where there is none."""
    known = look.case.sources.get(source or "")
    return str(known.address or "") if known else ""


@register.filter
def web(address: str) -> str:
    """An address that may be a link: one of the web; empty for any other, such as a script."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""


@register.filter
def how_known(one: Any) -> str:
    """How one knows: evidence and confidence in words."""
    confidence = f"{one.confidence} confidence" if one.confidence else ""
    return ", ".join(filter(None, (one.evidence or "evidence not stated", confidence)))


@register.filter
def for_whom(reader: str, look: Any) -> str:
    """For whom a fact is, in words: `told to the chair`; empty for what is public."""
    asked = label(reader)
    if asked is None:
        return "for nobody: its label cannot be read"
    if asked.kind == "public":
        return ""
    if asked.kind == "chair":
        return "told to the chair"
    return f"{'within' if asked.kind == 'group' else 'for'} {look.case.party_name(asked.name)}" + (
        " alone" if asked.kind == "party" else ""
    )


@register.filter
def who_can_read(reader: str, look: Any, party: str = "") -> str:
    """Who can read a position with this label, in words.

    Args:
        reader: the label.
        look: what is looked at.
        party: whose position it is; by default that of a delegation that looks.
    """
    asked = label(reader)
    if asked is None or asked.kind == "public":
        return "everybody who may see this case"
    name = look.case.party_name(asked.name)
    if asked.kind == "group":
        return f"the delegations that are members of {name}, and nobody else; not the chair"
    if asked.kind == "party":
        return f"{name} alone; not the chair and not the secretariat"
    owner = party or (look.reader.name if look.reader.kind == "party" else "")
    whose = look.case.party_name(owner) if owner else "the delegation whose position it is"
    return f"the chair and {whose}; nobody else"


@register.filter
def in_words(cell: Any, issue: Issue) -> str:
    """What a delegation says on an issue, for those who cannot see signs: each statement, the first one first."""
    said = []
    for one in cell.standings:
        through = " through a group" if one.group is not None else ""
        condition = " on a condition" if one.conditions or one.subject_to else ""
        said.append(f"{SAYS[one.stance]} “{option_label(one.option, issue)}”{condition}{through}")
    return "; ".join(said)


@register.filter
def may_correct(each: Told, look: Any) -> bool:
    """Whether this visitor may correct a statement: on the latest day, for a party that they may speak for."""
    return not look.keeping and look.may("state") and may_speak_for(look.visitor, look.reader, each.speaker)


@register.filter
def words_of(words: str) -> list[str]:
    """The words of a line, for a loop over a few fixed ones."""
    return words.split()


@register.filter
def names_of(parties: Iterable[str], look: Any) -> str:
    """The names of several parties, as this visitor knows them, with commas."""
    return ", ".join(look.case.party_name(party) for party in parties)


@register.simple_tag(takes_context=True)
def fact_address(context: Any, fact: str) -> str:
    """The address of a fact on the page Record, on the days of this look."""
    look = context["look"]
    return f"{reverse('record', kwargs={'case': look.name})}{look.keeping}#fact-{urlencode({'': fact})[1:]}"
