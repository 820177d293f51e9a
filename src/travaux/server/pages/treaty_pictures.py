"""The pictures of treaties, from what a visitor sees: the map of a day, the countdown, the fan of a forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.server.desk import Look, Query
from travaux.server.pages.treaty_asked import (
    force_in,
    forecast_in,
    shown_day,
    statuses_in,
    treaties_in,
    treaty_in,
)
from travaux.server.pages.treaty_rows import treaty_name

if TYPE_CHECKING:
    from datetime import date

    from travaux.facts.treaty_facts import Treaty
    from travaux.pictures import Picture

__all__ = ["countdown_of", "fan_of", "map_of"]


def map_of(look: Look, treaty: str, day: str) -> Picture:
    """Who is bound on a day, as tiles.

    Raises:
        TravauxError: if there is no such treaty or day.
    """
    from travaux.pictures import tile_map

    one, on = _asked(look, treaty, day)
    return tile_map(statuses_in(look, one.id, on), on, treaties_in(look).parties, treaty_name(one))


def countdown_of(look: Look, treaty: str, day: str) -> Picture:
    """The count of instruments up to the threshold.

    Raises:
        TravauxError: if there is no such treaty or day.
    """
    from travaux.pictures import force_countdown

    one, on = _asked(look, treaty, day)
    return force_countdown(force_in(look, one.id, on), treaties_in(look).parties)


def fan_of(look: Look, treaty: str) -> Picture:
    """The forecast of instruments to come.

    Raises:
        TravauxError: if there is no such treaty, or nothing can be forecast.
    """
    from travaux.pictures import forecast_fan

    one = treaty_in(look, treaty)
    found = forecast_in(look, one.id)
    return forecast_fan(found, [each.date for each in force_in(look, one.id, found.on).counted if each.date])


def _asked(look: Look, treaty: str, day: str) -> tuple[Treaty, date | None]:
    one = treaty_in(look, treaty)
    return one, shown_day(look, Query({"day": [day]}), one).day
