"""The fan of a forecast: the count of instruments so far, and how many there may be up to the horizon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import altair as alt

from travaux.pictures.canvas import Canvas, Record, picture_of
from travaux.pictures.labels import breadth, counted
from travaux.pictures.palette import FOR, FOR_PALE, INK, MUTED
from travaux.pictures.picture import Picture
from travaux.pictures.time_axes import TimeAxis, ground_layers, levels
from travaux.treaty.forecasting.results import ForecastFound

__all__ = ["forecast_fan"]

_COLUMNS = ("day", "part", "count", "from_90", "from_50", "median", "to_50", "to_90")
_WIDTH, _LEFT, _TOP, _BOTTOM = 700, 44, 46, 290
_RIGHT = _WIDTH - 64
_DEFINITION = (
    "To the left of the upright line is the count on record, to the right the forecast: the line in the middle is the "
    "median, the strong band holds the count with 50 %, the pale one with 90 %. The dashed line is the number that is "
    "needed. The scale of the count need not begin at 0."
)


def forecast_fan(found: ForecastFound, deposits: Sequence[date] = ()) -> Picture:
    """The count so far and the fan of what may come, with the threshold and the day on which it may be reached.

    Args:
        found: as `travaux.treaty.forecasting.forecast` gives it.
        deposits: the days of the instruments that count so far, in order; without them only the forecast is drawn.
    """
    places = _Places(found, tuple(day for day in deposits if day <= found.on))
    title = f"Instruments to come: {found.name}"
    records = [*_past(places), *_ahead(places)]
    canvas = Canvas(_WIDTH, _BOTTOM + 28)
    under = f"As known on {found.on.isoformat()}, up to {found.horizon.isoformat()}; bands of 50 % and 90 %."
    chart = canvas.sheet(_layers(canvas, places, records), records, title, under)
    words = " ".join((*found.words, _more(found), *(f"Doubt: {each}." for each in found.doubts), _DEFINITION))
    return picture_of("forecast-fan", title, words, chart, _COLUMNS, records)


@dataclass(frozen=True)
class _Places:
    """Where the days and the numbers of a forecast stand."""

    found: ForecastFound
    deposits: tuple[date, ...]

    @cached_property
    def axis(self) -> TimeAxis:
        # Twice the horizon shows the pace so far; older instruments would leave the fan no room.
        back = self.found.on - timedelta(days=2 * (self.found.horizon - self.found.on).days)
        first = max(back, self.deposits[0]) if self.deposits else self.found.on
        return TimeAxis.around([first, self.found.horizon], _LEFT, _RIGHT)

    @cached_property
    def before(self) -> int:
        """How many instruments are older than the picture begins; those counted without a day among them."""
        return self.found.counted - sum(day >= self.axis.first for day in self.deposits)

    @cached_property
    def levels(self) -> tuple[int, ...]:
        most = max(point.q95 for point in self.found.counts) if self.found.counts else self.found.counted
        threshold = self.found.threshold or 0
        least = max(self.before, 0)
        return levels(max(most, threshold if threshold >= least else 0, self.found.counted), least)

    def y(self, number: float) -> float:
        low, high = self.levels[0], self.levels[-1]
        return _BOTTOM - (_BOTTOM - _TOP) * (number - low) / (high - low)


def _past(places: _Places) -> Iterator[dict[str, Any]]:
    shown = [day for day in places.deposits if day >= places.axis.first]
    for number, day in enumerate(shown, max(places.before, 0) + 1):
        yield _row(places, day, "on record", number)


def _ahead(places: _Places) -> Iterator[dict[str, Any]]:
    for point in places.found.counts:
        five = (point.q05, point.q25, point.q50, point.q75, point.q95)
        heights = {f"y{n}": places.y(each) for n, each in enumerate(five)}
        yield _row(places, point.day, "forecast", None, five) | {"y": heights["y2"], **heights}


def _row(
    places: _Places, day: date, part: str, number: int | None, five: Sequence[int | None] = (None,) * 5
) -> dict[str, Any]:
    return {
        "day": day.isoformat(),
        "part": part,
        "count": number,
        **dict(zip(_COLUMNS[3:], five, strict=True)),
        "x": places.axis.x(day),
        "y": None if number is None else places.y(number),
    }


def _layers(canvas: Canvas, places: _Places, records: Sequence[Record]) -> list[alt.Chart]:
    rows = [(places.y(each), f"{each:,}") for each in places.levels]
    ahead = [each for each in records if each["part"] == "forecast"]
    now = places.axis.x(places.found.on)
    tooltip = [alt.Tooltip(f"{name}:N", title=name.replace("_", " ")) for name in _COLUMNS]
    dots = alt.Chart().mark_circle(size=20, opacity=1, fill=INK).encode(x=canvas.x(), y=canvas.y(), tooltip=tooltip)
    upright: list[Record] = [{"x": now, "x2": now, "y": _TOP - 6, "y2": _BOTTOM}]
    return [
        *ground_layers(canvas, places.axis, rows, _BOTTOM),
        _band(canvas, ahead, "y0", "y4", fill=FOR_PALE),
        _band(canvas, ahead, "y1", "y3", fill=FOR, fillOpacity=0.35),
        _steps(canvas, [{"x": each["x"], "y": each["y"]} for each in ahead], stroke=FOR),
        _steps(canvas, list(_so_far(places, records, now)), stroke=INK),
        canvas.lines(upright, stroke=MUTED, strokeDash=[2, 2]),
        *_threshold(canvas, places),
        dots.transform_filter("datum.part == 'on record'"),
        canvas.words(list(_labels(places, ahead, now)), fill=INK),
    ]


def _band(canvas: Canvas, ahead: Sequence[Record], low: str, high: str, **style: Any) -> alt.Chart:
    records = [{"x": each["x"], "y": each[high], "y2": each[low]} for each in ahead]
    area = alt.Chart(canvas.records(records)).mark_area(interpolate="step-after", opacity=1, **style)
    placed: alt.Chart = area.encode(x=canvas.x(), y=canvas.y(), y2=alt.Y2("y2"))
    return placed


def _steps(canvas: Canvas, places: Sequence[Record], stroke: str) -> alt.Chart:
    numbered = [{**each, "order": number} for number, each in enumerate(places)]
    line = alt.Chart(canvas.records(numbered)).mark_line(interpolate="step-after", stroke=stroke, strokeWidth=2)
    placed: alt.Chart = line.encode(x=canvas.x(), y=canvas.y(), order="order:Q")
    return placed


def _so_far(places: _Places, records: Sequence[Record], now: float) -> Iterator[Record]:
    past = [each for each in records if each["part"] == "on record"]
    if past:
        yield {"x": places.axis.left, "y": places.y(max(places.before, 0))}
        yield from ({"x": each["x"], "y": each["y"]} for each in past)
        yield {"x": now, "y": places.y(places.found.counted)}


def _threshold(canvas: Canvas, places: _Places) -> list[alt.Chart]:
    """The number that is needed, and on it the days between which it may be reached."""
    found = places.found
    if found.threshold is None or not places.levels[0] <= found.threshold <= places.levels[-1]:
        return []
    y = places.y(found.threshold)
    line: list[Record] = [{"x": _LEFT, "x2": _RIGHT, "y": y, "y2": y}]
    words: list[Record] = [{"x": _LEFT + 4, "y": y - 9, "words": f"{found.threshold:,} needed"}]
    layers = [canvas.lines(line, stroke=INK, strokeDash=[6, 3]), canvas.words(words, fontWeight="bold")]
    if found.reached is None:
        for (first, last), width in ((found.wide, 2), (found.likely, 6)):
            if first is not None:
                span: list[Record] = [
                    {"x": places.axis.x(first), "x2": places.axis.x(last or found.horizon), "y": y, "y2": y}
                ]
                layers.append(canvas.lines(span, stroke=INK, strokeWidth=width))
        if found.median is not None:
            at = alt.Chart(canvas.records([{"x": places.axis.x(found.median), "y": y}]))
            point = at.mark_point(shape="diamond", fill=FOR, stroke=INK, size=110, opacity=1)
            layers.append(point.encode(x=canvas.x(), y=canvas.y()))
    return layers


def _labels(places: _Places, ahead: Sequence[Record], now: float) -> Iterator[Record]:
    found = places.found
    said = f"known until {found.on.isoformat()}"
    yield {"x": max(0.0, min(now - breadth(said) / 2, _WIDTH - breadth(said))), "y": _TOP - 16, "words": said}
    if found.median is not None and found.reached is None:
        words = f"reached: median {found.median.isoformat()}"
        x = places.axis.x(found.median) + 4
        yield {"x": max(0.0, min(x, _WIDTH - breadth(words))), "y": _TOP - 34, "words": words}
    if ahead:
        yield from _named_bands(ahead[-1])


def _named_bands(last: Record) -> Iterator[Record]:
    """The names of the bands at their right ends, moved apart where they would stand on each other."""
    wanted = [(last["y4"], "90 %"), (last["y3"], "50 %"), (last["y2"], "median"), (last["y1"], "50 %"),
              (last["y0"], "90 %")]  # fmt: skip
    below = float("-inf")
    for y, words in wanted:
        below = max(y, below + 12)
        yield {"x": _RIGHT + 6, "y": below, "words": words}


def _more(found: ForecastFound) -> str:
    more, base = found.more, found.base_rate.more
    return (
        f"By {found.horizon.isoformat()} {counted(more.median, 'more instrument')} (median; with 90 % "
        f"{more.wide[0]} to {more.wide[1]})"
        + (f"; the base rate says {base.median} ({base.wide[0]} to {base.wide[1]})." if base else ".")
    )
