"""Where everything stands on the map of a treaty, in pixels from the upper left corner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from travaux.facts.model import Party
from travaux.pictures.canvas import Record
from travaux.pictures.labels import breadth
from travaux.pictures.tile_states import STATE_LOOKS
from travaux.pictures.tiles import grid, tile_of
from travaux.treaty.model import PartyStatus

__all__ = ["LISTED", "STEP", "TILE", "TilePlaces"]

TILE, STEP = 36, 38
"""The breadth of a tile, and from one to the next."""
LISTED = 250
"""The breadth of a column of parties without a tile."""
_ROW, _TOP = 26, 44
ORGANISATIONS, OTHERS = "Organisations", "Others without a place on the map, such as states that are no more"


@dataclass(frozen=True)
class TilePlaces:
    """Where the tiles of the world stand, which belong to parties, and the list of everybody else."""

    statuses: Sequence[PartyStatus]
    parties: Mapping[str, Party] = field(default_factory=dict)

    @cached_property
    def codes(self) -> dict[str, str]:
        """Party → code of its tile; of two parties with one place the first has it."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        for each in self.statuses:
            code = tile_of(each.party, self.parties.get(each.party))
            if code is not None and code not in taken:
                taken.add(code)
                found[each.party] = code
        return found

    @cached_property
    def tiles(self) -> dict[str, tuple[float, float]]:
        """The upper left corner of the tile of each state of the world."""
        return {code: (column * STEP, row * STEP + _TOP) for code, (column, row) in grid().items()}

    @cached_property
    def width(self) -> float:
        """The breadth of the picture."""
        return max(x for x, _ in self.tiles.values()) + TILE + 2.0

    @cached_property
    def listed(self) -> tuple[tuple[float, float, PartyStatus | str], ...]:
        """The headings and the parties without a tile, organisations first, in columns."""
        found: list[tuple[float, float, PartyStatus | str]] = []
        y = max(y for _, y in self.tiles.values()) + STEP + 18
        columns = max(1, int(self.width // LISTED))
        for heading, inside in ((ORGANISATIONS, self._organisations), (OTHERS, self._others)):
            if inside:
                found.append((0, y, heading))
                found += [(LISTED * (n % columns), y + _ROW * (1 + n // columns), one) for n, one in enumerate(inside)]
                y += _ROW * (1 + -(-len(inside) // columns)) + 14
        return tuple(found)

    @property
    def _organisations(self) -> list[PartyStatus]:
        return [each for each in self._without_tile if self._is_organisation(each.party)]

    @property
    def _others(self) -> list[PartyStatus]:
        return [each for each in self._without_tile if not self._is_organisation(each.party)]

    @property
    def _without_tile(self) -> list[PartyStatus]:
        return [each for each in self.statuses if each.party not in self.codes]

    def _is_organisation(self, party: str) -> bool:
        known = self.parties.get(party)
        return known is not None and known.kind in ("igo", "group")

    @cached_property
    def key(self) -> list[Record]:
        """A sample of each state that is there, with its words and how many parties are in it."""
        found: list[Record] = []
        x, y = 1.0, 2.0
        for look in STATE_LOOKS:
            number = sum(each.state == look.state for each in self.statuses)
            if not number:
                continue
            words = f"{look.words}: {number:,}"
            room = 26 + breadth(words) + 20
            if found and x + room > self.width:
                x, y = 1.0, y + 22
            found.append({"state": look.state, "letter": look.letter, "x": x, "x2": x + 20, "y": y, "y2": y + 18,
                          "middle": x + 10, "letter_y": y + 9, "right": x + 26, "words": words})  # fmt: skip
            x += room
        return found

    @cached_property
    def height(self) -> float:
        """The height of the picture."""
        ends = [y + 12 for _, y, _ in self.listed] or [y + STEP for _, y in self.tiles.values()]
        return max(ends) + 6.0
