"""A blocked issue by itself: which lines close it, and which would have to go for it to open."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from travaux.consensus.costs import Costs, cost_of
from travaux.consensus.results import BlockingFound, ConcessionFound, Move
from travaux.consensus.rules import Decision
from travaux.consensus.standings import Ground, OptionGround
from travaux.consensus.status import ACCEPTING, IssueState
from travaux.facts import Standing

__all__ = ["closing", "merged", "move_of", "opening"]


def move_of(standing: Standing, members: Sequence[str] = (), also: Sequence[str] = ()) -> Move:
    """The move of giving up one statement: by the group that made it, or by the party itself."""
    return Move(
        party=standing.group or standing.party,
        issue=standing.issue,
        option=standing.option or "",
        stance=standing.stance or "",
        restraint=standing.restraint.kind,
        reason=standing.restraint.reason,
        members=tuple(members) or (standing.party,),
        also=tuple(also),
        unless=tuple(f"{point.issue} = {point.option}" for point in standing.conditions),
        facts=(standing.fact,),
    )


def merged(moves: Iterable[Move]) -> tuple[Move, ...]:
    """Moves with the members of one statement joined: a group gives up its line as one."""
    found: dict[tuple[str, ...], Move] = {}
    for move in moves:
        key = (move.party, move.issue, move.option, *move.facts)
        held = found.get(key)
        if held is None:
            found[key] = move
        else:
            members = tuple(dict.fromkeys((*held.members, *move.members)))
            found[key] = replace(held, members=members, also=tuple(each for each in held.also if each not in members))
    return tuple(found.values())


def closing(issue: IssueState, rule: Decision) -> BlockingFound:
    """The lines that close a blocked issue: for each option that is excluded, as many as it takes, and no more.

    Options that are untested are set aside and named.
    """
    moves: list[Move] = []
    for option in issue.options:
        if option.excluded:
            moves.extend(_excluders(option.ground, issue.ground, rule))
    return BlockingFound(tuple(moves), (issue.id,), tuple(option.id for option in issue.untested))


def _excluders(option: OptionGround, ground: Ground, rule: Decision) -> list[Move]:
    against = [option.spoken[party] for party in option.parties(*rule.excluding)]
    # The heaviest first, then lines that nothing lifts, then the order of the record.
    against.sort(key=lambda standing: (-rule.weight_of(standing.party), bool(standing.conditions)))
    allowance = rule.allowance(ground.deciders)
    taken: list[Standing] = []
    weight = 0.0
    while weight <= allowance and len(taken) < len(against):
        taken.append(against[len(taken)])
        weight += rule.weight_of(taken[-1].party)
    rest = [standing for standing in against if standing not in taken]
    if rule.by_vote:
        return [move_of(standing, also=_blocs(rest)) for standing in taken]
    same = [standing.party for standing in against if standing.fact == taken[0].fact]
    others = [standing for standing in rest if standing.fact != taken[0].fact]
    return [move_of(taken[0], members=same, also=_blocs(others))]


def _blocs(standings: Iterable[Standing]) -> list[str]:
    return list(dict.fromkeys(standing.group or standing.party for standing in standings))


def opening(issue: IssueState, rule: Decision, costs: Costs, most: int = 3) -> tuple[ConcessionFound, ...]:
    """The cheapest sets of lines to give up so that a blocked issue is no longer blocked, under consensus.

    For one option to be known acceptable to everybody who still draws a line, its excluders give up theirs, and those
    who have not accepted it give up all the lines they draw on the issue; what need not go stays. By vote nothing is
    returned: giving up a line is not yet a vote in favour.
    """
    if rule.by_vote or issue.status != "blocked":
        return ()
    found: dict[tuple[str, ...], ConcessionFound] = {}
    for target in issue.options:
        lines = _reduced(issue, rule, list(_lines_against(issue, target.ground, rule)))
        if not lines:
            continue
        moves = merged(move_of(standing) for standing in lines)
        cost = sum(cost_of(move.restraint, move.stance, costs) for move in moves)
        if math.isinf(cost):
            continue
        found.setdefault(
            tuple(sorted(fact for move in moves for fact in move.facts)), ConcessionFound(cost, moves, issue.id)
        )
    ranked = sorted(found.values(), key=lambda each: (each.cost, len(each.moves)))
    return tuple(ranked[:most])


def _lines_against(issue: IssueState, target: OptionGround, rule: Decision) -> Iterable[Standing]:
    accepting = set(target.parties(*ACCEPTING))
    lines = [(option, held) for option, held in issue.ground.statements() if held.stance in rule.excluding]
    asked = {held.fact for option, held in lines if option.id == target.id or held.party not in accepting}
    return (held for _, held in lines if held.fact in asked)  # a group gives up its line for all its members


def _reduced(issue: IssueState, rule: Decision, lines: list[Standing]) -> list[Standing]:
    """The lines without those that need not be given up; none if giving up all of them does not open the issue."""
    held = [each for _, each in issue.ground.statements() if each.stance in rule.excluding]
    accepting = {option.id: set(option.ground.parties(*ACCEPTING)) for option in issue.options}

    def opens(given_up: set[str]) -> bool:
        """Whether the issue is not blocked without these facts, as `travaux.consensus.status` defines it."""
        left = [each for each in held if each.fact not in given_up]
        drawers, crossed = {each.party for each in left}, {each.option for each in left}
        return not drawers or any(drawers <= yes for option, yes in accepting.items() if option not in crossed)

    facts = {each.fact for each in lines}
    if not opens(facts):
        return []
    for fact in dict.fromkeys(each.fact for each in lines):
        fewer = facts - {fact}
        if fewer and opens(fewer):
            facts = fewer
    return [each for each in lines if each.fact in facts]
