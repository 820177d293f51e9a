"""Signatures and instruments of many treaties as arrays of days, and the same as it was known on an earlier day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from travaux.facts.membership import Members
from travaux.facts.treaty_facts import INSTRUMENTS, Treaty, TreatyAction
from travaux.treaty.model import Treaties
from travaux.treaty.names import dissolved

__all__ = ["NEVER", "YEAR", "Panel", "panel_of"]

NEVER = 10_000_000
"""The ordinal of a day that is not on record: later than every day."""
YEAR = 365.25
_OTHER_WAYS = ("succession", "continued_application")
_LEAVING = ("withdrawal", "denunciation")
_MUTE_YEARS = 10
_MUTE_SIGNATURES = 5

Days = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Panel:
    """Days as ordinals (`date.toordinal`), by treaty (rows) and party (columns); `NEVER` where nothing is on record.

    `opened` is the day of each treaty, `signed` and `joined` the first signature and the first instrument, `entered`
    the day on which a party came in another way (succession, continued application), `left` the first withdrawal.
    `seen` is the day of a party's first action anywhere, from which it counts as a party that may join, `gone` the
    last day of a state that is no more; `organisation` marks those that are no states. `groups` are those of
    the data, among them unions that act themselves. `mute` names treaties left out because their instruments were
    evidently not on record by the last day. `ends` is for each treaty the last day of which its data speak, `last` that
    of the whole.
    """

    treaties: tuple[str, ...]
    parties: tuple[str, ...]
    opened: Days
    signed: Days
    joined: Days
    entered: Days
    left: Days
    seen: Days
    gone: Days
    organisation: NDArray[np.bool_]
    groups: tuple[Members, ...]
    mute: tuple[str, ...]
    ends: Days
    last: int

    def known_on(self, day: int) -> Panel:
        """The panel without everything that is dated later than a day; treaties opened later are dropped.

        So are treaties that are mute by then: ten years old and signed by five or more, without a single instrument.
        What is missing there is most often the record of the instruments. Parties keep their columns (see `acted`).

        Example:
            >>> import numpy as np
            >>> one, no = np.array([[5]]), np.array([[NEVER]])
            >>> whole = Panel(("t",), ("A",), np.array([1]), one, one + 4, no, no, one[0], no[0], np.array([False]),
            ...                (), (), np.array([9]), 9)
            >>> whole.known_on(7).joined[0, 0] == NEVER, whole.known_on(7).signed[0, 0]
            (np.True_, np.int64(5))
        """
        mute = self._mute_on(day)
        rows = np.flatnonzero((self.opened <= day) & ~mute)
        return replace(
            self,
            treaties=tuple(self.treaties[row] for row in rows),
            opened=self.opened[rows],
            signed=_until(self.signed[rows], day),
            joined=_until(self.joined[rows], day),
            entered=_until(self.entered[rows], day),
            left=_until(self.left[rows], day),
            seen=_until(self.seen, day),
            mute=(*self.mute, *(self.treaties[row] for row in np.flatnonzero(mute))),
            ends=np.minimum(self.ends[rows], day),
            last=day,
        )

    def acted(self) -> Panel:
        """The panel with the parties that have done anything by its last day, and no others."""
        columns = self.columns()
        by_party = {name: getattr(self, name)[:, columns] for name in ("signed", "joined", "entered", "left")}
        return replace(
            self,
            parties=tuple(self.parties[column] for column in columns),
            seen=self.seen[columns],
            gone=self.gone[columns],
            organisation=self.organisation[columns],
            **by_party,
        )

    def columns(self) -> NDArray[np.int64]:
        """The columns of the parties that have done anything by the last day."""
        return np.flatnonzero(self.seen <= self.last)

    def _mute_on(self, day: int) -> NDArray[np.bool_]:
        old = np.minimum(self.ends, day) - self.opened > _MUTE_YEARS * YEAR
        signed = (self.signed <= day).sum(axis=1) >= _MUTE_SIGNATURES
        found: NDArray[np.bool_] = old & signed & ~(self.joined <= day).any(axis=1)
        return found

    def row(self, treaty: str) -> int:
        """The row of a treaty."""
        return self.treaties.index(treaty)

    def unions(self, day: int) -> dict[int, NDArray[np.int64]]:
        """The unions that act themselves, by column, with the columns of their members on a day.

        The members of `EU` are those of a group `EU` or `eu_members`.
        """
        column = {party: number for number, party in enumerate(self.parties)}
        unions = {
            name: at for party, at in column.items() for name in (party.casefold(), f"{party.casefold()}_members")
        }
        found: dict[int, NDArray[np.int64]] = {}
        for groups in self.groups:
            for name in groups:
                union = unions.get(name.casefold())
                inside = [column[each] for each in groups.of(name, date.fromordinal(day)) if each in column]
                if union is not None and inside and union not in found:
                    found[union] = np.array(inside, dtype=np.int64)
        return found

    def open_until(self) -> Days:
        """For each treaty and party the day from which no first instrument can come: it joined, or is no more."""
        return np.minimum(np.minimum(self.joined, self.entered), self.gone)

    def at_risk(self, day: int) -> NDArray[np.bool_]:
        """By treaty and party: on record by a day, and not yet in."""
        found: NDArray[np.bool_] = (self.seen[None, :] <= day) & (self.open_until() > day)
        return found


def _until(days: Days, day: int) -> Days:
    return np.where(days <= day, days, NEVER)


def panel_of(*opened: Treaties) -> Panel:
    """The panel of one or more sets of treaties, by id; a treaty that several of them have is taken from the first."""
    chosen: dict[str, tuple[Treaty, list[TreatyAction]]] = {}
    ends: dict[str, date] = {}
    for data in opened:
        own: dict[str, tuple[Treaty, list[TreatyAction]]] = {
            name: (treaty, []) for name, treaty in data.treaties.items() if name not in chosen
        }
        chosen.update(own)
        for action in data.actions:
            if action.treaty in own and action.date is not None:
                own[action.treaty][1].append(action)
        until = data.as_of or _last_day(acts for _, acts in own.values())
        ends.update(dict.fromkeys(own, until))
    kept = {name: both for name, both in sorted(chosen.items()) if any(_counts(each) for each in both[1])}
    return _filled(kept, opened, ends)


def _last_day(every: Iterable[list[TreatyAction]]) -> date:
    """The day of the last signature or instrument: entries into force may lie ahead."""
    return max((each.date for acts in every for each in acts if each.date and _column_of(each.kind)), default=date.min)


def _counts(action: TreatyAction) -> bool:
    return action.date is not None and _column_of(action.kind) is not None


def _filled(
    kept: dict[str, tuple[Treaty, list[TreatyAction]]],
    opened: tuple[Treaties, ...],
    ends: dict[str, date],
) -> Panel:
    parties = tuple(sorted({action.party for _, acts in kept.values() for action in acts if _counts(action)}))
    column = {party: number for number, party in enumerate(parties)}
    shape = (len(kept), len(parties))
    days = {name: np.full(shape, NEVER, dtype=np.int64) for name in ("signed", "joined", "entered", "left")}
    begun = np.full(len(kept), NEVER, dtype=np.int64)
    seen = np.full(len(parties), NEVER, dtype=np.int64)
    for row, (treaty, acts) in enumerate(kept.values()):
        named = treaty.opened or treaty.adopted
        begun[row] = named.toordinal() if named else NEVER
        for action in acts:
            kind = _column_of(action.kind)
            if kind is None or action.date is None:
                continue
            day, at = action.date.toordinal(), column[action.party]
            days[kind][row, at] = min(days[kind][row, at], day)
            seen[at] = min(seen[at], day)
            if kind in ("signed", "joined"):
                begun[row] = min(begun[row], day)
    return Panel(
        treaties=tuple(kept),
        parties=parties,
        opened=begun,
        seen=seen,
        gone=np.array([_last_of(party) for party in parties], dtype=np.int64),
        organisation=np.array([_is_organisation(party, opened) for party in parties], dtype=bool),
        groups=tuple(data.groups for data in opened),
        mute=(),
        ends=np.array([ends[name].toordinal() for name in kept], dtype=np.int64),
        last=max((ends[name].toordinal() for name in kept), default=0),
        **days,
    )


def _column_of(kind: str) -> str | None:
    if kind == "signature":
        return "signed"
    if kind in INSTRUMENTS:
        return "joined"
    if kind in _OTHER_WAYS:
        return "entered"
    return "left" if kind in _LEAVING else None


def _last_of(party: str) -> int:
    return dissolved()[party].last.toordinal() if party in dissolved() else NEVER


def _is_organisation(party: str, opened: tuple[Treaties, ...]) -> bool:
    return any(party in data.parties and data.parties[party].kind == "igo" for data in opened)
