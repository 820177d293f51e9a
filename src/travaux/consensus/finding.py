"""The answer to "which package has nobody excluded, who blocks, what is the cheapest way out"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from travaux.consensus.blocking import BlockingSet, blocking_sets
from travaux.consensus.conceding import Concession, cheapest_concessions
from travaux.consensus.costs import Costs, default_costs
from travaux.consensus.deadlock import closing, merged, move_of, opening
from travaux.consensus.new_options import NewOption, new_option
from travaux.consensus.packages import Found, best_packages
from travaux.consensus.posing import Posed, pose
from travaux.consensus.reliance import reliance
from travaux.consensus.results import BlockingFound, ConcessionFound, Move, PackageFound
from travaux.consensus.rules import Decision, decision
from travaux.consensus.standings import ground
from travaux.consensus.status import IssueState, Status, state
from travaux.errors import TravauxError
from travaux.facts import Case, Remark

__all__ = ["Finding", "consensus"]

Progress = Callable[[str], None]
SETS = 20
"""How many distinct blocking sets are looked for."""


@dataclass(frozen=True)
class Finding:
    """What one reader can know, on one day, of where the text can close. Every part renders as rows of a table.

    `known` counts, among the `of` delegations that decide, those with a position on record on an issue that is not
    settled (on any issue, where all are). Nothing is chosen for the issues in `left_out`. Where there is no package,
    `why_none` says why, and `partial` holds packages of the rest if the issues in `set_aside`, of which every option is
    excluded, are left for another day.
    """

    case: str
    as_of: date | None
    rule: Decision
    reader: str
    known: int
    of: int
    issues: tuple[IssueState, ...]
    packages: tuple[PackageFound, ...]
    partial: tuple[PackageFound, ...]
    set_aside: tuple[str, ...]
    blocking: tuple[BlockingFound, ...]
    concessions: tuple[ConcessionFound, ...]
    new_options: tuple[NewOption, ...]
    left_out: tuple[str, ...]
    why_none: str
    remarks: tuple[Remark, ...]

    def with_status(self, status: Status) -> tuple[IssueState, ...]:
        """The issues with one status."""
        return tuple(issue for issue in self.issues if issue.status == status)


def consensus(
    case: Case,
    *,
    on: date | None = None,
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
        limit: seconds for each of the three searches; what is not proven in that time says so.
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
    case = case if on is None else case.on_day(on)
    say = progress or (lambda _: None)
    table = costs or default_costs()
    applied = decision(rule, case.rules, case.rule)
    states = tuple(state(each, case.outcome(each.issue.id), applied) for each in ground(case))
    posed = pose(case, states, applied, table)
    say("looking for packages that nobody has excluded")
    packages = best_packages(posed.problem, top, limit=limit, seed=seed, progress=say)
    closed = () if packages else _closed(posed, limit, say)
    say("looking for the cheapest way out")
    aside = frozenset(each.issues[0] for each in closed if len(each.issues) == 1)
    rest = pose(case, [each for each in states if each.id not in aside], applied, table) if aside else None
    partial = () if rest is None else best_packages(rest.problem, top, limit=limit, seed=seed, progress=say)
    conceded = () if packages else tuple(cheapest_concessions(posed.problem, limit=limit, progress=say))
    blocked = [each for each in states if each.status == "blocked"]
    closed_alone = {each.issues for each in closed}
    return Finding(
        case=case.name,
        as_of=case.as_of,
        rule=applied,
        reader=case.reader,
        known=_known(states),
        of=len(case.deciders),
        issues=states,
        packages=tuple(_package(posed, each) for each in packages),
        partial=tuple(_package(rest, each) for each in partial if rest is not None),
        set_aside=tuple(each.id for each in states if each.id in aside),
        blocking=(*closed, *(closing(each, applied) for each in blocked if (each.id,) not in closed_alone)),
        concessions=_distinct(
            *(_concession(posed, each) for each in conceded),
            *(found for each in blocked for found in opening(each, applied, table)),
        ),
        new_options=tuple(_new_option(each, applied, case.as_of) for each in blocked),
        left_out=posed.left_out,
        why_none="" if packages else _why_none(posed, closed, conceded),
        remarks=case.remarks,
    )


def _known(states: Sequence[IssueState]) -> int:
    """How many delegations have a position on something that is not settled, or at all where everything is."""
    undecided = [each for each in states if each.status != "settled"] or states
    return len({party for each in undecided for party in each.ground.speakers})


def _new_option(issue: IssueState, rule: Decision, day: date | None) -> NewOption:
    options = [option.ground for option in issue.options]
    spoken = [standing for _, standing in issue.ground.standings()]
    return new_option(issue.id, options, spoken, excluding=rule.excluding, before=day)


def _package(posed: Posed, found: Found) -> PackageFound:
    problem, verdict = posed.problem, found.verdict
    choices = dict(problem.name_of(cell) for cell in found.selection if cell >= 0)
    untested = tuple(
        each.id for each in posed.states if any(choices.get(each.id) == option.id for option in each.untested)
    )
    return PackageFound(
        choices=choices,
        oppositions=verdict.oppositions,
        maximin=verdict.maximin,
        nash=verdict.nash,
        utilitarian=verdict.utilitarian,
        known_share=verdict.known_share,
        reliance=reliance(posed.states, choices),
        gap=found.gap,
        proven=found.proven,
        untested=untested,
        as_well={
            issue: posed.alike[issue, option] for issue, option in choices.items() if (issue, option) in posed.alike
        },
    )


def _closed(posed: Posed, limit: float, say: Progress) -> tuple[BlockingFound, ...]:
    say("looking for what blocks")
    found = blocking_sets(posed.problem, SETS, limit=limit, progress=say)
    sets = [each for each in (found.smallest, *found.distinct) if each is not None]
    results: dict[tuple[str, ...], BlockingFound] = {}
    for each in sets:
        result = _blocking(posed, each)
        results.setdefault(result.issues, result)
    return tuple(results.values())


def _blocking(posed: Posed, found: BlockingSet) -> BlockingFound:
    problem = posed.problem
    moves = merged((*_demanded(posed, found.demands, found.blocs), *_mandated(posed, found.mandates)))
    cells = {cell for index in found.demands for cell in (*problem.demands[index].given, *problem.demands[index].needs)}
    named = {problem.name_of(cell)[0] for cell in cells}
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


def _demanded(posed: Posed, demands: Sequence[int], blocs: Mapping[int, tuple[int, ...]]) -> list[Move]:
    problem = posed.problem
    moves = []
    for index in demands:
        demand = problem.demands[index]
        standing = posed.standing_of(demand)
        if standing is not None:
            others = [problem.parties[party] for party in blocs.get(index, ())]
            moves.append(move_of(standing, also=others))
        else:
            issue, option = problem.name_of(demand.given[0])
            party = problem.parties[demand.party]
            moves.append(
                Move(party, issue, option, demand.kind, demand.restraint, members=(party,), facts=demand.facts)
            )
    return moves


def _mandated(posed: Posed, mandates: Sequence[int]) -> list[Move]:
    lines = [posed.problem.mandates[index] for index in mandates]
    parties = posed.problem.parties
    return [
        Move(parties[line.party], "", "", "mandate", line.restraint, members=(parties[line.party],), facts=line.facts)
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
