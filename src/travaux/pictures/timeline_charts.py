"""The timeline: brackets, open choices and agreed provisions of every version, with its day and session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt

from travaux.lineage.timelines import DEFINITIONS, Timeline, TimelineRow
from travaux.pictures.canvas import Canvas, Record, picture_of
from travaux.pictures.labels import counted, folded
from travaux.pictures.palette import FAINT, FOR, FOR_PALE, HEAT, MUTED
from travaux.pictures.picture import Picture

__all__ = ["timeline_chart"]

_TITLE = "The text from version to version"
_COLUMNS = ("version", "date", "session", "brackets", "open_choices", "agreed_provisions", "provisions")
_PANELS = {
    "brackets": ("Square brackets", HEAT[3]),
    "open_choices": ("Open choices", HEAT[3]),
    "agreed_provisions": ("Agreed provisions, of all", FOR),
}
_LEFT, _COLUMN, _BAR = 150, 96, 40
_HIGH, _PANEL = 84, 126  # the highest bar, and from one panel to the next
_LINE = 15
_DEFINITION = (
    "Square brackets: those that open in the file. Open choices: brackets, alternatives, options and placeholders "
    f"still to be settled. Agreed provisions: {DEFINITIONS['agreed_provisions'].replace('null', 'unknown')}. "
    f"Provisions: {DEFINITIONS['provisions'].partition(', as')[0]}."
)


def timeline_chart(timeline: Timeline, sessions: Mapping[str, str] | None = None) -> Picture:
    """Three rows of bars over the versions in order: square brackets, open choices, agreed provisions of all.

    Args:
        timeline: the versions, as `travaux.lineage.timelines.timeline` gives them.
        sessions: what sessions are called, by id; an id stands for itself where it is not among them.

    Example:
        >>> import travaux
        >>> from travaux.lineage.timelines import timeline
        >>> from travaux.lineage.versions import versions_of
        >>> picture = timeline_chart(timeline(versions_of(travaux.open_case("typefaces"))))
        >>> [row[4] for row in picture.rows]
        [10, 9, 5, 0]
    """
    names = sessions or {}
    heads = [_head(row, names) for row in timeline.rows]
    canvas = Canvas(_LEFT + _COLUMN * len(timeline.rows), _PANEL * len(_PANELS) + _LINE * max(map(len, heads)) + 8)
    records = list(_records(timeline.rows, names))
    under = "Each column is one version, in order. Agreed: outside brackets, with no choice open in it."
    chart = canvas.sheet(_layers(canvas, heads, records), records, _TITLE, under)
    return picture_of("timeline", _TITLE, _description(records), chart, _COLUMNS, records)


def _records(rows: Sequence[TimelineRow], names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(rows):
        counts, session = row.measures, row.version.session
        yield {
            "version": row.version.shown,
            "date": row.version.date.isoformat() if row.version.date else None,
            "session": names.get(session, session) or None,
            "brackets": counts.marks[0],
            "open_choices": counts.choices,
            "agreed_provisions": counts.agreed_provisions,
            "provisions": counts.provisions,
            "middle": _LEFT + _COLUMN * (place + 0.5),
            "x": _LEFT + _COLUMN * (place + 0.5) - _BAR / 2,
            "x2": _LEFT + _COLUMN * (place + 0.5) + _BAR / 2,
        }


def _head(row: TimelineRow, names: Mapping[str, str]) -> list[str]:
    """The lines under a column: the version, its day and its session."""
    session = row.version.session
    lines = folded(row.version.shown, _COLUMN - 6, most=4)
    if row.version.date:
        lines.append(row.version.date.isoformat())
    return [*lines, *(folded(names.get(session, session), _COLUMN - 8, most=3) if session else [])]


def _layers(canvas: Canvas, heads: Sequence[list[str]], records: Sequence[Record]) -> list[alt.Chart]:
    names: list[Record] = []
    grounds: list[Record] = []
    layers: list[alt.Chart] = []
    for place, (column, (words, colour)) in enumerate(_PANELS.items()):
        ground = _PANEL * place + _HIGH + 24
        grounds.append({"x": _LEFT, "x2": canvas.width, "y": ground, "y2": ground})
        names += [{"x": 0, "y": ground - 30 + 15 * line, "words": each} for line, each in enumerate(folded(words, 130))]
        of_all = column == "agreed_provisions"
        most = max(1, *(each["provisions" if of_all else column] for each in records))
        if of_all:
            layers.append(_bars(canvas, "provisions", ground, most, FOR_PALE, FAINT))
        layers.append(_bars(canvas, column, ground, most, colour, colour))
        layers.append(_numbers(canvas, column, ground, most, of_all=of_all))
    columns = [
        {"x": _LEFT + _COLUMN * (place + 0.5), "y": _PANEL * len(_PANELS) + 4 + _LINE * line, "words": each}
        for place, head in enumerate(heads)
        for line, each in enumerate(head)
    ]
    return [*layers, canvas.lines(grounds, stroke=FAINT), canvas.words(names, fill=MUTED),
            canvas.words(columns, align="center")]  # fmt: skip


def _bars(canvas: Canvas, column: str, ground: float, most: int, fill: str, stroke: str) -> alt.Chart:
    tooltip = [alt.Tooltip(f"{name}:N", title=name.replace("_", " ")) for name in _COLUMNS]
    bars = canvas.boxes(fill=fill, stroke=stroke, strokeWidth=1).transform_filter(f"datum.{column} > 0")
    top = f"{ground} - {_HIGH / most} * datum.{column}"
    drawn: alt.Chart = bars.transform_calculate(y=top, y2=str(ground)).encode(tooltip=tooltip)
    return drawn


def _numbers(canvas: Canvas, column: str, ground: float, most: int, *, of_all: bool) -> alt.Chart:
    """The figures above the bars."""
    words = f"isValid(datum.{column}) ? format(datum.{column}, ',') : 'unknown'"
    if of_all:
        words = f"({words}) + ' of ' + format(datum.provisions, ',')"
    height = f"max(datum.{column}, {'datum.provisions' if of_all else 0})"
    numbers = canvas.words(text="figure:N", x="middle", y="above", align="center")
    return numbers.transform_calculate(figure=words, above=f"{ground} - 10 - {_HIGH / most} * {height}")


def _description(records: Sequence[Record]) -> str:
    parts = [f"Bars for {len(records)} versions in order." if len(records) > 1 else "Bars for one version."]
    for each in records:
        when = ", ".join(str(part) for part in (each["date"], each["session"]) if part)
        agreed = "unknown how many" if each["agreed_provisions"] is None else each["agreed_provisions"]
        parts.append(
            f"{each['version']}{f' ({when})' if when else ''}: {counted(each['brackets'], 'square bracket')}, "
            f"{counted(each['open_choices'], 'open choice')}, {agreed} of {counted(each['provisions'], 'provision')} "
            "agreed."
        )
    return " ".join([*parts, _DEFINITION])
