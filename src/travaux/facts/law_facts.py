"""What can be on record of law: norms that are compared, and the rule that each jurisdiction has on a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from travaux.facts.fact import Fact

__all__ = ["Law", "Norm", "NormScale", "When"]

NormScale = Literal["boolean", "nominal", "ordinal", "interval"]

_DAY = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_BETWEEN = re.compile(rf"between ({_DAY}) and ({_DAY})")


class When(tuple[date, date]):
    """A day as far as it is known: the earliest and the latest that it can be.

    Written `2013-03-16`, `2013-03`, `2013` or `between 2012-08-03 and 2018-11-08`.

    Example:
        >>> When.read("1996-01").latest
        datetime.date(1996, 1, 31)
    """

    __slots__ = ()

    @classmethod
    def read(cls, words: object) -> When:
        """The day that words name.

        Raises:
            ValueError: if they name none.
        """
        if isinstance(words, When):
            return words
        text = words.isoformat() if isinstance(words, date) else str(words).strip()
        between = _BETWEEN.fullmatch(text)
        first, last = between.groups() if between else (text, text)
        found = cls((_edge(first, end=False), _edge(last, end=True)))
        if found.earliest > found.latest:
            raise ValueError(f"{text!r} ends before it begins")
        return found

    @property
    def earliest(self) -> date:
        """The first day that it can be."""
        return self[0]

    @property
    def latest(self) -> date:
        """The last day that it can be."""
        return self[1]

    @property
    def exact(self) -> bool:
        """Whether only one day is possible."""
        return self[0] == self[1]

    def __str__(self) -> str:
        first, last = self
        if first == last:
            return first.isoformat()
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"{first.year:04}"
        month = f"{first.year:04}-{first.month:02}"  # strftime does not fill up the years before 1000
        if first.day == 1 and last == _edge(month, end=True):
            return month
        return f"between {first} and {last}"


def _edge(text: str, *, end: bool) -> date:
    if not re.fullmatch(_DAY, text):
        raise ValueError(f"{text!r} is no day: write 2013-03-16, 2013-03, 2013 or between DAY and DAY")
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if day or not end:
        return date(year, month or 1, day or 1)
    if not month or month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def _when(value: object) -> When:
    try:
        return When.read(value)
    except ValueError as error:
        raise PydanticCustomError("when", "no day") from error


_When = Annotated[When, PlainValidator(_when, json_schema_input_type=str), PlainSerializer(str, return_type=str)]


def _coded(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"  # YAML reads a bare yes as true
    return str(value) if isinstance(value, int | float) else value


_Values = tuple[Annotated[str, BeforeValidator(_coded)], ...]


def _in_order(value: Any) -> Any:
    """Categories as one mapping, also where they are written one by one."""
    if not isinstance(value, list):
        return value
    found: dict[Any, Any] = {}
    for each in value:
        if not isinstance(each, Mapping) or len(each) != 1 or (name := next(iter(each))) in found:
            raise ValueError("write the categories as a mapping, or as a list with one category in each place")
        found[name] = each[name]
    return found


def _one_by_one(categories: Mapping[str, tuple[str, ...]]) -> list[dict[str, list[str]]]:
    # Keys of mappings are put in order of the alphabet wherever bytes must be the same, such as in the register.
    return [{name: list(values)} for name, values in categories.items()]


_Categories = Annotated[
    dict[str, _Values],
    BeforeValidator(_in_order, json_schema_input_type=dict[str, _Values] | list[dict[str, _Values]]),
    PlainSerializer(_one_by_one, return_type=list[dict[str, list[str]]], when_used="json"),
]


class Norm(Fact):
    """A question of law on which jurisdictions are compared, and how its answers compare.

    `categories` name, for each category, the coded values that fall into it; of an ordinal norm they stand from least
    to most. They are a mapping, or a list with one category in each place. Without categories every value is its own.
    A value in no category is unknown for comparison. `low` and `high` are the ends of an interval scale, in its `unit`;
    by default those of the values on record.
    """

    title: str = ""
    definition: str = ""
    scale: NormScale
    unit: str | None = None
    categories: _Categories = Field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    weight: float = Field(default=1.0, ge=0, allow_inf_nan=False, description="weight in an index, without unit")


class Law(Fact):
    """Which rule a jurisdiction has on a norm, from the first to the last day (both included).

    No first day: at least since before its source; no last day: not known to have ended. `as_of` is the day of which
    the source speaks, `ref` the place in the law, `note` the doubt.
    """

    jurisdiction: str
    norm: str
    value: Annotated[str, BeforeValidator(_coded)]
    first: _When | None = Field(default=None, alias="from")
    last: _When | None = Field(default=None, alias="to")
    as_of: _When | None = None
    ref: str | None = None
