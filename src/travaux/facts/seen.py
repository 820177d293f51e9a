"""The facts of a case that one reader sees on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self, TypeVar

from travaux.facts.checking import check
from travaux.facts.happened import last_told
from travaux.facts.membership import Members
from travaux.facts.model import (
    FACTS,
    Dispute,
    Fact,
    Group,
    Issue,
    Mandate,
    Outcome,
    Package,
    Party,
    Position,
    Rule,
    Session,
    Source,
    TextVersion,
)
from travaux.facts.naming import as_day
from travaux.facts.readers import Reader, may_read
from travaux.facts.remarks import Remark
from travaux.facts.shelving import Shelf
from travaux.facts.visible import current, on_the_day

__all__ = ["Sections", "Seen", "by_id", "checked", "latest_day", "public_groups"]

F = TypeVar("F", bound=Fact)
Sections = Mapping[str, tuple[Fact, ...]]
"""Facts by the key of their section in a case file, in the order of the file."""


def checked(facts: Iterable[F]) -> tuple[F, ...]:
    """The facts that somebody has checked: all but the recalled."""
    return tuple(fact for fact in facts if fact.evidence != "recalled")


def by_id(facts: Iterable[F]) -> dict[str, F]:
    """The facts by id, in their order; of two with one id the first."""
    found: dict[str, F] = {}
    for fact in facts:
        found.setdefault(fact.id, fact)
    return found


def latest_day(facts: Iterable[Fact]) -> date | None:
    """The last day of which facts tell; None if none has a day."""
    return max((day for fact in facts if (day := last_told(fact)) is not None), default=None)


def public_groups(sections: Sections) -> Members:
    """The groups on public record, which alone decide who may read what is for a group."""
    public = tuple(fact for fact in sections.get("groups", ()) if fact.reader == "public")
    return Members(fact for fact in checked(current("groups", public)) if isinstance(fact, Group))


@dataclass(frozen=True)
class Seen:
    """The facts that one reader sees on one day, and nothing of any other."""

    name: str
    reader: str
    on: date | None
    known: date | None
    folder: Path | None
    rule: str | None
    gaps: tuple[str, ...]
    _readable: Sections = field(repr=False)
    _told: tuple[Remark, ...] = field(repr=False)
    shelf: Shelf | None = field(default=None, repr=False, compare=False)
    titled: str | None = None

    def on_day(self, day: date | str | None) -> Self:
        """The same case on another day; None for the last day on record."""
        return replace(self, on=as_day(day))

    def known_by(self, day: date | str | None) -> Self:
        """The same case as it was known on another day; None for today."""
        return replace(self, known=as_day(day))

    @cached_property
    def there(self) -> Sections:
        """Every fact there is for this reader on that day, corrected and recalled ones too, by section."""
        there = {key: on_the_day(facts, self.on, self.known) for key, facts in self._readable.items()}
        return {key: tuple(fact for fact in facts if self._opens(fact)) for key, facts in there.items()}

    @cached_property
    def _looking(self) -> tuple[Reader, date, Members]:
        """Who looks, the day for which access is decided, and the groups that decide it: public facts alone."""
        public = (fact for facts in self._readable.values() for fact in checked(facts) if fact.reader == "public")
        day = self.on or self.known or latest_day(public) or date.max
        return Reader.parse(self.reader), day, public_groups(self._readable)

    def _opens(self, fact: Fact) -> bool:
        return fact.reader == "public" or may_read(fact, *self._looking)

    @cached_property
    def _standing_facts(self) -> dict[str, tuple[Fact, ...]]:
        return {key: current(key, facts) for key, facts in self.there.items()}

    @cached_property
    def sections(self) -> Sections:
        """The facts that count, by section of the case file and in its order: not corrected, and not recalled."""
        return {key: checked(facts) for key, facts in self._standing_facts.items()}

    @cached_property
    def set_aside(self) -> tuple[Fact, ...]:
        """Facts from memory that nobody has checked (evidence `recalled`); they are in no answer."""
        facts = (fact for each in self._standing_facts.values() for fact in each)
        return tuple(fact for fact in facts if fact.evidence == "recalled")

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """What a person should look at in the facts that are seen; without lines, which would tell of hidden ones."""
        return tuple(dict.fromkeys((*self._told, *check(self.there))))

    def of(self, kind: type[F]) -> tuple[F, ...]:
        """The facts of one kind that count, in the order of the file."""
        keys = (key for key, each in FACTS.items() if each is kind)
        return tuple(fact for key in keys for fact in self.sections.get(key, ()) if isinstance(fact, kind))

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Who takes positions."""
        return self.of(Party)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Parties that speak together, with their members."""
        return self.of(Group)

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """Meetings."""
        return self.of(Session)

    @cached_property
    def texts(self) -> tuple[TextVersion, ...]:
        """Drafts in the folder of the case."""
        return self.of(TextVersion)

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """The questions, with every option they ever had."""
        return self.of(Issue)

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Everything said, earlier statements too."""
        return self.of(Position)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """How issues ended."""
        return self.of(Outcome)

    @cached_property
    def packages(self) -> tuple[Package, ...]:
        """Points offered together."""
        return self.of(Package)

    @cached_property
    def mandates(self) -> tuple[Mandate, ...]:
        """The least that a party's total must be worth."""
        return self.of(Mandate)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Rules of decision declared in the case."""
        return self.of(Rule)

    @cached_property
    def conflicts(self) -> tuple[Dispute, ...]:
        """What sources tell differently."""
        return self.of(Dispute)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Where facts come from, by id."""
        return by_id(self.of(Source))
