"""The tables of the law pages as files: CSV with one row for each line, JSON with everything the commands print."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from travaux.errors import TravauxError
from travaux.server.desk import File, Look, Query
from travaux.server.pages.law_asked import gap_in, laws_in, table_in
from travaux.server.pages.law_index import IndexAsked, index_found
from travaux.server.pages.law_reform import ReformAsked, reform_found
from travaux.server.pages.law_table import norm_name
from travaux.text.side_by_side.csv_out import guarded

if TYPE_CHECKING:
    from travaux.law.found import IndexFound, IndexPoint
    from travaux.law.model import Cell, Laws

__all__ = ["FILES", "as_file"]

Lines = Iterable[Mapping[str, object]]
_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def as_file(look: Look, query: Query, part: str, ending: str) -> File:
    """One table as a file.

    Args:
        look: what is looked at.
        query: what the address asks, as on the page.
        part: which table, one of `FILES`.
        ending: `csv` or `json`.

    Raises:
        TravauxError: if it cannot be worked out.
    """
    found, lines = FILES[part](look, query)
    row = found.row()
    content = _json(row) if ending == "json" else _csv(lines(found))
    day = f"-{look.case.as_of.isoformat()}" if look.case.as_of else ""
    return File(f"{look.name}-law-{part}{day}.{ending}", _TYPES[ending], content)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _csv(lines: Lines) -> bytes:
    told = list(lines)
    out = io.StringIO(newline="")
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(list(told[0]) if told else ["nothing on record"])
    write.writerows([guarded(_cell(value)) for value in line.values()] for line in told)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)


def _table(look: Look, query: Query) -> tuple[Any, Callable[[Any], Lines]]:
    laws = laws_in(look)
    found = table_in(look, query.get("norm"))
    return found, lambda _: (line for cell in found.cells for line in _of_cell(laws, cell))


def _of_cell(laws: Laws, cell: Cell) -> Lines:
    answer = {
        "norm": cell.norm, "norm_title": norm_name(laws, cell.norm), "jurisdiction": cell.jurisdiction,
        "name": laws.names.get(cell.jurisdiction, ""), "day": cell.day, "basis": cell.basis,
        "answers": " | ".join(cell.answers),
    }  # fmt: skip
    for law in cell.laws or (None,):
        source = laws.sources.get(law.source or "") if law is not None else None
        yield answer | {
            "value": law and law.value, "from": law and law.first, "to": law and law.last, "as_of": law and law.as_of,
            "reference": law and law.ref, "source": source.title if source else law and law.source,
            "address": source and source.address, "doubt": law and law.note, "fact": law and law.id,
        }  # fmt: skip


def _index(look: Look, query: Query) -> tuple[Any, Callable[[Any], Lines]]:
    return index_found(look, IndexAsked.of(query, laws_in(look).norms)), _of_index


def _of_index(found: IndexFound) -> Lines:
    for point in found.points:
        yield _of_point("all", "", point)
    for group, points in found.groups.items():
        yield from (_of_point("group", group, point) for point in points)
    for norm, each in found.norms.items():
        yield from (_figures("norm", norm, point.day, index=point.index, modal_share=point.modal_share,
                             entropy=point.entropy, known=point.known) for point in each)  # fmt: skip
    for (one, other), pair in found.pairs.items():
        yield from (_figures("pair", f"{one} {other}", point.day, distance=point.distance, known=point.common)
                    for point in pair)  # fmt: skip


def _of_point(what: str, of: str, point: IndexPoint) -> Mapping[str, object]:
    return _figures(what, of, point.day, index=point.index, low=point.low, high=point.high,
                    dispersion=point.dispersion, known=point.known_pairs, possible=point.of_pairs,
                    assumed_cells=point.assumed_cells)  # fmt: skip


def _figures(what: str, of: str, day: object, **figures: object) -> Mapping[str, object]:
    names = ("index", "low", "high", "dispersion", "modal_share", "entropy", "distance", "known", "possible",
             "assumed_cells")  # fmt: skip
    return {"what": what, "of": of, "day": day} | {name: figures.get(name) for name in names}


def _reform(look: Look, query: Query) -> tuple[Any, Callable[[Any], Lines]]:
    return reform_found(look, ReformAsked.of(query, laws_in(look))), lambda found: (
        {
            "norm": each.norm, "title": each.title, "turn": each.turn, "had": each.had, "has": each.has,
            "was": " | ".join(each.was), "is_now": " | ".join(each.is_now), "unit": each.unit,
            "contribution": each.contribution, "coverage": each.coverage, "toward": " ".join(each.toward),
            "away": " ".join(each.away), "references": " | ".join(each.refs), "sources": " | ".join(each.sources),
            "doubts": " | ".join(each.doubts), "since": each.since, "assumed": each.assumed,
        }
        for each in found.norms
    )  # fmt: skip


def _gap(look: Look, query: Query) -> tuple[Any, Callable[[Any], Lines]]:
    of, target = query.get("of"), query.get("target")
    if not of or not target:
        raise TravauxError("a gap needs a jurisdiction and a target", remedy="choose them on the page")
    laws, found = laws_in(look), gap_in(look, of, target)
    return found, lambda _: (
        {
            "norm": row.norm, "title": norm_name(laws, row.norm), "change": row.change, "distance": row.distance,
            "has": " | ".join(row.has.answers), "has_basis": row.has.basis,
            "has_reference": _refs(row.has), "needs": " | ".join(row.needs),
            "needs_basis": row.target and row.target.basis, "needs_reference": row.target and _refs(row.target),
            "doubts": " | ".join(_doubts(row.has, row.target)),
        }
        for row in found.rows
    )  # fmt: skip


def _refs(cell: Cell) -> str:
    return " | ".join(law.ref for law in cell.laws if law.ref)


def _doubts(*cells: Cell | None) -> list[str]:
    return [law.note for cell in cells if cell is not None for law in cell.laws if law.note]


FILES: Mapping[str, Callable[[Look, Query], tuple[Any, Callable[[Any], Lines]]]] = {
    "table": _table,
    "index": _index,
    "reform": _reform,
    "gap": _gap,
}
"""The tables, by their names in addresses: what is found, and its lines as CSV."""
