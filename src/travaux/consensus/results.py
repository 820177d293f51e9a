"""What a finding is made of: moves, packages, blocking sets, concessions. Plain values, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["BlockingFound", "ConcessionFound", "Move", "PackageFound", "Reliance"]


@dataclass(frozen=True, slots=True)
class Move:
    """One restraint that somebody would give up, or that blocks.

    `party` is the delegation, or the group that made the statement; `members` are the deciding parties it binds.
    `issue` and `option` are empty for a mandate, which concerns the whole. `also` names the parties that exclude the
    same option and would block it just as well; `unless` holds the conditions that would lift it, as `issue = option`.
    """

    party: str
    issue: str
    option: str
    stance: str
    restraint: str
    reason: str = ""
    members: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reliance:
    """A delegation whose yes to an option is not on record, or holds under a condition; with the reason in words."""

    party: str
    issue: str
    option: str
    why: str


@dataclass(frozen=True, slots=True)
class PackageFound:
    """One package that the rule does not exclude: an option for every issue on which something is on record.

    `oppositions` counts pairs of a party and an option chosen against its word; `maximin` is the gain of the
    delegation that gains least, `nash` the product of gains, `utilitarian` their sum (shares of what a delegation asks
    for, 0 to 1); `known_share` the share (0 to 1) of pairs of delegation and chosen option with a stance on record;
    `gap` how far (relative) the best package could be from this one where that is not proven. `untested` names the
    blocked issues for which an untested option is chosen, `as_well` the options that nothing on record tells apart from
    the one chosen, `unasked` the issues whose chosen option no delegation on record prefers or accepts.
    """

    choices: Mapping[str, str]
    oppositions: int
    maximin: float
    nash: float
    utilitarian: float
    known_share: float
    reliance: tuple[Reliance, ...]
    gap: float
    proven: bool
    untested: tuple[str, ...] = ()
    as_well: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unasked: tuple[str, ...] = ()

    @property
    def relies_on(self) -> tuple[str, ...]:
        """The delegations the package relies on, in the order of the record."""
        return tuple(dict.fromkeys(each.party for each in self.reliance))


@dataclass(frozen=True, slots=True)
class BlockingFound:
    """Restraints that together leave nothing, and of which none can be left out.

    `untested` names options that nobody excludes, of which it is not on record that all those who drew a line on the
    issue can live with them: they are set aside here, for unknown is never consent.
    """

    moves: tuple[Move, ...]
    issues: tuple[str, ...]
    untested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConcessionFound:
    """Restraints to give up, and what that opens: an issue by its id, or `package` for a text as a whole."""

    cost: float
    moves: tuple[Move, ...]
    unlocks: str
    gap: float = 0.0
    proven: bool = True
