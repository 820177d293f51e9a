"""From what was typed to a position on record: every check is made here, whatever the form offered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any, get_args

from pydantic import ValidationError

from travaux.errors import TravauxError
from travaux.facts import identified, supposing
from travaux.facts.model import Condition, Confidence, Issue, Position, Restraint, RestraintKind, Source, Stance
from travaux.facts.naming import as_day
from travaux.server.desk import Look
from travaux.server.pages.state_circle import circle_faults
from travaux.server.pages.state_form import Typed, correctable, form_for, point_key

__all__ = ["Statement", "statement"]

_LIMITS = {"words": 6000, "reason": 600, "subject_to": 600, "source_words": 300}
_HEAVIEST = 1000.0
_OFFERED = "choose one of those offered"


@dataclass(frozen=True, slots=True)
class Statement:
    """A position ready to be entered, and its source where that is new too."""

    position: Position
    source: Source | None


def statement(look: Look, issue: Issue, typed: Typed, today: date) -> tuple[Statement | None, dict[str, str]]:
    """The statement that somebody typed, or what is wrong with it.

    What is not in the view is refused in the same words as what does not exist.

    Args:
        look: who enters it.
        issue: on which issue.
        typed: what was typed.
        today: the day on which it comes on record.

    Returns:
        The statement, or None and the faults by field.
    """
    faults: dict[str, str] = {}
    values = _values(look, issue, typed, today, faults)
    source = _source(look, typed, today, faults)
    if not faults:
        faults |= circle_faults(look, issue, typed)
    if faults:
        return None, faults
    named = typed.said("source") or (source.id if source else None)
    try:
        position = identified("positions", Position(**values, source=named))
    except ValidationError as error:  # what the checks above let through and the model does not take
        return None, {"": "; ".join(each["msg"] for each in error.errors(include_url=False))}
    known = {fact.id for fact in look.case.there["positions"]}
    if position.id in known:
        return None, {"": "this very statement is on record already"}
    try:
        supposing(look.case, add=[position])
    except TravauxError:
        return None, {"reader": "you could not read it yourself today: choose another circle"}
    there = source is not None and source.id in look.case.sources
    return Statement(position, None if there else source), {}


def _values(look: Look, issue: Issue, typed: Typed, today: date, faults: dict[str, str]) -> dict[str, Any]:
    form = form_for(look, issue, typed)
    for name, most in _LIMITS.items():
        if len(typed.said(name)) > most:
            faults[name] = f"this is too long: at most {most:,} letters"
    for name, offered in (
        ("party", [party for party, _ in form.parties]),
        ("option", ["", *(option for option, _ in form.options)]),
        ("stance", ["", *get_args(Stance)]),
        ("restraint", get_args(RestraintKind)),
        ("evidence", ["seen", "derived"]),
        ("confidence", ["", *get_args(Confidence)]),
        ("reader", form.labels),
    ):
        if typed.said(name) not in offered:
            faults[name] = _OFFERED
    if typed.said("stance") and not typed.said("option"):
        faults["option"] = "a stance is on an option: choose one"
    if not typed.said("stance") and not typed.said("words"):
        faults["words"] = "without a stance, say in words what was said"
    day = _day(typed, issue, today, faults)
    old = _corrected(look, issue, typed, faults)
    return {
        "party": typed.said("party"),
        "issue": issue.id,
        "option": typed.said("option") or None,
        "stance": typed.said("stance") or None,
        "salience": _salience(typed, faults),
        "conditions": _conditions(look, issue, typed, faults),
        "subject_to": typed.said("subject_to") or None,
        "restraint": Restraint.model_construct(kind=typed.said("restraint"), reason=typed.said("reason")),
        "words": typed.said("words") or None,
        "date": day,
        "recorded": today,
        "evidence": typed.said("evidence"),
        "confidence": typed.said("confidence") or None,
        "reader": typed.said("reader"),
        "supersedes": old,
    }


def _day(typed: Typed, issue: Issue, today: date, faults: dict[str, str]) -> date:
    try:
        day = as_day(typed.said("date") or None) or today
    except TravauxError:
        faults["date"] = "this is no day: give year, month and day, such as 2000-12-20"
        return today
    if day > today:
        faults["date"] = "this day is yet to come"
    option = next((each for each in issue.options if each.id == typed.said("option")), None)
    if option is not None and not (option.since or date.min) <= day <= (option.until or date.max):
        when = f"from {option.since} on" if option.since and day < option.since else f"until {option.until}"
        faults.setdefault("date", f"“{option.label or option.id}” is on the table {when} only")
    return day


def _salience(typed: Typed, faults: dict[str, str]) -> float:
    try:
        found = float(typed.said("salience") or "1")
    except ValueError:
        found = 0.0
    if not (isfinite(found) and 0 < found <= _HEAVIEST):
        faults["salience"] = f"give a number above 0, at most {_HEAVIEST:g}; 1 is as usual"
    return found


def _conditions(look: Look, issue: Issue, typed: Typed, faults: dict[str, str]) -> tuple[Condition, ...]:
    offered = {
        point_key(each.id, option.id): Condition(issue=each.id, option=option.id)
        for each in look.case.issues
        for option in each.options
    }
    found: dict[str, Condition] = {}
    for key in filter(None, typed.conditions):
        if key not in offered:
            faults["condition"] = _OFFERED
            continue
        found[key] = offered[key]
    if any(each.issue == issue.id and each.option != typed.said("option") for each in found.values()):
        faults["condition"] = "another option of the same issue can never be chosen with it"
    by_issue = [each.issue for each in found.values()]
    if len(set(by_issue)) < len(by_issue):
        faults["condition"] = "two options of one issue can never be chosen together"
    return tuple(found.values())


def _corrected(look: Look, issue: Issue, typed: Typed, faults: dict[str, str]) -> str | None:
    if not typed.said("corrects"):
        return None
    old = next((each for each in correctable(look, issue) if each.id == typed.said("corrects")), None)
    if old is None:
        faults["corrects"] = "there is no such statement that you could correct"
    elif old.party != typed.said("party"):
        faults["corrects"] = "this is a statement of another party"
    return typed.said("corrects")


def _source(look: Look, typed: Typed, today: date, faults: dict[str, str]) -> Source | None:
    if typed.said("source") and typed.said("source_words"):
        faults["source"] = "choose a source on record or name another one, not both"
    elif typed.said("source"):
        if typed.said("source") not in look.case.sources:
            faults["source"] = _OFFERED
    elif not typed.said("source_words"):
        faults["source"] = "say where this is known from: every fact has its source"
    if faults or not typed.said("source_words"):
        return None
    title = " ".join(typed.said("source_words").split())
    new = Source(
        title=title,
        party=typed.said("party") if typed.said("reader") == "chair" else None,
        reader=typed.said("reader"),
        recorded=today,
        evidence="seen",
    )
    return _same(look.case.sources.values(), new) or identified("sources", new)


def _same(known: Iterable[Source], new: Source) -> Source | None:
    """A source on record that is the same but for its id and the day it came on record."""
    left_out = {"id", "recorded", "date", "source", "note"}
    return next((each for each in known if each.model_dump(exclude=left_out) == new.model_dump(exclude=left_out)), None)
