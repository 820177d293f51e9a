"""The map of a treaty: every state of the world is a tile of one size, marked by where it stands on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import altair as alt

from travaux.facts.model import Party
from travaux.pictures.canvas import Canvas, Record, picture_of, said
from travaux.pictures.labels import counted, fitted
from travaux.pictures.palette import FAINT, MUTED
from travaux.pictures.picture import Picture
from travaux.pictures.tile_places import LISTED, TILE, TilePlaces
from travaux.pictures.tile_states import STATE_LOOKS, look_of
from travaux.treaty.model import PartyStatus

__all__ = ["tile_map"]

_COLUMNS = ("party", "name", "tile", "state", "since")
_DEFINITION = (
    "States are tiles of one size, from west to east and from north to south as on the globe; a place, or having none, "
    "says nothing of status. A tile without a second letter: nothing of that state is on record for this treaty, which "
    "says neither that it consents nor that it refuses."
)


def tile_map(
    statuses: Sequence[PartyStatus], day: date | None, parties: Mapping[str, Party] | None = None, title: str = ""
) -> Picture:
    """The world as tiles on a day: who is bound, has deposited, has signed, has left; organisations in a list below.

    Args:
        statuses: where parties stand with one treaty on the day, one for each party.
        day: the day, as it is told under the title; None: the last on record.
        parties: what is known of the parties, by id: names, and who is a state.
        title: the treaty in words.

    Example:
        >>> picture = tile_map([PartyStatus("t", "KE", "bound", date(2001, 5, 1))], date(2002, 1, 1), title="A treaty")
        >>> picture.rows
        (('KE', 'KE', 'KE', 'bound', '2001-05-01'),)
    """
    known = parties or {}
    heading = f"{title or 'The treaty'} {f'on {day.isoformat()}' if day else 'on the last day on record'}"
    if not statuses:
        why = "No state or organisation has done anything with this treaty on record by this day."
        return said("tile-map", heading, why, _COLUMNS)
    places = TilePlaces(statuses, known)
    records = list(_records(places))
    canvas = Canvas(places.width, places.height)
    under = "Each state is a tile; the second letter and the outline say where it stands, as the key does."
    chart = canvas.sheet(_layers(canvas, places, records), records, heading, under)
    return picture_of("tile-map", heading, f"{_description(records)} {_DEFINITION}", chart, _COLUMNS, records)


def _records(places: TilePlaces) -> Iterator[dict[str, Any]]:
    listed = {each.party: (x, y) for x, y, each in places.listed if isinstance(each, PartyStatus)}
    for each in places.statuses:
        code = places.codes.get(each.party)
        x, y = places.tiles[code] if code else listed[each.party]
        known = places.parties.get(each.party)
        yield {
            "party": each.party,
            "name": known.name if known else each.party,
            "tile": code,
            "state": each.state,
            "since": each.since.isoformat() if each.since else None,
            "letter": look_of(each.state).letter,
            "x": x + (0 if code else 1),
            "x2": x + (TILE if code else 21),
            "y": y if code else y - 9,
            "y2": y + (TILE if code else 9),
            "middle": x + (TILE / 2 if code else 11),
            "code_y": y + 12,
            "letter_y": y + (26 if code else 0),
        }


def _layers(canvas: Canvas, places: TilePlaces, records: Sequence[Record]) -> list[alt.Chart]:
    taken = {each["tile"] for each in records}
    free: list[Record] = [
        {"x": x, "x2": x + TILE, "y": y, "y2": y + TILE, "middle": x + TILE / 2, "below": y + TILE / 2, "words": code}
        for code, (x, y) in places.tiles.items()
        if code not in taken
    ]
    tooltip = [alt.Tooltip(f"{name}:N") for name in _COLUMNS]
    boxes = [each.encode(tooltip=tooltip) for each in _boxes(canvas, None, sorted({each["state"] for each in records}))]
    samples = _boxes(canvas, places.key, [each["state"] for each in places.key])
    ink = _ink()
    codes = canvas.words(text="tile:N", x="middle", y="code_y", align="center", fontWeight="bold").encode(fill=ink)
    letters = canvas.words(text="letter:N", x="middle", y="letter_y", align="center").encode(fill=ink)
    keyed = canvas.words(places.key, text="letter:N", x="middle", y="letter_y", align="center").encode(fill=ink)
    headings = [{"x": x, "y": y, "words": each} for x, y, each in places.listed if isinstance(each, str)]
    return [
        canvas.boxes(free, fill="transparent", stroke=FAINT, strokeWidth=1, cornerRadius=3),
        canvas.words(free, x="middle", y="below", align="center", fill=MUTED),
        *boxes,
        codes.transform_filter("isValid(datum.tile)"),
        letters,
        *samples,
        keyed,
        canvas.words(places.key, x="right", y="letter_y"),
        canvas.words(headings, fontWeight="bold"),
        canvas.words(list(_names(places))),
    ]


def _boxes(canvas: Canvas, records: Sequence[Record] | None, states: Sequence[str]) -> list[alt.Chart]:
    """A layer of boxes for each state, since a pattern of outlines is one for a whole layer."""
    return [
        canvas.boxes(
            records, fill=look.fill, stroke=look.stroke, strokeWidth=1.5, cornerRadius=3, strokeDash=list(look.dash)
        ).transform_filter(f"datum.state == '{look.state}'")
        for look in STATE_LOOKS
        if look.state in states
    ]


def _ink() -> alt.Fill:
    scale = alt.Scale(domain=[look.state for look in STATE_LOOKS], range=[look.ink for look in STATE_LOOKS])
    return alt.Fill("state:N", scale=scale, legend=None)


def _names(places: TilePlaces) -> Iterator[Record]:
    for x, y, each in places.listed:
        if isinstance(each, PartyStatus):
            known = places.parties.get(each.party)
            yield {"x": x + 28, "y": y, "words": fitted(known.name if known else each.party, LISTED - 44)}


def _description(records: Sequence[Record]) -> str:
    states = Counter(str(each["state"]) for each in records)
    counts = ", ".join(f"{states[look.state]:,} {look.words}" for look in STATE_LOOKS if states[look.state])
    parts = [f"Map of {counted(len(records), 'party', 'parties')} with something on record: {counts}."]
    for look in STATE_LOOKS:
        names = sorted(str(each["name"]) for each in records if each["state"] == look.state)
        if names and look.state != "none":
            more = f" and {len(names) - 40} more" if len(names) > 40 else ""
            parts.append(f"{look.words.capitalize()}: {', '.join(names[:40])}{more}.")
    return " ".join(parts)
