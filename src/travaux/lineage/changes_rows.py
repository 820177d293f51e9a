"""What changed for one delegation as rows: what `travaux changes-for --json` prints."""

from __future__ import annotations

from typing import Any

from travaux.lineage.changed import DEFINITIONS, ChangeLine, Changes
from travaux.lineage.versions import Version

__all__ = ["SECTIONS", "report"]

SECTIONS = ("touched", "brackets", "red_lines", "allies", "opponents", "alone")
"""The sections of the answer, in their order."""


def report(found: Changes) -> dict[str, Any]:
    """The answer section by section; days as ISO 8601."""
    return {
        "case": found.case,
        "reader": found.reader,
        "party": found.party,
        "party_name": found.party_name,
        "since": _version(found.since),
        "until": _version(found.until),
        **{name: [_row(line) for line in getattr(found, name)] for name in SECTIONS},
        "unplaced": list(found.unplaced),
        "undated": found.undated,
        "definitions": DEFINITIONS,
    }


def _version(version: Version) -> dict[str, Any]:
    day = version.date.isoformat() if version.date else None
    return {"name": version.name, "title": version.title or None, "date": day}


def _row(line: ChangeLine) -> dict[str, Any]:
    return {
        "what": line.what,
        "text": line.text,
        "version": line.version,
        "date": line.date.isoformat() if line.date else None,
        "where": line.where,
        "provision": line.provision or None,
        "choice": line.choice or None,
        "issue": line.issue or None,
        "option": line.option or None,
        "words": line.words or None,
        "parties": list(line.parties),
        "source": line.source,
        "reader": line.reader,
    }
