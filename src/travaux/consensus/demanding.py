"""From statements, packages and mandates to the demands of a problem.

A group gives up its line once, so its cost is shared by the members it binds. A statement or package that makes several
demands is given up once as well: a *switch*, an issue of two cells that nobody sees, says whether it is held, and its
demands bind only while it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from travaux.consensus.costs import Costs, cost_of
from travaux.consensus.problem import NOBODY, Demand, DemandKind, MandateLine
from travaux.consensus.rules import Decision
from travaux.consensus.standings import Ground
from travaux.consensus.status import IssueState
from travaux.facts import Case, Standing
from travaux.facts.model import Package, Point

__all__ = ["Demands", "Switch"]

Cells = Mapping[tuple[str, str], int]
Links = list[tuple[tuple[int, ...], tuple[int, ...]]]
ONE_AT_A_TIME = 3
"""Up to so many points, all-or-none can be broken in one place only, and needs no switch."""


@dataclass(frozen=True, slots=True)
class Switch:
    """An issue that stands for "this statement is held": its name, its two cells, and the issues it concerns."""

    name: str
    held: int
    given_up: int
    issues: tuple[str, ...]


@dataclass
class Demands:
    """Collects the demands of a case; `cells` numbers the options by issue and option."""

    case: Case
    cells: Cells
    rule: Decision
    costs: Costs
    made: list[Demand] = field(default_factory=list)
    switches: list[Switch] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._place = {party: row for row, party in enumerate(self.case.deciders)}

    def of_statements(self, states: Sequence[IssueState]) -> None:
        """What deciding parties said: lines, oppositions where the rule counts them, conditions.

        By vote an opposition counts only where it helps to vote its option down: whoever argues against one option has
        not said that it rejects the whole text.
        """
        for state in states:
            if state.outcome is None:  # what is settled is settled: a line drawn before does not reopen it
                shares = _holders(state.ground)
                voted_down = {option.id for option in state.options if option.excluded}
                for option, standing in state.ground.statements():
                    if standing.stance != "oppose" or not self.rule.by_vote or option.id in voted_down:
                        self._of_statement(self.cells[state.id, option.id], standing, shares[standing.fact])

    def _of_statement(self, cell: int, standing: Standing, holders: int) -> None:
        stance = standing.stance or ""
        against = stance in self.rule.excluding
        if not against and not (standing.conditions and stance in ("prefer", "accept")):
            return
        kind: DemandKind = "condition" if not against else "red_line" if stance == "red_line" else "opposition"
        cost = cost_of(standing.restraint.kind, stance if against else "condition", self.costs) / holders
        line = Demand(self._place[standing.party], (cell,), (), kind, standing.restraint.kind, cost, (standing.fact,))
        links: Links = [((cell,), self._needs(point)) for point in standing.conditions] or [((cell,), ())]
        issues = (standing.issue, *(point.issue for point in standing.conditions))
        self._add([line], links, issues, switched=len(links) > 1)

    def _needs(self, point: Point) -> tuple[int, ...]:
        """The cell that meets a condition; none where its option cannot be chosen."""
        cell = self.cells.get((point.issue, point.option))
        return () if cell is None else (cell,)

    def of_packages(self) -> None:
        """All or none: each point asks for the next, and the last for the first."""
        for package in self.case.packages:
            numbers = [self.cells.get((point.issue, point.option)) for point in package.points]
            links: Links = []
            for here, there in zip(numbers, [*numbers[1:], numbers[0]], strict=True):
                if here is not None:
                    links.append(((here,), () if there is None else (there,)))
            issues = tuple(dict.fromkeys(point.issue for point in package.points))
            self._add(self._insisting(package), links, issues, switched=len(links) > ONE_AT_A_TIME)

    def _insisting(self, package: Package) -> list[Demand]:
        facts = (package.id,)
        if package.by is None:
            return [Demand(NOBODY, (), (), "package", package.restraint.kind, float("inf"), facts)]
        owners = self._owners(package.by, package.date)
        cost = cost_of(package.restraint.kind, "package", self.costs) / max(1, len(owners))
        return [Demand(owner, (), (), "package", package.restraint.kind, cost, facts) for owner in owners]

    def _add(self, lines: Sequence[Demand], links: Links, issues: tuple[str, ...], *, switched: bool) -> None:
        """The demands of one statement for each party that makes it."""
        if not switched or not lines or lines[0].party == NOBODY:
            self.made += [_asking(line, given, needs) for line in lines for given, needs in links]
            return
        first = len(self.cells) + 2 * len(self.switches)
        switch = Switch(f"{lines[0].facts[0]} of {lines[0].party}", first, first + 1, issues)
        self.switches.append(switch)
        for given, needs in links:
            self.made.append(Demand(NOBODY, (*given, switch.held), needs, lines[0].kind, cost=float("inf")))
        self.made += [_asking(line, (switch.given_up,), ()) for line in lines]

    def _owners(self, name: str, day: date | None) -> list[int]:
        """The deciding parties that a name stands for: itself, or the members of a group on that day."""
        names = (name,) if name in self._place else self.case.members(name, day or self.case.as_of)
        return [row for party, row in self._place.items() if party in names]

    def mandates(self, value: np.ndarray, states: Sequence[IssueState]) -> Iterator[MandateLine]:
        """The least that a total must be worth, as a share of the most that can be had together."""
        for mandate in self.case.mandates:
            rows = self._owners(mandate.party, mandate.date)
            cost = cost_of(mandate.restraint.kind, "mandate", self.costs) / max(1, len(rows))
            for row in rows:
                least = mandate.at_least * _most(value[row], self.cells, states)
                yield MandateLine(row, least, cost, mandate.restraint.kind, (mandate.id,))


def _asking(line: Demand, given: tuple[int, ...], needs: tuple[int, ...]) -> Demand:
    return Demand(line.party, given, needs, line.kind, line.restraint, line.cost, line.facts)


def _holders(ground: Ground) -> dict[str, int]:
    """For each statement how many parties hold it."""
    count: dict[str, int] = {}
    for _, standing in ground.statements():
        count[standing.fact] = count.get(standing.fact, 0) + 1
    return count


def _most(value: np.ndarray, cells: Cells, states: Sequence[IssueState]) -> float:
    """The most that the options could give one party: of each issue the best, with what arises under it."""
    under: dict[tuple[str, str] | None, list[str]] = {}
    for state in states:
        only_if = state.ground.issue.only_if
        under.setdefault((only_if.issue, only_if.option) if only_if else None, []).append(state.id)
    options: dict[str, list[str]] = {}
    for issue, option in cells:
        options.setdefault(issue, []).append(option)
    most: dict[str, float] = {}
    stack = list(under.get(None, []))
    order: list[str] = []
    while stack:  # parents before what arises under them
        order.append(stack.pop())
        stack += [child for option in options[order[-1]] for child in under.get((order[-1], option), [])]
    for issue in reversed(order):
        most[issue] = max(
            float(value[cells[issue, option]]) + sum(most[child] for child in under.get((issue, option), []))
            for option in options[issue]
        )
    return sum(most[issue] for issue in under.get(None, []))
