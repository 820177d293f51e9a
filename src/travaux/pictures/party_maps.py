"""The map of parties: every state is a tile of the same size, marked by what is on record of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from travaux.consensus.standings import Ground
from travaux.facts import Case
from travaux.pictures.canvas import Canvas, Record, picture_of, said
from travaux.pictures.labels import counted, fitted
from travaux.pictures.map_parties import MapParty, grounds_of, parties_of
from travaux.pictures.map_places import LISTED, TILE, MapPlaces
from travaux.pictures.matrix_places import letter
from travaux.pictures.matrix_rows import OBSERVERS
from travaux.pictures.palette import HEAT, HEAT_WORDS, INK, MUTED
from travaux.pictures.picture import Picture
from travaux.pictures.signs import drawn, sign_of

__all__ = ["party_map"]

_COLUMNS = ("delegation", "code", "under", "positions", "stances")
_STEPS = (1, 3, 6, 10, 15)  # the least number of positions for each tint
_SHOWN = 4  # signs that have room on a tile
_DASHED = " A dashed outline: an observer, who takes no part in the decision."
_SIGNS_KEY = "Letters stand for options, see below the map. No sign: nothing on record, which is not consent."
_DEFINITION = (
    "A position is a stance on one option, its own or that of a group it was in on that day; none on record means "
    "unknown, which is not consent. States are tiles of one size, from west to east and from north to south as on the "
    "globe; a place says nothing of status."
)


def party_map(case: Case, issue: str | None = None) -> Picture:
    """The parties of a case: states as tiles, all others in a list below.

    Args:
        case: the case on the day it is to be seen.
        issue: the id of an issue: each party then has the signs of its stances on the options of it; None for the
            number of positions on record on all issues.

    Raises:
        TravauxError: if there is no such issue.

    Example:
        >>> import travaux
        >>> picture = party_map(travaux.open_case("marrakesh"))
        >>> [(name, number) for name, _, _, number, _ in picture.rows[:2]]
        [('United States of America', 4), ('European Union', 3)]
    """
    grounds = grounds_of(case, issue)
    parties = parties_of(case, grounds)
    name = "map" if issue is None else f"map-{issue}"
    title = "Parties and their positions on record" if issue is None else f"Parties: {_named(grounds[0])}"
    if not parties:
        return said(name, title, "There is no party on record in this view.", _COLUMNS)
    places = MapPlaces(parties, grounds[0] if issue is not None else None)
    records = list(_records(places))
    under = "The number of positions on record." if issue is None else _SIGNS_KEY
    under += _DASHED if any(party.code and party.under == OBSERVERS for party in parties) else ""
    day = f" On {case.as_of.isoformat()}." if case.as_of else ""
    canvas = Canvas(places.width, places.height)
    chart = canvas.sheet(_layers(canvas, places), records, title, f"{under}{day}")
    return picture_of(name, title, f"{_description(places, records)}{day} {_DEFINITION}", chart, _COLUMNS, records)


def _named(ground: Ground) -> str:
    return ground.issue.title or ground.issue.id


def _records(places: MapPlaces) -> Iterator[dict[str, Any]]:
    listed = {party.party: (x, y) for x, y, party in places.listed if isinstance(party, MapParty)}
    for party in places.parties:
        x, y = places.tiles[party.code] if party.code else listed[party.party]
        number = len(party.said)
        words = [_words(ground, place, sign_of(standing), places.issue) for ground, place, standing in party.said]
        yield {
            "delegation": party.name,
            "code": party.code or None,
            "under": party.under,
            "positions": number,
            "stances": "; ".join(words) or "unknown",
            "tint": str(sum(number >= step for step in _STEPS)) if places.issue is None else "signs",
            "outline": "observer" if party.under == OBSERVERS else "decides",
            "x": x,
            "x2": x + (TILE if party.code else 24),
            "y": y if party.code else y - 9,
            "y2": y + (TILE if party.code else 9),
            "middle": x + (TILE / 2 if party.code else 12),
            "figure_y": y + (32 if party.code else 0),
            "code_y": y + (13 if places.issue is None or party.said else TILE / 2),
        }


def _words(ground: Ground, place: int, sign: str, issue: Ground | None) -> str:
    where = "" if issue is not None else f"{_named(ground)} "
    return f"{where}{letter(place)}: {sign}"


def _layers(canvas: Canvas, places: MapPlaces) -> list[alt.Chart]:
    steps = [*map(str, range(len(HEAT) + 1)), "signs"]
    fills = alt.Scale(domain=steps, range=["transparent", *HEAT, "transparent"])
    inks = alt.Scale(domain=steps, range=[INK, *HEAT_WORDS, INK])
    tooltip = [alt.Tooltip(f"{name}:N") for name in _COLUMNS]
    fill = alt.Fill("tint:N", scale=fills, legend=None)
    boxes = [
        canvas.boxes(stroke=MUTED, strokeWidth=1, cornerRadius=3, strokeDash=dash)
        .encode(fill=fill, tooltip=tooltip)
        .transform_filter(f"datum.outline == '{outline}'" + (" && isValid(datum.code)" if places.issue else ""))
        for outline, dash in (("decides", [1, 0]), ("observer", [3, 2]))
    ]
    ink = alt.Fill("tint:N", scale=inks, legend=None)
    codes = canvas.words(text="code:N", x="middle", y="code_y", align="center", fontWeight="bold").encode(fill=ink)
    layers = [
        *boxes,
        codes.transform_filter("isValid(datum.code)"),
        canvas.words([{"x": x, "y": y, "words": each} for x, y, each in places.listed if isinstance(each, str)],
                     fontWeight="bold"),
        canvas.words(list(_names(places))),
    ]  # fmt: skip
    if places.issue is None:
        figures = canvas.words(text="positions:Q", x="middle", y="figure_y", align="center").encode(fill=ink)
        return [*layers, figures]
    signs = list(_signs(places))
    points = drawn(alt.Chart(canvas.records([each for each in signs if each["sign"]])))
    key = drawn(alt.Chart(canvas.records(places.key)))
    return [
        *layers,
        points.encode(x=canvas.x(), y=canvas.y(), size=alt.value(48)),
        canvas.words(signs, x="left", fontSize=10),
        key.encode(x=canvas.x(), y=canvas.y()),
        canvas.words(places.key, x="right"),
        canvas.words(places.options),
    ]


def _names(places: MapPlaces) -> Iterator[Record]:
    for x, y, party in places.listed:
        if isinstance(party, MapParty):
            shown = 32 if places.issue is None else 22 * len(party.said[:_SHOWN]) + 12
            yield {"x": x + shown, "y": y, "words": fitted(party.name, LISTED - shown - 20)}


def _signs(places: MapPlaces) -> Iterator[Record]:
    """The letter and sign of every stance: two in a line on a tile, all in one line in the list."""
    listed = {party.party: (x, y) for x, y, party in places.listed if isinstance(party, MapParty)}
    for party in places.parties:
        more = len(party.said) > _SHOWN
        for number, (_, place, standing) in enumerate(party.said[: _SHOWN - more]):
            x, y = _sign_place(places, party, listed, number)
            yield {"sign": sign_of(standing), "x": x + 14, "y": y, "left": x, "words": letter(place)}
        if more:
            x, y = _sign_place(places, party, listed, _SHOWN - 1)
            yield {"sign": "", "x": x, "y": y, "left": x, "words": f"+{len(party.said) - _SHOWN + 1}"}


def _sign_place(
    places: MapPlaces, party: MapParty, listed: dict[str, tuple[float, float]], number: int
) -> tuple[float, float]:
    if party.code:
        x, y = places.tiles[party.code]
        alone = 12 if len(party.said) == 1 else 0
        first = y + (26 if len(party.said) > 2 else 31)
        return x + 4 + alone + 22 * (number % 2), first + 13 * (number // 2)
    x, y = listed[party.party]
    return x + 4 + 22 * number, y


def _description(places: MapPlaces, records: Sequence[Record]) -> str:
    tiles = sum(each["code"] is not None for each in records)
    known = [each for each in records if each["positions"]]
    what = "positions on record" if places.issue is None else f"stances on {_named(places.issue)}"
    named = ", ".join(f"{each['delegation']} ({each['stances'] if places.issue is not None else each['positions']})"
                      for each in sorted(known, key=lambda each: -int(each["positions"]))[:12])  # fmt: skip
    parts = [
        f"Map of {counted(len(records), 'party', 'parties')} with their {what}: "
        f"{counted(tiles, 'state')} as tiles, {len(records) - tiles} others in a list.",
        f"{len(known)} have something on record, {len(records) - len(known)} nothing.",
    ]
    if known:
        parts.append(f"{'Those with most' if len(known) > 12 else 'These are'}: {named}.")
    for place, option in enumerate(places.issue.options if places.issue is not None else ()):
        parts.append(f"{letter(place)}: {option.label}.")
    return " ".join(parts)
