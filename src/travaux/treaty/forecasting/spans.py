"""Spans of time that a user gives: `5y`, `18m`, `400d`."""

from __future__ import annotations

import re

from travaux.errors import TravauxError

__all__ = ["as_span"]

_DAYS = {"y": 365.25, "m": 365.25 / 12, "w": 7.0, "d": 1.0}
_LONGEST_YEARS = 50


def as_span(words: str) -> int:
    """A span in whole days.

    Args:
        words: a number and a unit: `y` years, `m` months, `w` weeks, `d` days.

    Raises:
        TravauxError: if the words are no span, or one of nothing or of more than fifty years.

    Example:
        >>> as_span("5y"), as_span("18 m"), as_span("400d")
        (1826, 548, 400)
    """
    found = re.fullmatch(r"\s*([0-9]{1,6}(?:\.[0-9]{1,3})?)\s*([ymwd])[a-z]*\s*", words.casefold())
    days = round(float(found[1]) * _DAYS[found[2]]) if found else 0
    if not 1 <= days <= _LONGEST_YEARS * _DAYS["y"]:
        raise TravauxError(
            f"{words!r} is no span to look ahead",
            remedy=f"give a number and a unit, such as 5y, 18m or 400d, up to {_LONGEST_YEARS} years",
        )
    return days
