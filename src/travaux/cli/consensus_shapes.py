"""The shape of what `travaux consensus --json` prints, key by key."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from travaux.cli.case_shapes import PointFacts
from travaux.cli.shaping import Shape
from travaux.facts.model import RestraintKind, Stance

__all__ = ["ConsensusReport", "KnownFacts"]


class KnownFacts(Shape):
    """How many delegations have a position on record; all others are unknown, which is no consent."""

    parties: int
    of: int


class OptionStanding(Shape):
    """One option on the table, with who stands where; a group stands before its members."""

    id: str
    label: str
    prefer: list[str]
    accept: list[str]
    oppose: list[str]
    red_line: list[str]
    unknown: int = Field(description="Deciding delegations without a stance on this option.")
    excluded: bool = Field(description="What is on record against it is more than the rule allows.")
    acceptable: bool = Field(description="On record as acceptable to everyone whose word can stop it.")
    observers: dict[str, Stance] = Field(description="Stances of those who do not decide; they exclude nothing.")


class IssueStanding(Shape):
    """One issue on the day of the view."""

    id: str
    title: str
    article: str | None
    question: str
    status: Literal["settled", "open", "blocked", "unknown"]
    outcome: str | None = Field(description="The option that was adopted, where the issue is settled.")
    settled_on: str | None
    only_if: PointFacts | None = Field(description="The option without which the issue does not arise.")
    untested: list[str] = Field(
        description="Of a blocked issue: options nobody excludes, and which are not known to be acceptable."
    )
    options: list[OptionStanding]


class RelianceRow(Shape):
    """A delegation that has spoken on an issue without an unconditional yes to the option chosen."""

    party: str
    issue: str
    option: str
    why: str


class PackageRow(Shape):
    """One package that the rule does not exclude. That nobody has excluded it does not make it agreed."""

    choices: dict[str, str] = Field(description="Issue, and the option chosen.")
    oppositions: int = Field(description="Pairs of a delegation and a chosen option that it opposes or excludes.")
    maximin: float = Field(description="Value for the delegation that gains least, among those that gain at all.")
    nash: float = Field(description="Product of the values for those delegations.")
    utilitarian: float = Field(description="Sum of all values.")
    known_share: float = Field(description="0 to 1: pairs of delegation and chosen option with a stance on record.")
    relies_on: list[str]
    reliance: list[RelianceRow]
    untested: list[str] = Field(description="Blocked issues for which an untested option is chosen.")
    as_well: dict[str, list[str]] = Field(
        description="By issue: options that nothing on record tells apart from the one chosen."
    )
    unasked: list[str] = Field(description="Issues whose chosen option no delegation on record prefers or accepts.")
    gap: float | None = Field(
        description="How much better, relatively, a package could be; 0 where none can, null where it cannot be said."
    )
    proven: bool


class ExtremeRow(PackageRow):
    """The package that gives one delegation most; where others are as good for it, one that others want more."""

    party: str


class PartialFacts(Shape):
    """What remains possible if issues of which every option is excluded are left for another day."""

    set_aside: list[str]
    packages: list[PackageRow]


class MoveRow(Shape):
    """One restraint that blocks, or that would be given up."""

    party: str = Field(description="The delegation, or the group that made the statement.")
    issue: str | None = Field(description="Null for a mandate, which concerns the whole.")
    option: str | None
    restraint: RestraintKind
    stance: str = Field(description="A stance, or condition, package, mandate.")
    reason: str
    members: list[str] = Field(description="The deciding delegations that the statement binds.")
    also: list[str] = Field(description="Those who exclude the same option, and would block it as well.")
    unless: list[str] = Field(description="Conditions that would lift it, as `issue = option`.")
    facts: list[str] = Field(description="Ids of the facts it comes from.")


class BlockingRow(Shape):
    """A blocking set with the issues it is about."""

    issues: list[str]
    restraints: list[MoveRow]
    untested: list[str] = Field(description="Options set aside here, since nobody excludes them.")


class ConcessionRow(Shape):
    """Restraints to give up, and what that opens."""

    cost: float = Field(description="Sum of costs from the table of costs: a judgement, without unit.")
    unlocks: str = Field(description="Id of the issue that opens, or `package` for a text as a whole.")
    moves: list[MoveRow]
    gap: float | None
    proven: bool


class StatementRow(Shape):
    """What one party, or a group for its members, holds on one option."""

    party: str
    option: str
    label: str
    stance: Stance
    restraint: RestraintKind
    reason: str
    members: list[str]


class EaseRow(Shape):
    """Whose restraint a bridge eases, and how."""

    party: str
    option: str
    restraint: RestraintKind
    why: str


class PrecedentRow(Shape):
    """Where a bridge was used before the day of the view."""

    case: str
    provision: str
    year: int
    what: str
    source: str
    address: str | None
    evidence: Literal["seen", "derived"]


class PatternRow(Shape):
    """A bridge: a way in which blocked issues were eased before. A suggestion, no promise."""

    id: str
    name: str
    does: str
    eases: list[EaseRow]
    precedents: list[PrecedentRow]


class NewOptionRow(Shape):
    """What an option not yet on the table must avoid and keep."""

    issue: str
    avoid: list[StatementRow]
    keep: list[StatementRow]
    patterns: list[PatternRow]
    not_stated: list[str] = Field(description="Who excludes an option with no restraint on record: ask them first.")


class FindingRemark(Shape):
    """Something in the case that needs a look."""

    level: Literal["error", "remark"]
    what: str
    why: str
    remedy: str


class ConsensusReport(Shape):
    """What `travaux consensus --json` prints."""

    case: str
    as_of: str | None = Field(description="The day of the view, ISO 8601; null where no fact has a day.")
    rule: str
    rule_in_words: str
    reader: str
    known: KnownFacts
    issues: list[IssueStanding]
    packages: list[PackageRow] = Field(description="Best first; empty where everything is excluded.")
    partial: PartialFacts
    why_none: str | None = Field(description="Why there is no package.")
    left_out: list[str] = Field(description="Issues for which nothing is chosen: nothing on record bears on them.")
    blocking_sets: list[list[MoveRow]]
    blocking: list[BlockingRow] = Field(description="The same sets, with their issues and untested options.")
    concessions: list[ConcessionRow] = Field(description="Cheapest first, those for a whole package before the rest.")
    new_options: list[NewOptionRow]
    leximin: PackageRow | None = Field(
        description="The package with the largest smallest value, then the next smallest, and so on."
    )
    extremes: list[ExtremeRow] = Field(description="Empty where there is no package, or where many have a say.")
    frontier: list[PackageRow] | None = Field(
        description="Packages that no other beats for everybody; null where more than a few delegations count."
    )
    definitions: dict[str, str] = Field(description="What each figure means, in one sentence.")
    remarks: list[FindingRemark]
