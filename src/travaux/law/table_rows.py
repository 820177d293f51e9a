"""Tables of law as JSON: every cell with what is on record behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from travaux.facts.law_facts import Law, Norm, When
from travaux.law.model import Cell, Laws

if TYPE_CHECKING:
    from travaux.law.table import LawTable

__all__ = ["cell_row", "law_row", "norm_row", "source_row", "table_row"]


def table_row(found: LawTable) -> dict[str, Any]:
    """A table with its norms, cells, counts, sources and definitions.

    Sources are named by their ids in the cells, and told once.
    """
    laws = found.laws
    used = dict.fromkeys(law.source for cell in found.cells for law in cell.laws if law.source)
    return {
        "table": laws.name,
        "kind": laws.kind,
        "on": found.day.isoformat(),
        "on_asked": found.asked,
        "jurisdictions": [{"id": each, "name": laws.names.get(each, each)} for each in found.jurisdictions],
        "norms": [norm_row(laws.norms[each]) for each in found.norms],
        "cells": [cell_row(laws, cell) for cell in found.cells],
        "counts": [
            {"norm": each.norm, "answers": dict(each.answers), "basis": dict(each.basis)} for each in found.counts
        ],
        "sources": {each: source_row(laws, each) for each in used},
        "definitions": dict(found.definitions),
        "remarks": [str(each) for each in laws.remarks],
    }


def norm_row(norm: Norm) -> dict[str, Any]:
    """A norm with its scale and definition."""
    return {
        "id": norm.id,
        "title": norm.title,
        "definition": norm.definition,
        "scale": norm.scale,
        "unit": norm.unit,
        "categories": {name: list(values) for name, values in norm.categories.items()},
        "weight": norm.weight,
        "note": norm.note,
    }


def cell_row(laws: Laws, cell: Cell) -> dict[str, Any]:
    """A cell with the rules behind it."""
    return {
        "jurisdiction": cell.jurisdiction,
        "name": laws.names.get(cell.jurisdiction, cell.jurisdiction),
        "norm": cell.norm,
        "answer": cell.answer,
        "answers": list(cell.answers),
        "basis": cell.basis,
        "laws": [law_row(law) for law in cell.laws],
    }


def law_row(law: Law) -> dict[str, Any]:
    """A rule as it is on record: its value, its days, the place in the law, its source and its doubt."""
    return {
        "id": law.id,
        "value": law.value,
        "from": _words(law.first),
        "to": _words(law.last),
        "as_of": _words(law.as_of),
        "ref": law.ref,
        "source": law.source,
        "evidence": law.evidence,
        "confidence": law.confidence,
        "doubt": law.note,
    }


def source_row(laws: Laws, source: str) -> dict[str, Any]:
    """A source by its title and address."""
    found = laws.sources.get(source)
    return {"title": found.title if found else source, "address": found.address if found else None}


def _words(when: When | None) -> str | None:
    return None if when is None else str(when)
