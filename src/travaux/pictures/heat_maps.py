"""The heat map: how many choices are open in each article of each version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import altair as alt

from travaux.lineage.articles import ARTICLES_DEFINITION, ArticleLife, articles
from travaux.lineage.timelines import Timeline, TimelineRow
from travaux.pictures.canvas import Canvas, picture_of, said
from travaux.pictures.labels import breadth, counted, fitted, folded
from travaux.pictures.palette import FAINT, HEAT, HEAT_WORDS, MUTED
from travaux.pictures.picture import Picture

__all__ = ["heat_map"]

_COLUMNS = ("article", "version", "date", "name_in_version", "open_choices")
_TITLE = "Open choices, by article and version"
_ROW, _GAP = 24, 2
_MOST = 2_000  # articles; more make a picture that nobody can read
_LEFT = 300  # pixels for the names of articles


def heat_map(timeline: Timeline) -> Picture:
    """Open choices of each article in each version: a number in every cell, and a tint that grows with it.

    Args:
        timeline: the versions, as `travaux.lineage.timelines.timeline` gives them.

    Example:
        >>> import travaux
        >>> from travaux.lineage.timelines import timeline
        >>> from travaux.lineage.versions import versions_of
        >>> picture = heat_map(timeline(versions_of(travaux.open_case("typefaces"))))
        >>> picture.rows[-4]
        ('Article 7 Final clauses', 'Rev. 1', '2025-03-03', 'Article 6 Final clauses', 1)
    """
    lives = articles([row.version for row in timeline.rows])
    if not lives:
        return said("heat-map", _TITLE, "The text has no articles and no open choices.", _COLUMNS)
    heads = [_head(row) for row in timeline.rows]
    if len(lives) > _MOST:
        why = f"{counted(len(lives), 'article')} are too many for one picture: see the table."
        return said("heat-map", _TITLE, why, _COLUMNS, _records(lives, timeline.rows, 0, 0, 1))
    column = max(52.0, *(breadth(line, 11) + 16 for head in heads for line in head))
    left = min(_LEFT, max(breadth(life.name) for life in lives) + 14)
    top = 8 + 15 * max(map(len, heads))
    canvas = Canvas(left + column * len(heads), top + _ROW * len(lives))
    records = list(_records(lives, timeline.rows, left, top, column))
    chart = canvas.sheet(_layers(canvas, lives, heads, left, top, column), records, _TITLE, _KEY)
    return picture_of("heat-map", _TITLE, _description(lives, timeline.rows), chart, _COLUMNS, records)


_KEY = "A number counts open choices; 0: nothing is open; a dot: the version has no such article."


def _records(
    lives: Sequence[ArticleLife], rows: Sequence[TimelineRow], left: float, top: float, column: float
) -> Iterator[dict[str, Any]]:
    most = max(number or 0 for life in lives for number in life.choices)
    for line, life in enumerate(lives):
        for place, (row, number) in enumerate(zip(rows, life.choices, strict=True)):
            x, y = left + column * place, top + _ROW * line
            yield {
                "article": life.name,
                "name_in_version": life.names[place] or None,
                "version": row.version.shown,
                "date": row.version.date.isoformat() if row.version.date else None,
                "open_choices": number,
                "tint": _tint(number, most),
                "shown": "·" if number is None else str(number),
                "x": x + _GAP / 2,
                "x2": x + column - _GAP / 2,
                "y": y + _GAP / 2,
                "y2": y + _ROW - _GAP / 2,
                "middle": x + column / 2,
                "centre": y + _ROW / 2,
            }


def _tint(number: int | None, most: int) -> str:
    """The step of the tint: each begins at a power of the same whole number, so that the last holds the largest."""
    if number is None:
        return "absent"
    factor = next(each for each in count(2) if each ** len(HEAT) >= most)
    return str(sum(number >= factor**step for step in range(len(HEAT))))


def _layers(
    canvas: Canvas, lives: Sequence[ArticleLife], heads: Sequence[list[str]], left: float, top: float, column: float
) -> list[alt.Chart]:
    steps = [str(step) for step in range(len(HEAT) + 1)]
    fill = alt.Fill("tint:N", legend=None, scale=alt.Scale(domain=[*steps, "absent"],
                                                           range=["transparent", *HEAT, "transparent"]))  # fmt: skip
    line = alt.Stroke("tint:N", legend=None, scale=alt.Scale(domain=[*steps, "absent"],
                                                             range=[FAINT, *HEAT, "transparent"]))  # fmt: skip
    ink = alt.Fill("tint:N", legend=None, scale=alt.Scale(domain=[*steps, "absent"],
                                                           range=[MUTED, *HEAT_WORDS, MUTED]))  # fmt: skip
    tooltip = [alt.Tooltip(f"{name}:N", title=name.replace("_", " ")) for name in _COLUMNS]
    cells = canvas.boxes(strokeWidth=1).encode(fill=fill, stroke=line, tooltip=tooltip)
    numbers = canvas.words(text="shown:N", x="middle", y="centre", align="center", fontSize=12).encode(fill=ink)
    names = [
        {"x": 0, "y": top + _ROW * (place + 0.5), "words": fitted(life.name, left - 10)}
        for place, life in enumerate(lives)
    ]
    columns = [
        {"x": left + column * (place + 0.5), "y": 8 + 15 * number, "words": line}
        for place, head in enumerate(heads)
        for number, line in enumerate(head)
    ]
    return [cells, numbers, canvas.words(names), canvas.words(columns, align="center")]


def _head(row: TimelineRow) -> list[str]:
    """The lines above a column: the name of the version and its day."""
    return [*folded(row.version.shown, 96, most=4), *([row.version.date.isoformat()] if row.version.date else [])]


def _description(lives: Sequence[ArticleLife], rows: Sequence[TimelineRow]) -> str:
    shown = counted(len(lives), "article or heading", "articles or headings")
    parts = [f"Table of {shown} and {counted(len(rows), 'version')}; each cell says how many choices are open."]
    for place, row in enumerate(rows):
        numbers = [(life.choices[place] or 0, life) for life in lives]
        total, touched = sum(number for number, _ in numbers), sum(number > 0 for number, _ in numbers)
        words = f"{row.version.shown}: {counted(total, 'open choice')}"
        if total:
            most = max(number for number, _ in numbers)
            where = [life.names[place] for number, life in numbers if number == most]
            named = f" (most: {where[0]}, {most})" if len(where) == 1 and touched > 1 else ""
            words += f" in {touched} of them{named}"
        parts.append(f"{words}.")
    return " ".join([*parts, ARTICLES_DEFINITION])
