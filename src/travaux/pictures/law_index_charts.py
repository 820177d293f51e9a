"""Harmonisation over time: the index of each year with the bounds that missing cells leave, and how much is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import altair as alt

from travaux.law.found import IndexFound, IndexPoint
from travaux.pictures.canvas import Canvas, Record, picture_of, said
from travaux.pictures.labels import counted, folded
from travaux.pictures.palette import FAINT, FOR, FOR_PALE, HEAT, MUTED
from travaux.pictures.picture import Picture
from travaux.pictures.time_axes import TimeAxis, ground_layers

__all__ = ["law_index_chart"]

_COLUMNS = ("day", "index", "low", "high", "comparable", "of_pairs", "known_cells", "of_cells", "assumed_cells")
_WIDTH, _LEFT = 700, 46
_TOP, _BOTTOM = 12, 232
_PAIRS_TOP, _PAIRS_BOTTOM = 300, 360
_DEFINITION = (
    "The index is 1 less the weighted mean distance over every pair of jurisdictions and norm that can be compared: 1 "
    "if all agree, 0 if all differ as far as can be. The band holds the index for every way in which missing and "
    "doubtful cells could be filled. Where the line is broken nothing can be compared. A change of the line can come "
    "from law or from what is on record; the bars below say how much is."
)


def law_index_chart(found: IndexFound, case: str = "") -> Picture:
    """A line of the index over the years, a band of its bounds, and below it the pairs that could be compared.

    Args:
        found: as `travaux.law.indexing.index` gives it.
        case: what the laws are called in the title; by default the name of `found`.
    """
    title = f"Harmonisation over time: {case or found.name}" + (f", within {found.group}" if found.group else "")
    if not found.points:
        return said("law-index", title, "No year is on record for which there is an index.", _COLUMNS)
    axis = TimeAxis.around([_shown(point.day) for point in found.points], _LEFT + 14, _WIDTH - 20)
    records = list(_records(found.points, axis))
    canvas = Canvas(_WIDTH, _PAIRS_BOTTOM + 28)
    under = "The line is the index, the band what missing cells leave open; bars are the pairs that can be compared."
    chart = canvas.sheet(_layers(canvas, axis, records), records, title, under)
    return picture_of("law-index", title, f"{_description(found)} {_DEFINITION}", chart, _COLUMNS, records)


def _records(points: Sequence[IndexPoint], axis: TimeAxis) -> Iterator[dict[str, Any]]:
    most = max(1, *(point.of_pairs for point in points))
    for point in points:
        x = axis.x(_shown(point.day))
        yield {
            "day": point.day.isoformat(),
            "index": _rounded(point.index),
            "low": _rounded(point.low),
            "high": _rounded(point.high),
            "comparable": point.known_pairs,
            "of_pairs": point.of_pairs,
            "known_cells": point.known_cells,
            "of_cells": point.of_cells,
            "assumed_cells": point.assumed_cells,
            "x": x,
            "y": None if point.index is None else _y(point.index),
            "y_low": None if point.low is None else _y(point.low),
            "y_high": None if point.high is None else _y(point.high),
            "of_y": _PAIRS_BOTTOM - (_PAIRS_BOTTOM - _PAIRS_TOP) * point.of_pairs / most,
            "known_y": _PAIRS_BOTTOM - (_PAIRS_BOTTOM - _PAIRS_TOP) * point.known_pairs / most,
        }


def _shown(day: date) -> date:
    """The last day of a year stands above the name of that year, not above the next."""
    return date(day.year, 1, 1) if (day.month, day.day) == (12, 31) else day


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


def _y(number: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * number


def _layers(canvas: Canvas, axis: TimeAxis, records: Sequence[Record]) -> list[alt.Chart]:
    rows = [(_y(each), f"{each:.2g}") for each in (0, 0.25, 0.5, 0.75, 1)]
    most = max(each["of_pairs"] for each in records)
    side = axis.left - _half(records) - 7
    heights = ((_PAIRS_TOP, f"{most:,}"), (_PAIRS_BOTTOM, "0"))
    pairs: list[Record] = [{"x": side, "y": y, "words": words} for y, words in heights]
    tooltip = [alt.Tooltip(f"{name}:N", title=name.replace("_", " ")) for name in _COLUMNS]
    dots = alt.Chart().mark_circle(fill=FOR, size=18, opacity=1).encode(x=canvas.x(), y=canvas.y(), tooltip=tooltip)
    heads = [
        {"x": 0, "y": _PAIRS_TOP - 22, "words": each}
        for each in folded("Pairs that can be compared, norm by norm (strong), of all (faint)", _WIDTH)
    ]
    return [
        *ground_layers(canvas, axis, rows, _y(0)),
        *_band(canvas, records),
        *_line(canvas, records),
        dots.transform_filter("isValid(datum.y)"),
        canvas.words(heads, fill=MUTED),
        *_bars(canvas, records),
        *ground_layers(canvas, axis, [], _PAIRS_BOTTOM),
        canvas.words(pairs, align="right", fill=MUTED),
    ]


def _band(canvas: Canvas, records: Sequence[Record]) -> list[alt.Chart]:
    layers = []
    for run in _runs(records, "y_low"):
        places = [{"x": each["x"], "y": each["y_low"], "y2": each["y_high"]} for each in run]
        if len(places) == 1:
            places = [{**places[0], "x": places[0]["x"] - 3}, {**places[0], "x": places[0]["x"] + 3}]
        area = alt.Chart(canvas.records(places)).mark_area(fill=FOR_PALE, opacity=1)
        layers.append(area.encode(x=canvas.x(), y=canvas.y(), y2=alt.Y2("y2")))
    return layers


def _line(canvas: Canvas, records: Sequence[Record]) -> list[alt.Chart]:
    layers = []
    for run in _runs(records, "y"):
        places = [{"x": each["x"], "y": each["y"]} for each in run]
        line = alt.Chart(canvas.records(places)).mark_line(stroke=FOR, strokeWidth=2)
        layers.append(line.encode(x=canvas.x(), y=canvas.y()))
    return layers


def _runs(records: Sequence[Record], field: str) -> Iterator[list[Record]]:
    """Records in a row that have a number."""
    run: list[Record] = []
    for each in records:
        if each[field] is not None:
            run.append(each)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _half(records: Sequence[Record]) -> float:
    """Half the breadth of a bar."""
    places = [each["x"] for each in records]
    return min(min((later - before for before, later in pairwise(places)), default=16.0) * 0.38, 12.0)


def _bars(canvas: Canvas, records: Sequence[Record]) -> list[alt.Chart]:
    half = _half(records)
    drawn = []
    for field, fill in (("of_y", FAINT), ("known_y", HEAT[3])):
        boxes: list[Record] = [
            {"x": each["x"] - half, "x2": each["x"] + half, "y": each[field], "y2": _PAIRS_BOTTOM} for each in records
        ]  # fmt: skip
        drawn.append(canvas.boxes(boxes, fill=fill))
    return drawn


def _description(found: IndexFound) -> str:
    told = [point for point in found.points if point.index is not None]
    parts = [f"Index of {counted(len(found.jurisdictions), 'jurisdiction')} on "
             f"{counted(len(found.norms), 'norm')}, {counted(len(found.points), 'year')}."]  # fmt: skip
    if not told:
        return f"{parts[0]} In none of them can two jurisdictions be compared."
    for when, point in (("First", told[0]), ("Last", told[-1])):
        bounds = "" if point.low is None or point.high is None else f", bounds {point.low:.3f} to {point.high:.3f}"
        parts.append(
            f"{when} {point.day.isoformat()}: {point.index:.3f}{bounds}; {point.known_pairs:,} of "
            f"{point.of_pairs:,} pairs comparable, {point.assumed_cells:,} of {point.known_cells:,} cells assumed."
        )
    lowest, highest = min(told, key=_index), max(told, key=_index)
    parts.append(f"Lowest {_index(lowest):.3f} on {lowest.day}, highest {_index(highest):.3f} on {highest.day}.")
    return " ".join(parts)


def _index(point: IndexPoint) -> float:
    return point.index if point.index is not None else 0.0
