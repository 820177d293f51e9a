"""The table of law as a picture: norms by jurisdictions, with what each cell says and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt

from travaux.facts.law_facts import Norm
from travaux.law.model import Cell
from travaux.law.table import LawTable
from travaux.pictures.canvas import Canvas, Record, picture_of, said
from travaux.pictures.labels import breadth, counted, fitted
from travaux.pictures.palette import FAINT, FOR, FOR_PALE, INK, MUTED
from travaux.pictures.picture import Picture

__all__ = ["law_matrix"]

_TITLE = "Who has which rule"
_COLUMNS = ("norm", "jurisdiction", "answer", "frequent", "basis", "value", "reference", "source", "doubt")
_NAMES, _CELL, _ROW, _HEAD = 230, 62, 24, 96
_MOST = 8_000  # cells; more make a file that browsers are slow to show
_UNDER = "Blue and bold: the most frequent answer to a norm. ~ the source speaks of another day. ? doubtful. · missing."
_DEFINITION = (
    "Blue and bold is the answer that most jurisdictions with a known one give to a norm (several where as many give "
    "another); other answers stand on white. A tilde marks a cell whose source speaks of another day, a question mark "
    "one with several possible answers, a dot one of which nothing on record can be compared: no rule is concluded "
    "from it."
)


def law_matrix(table: LawTable) -> Picture:
    """Norms in rows and jurisdictions in columns: what each has, whether most have it, and what it rests on.

    Args:
        table: as `travaux.law.table.table` gives it.
    """
    title = f"{_TITLE} on {table.day.isoformat()}"
    if not table.cells:
        return said("law-matrix", title, "No norm or no jurisdiction is on record in this view.", _COLUMNS)
    records = list(_records(table))
    if len(records) > _MOST:
        many = f"{counted(len(table.norms), 'norm')} by {counted(len(table.jurisdictions), 'jurisdiction')}"
        return said("law-matrix", title, f"{many} are too many for one picture: look at one norm.", _COLUMNS, records)
    canvas = Canvas(_NAMES + _CELL * len(table.jurisdictions), _HEAD + _ROW * len(table.norms) + 4)
    chart = canvas.sheet(_layers(canvas, table), records, title, _UNDER)
    return picture_of("law-matrix", title, f"{_description(table)} {_DEFINITION}", chart, _COLUMNS, records)


def _records(table: LawTable) -> Iterator[dict[str, Any]]:
    laws = table.laws
    rows = {name: place for place, name in enumerate(table.norms)}
    columns = {name: place for place, name in enumerate(table.jurisdictions)}
    frequent = {each.norm: _most(each.answers) for each in table.counts}
    for cell in table.cells:
        norm = laws.norms[cell.norm]
        x, y = _NAMES + _CELL * columns[cell.jurisdiction], _HEAD + _ROW * rows[cell.norm]
        often = cell.answer is not None and cell.answer in frequent[cell.norm]
        sources = dict.fromkeys(law.source for law in cell.laws if law.source)
        yield {
            "norm": _named(norm),
            "jurisdiction": laws.names.get(cell.jurisdiction, cell.jurisdiction),
            "answer": " or ".join(cell.answers) or None,
            "frequent": "yes" if often else None,
            "basis": cell.basis,
            "value": "; ".join(dict.fromkeys(law.value for law in cell.laws)) or None,
            "reference": "; ".join(dict.fromkeys(law.ref for law in cell.laws if law.ref)) or None,
            "source": "; ".join(laws.sources[each].title if each in laws.sources else each for each in sources) or None,
            "doubt": "; ".join(dict.fromkeys(law.note for law in cell.laws if law.note)) or None,
            "words": _words(cell),
            "look": "missing" if not cell.answers else "frequent" if often else "other",
            "x": x + 1,
            "x2": x + _CELL - 1,
            "y": y + 1,
            "y2": y + _ROW - 1,
            "middle": x + _CELL / 2,
            "words_y": y + _ROW / 2,
        }


def _named(norm: Norm) -> str:
    return norm.title or norm.id.replace("_", " ")


def _most(answers: Mapping[str, int]) -> set[str]:
    most = max(answers.values(), default=0)
    return {answer for answer, number in answers.items() if number == most and most > 1}


def _words(cell: Cell) -> str:
    if not cell.answers:
        return "·"
    sign = {"assumed": "~", "doubtful": "? "}.get(cell.basis, "")
    return fitted(f"{sign}{' / '.join(cell.answers)}".replace("_", " "), _CELL - 6, 10)


def _layers(canvas: Canvas, table: LawTable) -> list[alt.Chart]:
    laws = table.laws
    names: list[Record] = [
        {"x": _NAMES - 8, "y": _HEAD + _ROW * (place + 0.5), "words": fitted(_named(norm), _NAMES - 12)}
        for place, norm in enumerate(laws.norms[name] for name in table.norms)
    ]
    heads: list[Record] = [
        {"x": _NAMES + _CELL * (place + 0.5), "y": _HEAD - 8, "words": _head(laws.names.get(name, name), name)}
        for place, name in enumerate(table.jurisdictions)
    ]
    tooltip = [alt.Tooltip(f"{name}:N") for name in _COLUMNS]
    looks: list[tuple[str, dict[str, Any]]] = [
        ("frequent", {"fill": FOR_PALE, "stroke": FOR}),
        ("other", {"fill": "transparent", "stroke": MUTED}),
        ("missing", {"fill": "transparent", "stroke": FAINT, "strokeDash": [2, 2]}),
    ]
    boxes = [
        canvas.boxes(strokeWidth=1, cornerRadius=2, **style)
        .transform_filter(f"datum.look == '{look}'")
        .encode(tooltip=tooltip)
        for look, style in looks
    ]
    plain = canvas.words(x="middle", y="words_y", align="center", fontSize=10, fill=INK)
    bold = canvas.words(x="middle", y="words_y", align="center", fontSize=10, fontWeight="bold", fill=INK)
    return [
        *boxes,
        plain.transform_filter("datum.look != 'frequent'"),
        bold.transform_filter("datum.look == 'frequent'"),
        canvas.words(names, align="right"),
        canvas.words(heads, angle=310),
    ]


def _head(name: str, jurisdiction: str) -> str:
    room = (_HEAD - 14) / 0.77  # the words rise at an angle of 50 degrees
    return name if breadth(name) <= room else f"{fitted(name, room - 30)} {jurisdiction}"


def _description(table: LawTable) -> str:
    known = sum(count.known for count in table.counts)
    doubtful = sum(count.basis["doubtful"] for count in table.counts)
    parts = [
        f"Matrix of {counted(len(table.norms), 'norm')} by {counted(len(table.jurisdictions), 'jurisdiction')}: "
        f"{known:,} of {len(table.cells):,} cells known, {doubtful:,} doubtful, "
        f"{len(table.cells) - known - doubtful:,} missing."
    ]
    for count in table.counts[:30]:
        norm = table.laws.norms[count.norm]
        answers = ", ".join(f"{answer} {number}" for answer, number in count.answers.items())
        parts.append(f"{_named(norm)}: {answers or 'nothing known'}.")
    return " ".join(parts)
