"""The edges of what is possible: the package best for each delegation, the leximin package, for few the frontier."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from travaux.consensus.evaluating import evaluate
from travaux.consensus.frontier import frontier
from travaux.consensus.packaging import package_of
from travaux.consensus.points import Optimum, Points
from travaux.consensus.posing import Posed
from travaux.consensus.problem import Problem
from travaux.consensus.results import PackageFound

__all__ = ["FEW", "MOST", "Corners", "corners"]

FEW = 5
"""Parties up to which the frontier is worth looking at; with more, most outcomes are on it."""
LISTED = 100_000
"""Ways to choose up to which they are listed for the frontier."""
TILT = 1e-5
MOST = 16
"""Delegations with something to gain up to which the best package of each is looked for."""


@dataclass(frozen=True, slots=True)
class Corners:
    """What each could hope for at best, among packages that are not excluded.

    `leximin` raises the smallest gain, then the next smallest, and so on. `extremes` holds, for each delegation with
    something to gain (none if they are more than `MOST`), the package that gives it most. `frontier` holds the packages
    that no other beats for everybody; None where more than `FEW` delegations count, or packages are too many to list.
    """

    leximin: PackageFound | None = None
    extremes: Mapping[str, PackageFound] = field(default_factory=dict)
    frontier: tuple[PackageFound, ...] | None = None


def corners(posed: Posed, *, limit: float, seed: int) -> Corners:
    """The corners of a problem that has a package; `limit` in seconds for each of them."""
    problem = posed.problem
    counted = np.flatnonzero(problem.counted if problem.counted is not None else np.ones(len(problem.parties), bool))
    points = Points(problem, limit=limit, seed=seed)
    extremes: dict[str, PackageFound] = {}
    if len(counted) <= MOST:
        best = Points(_tilted(problem), limit=limit, seed=seed).extremes([[int(party)] for party in counted])
        for party, optimum in zip(counted, best, strict=True):
            if optimum is not None:
                extremes[problem.parties[int(party)]] = _package(posed, optimum)
    leximin = points.leximin() if len(counted) else None
    return Corners(None if leximin is None else _package(posed, leximin), extremes, _frontier(posed, len(counted)))


def _tilted(problem: Problem) -> Problem:
    """The problem with a little of what the others want in everybody's values.

    Where an option is nothing to a delegation, its best package then takes one that few oppose and many want. With
    mandates the values stay as they are, for a mandate is met by them alone.
    """
    if problem.mandates:
        return problem
    common = problem.value.mean(axis=0) - problem.opposed.mean(axis=0)
    return replace(problem, value=problem.value + TILT * common)


def _package(posed: Posed, optimum: Optimum) -> PackageFound:
    verdict = evaluate(posed.problem, optimum.selection)
    return package_of(posed, optimum.selection, verdict, optimum.gap, optimum.proven)


def _frontier(posed: Posed, counted: int) -> tuple[PackageFound, ...] | None:
    ways = math.prod(len(options) for options in posed.problem.options)
    if not 0 < counted <= FEW or ways > LISTED:
        return None
    found = frontier(posed.problem)
    return tuple(package_of(posed, each, evaluate(posed.problem, each)) for each in found.selections)
