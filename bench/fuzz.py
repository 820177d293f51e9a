"""Spoilt files by the thousand: `python -m bench.fuzz N [--seed WORD]`.

Each input is a seed with a few random changes, the same for the same number and seed word. Only `TravauxError` may
escape, no character may be lost, every mark must be counted, and an input may take at most 2 seconds of CPU time and
180 MB beyond what the reader holds by itself. Two worker processes read the inputs; one that dies or hangs is replaced.
Inputs that fail go to `out/fuzz`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from bench.corpus import ROOT
from bench.fuzz_worker import MEGABYTES, SECONDS, Outcome, made, work

__all__ = ["Result", "fuzz"]

OUT = ROOT / "out" / "fuzz"
WORKERS = 2
PATIENCE = 30.0
"""Seconds of wall time after which a worker counts as hanging; far above the bar, since machines are shared."""


@dataclass(slots=True)
class Result:
    """What a run found: how many inputs, how they ended, which failed, the slowest and the biggest."""

    inputs: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    failures: list[Outcome] = field(default_factory=list)
    slowest: Outcome | None = None
    biggest: Outcome | None = None
    seconds: float = 0.0

    def add(self, outcome: Outcome) -> None:
        """Count one input."""
        self.inputs += 1
        self.endings[f"{outcome.ending} {outcome.verdict}"] += 1
        if outcome.failed:
            self.failures.append(outcome)
        if self.slowest is None or outcome.seconds > self.slowest.seconds:
            self.slowest = outcome
        if self.biggest is None or outcome.megabytes > self.biggest.megabytes:
            self.biggest = outcome

    def __str__(self) -> str:
        lines = [f"{self.inputs} inputs in {self.seconds:.0f} s; {len(self.failures)} failed"]
        lines += [f"  {ending}: {count}" for ending, count in sorted(self.endings.items())]
        for name, outcome in (("slowest", self.slowest), ("biggest", self.biggest)):
            if outcome:
                figures = f"{outcome.seconds:.2f} s CPU, {outcome.megabytes:.0f} MB"
                lines.append(f"  {name}: input {outcome.number} ({outcome.ending}), {figures}")
        lines += [f"  FAILED input {bad.number} ({bad.ending}): {bad.why}" for bad in self.failures[:20]]
        return "\n".join(lines)


@dataclass(slots=True)
class Worker:
    """One worker process, the input it is at, and since when."""

    process: BaseProcess
    line: Connection
    number: int
    step: int
    since: float


def fuzz(inputs: int, word: str = "travaux", workers: int = WORKERS, budget: float | None = None) -> Result:
    """Read spoilt files and report what happened.

    Args:
        inputs: how many.
        word: the seed of the random changes.
        workers: how many processes.
        budget: seconds after which no new input is begun; None for no end.
    """
    shutil.rmtree(OUT, ignore_errors=True)
    result, started = Result(), time.monotonic()
    running = [_begin(word, first, workers, inputs) for first in range(workers)]
    while running:
        for worker, outcome in _reports(running):
            if outcome:
                result.add(outcome)
                _keep(outcome, word)
                worker.number, worker.since = outcome.number + worker.step, time.monotonic()
        late = budget is not None and time.monotonic() - started > budget
        running = [new for worker in running if (new := _continued(worker, word, inputs, result, late))]
    result.seconds = time.monotonic() - started
    return result


def _begin(word: str, first: int, step: int, inputs: int) -> Worker:
    context = get_context("spawn")
    near, far = context.Pipe()
    process = context.Process(target=work, args=(far, word, first, step, inputs), daemon=True)
    process.start()
    far.close()
    return Worker(process, near, first, step, time.monotonic())


def _reports(running: list[Worker]) -> Iterator[tuple[Worker, Outcome | None]]:
    ready = wait([worker.line for worker in running], timeout=1.0)
    for worker in running:
        while worker.line in ready and worker.line.poll():
            try:
                yield worker, worker.line.recv()
            except (EOFError, OSError):
                break


def _continued(worker: Worker, word: str, inputs: int, result: Result, late: bool) -> Worker | None:
    """The worker, or its successor if it died or hangs; None when its share is done."""
    if worker.number >= inputs or late:
        worker.process.kill()
        return None
    hangs = time.monotonic() - worker.since > PATIENCE
    if worker.process.is_alive() and not hangs:
        return worker
    if worker.line.poll():
        return worker
    worker.process.kill()
    ending, _ = made(word, worker.number)
    why = f"no answer after {PATIENCE:.0f} s" if hangs else f"the process died ({worker.process.exitcode})"
    outcome = Outcome(worker.number, ending, "failed", why)
    result.add(outcome)
    _keep(outcome, word)
    return _begin(word, worker.number + worker.step, worker.step, inputs)


def _keep(outcome: Outcome, word: str) -> None:
    if not outcome.failed:
        return
    OUT.mkdir(parents=True, exist_ok=True)
    ending, data = made(word, outcome.number)
    file = OUT / f"{word}-{outcome.number}.{ending}"
    file.write_bytes(data)
    Path(f"{file}.why.txt").write_text(f"{outcome.why}\n{outcome.trace}", encoding="utf-8")


def main() -> None:
    """Fuzz as often as asked; exit status 1 if an input failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("inputs", type=int, nargs="?", default=5000, help="how many inputs")
    parser.add_argument("--seed", default="travaux", help="seed of the random changes")
    wanted = parser.parse_args()
    print(f"at most {SECONDS:.0f} s and {MEGABYTES} MB per input")
    result = fuzz(wanted.inputs, wanted.seed)
    print(result)
    sys.exit(1 if result.failures else 0)


if __name__ == "__main__":
    main()
