"""Days counted as calendars count: three months after 30 November is the last of February."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from travaux.errors import TravauxError
from travaux.facts.treaty_facts import Delay

__all__ = ["after", "before", "delay_words", "iso"]

_MONTHS = 12


def after(day: date, delay: Delay) -> date:
    """The day on which a delay that begins with a day has run out.

    Years and months are counted first: to the same day of the month, or to its last day where the month is shorter;
    then the days. This is how depositaries count a period in months that runs from a dated event.

    Args:
        day: the day of the event.
        delay: years, months and days; what it counts from is the caller's affair.

    Raises:
        TravauxError: if the calendar ends before the delay does.

    Example:
        >>> after(date(2020, 1, 28), Delay(months=3)), after(date(2019, 11, 30), Delay(months=3))
        (datetime.date(2020, 4, 28), datetime.date(2020, 2, 29))
    """
    return _moved(day, delay, 1)


def before(day: date, delay: Delay) -> date:
    """The last day from which a delay has run out by a day; where two days lead there, the later.

    Args:
        day: the day on which the delay has run out.
        delay: years, months and days.

    Raises:
        TravauxError: if the calendar begins after that day.

    Example:
        >>> before(date(1979, 8, 25), Delay(months=3)), before(date(2020, 2, 29), Delay(months=3))
        (datetime.date(1979, 5, 25), datetime.date(2019, 11, 30))
    """
    found = _moved(day, delay, -1)
    while after(found, delay) > day:
        found -= timedelta(days=1)
    while after(following := found + timedelta(days=1), delay) <= day:
        found = following
    return found


def delay_words(delay: Delay | None) -> str:
    """A delay in words, without the event it counts from.

    Example:
        >>> delay_words(Delay(months=3)), delay_words(Delay(years=1, days=10)), delay_words(Delay()), delay_words(None)
        ('3 months', '1 year and 10 days', 'at once', 'a delay that is not on record')
    """
    if delay is None:
        return "a delay that is not on record"
    parts = [
        f"{number} {unit}" + ("s" if number != 1 else "")
        for number, unit in ((delay.years, "year"), (delay.months, "month"), (delay.days, "day"))
        if number
    ]
    return " and ".join(parts) or "at once"


def _moved(day: date, delay: Delay, way: int) -> date:
    """A day moved forward (`way` 1) or back (-1) by a delay."""
    try:
        year, month = divmod(day.year * _MONTHS + day.month - 1 + way * (delay.years * _MONTHS + delay.months), _MONTHS)
        there = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return there + way * timedelta(days=delay.days)
    except (ValueError, OverflowError) as error:
        raise TravauxError(
            f"{delay_words(delay)} from {day.isoformat()} is outside the calendar",
            remedy="look at the day of the action and at the delay of the rule",
        ) from error


def iso(day: date | None) -> str | None:
    """A day as it stands in JSON (ISO 8601); None where there is none.

    Example:
        >>> iso(date(2020, 4, 28)), iso(None)
        ('2020-04-28', None)
    """
    return None if day is None else day.isoformat()
