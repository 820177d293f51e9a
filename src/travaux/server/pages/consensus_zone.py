"""Issue by issue: who stands where on each option, what is excluded by whom and why, what a new option must do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from travaux.consensus import Finding, Move
from travaux.consensus.new_options import NewOption, Pattern
from travaux.consensus.rules import Decision
from travaux.consensus.status import IssueState, OptionState
from travaux.facts import Case, Standing
from travaux.facts.model import Issue
from travaux.server.pages.consensus_words import issue_name, option_name, point_name
from travaux.server.pages.supposing import is_supposed

__all__ = ["Blocked", "Count", "Kept", "Leave", "Line", "Lines", "OptionShown", "Said", "Zone", "blocked", "zones"]

Leave = Callable[[Iterable[str]], str]
"""From facts to the address that asks what follows without them."""

_STANCES = (("prefer", "prefer"), ("accept", "accept"), ("oppose", "oppose"), ("red_line", "exclude"))


@dataclass(frozen=True, slots=True)
class Said:
    """Statements behind a number: those on record, and those that are only supposed."""

    recorded: tuple[Standing, ...]
    supposed: tuple[Standing, ...]

    @classmethod
    def of(cls, standings: tuple[Standing, ...]) -> Said:
        """Statements, the supposed ones apart."""
        return cls(
            tuple(one for one in standings if not is_supposed(one.fact)),
            tuple(one for one in standings if is_supposed(one.fact)),
        )


@dataclass(frozen=True, slots=True)
class Count:
    """How many delegations take one stance on an option, and the statements that say so."""

    stance: str
    word: str
    number: int
    said: Said


@dataclass(frozen=True, slots=True)
class OptionShown:
    """One option on the table: counts by stance, those who are unknown by name, and what the rule makes of it."""

    id: str
    label: str
    counts: tuple[Count, ...]
    unknown: tuple[str, ...]
    state: str
    observers: Said
    observing: int


@dataclass(frozen=True, slots=True)
class Zone:
    """One issue with its options, as the landing zone shows them."""

    issue: Issue
    name: str
    status: str
    options: tuple[OptionShown, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A statement that stands in the way: who made it, against what, why, and what would lift it.

    `facts` are the ids of the statements, `others` those of offers and mandates. `suppose` is the address that asks
    what follows if it were given up, empty where that cannot be asked: it is no statement, or itself only supposed.
    """

    party: str
    members: tuple[str, ...]
    about: str
    stance: str
    restraint: str
    reason: str
    unless: tuple[str, ...]
    also: tuple[str, ...]
    said: Said
    facts: tuple[str, ...]
    others: tuple[str, ...]
    suppose: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What one delegation or group would lose with an option: a new one should keep it."""

    party: str
    stance: str
    condition: bool
    said: Said


@dataclass(frozen=True)
class Blocked:
    """A blocked issue: the lines against each option, the smallest set that blocks, and what a new option must do."""

    issue: Issue
    name: str
    against: tuple[tuple[str, tuple[Line, ...]], ...]
    untested: tuple[str, ...]
    smallest: tuple[Line, ...]
    keep: tuple[tuple[str, tuple[Kept, ...]], ...]
    patterns: tuple[Pattern, ...]
    not_stated: tuple[str, ...]

    @cached_property
    def lines(self) -> int:
        """How many statements stand against some option."""
        return len({fact for _, lines in self.against for line in lines for fact in line.facts})

    @cached_property
    def whole(self) -> bool:
        """Whether the smallest set that blocks is all there is against the options."""
        return len({fact for line in self.smallest for fact in line.facts}) == self.lines


def zones(finding: Finding) -> tuple[Zone, ...]:
    """The issues that are not settled and on which something is on record, blocked ones first."""
    undecided = (*finding.with_status("blocked"), *finding.with_status("open"))
    return tuple(
        Zone(each.ground.issue, issue_name(each.ground.issue), each.status,
             tuple(_option(each, option, finding.rule) for option in each.options))
        for each in undecided
    )  # fmt: skip


def _option(issue: IssueState, option: OptionState, rule: Decision) -> OptionShown:
    ground = option.ground
    silent = tuple(party for party in issue.ground.deciders if party not in ground.spoken)
    return OptionShown(
        option.id,
        ground.label,
        tuple(_count(option, stance, word) for stance, word in _STANCES),
        silent,
        _state(issue, option, rule),
        Said.of(tuple(ground.observers.values())),
        len(ground.observers),
    )


def _count(option: OptionState, stance: str, word: str) -> Count:
    standings = tuple(one for one in option.ground.spoken.values() if one.stance == stance)
    return Count(stance, word, len(standings), Said.of(standings))


def _state(issue: IssueState, option: OptionState, rule: Decision) -> str:
    if option.excluded:
        return "excluded"
    if option.acceptable:
        return "has the votes on record" if rule.by_vote else "accepted by all who exclude another option"
    return "untested" if option in issue.untested else ""


def blocked(case: Case, finding: Finding, leave: Leave) -> tuple[Blocked, ...]:
    """What is in the way of each blocked issue.

    Args:
        case: the view that the finding is of.
        finding: the finding.
        leave: the address that leaves out some facts.
    """
    lines = Lines(case, finding, leave)
    new = {each.issue: each for each in finding.new_options}
    return tuple(_blocked(lines, finding, each, new[each.id]) for each in finding.with_status("blocked"))


def _blocked(lines: Lines, finding: Finding, issue: IssueState, new: NewOption) -> Blocked:
    fact = issue.ground.issue
    smallest = next((each for each in finding.blocking if each.issues == (issue.id,)), None)
    return Blocked(
        issue=fact,
        name=issue_name(fact),
        against=tuple(
            (option.ground.label, found)
            for option in issue.options
            if (found := lines.against(option, finding.rule))
        ),
        untested=tuple(option.ground.label for option in issue.untested),
        smallest=lines.of(smallest.moves) if smallest else (),
        keep=_keeping(issue, new),
        patterns=new.patterns,
        not_stated=new.not_stated,
    )  # fmt: skip


class Lines:
    """Makes lines of one finding: with the statements behind them, and the address that leaves them out."""

    def __init__(self, case: Case, finding: Finding, leave: Leave) -> None:
        self._case = case
        self._leave = leave
        self._said: dict[str, list[Standing]] = {}
        for issue in finding.issues:
            for _, standing in issue.ground.statements():
                self._said.setdefault(standing.fact, []).append(standing)

    def against(self, option: OptionState, rule: Decision) -> tuple[Line, ...]:
        """The statements against an option in the sense of the rule, each once, with those whom it binds."""
        found: dict[str, list[Standing]] = {}
        for standings in option.ground.bound.values():
            for standing in standings:
                if standing.stance in rule.excluding:
                    found.setdefault(standing.fact, []).append(standing)
        return tuple(self._said_once(fact, tuple(standings)) for fact, standings in found.items())

    def _said_once(self, fact: str, standings: tuple[Standing, ...]) -> Line:
        first = standings[0]
        return Line(
            party=first.group or first.party,
            members=tuple(one.party for one in standings if one.group),
            about="",
            stance=first.stance or "",
            restraint=first.restraint.kind,
            reason=first.restraint.reason,
            unless=tuple(point_name(self._case, f"{each.issue} = {each.option}") for each in first.conditions),
            also=(),
            said=Said.of(standings),
            facts=(fact,),
            others=(),
            suppose=self._address((fact,)),
        )

    def of(self, moves: Iterable[Move]) -> tuple[Line, ...]:
        """The moves of a finding as lines."""
        return tuple(self._moved(move) for move in moves)

    def _moved(self, move: Move) -> Line:
        bound = [one for fact in move.facts for one in self._said.get(fact, ())]
        facts = tuple(fact for fact in move.facts if fact in self._said)
        return Line(
            party=move.party,
            members=tuple(member for member in move.members if member != move.party),
            about=self._about(move),
            stance=move.stance,
            restraint=move.restraint,
            reason=move.reason,
            unless=tuple(point_name(self._case, each) for each in move.unless),
            also=move.also,
            said=Said.of(tuple(one for one in bound if not move.members or one.party in move.members)),
            facts=facts,
            others=tuple(fact for fact in move.facts if fact not in self._said),
            suppose=self._address(move.facts),
        )

    def _about(self, move: Move) -> str:
        if not move.issue:
            return "the least it must bring home"
        issue = self._case.issue(move.issue)
        return issue_name(issue) + (f": {option_name(issue, move.option)}" if move.option else "")

    def _address(self, facts: tuple[str, ...]) -> str:
        can_go = facts and all(fact in self._said and not is_supposed(fact) for fact in facts)
        return self._leave(facts) if can_go else ""


def _keeping(issue: IssueState, new: NewOption) -> tuple[tuple[str, tuple[Kept, ...]], ...]:
    """What a new option should keep: by option, whoever prefers or accepts it."""
    found: dict[str, list[Kept]] = {}
    for each in new.keep:
        option = issue.ground.option(each.option)
        spoken = option.spoken if option is not None else {}
        standings = tuple(
            spoken[party]
            for party in each.members or (each.party,)
            if party in spoken and spoken[party].stance == each.stance
        )
        condition = any(one.conditions or one.subject_to for one in standings)
        found.setdefault(each.label, []).append(Kept(each.party, each.stance, condition, Said.of(standings)))
    return tuple((label, tuple(kept)) for label, kept in found.items())
