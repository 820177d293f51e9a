"""Who stands in the rows of the position matrix, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from travaux.consensus.likeness import ordered_by_likeness
from travaux.consensus.standings import Ground
from travaux.errors import TravauxError
from travaux.facts import Case
from travaux.facts.naming import unknown

__all__ = ["OBSERVERS", "MatrixRow", "Order", "rows_of"]

Order = Literal["likeness", "group", "name"]

OBSERVERS = "Observers, who take no part in the decision"
_ALONE = "In no group on record"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One delegation, and the heading it stands under (empty: none)."""

    party: str
    name: str
    under: str


def rows_of(case: Case, grounds: Sequence[Ground], order: Order, group: str | None) -> tuple[MatrixRow, ...]:
    """The delegations that decide, then the observers with a stance on record.

    Args:
        case: the case on its day.
        grounds: its issues, with who stands where.
        order: by likeness of positions, by group (each delegation under the first group on record that has it on that
            day, and there by likeness), or by name.
        group: only the members of this group on that day.

    Raises:
        TravauxError: if there is no such order or group.
    """
    if order not in get_args(Order):
        ways = ", ".join(get_args(Order))
        raise TravauxError(f"delegations cannot be ordered by {order!r}", remedy=f"use one of: {ways}")
    spoke = {party for each in grounds for option in each.options for party in option.observers}
    observers = [party for party in case.speakers if party in spoke]
    deciders = list(case.deciders)
    if group is not None:
        within = {group, *_members(case, group)}
        deciders = [party for party in deciders if party in within]
        observers = [party for party in observers if party in within]
    found = list(_by_group(case, deciders)) if order == "group" else [("", _ordered(case, deciders, order))]
    found.append((OBSERVERS, _ordered(case, observers, order)))
    return tuple(MatrixRow(party, case.party_name(party), under) for under, parties in found for party in parties)


def _ordered(case: Case, parties: Iterable[str], order: Order) -> tuple[str, ...]:
    if order == "name":
        return tuple(sorted(parties, key=lambda party: (case.party_name(party).casefold(), party)))
    return ordered_by_likeness(case, parties)


def _by_group(case: Case, deciders: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    left = list(deciders)
    for name in dict.fromkeys(each.id for each in case.groups):
        members = {name, *case.members(name)}
        inside = [party for party in left if party in members]
        left = [party for party in left if party not in members]
        if inside:
            yield case.party_name(name), _ordered(case, inside, "group")
    if left:
        yield _ALONE if len(left) < len(deciders) else "", _ordered(case, left, "group")


def _members(case: Case, group: str) -> tuple[str, ...]:
    groups = {each.id for each in case.groups} | {each.id for each in case.parties if each.kind == "group"}
    if group not in groups:
        raise unknown("group", group, sorted(groups), case.name)
    return case.members(group)
