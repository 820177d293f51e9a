"""The question itself: which package has nobody excluded, who blocks, and what is the cheapest way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from travaux.consensus.blocking import BlockingSet, blocking_sets
from travaux.consensus.conceding import Concession, cheapest_concessions
from travaux.consensus.corners import Corners, corners
from travaux.consensus.costs import Costs, default_costs
from travaux.consensus.deadlock import closing, merged, move_of, opening
from travaux.consensus.finding import Finding
from travaux.consensus.new_options import NewOption, new_option
from travaux.consensus.packages import Found, best_packages
from travaux.consensus.packaging import package_of
from travaux.consensus.posing import Posed, pose
from travaux.consensus.problem import Demand
from travaux.consensus.results import BlockingFound, ConcessionFound, Move, PackageFound
from travaux.consensus.rules import Decision, decision
from travaux.consensus.standings import ground
from travaux.consensus.status import IssueState, state
from travaux.errors import TravauxError
from travaux.facts import Case, Standing

__all__ = ["consensus"]

Progress = Callable[[str], None]
WAYS, MANY = 3, 20
"""Ways out that are given for each blocked issue, and blocked issues from which on only the cheapest is."""
SETS = 20
"""How many distinct blocking sets are looked for."""


def consensus(
    case: Case,
    *,
    on: date | str | None = None,
    rule: str | None = None,
    top: int = 5,
    costs: Costs | None = None,
    limit: float = 30.0,
    seed: int = 0,
    progress: Progress | None = None,
) -> Finding:
    """Where a case can close, under a rule of decision, as its reader sees it.

    Args:
        case: the view to compute from; nothing else is looked at.
        on: a day; by default the day of the view.
        rule: `consensus`, `no_opposition`, `two_thirds`, `majority`, or a rule declared in the case.
        top: how many packages at most.
        costs: what giving up a restraint costs; by default the table `costs.toml`.
        limit: seconds for each search; what is not proven in that time says so.
        seed: for the searches that use chance.
        progress: called with a few words at each step.

    Raises:
        TravauxError: if there is no such rule, or `top` is less than 1.

    Example:
        >>> import travaux
        >>> found = consensus(travaux.open_case("avp"), on=date(2000, 12, 20))
        >>> [issue.id for issue in found.with_status("blocked")]
        ['a12']
    """
    if top < 1:
        raise TravauxError("no package was asked for", remedy="ask for at least 1")
    seen = case if on is None else case.on_day(on)
    applied = decision(rule, seen.rules, seen.rule)
    return _Inquiry(seen, applied, top, costs or default_costs(), limit, seed, progress or (lambda _: None)).finding()


@dataclass(frozen=True)
class _Inquiry:
    """One question put to one view; each step is made once, when it is needed."""

    case: Case
    rule: Decision
    top: int
    costs: Costs
    limit: float
    seed: int
    say: Progress

    def finding(self) -> Finding:
        packages = self.found
        blocked = [each for each in self.states if each.status == "blocked"]
        closed_alone = {each.issues for each in self.closed}
        ways = WAYS if len(blocked) <= MANY else 1
        return Finding(
            case=self.case.name,
            as_of=self.case.as_of,
            rule=self.rule,
            reader=self.case.reader,
            known=_known(self.states),
            of=len(self.case.deciders),
            issues=self.states,
            packages=tuple(
                package_of(self.posed, each.selection, each.verdict, each.gap, each.proven) for each in packages
            ),
            partial=self.partial,
            set_aside=self.set_aside,
            blocking=(
                *self.closed,
                *(closing(each, self.rule) for each in blocked if (each.id,) not in closed_alone),
            ),
            concessions=_distinct(
                *(_concession(self.posed, each) for each in self.conceded),
                *(found for each in blocked for found in opening(each, self.rule, self.costs, ways)),
            ),
            new_options=tuple(_new_option(each, self.rule, self.case.as_of) for each in blocked),
            corners=self.corners,
            left_out=self.posed.left_out,
            why_none="" if packages else _why_none(self.posed, self.closed, self.conceded),
            remarks=self.case.remarks,
        )

    @cached_property
    def states(self) -> tuple[IssueState, ...]:
        return tuple(state(each, self.case.outcome(each.issue.id), self.rule) for each in ground(self.case))

    @cached_property
    def posed(self) -> Posed:
        return pose(self.case, self.states, self.rule, self.costs)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        self.say("looking for packages that nobody has excluded")
        return self._best(self.posed)

    def _best(self, posed: Posed) -> tuple[Found, ...]:
        """The best packages, each once: selections that differ in a switch only are one package."""
        asked = self.top
        while True:
            found = best_packages(posed.problem, asked, limit=self.limit, seed=self.seed, progress=self.say)
            once: dict[tuple[int, ...], Found] = {}
            for each in found:
                once.setdefault(each.selection[: len(posed.states)], each)
            if len(once) >= self.top or len(found) < asked or not posed.switches:
                return tuple(once.values())[: self.top]
            asked *= 2

    @cached_property
    def closed(self) -> tuple[BlockingFound, ...]:
        if self.found:
            return ()
        self.say("looking for what blocks")
        found = blocking_sets(self.posed.problem, SETS, limit=self.limit, progress=self.say)
        sets = [each for each in (found.smallest, *found.distinct) if each is not None]
        results: dict[tuple[str, ...], BlockingFound] = {}
        for each in sets:
            result = _blocking(self.posed, each)
            results.setdefault(result.issues or tuple(move.party for move in result.moves), result)
        return tuple(results.values())

    @cached_property
    def conceded(self) -> tuple[Concession, ...]:
        if self.found:
            return ()
        self.say("looking for the cheapest way out")
        found = cheapest_concessions(self.posed.problem, limit=self.limit, progress=self.say)
        return tuple(each for each in found if each.demands or each.mandates)

    @cached_property
    def set_aside(self) -> tuple[str, ...]:
        """The issues that are closed by themselves."""
        alone = {each.issues[0] for each in self.closed if len(each.issues) == 1}
        return tuple(each.id for each in self.states if each.id in alone)

    @cached_property
    def partial(self) -> tuple[PackageFound, ...]:
        if not self.set_aside:
            return ()
        self.say("looking for packages of the rest")
        rest = pose(self.case, [each for each in self.states if each.id not in self.set_aside], self.rule, self.costs)
        return tuple(package_of(rest, each.selection, each.verdict, each.gap, each.proven) for each in self._best(rest))

    @cached_property
    def corners(self) -> Corners:
        """Extreme and leximin points, and for few parties the frontier; nothing where there is no package."""
        if not self.found:
            return Corners()
        self.say("looking at who could gain most")
        return corners(self.posed, limit=self.limit, seed=self.seed)


def _known(states: Sequence[IssueState]) -> int:
    """How many delegations have a position on something that is not settled, or if nobody has, on anything."""
    undecided = [each for each in states if each.status in ("blocked", "open")] or states
    return len({party for each in undecided for party in each.ground.speakers})


def _new_option(issue: IssueState, rule: Decision, day: date | None) -> NewOption:
    options = [option.ground for option in issue.options]
    spoken = [standing for _, standing in issue.ground.standings()]
    return new_option(issue.id, options, spoken, excluding=rule.excluding, before=day)


def _blocking(posed: Posed, found: BlockingSet) -> BlockingFound:
    problem = posed.problem
    moves = merged((*_demanded(posed, found.demands, found.blocs), *_mandated(posed, found.mandates)))
    cells = {cell for index in found.demands for cell in (*problem.demands[index].given, *problem.demands[index].needs)}
    named = {issue for cell in cells for issue in posed.concerned(cell)}
    return BlockingFound(moves, tuple(issue for issue in problem.issues if issue in named))


def _concession(posed: Posed, found: Concession) -> ConcessionFound:
    moves = merged((*_demanded(posed, found.demands, {}), *_mandated(posed, found.mandates)))
    return ConcessionFound(found.cost, moves, "package", found.gap, found.proven)


def _distinct(*found: ConcessionFound) -> tuple[ConcessionFound, ...]:
    """Each set of moves once: what opens a package by itself also opens its issue."""
    by_facts: dict[frozenset[str], ConcessionFound] = {}
    for each in found:
        by_facts.setdefault(frozenset(fact for move in each.moves for fact in move.facts), each)
    return tuple(by_facts.values())


def _demanded(posed: Posed, demands: Sequence[int], blocs: Mapping[int, Sequence[int]]) -> list[Move]:
    return [_move(posed, posed.problem.demands[index], blocs.get(index, ())) for index in demands]


def _move(posed: Posed, demand: Demand, others: Sequence[int]) -> Move:
    """The move behind a demand; whoever is bound by the same statement moves with it."""
    parties = posed.problem.parties
    standing = posed.standing_of(demand.party, demand.facts)
    if standing is not None:
        bound = [other for other in others if posed.standing_of(other, demand.facts) is not None]
        beside = {_speaker(posed, other, standing): None for other in others if other not in bound}
        members = (parties[demand.party], *(parties[other] for other in bound))
        move = move_of(standing, members=members, also=tuple(beside))
        return replace(move, stance="condition") if demand.kind == "condition" else move
    issue, option = posed.first_point(demand)
    speaker = posed.speakers.get(demand.facts[0], parties[demand.party])
    return Move(
        speaker, issue, option, demand.kind, demand.restraint, members=(parties[demand.party],), facts=demand.facts
    )


def _speaker(posed: Posed, party: int, standing: Standing) -> str:
    """Who made the statement by which another party excludes the same option: the party, or its group."""
    return posed.voice(party, standing.issue, standing.option or "")


def _mandated(posed: Posed, mandates: Sequence[int]) -> list[Move]:
    lines = [posed.problem.mandates[index] for index in mandates]
    parties = posed.problem.parties
    return [
        Move(
            posed.speakers.get(line.facts[0], parties[line.party]),
            "",
            "",
            "mandate",
            line.restraint,
            members=(parties[line.party],),
            facts=line.facts,
        )
        for line in lines
    ]


def _why_none(posed: Posed, closed: Sequence[BlockingFound], conceded: Sequence[Concession]) -> str:
    if not posed.problem.issues:
        return "no position and no outcome is on record, so nothing can be chosen"
    if closed:
        return "what is on record excludes every package; the blocking sets say which restraints do"
    if not conceded:
        return "what is settled or offered as a whole cannot stand together; nothing that a party could give up helps"
    return "no package was found in the time allowed"
