"""The cheapest ways out of a deadlock: which demands and mandates would have to be given up, and what that costs."""

from __future__ import annotations

import math
from dataclasses import dataclass

from travaux.consensus.evaluating import evaluate
from travaux.consensus.parting import Part, put_together, simple_issues
from travaux.consensus.patience import Patience, Progress
from travaux.consensus.problem import Demand, Problem, Selection
from travaux.consensus.relaxing import Relaxing
from travaux.consensus.stakes import Stakes, stakes
from travaux.consensus.unlocking import Unlocking, Way
from travaux.errors import TravauxError

__all__ = ["Concession", "Concessions", "cheapest_concessions"]

NO_WAY = "what cannot be given up leaves nothing to choose"
NO_TIME = "no way out was found in the time allowed"


@dataclass(frozen=True, slots=True)
class Concession:
    """What would be given up, and a selection that is then not excluded.

    `demands` and `mandates` are indices into the problem, in order; `cost` is the sum of their costs. If `proven`,
    no way out costs less, apart from those listed before, and nothing less than all of it is enough. Otherwise a
    cheaper one could cost less by the share `gap` of `cost`.
    """

    cost: float
    demands: tuple[int, ...]
    mandates: tuple[int, ...]
    selection: Selection
    gap: float
    proven: bool


class Concessions(tuple[Concession, ...]):
    """Ways out, cheapest first; where there are none, `reason` says why.

    One way out that gives up nothing means that there is no deadlock.
    """

    reason: str = ""

    @classmethod
    def without(cls, reason: str) -> Concessions:
        """No way out, and why."""
        found = cls()
        found.reason = reason
        return found


def cheapest_concessions(
    problem: Problem, most: int = 5, *, limit: float = 10.0, progress: Progress | None = None
) -> Concessions:
    """The cheapest sets of demands and mandates to give up so that some selection is not excluded.

    Every set is minimal (nothing less than all of it is enough) and none contains another. Demands of the same cell
    by several parties are given up together. Each set is judged by `evaluate` before it is returned.

    Args:
        most: how many sets.
        limit: seconds for all of them. What is not proven in that time says so.
        progress: told what is being done.

    Example:
        >>> import numpy as np
        >>> from travaux.consensus.problem import Demand
        >>> none = np.zeros((2, 2), dtype=bool)
        >>> lines = (Demand(0, (0,), cost=3.0), Demand(1, (1,), cost=2.0))
        >>> one = Problem(("a", "b"), ("i",), (("x", "y"),), np.zeros((2, 2)), none, none, lines)
        >>> [(found.cost, found.demands) for found in cheapest_concessions(one)]
        [(2.0, (1,)), (3.0, (0,))]
    """
    patience = Patience(limit, progress)
    table = stakes(problem)
    if problem.allowance < 0:
        return Concessions.without(NO_WAY)
    parts = _parts(table, patience)
    found: list[Concession] = []
    for way in put_together(parts):
        patience.say(f"way out {len(found) + 1}, at a cost of {way.cost:g}")
        found.append(_judged(problem, table, way))
        if len(found) >= most or not way.moves:
            break
    if not found:
        return Concessions.without(NO_WAY if any(_closed(part) for part in parts) else NO_TIME)
    return Concessions(sorted(found, key=lambda each: each.cost))


def _parts(table: Stakes, patience: Patience) -> list[Part]:
    simple = simple_issues(table) if table.clausal else {}
    loose = [element for element in range(table.count) if not table.topics[element] <= simple.keys()]
    if len(simple) == len(table.problem.issues) and not loose and all(_cells(each) for each in table.problem.demands):
        return list(simple.values())
    return [Unlocking(Relaxing(table), loose, patience), *simple.values()]


def _cells(demand: Demand) -> tuple[int, ...]:
    return (*demand.given, *demand.needs)


def _closed(part: Part) -> bool:
    return part.ended and part.way(0) is None


def _judged(problem: Problem, table: Stakes, way: Way) -> Concession:
    """The way in terms of the problem as it was given, judged word for word."""
    given_up = sorted(way.moves)
    demands = tuple(sorted(index for each in given_up if each < table.soft_demands for index in table.demands[each]))
    lines = tuple(sorted(table.mandates[each - table.soft_demands] for each in given_up if each >= table.soft_demands))
    chosen = {int(problem.issue_of[cell]): cell for cell in way.cells}
    selection = tuple(chosen.get(issue, -1) for issue in range(len(problem.issues)))
    if evaluate(problem, selection, frozenset(demands), frozenset(lines)).excluded:
        raise TravauxError(
            "a way out that was found does not hold",
            why="the search and the judge of selections disagree",
            remedy="please report it together with the case",
        )
    prices = [problem.demands[index].cost for index in demands] + [problem.mandates[index].cost for index in lines]
    cost = math.fsum(prices)
    gap = 0.0 if way.proven or cost <= 0 else max(0.0, (cost - way.bound) / cost)
    return Concession(cost, demands, lines, selection, gap, way.proven)
