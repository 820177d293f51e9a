"""The position matrix: who stands where on every option of every issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from travaux.consensus.likeness import LIKENESS
from travaux.consensus.standings import OptionGround, ground
from travaux.facts import Case, Standing
from travaux.pictures.canvas import Canvas, Record, picture_of, said
from travaux.pictures.labels import counted
from travaux.pictures.matrix_places import CELL, THROUGH, Places, letter
from travaux.pictures.matrix_rows import OBSERVERS, MatrixRow, Order, rows_of
from travaux.pictures.palette import MUTED, PALE
from travaux.pictures.picture import Picture
from travaux.pictures.signs import SIGNS, drawn, sign_of

__all__ = ["position_matrix"]

_TITLE = "Positions on record"
_COLUMNS = ("delegation", "under", "issue", "letter", "option", "stance", "condition", "through", "since")
_MOST = 20_000  # cells; more make a file that browsers are slow to show
_ORDERS = {
    "likeness": f"By likeness: {LIKENESS}.",
    "group": "By group: each under the first group on record that has it on that day, and there by likeness.",
    "name": "By name.",
}
_DEFINITION = (
    "A stance is that of the strictest statement that counts on that day; what a group said counts for its members "
    "unless they said something else. Unknown: no stance is on record, which is not consent."
)


def position_matrix(case: Case, order: Order = "likeness", group: str | None = None) -> Picture:
    """Delegations by options of issues: each known stance has a shape and a tint, each unknown one a faint dot.

    Args:
        case: the case on the day it is to be seen.
        order: `likeness`, `group` or `name` (see `travaux.pictures.matrix_rows.rows_of`).
        group: only the members of this group on that day.

    Raises:
        TravauxError: if there is no such order or group.

    Example:
        >>> import travaux
        >>> picture = position_matrix(travaux.open_case("marrakesh"), order="name")
        >>> [(row[0], row[4], row[5]) for row in picture.rows[:2]]
        [('African Group', 'No: a recommendation', 'unknown'), ('African Group', 'Yes: a treaty', 'accept')]
    """
    grounds = tuple(each for each in ground(case) if each.options)
    rows = rows_of(case, grounds, order, group)
    if not grounds or not rows:
        lacking = "no issue with an option" if not grounds else "no delegation"
        return said("positions", _TITLE, f"There is {lacking} on record in this view.", _COLUMNS)
    places = Places(grounds, rows)
    records = list(_records(case, places))
    if len(records) > _MOST:
        many = f"{counted(len(rows), 'delegation')} by {counted(len(places.columns), 'option')}"
        return said("positions", _TITLE, f"{many} are too many for one picture: look at one group.", _COLUMNS, records)
    day = f" on {case.as_of.isoformat()}" if case.as_of else ""
    canvas = Canvas(places.width, places.height)
    chart = canvas.sheet(_layers(canvas, places), records, f"{_TITLE}{day}", _ORDERS[order])
    description = f"{_description(records, rows, places)} {_ORDERS[order]} {_DEFINITION}"
    return picture_of("positions", f"{_TITLE}{day}", description, chart, _COLUMNS, records)


def _records(case: Case, places: Places) -> Iterator[dict[str, Any]]:
    for row, y in zip(places.rows, places.tops, strict=True):
        for each in places.grounds:
            for place, option in enumerate(each.options):
                standing = _standing(option, row.party)
                x = places.columns[each.issue.id, option.id]
                yield {
                    "delegation": row.name,
                    "under": row.under or None,
                    "issue": each.issue.title or each.issue.id,
                    "letter": letter(place),
                    "option": option.label,
                    "stance": standing.stance.replace("_", " ") if standing and standing.stance else "unknown",
                    "condition": _condition(standing),
                    "through": case.party_name(standing.group or "") if standing and standing.group else None,
                    "since": standing.since.isoformat() if standing and standing.since else None,
                    "sign": sign_of(standing),
                    "x": x + 1,
                    "x2": x + CELL - 1,
                    "y": y + 1,
                    "y2": y + CELL - 1,
                    "middle": x + CELL / 2,
                    "centre": y + CELL / 2,
                }


def _standing(option: OptionGround, party: str) -> Standing | None:
    return option.spoken.get(party) or option.observers.get(party)


def _condition(standing: Standing | None) -> str | None:
    if standing is None:
        return None
    points = [f"{each.issue} = {each.option}" for each in standing.conditions]
    return "; ".join([*points, *([standing.subject_to] if standing.subject_to else [])]) or None


def _layers(canvas: Canvas, places: Places) -> list[alt.Chart]:
    known = "datum.sign != 'unknown'"
    tints = alt.Scale(domain=[sign.word for sign in SIGNS], range=[sign.behind for sign in SIGNS])
    tooltip = [alt.Tooltip(f"{name}:N") for name in _COLUMNS]
    tinted = canvas.boxes().encode(fill=alt.Fill("sign:N", scale=tints, legend=None))
    dashed: dict[str, Any] = {"fill": "transparent", "stroke": MUTED, "strokeWidth": 1, "strokeDash": [2, 2]}
    entry = next(each for each in places.key if each["sign"] == THROUGH)
    box = {"x": entry["x"] - 8, "x2": entry["x"] + 8, "y": entry["y"] - 8, "y2": entry["y"] + 8}
    signs = drawn(alt.Chart()).encode(x=canvas.x("middle"), y=canvas.y("centre"), tooltip=tooltip)
    key = drawn(alt.Chart(canvas.records([each for each in places.key if each is not entry])))
    return [
        canvas.boxes(list(_bands(places)), fill=PALE),
        tinted.transform_filter(known),
        canvas.boxes(**dashed).transform_filter("datum.through != null"),
        canvas.boxes([box], **dashed),
        signs,
        key.encode(x=canvas.x(), y=canvas.y()),
        canvas.words(places.key, x="right"),
        canvas.words(_names(places)),
        *([canvas.words(_heads(places), fontWeight="bold")] if places.heads else []),
        canvas.words(list(_titles(places)), angle=315),
        canvas.words(list(_letters(places)), align="center", fill=MUTED),
        *(
            canvas.words([each for each in places.options if each["weight"] == weight], fontWeight=weight)
            for weight in ("bold", "normal")
        ),
    ]


def _bands(places: Places) -> Iterator[Record]:
    right = max(places.columns.values()) + CELL
    for number, y in enumerate(places.tops):
        if number % 2 == 0:
            yield {"x": 0, "x2": right, "y": y, "y2": y + CELL}


def _names(places: Places) -> list[Record]:
    return [
        {"x": 4, "y": y + CELL / 2, "words": name} for name, y in zip(places.names, places.tops, strict=True)
    ]


def _heads(places: Places) -> list[Record]:
    return [{"x": 0, "y": y, "words": places.rows[place].under} for place, y in places.heads.items()]


def _titles(places: Places) -> Iterator[Record]:
    for each, title in zip(places.grounds, places.titles, strict=True):
        middle = places.columns[each.issue.id, each.options[0].id] + CELL * len(each.options) / 2
        yield {"x": middle, "y": places.letters - 14, "words": title}


def _letters(places: Places) -> Iterator[Record]:
    for each in places.grounds:
        for place, option in enumerate(each.options):
            x = places.columns[each.issue.id, option.id] + CELL / 2
            yield {"x": x, "y": places.letters, "words": letter(place)}


def _description(records: Sequence[Record], rows: Sequence[MatrixRow], places: Places) -> str:
    observers = sum(row.under == OBSERVERS for row in rows)
    stances = Counter(each["stance"] for each in records)
    spoke = {each["delegation"] for each in records if each["stance"] != "unknown" and each["under"] != OBSERVERS}
    options = sum(len(each.options) for each in places.grounds)
    found = [f"{stances[word]} {word}" for word in ("prefer", "accept", "oppose", "red line") if stances[word]]
    others = f", and {counted(observers, 'observer')}" if observers else ""
    return (
        f"Matrix of {counted(len(rows) - observers, 'delegation')} that decide{others}, by "
        f"{counted(options, 'option')} of {counted(len(places.grounds), 'issue')}. "
        f"{counted(len(spoke), 'delegation')} that decide have a stance on record. "
        f"Of {counted(len(records), 'cell')}, {len(records) - stances['unknown']} hold a stance"
        f"{' (' + ', '.join(found) + ')' if found else ''} and {stances['unknown']} are unknown."
    )
