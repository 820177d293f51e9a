"""The shape of what `travaux consolidate --json` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from travaux.cli.shaping import Shape

__all__ = ["ConsolidateReport"]


class Wording(Shape):
    """One wording of a place."""

    words: str = Field(description="Its words as printed, shortened.")
    backs: list[str]
    opposes: list[str]
    texts: list[str] = Field(description="Parties whose text has it; no position of theirs.")


class ConflictRow(Shape):
    """One choice that the proposals opened."""

    id: str
    where: str
    form: Literal["bracket", "alternatives", "options"]
    reopened: bool
    parties: list[str] = Field(description="Those who ask for something here.")
    none: list[str] = Field(description="Those whose text has no words here.")
    options: list[Wording]


class ProposalFacts(Shape):
    """What became of one proposal."""

    party: str
    file: str
    language: str | None
    changes: int
    matched: float = Field(ge=0, le=1)
    three_way: bool
    own_base: str = Field(description="The text it was made on, if that is not the base; else empty.")
    partial: bool
    comments: int
    remarks: list[str]


class SetOutRow(Shape):
    """A paragraph set out as whole alternatives, and why."""

    where: str
    party: str
    why: str


class MovedRow(Shape):
    """Words that a proposal moved."""

    party: str
    where: str
    words: str


class ConsolidateReport(Shape):
    """What `travaux consolidate --json` prints."""

    reopened: list[ConflictRow] = Field(description="Those of the conflicts that touch agreed words.")
    proposals: list[ProposalFacts]
    conflicts: list[ConflictRow]
    set_out: list[SetOutRow]
    moved: list[MovedRow]
    remarks: list[str]
    definitions: dict[str, str]
