"""The shapes of what `who`, `case check` and `case list` print with `--json`, key by key."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from travaux.cli.shaping import Shape
from travaux.facts.model import Confidence, Evidence, RestraintKind, Stance

__all__ = ["CaseRow", "PointFacts", "RemarkRow", "StandingRow", "TogetherReport"]


class RestraintFacts(Shape):
    """What limits a party."""

    kind: RestraintKind
    reason: str | None = Field(description="Why, in a few words; null where nothing is on record.")


class PointFacts(Shape):
    """One option of one issue."""

    issue: str
    option: str


class EarlierRow(Shape):
    """A stance that was held before."""

    date: str | None
    stance: Stance | None = Field(description="Null where the statement cannot be read as a stance.")


class StandingRow(Shape):
    """One statement that counts; `travaux who --json` prints a list of them. Days are ISO 8601."""

    fact: str = Field(description="Id of the statement.")
    party: str
    party_name: str
    issue: str
    issue_title: str | None
    option: str | None = Field(description="Null where the statement names none.")
    option_label: str | None
    stance: Stance | None = Field(description="Null where the statement cannot be read as a stance: a note.")
    restraint: RestraintFacts
    conditions: list[PointFacts] = Field(description="What must be chosen for the stance to hold (or to be lifted).")
    subject_to: str | None = Field(description="A condition outside the text, such as `ad referendum`.")
    salience: float = Field(description="Weight of the issue to the party, without unit; 1 if not on record.")
    since: str | None = Field(description="First day of the unbroken run of this stance.")
    date: str | None = Field(description="Day of the statement.")
    recorded: str | None = Field(description="Day on which it came on record; null: always known.")
    source: str | None
    source_title: str | None
    source_address: str | None
    evidence: Evidence | None = Field(description="`derived` also where a group spoke for the party.")
    confidence: Confidence | None
    note: str | None = Field(description="Its doubts, in words.")
    words: str | None = Field(description="What was said, where it is on record.")
    reader: str = Field(description="Who may read the fact: public, chair, group:ID or party:ID.")
    basis: Literal["own", "group"]
    group: str | None = Field(description="The group that spoke, where `basis` is `group`.")
    conflicts_with: list[str] = Field(description="Ids of statements with another stance that count as well.")
    earlier: list[EarlierRow] = Field(description="What was held before, the first one first.")
    supersedes: str | None = Field(description="Id of the fact that this one corrects.")
    extra: dict[str, Any] = Field(description="Keys of the fact beyond the schema.")


class CountedFacts(Shape):
    """On how much the counts rest."""

    options: int = Field(description="Options on which at least one party takes a side.")
    issues: int = Field(description="Issues that these options belong to.")


class AloneRow(Shape):
    """How often one party has its side of an option to itself."""

    party: str
    times: int
    only_for: int
    only_against: int
    sides: int = Field(description="Options on which the party takes a side.")


class PairRow(Shape):
    """How often two parties are on one side of an option."""

    parties: list[str]
    times: int
    both_for: int
    both_against: int
    apart: int


class TogetherReport(Shape):
    """What `travaux who --together --json` prints, most frequent first."""

    definition: str = Field(description="What is counted, in words.")
    counted: CountedFacts
    alone: list[AloneRow]
    together: list[PairRow]


class RemarkRow(Shape):
    """Something in a case that needs a look; `travaux case check --json` prints a list of them, errors first."""

    level: Literal["error", "remark"] = Field(description="`error`: a fact that cannot be used as it stands.")
    where: str | None = Field(description="The file.")
    line: int | None = Field(description="From 1; null with `--as`, since lines would tell of hidden ones above.")
    section: str | None
    fact: str | None
    what: str
    why: str | None
    remedy: str | None
    reader: str = Field(description="Who may read the remark: the label of the fact it is about, or `keeper`.")


class CaseRow(Shape):
    """One built-in case; `travaux case list --json` prints a list of them."""

    name: str
    title: str
    exercise: bool = Field(description="Whether everything in it is invented, for practice.")
    first_year: int | None = Field(alias="from", description="Year of the first fact.")
    last_year: int | None = Field(alias="to", description="Year of the last fact.")
    delegations: int = Field(description="Those who take part in the decision.")
    issues: int
    positions: int = Field(description="Statements with a stance.")
