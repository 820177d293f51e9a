"""The shapes of what `travaux treaty force, status, bound, check` print with `--json`, key by key.

Days are ISO 8601.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from travaux.cli.shaping import Shape
from travaux.facts.treaty_facts import ActionKind
from travaux.treaty.causes import Cause
from travaux.treaty.model import State

__all__ = ["BoundReport", "CheckReport", "ForceReport", "StatusReport"]


class DelayRow(Shape):
    """How long after an event something takes effect, counted as calendars count."""

    years: int
    months: int
    days: int
    after: Literal["deposit", "notification"]
    or_later: bool = Field(description="Whether the instrument may name a later day.")
    at_most_months: int | None = Field(description="How much later than the deposit that day may be.")
    words: str


class ConditionRow(Shape):
    """What must hold beside the number."""

    words: str
    members_of: str | None = Field(description="Id of a treaty or group; null where it stands in words alone.")
    not_members: bool
    at_least: int | None


class RuleRow(Shape):
    """A rule of entry into force, as data and in words."""

    threshold: int | None
    counts: Literal["states", "eligible"]
    delay: DelayRow | None = Field(description="Null where it is not on record.")
    kinds: list[ActionKind] = Field(description="The kinds of action that count.")
    conditions: list[ConditionRow]
    on: str | None = Field(description="A day that the treaty itself names.")
    article: str | None
    words: str
    later: DelayRow | None = Field(description="For later parties.")
    leaving: DelayRow | None = Field(description="From a denunciation to the day it takes effect.")


class TriggerRow(Shape):
    """The instrument that completed the count."""

    party: str
    date: str | None
    code: str
    kind: ActionKind


class CountedRow(Shape):
    """An instrument."""

    party: str
    code: str
    kind: ActionKind
    date: str | None
    source: str | None
    doubt: str | None


class AsideRow(CountedRow):
    """An instrument that does not count."""

    why: str


class PresumedRow(Shape):
    """A dissolved state that the day rests on, although no dated instrument of it is on record."""

    party: str
    code: str


class ForceSource(Shape):
    """Where facts come from."""

    id: str
    title: str
    address: str | None


class ForceReport(Shape):
    """What `travaux treaty force --json` prints."""

    treaty: str
    rule: RuleRow | None = Field(description="Null where no rule is on record.")
    count: int = Field(description="Instruments that count, by the day of the view.")
    missing: int | None = Field(description="How many more are needed at least; null where the rule has no number.")
    triggered_by: TriggerRow | None = Field(description="Null while the count is not complete.")
    entry_into_force: str | None = Field(description="By the rule; null where it cannot be computed.")
    explanation: str
    name: str
    on: str | None = Field(description="The day of the view; null for everything on record.")
    computable: bool = Field(description="Whether the whole rule can be computed from the record.")
    recorded: str | None = Field(description="The first day on which a party is recorded as bound.")
    agrees: bool | None = Field(description="Whether rule and record lead to one day; null where one has none.")
    presumed: list[PresumedRow]
    without_presumed: str | None = Field(description="The day to which the instruments on record lead alone.")
    counted: list[CountedRow] = Field(description="In order of deposit.")
    set_aside: list[AsideRow]
    sources: list[ForceSource]
    doubts: list[str]
    remarks: list[str] = Field(description="On reading the rules: what was not understood.")


class ActionRow(Shape):
    """What a party did."""

    kind: ActionKind
    date: str | None
    effective: str | None
    territory: str | None
    words: str | None
    source: str | None
    doubt: str | None


class _Standing(Shape):
    state: State
    since: str | None = Field(description="The day from which it is in that state; null where no day is on record.")
    signed: str | None
    instrument: ActionRow | None
    bound_from: str | None = Field(description="May lie after the day of the view.")
    bound_until: str | None = Field(description="The first day on which it is no longer bound.")
    recorded: bool = Field(description="Whether the day it was bound is on record; otherwise it is computed.")
    why: str = Field(description="What a computed day rests on, or why there is none; empty otherwise.")
    territories: list[str]
    declarations: list[ActionRow] = Field(description="Declarations, reservations and objections.")
    actions: list[ActionRow] = Field(description="Everything by that day.")


class PartyRow(_Standing):
    """Where a party stands with the treaty."""

    party: str
    code: str


class TreatyRow(_Standing):
    """Where the party stands with a treaty."""

    treaty: str
    name: str


class SourceRow(Shape):
    """Where facts come from."""

    title: str
    address: str | None


class StatusReport(Shape):
    """What `travaux treaty status --json` prints."""

    treaty: str
    name: str
    on: str
    in_force_since: str | None = Field(description="As recorded, else by the rule; null while it is not in force.")
    counts: dict[State, int]
    parties: list[PartyRow]
    sources: dict[str, SourceRow] = Field(description="By id.")


class UnionRow(Shape):
    """A treaty that binds a union of which the party is a member, and not the party itself."""

    union: str
    code: str
    treaty: str
    name: str
    since: str | None


class BoundReport(Shape):
    """What `travaux treaty bound --json` prints."""

    party: str
    code: str
    on: str
    counts: dict[State, int]
    treaties: list[TreatyRow]
    through_unions: list[UnionRow] = Field(description="What binds a union of which it is a member on that day.")
    sources: dict[str, SourceRow] = Field(description="By id.")


class TreatyCheckRow(Shape):
    """One treaty: its own entry into force, and in how many rows deposit and delay lead to the recorded day."""

    treaty: str
    name: str
    rule: str
    delay: str | None
    counts_from: Literal["deposit", "notification"] | None
    recorded: str | None
    by_rule: str | None
    agrees: bool | None
    holds: int
    of: int
    compared: int
    disagreements: int
    not_compared: str | None = Field(description="Why none of its parties was compared.")


class DisagreementRow(Shape):
    """A recorded day that is not the day by the rule."""

    treaty: str
    party: str | None = Field(description="Null for the treaty's own entry into force.")
    code: str | None
    instrument: ActionKind | None
    deposited: str | None
    recorded: str
    by_rule: str | None
    days: int | None = Field(description="How much later the recorded day is; negative where it is earlier.")
    cause: Cause
    words: str


class CauseRow(Shape):
    """A likely cause, and how often it was found."""

    count: int
    words: str


class CheckReport(Shape):
    """What `travaux treaty check --json` prints."""

    data: str
    treaties: list[TreatyCheckRow]
    disagreements: list[DisagreementRow]
    causes: dict[Cause, CauseRow]
    definitions: dict[str, str]
    remarks: list[str] = Field(description="What needs a look in the record itself.")
