"""From a case to a problem: which issues are in it, what each party demands, and what its words are worth.

A preference is worth the salience of the issue, an acceptance half of it, anything else nothing; a party's worths sum
to at most 1. An unknown stance is worth nothing, for unknown is never consent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from travaux.consensus.costs import Costs, cost_of
from travaux.consensus.problem import NOBODY, Demand, DemandKind, MandateLine, Problem
from travaux.consensus.rules import Decision
from travaux.consensus.standings import Ground
from travaux.consensus.status import IssueState
from travaux.facts import Case, Standing
from travaux.facts.model import Point

__all__ = ["WORTH", "Posed", "pose"]

WORTH: Mapping[str, float] = {"prefer": 1.0, "accept": 0.5, "oppose": 0.0, "red_line": 0.0}


@dataclass(frozen=True)
class Posed:
    """A problem with the way back to the record.

    `states` are the issues in it, `spoken` the statement behind each demand. `alike` names, for an option of which
    nobody has spoken, the others of its issue of which the same is true: nothing on record tells them apart, so one
    stands for all. `left_out` are the issues for which nothing is chosen.
    """

    problem: Problem
    states: tuple[IssueState, ...]
    spoken: Mapping[str, Standing]
    alike: Mapping[tuple[str, str], tuple[str, ...]]
    left_out: tuple[str, ...]

    def standing_of(self, demand: Demand) -> Standing | None:
        """The statement that a demand comes from; none for packages."""
        return self.spoken.get(_key(self.problem.parties[demand.party], demand.facts)) if demand.party >= 0 else None


def pose(case: Case, states: Sequence[IssueState], rule: Decision, costs: Costs) -> Posed:
    """The problem of a case on the day of its view.

    Issues on which no deciding party has a stance stay out, unless something that is in depends on them; so do those
    that can no longer arise. Of settled issues only the outcome is in.
    """
    deciders = case.deciders
    chosen = _included(case, states)
    cells = _Cells(chosen, _mentioned(case, chosen))
    value, known, opposed = _arrays(deciders, chosen, cells)
    problem = Problem(
        parties=deciders,
        issues=tuple(state.id for state in chosen),
        options=tuple(cells.options[state.id] for state in chosen),
        value=value,
        known=known,
        opposed=opposed,
        demands=(
            *_from_standings(deciders, chosen, cells, rule, costs),
            *_from_packages(case, deciders, cells, costs),
        ),
        mandates=tuple(_mandates(case, deciders, value, cells, costs)),
        parent=tuple(cells.parent(state) for state in chosen),
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
    return Posed(problem, tuple(chosen), spoken, cells.alike, left_out)


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


def _from_standings(
    deciders: Sequence[str], states: Sequence[IssueState], cells: _Cells, rule: Decision, costs: Costs
) -> Iterator[Demand]:
    place = {party: row for row, party in enumerate(deciders)}
    for state in states:
        if state.outcome is not None:
            continue  # what is settled is settled: a line drawn before does not reopen it
        shares = _speakers(state.ground)
        for option, standing in state.ground.statements():
            stance = standing.stance or ""
            against = stance in rule.excluding
            if not against and not (standing.conditions and stance in ("prefer", "accept")):
                continue
            kind: DemandKind = "condition" if not against else "red_line" if stance == "red_line" else "opposition"
            cost = cost_of(standing.restraint.kind, stance if against else "condition", costs) / shares[standing.fact]
            given = (cells.number[state.id, option.id],)
            for needs in _needs(standing, cells):
                yield Demand(place[standing.party], given, needs, kind, standing.restraint.kind, cost, (standing.fact,))


def _speakers(ground: Ground) -> dict[str, int]:
    """For each statement how many parties hold it: a group gives up its line once, not once for every member."""
    count: dict[str, int] = {}
    for _, standing in ground.statements():
        count[standing.fact] = count.get(standing.fact, 0) + 1
    return count


def _needs(standing: Standing, cells: _Cells) -> Iterator[tuple[int, ...]]:
    """What lifts a demand: each condition must hold; one whose option is not on the table cannot."""
    if not standing.conditions:
        yield ()
    for condition in standing.conditions:
        cell = cells.of(condition)
        yield () if cell is None else (cell,)


def _from_packages(case: Case, deciders: Sequence[str], cells: _Cells, costs: Costs) -> Iterator[Demand]:
    """All or none: each point asks for the next, and the last for the first."""
    for package in case.packages:
        owners = [NOBODY] if package.by is None else _owners(case, deciders, package.by, package.date)
        cost = cost_of(package.restraint.kind, "package", costs) / max(1, len(owners))
        numbers = [cells.of(point) for point in package.points]
        for owner in owners:
            for here, there in zip(numbers, [*numbers[1:], numbers[0]], strict=True):
                if here is not None:
                    needs = () if there is None else (there,)
                    price = float("inf") if owner == NOBODY else cost
                    yield Demand(owner, (here,), needs, "package", package.restraint.kind, price, (package.id,))


def _owners(case: Case, deciders: Sequence[str], name: str, day: date | None) -> list[int]:
    """The deciding parties that a name stands for: itself, or the members of a group on that day."""
    names = (name,) if name in deciders else case.members(name, day or case.as_of)
    return [row for row, party in enumerate(deciders) if party in names]


def _mandates(
    case: Case, deciders: Sequence[str], value: np.ndarray, cells: _Cells, costs: Costs
) -> Iterable[MandateLine]:
    best: dict[str, list[int]] = {}
    for (issue, _), cell in cells.number.items():
        best.setdefault(issue, []).append(cell)
    for mandate in case.mandates:
        cost = cost_of(mandate.restraint.kind, "mandate", costs)
        for row in _owners(case, deciders, mandate.party, mandate.date):
            most = sum(float(value[row, numbers].max()) for numbers in best.values())
            yield MandateLine(row, mandate.at_least * most, cost, mandate.restraint.kind, (mandate.id,))
