"""A grid in which every state is a tile of one size: where each stands, and which tile is a party's.

The places are in `tiles.csv`: longitude and latitude in whole degrees, near the middle of the land. A place says
nothing of status. Each gets a tile of its own, all together as near to their places as can be: an assignment of least
cost, found by `scipy.optimize.linear_sum_assignment` (Crouse 2016, On implementing 2D rectangular assignment
algorithms).
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from travaux.facts.model import Party
from travaux.facts.parties import code_of

__all__ = ["grid", "places", "tile_of"]

_COLUMNS, _ROWS = 26, 19
_WEST, _EAST = -122, 205  # the map is cut in the Pacific; what lies west of the cut comes last in the east
_SOUTH, _NORTH = -46, 67


@cache
def places() -> dict[str, tuple[float, float]]:
    """Code (ISO 3166-1 alpha-2, or XK) → longitude and latitude in degrees."""
    with (files(__package__) / "tiles.csv").open(encoding="utf-8") as lines:
        return {row["code"]: (float(row["longitude"]), float(row["latitude"])) for row in csv.DictReader(lines)}


@cache
def grid() -> dict[str, tuple[int, int]]:
    """Code → column from the west and row from the north; no two codes share a tile.

    Example:
        >>> grid()["US"] < grid()["FR"] < grid()["JP"]
        True
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    points = np.array(
        [
            (
                ((longitude if longitude > _WEST else longitude + 360) - _WEST) / (_EAST - _WEST) * _COLUMNS - 0.5,
                (_NORTH - latitude) / (_NORTH - _SOUTH) * _ROWS - 0.5,
            )
            for longitude, latitude in places().values()
        ]
    )
    tiles = np.array([(column, row) for row in range(_ROWS) for column in range(_COLUMNS)])
    costs = ((points[:, None, :] - tiles[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(costs)
    return {code: (int(tiles[tile][0]), int(tiles[tile][1])) for code, tile in zip(places(), chosen, strict=True)}


def tile_of(party: str, known: Party | None) -> str | None:
    """The code of the tile of a party: None unless it is a state, or somebody only named, that has a place.

    Its id, its aliases and its name are tried in this order.

    Example:
        >>> tile_of("uk", Party(id="uk", name="United Kingdom")), tile_of("eu", Party(id="eu", name="EU", kind="igo"))
        ('GB', None)
    """
    if known is not None and known.kind != "state":
        return None
    words = [party, *([*known.aliases, known.name] if known is not None else [])]
    return next((code for each in words if (code := _code(each)) is not None), None)


def _code(words: str) -> str | None:
    import pycountry

    for each in (words.upper(), words):
        if code_of(each) in places():
            return code_of(each)
    try:
        code = str(pycountry.countries.lookup(words).alpha_2)
    except LookupError:
        return None
    return code if code in places() else None
