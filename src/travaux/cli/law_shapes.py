"""The shapes of what `travaux law table --json` and `travaux law gap --json` print."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from travaux.cli.shaping import Shape

__all__ = ["LawCountsReport", "LawGapReport", "LawTableReport"]

BasisName = Literal["dated", "assumed", "doubtful", "missing"]


class LawRow(Shape):
    """A rule as it is on record."""

    id: str
    value: str = Field(description="As coded.")
    first: str | None = Field(alias="from", description="First day, as far as it is known; null: open to the past.")
    last: str | None = Field(alias="to", description="Last day, included; null: not known to have ended.")
    as_of: str | None = Field(description="The day of which the source speaks.")
    ref: str | None = Field(description="The place in the law.")
    source: str | None = Field(description="Id of the source; see `sources`.")
    evidence: Literal["seen", "derived", "recalled"] | None
    confidence: Literal["high", "medium", "low"] | None
    doubt: str | None


class CellRow(Shape):
    """What a jurisdiction's rule on a norm is on the day."""

    jurisdiction: str
    name: str
    norm: str
    answer: str | None = Field(description="The category, or the number; null unless exactly one is possible.")
    answers: list[str] = Field(description="All that are possible; none if it is missing.")
    basis: BasisName
    laws: list[LawRow] = Field(description="The rules behind it; also one that is in no category.")


class NormRow(Shape):
    """A norm, and how its answers compare."""

    id: str
    title: str
    definition: str
    scale: Literal["boolean", "nominal", "ordinal", "interval"]
    unit: str | None
    categories: dict[str, list[str]] = Field(description="Category, and the coded values in it; ordinal: from least.")
    weight: float = Field(description="Weight in an index, without unit.")
    note: str | None


class NameRow(Shape):
    """A jurisdiction or agreement by id and name."""

    id: str
    name: str


class NormCountRow(Shape):
    """How the cells of a norm are spread."""

    norm: str
    answers: dict[str, int] = Field(description="Answer, and how many cells have it alone.")
    basis: dict[BasisName, int]


class LawSourceRow(Shape):
    """A source."""

    title: str
    address: str | None


class _LawHead(Shape):
    table: str
    on: str = Field(description="The day, ISO 8601.")
    on_asked: bool = Field(description="False where it is the last day on record, because none was asked for.")
    sources: dict[str, LawSourceRow]
    definitions: dict[str, str]
    remarks: list[str] = Field(description="What a person should know of the data.")


class LawTableReport(_LawHead):
    """What `travaux law table DATA --json` prints."""

    kind: Literal["jurisdictions", "agreements"]
    jurisdictions: list[NameRow]
    norms: list[NormRow]
    cells: list[CellRow] = Field(description="By norm, then jurisdiction.")
    counts: list[NormCountRow]


class VariableCountRow(Shape):
    """In how many agreements a variable is greater than zero."""

    id: str
    category: str
    mode: str = Field(description="As the codebook has it, such as coded or calculated.")
    count: int
    published: int | None = Field(description="What the codebook says; null where it says nothing.")
    difference: int | None = Field(description="Count minus published.")


class LawCountsReport(Shape):
    """What `travaux law table SET.csv --json` prints for a coded set of agreements."""

    table: str
    kind: Literal["agreements"]
    agreements: int
    variables: list[VariableCountRow]
    published: int = Field(description="Variables with a published count.")
    reproduced: int = Field(description="Those whose count here is the published one.")
    definition: str


class GapNormRow(Shape):
    """One norm: what is, what is needed, and the change."""

    norm: NormRow
    has: CellRow
    needs: list[str] = Field(description="What the target has; of a file: any of these will do.")
    target: CellRow | None = Field(description="Null where the target is a file.")
    change: Literal["none", "adopt", "repeal", "replace", "lengthen", "shorten", "raise", "lower", "unknown"]
    distance: float | None = Field(description="From 0 (complies) to 1; null where it is unknown.")


class LawGapReport(_LawHead):
    """What `travaux law gap --json` prints."""

    of: str
    of_name: str
    target: str
    target_name: str
    counts: dict[str, int] = Field(description="Kind of change, and how many norms need it.")
    norms: list[GapNormRow]
