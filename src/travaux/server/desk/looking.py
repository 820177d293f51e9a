"""What a visitor looks at: one case, as its reader sees it on a day. Pages are worked out from it and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from django.http import HttpRequest

from travaux.facts import Case, Reader, Record, view
from travaux.facts.model import InstrumentFact, Party, Position
from travaux.facts.naming import as_day
from travaux.facts.seen import public_groups
from travaux.server.access.policy import NOBODY, Act, Visitor, may_label, reader_in, seated
from travaux.server.desk.keeping import Keep

if TYPE_CHECKING:
    from travaux.server.register import Entered, Kept

__all__ = ["Look", "look_as", "look_at", "looks_of", "visitor_of"]

T = TypeVar("T")

_views = Keep(most=400)
# What took long to work out is large as a rule: a comparison of two long drafts, a timeline.
_answers = Keep(most=3000, weight=lambda _, seconds: 1 + int(seconds * 100))


@dataclass(frozen=True)
class Look:
    """One visitor's look at one case; all that a page is worked out from.

    Attributes:
        visitor: who looks: account, role in this case, party.
        reader: as whom.
        name: the id of the case, as it stands in addresses.
        title: what the case is called for readers.
        case: the view, on the day that was asked for.
        on: the day that was asked for (facts held); None for the last on record.
        known: the day as far as which facts were known, if one was asked for.
        public: whether the case has public pages.
        fingerprint: of everything in the view: equal views have equal ones, whatever else is in the register.
        entered: when and by whom the facts in the view were entered, by `section/id`.
    """

    visitor: Visitor
    reader: Reader
    name: str
    title: str
    case: Case
    on: date | None
    known: date | None
    public: bool
    fingerprint: str
    entered: Mapping[str, Entered] = field(repr=False)

    def may(self, act: Act) -> bool:
        """Whether the visitor may do such things in this case."""
        return self.visitor.may(act)

    @property
    def labels(self) -> tuple[str, ...]:
        """For whom this visitor may enter facts, the narrowest first."""
        party = self.reader.name if self.reader.kind == "party" else ""
        groups = [group.id for group in self.case.groups if party and party in self.case.members(group.id)]
        return may_label(self.visitor, self.reader, groups)

    def answer(self, key: tuple[Hashable, ...], compute: Callable[[], T]) -> T:
        """What follows from this view, worked out once and kept.

        Args:
            key: what is asked, with everything beside the view that the answer depends on.
            compute: works it out, from `case` alone.
        """
        return _answers.get((self.fingerprint, self.on, self.known, *key), compute)

    @cached_property
    def keeping(self) -> str:
        """The days of this look, as they stand in links to other pages of the case: `?on=…&known=…` or nothing."""
        days = [f"{name}={day.isoformat()}" for name, day in (("on", self.on), ("known", self.known)) if day]
        return f"?{'&'.join(days)}" if days else ""


def visitor_of(request: HttpRequest, case: str = "") -> Visitor:
    """Who asks, in one case or in the house as a whole."""
    if not request.user.is_authenticated:
        return NOBODY
    seats = getattr(request, "_seats", None)
    if seats is None:
        seats = list(request.user.seats.all())
        request._seats = seats  # type: ignore[attr-defined]
    return seated(request.user.get_username(), seats, case)


def look_at(request: HttpRequest, case: str) -> Look | None:
    """What this visitor sees of a case, on the days the address asks for; None if there is no such case for them.

    Raises:
        TravauxError: if one of them is no day.
    """
    on, known = _day(request, "on"), _day(request, "known")
    return look_as(visitor_of(request, case), case, on, known)


def look_as(visitor: Visitor, case: str, on: date | None = None, known: date | None = None) -> Look | None:
    """What a visitor sees of a case; None if there is no such case for them.

    Args:
        visitor: who looks, seated in this case.
        case: the name of the case.
        on: the day on which the facts held; None for the last on record.
        known: the day as far as which facts were known; None for everything.
    """
    from travaux.server.register import UnknownCase, kept

    try:
        held = kept(case)
    except UnknownCase:
        return None
    parties, groups = _views.get((case, held.head, "names"), lambda: _public_names(held.record))
    reader = reader_in(visitor, public=held.public, parties=parties, groups=groups)
    if reader is None:
        return None
    seen, fingerprint, entered = _views.get(
        (case, held.head, reader, on, known), lambda: _seen(held, reader, on, known)
    )
    return Look(visitor, reader, case, _title(seen), seen, on, known, held.public, fingerprint, entered)


def looks_of(request: HttpRequest) -> tuple[Look, ...]:
    """Every case that is open to this visitor, in the order of the register."""
    from travaux.server.register import case_names

    found = (look_at(request, name) for name in case_names())
    return tuple(look for look in found if look is not None)


def _public_names(record: Record) -> tuple[frozenset[str], frozenset[str]]:
    groups = public_groups(record.sections)
    named = {fact.id for fact in record.of(Party) if fact.reader == "public"}
    named |= {fact.party for fact in record.of(Position) if fact.reader == "public"}
    named |= set(groups.everybody)
    kinds = {fact.id for fact in record.of(Party) if fact.reader == "public" and fact.kind == "group"}
    return frozenset(named), frozenset({*groups, *kinds})


def _seen(
    held: Kept, reader: Reader, on: date | None, known: date | None
) -> tuple[Case, str, Mapping[str, Entered]]:
    """The view, its fingerprint, and when its facts were entered."""
    from travaux.facts import visible_record

    record = held.record
    seen = view(record, reader, on=on, known=known)
    there = visible_record(seen)
    content = {
        "name": record.name,
        "title": record.titled,
        "public": held.public,
        "reader": seen.reader,
        "rule": seen.rule,
        "gaps": seen.gaps,
        "remarks": [str(remark) for remark in seen.remarks],
        "facts": {
            section: [fact.model_dump(mode="json", exclude_defaults=True) for fact in facts]
            for section, facts in there.sections.items()
        },
        "files": [there.shelf.digest(text) for text in seen.texts] if there.shelf is not None else [],
    }
    words = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return seen, sha256(words.encode()).hexdigest(), held.entered_in(there.sections)


def _title(seen: Case) -> str:
    instrument = next(iter(seen.of(InstrumentFact)), None)
    return seen.titled or seen.name if instrument is None else instrument.short or instrument.name


def _day(request: HttpRequest, name: str) -> date | None:
    return as_day(request.GET.get(name, "").strip() or None)
