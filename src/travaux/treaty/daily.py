"""The status of all parties with all treaties on every day of a span of years, as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from travaux.errors import TravauxError
from travaux.facts.naming import as_day
from travaux.treaty.ledger import Ledger
from travaux.treaty.model import State, Treaties
from travaux.treaty.standing import day_of

__all__ = ["STATES", "Daily", "daily"]

STATES: tuple[State, ...] = ("none", *(state for state in get_args(State) if state != "none"))
"""The states by the number that stands for each in the arrays; `none` is 0."""

_NUMBER = {state: number for number, state in enumerate(STATES)}
_MANY = 2**15
Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class Daily:
    """Spells of states from a first to a last day, both included.

    The spells stand in five columns of one length: `treaty` and `party` are places in `treaties` and `parties`, `state`
    a place in `STATES`, `begin` and `end` days counted from `first` (`end` is the first day after the spell). They are
    in order of treaty, party and day, do not overlap, and are cut to the span of days.
    """

    treaties: tuple[str, ...]
    parties: tuple[str, ...]
    first: date
    last: date
    treaty: Numbers
    party: Numbers
    state: Numbers
    begin: Numbers
    end: Numbers

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    def counts(self, state: State) -> NDArray[np.int16] | NDArray[np.int32]:
        """How many parties are in a state, by treaty (rows) and day (columns, from `first`).

        Each spell adds one on its first day and takes it away on the day after its last; the sums along the days are
        the counts. They are numbers of two bytes unless there are more parties than that can count.
        """
        mine = self.state == _NUMBER[state]
        by_day = np.zeros(
            (len(self.treaties), self.days + 1), dtype=np.int16 if len(self.parties) < _MANY else np.int32
        )
        np.add.at(by_day, (self.treaty[mine], self.begin[mine]), 1)
        np.subtract.at(by_day, (self.treaty[mine], self.end[mine]), 1)
        np.cumsum(by_day, axis=1, out=by_day)
        return by_day[:, :-1]

    def on(self, day: date | str) -> NDArray[np.uint8]:
        """The state of every party (columns) with every treaty (rows) on a day, as places in `STATES`.

        Raises:
            TravauxError: if the words are no day, or the day is not among these.
        """
        at = (as_day(day) or self.first) - self.first
        if not 0 <= at.days < self.days:
            raise TravauxError(
                f"{day} is not among the days from {self.first} to {self.last}",
                remedy="give a day between them, or work out more days",
            )
        there = (self.begin <= at.days) & (at.days < self.end)
        table = np.zeros((len(self.treaties), len(self.parties)), dtype=np.uint8)
        table[self.treaty[there], self.party[there]] = self.state[there]
        return table

    def each_day(self) -> Iterator[tuple[date, NDArray[np.uint8]]]:
        """Every day with the table of that day, as `on` gives it.

        The table is one array that is changed in place from day to day: copy what is to be kept.
        """
        table = np.zeros((len(self.treaties), len(self.parties)), dtype=np.uint8)
        flat = table.reshape(-1)
        place = self.treaty.astype(np.int64) * len(self.parties) + self.party
        # Of one day, ends come before beginnings: a spell that begins where another ends stays.
        when = np.concatenate([self.end, self.begin])
        order = np.argsort(when, kind="stable")
        places = np.concatenate([place, place])[order]
        states = np.concatenate([np.zeros_like(self.state), self.state])[order].astype(np.uint8)
        cuts = np.searchsorted(when[order], np.arange(self.days + 1)).tolist()
        for number in range(self.days):
            low, high = cuts[number], cuts[number + 1]
            if low < high:
                flat[places[low:high]] = states[low:high]
            yield self.first + timedelta(days=number), table


def daily(data: Treaties, first: date | str | None = None, last: date | str | None = None) -> Daily:
    """The status of everybody with everything on every day, from one pass over the record.

    It says what `status` says, day by day.

    Args:
        data: the treaties and what was done with them.
        first: the first day; None for the day of the earliest action.
        last: the last day; None for the last of which the record speaks.

    Raises:
        TravauxError: if the words are no day.

    Example:
        >>> from travaux.facts.treaty_facts import Treaty, TreatyAction
        >>> days = (("a", date(2001, 1, 1)), ("b", date(2001, 1, 3)))
        >>> acts = tuple(TreatyAction(treaty="t", party=who, kind="signature", date=day) for who, day in days)
        >>> daily(Treaties("d", {"t": Treaty(id="t", name="T")}, acts)).counts("signed").tolist()
        [[1, 1, 2]]
    """
    ledger = Ledger(data).gather()
    end = day_of(data, last)
    begin = as_day(first) or min((each.date for each in data.actions if each.date is not None), default=end)
    treaties = ledger.treaties
    parties = tuple(dict.fromkeys((*data.parties, *(party for each in treaties for party in ledger.actions(each)))))
    columns = _columns(ledger, treaties, {party: number for number, party in enumerate(parties)})
    cut = _cut(columns, begin, end)
    return Daily(treaties, parties, begin, max(begin, end), *cut)


def _columns(ledger: Ledger, treaties: tuple[str, ...], place: Mapping[str, int]) -> NDArray[Any]:
    """All spells as rows of treaty, party, state, first day and first day after, the days as ordinals."""
    rows: list[tuple[int, int, int, int, int]] = []
    for number, treaty in enumerate(treaties):
        for party in ledger.actions(treaty):
            for spell in ledger.course(treaty, party).spells:
                until = spell.until.toordinal() if spell.until is not None else date.max.toordinal()
                rows.append((number, place[party], _NUMBER[spell.state], spell.first.toordinal(), until))
    return np.array(rows, dtype=np.int64).reshape(-1, 5)


def _cut(columns: NDArray[Any], first: date, last: date) -> tuple[Numbers, ...]:
    """The same within the span, the days counted from its first."""
    zero, days = first.toordinal(), max(0, (last - first).days) + 1
    columns[:, 3:] = np.clip(columns[:, 3:] - zero, 0, days)
    kept = columns[columns[:, 3] < columns[:, 4]].astype(np.int32)
    return tuple(kept[:, number].copy() for number in range(5))
