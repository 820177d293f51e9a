"""Ways out: what would have to be given up, at which cost, and why giving up another line alone is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from travaux.consensus import Costs, Finding, default_costs
from travaux.consensus.costs import cost_of
from travaux.consensus.rules import Decision
from travaux.consensus.status import ACCEPTING, IssueState
from travaux.facts import Case, Standing
from travaux.server.pages.consensus_words import issue_name, listed
from travaux.server.pages.consensus_zone import Leave, Line, Lines
from travaux.server.pages.supposing import is_supposed

__all__ = ["NoWay", "Way", "costs_shown", "no_ways", "ways"]


@dataclass(frozen=True, slots=True)
class Way:
    """A way out: its cost and how that comes about, who gives up what, what opens, and the address that supposes it."""

    cost: float
    sum: str
    lines: tuple[Line, ...]
    opens: str
    proven: bool
    suppose: str


@dataclass(frozen=True, slots=True)
class NoWay:
    """Lines of one blocked issue against one option that no listed way out gives up, and why not, in a sentence.

    `parties` drew them, `label` is the option, `reader` the label of those who can read them; `facts` are the
    statements, without those that are only supposed.
    """

    issue: str
    name: str
    parties: tuple[str, ...]
    label: str
    reader: str
    facts: tuple[str, ...]
    why: str


def ways(finding: Finding, case: Case, lines: Lines, leave: Leave) -> tuple[Way, ...]:
    """The ways out of a finding, the least cost first."""
    found = []
    for each in sorted(finding.concessions, key=lambda way: way.cost):
        given_up = lines.of(each.moves)
        opens = "a package of all issues" if each.unlocks == "package" else issue_name(case.issue(each.unlocks))
        can_go = all(line.suppose for line in given_up)
        query = leave(fact for line in given_up for fact in line.facts) if can_go else ""
        found.append(Way(each.cost, _sum(each.cost, given_up), given_up, opens, each.proven and not each.gap, query))
    return tuple(found)


def no_ways(finding: Finding, case: Case) -> tuple[NoWay, ...]:
    """Why lines that close a blocked issue are in no way out, by issue and option.

    By vote nothing is said: there a way out for one issue is not looked for, as a line given up is no vote in favour.
    """
    if finding.rule.by_vote:
        return ()
    listed_facts = {fact for way in finding.concessions for move in way.moves for fact in move.facts}
    return tuple(
        each for issue in finding.with_status("blocked") for each in _no_ways(issue, finding.rule, case, listed_facts)
    )


def _no_ways(issue: IssueState, rule: Decision, case: Case, in_a_way: set[str]) -> Iterable[NoWay]:
    held = [one for _, one in issue.ground.statements() if one.stance in rule.excluding]
    for option in issue.options:
        against = {one.fact: one for one in held if one.option == option.id}
        told: dict[tuple[str, str], list[Standing]] = {}
        for fact, one in against.items():
            if fact not in in_a_way:
                told.setdefault((_why(issue, case, held, one), one.reader), []).append(one)
        for (why, reader), same in told.items():
            parties = tuple(dict.fromkeys(one.group or one.party for one in same))
            facts = tuple(one.fact for one in same if not is_supposed(one.fact))
            yield NoWay(issue.id, issue_name(issue.ground.issue), parties, option.ground.label, reader, facts, why)


def _why(issue: IssueState, case: Case, held: list[Standing], line: Standing) -> str:
    """What would still be so with this line alone given up, by the definition of `travaux.consensus.status`."""
    left = [one for one in held if one.fact != line.fact]
    crossed = {one.option for one in left}
    drawers = dict.fromkeys(one.party for one in left)
    accepting = {option.id: set(option.ground.parties(*ACCEPTING)) for option in issue.options}
    if not drawers or any(drawers.keys() <= yes for name, yes in accepting.items() if name not in crossed):
        return "given up alone it would open the issue too, but the search lists other ways"
    if line.option in crossed:
        return "the option would still be excluded by others"
    missing = listed(case.party_name(party) for party in drawers if party not in accepting[line.option or ""])
    rest = ", and no other option is accepted by all who would still exclude one" if len(issue.options) > 2 else ""
    return (
        f"nobody would exclude the option any more, but it is not on record that {missing} can live with it{rest}: "
        "the issue would stay blocked"
    )


def _sum(cost: float, lines: tuple[Line, ...]) -> str:
    """How a cost comes about; empty where it is not the plain sum over the lines."""
    table = default_costs()
    if abs(sum(cost_of(line.restraint, line.stance) for line in lines) - cost) > 1e-9 * cost:
        return ""
    return " + ".join(
        f"{line.restraint.replace('_', ' ')} {_factor(table, 'restraint', line.restraint)} × "
        f"{line.stance.replace('_', ' ')} {_factor(table, 'stance', line.stance)}"
        for line in lines
    )


def _factor(table: Costs, kind: str, name: str) -> str:
    return f"{getattr(table, kind)[name]:g}"


def costs_shown() -> tuple[tuple[str, tuple[tuple[str, float], ...]], ...]:
    """The table of costs in words: for restraints and for stances, each with its number."""
    table = default_costs()
    return tuple(
        (kind, tuple((name.replace("_", " "), number) for name, number in getattr(table, kind).items()))
        for kind in ("restraint", "stance")
    )
