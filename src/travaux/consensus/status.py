"""The status of every issue: settled, blocked, open or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from travaux.consensus.rules import Decision
from travaux.consensus.standings import Ground, OptionGround
from travaux.facts.model import Outcome

__all__ = ["IssueState", "OptionState", "Status", "state"]

Status = Literal["settled", "open", "blocked", "unknown"]
ACCEPTING = ("prefer", "accept")


@dataclass(frozen=True, slots=True)
class OptionState:
    """One option: what is on record, and whether the rule lets it pass.

    `excluded`: the recorded stances against it are more than the rule allows. `acceptable`: it is on record that
    everyone whose word can stop it can live with it. An option that is neither is *untested*.
    """

    ground: OptionGround
    excluded: bool
    acceptable: bool

    @property
    def id(self) -> str:
        """The id of the option."""
        return self.ground.id


@dataclass(frozen=True, slots=True)
class IssueState:
    """One issue on a day, with the options on the table."""

    ground: Ground
    status: Status
    options: tuple[OptionState, ...]
    outcome: Outcome | None = None

    @property
    def id(self) -> str:
        """The id of the issue."""
        return self.ground.issue.id

    @property
    def untested(self) -> tuple[OptionState, ...]:
        """Of a blocked issue, the options nobody excludes but whose fate with those who drew a line is unknown."""
        if self.status != "blocked":
            return ()
        return tuple(option for option in self.options if not option.excluded)


def state(ground: Ground, outcome: Outcome | None, rule: Decision) -> IssueState:
    """The status of one issue.

    *Settled*: an outcome with an option is on record. *Blocked*: somebody stands against an option, and none is known
    to be acceptable to everyone who does so (by vote: none is known to have the weight the rule asks for). *Open*:
    positions of deciding parties exist. *Unknown*: none does.
    """
    if outcome is not None:
        return IssueState(ground, "settled", _options(ground, rule, ()), outcome)
    drawers = _drawers(ground, rule)
    options = _options(ground, rule, drawers)
    if rule.by_vote:
        blocked = any(option.excluded for option in options) and not any(option.acceptable for option in options)
    else:
        blocked = bool(drawers) and not any(option.acceptable for option in options)
    if blocked:
        return IssueState(ground, "blocked", options)
    return IssueState(ground, "open" if ground.speakers else "unknown", options)


def _drawers(ground: Ground, rule: Decision) -> tuple[str, ...]:
    """The deciding parties that stand against some option in the sense of the rule."""
    against = {party for option in ground.options for party in option.parties(*rule.excluding)}
    return tuple(party for party in ground.deciders if party in against)


def _options(ground: Ground, rule: Decision, drawers: Sequence[str]) -> tuple[OptionState, ...]:
    allowance = rule.allowance(ground.deciders)
    needed = sum(rule.weight_of(party) for party in ground.deciders) - allowance if rule.by_vote else 0.0
    found = []
    for option in ground.options:
        against = option.parties(*rule.excluding)
        excluded = sum(map(rule.weight_of, against)) > allowance if rule.by_vote else bool(against)
        accepting = set(option.parties(*ACCEPTING))
        if rule.by_vote:
            acceptable = bool(accepting) and sum(rule.weight_of(party) for party in accepting) >= needed
        else:
            needed_yes = drawers or ground.deciders  # where nobody has drawn a line yet, anybody still could
            acceptable = not excluded and bool(needed_yes) and accepting.issuperset(needed_yes)
        found.append(OptionState(option, excluded, acceptable))
    return tuple(found)
