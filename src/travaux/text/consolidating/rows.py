"""The report on a consolidation as plain values, as `travaux consolidate --json` prints it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from travaux.text.consolidating.model import Conflict, Consolidation

__all__ = ["CHANGES", "DEFINITIONS", "report"]

CHANGES = (
    "places of the base that the proposal changes: words put in, taken out or put in the place of others without words "
    "of the base between them; a paragraph that comes, goes or is rewritten is one, a number alone is none"
)
"""What a change is."""
DEFINITIONS = {
    "changes": CHANGES,
    "matched": "share of the base, in letters, that the proposal still has; a choice of the base that it takes out or "
    "closes is lost as a whole",
    "backs": "parties whose text has new words here",
    "opposes": "parties whose text leaves out words of the base here; who leaves a place alone has said nothing of it",
    "texts": "parties whose text has this wording, those included that left the base as it was: no position of theirs",
    "reopened": "choices that touch words of the base outside its choices, in a base that has brackets and in which "
    "words outside them are agreed; headings and what stands before the first provision are not counted",
    "set_out": "paragraphs that stand as whole alternatives because too few words are kept to merge them",
}
"""What the figures count."""


def report(consolidation: Consolidation) -> dict[str, Any]:
    """The whole report.

    Example:
        >>> import travaux
        >>> from travaux.text.consolidating import consolidate
        >>> base, other = travaux.read_text("Each Party shall act."), travaux.read_text("Each Party may act.")
        >>> report(consolidate(base, {"CL": other}))["conflicts"][0]["parties"]
        ['CL']
    """
    found = consolidation.report
    return {
        "reopened": [_conflict(each) for each in found.reopened],
        "proposals": [{**asdict(row), "remarks": list(row.remarks)} for row in found.proposals],
        "conflicts": [_conflict(each) for each in found.conflicts],
        "set_out": [asdict(row) for row in found.set_out],
        "moved": [asdict(row) for row in found.moved],
        "remarks": list(found.remarks),
        "definitions": dict(DEFINITIONS),
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    options = [
        {"words": each.words, "backs": list(each.backs), "opposes": list(each.opposes), "texts": list(each.texts)}
        for each in conflict.options
    ]
    return {
        "id": conflict.id, "where": conflict.where, "form": conflict.form, "reopened": conflict.reopened,
        "parties": list(conflict.parties), "none": list(conflict.none), "options": options,
    }
