"""What `travaux read --json` tells of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from math import log10
from typing import Any

from travaux.text.instrument import Instrument
from travaux.text.issues import is_slashed
from travaux.text.model import Choice, Note, Stream
from travaux.text.stream import choices

__all__ = ["choice_counts", "party_counts", "summary"]

_PLURAL = {
    "part": "parts",
    "chapter": "chapters",
    "section": "sections",
    "annex": "annexes",
    "article": "articles",
    "paragraph": "paragraphs",
    "item": "items",
    "subitem": "subitems",
}


def summary(instrument: Instrument) -> dict[str, Any]:
    """The counts of a text, under the keys that `travaux read --json` prints."""
    return {
        "source": asdict(instrument.source),
        "convention": _convention(instrument),
        "provisions": _provisions(instrument),
        "marks": asdict(instrument.marks),
        "choices": choice_counts(instrument),
        "parties": party_counts(instrument),
        "notes": sum(1 for _ in _notes(instrument.body)),
        "clean_texts_log10": round(log10(instrument.clean_texts), 3),
        "conservation": asdict(instrument.conservation),
        "diagnostics": [asdict(diagnostic) for diagnostic in instrument.diagnostics],
    }


def _convention(instrument: Instrument) -> dict[str, Any]:
    content = asdict(instrument.convention)
    content["reasons"] = list(instrument.convention.reasons)
    return content


def _provisions(instrument: Instrument) -> dict[str, int]:
    counts = Counter(provision.role for provision in instrument.outline())
    return {plural: counts.get(role, 0) for role, plural in _PLURAL.items()}


def choice_counts(instrument: Instrument) -> dict[str, int]:
    """How many choices of each kind are open, how many name parties, how many a person should look at."""
    found = instrument.issues()
    kinds = Counter(issue.kind for issue in found)
    return {
        "total": len(found),
        "brackets": kinds["bracket"],
        "alternatives": kinds["alternatives"],
        "options": kinds["options"],
        "placeholders": kinds["placeholder"],
        "attributed": sum(1 for issue in found if any(o.backs or o.opposes for o in issue.options)),
        "for_review": sum(1 for issue in found if issue.for_review),
    }


def party_counts(instrument: Instrument) -> dict[str, dict[str, int]]:
    """For each party: how many options it backs, how many it opposes, in how many notes it takes a position."""
    table: dict[str, dict[str, int]] = {}

    def add(code: str, what: str) -> None:
        table.setdefault(code, {"backs": 0, "opposes": 0, "notes": 0})[what] += 1

    for choice in choices(instrument.body):
        for option in choice.options[:1] if is_slashed(choice) else choice.options:
            for code in option.backs:
                add(code, "backs")
            for code in option.opposes:
                add(code, "opposes")
    for note in _notes(instrument.body):
        for code in dict.fromkeys(position.party for position in note.positions if position.party):
            add(code, "notes")
    return dict(sorted(table.items()))


def _notes(stream: Stream) -> Iterator[Note]:
    for node in stream:
        if isinstance(node, Note):
            yield node
            yield from _notes(node.content)
        elif isinstance(node, Choice):
            for option in node.options:
                yield from _notes(option.head)
                yield from _notes(option.content)
