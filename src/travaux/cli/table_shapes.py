"""The shape of what `travaux table --json` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from travaux.cli.shaping import Shape

__all__ = ["TableReport"]


class TableBase(Shape):
    """The text that the proposals start from."""

    file: str
    title: str
    language: str | None = Field(description="ISO 639-1; null where it is not known.")


class ProposalColumn(Shape):
    """One proposal, and how many provisions it changes in which way; one may count in several."""

    party: str = Field(description="Code, or the name as given where no code is known.")
    name: str
    file: str
    authors: list[str] = Field(description="Authors of its tracked changes, in the order of their first.")
    partial: bool
    matched: float = Field(ge=0, le=1)
    kept: float = Field(ge=0, le=1)
    changed: int
    reworded: int
    deleted: int
    added: int
    moved: int
    renumbered: int


class MarkedWords(Shape):
    """Words that a proposal keeps, deletes or inserts."""

    act: Literal["same", "deleted", "inserted"]
    text: str


class TableCell(Shape):
    """What one proposal makes of one provision."""

    party: str
    kind: Literal["as_base", "renumbered", "reworded", "deleted", "added", "absent", "nothing"]
    moved_to: str | None = Field(description="Where the proposal moves the provision; null if it stays.")
    joined: list[str] = Field(description="Provisions of the base with which it makes one.")
    words: str | None = Field(description="The words in the proposal, number in front; null where it has none.")
    pieces: list[MarkedWords] = Field(description="The words with what changed; empty where nothing did.")


class TableRow(Shape):
    """One provision of the base, or one that a proposal adds."""

    id: str | None = Field(description="Id in the base; null where the base has no such provision.")
    label: str
    heading: bool
    base: str | None
    cells: list[TableCell]


class TableReport(Shape):
    """What `travaux table --json` prints."""

    base: TableBase
    proposals: list[ProposalColumn]
    provisions: int = Field(description="How many the base has.")
    changed_only: bool
    rows: list[TableRow]
    remarks: list[str]
    definitions: dict[str, str]
