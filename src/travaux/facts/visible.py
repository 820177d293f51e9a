"""Which of the facts that a reader may read there are on a day, and which of them stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from travaux.facts.model import Fact, InstrumentFact, Session, TreatyStatus

__all__ = ["NAMED", "current", "on_the_day"]

NAMED = frozenset({"parties", "groups", "sessions", "texts", "issues", "sources", "rules"})
"""Sections whose facts other facts name by id, so that a correction answers to the id of what it corrects."""

_EVENTS: Mapping[type[Fact], tuple[str, ...]] = {
    InstrumentFact: ("adopted", "opened_for_signature", "in_force"),
    TreatyStatus: ("signed", "instrument"),
}
"""Days inside a fact on which something happened: before such a day it had not."""

F = TypeVar("F", bound=Fact)


def on_the_day(facts: Iterable[F], on: date | None, known: date | None) -> tuple[F, ...]:
    """The facts that held on a day, as far as they were known on another.

    Args:
        facts: facts of one kind.
        on: the day; facts dated later are not there. None: as `known`; if that is None too, all are.
        known: facts that came on record later are not there. None: all are.
    """
    limit = on or known
    there = (fact for fact in facts if known is None or fact.recorded is None or fact.recorded <= known)
    return tuple(kept for fact in there if (kept := _as_it_stood(fact, limit)) is not None)


def _as_it_stood(fact: F, limit: date | None) -> F | None:
    if limit is None:
        return fact
    day = fact.start if fact.date is None and isinstance(fact, Session) else fact.date
    if day is not None and day > limit:
        return None
    events = _EVENTS.get(type(fact))
    return fact if events is None else _without_later(fact, events, limit)


def _without_later(fact: F, events: Sequence[str], limit: date) -> F | None:
    """The fact without what happened later, or None if nothing of a treaty action is left."""
    days = {name: day for name in events if (day := getattr(fact, name)) is not None}
    later: dict[str, object] = {name: None for name, day in days.items() if day > limit}
    if not later:
        return fact
    if isinstance(fact, TreatyStatus):
        if len(later) == len(days):
            return None
        later |= {"kind": None} if "instrument" in later else {}
    return fact.model_copy(update=later)


def current(section: str, facts: tuple[F, ...]) -> tuple[F, ...]:
    """The facts of a section without those that others among them correct.

    A correction in a section of `NAMED` takes the id and the place of what it corrects. Facts that correct each other
    in a circle all stay, and so does what only a recalled fact would correct.
    """
    known = {fact.id for fact in facts}
    corrects = {
        fact.id: fact.supersedes
        for fact in facts
        if fact.supersedes is not None and fact.supersedes in known and fact.evidence != "recalled"
    }
    if not corrects:
        return facts
    for name in _circular(corrects):
        del corrects[name]
    gone = set(corrects.values())
    standing = [fact for fact in facts if fact.id not in gone]
    if section not in NAMED:
        return tuple(standing)
    place = {fact.id: number for number, fact in reversed(list(enumerate(facts)))}
    standing.sort(key=lambda fact: place[_root(fact.id, corrects)])
    return tuple(
        fact.model_copy(update={"id": _root(fact.id, corrects)}) if fact.id in corrects else fact for fact in standing
    )


def _root(name: str, corrects: Mapping[str, str]) -> str:
    while name in corrects:
        name = corrects[name]
    return name


def _circular(corrects: Mapping[str, str]) -> set[str]:
    """The ids from which one comes back by going from each fact to the one it corrects."""
    done: set[str] = set()
    found: set[str] = set()
    for start in corrects:
        path: dict[str, None] = {}
        name = start
        while name in corrects and name not in done and name not in path:
            path[name] = None
            name = corrects[name]
        if name in path:
            ring = list(path)
            found.update(ring[ring.index(name) :])
        done.update(path)
    return found
