"""The shapes of what `timeline`, `trace` and `changes-for` print with `--json`, key by key."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from travaux.cli.shaping import Shape
from travaux.facts.model import Stance

__all__ = ["ChangesReport", "TimelineReport", "TraceReport"]


class MarkCounts(Shape):
    """Square brackets of the file."""

    open: int
    close: int


class KindCounts(Shape):
    """Open choices of each kind."""

    brackets: int
    alternatives: int
    options: int
    placeholders: int


class GrowthRow(Shape):
    """One article, and what it gained; negative where it lost."""

    where: str
    words: int
    choices: int


class ReopenedRow(Shape):
    """Agreed words of the version before that were touched."""

    where: str
    how: Literal["bracketed", "reworded", "opened", "dropped"]
    words: str
    now: str = Field(description="What stands there now; empty if it was dropped.")


class VersionRow(Shape):
    """One version; what happened since the version before is null for the first."""

    name: str
    title: str | None
    file: str | None
    date: str | None = Field(description="ISO 8601; null where nobody gave one.")
    words: int
    provisions: int
    agreed_provisions: int | None = Field(description="Null where unbracketed words are not known to be agreed.")
    marks: MarkCounts
    choices: int
    kinds: KindCounts
    options: int
    opened: int | None
    closed: int | None
    gone: int | None
    reopened: int | None
    options_added: int | None
    options_dropped: int | None
    added: int | None
    dropped: int | None
    reworded: int | None
    moved: int | None
    renumbered: int | None
    split: int | None
    merged: int | None
    matched_share: float | None = Field(description="From 0 to 1.")
    reopened_places: list[ReopenedRow] | None = Field(description="Where agreed text was touched.")
    changed_most: list[GrowthRow] | None


class TimelineReport(Shape):
    """What `travaux timeline --json` prints."""

    versions: list[VersionRow]
    definitions: dict[str, str] = Field(description="What each figure counts.")


class SaidRow(Shape):
    """One statement on record."""

    party: str
    party_name: str
    option: str | None
    option_label: str | None
    stance: Stance | None = Field(description="Null where the statement cannot be read as a stance.")
    date: str | None
    source: str | None
    reason: str | None = Field(description="The restraint behind it, in a few words.")
    words: str | None
    reader: str = Field(description="Who may read it.")


class SeenOption(Shape):
    """One option of an open choice in one version."""

    label: str
    words: str
    backs: list[str]
    opposes: list[str]


class SeenChoice(Shape):
    """A choice that is open in one version."""

    id: str
    kind: Literal["bracket", "alternatives", "options", "placeholder"]
    options: list[SeenOption]


class EventRow(Shape):
    """One thing that happened since the version before."""

    what: str
    text: str
    option: str | None
    words: str | None
    parties: list[str]


class TraceRow(Shape):
    """What is traced, in one version."""

    name: str
    title: str | None
    date: str | None
    state: Literal["open", "unbracketed", "absent"]
    where: list[str] = Field(description="Provisions in which it stands, or would stand.")
    provisions: list[str] = Field(description="Their ids.")
    words: str
    choices: list[SeenChoice]
    events: list[EventRow]
    said: list[SaidRow] = Field(description="What was said of the issue up to this version's day.")


class OutcomeRow(Shape):
    """How the issue ended, on record."""

    what: str
    date: str | None


class TraceReport(Shape):
    """What `travaux trace --json` prints."""

    kind: Literal["choice", "provision", "words"]
    name: str
    issue: str | None
    question: str | None
    found_in: str = Field(description="The version in which it was found.")
    also: list[str] = Field(description="Other provisions of that version with the same words.")
    versions: list[TraceRow]
    later: list[SaidRow] = Field(description="Said after the last version, or on no day that is known.")
    outcome: OutcomeRow | None
    definition: str


class VersionName(Shape):
    """A version of the text."""

    name: str
    title: str | None
    date: str | None


class ChangeRow(Shape):
    """One thing that changed for the delegation."""

    what: str
    text: str
    version: str | None = Field(description="The version in which it is seen first; null for what is only on record.")
    date: str | None
    where: str
    provision: str | None
    choice: str | None
    issue: str | None
    option: str | None
    words: str | None
    parties: list[str]
    source: str
    reader: str = Field(description="Who may read the fact it rests on.")


class ChangesReport(Shape):
    """What `travaux changes-for --json` prints."""

    case: str
    reader: str
    party: str
    party_name: str
    since: VersionName
    until: VersionName
    touched: list[ChangeRow]
    brackets: list[ChangeRow]
    red_lines: list[ChangeRow]
    allies: list[ChangeRow]
    opponents: list[ChangeRow]
    alone: list[ChangeRow]
    unplaced: list[str] = Field(description="Issues with a position against an option that no text holds.")
    undated: bool = Field(description="Whether the version has no day, so that nothing on record can be called later.")
    definitions: dict[str, str]
