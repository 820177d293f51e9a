"""How the rows of `bench.solving` are measured: CPU time of runs over several seeds, and a verdict."""

from __future__ import annotations

import gc
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.speed import Bar

__all__ = ["ONE_THREAD", "SEEDS", "Result", "Run", "Told", "judged", "measured"]

SEEDS = (0, 1, 2)
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""What keeps numpy to one thread; it has to be set before numpy is loaded."""
_QUICK = 2.0
"""CPU seconds up to which a run is repeated, for the best of several."""
_BUSY = 1.3
"""Clock beside CPU time above which others had the machine, and a search that stops by the clock had less of it."""


@dataclass(frozen=True)
class Told(Bar):
    """A row without a bar: it says what was found, and is neither met nor missed."""

    @property
    def verdict(self) -> str:
        """Nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class Result:
    """What one run came to.

    Attributes:
        says: what was found, in a few words; the same words of several seeds are printed once.
        wrong: what an independent check found wrong with it; empty if it holds.
        gap: relative distance to what is proven to be out of reach; 0 if the optimum is proven.
        parts: CPU seconds of parts of the work.
    """

    says: str = ""
    wrong: str = ""
    gap: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """A result with the CPU seconds it took, and the seconds by the clock, by which the engine stops a search."""

    seconds: float
    result: Result
    clock: float = 0.0


def measured(work: Callable[[], object], check: Callable[[object], Result], times: int = 3) -> Run:
    """Time some work, the best of a few runs where it is short, then have what it found checked, untimed."""
    taken: list[tuple[float, float]] = []
    found: object = None
    while not taken or (len(taken) < times and sum(seconds for seconds, _ in taken) < _QUICK):
        gc.collect()
        clock, started = time.monotonic(), time.process_time()
        found = work()
        taken.append((time.process_time() - started, time.monotonic() - clock))
    seconds, clock = min(taken)
    return Run(seconds, check(found), clock)


def judged(work: str, runs: Sequence[Run], bar: str, seconds: float | None, gap: float = 0.0) -> Bar:
    """The row of some runs, one for each seed.

    Args:
        seconds: the most that the median of the runs may take; None: the row has no bar.
        gap: the largest gap that any of the runs may leave.

    A run whose result does not hold misses every bar.
    """
    times = [run.seconds for run in runs]
    median = statistics.median(times)
    span = f" ({_short(min(times))} to {_short(max(times))})" if len(times) > 1 else ""
    worst = max(run.result.gap for run in runs)
    says, wrong = _joined(run.result.says for run in runs), _joined(run.result.wrong for run in runs)
    longest = max(runs, key=lambda run: run.clock)
    busy = longest.clock > _BUSY * longest.seconds and longest.clock > 1
    clock = f"{_short(longest.clock)} s by the clock on a busy machine" if busy else ""
    said = [f"{_short(median)} s{span}", _parts(runs), clock, _proof(worst), says, f"WRONG: {wrong}" if wrong else ""]
    text = "; ".join(part for part in said if part)
    if seconds is None:
        return Told(work, text, "", bar, None)
    return Bar(work, text, "", bar, median <= seconds and worst <= gap and not wrong)


def _joined(words: Iterable[str]) -> str:
    """What was said, each once, with how many of the seeds said so unless all did."""
    every = list(words)
    counts = Counter(said for said in every if said)
    return " / ".join(
        said if count == len(every) else f"{said} ({count} of {len(every)} seeds)" for said, count in counts.items()
    )


def _parts(runs: Sequence[Run]) -> str:
    names = list(dict.fromkeys(name for run in runs for name in run.result.parts))
    medians = {name: statistics.median(run.result.parts.get(name, 0.0) for run in runs) for name in names}
    return ", ".join(f"{name} {_short(seconds)}" for name, seconds in medians.items())


def _proof(gap: float) -> str:
    return "proven" if gap <= 0 else "" if gap == float("inf") else f"gap {gap:.2g}"


def _short(seconds: float) -> str:
    return f"{seconds:.3f}" if seconds < 0.1 else f"{seconds:.2f}" if seconds < 10 else f"{seconds:.1f}"
