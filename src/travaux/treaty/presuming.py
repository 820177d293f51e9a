"""States that are no more, and must have been parties although their instrument is not on record.

Lists of present parties leave dissolved states out. Where the record has a treaty in force before the instruments on it
are enough, and successors of a dissolved state succeed to the treaty, that state was a party.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from travaux.facts.treaty_facts import INSTRUMENTS, TreatyAction
from travaux.treaty.courses import SUCCEEDING
from travaux.treaty.ledger import Ledger
from travaux.treaty.names import code_of, dissolved

__all__ = ["Predecessor", "predecessors"]


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A state that is no more, its last day, and the successors that show that it was a party, by id.

    `on_record` says that an instrument of its own is on record, without its day.
    """

    code: str
    name: str
    last: date
    shown_by: tuple[str, ...]
    on_record: bool = False


def predecessors(ledger: Ledger, treaty: str, day: date) -> tuple[Predecessor, ...]:
    """The dissolved states that must have been parties to a treaty, and existed on a day.

    A successor shows it by a succession or continued application, or by being bound from before its own instrument; an
    instrument of the state itself whose day is not on record shows it too. A state whose own instrument is on record
    with a day by then is left out: it is counted like any other.
    """
    actions = ledger.actions(treaty)
    heirs = {party: heir for party in actions if (heir := _heir(party)) is not None}
    showing = {code: party for party, code in heirs.items() if _succeeds(actions[party])}
    own = {state.code for party in actions if (state := ledger.dissolved(party)) and _deposited(actions[party], day)}
    undated = {state.code for party in actions if (state := ledger.dissolved(party)) and _undated(actions[party])}
    found = [
        Predecessor(state.code, state.name, state.last, shown, state.code in undated)
        for state in dissolved().values()
        if state.code not in own and day <= state.last
        if (shown := tuple(showing[code] for code in state.successors if code in showing)) or state.code in undated
    ]
    # Serbia and Montenegro took over from Yugoslavia themselves: of two in a row the one that was first there counts.
    return tuple(each for each in found if not any(_covers(other, each) for other in found))


def _covers(other: Predecessor, each: Predecessor) -> bool:
    earlier = other is not each and other.last < each.last
    return earlier and not each.on_record and set(each.shown_by) <= set(other.shown_by)


def _heir(party: str) -> str | None:
    """The code of a party, if a state that is no more has it among its successors."""
    code = code_of(party)
    return code if any(code in state.successors for state in dissolved().values()) else None


def _succeeds(actions: Sequence[TreatyAction]) -> bool:
    if any(each.kind in SUCCEEDING for each in actions):
        return True
    instrument = min((each.date for each in actions if each.kind in INSTRUMENTS and each.date), default=None)
    bound = min((each.date for each in actions if each.kind == "entry_into_force" and each.date), default=None)
    return instrument is not None and bound is not None and bound < instrument


def _undated(actions: Sequence[TreatyAction]) -> bool:
    return any(each.kind in INSTRUMENTS and each.date is None for each in actions)


def _deposited(actions: Sequence[TreatyAction], day: date) -> bool:
    return any(each.kind in INSTRUMENTS and each.date is not None and each.date <= day for each in actions)
