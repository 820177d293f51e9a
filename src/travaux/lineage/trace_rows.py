"""A trace as rows: what `travaux trace --json` prints."""

from __future__ import annotations

from typing import Any

from travaux.lineage.events import Event
from travaux.lineage.said import Said
from travaux.lineage.tracing import OpenChoice, Trace, TraceStep

__all__ = ["DEFINITION", "report", "said_row"]

DEFINITION = (
    "what is traced is followed by the words that go on from one version to the next; open: in brackets, or with "
    "brackets in it; unbracketed: its words stand without brackets; absent: its words are not in that version; a "
    "party that is not named has no recorded position"
)
"""How something is followed, and what its states mean."""


def report(life: Trace) -> dict[str, Any]:
    """The life of something, version by version; days as ISO 8601."""
    outcome = life.outcome
    day = outcome[1] if outcome else None
    return {
        "kind": life.kind,
        "name": life.name,
        "issue": life.issue or None,
        "question": life.question or None,
        "found_in": life.found_in.name,
        "also": list(life.also),
        "versions": [_step(step) for step in life.steps],
        "later": [said_row(each) for each in life.later],
        "outcome": {"what": outcome[0], "date": day.isoformat() if day else None} if outcome else None,
        "definition": DEFINITION,
    }


def _step(step: TraceStep) -> dict[str, Any]:
    return {
        "name": step.version.name,
        "title": step.version.title or None,
        "date": step.version.date.isoformat() if step.version.date else None,
        "state": step.state,
        "where": list(step.where),
        "provisions": list(step.units),
        "words": step.words,
        "choices": [_choice(choice) for choice in step.choices],
        "events": [_event(event) for event in step.happened],
        "said": [said_row(each) for each in step.said],
    }


def _choice(choice: OpenChoice) -> dict[str, Any]:
    return {
        "id": choice.id,
        "kind": choice.form,
        "options": [
            {"label": one.label, "words": one.words, "backs": list(one.backs), "opposes": list(one.opposes)}
            for one in choice.options
        ],
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "what": event.what,
        "text": event.text,
        "option": event.option or None,
        "words": event.words or None,
        "parties": list(event.parties),
    }


def said_row(each: Said) -> dict[str, Any]:
    """One statement on record."""
    return {
        "party": each.party,
        "party_name": each.party_name,
        "option": each.option or None,
        "option_label": each.option_label or None,
        "stance": each.stance,
        "date": each.date.isoformat() if each.date else None,
        "source": each.source or None,
        "reason": each.reason or None,
        "words": each.words or None,
        "reader": each.reader,
    }
