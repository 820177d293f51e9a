"""The shape of what `travaux case hints` prints with `--json`, key by key."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from travaux.cli.shaping import Shape

__all__ = ["HintsReport"]


class HintRow(Shape):
    """The law of a party where it is not among the answers with which an option agrees. Never a position."""

    party: str
    party_name: str
    issue: str
    option: str
    jurisdiction: str = Field(description="The jurisdiction of the laws that the party is.")
    norm: str
    day: str = Field(description="The day for which the law was looked up.")
    answer: str = Field(description="The category of the value; of an interval norm the number.")
    value: str = Field(description="The value as coded.")
    since: str | None = Field(description="First day of the rule as far as it is on record; null where none is.")
    as_of: str | None = Field(description="The day of which the source speaks.")
    ref: str | None = Field(description="The place in the law.")
    source: str | None
    source_title: str | None
    source_address: str | None
    doubt: str | None
    basis: Literal["dated", "assumed"] = Field(description="`assumed`: the source speaks of another day.")
    laws: list[str] = Field(description="Ids of the facts behind it.")
    words: str


class HintsReport(Shape):
    """What `travaux case hints --json` prints."""

    case: str
    laws: str = Field(description="The name of the laws.")
    on: str | None = Field(description="The day of the case.")
    heading: str
    definition: str
    hints: list[HintRow]
    slips: list[str] = Field(description="What in the issues keeps hints from being derived.")
