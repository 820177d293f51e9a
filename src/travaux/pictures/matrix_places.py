"""Where everything stands in the position matrix, in pixels from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from travaux.consensus.standings import Ground
from travaux.pictures.canvas import Record
from travaux.pictures.labels import breadth, fitted, folded
from travaux.pictures.matrix_rows import MatrixRow
from travaux.pictures.signs import SIGNS

__all__ = ["CELL", "THROUGH", "Places", "letter"]

THROUGH = "through a group"
"""The entry of the key for what a group said."""

CELL = 20
_BETWEEN = 8  # between two issues
_UNDER = 26  # a heading above rows
_NAMES = 220  # the longest name of a delegation
_TITLES = 240  # the longest title of an issue, which runs upwards at 45 degrees
_SLANT = 0.7072
_LINE = 15
_COLUMN = 440  # the least breadth of a column of that list
_LEAST = 560  # so that the key and the list of options can be read under a small matrix too


def letter(place: int) -> str:
    """The letter of an option: A to Z, then A2 to Z2 and so on.

    Example:
        >>> letter(0), letter(27)
        ('A', 'B2')
    """
    turn, number = divmod(place, 26)
    return chr(ord("A") + number) + (str(turn + 1) if turn else "")


@dataclass(frozen=True)
class Places:
    """The places of rows, columns and words for some issues and delegations."""

    grounds: tuple[Ground, ...]
    rows: tuple[MatrixRow, ...]

    @cached_property
    def left(self) -> float:
        """Where the columns begin."""
        return 16 + max(breadth(name) for name in self.names)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the delegations as they are shown."""
        return tuple(fitted(row.name, _NAMES) for row in self.rows)

    @cached_property
    def columns(self) -> dict[tuple[str, str], float]:
        """The left edge of the column of each option of each issue."""
        found, x = {}, self.left
        for ground in self.grounds:
            for option in ground.options:
                found[ground.issue.id, option.id] = x
                x += CELL
            x += _BETWEEN
        return found

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The titles of the issues as they are shown."""
        return tuple(fitted(ground.issue.title or ground.issue.id, _TITLES) for ground in self.grounds)

    @cached_property
    def width(self) -> float:
        """The breadth of the picture: the last titles may reach beyond the last column."""
        ends = [
            self.columns[ground.issue.id, ground.options[0].id] + CELL + _SLANT * breadth(title)
            for ground, title in zip(self.grounds, self.titles, strict=True)
        ]
        return max(_LEAST, *ends, max(self.columns.values()) + CELL)

    @cached_property
    def key(self) -> tuple[Record, ...]:
        """The signs with their words, in lines as broad as the picture."""
        found: list[Record] = []
        x, y = 8.0, 10.0
        for word, key in (*((sign.word, sign.key) for sign in SIGNS), (THROUGH, "said by a group it was in")):
            room = 14 + breadth(key) + 22
            if found and x + room > self.width:
                x, y = 8.0, y + 20
            found.append({"sign": word, "x": x, "y": y, "words": key, "right": x + 14})
            x += room
        return tuple(found)

    @cached_property
    def letters(self) -> float:
        """The line of the letters of the options."""
        return float(self.key[-1]["y"]) + 26 + _SLANT * max(map(breadth, self.titles)) + 14

    @cached_property
    def heads(self) -> dict[int, float]:
        """The line of the heading above a row, by the place of the row."""
        return self._lines[1]

    @cached_property
    def tops(self) -> tuple[float, ...]:
        """The upper edge of each row."""
        return self._lines[0]

    @cached_property
    def _lines(self) -> tuple[tuple[float, ...], dict[int, float]]:
        tops, heads = [], {}
        y, under = self.letters + 12, ""
        for place, row in enumerate(self.rows):
            if row.under != under:
                heads[place] = y + _UNDER - 10
                y, under = y + _UNDER, row.under
            tops.append(y)
            y += CELL
        return tuple(tops), heads

    @cached_property
    def options(self) -> tuple[Record, ...]:
        """The list under the matrix, in columns: what the letters stand for."""
        columns = max(1, int(self.width // _COLUMN))
        room = self.width / columns
        ends = [self.tops[-1] + CELL + 30] * columns
        found: list[Record] = []
        for ground in self.grounds:
            column = ends.index(min(ends))
            x, y = room * column, ends[column]
            found.append({"x": x, "y": y, "words": ground.issue.title or ground.issue.id, "weight": "bold"})
            for line in _listed(ground, room - 40):
                y += _LINE
                found.append({"x": x + 16, "y": y, "words": line, "weight": "normal"})
            ends[column] = y + _LINE + 6
        return tuple(found)

    @cached_property
    def height(self) -> float:
        """The height of the picture."""
        return max(float(each["y"]) for each in self.options) + 10


def _listed(ground: Ground, room: float) -> Iterator[str]:
    """The options of an issue in as few lines as they need; one never begins in the middle of a line it must leave."""
    words: Sequence[str] = [f"{letter(place)}\u2002{option.label}" for place, option in enumerate(ground.options)]
    line = ""
    for each in words:
        joined = f"{line}\u2003{each}" if line else each
        if breadth(joined) <= room:
            line = joined
            continue
        if line:
            yield line
        *whole, line = folded(each, room, most=3)
        yield from whole
        if whole:  # nothing goes on after an option that took several lines
            yield line
            line = ""
    if line:
        yield line
