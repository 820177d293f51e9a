"""What the analyses of treaties are given, and what they find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from travaux.facts.membership import Members
from travaux.facts.model import Party, Source
from travaux.facts.remarks import Remark
from travaux.facts.treaty_facts import Treaty, TreatyAction

__all__ = ["ForceFound", "PartyStatus", "State", "Treaties"]

State = Literal["signed", "deposited", "bound", "provisional", "left", "succeeded", "none"]
"""Where a party stands with a treaty on a day.

`signed`: signature alone. `deposited`: an instrument, not yet bound. `bound`. `provisional`: applies it provisionally.
`left`: a withdrawal or denunciation took effect. `succeeded`: a state that is no more, whose successors go on.
"""


@dataclass(frozen=True, slots=True)
class Treaties:
    """Treaties and what was done with them, from the view of a case or from tables.

    `parties` and `sources` are by id, `actions` in the order of the record. `as_of` is the last day of which the record
    speaks.
    """

    name: str
    treaties: Mapping[str, Treaty]
    actions: tuple[TreatyAction, ...]
    parties: Mapping[str, Party] = field(default_factory=dict)
    groups: Members = field(default_factory=lambda: Members(()), compare=False)
    sources: Mapping[str, Source] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class PartyStatus:
    """Where one party stands with one treaty on a day, with the actions behind it.

    `since` is the day from which it is in that state; `recorded` says whether the day it was bound is on record
    (otherwise it is computed from the rule, and `why` says how). `territories` are those to which the treaty was
    extended by then; `declarations` the declarations, reservations and objections.
    """

    treaty: str
    party: str
    state: State
    since: date | None
    signed: date | None = None
    instrument: TreatyAction | None = None
    bound_from: date | None = None
    bound_until: date | None = None
    recorded: bool = True
    why: str = ""
    territories: tuple[str, ...] = ()
    declarations: tuple[TreatyAction, ...] = ()
    actions: tuple[TreatyAction, ...] = ()


@dataclass(frozen=True, slots=True)
class ForceFound:
    """What a rule of entry into force comes to.

    `counted` are the instruments that count, in order of deposit, by the day of the view; `set_aside` those that do
    not, each with the reason. `missing` is how many more are needed (None where the rule has no number), `trigger` the
    instrument that completed the count, `day` when the treaty enters into force by the rule, `recorded` the first day
    on which a party is recorded as bound. `explanation` are sentences that lead from the rule to the day.
    `presumed` are codes of dissolved states that the day rests on, although no dated instrument of theirs is on record;
    `alone` is then the day to which the instruments on record lead by themselves.
    """

    treaty: Treaty
    on: date | None
    counted: tuple[TreatyAction, ...]
    set_aside: tuple[tuple[TreatyAction, str], ...]
    missing: int | None
    trigger: TreatyAction | None
    day: date | None
    recorded: date | None
    computable: bool
    explanation: tuple[str, ...]
    presumed: tuple[str, ...] = ()
    alone: date | None = None
