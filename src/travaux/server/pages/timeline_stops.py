"""The line of a case: its versions, its sessions without a text, and drafts of which others published figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from travaux.facts import Case
from travaux.facts.model import Draft, Fact, Session
from travaux.lineage import Timeline
from travaux.lineage.timelines import TimelineRow
from travaux.text.wording import counted

__all__ = ["Reached", "Stop", "named", "reached", "stops"]


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on the line.

    Attributes:
        kind: a `version` on record, a `session` of which no text is, or a draft others `published` figures of.
        day: its day, or the first of a session; None if none is on record.
        until: the last day of a session that takes longer.
        name: what it is called.
        session: the session that a version or draft belongs to, in words.
        said: what is on record of it, in words.
        fact: the fact behind it; None for a version, whose text is the ground of its figures.
        row: the figures of a version.
        before: the id of the version before, to compare with.
    """

    kind: Literal["version", "session", "published"]
    day: date | None
    until: date | None
    name: str
    session: str = ""
    said: str = ""
    fact: Fact | None = None
    row: TimelineRow | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """How much was on record by the last day of a session.

    Attributes:
        session: the session.
        name: what it is called.
        day: its last day.
        positions: statements with a day up to then.
        parties: who had made one of them.
        ended: issues with an outcome up to then.
    """

    session: Session
    name: str
    day: date
    positions: int
    parties: int
    ended: int


def named(session: Session) -> str:
    """What a session is called: its body and place, or its id."""
    return ", ".join(filter(None, (session.body, session.place))) or session.id


def stops(case: Case, chain: Timeline | None) -> tuple[Stop, ...]:
    """The stops in order of their days; those without a day stand at the end.

    Args:
        case: the view.
        chain: the figures of its versions; None if it has none.
    """
    rows = chain.rows if chain is not None else ()
    found = [*_sessions(case, rows), *_published(case), *_versions(case, rows)]
    return tuple(sorted(found, key=lambda stop: stop.day or date.max))


def _versions(case: Case, rows: tuple[TimelineRow, ...]) -> Iterator[Stop]:
    sessions = {each.id: named(each) for each in case.sessions}
    before = ""
    for row in rows:
        version = row.version
        session = sessions.get(version.session, version.session)
        yield Stop("version", version.date, None, version.shown, session, row=row, before=before)
        before = version.name


def _sessions(case: Case, rows: Iterable[TimelineRow]) -> Iterator[Stop]:
    with_text = {row.version.session for row in rows}
    for each in case.sessions:
        if each.id not in with_text:
            yield Stop("session", each.start or each.date, each.end, named(each), said=each.what or "", fact=each)


def _published(case: Case) -> Iterator[Stop]:
    sessions = {each.id: each for each in case.sessions}
    for each in case.of(Draft):
        session = sessions.get(each.session or "")
        day = each.date or (session.start if session else None)
        place = named(session) if session else each.session or ""
        yield Stop("published", day, None, "A draft that is not at hand", place, _figures(each), each)


def _figures(draft: Draft) -> str:
    """What was published of a draft, in words."""
    said = [counted(draft.pages, "page")] if draft.pages is not None else []
    for figure, one in ((draft.brackets, "bracket"), (draft.alternatives, "alternative")):
        if figure is not None:
            said.append(counted(figure, one) if isinstance(figure, int) else f"{one}s {figure}")
    lists = (("agreed", draft.agreed), ("open", draft.open), ("deleted", draft.deleted), ("added", draft.added))
    said += [f"{word}: {', '.join(names)}" for word, names in lists if names]
    return "; ".join(filter(None, (*said, draft.note)))


def reached(case: Case) -> tuple[Reached, ...]:
    """How much was on record by the end of each session with a day, in order of days."""
    found = []
    for each in case.sessions:
        day = each.end or each.start or each.date
        if day is None:
            continue
        made = [position for position in case.positions if position.date and position.date <= day]
        ended = {outcome.issue for outcome in case.outcomes if outcome.date and outcome.date <= day}
        found.append(Reached(each, named(each), day, len(made), len({one.party for one in made}), len(ended)))
    return tuple(sorted(found, key=lambda one: one.day))
