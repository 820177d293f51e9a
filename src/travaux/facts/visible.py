"""Which of the facts that a reader may read there are on a day, and which of them stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from travaux.facts.happened import as_it_stood
from travaux.facts.model import Fact

__all__ = ["NAMED", "current", "on_the_day"]

NAMED = frozenset({"parties", "groups", "sessions", "texts", "issues", "sources", "rules", "norms", "treaties"})
"""Sections whose facts other facts name by id, so that a correction answers to the id of what it corrects."""

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
    return tuple(kept for fact in there if (kept := fact if limit is None else as_it_stood(fact, limit)) is not None)


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
