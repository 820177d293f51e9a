"""The rows of the record: every fact of a view, corrected and recalled ones too, with what is around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from travaux.facts import Case
from travaux.facts.model import (
    Declaration,
    Fact,
    Group,
    InstrumentFact,
    Issue,
    Law,
    Mandate,
    Outcome,
    Package,
    Party,
    Position,
    Source,
    TreatyAction,
    TreatyStatus,
)
from travaux.facts.writing_words import entry
from travaux.server.desk import Look
from travaux.server.pages.record_words import KINDS, Naming, in_words
from travaux.server.register.folding import entered_key

__all__ = ["Link", "Row", "label_words", "rows_of", "sources_named"]


@dataclass(frozen=True, slots=True)
class Link:
    """Another fact of the record: its id, and where it stands on the page."""

    fact: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Row:
    """One fact as it stands on the page.

    Attributes:
        section: the section of a case file that it belongs to.
        kind: what such a fact is called.
        fact: the fact itself.
        anchor: its place on the page, the same whatever is filtered.
        words: what it says.
        who: whose it is, by name; empty for what is nobody's.
        why: the restraint behind it, and its conditions; empty where nothing is said.
        day: the day from which it held.
        source: where it comes from, by title.
        address: the address of the source, if it is one that can be opened.
        told: who may read it, in words; empty if everybody may.
        corrects: what it corrects, if that is in the view.
        corrected: what corrects it.
        entered: the day it was entered, as ISO 8601; empty if the register does not say.
        moment: the moment, to sort by.
        by: the account that entered it.
        raw: the fact as a case file has it.
        parties: ids of those it is about.
        issues: ids of the issues it is about.
    """

    section: str
    kind: str
    fact: Fact
    anchor: str
    words: str
    who: str
    why: tuple[str, ...]
    day: date | None
    source: str
    address: str
    told: str
    corrects: Link | None
    corrected: tuple[Link, ...]
    entered: str
    moment: str
    by: str
    raw: str
    parties: frozenset[str]
    issues: frozenset[str]


def rows_of(look: Look) -> tuple[Row, ...]:
    """Every fact of the view, newest entered first; those entered together in the order of `KINDS`."""
    return look.answer(("record", "rows"), lambda: _rows(look.case, look.entered))


def label_words(reader: str, case: Case) -> str:
    """Who may read a fact, in words; empty if everybody may.

    Example:
        >>> import travaux
        >>> label_words("party:us", travaux.open_case("avp"))
        'for United States of America alone'
    """
    kind, _, name = reader.partition(":")
    if kind == "public":
        return ""
    if kind == "chair":
        return "told to the chair"
    return f"told to {case.party_name(name)}" if kind == "group" else f"for {case.party_name(name)} alone"


def _rows(case: Case, entered: Mapping[str, Any]) -> tuple[Row, ...]:
    naming, links = Naming(case), _Links(case)
    found: list[Row] = []
    taken: dict[str, int] = {}
    for section in KINDS:
        for fact in case.there.get(section, ()):
            anchor = links.anchor(section, fact.id)
            taken[anchor] = taken.get(anchor, 0) + 1
            anchor = anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}"  # an id may be given twice
            at, by = entered.get(entered_key(section, fact), ("", ""))
            source = naming.source(fact.source) if fact.source else None
            found.append(Row(
                section, KINDS[section][0], fact, anchor, in_words(fact, naming),
                _who(fact, naming), tuple(_why(fact, naming)), _since(fact),
                source.title if source else fact.source or "", _address(source or fact), label_words(fact.reader, case),
                links.corrects(section, fact), links.corrected(section, fact), at[:10], at, by, _raw(fact),
                frozenset(_parties(fact)), frozenset(_issues(fact)),
            ))  # fmt: skip
    found.sort(key=lambda row: row.moment, reverse=True)  # stable: what was entered together keeps its order
    return tuple(found)


class _Links:
    """Where facts stand on the page, and which of them correct which."""

    def __init__(self, case: Case) -> None:
        self._anchors: dict[tuple[str, str], str] = {}
        self._corrected: dict[tuple[str, str], list[Link]] = {}
        taken: set[str] = set()
        for section in KINDS:
            for fact in case.there.get(section, ()):
                if (section, fact.id) not in self._anchors:
                    self._anchors[section, fact.id] = (
                        f"fact-{fact.id}" if fact.id not in taken else f"fact-{section}-{fact.id}"
                    )
                    taken.add(fact.id)
        for section in KINDS:
            for fact in case.there.get(section, ()):
                if fact.supersedes:
                    link = Link(fact.id, self._anchors[section, fact.id])
                    self._corrected.setdefault((section, fact.supersedes), []).append(link)

    def anchor(self, section: str, name: str) -> str:
        return self._anchors[section, name]

    def corrects(self, section: str, fact: Fact) -> Link | None:
        known = self._anchors.get((section, fact.supersedes or ""))
        return Link(fact.supersedes, known) if fact.supersedes and known else None

    def corrected(self, section: str, fact: Fact) -> tuple[Link, ...]:
        return tuple(self._corrected.get((section, fact.id), ()))


def _since(fact: Fact) -> date | None:
    if isinstance(fact, Law) and fact.date is None and fact.first and fact.first.exact:
        return fact.first.earliest
    return fact.date


def _who(fact: Fact, naming: Naming) -> str:
    owner = _owner(fact)
    return naming.party(owner) if owner else ""


def _owner(fact: Fact) -> str:
    if isinstance(fact, Position | Mandate | Declaration | TreatyStatus | TreatyAction | Source):
        return fact.party or ""
    if isinstance(fact, Law):
        return fact.jurisdiction
    if isinstance(fact, Package):
        return fact.by or ""
    return fact.id if isinstance(fact, Party) else ""


def _why(fact: Fact, naming: Naming) -> Iterable[str]:
    if isinstance(fact, Position | Mandate | Package):
        kind = fact.restraint.kind.replace("_", " ")
        if fact.restraint.reason:
            yield f"{fact.restraint.reason} ({kind})" if kind != "unstated" else fact.restraint.reason
        elif kind != "unstated":
            yield kind
    if isinstance(fact, Position):
        if fact.conditions:
            yield f"on condition of {' and '.join(map(naming.point, fact.conditions))}"
        if fact.subject_to:
            yield f"subject to {fact.subject_to}"
        if fact.words:
            yield f"in these words: {fact.words}"
        if fact.salience != 1:
            yield f"weight {fact.salience:g} (1 is usual)"


def _address(source: Fact) -> str:
    address = source.address if isinstance(source, Source) else None
    return address if address and address.startswith(("https://", "http://")) else ""


def _parties(fact: Fact) -> Iterable[str]:
    owner = _owner(fact)
    if owner:
        yield owner
    if isinstance(fact, Group):
        yield fact.id
        yield from (member.party for member in fact.members)


def _issues(fact: Fact) -> Iterable[str]:
    if isinstance(fact, Issue):
        yield fact.id
    if isinstance(fact, Position | Outcome):
        yield fact.issue
    if isinstance(fact, Position):
        yield from (point.issue for point in fact.conditions)
    if isinstance(fact, Package):
        yield from (point.issue for point in fact.points)


def _raw(fact: Fact) -> str:
    said = fact.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return "\n".join(entry(key, value) for key, value in {"id": fact.id, **said}.items())


def sources_named(fact: Fact) -> tuple[str, ...]:
    """The ids of the sources that a fact names, and its own if it is one."""
    named = (fact.source,) if fact.source else ()
    if isinstance(fact, Source):
        return (*named, fact.id)
    return (*named, *fact.sources) if isinstance(fact, InstrumentFact) else named
