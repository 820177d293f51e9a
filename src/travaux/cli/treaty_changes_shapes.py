"""The shape of what `travaux treaty changes` prints with `--json`, key by key. Days are ISO 8601."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from travaux.cli.shaping import Shape
from travaux.facts.treaty_facts import ActionKind

__all__ = ["SnapshotReport"]


class SnapshotHead(Shape):
    """One of the two snapshots."""

    name: str
    treaties: int
    actions: int
    as_of: str | None = Field(description="The last day of which it speaks.")
    remarks: list[str] = Field(description="What was remarked when it was read.")


class ToldAction(Shape):
    """An action as one snapshot tells it."""

    date: str | None
    effective: str | None
    territory: str | None
    fact: str = Field(description="Id of the fact; of a table the row.")
    source: str | None
    doubt: str | None


class DifferenceRow(Shape):
    """An action that one snapshot has alone, or that they tell with other days."""

    what: Literal["added", "removed", "changed"]
    treaty: str
    party: str
    kind: ActionKind
    was: ToldAction | None
    now: ToldAction | None
    name: str = Field(description="Name of the party.")


class SnapshotReport(Shape):
    """What `travaux treaty changes --json` prints."""

    old: SnapshotHead
    new: SnapshotHead
    places: int = Field(description="How many pairs of treaty and party differ.")
    same: int = Field(description="How many actions both have.")
    only_old: list[str] = Field(description="Treaties of the older snapshot alone.")
    only_new: list[str]
    differences: list[DifferenceRow] = Field(description="By treaty and party.")
    definition: str
