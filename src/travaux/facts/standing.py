"""One row of the register: where a party stands on an option, since when, and how one knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from travaux.facts.model import Condition, Confidence, Evidence, Restraint, Stance
from travaux.facts.seen import by_id

if TYPE_CHECKING:
    from travaux.facts.case import Case

__all__ = ["Earlier", "Standing", "rows"]

Earlier = tuple[tuple[date | None, Stance | None], ...]
"""Days and stances, the first one first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a party stands on an option on the day of the view.

    `fact` is the id of the statement that counts. `option` and `stance` are None where the statement cannot be read
    as one of an option; its `words` say what was said. `since` is the day the stance began: the first of the unbroken
    run of the same stance on that option. `basis` is `group` where a group in which the party was on that day spoke,
    and `group` its id. `conflicts_with` are the ids of statements with another stance that count as well, `earlier`
    the days and stances before. `salience` is a weight without unit.
    """

    fact: str
    party: str
    issue: str
    option: str | None
    stance: Stance | None
    restraint: Restraint
    conditions: tuple[Condition, ...]
    subject_to: str | None
    salience: float
    since: date | None
    date: date | None
    source: str | None
    evidence: Evidence | None
    confidence: Confidence | None
    note: str | None
    words: str | None
    reader: str
    basis: Literal["own", "group"] = "own"
    group: str | None = None
    conflicts_with: tuple[str, ...] = ()
    earlier: Earlier = ()


def rows(case: Case, standings: Iterable[Standing]) -> list[dict[str, Any]]:
    """The rows of `travaux who --json`: every field on record, with the names behind the ids; days as ISO 8601.

    A field without anything on record is null. `extra` holds what the fact says beyond the schema.
    """
    positions = by_id(case.positions)
    issues = by_id(case.issues)
    labels = {(name, option.id): option.label for name, issue in issues.items() for option in issue.options}
    return [
        {
            "fact": one.fact,
            "party": one.party,
            "party_name": case.party_name(one.party),
            "issue": one.issue,
            "issue_title": issues[one.issue].title or None,
            "option": one.option,
            "option_label": labels.get((one.issue, one.option or "")) or None,
            "stance": one.stance,
            "restraint": {"kind": one.restraint.kind, "reason": one.restraint.reason or None},
            "conditions": [{"issue": each.issue, "option": each.option} for each in one.conditions],
            "subject_to": one.subject_to,
            "salience": one.salience,
            "since": _iso(one.since),
            "date": _iso(one.date),
            "recorded": _iso(positions[one.fact].recorded),
            "source": one.source,
            "source_title": source.title if (source := case.sources.get(one.source or "")) else None,
            "source_address": source.address if source else None,
            "evidence": one.evidence,
            "confidence": one.confidence,
            "note": one.note,
            "words": one.words,
            "reader": one.reader,
            "basis": one.basis,
            "group": one.group,
            "conflicts_with": list(one.conflicts_with),
            "earlier": [{"date": _iso(day), "stance": stance} for day, stance in one.earlier],
            "supersedes": positions[one.fact].supersedes,
            "extra": dict(positions[one.fact].model_extra or {}),
        }
        for one in standings
    ]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
