"""Whether what the engine says holds, found out another way than it was found: not timed, and never trusted to it.

Selections are judged by `travaux.consensus.evaluating`, which shares no code with the searches; what blocks is put to
HiGHS, for the engine itself asks a SAT solver.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from travaux.consensus.evaluating import evaluate
from travaux.consensus.linear import linear, solve
from travaux.consensus.problem import NOBODY, Problem, Selection

if TYPE_CHECKING:
    from travaux.consensus.blocking import Blocking, BlockingSet
    from travaux.consensus.conceding import Concession

__all__ = ["blocks", "fault_of_concessions", "fault_of_sets", "fault_of_text"]

_CLOSE = 1e-6


def fault_of_text(problem: Problem, selection: Selection) -> str:
    """What is wrong with a selection that should not be excluded; empty if nothing is."""
    verdict = evaluate(problem, selection)
    return f"the text is excluded ({len(verdict.broken)} broken, {len(verdict.short)} short)" * verdict.excluded


def fault_of_concessions(problem: Problem, found: Sequence[Concession]) -> str:
    """What is wrong with concessions: none at all, one that does not unlock, or one with a wrong cost."""
    if not found:
        return "no concession was found"
    for each in found:
        if evaluate(problem, each.selection, frozenset(each.demands), frozenset(each.mandates)).excluded:
            return "a concession does not unlock"
        cost = math.fsum(_costs(problem, each.demands, each.mandates))
        if abs(cost - each.cost) > _CLOSE * max(1.0, cost):
            return f"a concession costs {cost:g}, not {each.cost:g}"
    if any(later.cost < earlier.cost - _CLOSE for earlier, later in itertools.pairwise(found)):
        return "a later concession is cheaper"
    return ""


def _costs(problem: Problem, demands: Sequence[int], mandates: Sequence[int]) -> Iterator[float]:
    yield from (problem.demands[index].cost for index in demands)
    yield from (problem.mandates[index].cost for index in mandates)


def fault_of_sets(problem: Problem, found: Blocking, wanted: int, *, minimal: bool = True) -> str:
    """What is wrong with blocking sets: too few, not blocking, not minimal, or two about the same.

    Args:
        wanted: how many distinct sets there should be, unless all there are were found.
        minimal: put each set to HiGHS without each of its parts in turn, which takes long on large problems.
    """
    if found.smallest is None:
        return "no blocking set was found"
    if len(found.distinct) < wanted and not found.complete:
        return f"{len(found.distinct)} of {wanted} distinct sets"
    about = [_issues_of(problem, each) for each in found.distinct]
    for place, one in enumerate(about):
        if any(one <= other or other <= one for other in about[:place]):
            return "two sets are about the same issues"
    for each in (found.smallest, *found.distinct):
        if each.size < found.smallest.size:
            return "a set is smaller than the smallest"
        fault = _fault_of_set(problem, each, minimal)
        if fault:
            return fault
    return ""


def _issues_of(problem: Problem, each: BlockingSet) -> frozenset[int]:
    """What a blocking set is about: its issues by index, and each mandate as a number below zero."""
    demands = [problem.demands[index] for index in each.demands]
    cells = {cell for demand in demands for cell in (*demand.given, *demand.needs)}
    return frozenset({int(problem.issue_of[cell]) for cell in cells} | {-1 - index for index in each.mandates})


def _fault_of_set(problem: Problem, each: BlockingSet, minimal: bool) -> str:
    demands, mandates = frozenset(each.demands), frozenset(each.mandates)
    if not blocks(problem, demands, mandates):
        return "a set does not block"
    if minimal:
        fewer = [(demands - {index}, mandates) for index in demands]
        fewer += [(demands, mandates - {index}) for index in mandates]
        if any(blocks(problem, *rest) for rest in fewer):
            return "a set is not minimal"
    return ""


def blocks(problem: Problem, demands: frozenset[int], mandates: frozenset[int]) -> bool:
    """Whether these demands and mandates alone, with what nobody can give up, leave nothing (by HiGHS)."""
    released = frozenset(
        index
        for index, demand in enumerate(problem.demands)
        if index not in demands and demand.party != NOBODY and math.isfinite(demand.cost)
    )
    lines = frozenset(
        index for index, line in enumerate(problem.mandates) if index not in mandates and math.isfinite(line.cost)
    )
    return solve(linear(problem, released=released, released_mandates=lines)).status == "none"
