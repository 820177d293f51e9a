"""Which words of a text are one delegation's: what it is called there, and the options it backs or opposes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from travaux.facts.parties import code_of
from travaux.lineage.chain import unit_at
from travaux.text.comparing.printed import Printed
from travaux.text.comparing.rivals import option_name
from travaux.text.model import Choice

if TYPE_CHECKING:
    from travaux.facts.case import Case

__all__ = ["Named", "Names", "named_in", "option_at", "units_of"]


class Names:
    """What a delegation is called in texts: its id, name, aliases and code, and the groups it is in on a day.

    Args:
        case: the case, as its reader sees it.
        party: the id of the delegation.
        day: the day for its groups; None for that of the view.
    """

    def __init__(self, case: Case, party: str, day: date | None) -> None:
        own = {party, case.party_name(party), code_of(case.party_name(party))}
        own |= {alias for each in case.parties if each.id == party for alias in each.aliases}
        self._own = {name.casefold() for name in own if name}
        groups = {group.id: group.name for group in case.groups if party in case.members(group.id, day)}
        self._groups = {name.casefold() for pair in groups.items() for name in pair}

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and code.casefold() in self._own | self._groups

    def any_of(self, codes: Iterable[str]) -> bool:
        """Whether one of the codes stands for the delegation, or for a group it is in."""
        return any(code in self for code in codes)

    def others(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes that stand for somebody else."""
        return tuple(code for code in codes if code not in self)


@dataclass(frozen=True, slots=True)
class Named:
    """A choice in which a delegation is named: the positions (from 0) of the options it backs and it opposes."""

    choice: Choice
    backs: tuple[int, ...]
    opposes: tuple[int, ...]


def named_in(text: Printed, names: Names) -> dict[str, Named]:
    """The choices of a text in whose heads a delegation is named, by id and in reading order."""
    found = {}
    for name, choice in text.choices.items():
        backs = tuple(n for n, option in enumerate(choice.options) if names.any_of(option.backs))
        opposes = tuple(n for n, option in enumerate(choice.options) if names.any_of(option.opposes))
        if backs or opposes:
            found[name] = Named(choice, backs, opposes)
    return found


def option_at(choice: Choice, name: str) -> int | None:
    """The position of the option that readers know by a name; None if there is none."""
    wanted = name.removeprefix("against ")
    return next((n for n in range(len(choice.options)) if option_name(choice, n) == wanted), None)


def units_of(text: Printed, choices: Iterable[str]) -> dict[int, str]:
    """The units in which some choices stand, each with the first of the choices."""
    wanted = set(choices)
    inside = {n for n, place in enumerate(text.where) if any(name in wanted for name, _ in place)}
    found: dict[int, str] = {}
    for token, place in enumerate(text.places):
        if place in inside:
            found.setdefault(unit_at(text, token), next(name for name, _ in text.where[place] if name in wanted))
    return found
