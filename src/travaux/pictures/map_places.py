"""Where everything stands on the map of parties, in pixels from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from travaux.consensus.standings import Ground
from travaux.pictures.canvas import Record
from travaux.pictures.labels import breadth, folded
from travaux.pictures.map_parties import MapParty
from travaux.pictures.matrix_places import letter
from travaux.pictures.signs import SIGNS
from travaux.pictures.tiles import grid

__all__ = ["LISTED", "STEP", "TILE", "MapPlaces"]

TILE, STEP = 48, 52
"""The breadth of a tile, and from one to the next."""
LISTED = 330
"""The breadth of a column of parties without a tile."""
_ROW, _LEAST = 22, 560


@dataclass(frozen=True)
class MapPlaces:
    """Where the tiles and the list stand."""

    parties: tuple[MapParty, ...]
    issue: Ground | None

    @cached_property
    def tiles(self) -> dict[str, tuple[float, float]]:
        """The upper left corner of the tile of each code; columns and rows of the grid without a party are left out."""
        places = {party.code: grid()[party.code] for party in self.parties if party.code}
        columns = sorted({column for column, _ in places.values()})
        rows = sorted({row for _, row in places.values()})
        return {
            code: (columns.index(column) * STEP, rows.index(row) * STEP + self.top)
            for code, (column, row) in places.items()
        }

    @cached_property
    def width(self) -> float:
        """The breadth of the picture."""
        return max(_LEAST, *(x + STEP for x, _ in self.tiles.values()), 0)

    @cached_property
    def key(self) -> list[Record]:
        """The signs with their words, where there are signs."""
        found: list[Record] = []
        x, y = 8.0, 10.0
        for sign in SIGNS[:-1] if self.issue is not None else ():
            room = 14 + breadth(sign.key) + 22
            if found and x + room > self.width:
                x, y = 8.0, y + 20
            found.append({"sign": sign.word, "x": x, "y": y, "words": sign.key, "right": x + 14})
            x += room
        return found

    @cached_property
    def top(self) -> float:
        """Where the map begins: below the key of the signs."""
        return 56.0 if self.issue is not None else 4.0

    @cached_property
    def listed(self) -> tuple[tuple[float, float, MapParty | str], ...]:
        """The headings and the parties without a tile, in columns, each at its place."""
        y = max((each + STEP for _, each in self.tiles.values()), default=self.top) + 22
        columns = max(1, int(self.width // LISTED))
        found: list[tuple[float, float, MapParty | str]] = []
        for under in dict.fromkeys(party.under for party in self.parties if not party.code):
            found.append((0, y, under))
            inside = [party for party in self.parties if not party.code and party.under == under]
            for place, party in enumerate(inside):
                found.append((LISTED * (place % columns), y + _ROW * (1 + place // columns), party))
            y += _ROW * (1 + -(-len(inside) // columns)) + 12
        return tuple(found)

    @cached_property
    def options(self) -> list[Record]:
        """What the letters stand for, below the list."""
        ends = [y for _, y, _ in self.listed] or [y + STEP for _, y in self.tiles.values()]
        y = max(ends) + 34
        found: list[Record] = []
        for place, option in enumerate(self.issue.options if self.issue is not None else ()):
            for line in folded(f"{letter(place)}\u2002{option.label}", self.width, most=3):
                found.append({"x": 0, "y": y, "words": line})
                y += 16
        return found

    @cached_property
    def height(self) -> float:
        """The height of the picture."""
        ends = [each["y"] for each in self.options] or [y for _, y, _ in self.listed]
        return float(max(ends or [y + STEP for _, y in self.tiles.values()])) + 14
