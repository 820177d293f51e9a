"""Recorded days against the rules: where they fit, and every disagreement with its likely cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from travaux.facts.treaty_facts import Delay, Treaty, TreatyAction
from travaux.text.wording import counted
from travaux.treaty.binding import bound_by_rule, later_delay
from travaux.treaty.calendar import after
from travaux.treaty.causes import FEW_DAYS, Cause, Compared, cause_of
from travaux.treaty.courses import JOINING, LEAVING, SUCCEEDING
from travaux.treaty.forcing import forced
from travaux.treaty.ledger import Ledger
from travaux.treaty.model import ForceFound, Treaties

__all__ = ["CheckFound", "Disagreement", "TreatyCheck", "check"]

_COUNTED = ("ratification", "accession", "acceptance", "approval")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A recorded day that is not the day by the rule.

    `party` is None where the treaty's own entry into force is meant. `days` is how much later the recorded day is
    (negative: earlier; None where the rule gives none). `words` tell the likely cause with its figures.
    """

    treaty: str
    party: str | None
    recorded: date
    by_rule: date | None
    days: int | None
    cause: Cause
    words: str
    instrument: TreatyAction | None = None


@dataclass(frozen=True, slots=True)
class TreatyCheck:
    """One treaty: its own entry into force, and in how many rows the deposit with the delay leads to the recorded day.

    `compared` is how many parties were compared in all; `not_compared` says why none was. `holds` of `of` are rows of
    parties bound after the treaty's first day by a ratification, accession, acceptance or approval.
    """

    treaty: Treaty
    delay: Delay | None
    recorded: date | None
    by_rule: date | None
    agrees: bool | None
    holds: int
    of: int
    compared: int
    disagreements: int
    not_compared: str = ""


@dataclass(frozen=True, slots=True)
class CheckFound:
    """All treaties of a record, and every disagreement in the order of the record."""

    data: str
    treaties: tuple[TreatyCheck, ...]
    disagreements: tuple[Disagreement, ...]


def check(data: Treaties) -> CheckFound:
    """Compare the recorded days of a record with its rules.

    By the rule the first parties are bound when the treaty enters into force; a later party is bound when the delay for
    later parties, else that of entry into force, has run out after its deposit. That a party is recorded as bound
    before its own signature or instrument is found for treaties without a rule, too.

    Args:
        data: the treaties and what was done with them.
    """
    ledger = Ledger.of(data).gather()
    treaties: list[TreatyCheck] = []
    found: list[Disagreement] = []
    for treaty in ledger.treaties:
        one = _OneTreaty(ledger, treaty)
        mine = [*one.own(), *one.parties()]
        found += mine
        treaties.append(one.summary(len(mine)))
    return CheckFound(data.name, tuple(treaties), tuple(found))


class _OneTreaty:
    """The rows of one treaty, compared one after another."""

    def __init__(self, ledger: Ledger, treaty: str) -> None:
        self._ledger = ledger
        self._facts = ledger.treaty(treaty)
        self._force = forced(ledger, treaty)
        self._delay = later_delay(self._facts)
        self._rows = [
            row for party, actions in ledger.actions(treaty).items() if (row := _row_of(party, actions)) is not None
        ]

    def own(self) -> Iterator[Disagreement]:
        """The treaty's own entry into force."""
        found = self._force
        by_rule = found.alone if found.presumed else found.day
        if found.recorded is None or by_rule == found.recorded or (by_rule is None and not found.presumed):
            return
        days = (found.recorded - by_rule).days if by_rule is not None else None
        cause, words = self._own_cause(found, days)
        yield Disagreement(self._facts.id, None, found.recorded, by_rule, days, cause, words, found.trigger)

    def _own_cause(self, found: ForceFound, days: int | None) -> tuple[Cause, str]:
        if found.presumed:
            named = " and ".join(map(self._ledger.state_name, found.presumed))
            return "dissolved", f"with {named}, which is no more, the rule leads to the recorded day"
        if days is not None and abs(days) <= FEW_DAYS:
            return "counting", f"{counted(abs(days), 'day')} apart: another way of counting"
        return "unexplained", "the instruments on record do not lead to the recorded day; one may be missing"

    def parties(self) -> Iterator[Disagreement]:
        """The parties whose recorded day is not that by the rule."""
        for row in self._rows:
            by_rule = self._by_rule(row)
            early = row.recorded < max(filter(None, (row.instrument.date, row.signed)), default=date.min)
            succeeds = row.instrument.kind in SUCCEEDING
            if by_rule == row.recorded or (by_rule is None and (succeeds or not early)):
                continue
            cause, words = cause_of(self._compared(row, by_rule))
            days = (row.recorded - by_rule).days if by_rule is not None else None
            yield Disagreement(self._facts.id, row.party, row.recorded, by_rule, days, cause, words, row.instrument)

    def _compared(self, row: _Row, by_rule: date | None) -> Compared:
        others = [each for each in self._rows if each is not row and each.recorded == row.recorded]
        first = row.recorded == self._force.recorded  # on which many are bound, together with nobody
        together = () if first else tuple(
            self._ledger.name(each.party) for each in others if self._by_rule(each) == row.recorded
        )  # fmt: skip
        state = self._ledger.is_state(row.party)
        return Compared(row.instrument, row.signed, row.recorded, by_rule, self._delay, state, row.several, together)

    def _by_rule(self, row: _Row) -> date | None:
        if self._delay is None or row.instrument.date is None:
            return None
        if row.instrument.kind in SUCCEEDING:
            return after(row.instrument.date, self._delay)
        # From the deposit: whether the day of a notification would explain a difference is for the cause to say.
        facts = self._facts.model_copy(update={"later": self._delay.model_copy(update={"after": "deposit"})})
        return bound_by_rule(facts, row.instrument, None, self._ledger.start(facts.id)).day

    def summary(self, disagreements: int) -> TreatyCheck:
        """What the rows come to."""
        first = self._force.recorded
        later = [
            row for row in self._rows
            if first is not None and row.recorded > first and row.instrument.kind in _COUNTED
        ]  # fmt: skip
        delay, why = self._delay, ""
        if delay is None:
            later, why = [], "no delay is on record"
        elif not self._rows:
            why = "no party has both an instrument and a day on which it is bound"
        holds = sum(
            delay is not None and row.instrument.date is not None and after(row.instrument.date, delay) == row.recorded
            for row in later
        )
        by_rule = self._force.day
        return TreatyCheck(
            self._facts, delay, first, by_rule, None if by_rule is None or first is None else by_rule == first,
            holds, len(later), 0 if delay is None else len(self._rows), disagreements, why,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    """A party with an instrument and a recorded day."""

    party: str
    instrument: TreatyAction
    signed: date | None
    recorded: date
    several: bool


def _row_of(party: str, actions: Sequence[TreatyAction]) -> _Row | None:
    own = [each for each in actions if each.territory is None]
    instruments = sorted((each for each in own if each.kind in JOINING and each.date), key=_day)
    days = sorted(each.date or each.effective or date.max for each in own if each.kind == "entry_into_force")
    days = [day for day in days if day != date.max] or [each.effective for each in instruments if each.effective]
    if not instruments or not days:
        return None
    joined = instruments[0].date
    if any(days[0] < left < joined for each in own if each.kind in LEAVING and joined and (left := each.date)):
        return None  # it left and came back, and the first instrument is not on record
    signed = min((each.date for each in own if each.kind == "signature" and each.date), default=None)
    several = len(instruments) > 1 or len(days) > 1 or any(each.kind in LEAVING for each in own)
    return _Row(party, instruments[0], signed, days[0], several)


def _day(action: TreatyAction) -> date:
    return action.date or date.max
