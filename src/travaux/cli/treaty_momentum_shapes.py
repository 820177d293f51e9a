"""The shape of what `travaux treaty momentum` prints with `--json`, key by key. Days are ISO 8601."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from travaux.cli.shaping import Shape

__all__ = ["MomentumReport"]


class EventRow(Shape):
    """A meeting or a result."""

    start: str
    end: str
    what: str
    section: str = Field(description="The section of the case file in which its fact stands.")
    fact: str = Field(description="Id of the fact.")
    source: str | None
    doubt: str | None = Field(description="The note of the fact.")


class PaceRow(Shape):
    """The meetings or the results of one body, and the gaps between them."""

    body: str | None = Field(description="Null for the case as a whole.")
    matter: Literal["session", "result"]
    events: list[EventRow] = Field(description="In order of their first day.")
    undated: int = Field(description="How many more have no day on record.")
    gaps: list[int] = Field(description="Days between one and the next; 0 where they meet or overlap.")
    median_gap: float | None = Field(description="In days; null without a gap.")
    lasting_days: int | None = Field(description="Days since the last one; null where there is no silence.")


class SilenceRow(Shape):
    """A gap without a meeting or a result on record."""

    body: str | None = Field(description="Null for the case as a whole.")
    matter: Literal["session", "result"]
    since: str
    until: str
    days: int
    lasts: bool = Field(description="Whether it reaches to the day of the view.")
    after: str = Field(description="Id of the fact before it.")
    before: str | None = Field(description="Id of the fact that ended it; null while it lasts.")
    words: str
    doubts: list[str] = Field(description="What is not sure about its ends.")


class MomentumReport(Shape):
    """What `travaux treaty momentum --json` prints."""

    case: str
    on: str | None = Field(description="The day of the view; null where nothing has a day.")
    sessions: PaceRow = Field(description="Of the case as a whole.")
    results: PaceRow = Field(description="Of the case as a whole.")
    bodies: list[PaceRow]
    longest: list[SilenceRow] = Field(description="The longest first; without bodies that met only once.")
    definitions: dict[str, str]
