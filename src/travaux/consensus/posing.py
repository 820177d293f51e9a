"""From a case to a problem: which issues are in it, what each party demands, and what its words are worth.

A preference is worth the salience of the issue, an acceptance half of it, anything else nothing; a party's worths sum
to at most 1. An unknown stance is worth nothing, for unknown is never consent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from travaux.consensus.costs import Costs
from travaux.consensus.demanding import Demands, Switch
from travaux.consensus.problem import Demand, Problem, Selection
from travaux.consensus.rules import Decision
from travaux.consensus.status import IssueState
from travaux.facts import Case, Standing
from travaux.facts.model import Point

__all__ = ["WORTH", "Posed", "pose"]

WORTH: Mapping[str, float] = {"prefer": 1.0, "accept": 0.5, "oppose": 0.0, "red_line": 0.0}


@dataclass(frozen=True)
class Posed:
    """A problem with the way back to the record.

    `states` are the issues in it, after which the problem has the `switches`; `spoken` holds the statement behind each
    demand, `speakers` who made each package and mandate. `alike` names, for an option of which
    nobody has spoken, the others of its issue of which the same is true: nothing on record tells them apart, so one
    stands for all. `left_out` are the issues for which nothing is chosen.
    """

    problem: Problem
    states: tuple[IssueState, ...]
    switches: tuple[Switch, ...]
    spoken: Mapping[str, Standing]
    speakers: Mapping[str, str]
    alike: Mapping[tuple[str, str], tuple[str, ...]]
    left_out: tuple[str, ...]

    def standing_of(self, party: int, facts: Sequence[str]) -> Standing | None:
        """The statement of a party that a demand comes from; none for packages."""
        return self.spoken.get(_key(self.problem.parties[party], facts)) if party >= 0 else None

    def voice(self, party: int, issue: str, option: str) -> str:
        """Who speaks for a party on an option: the party itself, or the group whose statement binds it."""
        name = self.problem.parties[party]
        ground = next((state.ground for state in self.states if state.id == issue), None)
        held = ground.option(option) if ground else None
        standing = held.spoken.get(name) if held else None
        return standing.group or name if standing else name

    def first_point(self, demand: Demand) -> tuple[str, str]:
        """Issue and option of a demand; of a package that has a switch, its first issue."""
        issue, option = self.problem.name_of(demand.given[0])
        concerned = self.concerned(demand.given[0])
        return (issue, option) if concerned == (issue,) else (concerned[0], "")

    def choices(self, selection: Selection) -> dict[str, str]:
        """The option chosen for each issue that arises."""
        chosen = zip(self.states, selection, strict=False)  # the cells after those of the states are switches
        return {state.id: self.problem.name_of(cell)[1] for state, cell in chosen if cell >= 0}

    def known_share(self, selection: Selection) -> float:
        """The share (0 to 1) of pairs of a delegation and a chosen option for which a stance is on record."""
        cells = [cell for cell in selection[: len(self.states)] if cell >= 0]
        known = self.problem.known[:, cells]
        return float(known.mean()) if known.size else 0.0

    def concerned(self, cell: int) -> tuple[str, ...]:
        """The issues that a cell is about: its own, or those of the statement that a switch stands for."""
        name = self.problem.name_of(cell)[0]
        return next((switch.issues for switch in self.switches if switch.name == name), (name,))


def pose(case: Case, states: Sequence[IssueState], rule: Decision, costs: Costs) -> Posed:
    """The problem of a case on the day of its view.

    Issues on which no deciding party has a stance stay out, unless something that is in depends on them; so do those
    that can no longer arise. Of settled issues only the outcome is in.
    """
    deciders = case.deciders
    chosen = _included(case, states)
    cells = _Cells(chosen, _mentioned(case, chosen))
    value, known, opposed = _arrays(deciders, chosen, cells)
    demands = Demands(case, cells.number, rule, costs)
    demands.of_statements(chosen)
    demands.of_packages()
    switches = tuple(demands.switches)
    problem = Problem(
        parties=deciders,
        issues=(*(state.id for state in chosen), *(switch.name for switch in switches)),
        options=(*(cells.options[state.id] for state in chosen), *(("held", "given up") for _ in switches)),
        value=_widened(value, 2 * len(switches)),
        known=_widened(known, 2 * len(switches)),
        opposed=_widened(opposed, 2 * len(switches)),
        demands=tuple(demands.made),
        mandates=tuple(demands.mandates(value, chosen)),
        parent=(*(cells.parent(state) for state in chosen), *(-1 for _ in switches)),
        weights=np.array([rule.weight_of(party) for party in deciders], dtype=float),
        allowance=rule.allowance(deciders),
        counted=np.asarray(value.any(axis=1), dtype=bool),
    )
    spoken = {
        _key(standing.party, (standing.fact,)): standing
        for state in chosen
        for _, standing in state.ground.statements()
    }
    inside = {state.id for state in chosen}
    left_out = tuple(state.id for state in states if state.id not in inside)
    speakers = {package.id: package.by for package in case.packages if package.by is not None}
    speakers |= {mandate.id: mandate.party for mandate in case.mandates}
    return Posed(problem, tuple(chosen), switches, spoken, speakers, cells.alike, left_out)


def _widened(array: np.ndarray, by: int) -> np.ndarray:
    return np.pad(array, ((0, 0), (0, by)))


def _key(party: str, facts: Sequence[str]) -> str:
    return "\n".join((party, *facts))


class _Cells:
    """The options in the problem, and the number of each cell by the names of its issue and option."""

    def __init__(self, states: Sequence[IssueState], mentioned: Collection[tuple[str, str]]) -> None:
        self.options: dict[str, tuple[str, ...]] = {}
        self.alike: dict[tuple[str, str], tuple[str, ...]] = {}
        self.number: dict[tuple[str, str], int] = {}
        for state in states:
            self.options[state.id] = self._kept(state, mentioned)
            for option in self.options[state.id]:
                self.number[state.id, option] = len(self.number)

    def _kept(self, state: IssueState, mentioned: Collection[tuple[str, str]]) -> tuple[str, ...]:
        if state.outcome is not None and state.outcome.option is not None:
            return (state.outcome.option,)
        bare = [
            option.id for option in state.options if not option.ground.spoken and (state.id, option.id) not in mentioned
        ]
        if bare[1:]:
            self.alike[state.id, bare[0]] = tuple(bare[1:])
        return tuple(option.id for option in state.options if option.id not in bare[1:])

    def of(self, point: Point) -> int | None:
        """The cell of a point, or None if it cannot be chosen."""
        return self.number.get((point.issue, point.option))

    def parent(self, state: IssueState) -> int:
        """The cell without which an issue does not arise, or -1."""
        only_if = state.ground.issue.only_if
        cell = self.of(only_if) if only_if is not None else None
        return -1 if cell is None else cell


def _included(case: Case, states: Sequence[IssueState]) -> list[IssueState]:
    """Issues with an outcome or a stance, and those that packages, conditions and nested issues lead to."""
    by_id = {state.id: state for state in states if state.options or state.outcome is not None}
    wanted = [state.id for state in by_id.values() if state.outcome is not None or state.ground.speakers]
    wanted += [point.issue for package in case.packages for point in package.points]
    seen: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in seen or name not in by_id or not _can_arise(name, by_id):
            continue
        seen.add(name)
        issue = by_id[name].ground.issue
        if issue.only_if is not None:
            wanted.append(issue.only_if.issue)
        wanted += [point.issue for _, each in by_id[name].ground.statements() for point in each.conditions]
    return [state for state in by_id.values() if state.id in seen]


def _can_arise(name: str, by_id: Mapping[str, IssueState]) -> bool:
    """Whether the options that an issue depends on, one behind the other, can still be chosen."""
    passed: set[str] = set()
    point = by_id[name].ground.issue.only_if
    while point is not None:
        parent = by_id.get(point.issue)
        if parent is None or parent.id in passed or parent.id == name:
            return False  # a circle arises nowhere; the check names it
        passed.add(parent.id)
        if parent.outcome is not None:
            return parent.outcome.option == point.option
        if point.option not in {option.id for option in parent.options}:
            return False
        point = parent.ground.issue.only_if
    return True


def _mentioned(case: Case, states: Sequence[IssueState]) -> set[tuple[str, str]]:
    """The options that something on record names besides the stances on them."""
    points = [point for package in case.packages for point in package.points]
    for state in states:
        only_if = state.ground.issue.only_if
        points += [only_if] if only_if is not None else []
        points += [point for _, each in state.ground.statements() for point in each.conditions]
    return {(point.issue, point.option) for point in points}


def _arrays(
    deciders: Sequence[str], states: Sequence[IssueState], cells: _Cells
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    place = {party: row for row, party in enumerate(deciders)}
    value = np.zeros((len(deciders), len(cells.number)))
    known = np.zeros(value.shape, dtype=bool)
    opposed = np.zeros(value.shape, dtype=bool)
    most = np.zeros(len(deciders))
    for state in states:
        salience: dict[str, float] = {}
        for option, standing in state.ground.standings():
            salience[standing.party] = max(salience.get(standing.party, 0.0), standing.salience)
            column = cells.number.get((state.id, option.id))
            if column is None:
                continue
            row, stance = place[standing.party], standing.stance or ""
            value[row, column] = standing.salience * WORTH.get(stance, 0.0)
            known[row, column] = True
            opposed[row, column] = stance in ("oppose", "red_line")
        for party, weight in salience.items():
            most[place[party]] += weight
    value /= np.where(most > 0, most, 1.0)[:, None]
    return value, known, opposed
