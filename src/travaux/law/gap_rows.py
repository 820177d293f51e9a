"""Gaps as JSON: norm by norm what is, what is needed, and the kind of change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from travaux.law.table_rows import cell_row, norm_row, source_row

if TYPE_CHECKING:
    from travaux.law.gap import GapFound

__all__ = ["gap_row"]


def gap_row(found: GapFound) -> dict[str, Any]:
    """A gap with its norms, the rules on both sides, sources and definitions."""
    laws = found.laws
    cells = [cell for row in found.rows for cell in (row.has, row.target) if cell is not None]
    used = dict.fromkeys(law.source for cell in cells for law in cell.laws if law.source)
    return {
        "table": laws.name,
        "of": found.of,
        "of_name": laws.names.get(found.of, found.of),
        "target": found.target,
        "target_name": laws.names.get(found.target, found.target),
        "on": found.day.isoformat(),
        "on_asked": found.asked,
        "counts": found.counts,
        "norms": [
            {
                "norm": norm_row(laws.norms[row.norm]),
                "has": cell_row(laws, row.has),
                "needs": list(row.needs),
                "target": None if row.target is None else cell_row(laws, row.target),
                "change": row.change,
                "distance": row.distance,
            }
            for row in found.rows
        ],
        "sources": {each: source_row(laws, each) for each in used},
        "definitions": dict(found.definitions),
        "remarks": [str(each) for each in laws.remarks],
    }
