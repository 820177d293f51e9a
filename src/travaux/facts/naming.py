"""Names and days that a user gives, and the errors where they mean nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches

from travaux.errors import TravauxError

__all__ = ["as_day", "shown", "unknown"]

LONGEST_CODE = 3
MOST_NAMED = 12  # names that an error lists in full


def as_day(day: date | str | None) -> date | None:
    """A day as a date.

    Raises:
        TravauxError: if the words are no day.

    Example:
        >>> as_day("2000-12-20")
        datetime.date(2000, 12, 20)
    """
    if isinstance(day, datetime):
        return day.date()
    if day is None or isinstance(day, date):
        return day
    try:
        if len(day.strip()) != len("2000-12-20"):
            raise ValueError("not a whole day")
        return date.fromisoformat(day.strip())
    except ValueError as error:
        raise TravauxError(f"{day!r} is no day", remedy="give year, month and day, such as 2000-12-20") from error


def shown(party: str) -> str:
    """The code of a party for people: short ones in capitals, so that `us` and `in` are not read as words.

    Example:
        >>> shown("us"), shown("group_b"), shown("EU")
        ('US', 'group_b', 'EU')
    """
    return party.upper() if len(party) <= LONGEST_CODE and party.isalpha() and party.isascii() else party


def unknown(what: str, words: str, names: Iterable[str], where: str) -> TravauxError:
    """The error for a name that a case does not have, with those of its names that come close.

    Args:
        what: what was sought, such as `issue`.
        words: what the user said.
        names: the names there are; only those that the reader may see, for the error shows them.
        where: the case.

    Example:
        >>> str(unknown("party", "uss", ["us", "eu"], "avp"))
        "avp: there is no party 'uss' (close to it: us). Remedy: name one of us, eu."
    """
    known = list(dict.fromkeys(names))
    folded = {name.casefold(): name for name in reversed(known)}
    close = [folded[name] for name in get_close_matches(words.casefold(), list(folded), n=4, cutoff=0.5)]
    if not known:
        remedy = f"no {what} is on record"
    elif len(known) <= MOST_NAMED:
        remedy = "name one of " + ", ".join(known)
    else:
        remedy = f"name one of the {len(known)} on record, such as " + ", ".join(known[:MOST_NAMED])
    return TravauxError(
        f"there is no {what} {words!r}",
        where=where,
        why="close to it: " + ", ".join(close) if close else "",
        remedy=remedy,
    )
