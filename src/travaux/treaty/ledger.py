"""The actions of a record by treaty and party, and the courses that follow from them, each worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import partial
from threading import RLock

from travaux.facts.treaty_facts import Treaty, TreatyAction
from travaux.treaty.binding import Start
from travaux.treaty.calendar import before
from travaux.treaty.courses import Course, course_of
from travaux.treaty.model import Treaties
from travaux.treaty.names import Dissolved, code_of, dissolved, party_of

__all__ = ["Ledger"]

ByParty = dict[str, list[TreatyAction]]
_ONE_BY_ONE = 3  # treaties that are looked for singly; one pass over all actions costs as much as a few of them


class Ledger:
    """A record of treaties opened for questions.

    The actions of a treaty are gathered when it is first asked for; `gather` takes all treaties in one pass.

    Attributes:
        data: the record.
    """

    def __init__(self, data: Treaties) -> None:
        self.data = data
        self._actions: dict[str, ByParty] = {}
        self._starts: dict[str, Start] = {}
        self._courses: dict[tuple[str, str], Course] = {}
        self._ended: dict[str, tuple[date | None, str]] = {}
        self._treaties: defaultdict[str, list[str]] = defaultdict(list)
        self._places: dict[int, int] = {}
        self._all = False
        # Visitors who look at one record at a time share its ledger: nobody may see an answer half worked out.
        self._lock = RLock()

    @classmethod
    def of(cls, data: Treaties) -> Ledger:
        """The ledger of a record; that of the record which was asked for last is kept, so that questions add up."""
        kept = _last[0] if _last else None
        if kept is None or kept.data is not data:
            kept = cls(data)
            _last[:] = [kept]
        return kept

    def gather(self) -> Ledger:
        """Gather the actions of all treaties in one pass."""
        with self._lock:
            self._gather()
        return self

    def _gather(self) -> None:
        if not self._all:
            found: defaultdict[str, ByParty] = defaultdict(lambda: defaultdict(list))
            for treaty in self.data.treaties:
                found[treaty] = defaultdict(list)
            for each in self.data.actions:
                found[each.treaty][each.party].append(each)
            for treaty, parties in found.items():
                for party in parties:
                    self._treaties[party].append(treaty)
            self._actions, self._all = {treaty: dict(parties) for treaty, parties in found.items()}, True

    @property
    def treaties(self) -> tuple[str, ...]:
        """The ids of all treaties, those too that only actions name once they are gathered."""
        return tuple(dict.fromkeys((*self.data.treaties, *(self._actions if self._all else ()))))

    def treaty(self, treaty: str) -> Treaty:
        """The treaty with an id; one that is only named by actions has no rule."""
        return self.data.treaties.get(treaty) or Treaty(id=treaty, name=treaty)

    def actions(self, treaty: str) -> Mapping[str, list[TreatyAction]]:
        """What was done with a treaty, by party, in the order of the record."""
        if treaty not in self._actions and len(self._actions) == _ONE_BY_ONE:
            self.gather()
        if treaty not in self._actions:
            found: ByParty = {}
            if not self._all:
                for each in [action for action in self.data.actions if action.treaty == treaty]:
                    found.setdefault(each.party, []).append(each)
            self._actions[treaty] = found
        return self._actions[treaty]

    def place(self, action: TreatyAction) -> int:
        """The place of an action in the order of the record."""
        if not self._places:
            self._places = {id(each): number for number, each in enumerate(self.data.actions)}
        return self._places[id(action)]

    def recorded(self, treaty: str, on: date | None = None) -> date | None:
        """The first day on which any party is recorded as bound; with `on`, as far as that is not later."""
        days = (
            each.date or each.effective
            for each in (action for actions in self.actions(treaty).values() for action in actions)
            if each.kind == "entry_into_force" and each.territory is None
        )
        return min((day for day in days if day is not None and (on is None or day <= on)), default=None)

    def start(self, treaty: str) -> Start:
        """When a treaty entered into force: as recorded, else by its rule."""
        with self._lock:
            if treaty not in self._starts:
                # A rule may count the members of this very treaty: then nothing is known while it is worked out, and
                # the courses that rest on that are worked out again.
                self._starts[treaty] = Start(self.recorded(treaty))
                self._starts[treaty] = self._start(treaty)
                for party in self.actions(treaty):
                    self._courses.pop((treaty, party), None)
            return self._starts[treaty]

    def _start(self, treaty: str) -> Start:
        from travaux.treaty.forcing import forced  # it asks the ledger for members of other treaties

        recorded = self._starts[treaty].day
        rule = self.treaty(treaty).force
        if rule is None:
            return Start(recorded)
        found = forced(self, treaty)
        closing = found.trigger.date if found.trigger is not None else None
        if recorded is not None and rule.delay is not None and rule.delay.after == "deposit":
            closing = before(recorded, rule.delay)
        return Start(recorded or found.day, closing, found.presumed)

    def course(self, treaty: str, party: str) -> Course:
        """The course of a party with a treaty; without spells if it did nothing."""
        key = treaty, party
        found = self._courses.get(key)
        if found is None:
            last, heirs = self._gone(party)
            actions, start = self.actions(treaty).get(party, ()), partial(self.start, treaty)
            found = self._courses[key] = course_of(self.treaty(treaty), party, actions, start, last, heirs)
        return found

    def courses(self, party: str) -> tuple[Course, ...]:
        """The courses of a party with every treaty with which it did something, in the order of the treaties."""
        self.gather()
        return tuple(self.course(treaty, party) for treaty in self._treaties.get(party, ()))

    def bound(self, treaty: str, party: str, day: date) -> bool:
        """Whether a treaty binds a party on a day."""
        spell = self.course(treaty, party).at(day)
        return spell is not None and spell.state == "bound"

    def name(self, party: str) -> str:
        """The name of a party, or its id where no name is on record."""
        known = self.data.parties.get(party)
        return known.name if known is not None else party

    def is_state(self, party: str) -> bool:
        """Whether a party is a state: as its fact says, else as its code does."""
        known = self.data.parties.get(party)
        return (known or party_of(code_of(party))).kind == "state"

    def dissolved(self, party: str) -> Dissolved | None:
        """What a party is on record as, if it is a state that is no more; its name has to say so, too."""
        state = dissolved().get(code_of(party))
        return state if state is not None and code_of(self.name(party)) in (state.code, party) else None

    def _gone(self, party: str) -> tuple[date | None, str]:
        """Last day and successors in words of a state that is no more."""
        if party not in self._ended:
            state = self.dissolved(party)
            heirs = ", ".join(map(self.state_name, state.successors)) if state is not None else ""
            self._ended[party] = (state.last if state is not None else None, heirs)
        return self._ended[party]

    def state_name(self, code: str) -> str:
        """The name of the state with a code: as the record has it, else as it is usually called."""
        known = self.data.parties.get(code)
        return known.name if known is not None else party_of(code).name


_last: list[Ledger] = []
