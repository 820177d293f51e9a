"""What was said of an issue between two versions, as far as the view of the case holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from travaux.facts.model import Issue, Position, Stance
from travaux.lineage.versions import Version

if TYPE_CHECKING:
    from travaux.facts.case import Case

__all__ = ["Said", "said", "said_about"]


@dataclass(frozen=True, slots=True)
class Said:
    """One statement on record: who, what of which option, on which day, and where it is from.

    `stance` is None where the statement cannot be read as one; `words` then say what was said. `source` is the title
    of its source, or the id where no title is on record. `reader` says who may read it.
    """

    party: str
    party_name: str
    option: str
    option_label: str
    stance: Stance | None
    date: date | None
    source: str
    reason: str
    words: str
    reader: str


def said(case: Case, issue: Issue, position: Position) -> Said:
    """A position with the names behind its ids."""
    labels = {option.id: option.label for option in issue.options}
    source = case.sources.get(position.source or "")
    return Said(
        position.party,
        case.party_name(position.party),
        position.option or "",
        labels.get(position.option or "", "") or position.option or "",
        position.stance,
        position.date,
        source.title if source else position.source or "",
        position.restraint.reason,
        " ".join(filter(None, (position.words, position.subject_to))),
        position.reader,
    )


def said_about(
    case: Case | None, issue: Issue | None, versions: Sequence[Version]
) -> tuple[list[tuple[Said, ...]], tuple[Said, ...]]:
    """The statements on an issue, with the first version of the same day or later.

    Returns:
        For each version what was said after the version before it up to its own day; and what was said later than the
        last version, or on no day that is known. A version without a date takes nothing.
    """
    by_version: list[list[Said]] = [[] for _ in versions]
    later: list[Said] = []
    if case is not None and issue is not None:
        positions = [each for each in case.positions if each.issue == issue.id]
        for position in sorted(positions, key=lambda each: (each.date or date.max, each.party)):
            number = _version_on(position.date, versions)
            (later if number is None else by_version[number]).append(said(case, issue, position))
    return [tuple(each) for each in by_version], tuple(later)


def _version_on(day: date | None, versions: Sequence[Version]) -> int | None:
    if day is None:
        return None
    days = ((number, version.date) for number, version in enumerate(versions))
    return next((number for number, limit in days if limit is not None and day <= limit), None)
