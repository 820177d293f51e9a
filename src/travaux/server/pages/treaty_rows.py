"""Treaties and parties as rows: what the tables of the pages show, and what their files hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from travaux.facts.treaty_facts import Treaty, TreatyAction
from travaux.server.desk import Look
from travaux.server.pages.treaty_asked import force_in, statuses_in, treaties_in
from travaux.treaty.model import PartyStatus, State

if TYPE_CHECKING:
    from travaux.treaty.model import ForceFound

__all__ = ["STATES", "PartyRow", "TreatyRow", "counted_states", "name_of", "party_rows", "treaty_name", "treaty_rows"]

STATES: dict[State, tuple[str, str]] = {
    "bound": ("bound", "yes"),
    "provisional": ("applies it provisionally", "open"),
    "deposited": ("deposited, not yet bound on record", "open"),
    "signed": ("signed only", "none"),
    "left": ("left", "no"),
    "succeeded": ("is no more; successors go on", "none"),
    "none": ("nothing that counts", "none"),
}
"""Each state of a party in words, and the kind of mark it has on a page; in the order of tables."""

_ORDER = {state: place for place, state in enumerate(STATES)}


@dataclass(frozen=True, slots=True)
class TreatyRow:
    """One treaty on a day: how many are in which state, and its entry into force."""

    treaty: Treaty
    states: Counter[State]
    force: ForceFound

    @property
    def since(self) -> date | None:
        """The day it entered into force: the recorded one, else that of the rule."""
        return self.force.recorded or self.force.day

    @property
    def bound(self) -> int:
        """How many are bound."""
        return self.states["bound"]

    @property
    def signed(self) -> int:
        """How many have signed and done no more."""
        return self.states["signed"]

    @property
    def threshold(self) -> int | None:
        """How many instruments the rule asks for."""
        return self.treaty.force.threshold if self.treaty.force else None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Where one party stands with one treaty, for a table.

    `behind` is the action from which the state follows, `known` whether it is a fact of the record that can be opened.
    """

    status: PartyStatus
    treaty: str
    party: str
    words: str
    mark: str
    behind: TreatyAction | None
    known: bool


def treaty_name(treaty: Treaty) -> str:
    """What a treaty is called in a line: its short name, else its name."""
    return treaty.short or treaty.name


def name_of(look: Look, party: str) -> str:
    """What a party is called; its id where no name is on record."""
    known = treaties_in(look).parties.get(party)
    return known.name if known is not None else party


def counted_states(statuses: Sequence[PartyStatus]) -> Counter[State]:
    """How many parties are in each state."""
    return Counter(each.state for each in statuses)


def treaty_rows(look: Look, day: date | None) -> tuple[TreatyRow, ...]:
    """Every treaty of the view on a day, in the order of the record."""
    return tuple(
        TreatyRow(treaty, counted_states(statuses_in(look, name, day)), force_in(look, name, day))
        for name, treaty in treaties_in(look).treaties.items()
    )


def party_rows(look: Look, statuses: Sequence[PartyStatus]) -> tuple[PartyRow, ...]:
    """The rows of a table, those who are bound first, each in the order of names."""
    data = treaties_in(look)
    recorded = {fact.id for fact in look.case.of(TreatyAction)}
    rows = []
    for each in statuses:
        words, mark = STATES[each.state]
        behind = each.instrument or (each.actions[-1] if each.actions else None)
        treaty = data.treaties.get(each.treaty)
        rows.append(PartyRow(
            each, treaty_name(treaty) if treaty else each.treaty, name_of(look, each.party), words, mark, behind,
            behind is not None and behind.id in recorded,
        ))  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (_ORDER[row.status.state], row.party.casefold(), row.treaty.casefold())))
