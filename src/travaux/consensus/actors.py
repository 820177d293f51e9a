"""Tables of actors: where each stands on one or more scales, how much power it has, how much it cares.

Two layouts are read. One header row: `actor, capability, position, salience` (Scholz, Calbert and Smith 2011). Two
header rows, as the Spatial Model of Politics of KTAB has them: first a title, a description, the number of actors and
of dimensions, then `Actor, Description, Influence` and a pair of columns, position and salience, for each dimension;
there positions and saliences are on a scale from 0 to 100.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from travaux.errors import TravauxError

__all__ = ["Actor", "ActorTable", "WrongCell", "is_actor_table", "read_actors"]

POWER = ("power", "influence", "capability", "capabilities", "weight")
_LARGEST_FILE = 20_000_000  # bytes
_HUNDRED = (0.0, 100.0)
_ENDLESS = float("inf")
_Rows = list[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell that cannot be taken as it stands: row and column (from 1), the heading there, what it holds, and why."""

    row: int
    column: int
    heading: str
    found: str
    why: str

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column} ({self.heading}): {self.found!r}: {self.why}"


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor: power without unit, and a position and salience on each dimension; None where the cell is wrong."""

    name: str
    description: str
    power: float | None
    positions: tuple[float | None, ...]
    saliences: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ActorTable:
    """Actors on one or more dimensions. `scale` is the lowest and highest position where the layout fixes them."""

    title: str
    description: str
    dimensions: tuple[str, ...]
    actors: tuple[Actor, ...]
    scale: tuple[float, float] | None
    wrong: tuple[WrongCell, ...]


def is_actor_table(path: str | Path) -> bool:
    """Whether a file is a CSV whose first or second row begins with `Actor`; False if it cannot be read."""
    path = Path(path)
    if path.suffix.lower() != ".csv":
        return False
    try:
        return _header(_rows(path)[:2]) is not None
    except TravauxError:
        return False


def read_actors(path: str | Path) -> ActorTable:
    """The actors of a CSV file. Cells that hold no number they should hold are named in `wrong`, and taken as unknown.

    Raises:
        TravauxError: if the file cannot be read, or has no header row that begins with `Actor`, or no pair of columns
            for position and salience.
    """
    path = Path(path)
    rows = _rows(path)
    place = _header(rows[:2])
    if place is None:
        raise TravauxError(
            "the table has no row of headings that begins with Actor",
            where=str(path),
            remedy="use the headings actor, capability, position, salience",
        )
    headings = [cell.strip() for cell in rows[place][1]]
    while headings and not headings[-1]:
        headings.pop()
    power = 2 if len(headings) > 2 and headings[1].lower() == "description" else 1
    pairs = headings[power + 1 :]
    if not pairs or len(pairs) % 2 or headings[power].lower() not in POWER:
        raise TravauxError(
            "the headings do not say power, then position and salience in pairs",
            where=f"{path}, row {rows[place][0]}",
            why=f"they are {', '.join(headings)}",
            remedy="name the column of power capability, influence or power, and give each position its salience",
        )
    wrong: list[WrongCell] = []
    scale = _HUNDRED if place else None
    actors = tuple(_actor(number, row, headings, power, scale, wrong) for number, row in rows[place + 1 :])
    title, description = _titles(rows, place, path)
    wrong += [*_twice(actors, rows[place + 1 :]), *_counts(rows, place, len(actors), len(pairs) // 2)]
    return ActorTable(title, description, tuple(pairs[::2]), actors, scale, tuple(sorted(wrong, key=_by_place)))


def _rows(path: Path) -> _Rows:
    """Rows that hold anything, with their numbers."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise TravauxError("the table is too large", where=str(path), remedy="use one of fewer than 20 MB")
        words = path.read_bytes().decode("utf-8-sig")
        reader = csv.reader(io.StringIO(words, newline=""), skipinitialspace=True)
        return [(number, row) for number, row in enumerate(reader, 1) if any(cell.strip() for cell in row)]
    except OSError as error:
        raise TravauxError(
            "the table cannot be read", where=str(path), why=error.strerror or "", remedy="check the name of the file"
        ) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise TravauxError(
            "the table is not CSV in UTF-8", where=str(path), why=str(error), remedy="save it as CSV in UTF-8"
        ) from None


def _header(rows: _Rows) -> int | None:
    return next((place for place, (_, row) in enumerate(rows) if row[0].strip().lower() == "actor"), None)


def _titles(rows: _Rows, place: int, path: Path) -> tuple[str, str]:
    if not place:
        return path.stem, ""
    first = [cell.strip() for cell in rows[0][1] if cell.strip()]
    return first[0], ", ".join(first[1:-2])


def _actor(
    number: int,
    row: Sequence[str],
    headings: Sequence[str],
    power: int,
    scale: tuple[float, float] | None,
    wrong: list[WrongCell],
) -> Actor:
    cells = [cell.strip() for cell in row]
    for column, extra in enumerate(cells[len(headings) :], len(headings) + 1):
        if extra:
            wrong.append(WrongCell(number, column, "", extra, "there is no heading above it"))
    cells += [""] * (len(headings) - len(cells))

    def amount(column: int, lowest: float = -_ENDLESS, highest: float = _ENDLESS) -> float | None:
        found = _number(cells[column])
        if found is not None and lowest <= found <= highest:
            return found
        bounds = f"{lowest:g} or more" if highest == _ENDLESS else f"from {lowest:g} to {highest:g}"
        why = "a number is needed" if found is None else f"it must be {bounds}"
        wrong.append(WrongCell(number, column + 1, headings[column], cells[column], why))
        return None

    if not cells[0]:
        wrong.append(WrongCell(number, 1, headings[0], "", "the actor has no name"))
    return Actor(
        name=cells[0] or f"row {number}",
        description=cells[1] if power == 2 else "",
        power=amount(power, 0.0),
        positions=tuple(amount(column, *(scale or ())) for column in range(power + 1, len(headings), 2)),
        saliences=tuple(amount(column, 0.0) for column in range(power + 2, len(headings), 2)),
    )


def _number(words: str) -> float | None:
    try:
        number = float(words)
    except ValueError:
        return None
    return number if abs(number) < _ENDLESS and "_" not in words else None


def _twice(actors: Sequence[Actor], rows: _Rows) -> Iterator[WrongCell]:
    seen: set[str] = set()
    for actor, (number, _) in zip(actors, rows, strict=True):
        if actor.name in seen:
            yield WrongCell(number, 1, "Actor", actor.name, "the name was used above; both rows are kept")
        seen.add(actor.name)


def _counts(rows: _Rows, place: int, actors: int, dimensions: int) -> Iterator[WrongCell]:
    """What the title row says of the size of the table, where it is not so."""
    if not place:
        return
    number, cells = rows[0]
    filled = [(column, cell.strip()) for column, cell in enumerate(cells, 1) if cell.strip()]
    said = [*filled[-2:]] if len(filled) > 2 else []
    for (column, cell), there, what in zip(said, (actors, dimensions), ("actors", "dimensions"), strict=False):
        if _number(cell) != there:
            yield WrongCell(number, column, f"number of {what}", cell, f"there are {there}")


def _by_place(cell: WrongCell) -> tuple[int, int]:
    return cell.row, cell.column
