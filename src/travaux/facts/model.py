"""What can be on record: dated facts, each with its source.

A fact is never changed: a correction is a fact of its own that `supersedes` the other by its id. Every fact may say who
may read it (`reader`), which is everybody unless it says otherwise. Days are ISO 8601 (`2000-12-20`).
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from travaux.facts.fact import Confidence, Day, Evidence, Fact, Part
from travaux.facts.law_facts import Law, Norm
from travaux.facts.treaty_facts import Treaty, TreatyAction

__all__ = [
    "FACTS",
    "Condition",
    "Confidence",
    "Count",
    "Day",
    "Declaration",
    "Dispute",
    "Draft",
    "Evidence",
    "Fact",
    "Group",
    "InstrumentFact",
    "Issue",
    "IssueOption",
    "Law",
    "Mandate",
    "Membership",
    "NameList",
    "Norm",
    "Number",
    "Outcome",
    "Package",
    "Party",
    "PartyKind",
    "Point",
    "Position",
    "Restraint",
    "RestraintKind",
    "Rule",
    "RuleKind",
    "Scale",
    "Session",
    "Source",
    "Stance",
    "TextVersion",
    "Treaty",
    "TreatyAction",
    "TreatyStatus",
]

Stance = Literal["prefer", "accept", "oppose", "red_line"]
PartyKind = Literal["state", "igo", "group", "ngo", "secretariat", "office", "company", "person", "other"]
RestraintKind = Literal[
    "domestic_law",
    "constituency",
    "ratification",
    "capacity",
    "mandate",
    "principle",
    "linkage",
    "forum",
    "economic",
    "institutional",
    "unstated",
]
RuleKind = Literal["consensus", "no_opposition", "two_thirds", "majority", "weighted"]


class Source(Fact):
    """Where facts come from: a document, a press report, a table, a party's own word (then `party` names it)."""

    title: str
    address: str | None = None
    kind: str | None = None
    party: str | None = None


class Party(Fact):
    """Somebody who takes positions. `decides` says whether it takes part in the decision, where its kind does not."""

    name: str
    kind: PartyKind = "state"
    aliases: tuple[str, ...] = ()
    decides: bool | None = None
    power: float = Field(default=1.0, ge=0, description="weight in forecasts, without unit")


class Membership(Part):
    """A party in a group, from the first to the last day (both included; empty: always)."""

    party: str
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    source: str | None = None
    note: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"party": value} if isinstance(value, str) else value


class Group(Fact):
    """Parties that speak together. A member may be a group itself."""

    name: str
    members: tuple[Membership, ...] = ()


class Session(Fact):
    """A meeting, with its first and last day."""

    body: str | None = None
    start: Day | None = None
    end: Day | None = None
    place: str | None = None
    what: str | None = None


class TextVersion(Fact):
    """A draft kept in the folder `texts/` of the case. `reconstruction` marks a text written for the case itself."""

    file: str
    title: str | None = None
    session: str | None = None
    reconstruction: bool = False


class Draft(Fact):
    """What was published about a draft that is not in the folder."""

    session: str | None = None
    pages: int | None = None
    brackets: int | str | None = None
    alternatives: int | str | None = None
    agreed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


class Point(Part):
    """One option of one issue."""

    issue: str
    option: str


Condition = Point


class IssueOption(Part):
    """One way to settle an issue.

    It exists from the day `since` (empty: from the start) up to the day `until`. `at` is its place on the scale of the
    issue; `in_text` the name of the option in the draft, as `travaux choose --set` takes it. `law` are the answers to
    the norm of the issue with which the option agrees.
    """

    id: str
    label: str = ""
    since: Day | None = None
    until: Day | None = None
    at: float | None = None
    in_text: str | None = None
    law: tuple[str, ...] = Field(
        default=(), description="categories or values of the norm of the issue with which this option agrees"
    )


class Scale(Part):
    """What the numbers `at` of an issue's options measure."""

    unit: str
    status_quo: float | None = None


class Issue(Fact):
    """A question with its options. `only_if` names the option of another issue without which it does not arise."""

    title: str = ""
    article: str | None = None
    question: str = ""
    options: tuple[IssueOption, ...]
    only_if: Point | None = None
    scale: Scale | None = None
    text: str | None = Field(default=None, description="id of the draft that holds the choice")
    choice: str | None = Field(default=None, description="id of the choice in that draft")
    norm: str | None = Field(
        default=None, description="id of the norm that the issue is about, in this case or in `patent-law`"
    )


class Restraint(Part):
    """What limits a party, and why in a few words."""

    kind: RestraintKind = "unstated"
    reason: str = ""


class Position(Fact):
    """What a party said, or shows, of an option.

    `prefer` asks for it, `accept` can live with it, `oppose` argues against it, `red_line` cannot accept it. A
    statement that cannot be read as one of these keeps its `words` and has no stance. `conditions` must all be chosen
    for an acceptance to hold (for an opposition: to lift it); `subject_to` is a condition outside the text, such as
    `ad referendum`. `salience` is a weight without unit, 1 by default.
    """

    party: str
    issue: str
    option: str | None = None
    stance: Stance | None = None
    restraint: Restraint = Restraint()
    conditions: tuple[Condition, ...] = ()
    subject_to: str | None = None
    salience: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    words: str | None = None


class Outcome(Fact):
    """How an issue ended: an option, or none with the result in words."""

    issue: str
    option: str | None = None
    result: str | None = None


class Package(Fact):
    """Points offered together: all or none. `by` is the party that insists on it; empty: the table as a whole."""

    by: str | None = None
    points: tuple[Point, ...] = Field(min_length=2)
    restraint: Restraint = Restraint(kind="linkage")


class Mandate(Fact):
    """The least a party's total must be worth, as a share (0 to 1) of the most that the options could give it."""

    party: str
    at_least: float = Field(ge=0, le=1)
    restraint: Restraint = Restraint(kind="mandate")


class Rule(Fact):
    """A rule of decision. `threshold` is the share of weight (0 to 1) a text needs; a party weighs 1 by default."""

    kind: RuleKind
    threshold: float | None = Field(default=None, gt=0, le=1)
    weights: dict[str, float] = Field(default_factory=dict)


class Declaration(Fact):
    """How a party says it applies an instrument, or which choice of it the party uses."""

    party: str
    provision: str | None = None
    kind: str | None = None
    words: str | None = None


class TreatyStatus(Fact):
    """Signature and instrument of one state or organisation, with their days."""

    party: str | None = None
    name: str | None = None
    signed: Day | None = None
    instrument: Day | None = None
    kind: str | None = None


class Count(Fact):
    """How many instruments had been deposited on a day."""

    count: int


class Number(Fact):
    """A number somebody published."""

    what: str
    value: float
    unit: str | None = None


class NameList(Fact):
    """A list of names, such as the first parties in order."""

    names: tuple[str, ...]


class Dispute(Fact):
    """Two sources that say different things of one matter; both stay."""

    about: str
    a: str
    b: str


class InstrumentFact(Fact):
    """The treaty under negotiation."""

    name: str
    short: str | None = None
    forum: str | None = None
    adopted: Day | None = None
    opened_for_signature: Day | None = None
    in_force: Day | None = None
    entry_condition: str | None = None
    depositary: str | None = None
    sources: tuple[str, ...] = ()


# The sections of a case file: the key of each, and the facts that stand below it.
FACTS: dict[str, type[Fact]] = {
    "instrument": InstrumentFact,
    "sources": Source,
    "parties": Party,
    "groups": Group,
    "sessions": Session,
    "texts": TextVersion,
    "drafts": Draft,
    "issues": Issue,
    "positions": Position,
    "outcome": Outcome,
    "packages": Package,
    "mandates": Mandate,
    "rules": Rule,
    "declarations": Declaration,
    "status": TreatyStatus,
    "instrument_count": Count,
    "absent_from_seen_list": NameList,
    "first_twenty": NameList,
    "numbers": Number,
    "conflicts": Dispute,
    "norms": Norm,
    "laws": Law,
    "treaties": Treaty,
    "actions": TreatyAction,
}
