"""The countdown of a treaty: instruments that count over time, up to the threshold and entry into force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import altair as alt

from travaux.facts.model import Party
from travaux.pictures.canvas import Canvas, Record, picture_of, said
from travaux.pictures.countdown_places import ASIDE, BOTTOM, TOP, WIDTH, CountdownPlaces
from travaux.pictures.labels import breadth, counted, fitted
from travaux.pictures.palette import AGAINST, FOR, FOR_PALE, INK
from travaux.pictures.picture import Picture
from travaux.pictures.time_axes import ground_layers
from travaux.treaty.model import ForceFound

__all__ = ["force_countdown"]

_COLUMNS = ("date", "party", "name", "instrument", "number", "counts", "why")
_DEFINITION = (
    "The line counts the instruments that count towards entry into force, in order of deposit; the dashed line is the "
    "number that the rule asks for. A cross below the years is an instrument on record that does not count."
)


def force_countdown(found: ForceFound, parties: Mapping[str, Party] | None = None) -> Picture:
    """The steps of the count up to the threshold, the instrument that completed it, and the day of entry into force.

    It reaches the day that was asked for, unless many times the number that is needed was deposited by then: what came
    long after entry into force then stands in the table alone.

    Args:
        found: as `travaux.treaty.forcing.force` gives it.
        parties: what is known of the parties, by id.
    """
    name = found.treaty.short or found.treaty.name
    title = f"Entry into force: {name}"
    places = CountdownPlaces(found)
    if not places.days:
        why = "No instrument with a day is on record, and no day from which to count."
        return said("countdown", title, why, _COLUMNS)
    names = {party: known.name for party, known in (parties or {}).items()}
    records = list(_records(found, names, places))
    canvas = Canvas(WIDTH, places.height)
    chart = canvas.sheet(_layers(canvas, places, records, names), records, title, _under(found, places.later))
    description = " ".join(filter(None, (*found.explanation, _told(records), _DEFINITION)))
    return picture_of("countdown", title, description, chart, _COLUMNS, records)


def _records(found: ForceFound, names: Mapping[str, str], places: CountdownPlaces) -> Iterator[dict[str, Any]]:
    for number, each in enumerate(found.counted, 1):
        trigger = found.trigger is not None and each.id == found.trigger.id
        yield _row(each, names, places, number, "yes", "completes the count" if trigger else "") | {
            "y": places.y(number),
            "sort": "trigger" if trigger else "counted",
        }
    for each, why in found.set_aside:
        yield _row(each, names, places, None, "no", why) | {"y": ASIDE, "sort": "aside"}


def _row(
    action: Any, names: Mapping[str, str], places: CountdownPlaces, number: int | None, counts: str, why: str
) -> dict[str, Any]:
    drawn = action.date is not None and action.date <= places.axis.last
    return {
        "date": action.date.isoformat() if action.date else None,
        "party": action.party,
        "name": names.get(action.party, action.party),
        "instrument": action.kind.replace("_", " "),
        "number": number,
        "counts": counts,
        "why": why or None,
        "x": places.axis.x(action.date) if drawn else None,
    }


def _layers(
    canvas: Canvas, places: CountdownPlaces, records: Sequence[Record], names: Mapping[str, str]
) -> list[alt.Chart]:
    rows = [(places.y(each), f"{each:,}") for each in places.levels]
    tooltip = [alt.Tooltip(f"{name}:N") for name in _COLUMNS]
    points = alt.Chart().encode(x=canvas.x(), y=canvas.y(), tooltip=tooltip)
    there = "isValid(datum.x) && datum.sort =="
    return [
        *ground_layers(canvas, places.axis, rows, BOTTOM),
        *_delay(canvas, places),
        *_steps(canvas, places, records),
        *_threshold(canvas, places),
        *_presumed(canvas, places, records),
        points.mark_circle(fill=FOR, size=22, opacity=1).transform_filter(f"{there} 'counted'"),
        points.mark_point(shape="diamond", fill=FOR, stroke=INK, size=110, opacity=1).transform_filter(
            f"{there} 'trigger'"
        ),
        points.mark_point(shape="M-.6,-.6L.6,.6M-.6,.6L.6,-.6", stroke=AGAINST, size=60, opacity=1).transform_filter(
            f"{there} 'aside'"
        ),
        canvas.words(list(_labels(places, names)), fill=INK),
    ]


def _steps(canvas: Canvas, places: CountdownPlaces, records: Sequence[Record]) -> list[alt.Chart]:
    corners: list[dict[str, Any]] = [{"x": places.axis.left, "y": places.y(0)}]
    corners += [{"x": each["x"], "y": each["y"]} for each in records if each["number"] and each["x"] is not None]
    shown = places.found.on
    end = min(shown, places.axis.last) if shown is not None else places.axis.last
    corners.append({"x": max(places.axis.x(end), corners[-1]["x"]), "y": corners[-1]["y"]})
    numbered = [{**corner, "order": place} for place, corner in enumerate(corners)]
    line = alt.Chart(canvas.records(numbered)).mark_line(interpolate="step-after", stroke=FOR, strokeWidth=2)
    return [line.encode(x=canvas.x(), y=canvas.y(), order="order:Q")]


def _threshold(canvas: Canvas, places: CountdownPlaces) -> list[alt.Chart]:
    if places.threshold is None:
        return []
    y = places.y(places.threshold)
    line: list[Record] = [{"x": places.axis.left, "x2": places.axis.right, "y": y, "y2": y}]
    words: list[Record] = [{"x": places.axis.left + 4, "y": y - 9, "words": f"{places.threshold:,} needed"}]
    return [canvas.lines(line, stroke=INK, strokeDash=[6, 3]), canvas.words(words, fontWeight="bold")]


def _presumed(canvas: Canvas, places: CountdownPlaces, records: Sequence[Record]) -> list[alt.Chart]:
    """What lies between the instruments on record and the threshold: states that must have been parties."""
    at = next((each for each in records if each["sort"] == "trigger" and each["x"] is not None), None)
    if at is None or not places.presumed or places.threshold is None:
        return []
    y = places.y(places.threshold)
    line: list[Record] = [{"x": at["x"], "x2": at["x"], "y": y, "y2": at["y"]}]
    words = f"presumed: {places.presumed}"
    side = -6 if at["x"] > WIDTH / 2 else 8
    label: list[Record] = [{"x": at["x"] + side, "y": (y + at["y"]) / 2, "words": words}]
    return [canvas.lines(line, stroke=FOR, strokeDash=[3, 3], strokeWidth=2),
            canvas.words(label, align="right" if side < 0 else "left")]  # fmt: skip


def _delay(canvas: Canvas, places: CountdownPlaces) -> list[alt.Chart]:
    """The time between the instrument that completed the count and entry into force."""
    found, axis = places.found, places.axis
    layers = []
    if found.trigger is not None and found.trigger.date is not None and found.day is not None:
        box: list[Record] = [
            {"x": axis.x(found.trigger.date), "x2": axis.x(found.day), "y": TOP - 8, "y2": BOTTOM}
        ]
        layers.append(canvas.boxes(box, fill=FOR_PALE))
    days = dict.fromkeys(day for day in (found.day, found.recorded) if day is not None)
    lines: list[Record] = [{"x": axis.x(day), "x2": axis.x(day), "y": TOP - 8, "y2": BOTTOM} for day in days]
    layers.append(canvas.lines(lines, stroke=FOR, strokeWidth=1.5))
    return layers


def _labels(places: CountdownPlaces, names: Mapping[str, str]) -> Iterator[Record]:
    """What happened on the days of the upright lines, above them, and inwards of the right edge."""
    found = places.found
    told: list[tuple[date, str]] = []
    if found.day is not None:
        same = " as recorded" if found.recorded == found.day else ""
        told.append((found.day, f"in force by the rule{same}: {found.day.isoformat()}"))
    if found.recorded is not None and found.recorded != found.day:
        told.append((found.recorded, f"first party bound on record: {found.recorded.isoformat()}"))
    if found.trigger is not None and found.trigger.date is not None and len(told) < 2:
        who = fitted(names.get(found.trigger.party, found.trigger.party), 200)
        told.append((found.trigger.date, f"count complete: {who}, {found.trigger.date.isoformat()}"))
    for line, (day, words) in enumerate(told):
        x = places.axis.x(day)
        yield {"x": max(0.0, min(x + 4, WIDTH - breadth(words) - 4)), "y": 8 + 15 * line, "words": words}
    if places.aside:
        yield {"x": 0, "y": ASIDE, "words": "aside"}


def _under(found: ForceFound, later: int) -> str:
    rule = found.treaty.force
    words = f"{rule.words}. " if rule is not None and rule.words else ""
    if found.missing:
        return f"{words}{counted(found.missing, 'more instrument')} needed" + (f" on {found.on}." if found.on else ".")
    if found.trigger is None:
        return words.strip()
    together = " together with a state that is no more, of which no dated instrument is on record"
    more = f" {counted(later, 'later instrument')} in the table alone." if later else ""
    return f"{words}The diamond is the instrument that completed the count{together if found.presumed else ''}.{more}"


def _told(records: Sequence[Record]) -> str:
    aside = [each for each in records if each["counts"] == "no"]
    said = f"{counted(sum(each['counts'] == 'yes' for each in records), 'instrument')} on record count."
    if not aside:
        return said
    each = [f"{one['name']}, {one['instrument']} of {one['date'] or 'no day'}: {one['why']}" for one in aside[:8]]
    more = " …" if len(aside) > 8 else ""
    return f"{said} {counted(len(aside), 'instrument')} set aside: {'; '.join(each)}{more}."
