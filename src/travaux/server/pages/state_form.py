"""The form in which a position is entered or corrected: what was typed, and what it offers, all from the view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from django.http import QueryDict

from travaux.facts.model import Issue, Position, RestraintKind
from travaux.facts.naming import unknown
from travaux.server.access.policy import may_speak_for
from travaux.server.desk import Look

__all__ = ["STANCES", "Choices", "StateForm", "Typed", "correctable", "form_for", "open_form", "point_key", "typed_in"]

FIELDS = (
    "party", "option", "stance", "salience", "subject_to", "restraint", "reason", "words", "date", "source",
    "source_words", "evidence", "confidence", "reader", "corrects",
)  # fmt: skip
STANCES = (
    ("prefer", "prefers it: asks for it"),
    ("accept", "accepts it: can live with it"),
    ("oppose", "opposes it: argues against it"),
    ("red_line", "draws a red line: cannot accept it"),
)
_ROWS = 2  # rows for conditions that there are at least
_MOST_ROWS = 8
_LONGEST = 120  # letters of a source in a list of choices

Choices = tuple[tuple[str, str], ...]
"""Values of a choice with their words."""


@dataclass(frozen=True)
class Typed:
    """What somebody typed or chose, as it came."""

    values: Mapping[str, str] = field(default_factory=dict)
    conditions: tuple[str, ...] = ()

    def said(self, name: str) -> str:
        """What stands in a field; empty for none."""
        return self.values.get(name, "")

    @property
    def rows(self) -> tuple[str, ...]:
        """The conditions with empty rows behind them."""
        given = tuple(filter(None, self.conditions))
        return (*given, *("" for _ in range(max(1, _ROWS - len(given)))))

    @property
    def hidden(self) -> Choices:
        """Everything as pairs, to be carried on by the next form."""
        pairs = [(name, self.said(name)) for name in FIELDS if self.said(name)]
        return (*pairs, *(("condition", each) for each in self.conditions if each))


@dataclass(frozen=True)
class StateForm:
    """The form: what it offers, what is filled in, and what is wrong with it, by field."""

    issue: Issue
    typed: Typed
    parties: Choices
    options: Choices
    restraints: Choices
    points: tuple[tuple[str, Choices], ...]
    sources: Choices
    labels: tuple[str, ...]
    corrects: tuple[Position, ...]
    correcting: Position | None
    errors: Mapping[str, str] = field(default_factory=dict)
    stances: Choices = STANCES


def typed_in(post: QueryDict) -> Typed:
    """What came with a form."""
    values = {name: str(post.get(name, "")).replace("\r\n", "\n").strip() for name in FIELDS}
    conditions = tuple(str(each).strip() for each in post.getlist("condition")[:_MOST_ROWS])
    return Typed(values, conditions)


def open_form(look: Look, issue: Issue, correct: str = "") -> StateForm | None:
    """The form on the page of an issue; None for those who may enter nothing here, or look at another day.

    Args:
        look: who looks.
        issue: at which issue.
        correct: the id of a position that is to be corrected: the form is filled in as that stands.

    Raises:
        TravauxError: if there is no such position for this visitor to correct.
    """
    if look.on or look.known or not look.may("state") or not look.labels:
        return None
    if not correct:
        return form_for(look, issue, Typed(_blank(look)))
    old = next((each for each in correctable(look, issue) if each.id == correct), None)
    if old is None:
        raise unknown("position", correct, (each.id for each in correctable(look, issue)), look.name)
    return form_for(look, issue, _typed_of(look, old))


def form_for(look: Look, issue: Issue, typed: Typed, errors: Mapping[str, str] | None = None) -> StateForm:
    """The form with something filled in."""
    offered = correctable(look, issue)
    return StateForm(
        issue=issue,
        typed=typed,
        parties=tuple((party, look.case.party_name(party)) for party in _parties(look)),
        options=tuple((option.id, _option(option.label or option.id, option.until)) for option in issue.options),
        restraints=tuple((kind, kind.replace("_", " ")) for kind in get_args(RestraintKind)),
        points=tuple(_points(look)),
        sources=tuple((each.id, _cut(each.title)) for each in look.case.sources.values()),
        labels=look.labels,
        corrects=offered,
        correcting=next((each for each in offered if each.id == typed.said("corrects")), None),
        errors=errors or {},
    )


def correctable(look: Look, issue: Issue) -> tuple[Position, ...]:
    """The positions on an issue that this visitor may correct: those in the view for whose party they may speak."""
    return tuple(
        each
        for each in look.case.positions
        if each.issue == issue.id and may_speak_for(look.visitor, look.reader, each.party)
    )


def point_key(issue: str, option: str) -> str:
    """The value of a condition in the form; it is only ever compared with those that the form offers."""
    return f"{issue}={option}"


def _parties(look: Look) -> tuple[str, ...]:
    named = [party for party in look.case.speakers if may_speak_for(look.visitor, look.reader, party)]
    groups = [group.id for group in look.case.groups if may_speak_for(look.visitor, look.reader, group.id)]
    own = [look.reader.name] if may_speak_for(look.visitor, look.reader, look.reader.name) else []
    return tuple(dict.fromkeys((*filter(None, own), *named, *groups)))


def _points(look: Look) -> list[tuple[str, Choices]]:
    return [
        (
            issue.title or issue.id,
            tuple((point_key(issue.id, option.id), _cut(option.label or option.id)) for option in issue.options),
        )
        for issue in look.case.issues
    ]


def _blank(look: Look) -> dict[str, str]:
    own = look.visitor.role == "delegation"
    return {
        "party": look.reader.name if own else "",
        "salience": "1",
        "restraint": "unstated",
        "source_words": f"{look.case.party_name(look.reader.name)}, entered by the delegation itself" if own else "",
        "evidence": "seen",
        "confidence": "",
        "reader": look.labels[0],
    }


def _typed_of(look: Look, old: Position) -> Typed:
    known = old.source in look.case.sources
    values = {
        "party": old.party,
        "option": old.option or "",
        "stance": old.stance or "",
        "salience": f"{old.salience:g}",
        "subject_to": old.subject_to or "",
        "restraint": old.restraint.kind,
        "reason": old.restraint.reason,
        "words": old.words or "",
        "date": old.date.isoformat() if old.date else "",
        "source": old.source or "" if known else "",
        "source_words": "" if known else old.source or "",
        "evidence": old.evidence if old.evidence in ("seen", "derived") else "",
        "confidence": old.confidence or "",
        "reader": old.reader if old.reader in look.labels else look.labels[0],
        "corrects": old.id,
    }
    return Typed(values, tuple(point_key(each.issue, each.option) for each in old.conditions))


def _option(label: str, until: object) -> str:
    return f"{_cut(label)} (on the table until {until})" if until else _cut(label)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
