"""How a body moves: the gaps between its meetings and between its results, and the longest silences by name.

That nothing is on record does not say that nothing was done; every silence is one of the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Literal

from travaux.facts.case import Case
from travaux.facts.model import Draft, Fact, InstrumentFact, Outcome, Session, TextVersion, Treaty

__all__ = ["DEFINITIONS", "Event", "MomentumFound", "Pace", "Silence", "momentum"]

DEFINITIONS = {
    "sessions": "Meetings on record, in order of their first day; one without a day is counted apart.",
    "results": "An issue that ended with an option; a draft on record, but none written for the case itself; adoption, "
    "opening for signature and entry into force of the treaty under negotiation; adoption of a treaty.",
    "gap": "Days from the last day of what is on record to the first day of the next; 0 where they meet or overlap.",
    "silence": "A gap of more than 0 days. One that lasts reaches to the day of the view.",
    "median": "The middle gap, or the mean of the two in the middle; without the silence that lasts.",
}
"""What the numbers of momentum mean, by name."""

Matter = Literal["session", "result"]


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting or a result: its first and last day, what it is, the fact behind it, and the doubt about its days."""

    start: date
    end: date
    what: str
    section: str
    fact: str
    source: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """A gap without a meeting or without a result.

    `body` is None for the case as a whole. `until` is the first day of what follows, or the day of the view where the
    silence `lasts`; then `before` is None. `words` say it in a sentence, `doubts` what is not sure about its ends.
    """

    body: str | None
    matter: Matter
    since: date
    until: date
    days: int
    lasts: bool
    after: Event
    before: Event | None
    words: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pace:
    """The meetings or the results of one body, or of the case as a whole (`body` None), and the gaps between them.

    `gaps` are in days, one less than the events; `silences` the longest first, with the one that lasts, if any, in its
    place. `undated` counts what has no day. `median_gap` is None without a gap.
    """

    body: str | None
    matter: Matter
    events: tuple[Event, ...]
    gaps: tuple[int, ...]
    median_gap: float | None
    silences: tuple[Silence, ...]
    undated: int = 0

    @property
    def lasting(self) -> Silence | None:
        """The silence that lasts on the day of the view."""
        return next((each for each in self.silences if each.lasts), None)


@dataclass(frozen=True, slots=True)
class MomentumFound:
    """How the bodies of a case move: meetings and results of the case as a whole, then those of each body."""

    case: str
    on: date | None
    sessions: Pace
    results: Pace
    bodies: tuple[Pace, ...]

    @property
    def longest(self) -> tuple[Silence, ...]:
        """The silences of the case as a whole and of its bodies, the longest first.

        A body that met only once may have been set up for that: its silence is not among them.
        """
        paces = (self.sessions, self.results, *(pace for pace in self.bodies if pace.gaps))
        return tuple(sorted((each for pace in paces for each in pace.silences), key=lambda each: -each.days))


def momentum(case: Case) -> MomentumFound:
    """The gaps between sessions and between results, with the longest silences named.

    Args:
        case: the view of a case; nothing that its reader may not see on its day has any part in the answer.

    Returns:
        The pace of the case as a whole and of each body; a draft is a result of the body of its session, all other
        results are of the case as a whole.

    Example:
        >>> import travaux
        >>> found = momentum(travaux.open_case("patents", on="2012-01-01"))
        >>> print(found.sessions.silences[1].words)
        no session on record between 2006-04-12 and 2009-03-23: 1,076 days
    """
    day = _day(case)
    meetings = [(each, _meeting(each)) for each in case.sessions]
    results = list(_results(case))
    bodies: list[Pace] = []
    for body in dict.fromkeys(session.body for session, _ in meetings if session.body):
        own = [event for session, event in meetings if session.body == body]
        bodies.append(_pace(body, "session", own, day))
        made = [event for of, event in results if of == body]
        bodies += [_pace(body, "result", made, day)] if made else []
    return MomentumFound(
        case.name,
        day,
        _pace(None, "session", [event for _, event in meetings], day),
        _pace(None, "result", [event for _, event in results], day),
        tuple(bodies),
    )


def _day(case: Case) -> date | None:
    """The day of the view, but not before the last meeting that is in it."""
    if case.on is not None:
        return case.on
    met = [day for session in case.sessions for day in (session.start, session.end) if day is not None]
    return max(filter(None, (case.as_of, *met)), default=None)


def _meeting(session: Session) -> Event | None:
    start = session.start or session.date or session.end
    if start is None:
        return None
    what = session.body or session.what or "a meeting"
    return _event("sessions", session, start, what, max(session.end or start, start))


def _results(case: Case) -> Iterable[tuple[str | None, Event | None]]:
    """Every result with the body it is of, as far as that is on record; None for one without a day."""
    titles = {issue.id: issue.title or issue.id for issue in case.issues}
    for outcome in case.of(Outcome):
        if outcome.option:
            what = f"outcome on {titles.get(outcome.issue, outcome.issue)}"
            yield None, _event("outcome", outcome, outcome.date, what)
    sessions = {session.id: session for session in case.sessions}
    for text in case.of(TextVersion):
        if not text.reconstruction:
            yield _made("texts", text, text.title or text.file, sessions.get(text.session or ""))
    for draft in case.of(Draft):
        yield _made("drafts", draft, f"draft {draft.id}", sessions.get(draft.session or ""))
    for treaty in case.of(InstrumentFact):
        words = (("adopted", treaty.adopted), ("opened for signature", treaty.opened_for_signature))
        for word, day in (*words, ("in force", treaty.in_force)):
            if day is not None:
                yield None, _event("instrument", treaty, day, f"{treaty.short or treaty.name} {word}")
    for each in case.of(Treaty):
        yield None, _event("treaties", each, each.adopted, f"{each.short or each.name} adopted")


def _made(section: str, draft: Fact, name: str, session: Session | None) -> tuple[str | None, Event | None]:
    """A draft, of its own day or else of the last day of its session."""
    of = session or Session()
    return of.body, _event(section, draft, draft.date or of.end or of.start, name)


def _event(section: str, fact: Fact, day: date | None, what: str, end: date | None = None) -> Event | None:
    if day is None:
        return None
    return Event(day, end or day, what, section, fact.id, fact.source, fact.note)


def _pace(body: str | None, matter: Matter, found: Sequence[Event | None], day: date | None) -> Pace:
    events = sorted((each for each in found if each is not None), key=lambda each: (each.start, each.end))
    gaps: list[int] = []
    silences: list[Silence] = []
    last: Event | None = None  # the one that went on longest, of those so far
    for one, following in pairwise(events):
        last = one if last is None or one.end > last.end else last
        gaps.append(max(0, (following.start - last.end).days))
        if gaps[-1]:
            silences.append(_silence(body, matter, last, following, following.start))
    if events and day is not None:
        last = max(events, key=lambda each: each.end)
        if day > last.end:
            silences.append(_silence(body, matter, last, None, day))
    silences.sort(key=lambda each: -each.days)
    middle = float(median(gaps)) if gaps else None
    return Pace(body, matter, tuple(events), tuple(gaps), middle, tuple(silences), len(found) - len(events))


def _silence(body: str | None, matter: Matter, after: Event, before: Event | None, until: date) -> Silence:
    days = (until - after.end).days
    of = f" of {body}" if body else ""
    span = f"between {after.end} and {until}" if before else f"after {after.end}, up to {until}"
    doubts = tuple(f"{each.what}, {each.start}: {each.doubt}" for each in (after, before) if each and each.doubt)
    words = f"no {matter}{of} on record {span}: {days:,} {'day' if days == 1 else 'days'}"
    return Silence(body, matter, after.end, until, days, before is None, after, before, words, doubts)
