"""The days on which laws are measured: the last of each year, or two that stand before and after."""

from __future__ import annotations

from datetime import date

from travaux.errors import TravauxError
from travaux.law.model import Laws

__all__ = ["two_days", "years", "years_on_record"]


def years_on_record(laws: Laws) -> tuple[int, int] | None:
    """The first and the last year of which the record speaks by the day of the view; None if no law has a day."""
    named = [each for law in laws.laws for each in (law.first, law.last, law.as_of) if each is not None]
    if not named:
        return None
    first, last = min(each.earliest.year for each in named), max(each.latest.year for each in named)
    return first, last if laws.as_of is None else max(first, min(last, laws.as_of.year))


def years(laws: Laws, start: int | None, end: int | None) -> tuple[date, ...]:
    """The last day of each year from one to another, by default of all years of which the record speaks.

    Raises:
        TravauxError: if a year is none, the first is after the last, or none is given and none on record.

    Example:
        >>> [str(day) for day in years(Laws("test", {}, (), ()), 2011, 2012)]
        ['2011-12-31', '2012-12-31']
    """
    spoken = years_on_record(laws) if start is None or end is None else None
    if spoken is None and (start is None or end is None):
        raise TravauxError("no law on record has a day", where=laws.name, remedy="give the first and the last year")
    first, last = spoken or (0, 0)
    first, last = first if start is None else start, last if end is None else end
    for year in (first, last):
        if not date.min.year <= year <= date.max.year:
            raise TravauxError(f"{year} is no year", where=laws.name, remedy="give a year such as 2013")
    if first > last:
        raise TravauxError(
            f"the years end with {last} before they begin with {first}", where=laws.name,
            remedy="give the earlier year first",
        )  # fmt: skip
    return tuple(date(year, 12, 31) for year in range(first, last + 1))


def two_days(first: date | None, last: date | None, where: str) -> tuple[date, date]:
    """Two days of which the first comes first.

    Raises:
        TravauxError: if one is missing, or they are the other way round or the same.
    """
    if first is None or last is None or first >= last:
        raise TravauxError(
            f"{first} is not before {last}", where=where, remedy="give a day before the reform and one after it"
        )
    return first, last
