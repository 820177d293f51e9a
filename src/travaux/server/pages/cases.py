"""Cases: what is open in each, the last movement, the next session."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest

from travaux.consensus.rules import decision
from travaux.consensus.standings import ground
from travaux.consensus.status import Status, state
from travaux.errors import TravauxError
from travaux.facts.law_facts import Law, Norm
from travaux.facts.model import InstrumentFact, Issue, Party, Session, Source, TextVersion
from travaux.facts.treaty_facts import Treaty
from travaux.server.access.policy import NOBODY
from travaux.server.desk import Look, Page, Query, front
from travaux.server.pages.holdings import Holding, holdings
from travaux.server.pages.record_words import Naming, in_words
from travaux.server.pages.text_reading import called, fragment_of

if TYPE_CHECKING:
    from travaux.facts import Case
    from travaux.facts.model import Fact

__all__ = ["CaseLine", "Movement", "cases", "has_talks", "last_movement", "line_of", "sessions_of"]

_ORDER: tuple[Status, ...] = ("blocked", "open", "unknown", "settled")
_NO_MOVEMENT = (InstrumentFact, Issue, Law, Norm, Party, Session, Source, Treaty)
"""Facts that describe the case; that one of them carries a day does not mean that something moved."""
_LONG = 170  # characters


@dataclass(frozen=True, slots=True)
class Movement:
    """What was on record last: the day, what it was in words, and the id of the fact."""

    day: date
    words: str
    fact: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in the list: its id in addresses, what it is called, whether it has public pages, its full name.

    `statuses` are numbers of issues with what is said of them; `choices` the open choices of the latest draft, None
    where there is none or it cannot be read. `following` is the first session that starts after the last day on record,
    `last` the latest one before that. `holdings` is what there is of law and treaties, `talks` whether anything of
    negotiations is on record too: an issue, a draft or a session.
    """

    case: str
    title: str
    public: bool
    name: str
    statuses: tuple[tuple[int, str], ...]
    draft: str
    choices: int | None
    movement: Movement | None
    following: Session | None
    last: Session | None
    holdings: tuple[Holding, ...] = ()
    talks: bool = True


@front("read")
def cases(request: HttpRequest, looks: tuple[Look, ...], query: Query) -> Page:  # noqa: ARG001
    """Every case that is open to the visitor."""
    visitor = getattr(request, "visitor", NOBODY)
    context = {
        "lines": [_kept_line(look) for look in looks],
        "signed_in": bool(visitor.account),
        "may_keep": visitor.may("keep"),
    }
    return Page("travaux/cases.html", "Cases", context)


def _kept_line(look: Look) -> CaseLine:
    return look.answer(("line of the case", look.name, look.public), lambda: line_of(look))


def line_of(look: Look) -> CaseLine:
    """What the list says of a case, as this visitor sees it."""
    version = look.case.latest
    following, last = sessions_of(look.case)
    instrument = next(iter(look.case.of(InstrumentFact)), None)
    name = instrument.name if instrument is not None and instrument.name != look.title else ""
    draft = called(version) if version is not None else ""
    return CaseLine(
        look.name, look.title, look.public, name, _statuses(look.case), draft, _choices(look, version),
        last_movement(look.case), following, last, holdings(look.case), has_talks(look.case),
    )  # fmt: skip


def has_talks(case: Case) -> bool:
    """Whether a view holds anything of negotiations: an issue, a draft or a session."""
    return bool(case.issues or case.latest or case.sessions)


def _statuses(case: Case) -> tuple[tuple[int, str], ...]:
    """How many issues are blocked, open, unknown and settled, those that a chair looks at first before the others."""
    try:
        rule = decision(None, case.rules, case.rule)
    except TravauxError:
        return ()  # the page Consensus says what is wrong with the rule
    counts = Counter(state(each, case.outcome(each.issue.id), rule).status for each in ground(case))
    said: dict[Status, str] = {"unknown": "without a position on record"}
    return tuple((counts[status], said.get(status, status)) for status in _ORDER if counts[status])


def _choices(look: Look, version: TextVersion | None) -> int | None:
    if version is None:
        return None
    try:
        return fragment_of(look, version).counts["choices"]
    except TravauxError:
        return None  # the page Text says why it cannot be read


def last_movement(case: Case) -> Movement | None:
    """The latest dated fact of a view that says that something happened; of several of one day a draft goes first.

    Args:
        case: the view.
    """
    dated: list[tuple[date, bool, Fact]] = [
        (fact.date, isinstance(fact, TextVersion), fact)
        for facts in case.sections.values()
        for fact in facts
        if fact.date is not None and not isinstance(fact, _NO_MOVEMENT)
    ]
    if not dated:
        return None
    day, _, fact = max(dated, key=lambda each: each[:2])
    words = f"the draft {called(fact)}" if isinstance(fact, TextVersion) else in_words(fact, Naming(case))
    return Movement(day, words if len(words) <= _LONG else words[:_LONG].rsplit(" ", 1)[0] + " …", fact.id)


def sessions_of(case: Case) -> tuple[Session | None, Session | None]:
    """The first session that starts after the day of the view, and the last one that does not.

    Args:
        case: the view; its day is the one asked for, or that of the latest fact in it.
    """
    days = sorted(((session.start, session) for session in case.sessions if session.start), key=lambda each: each[0])
    today = case.as_of or date.max
    following = next((session for start, session in days if start > today), None)
    last = next((session for start, session in reversed(days) if start <= today), None)
    return following, last
