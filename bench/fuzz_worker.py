"""One worker of the fuzzer: reads its share of the inputs and tells how each ended."""

from __future__ import annotations

import random
import re
import resource
import time
import traceback
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import travaux
from bench.mutations import mutated
from bench.seeds import Seed, seeds
from travaux.text.instrument import Instrument
from travaux.text.report import summary

__all__ = ["MEGABYTES", "SECONDS", "Outcome", "made", "read_one", "work"]

SECONDS = 2.0
MEGABYTES = 180
_CEILING = 2 << 30
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one input ended: `read`, `refused` (a TravauxError), or `failed`; CPU seconds and memory taken in MB."""

    number: int
    ending: str
    verdict: str
    why: str = ""
    trace: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0

    @property
    def failed(self) -> bool:
        """True if the input broke one of the promises."""
        return self.verdict == "failed"


def made(word: str, number: int) -> Seed:
    """Input `number` of the run with this seed word: always the same."""
    chance = random.Random(f"{word}-{number}")
    return mutated(chance.choice(_seeds()), chance)


@cache
def _seeds() -> tuple[Seed, ...]:
    return seeds()


def work(line: Connection, word: str, first: int, step: int, inputs: int) -> None:
    """Read every `step`-th input from `first` on and send an `Outcome` for each."""
    resource.setrlimit(resource.RLIMIT_AS, (_CEILING, _CEILING))
    with TemporaryDirectory() as folder:
        for number in range(first, inputs, step):
            line.send(read_one(Path(folder), made(word, number), number))


def read_one(folder: Path, seed: Seed, number: int) -> Outcome:
    """Write the input to a file, read it, ask it everything, and say how that ended."""
    ending, data = seed
    file = folder / f"input.{ending}"
    file.write_bytes(data)
    _forget_peak()
    held = _peak()
    started = time.process_time()
    verdict = why = trace = ""
    try:
        why = _broken(travaux.read(file))
        verdict = "failed" if why else "read"
    except travaux.TravauxError:
        verdict = "refused"
    except BaseException as error:
        verdict, why, trace = "failed", f"{type(error).__name__}: {error}"[:300], traceback.format_exc()[-4000:]
    seconds, megabytes = time.process_time() - started, _peak() - held
    if verdict != "failed" and (seconds > SECONDS or megabytes > MEGABYTES):
        verdict, why = "failed", f"{seconds:.2f} s CPU and {megabytes:.0f} MB"
    return Outcome(number, ending, verdict, why, trace, seconds, megabytes)


def _broken(text: Instrument) -> str:
    """Which promise the text breaks; empty if none."""
    marks, kept = text.marks, text.conservation
    if kept.lost:
        return f"characters lost: {kept}"
    if kept.source_characters != kept.in_tree + kept.dropped:
        return f"characters do not add up: {kept}"
    if marks.open != marks.paired + marks.unclosed + marks.not_negotiation:
        return f"opening marks do not add up: {marks}"
    if marks.close != marks.paired + marks.stray + marks.not_negotiation:
        return f"closing marks do not add up: {marks}"
    issues, _ = text.issues(), summary(text)
    if len({issue.id for issue in issues}) != len(issues):
        return "two choices have one id"
    return "choosing everything left a choice" if text.choose({}, rest="keep").issues() else ""


def _forget_peak() -> None:
    """Begin the kernel's count of the highest memory anew, where it can (Linux)."""
    if _CLEAR.exists():
        _CLEAR.write_text("5")


def _peak() -> float:
    """Highest memory since `_forget_peak` in MB; since the process began where the kernel cannot say."""
    if _STATUS.exists():
        found = re.search(r"VmHWM:\s*(\d+) kB", _STATUS.read_text())
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
