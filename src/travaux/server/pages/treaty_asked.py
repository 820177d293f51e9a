"""What is asked about the treaties of a view: each answer is worked out from the visitor's view alone, and kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from travaux.errors import TravauxError
from travaux.facts.naming import as_day
from travaux.server.desk import Look, Query

if TYPE_CHECKING:
    from travaux.facts.treaty_facts import Treaty
    from travaux.treaty.forecasting import BacktestFound, ForecastFound
    from travaux.treaty.model import ForceFound, PartyStatus, Treaties

__all__ = ["Shown", "backtest_in", "bound_in", "force_in", "forecast_in", "shown_day", "statuses_in", "treaties_in",
           "treaty_in"]  # fmt: skip


_SCORED = 11
"""Years before the last on record from which forecasts are scored; the horizon of the last five is not over."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The day that a page of treaties shows.

    Attributes:
        day: the day; None where the record has no day at all.
        first: the first year that can be chosen.
        last: the last day that can be chosen; later the record, or the look, says nothing.
        asked: whether the address asked for a day of its own.
        late: whether it asked for a later day than there is.
    """

    day: date | None
    first: int
    last: date | None
    asked: bool = False
    late: bool = False

    def here(self, look: Look) -> str:
        """The day and the days of the look as they stand in addresses, with their `?`; empty for the last one."""
        own = f"day={self.day.isoformat()}" if self.asked and self.day else ""
        words = "&".join(filter(None, (own, look.keeping[1:])))
        return f"?{words}" if words else ""


def treaties_in(look: Look) -> Treaties:
    """The treaties of the view, and what was done with them."""
    from travaux.treaty.gathering import treaties_of

    return look.answer(("treaties",), lambda: treaties_of(look.case))


def treaty_in(look: Look, name: str) -> Treaty:
    """The treaty with an id, short name or name.

    Raises:
        TravauxError: if the view has none; it names those that come close.
    """
    from travaux.treaty.opening import one

    return one(treaties_in(look), name)


def statuses_in(look: Look, treaty: str, day: date | None) -> tuple[PartyStatus, ...]:
    """Where everybody stands with a treaty on a day."""
    from travaux.treaty.standing import status

    return look.answer(("treaty status", treaty, day), lambda: status(treaties_in(look), treaty, day))


def bound_in(look: Look, party: str, day: date | None) -> tuple[PartyStatus, ...]:
    """What binds a party on a day."""
    from travaux.treaty.standing import bound

    return look.answer(("treaty bound", party, day), lambda: bound(treaties_in(look), party, day))


def force_in(look: Look, treaty: str, day: date | None) -> ForceFound:
    """When a treaty enters into force, as far as its rule and the instruments on record say."""
    from travaux.treaty.forcing import force

    return look.answer(("treaty force", treaty, day), lambda: force(treaties_in(look), treaty, day))


def forecast_in(look: Look, treaty: str) -> ForecastFound:
    """When the threshold of a treaty is likely to be reached, and who is likely to join.

    Raises:
        TravauxError: if the libraries for it are not installed, or too little is on record.
    """
    from travaux.treaty.forecasting import forecast

    return look.answer(("treaty forecast", treaty), lambda: forecast(treaties_in(look), treaty, on=look.on))


def backtest_in(look: Look) -> BacktestFound:
    """Forecasts of some earlier years over the treaties of the view, scored.

    Raises:
        TravauxError: if the libraries for it are not installed, or no forecast can be scored.
    """
    from travaux.treaty.forecasting import backtest

    data = treaties_in(look)
    # All years would keep a visitor waiting for the better part of a minute.
    start = data.as_of.year - _SCORED if data.as_of else None
    return look.answer(("treaty backtest",), lambda: backtest(data, start=start))


def shown_day(look: Look, query: Query, treaty: Treaty | None = None) -> Shown:
    """The day that the address asks for, by `day` or by `year` (its last day); else that of the look.

    Args:
        look: what is looked at.
        query: what the address asks.
        treaty: the years that can be chosen are those of this one; None for all.

    Raises:
        TravauxError: if it asks for something that is no day or year.
    """
    data = treaties_in(look)
    last = look.on or data.as_of
    treaties = [treaty] if treaty is not None else list(data.treaties.values())
    days = [day for each in treaties for day in (each.adopted, each.opened) if day]
    days += [each.date for each in data.actions if each.date and (treaty is None or each.treaty == treaty.id)]
    first = min(days).year if days else (last.year if last else 1)
    wanted = as_day(query.get("day") or None) or _end_of(query.get("year"), last)
    if wanted is None or last is None:
        return Shown(wanted or last, first, last or wanted, asked=wanted is not None)
    late = look.on is not None and wanted > look.on
    return Shown(last if late else wanted, min(first, wanted.year), last, asked=True, late=late)


def _end_of(year: str, last: date | None) -> date | None:
    if not year:
        return None
    if not (year.isascii() and year.isdigit() and 0 < int(year) < date.max.year):
        raise TravauxError(f"{year[:20]!r} is no year", remedy="give four digits, such as 2012")
    end = date(int(year), 12, 31)
    return last if last is not None and last.year == end.year else end
