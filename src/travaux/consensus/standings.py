"""Who stands where on each option, as the engine reads it: deciding parties, groups that spoke, and observers apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from travaux.facts import Case, Standing
from travaux.facts.model import Issue, Stance

__all__ = ["AGAINST", "STRICTEST_FIRST", "Ground", "OptionGround", "ground"]

STRICTEST_FIRST: tuple[Stance, ...] = ("red_line", "oppose", "accept", "prefer")
"""Where the record holds two stances of one party at a time, the strictest counts: a doubt is never consent."""

AGAINST = ("red_line", "oppose")


@dataclass(frozen=True, slots=True)
class OptionGround:
    """One option on the table: for each deciding party that spoke on it, the statement that counts.

    `bound` holds all statements of a party that count as strictly: several groups, or several sources, may bind it.
    """

    id: str
    label: str
    spoken: Mapping[str, Standing] = field(default_factory=dict)
    bound: Mapping[str, tuple[Standing, ...]] = field(default_factory=dict)
    observers: Mapping[str, Standing] = field(default_factory=dict)
    groups: Mapping[str, Standing] = field(default_factory=dict)

    def parties(self, *stances: str) -> tuple[str, ...]:
        """The deciding parties with one of these stances."""
        return tuple(party for party, standing in self.spoken.items() if standing.stance in stances)


@dataclass(frozen=True, slots=True)
class Ground:
    """One issue with its options on the table, and whoever decides."""

    issue: Issue
    options: tuple[OptionGround, ...]
    deciders: tuple[str, ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        """The deciding parties with a stance on some option, in the order of the record."""
        spoke = {party for option in self.options for party in option.spoken}
        return tuple(party for party in self.deciders if party in spoke)

    def option(self, name: str) -> OptionGround | None:
        """An option on the table by its id."""
        return next((option for option in self.options if option.id == name), None)

    def standings(self) -> Iterator[tuple[OptionGround, Standing]]:
        """For each option and deciding party that spoke on it the statement that counts."""
        for option in self.options:
            for standing in option.spoken.values():
                yield option, standing

    def statements(self) -> Iterator[tuple[OptionGround, Standing]]:
        """The same, with every statement that binds a party."""
        for option in self.options:
            for standings in option.bound.values():
                for standing in standings:
                    yield option, standing


def ground(case: Case) -> tuple[Ground, ...]:
    """The issues of a case with who stands where on the day of the view, in the order of the record."""
    deciders = case.deciders
    heard: dict[tuple[str, str], list[Standing]] = {}
    for standing in case.who():
        if standing.option is not None and standing.stance is not None:
            heard.setdefault((standing.issue, standing.option), []).append(standing)
    order = {party: place for place, party in enumerate(deciders)}
    groups = {group.id for group in case.groups} | {party.id for party in case.parties if party.kind == "group"}
    return tuple(
        Ground(
            issue,
            tuple(
                _option(option.id, option.label, heard.get((issue.id, option.id), ()), order, groups)
                for option in case.options(issue.id)
            ),
            deciders,
        )
        for issue in case.issues
    )


def _option(
    name: str, label: str, standings: Sequence[Standing], order: Mapping[str, int], groups: set[str]
) -> OptionGround:
    said: dict[str, list[Standing]] = {}
    for standing in standings:
        said.setdefault(standing.party, []).append(standing)
    for held in said.values():
        held.sort(key=_strictness)
    deciding = sorted((party for party in said if party in order), key=order.__getitem__)
    others = [party for party in said if party not in order]
    return OptionGround(
        name,
        label or name,
        {party: said[party][0] for party in deciding},
        {party: tuple(_binding(said[party])) for party in deciding},
        {party: said[party][0] for party in others if party not in groups},
        {party: said[party][0] for party in others if party in groups},
    )


def _binding(held: Sequence[Standing]) -> Iterator[Standing]:
    """Where the strictest statement is against an option, all that are; else all that are for it."""
    against = held[0].stance in AGAINST
    return (standing for standing in held if (standing.stance in AGAINST) == against)


def _strictness(standing: Standing) -> tuple[int, bool]:
    """A condition makes a yes stricter, and a no less so."""
    place = STRICTEST_FIRST.index(standing.stance) if standing.stance is not None else len(STRICTEST_FIRST)
    conditional = bool(standing.conditions or standing.subject_to)
    return place, conditional == (standing.stance in AGAINST)
