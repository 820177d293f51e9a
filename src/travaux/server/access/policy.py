"""Who looks, as which reader, and what they may do. Every page asks here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from travaux.facts import Reader

__all__ = ["ACTS", "NOBODY", "Act", "Role", "SeatLike", "Visitor", "may_label", "may_speak_for", "reader_in", "seated"]

Role = Literal["chair", "secretariat", "delegation", "observer"]
Act = Literal["read", "state", "table", "keep", "own", "anyone"]
ACTS: tuple[Act, ...] = get_args(Act)
"""What a page may ask for.

`read`: to see a case. `state`: to enter positions. `table`: to enter drafts, outcomes, sessions. `keep`: to open,
import and publish cases and to give out accounts. `own`: to see to one's own account. `anyone`: the way in.
"""

_MAY: Mapping[Role | None, frozenset[Act]] = {
    None: frozenset({"anyone", "read"}),
    "observer": frozenset({"anyone", "read", "own"}),
    "delegation": frozenset({"anyone", "read", "own", "state", "table"}),
    "chair": frozenset({"anyone", "read", "own", "state", "table"}),
    "secretariat": frozenset({"anyone", "read", "own", "state", "table", "keep"}),
}


class SeatLike(Protocol):
    """A seat, as it stands in the table of seats."""

    case: str
    role: str
    party: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at the door of one case: the account (empty: not signed in), the role there (None: none), the party.

    `house` says that they keep the house as a whole too, its accounts among it.
    """

    account: str = ""
    role: Role | None = None
    party: str = ""
    house: bool = False

    def may(self, act: Act) -> bool:
        """Whether this role does such things at all; what exactly is asked of `may_speak_for` and `may_label`."""
        return act in _MAY[self.role]


NOBODY = Visitor()


def seated(account: str, seats: Iterable[SeatLike], case: str = "") -> Visitor:
    """The visitor that an account is in a case: the seat for this case, else the one for every case, else none.

    Args:
        account: the name of the account.
        seats: all its seats.
        case: the case; empty for the house as a whole.
    """
    found = {seat.case: seat for seat in seats}
    seat = found.get(case) or found.get("")
    if seat is None or seat.role not in get_args(Role):
        return Visitor(account)
    role: Role = seat.role  # type: ignore[assignment]
    whole = found.get("")
    house = whole is not None and whole.role == "secretariat"
    return Visitor(account, role, seat.party if role == "delegation" else "", house)


def reader_in(visitor: Visitor, *, public: bool, parties: Iterable[str], groups: Iterable[str]) -> Reader | None:
    """As whom a visitor reads a case; None if the case is closed to them.

    Args:
        visitor: who it is in this case.
        public: whether the case has public pages.
        parties: ids of the parties that public facts name.
        groups: ids of the groups on public record.

    Returns:
        The chair for the chair, its party (or group) for a delegation, the public for everybody else with a seat. A
        delegation of which the case knows nothing in public reads as the public: whether it is named in some
        confidential fact must not be told by its seat.

    Example:
        >>> str(reader_in(Visitor("ana", "delegation", "us"), public=False, parties=["us"], groups=[]))
        'party:us'
        >>> reader_in(NOBODY, public=False, parties=["us"], groups=[]) is None
        True
    """
    if visitor.role is None:
        return Reader("public") if public else None
    if visitor.role == "chair":
        return Reader("chair")
    if visitor.role == "delegation" and visitor.party:
        if visitor.party in set(groups):
            return Reader("group", visitor.party)
        if visitor.party in set(parties):
            return Reader("party", visitor.party)
    return Reader("public")


def may_speak_for(visitor: Visitor, reader: Reader, party: str) -> bool:
    """Whether a visitor, who reads a case as `reader`, may enter what a party stands for.

    A delegation speaks for itself alone; chair and secretariat note what others said.
    """
    if visitor.role == "delegation":
        return bool(party) and reader.kind in ("party", "group") and reader.name == party
    return visitor.role in ("chair", "secretariat")


def may_label(visitor: Visitor, reader: Reader, groups: Iterable[str] = ()) -> tuple[str, ...]:
    """For whom a visitor may enter a fact, the narrowest first; the first is what a form offers.

    Args:
        visitor: who enters it.
        reader: as whom they read the case.
        groups: the groups to which the party belongs today.
    """
    if visitor.role == "delegation" and reader.kind == "party":
        return (str(reader), "chair", *(f"group:{name}" for name in groups), "public")
    if visitor.role == "delegation" and reader.kind == "group":
        return (str(reader), "public")
    if visitor.role == "chair":
        return ("chair", "public")
    return ("public",) if visitor.role == "secretariat" else ()
