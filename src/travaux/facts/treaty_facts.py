"""What can be on record of treaties: their rules of entry into force, and what states and organisations did."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from travaux.facts.fact import Day, Fact, Part

__all__ = [
    "ACTION_KINDS", "INSTRUMENTS", "ActionKind", "Delay", "ForceCondition", "ForceRule", "Treaty", "TreatyAction",
]  # fmt: skip

ActionKind = Literal[
    "signature",
    "definitive_signature",
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "formal_confirmation",
    "consent_to_be_bound",
    "succession",
    "continued_application",
    "provisional_application",
    "notification",
    "declaration",
    "reservation",
    "objection",
    "territorial_extension",
    "entry_into_force",
    "withdrawal",
    "denunciation",
    "other",
]
ACTION_KINDS: tuple[ActionKind, ...] = get_args(ActionKind)
INSTRUMENTS: tuple[ActionKind, ...] = (
    "definitive_signature",
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "formal_confirmation",
    "consent_to_be_bound",
)
"""Actions by which a party consents to be bound, and which count towards entry into force unless a rule says less."""


class Delay(Part):
    """How long after an event something takes effect, counted as calendars count.

    `after` is the event: the deposit of the instrument, or its notification by the depositary. `or_later` says that the
    instrument may name a later day, `at_most_months` how much later than the deposit.
    """

    years: int = Field(default=0, ge=0)
    months: int = Field(default=0, ge=0)
    days: int = Field(default=0, ge=0)
    after: Literal["deposit", "notification"] = "deposit"
    or_later: bool = False
    at_most_months: int | None = None
    words: str | None = None


class ForceCondition(Part):
    """What must also hold. With `members_of` (id of a treaty or group) and `at_least` it is counted, else only told.

    `not_members` turns it round: so many that are not among its parties.
    """

    words: str
    members_of: str | None = None
    not_members: bool = False
    at_least: int | None = Field(default=None, ge=1)


class ForceRule(Part):
    """When a treaty enters into force.

    `threshold` instruments of those who count (`states` only, or every `eligible` party), of the kinds in `kinds`, and
    the `conditions`; then `delay` passes. `on` is a day that the treaty itself names.
    """

    threshold: int | None = Field(default=None, ge=1)
    counts: Literal["states", "eligible"] = "eligible"
    kinds: tuple[ActionKind, ...] = INSTRUMENTS
    conditions: tuple[ForceCondition, ...] = ()
    delay: Delay | None = None
    on: Day | None = None
    words: str | None = Field(default=None, description="the rule in short, as its source has it")

    @model_validator(mode="after")
    def _says_something(self) -> ForceRule:
        if self.threshold is None and self.on is None and not self.conditions and not self.words:
            raise PydanticCustomError("empty_rule", "says nothing")
        return self


class Treaty(Fact):
    """A treaty: its days, its rule of entry into force, when it binds later parties and lets them go."""

    name: str
    short: str | None = None
    adopted: Day | None = None
    opened: Day | None = None
    depositary: str | None = None
    article: str | None = Field(default=None, description="where the rule stands")
    force: ForceRule | None = None
    later: Delay | None = Field(default=None, description="from the instrument of a later party to the day it is bound")
    leaving: Delay | None = Field(default=None, description="from a denunciation to the day it takes effect")


class TreatyAction(Fact):
    """What a state or organisation did with a treaty on a day.

    `effective` is the day on which it took effect as recorded; `territory` what an extension is for; `words` what was
    said. The kind `entry_into_force` is the recorded day from which the party is bound.
    """

    treaty: str
    party: str
    kind: ActionKind
    effective: Day | None = None
    territory: str | None = None
    words: str | None = None
