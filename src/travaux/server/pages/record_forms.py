"""Facts that are entered on the page of the record: outcomes, sessions and sources, each from a small form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime

from pydantic import ValidationError

from travaux.errors import TravauxError
from travaux.facts import identified
from travaux.facts.model import Fact, Outcome, Session, Source
from travaux.facts.naming import as_day
from travaux.server.desk import Look
from travaux.server.register.acts import Act, fact_act

__all__ = ["FORMS", "made_of", "typed"]

LONGEST = 2000
"""Characters that one field takes."""

Typed = Mapping[str, str]


def typed(said: Mapping[str, str], name: str, most: int = LONGEST) -> str:
    """What was typed into a field, without blanks around it.

    Raises:
        TravauxError: if it is too long, or holds signs that no keyboard makes.
    """
    words = said.get(name, "").replace("\r\n", "\n").strip()
    if len(words) > most:
        raise TravauxError(f"the field “{name}” is too long", why=f"it takes {most:,} characters", remedy="shorten it")
    if any((ord(sign) < 32 and sign not in "\n\t") or 0xD800 <= ord(sign) < 0xE000 for sign in words):
        raise TravauxError(f"the field “{name}” holds signs that cannot be kept", remedy="type it again")
    return words


def made_of(look: Look, kind: str, said: Typed) -> tuple[Act, ...]:
    """What is to be entered for a form: the fact, and before it its source if that is new.

    Args:
        look: what the visitor sees; whatever the form names must be in it.
        kind: `outcome`, `session` or `source`.
        said: what was typed.

    Raises:
        TravauxError: if something is missing or cannot be. What is not in the view is said not to be there.
    """
    if kind not in FORMS:
        raise TravauxError("there is no such form", remedy="go back to the record")
    label = typed(said, "reader")
    if label not in look.labels:
        raise TravauxError("you cannot enter a fact for that reader", remedy=f"choose one of {', '.join(look.labels)}")
    source, before = _source(look, said, label) if kind != "source" else (None, ())
    section, made = FORMS[kind]
    try:
        fact = made(look, said).model_copy(
            update={"reader": label, "recorded": datetime.now(UTC).date(), "source": source}
        )
    except ValidationError as error:
        raise TravauxError("this cannot be entered", why=error.errors()[0]["msg"].lower()) from error
    fact = _correcting(look, section, fact, typed(said, "corrects"), label)
    fact = identified(section, fact.model_copy(update={"evidence": "seen", "note": typed(said, "note") or None}))
    if any(fact.id == other.id for other in look.case.there.get(section, ())):
        raise TravauxError("this is on record already", remedy="look for it below")
    return (*before, fact_act(section, fact))


def _outcome(look: Look, said: Typed) -> Fact:
    name = typed(said, "issue")
    issue = next((one for one in look.case.issues if one.id == name), None)
    if issue is None:
        raise TravauxError("there is no such issue", remedy="choose one from the list")
    _open_to(issue, typed(said, "reader"), "issue")
    option, result = typed(said, "option"), typed(said, "result")
    if option and option not in {each.id for each in issue.options}:
        named = ", ".join(f"{each.id} ({each.label})" if each.label else each.id for each in issue.options)
        raise TravauxError(f"“{option}” is no option of this issue", remedy=f"leave it empty, or write one of {named}")
    if not option and not result:
        raise TravauxError("the outcome says nothing", remedy="choose an option, or say in words how it ended")
    return Outcome(issue=name, option=option or None, result=result or None, date=_day(said, "date", needed=True))


def _session(look: Look, said: Typed) -> Fact:  # noqa: ARG001
    faults: list[TravauxError] = []
    days: dict[str, date | None] = {}
    for name in ("start", "end"):
        try:
            days[name] = _day(said, name, needed=name == "start")
        except TravauxError as fault:
            faults.append(fault)
    start, end = days.get("start"), days.get("end")
    if start and end and end < start:
        faults.append(TravauxError("the session ends before it starts", remedy="correct one of the two days"))
    body = typed(said, "body")
    if not body:
        faults.append(TravauxError("the session has no body", remedy="say who met, such as the name of the committee"))
    if faults:
        raise _together(faults)
    return Session(
        body=body, start=start, end=end, place=typed(said, "place") or None, what=typed(said, "what") or None
    )


def _together(faults: list[TravauxError]) -> TravauxError:
    """Several faults as one error, so that all of them can be mended at once."""
    if len(faults) == 1:
        return faults[0]
    said = (tuple(filter(None, (getattr(fault, part) for fault in faults))) for part in ("what", "why", "remedy"))
    what, why, remedy = ("; ".join(dict.fromkeys(each)) for each in said)
    return TravauxError(what, why=why, remedy=remedy)


def _new_source(look: Look, said: Typed) -> Fact:  # noqa: ARG001
    title, address = typed(said, "title", 300), typed(said, "address", 500)
    if not title:
        raise TravauxError("the source has no title", remedy="say what it is, with its number and date")
    if address and not address.startswith(("https://", "http://")):
        raise TravauxError("the address of the source is none", remedy="begin it with https://, or leave it empty")
    kind = typed(said, "kind_of", 60) or None
    return Source(title=title, address=address or None, kind=kind, date=_day(said, "date"))


FORMS: Mapping[str, tuple[str, Callable[[Look, Typed], Fact]]] = {
    "outcome": ("outcome", _outcome),
    "session": ("sessions", _session),
    "source": ("sources", _new_source),
}
"""What can be entered here: the section it goes to, and how it is made from what was typed."""


def _source(look: Look, said: Typed, label: str) -> tuple[str, tuple[Act, ...]]:
    """The source that is named: one on record, or a new one that goes on record with the fact."""
    known, title = typed(said, "source"), typed(said, "source_title", 300)
    if bool(known) == bool(title):
        raise TravauxError(
            "say where this comes from: one source", remedy="choose a source on record, or give the title of a new one"
        )
    if known:
        if known not in look.case.sources:
            raise TravauxError("there is no such source", remedy="choose one from the list, or give a title")
        _open_to(look.case.sources[known], label, "source")
        return known, ()
    new = Source(title=title, reader=label, recorded=datetime.now(UTC).date(), evidence="seen")
    fact = identified("sources", new)
    there = any(fact.id == other.id for other in look.case.sources.values())
    return fact.id, () if there else (fact_act("sources", fact),)


def _correcting(look: Look, section: str, fact: Fact, name: str, label: str) -> Fact:
    if not name:
        return fact
    standing = [other for other in _tips(look.case.there.get(section, ())) if other.id == name]
    if not standing:
        raise TravauxError("there is nothing of that id to correct", remedy="choose one from the list")
    _open_to(standing[0], label, "fact to correct")
    return fact.model_copy(update={"supersedes": name})


def _tips(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that no other corrects yet, under the ids they have themselves."""
    facts = tuple(facts)
    gone = {fact.supersedes for fact in facts if fact.evidence != "recalled"}
    return tuple(fact for fact in facts if fact.id not in gone)


def _open_to(named: Fact, label: str, what: str) -> None:
    """Refuse a fact that would name what some of its readers may not know."""
    if named.reader not in ("public", label):
        raise TravauxError(
            f"not everybody who could read this may know of its {what}",
            remedy=f"enter it for the same readers as the {what} ({named.reader})",
        )


def _day(said: Typed, name: str, *, needed: bool = False) -> date | None:
    words = typed(said, name, 20)
    if needed and not words:
        raise TravauxError("the day is missing", remedy="give year, month and day, such as 2000-12-20")
    return as_day(words or None)
