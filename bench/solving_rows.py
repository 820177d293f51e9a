"""Rows of the speed table that pose made-up problems to the engine: texts, concessions, blocking sets, best points.

Each row takes its size and its seeds, so that a test can run it in small. All times begin with a `Problem` that has
never been looked at and end with the answer; nothing is kept warm.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bench.instances import hard, instance, loose
from bench.solving_checks import fault_of_concessions, fault_of_sets, fault_of_text
from bench.solving_measure import SEEDS, Result, Run, judged, measured
from bench.speed import Bar
from travaux.consensus.blocking import Blocking, blocking_sets
from travaux.consensus.conceding import Concession, cheapest_concessions
from travaux.consensus.packages import best_packages
from travaux.consensus.points import Optimum, maximin, nash, utilitarian
from travaux.consensus.problem import Problem

__all__ = ["Size", "deadlocks", "hard_mode", "mandates_ninety", "mandates_ninety_five", "maximin_loose", "nash_points"]

CLEAR = 1e-6
"""A gap up to which an optimum counts as proven: what a float leaves."""


@dataclass(frozen=True, slots=True)
class Size:
    """How big a problem is."""

    parties: int
    issues: int
    red_lines: int = 0
    packages: int = 0

    def __str__(self) -> str:
        red_lines = f", {self.red_lines:,} red lines" if self.red_lines else ""
        packages = f", {self.packages:,} packages" if self.packages else ""
        return f"{self.parties} × {self.issues:,} × 4{red_lines}{packages}"

    def problem(self, seed: int, **options: Any) -> Problem:
        """The made-up problem of this size."""
        return instance(
            self.parties, self.issues, red_lines=self.red_lines, packages=self.packages, seed=seed, **options
        )


def _runs(seeds: Sequence[int], run: Callable[[int], Run]) -> list[Run]:
    return [run(seed) for seed in seeds]


# --- 193 × 200: a text, or the way out -------------------------------------------------------------------------------


def deadlocks(size: Size = Size(193, 200, 5_000, 400), seeds: Sequence[int] = SEEDS, sets: int = 20) -> Iterator[Bar]:
    """A text where there is one; where there is none, the cheapest concessions and the blocking sets."""
    bar = "1 s in all"
    yield judged(f"{size}: the 5 best texts", _runs(seeds, lambda seed: _text(size.problem(seed))), bar, 1.0, CLEAR)
    work = f"- no text: cheapest concessions, 1 smallest and {sets} distinct blocking sets"
    for of_parties, whose in ((True, "packages of parties"), (False, "of the table")):
        runs = [_deadlock(size.problem(seed, satisfiable=False, of_parties=of_parties), sets) for seed in seeds]
        yield judged(f"{work}, {whose}", runs, bar, 1.0, CLEAR)


def _text(problem: Problem) -> Run:
    def check(found: Any) -> Result:
        if not found:
            return Result("no text was found", gap=math.inf)
        faults = [fault for each in found if (fault := fault_of_text(problem, each.selection))]
        return Result("", "; ".join(faults[:1]), max(_gap(each) for each in found))

    return measured(lambda: best_packages(problem, 5, limit=30.0), check)


@dataclass(frozen=True, slots=True)
class _WayOut:
    """Concessions and blocking sets, with the CPU seconds of each."""

    conceded: tuple[Concession, ...]
    blocking: Blocking
    parts: dict[str, float]


def _way_out(problem: Problem, sets: int, limit: float) -> _WayOut:
    begun = time.process_time()
    conceded = tuple(cheapest_concessions(problem, limit=limit))
    half = time.process_time()
    blocking = blocking_sets(problem, sets, limit=limit)
    return _WayOut(conceded, blocking, {"concessions": half - begun, "sets": time.process_time() - half})


def _deadlock(problem: Problem, sets: int) -> Run:
    def check(found: Any) -> Result:
        if not found.conceded:
            return Result("no concession was found", gap=math.inf)
        wrong = fault_of_concessions(problem, found.conceded) or fault_of_sets(problem, found.blocking, sets)
        gap = max(*(_gap(each) for each in found.conceded), _gap_of_smallest(found.blocking))
        return Result(_unproven(found.blocking), wrong, gap, found.parts)

    return measured(lambda: _way_out(problem, sets, 30.0), check)


def _gap_of_smallest(blocking: Blocking) -> float:
    if blocking.proven or blocking.smallest is None:
        return 0.0 if blocking.proven else math.inf
    return 1 - blocking.bound / blocking.smallest.size


def _unproven(blocking: Blocking) -> str:
    if blocking.smallest is None or blocking.proven:
        return ""
    return f"smallest set of {blocking.smallest.size} not proven, at least {blocking.bound}"


# --- mandates --------------------------------------------------------------------------------------------------------


def mandates_ninety(size: Size = Size(193, 100, 3_000, 200), seeds: Sequence[int] = SEEDS) -> Iterator[Bar]:
    """Everybody has a mandate for nine tenths of what the planted agreement is worth to it."""
    work, bar = f"{size}, {size.parties} mandates at 90 %", "proven optimum, 1 s"
    made = [size.problem(seed, mandates=0.9) for seed in seeds]
    for name, point in (("largest sum", utilitarian), ("maximin", maximin)):
        yield judged(f"{work}: {name}", [_optimum(problem, point, 10.0) for problem in made], bar, 1.0, CLEAR)
    stuck = [size.problem(seed, mandates=0.9, satisfiable=False) for seed in seeds]
    yield judged("- no text: cheapest concessions", [_cheapest(each, 10.0) for each in stuck], bar, 1.0, CLEAR)


def mandates_ninety_five(size: Size = Size(193, 40, 1_500, 100), seeds: Sequence[int] = SEEDS) -> Iterator[Bar]:
    """Mandates at 95 %: with blocs as in the other rows, and with blocs dissolved, where every mandate binds."""
    work, bar = f"{size}, mandates at 95 %: cheapest concessions", "proven, or gap ≤ 1 % in 15 s"
    for scatter, blocs in ((0.8, ""), (3.0, ", no blocs")):
        made = [size.problem(seed, mandates=0.95, satisfiable=False, scatter=scatter) for seed in seeds]
        yield judged(f"{work}{blocs}", [_cheapest(problem, 14.0) for problem in made], bar, 15.0, 0.01)


def _cheapest(problem: Problem, limit: float) -> Run:
    def check(found: Any) -> Result:
        if not found:
            return Result("nothing found in the time allowed", gap=math.inf)
        return Result("", fault_of_concessions(problem, found), _gap(found[0]))

    return measured(lambda: cheapest_concessions(problem, 1, limit=limit), check)


# --- best points -----------------------------------------------------------------------------------------------------


def nash_points(size: Size = Size(193, 200, 5_000, 0), seeds: Sequence[int] = SEEDS) -> Iterator[Bar]:
    """The largest product of gains, with red lines and without."""
    made = [size.problem(seed) for seed in seeds]
    runs = [_optimum(problem, nash, 10.0) for problem in made]
    yield judged(f"Nash, {size}", runs, "1 s, relative gap 1e-6", 1.0, CLEAR)
    free = [loose(size.parties, size.issues, seed=seed) for seed in seeds]
    runs = [_optimum(problem, nash, 20.0) for problem in free]
    yield judged("- without red lines", runs, "7 s, relative gap 1e-6", 7.0, CLEAR)


def maximin_loose(size: Size = Size(50, 40), seeds: Sequence[int] = SEEDS) -> Iterator[Bar]:
    """The largest gain of whoever gains least, where nothing is excluded."""
    made = [loose(size.parties, size.issues, seed=seed) for seed in seeds]
    runs = [_optimum(problem, maximin, 9.5) for problem in made]
    yield judged(f"maximin, {size}, no red lines", runs, "gap ≤ 0.5 % in 10 s", 10.0, 0.005)


def _optimum(problem: Problem, point: Callable[..., Optimum | None], limit: float) -> Run:
    def check(found: Any) -> Result:
        if found is None or found.selection is None:
            return Result("no text was found", gap=math.inf)
        return Result("", fault_of_text(problem, found.selection), _gap(found))

    return measured(lambda: point(problem, limit=limit), check)


def _gap(found: Any) -> float:
    return 0.0 if found.proven else float(found.gap)


# --- hard mode -------------------------------------------------------------------------------------------------------


def hard_mode(
    size: Size = Size(193, 200), shapes: Sequence[tuple[int, int]] = ((2, 8), (4, 12)), seeds: Sequence[int] = SEEDS
) -> Iterator[Bar]:
    """Few, long conflicts from packages and mandates together, without one red line; these rows have no bar."""
    for conflicts, length in shapes:
        rings = f"{conflicts} conflicts of {length} packages and 2 mandates"
        made = [hard(size.parties, size.issues, conflicts=conflicts, length=length, seed=seed) for seed in seeds]
        yield judged(f"hard mode, {size}: {rings}", [_explained(each, conflicts, length) for each in made], "", None)


def _explained(problem: Problem, conflicts: int, length: int) -> Run:
    def check(found: Any) -> Result:
        conceded, blocking = found.conceded, found.blocking
        wrong = fault_of_concessions(problem, conceded) if conceded else ""
        if blocking.smallest is not None:
            wrong = wrong or fault_of_sets(problem, blocking, 1, minimal=False)
        says = f"{len(conceded)} ways out; {_ring(blocking, length)}, {len(blocking.distinct)} of {conflicts} conflicts"
        gap = max(max((_gap(each) for each in conceded), default=math.inf), _gap_of_smallest(blocking))
        return Result(f"{says}; {_unproven(blocking)}".rstrip("; "), wrong, gap, found.parts)

    return measured(lambda: _way_out(problem, conflicts, 30.0), check)


def _ring(blocking: Blocking, length: int) -> str:
    smallest = blocking.smallest
    if smallest is None:
        return "no blocking set"
    found = (len(smallest.demands), len(smallest.mandates))
    words = f"smallest set of {found[0]} packages and {found[1]} mandates"
    return words if found == (length, 2) else f"{words} ({length} and 2 were planted)"
