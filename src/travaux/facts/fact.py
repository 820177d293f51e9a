"""What every fact on record carries, and the days it may name."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

__all__ = ["Confidence", "Day", "Evidence", "Fact", "Part"]

Evidence = Literal["seen", "derived", "recalled"]
Confidence = Literal["high", "medium", "low"]


def _whole_day(value: object) -> object:
    # A number would otherwise be taken for seconds since 1970.
    whole = isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
    if not isinstance(value, date) and not whole:
        raise ValueError("give a whole day such as 2000-12-20, and say in the note if only the month or year is known")
    return value


Day = Annotated[date, BeforeValidator(_whole_day)]


class Part(BaseModel):
    """Something inside a fact. Keys that are not known are kept, and `travaux case check` names them."""

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True, allow_inf_nan=False)


class Fact(Part):
    """What every fact carries.

    `date` is the day from which it held, `recorded` the day it came on record (empty: always known), `note` its doubts
    in words. `id` is made from the content where none is given, so that it says nothing of other facts.
    """

    id: str = ""
    date: Day | None = None
    source: str | None = None
    evidence: Evidence | None = None
    confidence: Confidence | None = None
    note: str | None = None
    reader: str = Field(default="public", description="public, chair, group:ID or party:ID")
    recorded: Day | None = None
    supersedes: str | None = None
