"""STAND-IN until SOLVE's packages.py arrives (SOLVE: overwrite this file). Plain enumeration, small problems only."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from travaux.consensus.evaluating import Verdict, evaluate
from travaux.consensus.problem import Problem, Selection


@dataclass(frozen=True, slots=True)
class Found:
    """One."""

    selection: Selection
    verdict: Verdict
    gap: float = 0.0
    proven: bool = True


def best_packages(
    problem: Problem,
    k: int = 5,
    *,
    limit: float = 30.0,
    seed: int = 0,
    progress: Callable[[str], None] | None = None,
) -> tuple[Found, ...]:
    """Stand-in."""
    if not problem.issues:
        return ()
    free = [[-1, *problem.cells_of(i)] if problem.parents[i] >= 0 else [*problem.cells_of(i)] for i in range(len(problem.issues))]
    found = []
    for selection in itertools.product(*free):
        verdict = evaluate(problem, selection)
        if verdict.sound and not verdict.excluded:
            found.append(Found(selection, verdict))
    found.sort(key=lambda f: (f.verdict.oppositions, -f.verdict.maximin, -f.verdict.nash, -f.verdict.utilitarian, f.selection))
    return tuple(found[:k])
