"""A sheet on which one unit is one pixel: marks stand where a record says, from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from travaux.pictures.labels import breadth, drawable, folded
from travaux.pictures.palette import INK, MUTED
from travaux.pictures.picture import Cell, Picture

__all__ = ["Canvas", "Record", "picture_of", "said"]

Record = Mapping[str, Any]
"""What is drawn: the columns of the table, and where it stands."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """A sheet of some width and height in pixels.

    Marks that are made without records of their own draw those of the table.
    """

    width: float
    height: float
    _data: dict[str, list[dict[str, Any]]] = field(default_factory=dict, repr=False, compare=False)

    def records(self, records: Sequence[Record], name: str = "") -> alt.NamedData:
        """Records under a name of their own in the specification."""
        # They are kept beside the chart: Altair would check every single one against its schema.
        name = name or f"marks-{len(self._data) + 1}"
        self._data[name] = [dict(each) for each in records]
        return alt.NamedData(name)

    def x(self, field: str = "x") -> alt.X:
        """Where a mark stands from the left."""
        scale = alt.Scale(domain=[0, self.width], nice=False, zero=False)
        return alt.X(field, type="quantitative", axis=None, scale=scale)

    def y(self, field: str = "y") -> alt.Y:
        """Where a mark stands from the top."""
        scale = alt.Scale(domain=[0, self.height], nice=False, zero=False, reverse=True)
        return alt.Y(field, type="quantitative", axis=None, scale=scale)

    def words(
        self, records: Sequence[Record] | None = None, text: str = "words:N", x: str = "x", y: str = "y", **mark: Any
    ) -> alt.Chart:
        """Words that stand at places; `mark` says how (`align`, `fontSize`, `fill`, `angle`)."""
        chart = alt.Chart() if records is None else alt.Chart(self.records(records))
        style: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": 11, "fill": INK} | mark
        placed: alt.Chart = chart.mark_text(**style).encode(x=self.x(x), y=self.y(y), text=alt.Text(text))
        return placed

    def boxes(self, records: Sequence[Record] | None = None, **mark: Any) -> alt.Chart:
        """Boxes from x, y to x2, y2; `mark` says how (`fill`, `stroke`, `strokeDash`)."""
        chart = alt.Chart() if records is None else alt.Chart(self.records(records))
        return self._between(chart.mark_rect(**mark))

    def lines(self, records: Sequence[Record], **mark: Any) -> alt.Chart:
        """Straight lines from x, y to x2, y2."""
        return self._between(alt.Chart(self.records(records)).mark_rule(**mark))

    def _between(self, chart: alt.Chart) -> alt.Chart:
        placed: alt.Chart = chart.encode(x=self.x(), x2=alt.X2("x2"), y=self.y(), y2=alt.Y2("y2"))
        return placed

    def sheet(self, layers: Iterable[alt.Chart], records: Sequence[Record], title: str, under: str) -> alt.LayerChart:
        """The layers as one chart, with its title and the words under it, over the records of the table."""
        heads = alt.TitleParams(
            text=folded(title, max(self.width, 260), 16), subtitle=folded(under, max(self.width, 260), 11)
        )
        chart: alt.LayerChart = alt.LayerChart(
            layer=list(layers), data=self.records(records, "table"), width=self.width, height=self.height, title=heads
        )
        # Boxes and signs have colours of their own for the same word.
        resolved: alt.LayerChart = chart.resolve_scale(fill="independent", stroke="independent")
        resolved.datasets = self._data
        return resolved


def picture_of(
    name: str,
    title: str,
    description: str,
    chart: alt.LayerChart,
    columns: Sequence[str],
    records: Iterable[Record],
) -> Picture:
    """A picture whose table is made of the records it draws."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(tuple(each[column] for column in columns) for each in records)
    return Picture(name, drawable(title), drawable(description), chart, tuple(columns), drawable(rows))


def said(name: str, title: str, why: str, columns: Sequence[str], records: Iterable[Record] = ()) -> Picture:
    """A picture that says in words why nothing is drawn; what is too much for a picture still stands in its table."""
    canvas = Canvas(max(360.0, breadth(title, 16)), 16)
    words = canvas.words([{"x": 0, "y": 4, "words": why}], fontSize=12, fill=MUTED)
    return picture_of(name, title, why, canvas.sheet([words], [], title, ""), columns, records)
