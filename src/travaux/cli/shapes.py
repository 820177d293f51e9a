"""The shapes of what `--json` prints, key by key; `travaux schema` prints them as JSON Schema."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, TypeAdapter

from travaux.cli.case_hints_shapes import HintsReport
from travaux.cli.case_shapes import CaseRow, RemarkRow, StandingRow, TogetherReport
from travaux.cli.compare_shapes import CompareReport
from travaux.cli.consensus_shapes import ConsensusReport
from travaux.cli.consolidate_shapes import ConsolidateReport
from travaux.cli.forecast_shapes import BacktestReport, ForecastReport, TableComparison, TableForecast
from travaux.cli.law_index_shapes import LawDistanceReport, LawIndexReport, LawReformReport
from travaux.cli.law_shapes import LawCountsReport, LawGapReport, LawTableReport
from travaux.cli.lineage_shapes import ChangesReport, TimelineReport, TraceReport
from travaux.cli.register_shapes import VerdictReport
from travaux.cli.shaping import Shape
from travaux.cli.table_shapes import TableReport
from travaux.cli.treaty_changes_shapes import SnapshotReport
from travaux.cli.treaty_forecast_shapes import TreatyBacktestReport, TreatyForecastReport
from travaux.cli.treaty_momentum_shapes import MomentumReport
from travaux.cli.treaty_shapes import BoundReport, CheckReport, ForceReport, StatusReport
from travaux.facts.schema import case_schema
from travaux.text.formats.json_io import schema as json_format

__all__ = ["PRINTED", "IssueRow", "ReadReport", "ShownProvision", "schemas"]


class SourceFacts(Shape):
    """Where the text came from."""

    file: str = Field(description="File name, without its folder.")
    format: str = Field(description="Format that was recognised, whatever the ending.")
    pages: int | None = Field(description="Number of pages; null for formats without pages.")
    language: str | None = Field(description="Language of the text, ISO 639-1; null where it is not known.")


class ConventionFacts(Shape):
    """What the marks of this document mean."""

    brackets: Literal["disputed", "editorial"]
    adjacent: Literal["alternatives", "independent"]
    braces: Literal["heading", "label", "variant"]
    unbracketed: Literal["agreed", "unknown"]
    underline: Literal["none", "inserted"]
    strike: Literal["none", "deleted"]
    colors: dict[str, str] = Field(description="Colour or highlight, and what it means.")
    slashes: Literal["choice", "text"]
    parties: dict[str, str] = Field(description="Code in this document, and the party it stands for.")
    reasons: list[str] = Field(description="What each guess rests on.")


class MarkFacts(Shape):
    """Square brackets: open = paired + unclosed + not_negotiation; close = paired + stray + not_negotiation."""

    open: int
    close: int
    paired: int
    unclosed: int
    stray: int
    not_negotiation: int
    max_depth: int


class ChoiceFacts(Shape):
    """Open choices, by kind."""

    total: int
    brackets: int
    alternatives: int
    options: int
    placeholders: int
    attributed: int = Field(description="Choices with a head that says who backs or opposes.")
    for_review: int = Field(description="Choices that a person should look at.")


class PartyFacts(Shape):
    """How often one party is named."""

    backs: int
    opposes: int
    notes: int


class ConservationFacts(Shape):
    """Characters other than white space; `lost` is 0."""

    source_characters: int
    in_tree: int
    dropped: int
    lost: int


class DiagnosticRow(Shape):
    """What was repaired or assumed, where, and how to overrule it."""

    code: str
    severity: Literal["info", "warning", "error"]
    where: dict[str, int | str] = Field(
        description="page, line, column, provision and offset, as far as they are known."
    )
    message: str
    remedy: str


class ReadReport(Shape):
    """What `travaux read --json` prints."""

    source: SourceFacts
    convention: ConventionFacts
    provisions: dict[str, int] = Field(description="How many articles, paragraphs and so on.")
    marks: MarkFacts
    choices: ChoiceFacts
    parties: dict[str, PartyFacts] = Field(description="By party code.")
    notes: int = Field(description="Footnotes, endnotes and comments.")
    clean_texts_log10: float = Field(description="Decimal logarithm of the number of clean texts.")
    conservation: ConservationFacts
    diagnostics: list[DiagnosticRow]


class Place(Shape):
    """From the opening mark to the closing mark, in the source."""

    page: int | None = Field(default=None, description="From 1; only for formats that have pages.")
    line: int = Field(description="From 1; on the page, where there are pages.")
    column: int = Field(description="From 0, in characters.")
    end_line: int
    end_column: int


class OptionRow(Shape):
    """One content that a choice may take."""

    label: str
    text: str
    at: Place | None = Field(description="Its own marks, where it stands in brackets of its own.")
    head: str
    backs: list[str]
    opposes: list[str]


class NoteRow(Shape):
    """A note on a choice, and what it says of one party."""

    mark: str
    text: str
    party: str | None = Field(description="Null where nobody is named.")
    stance: str | None = Field(description="Null where the note states no position.")


class IssueRow(Shape):
    """One open choice; `travaux issues --json` prints a list of them."""

    id: str
    kind: Literal["bracket", "alternatives", "options", "placeholder"]
    depth: int
    parent: str | None = Field(description="Id of the choice round it; null at the top.")
    provision: str = Field(description="Id of the provision it stands in; `text` before the first.")
    at: Place | None
    head: str = Field(description="The attribution as printed.")
    options: list[OptionRow]
    unknown_codes: list[str] = Field(description="Codes in the head that stand for no known party.")
    notes: list[NoteRow]
    for_review: bool
    why: str = Field(description="Why a person should look; empty otherwise.")


class ShownProvision(Shape):
    """One provision; `travaux show --json` prints a list of them."""

    id: str
    role: str
    number: str
    heading: str
    level: int
    choices: int = Field(description="Open choices in it, those of its sub-provisions included.")
    parent: str = Field(description="Id of the provision that holds it; empty at the top.")
    text: str = Field(description="Its words with their marks as printed, up to the next provision of any level.")


PRINTED: dict[str, Any] = {
    "read": ReadReport,
    "issues": list[IssueRow],
    "show": list[ShownProvision],
    "who": list[StandingRow],
    "who_together": TogetherReport,
    "consensus": ConsensusReport,
    "forecast": ForecastReport,
    "forecast_backtest": BacktestReport,
    "forecast_table": TableForecast,
    "forecast_table_backtest": TableComparison,
    "compare": CompareReport,
    "consolidate": ConsolidateReport,
    "table": TableReport,
    "timeline": TimelineReport,
    "trace": TraceReport,
    "changes_for": ChangesReport,
    "verify": VerdictReport,
    "case_check": list[RemarkRow],
    "case_list": list[CaseRow],
    "case_hints": HintsReport,
    "treaty_status": StatusReport,
    "treaty_bound": BoundReport,
    "treaty_force": ForceReport,
    "treaty_check": CheckReport,
    "treaty_forecast": TreatyForecastReport,
    "treaty_backtest": TreatyBacktestReport,
    "treaty_momentum": MomentumReport,
    "treaty_changes": SnapshotReport,
    "law_table": LawTableReport,
    "law_table_agreements": LawCountsReport,
    "law_gap": LawGapReport,
    "law_index": LawIndexReport,
    "law_reform": LawReformReport,
    "law_distance": LawDistanceReport,
}
"""The shapes of printed JSON, by the command and its options."""


def schemas() -> dict[str, Any]:
    """The JSON Schemas (draft 2020-12) by name: what is printed, `text`, the JSON format, and `case`, a case file."""
    printed = {name: TypeAdapter(shape).json_schema() for name, shape in PRINTED.items()}
    return {**printed, "text": json_format(), "case": case_schema()}
