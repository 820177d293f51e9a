"""The rows of the speed table beside NegMAS: frontier, Nash, welfare and maximin of whole outcome spaces.

Both sides read the same file of values, in a process of their own on one thread. Values are multiples of 2**-20, so
that sums are exact and both must give the same points to the last bit. NegMAS lists every outcome; our frontier is put
together issue by issue, which is where most of the difference comes from, and is possible as no demand ties issues.

    python -m bench.solving_peer VALUES.npz      our side: prints one line of JSON, as bench/negmas_peer.py does
"""

from __future__ import annotations

import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.corpus import ROOT
from bench.peer_figures import STEP, digest, peak_megabytes
from bench.solving_measure import ONE_THREAD, SEEDS
from bench.speed import Bar

__all__ = ["PEER", "Race", "against_negmas", "ours", "random_values"]

PEER = Path(os.environ.get("NEGMAS_PYTHON", ROOT / ".venv-negmas" / "bin" / "python"))
"""The interpreter that has NegMAS; `make bench` makes its environment."""
LIMIT = 300
"""CPU seconds for one run of either side."""
_PATIENCE = 1_000.0
"""Seconds by the clock for one run, since machines are shared."""
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Race:
    """One row: a domain, how many seeds, and how many times faster we have to be."""

    parties: int
    issues: int
    seeds: int
    times: float

    def __str__(self) -> str:
        count = 4**self.issues
        outcomes = "10^6" if count == 4**10 else f"{count:,}"
        return f"{outcomes} outcomes, {self.parties} parties: frontier, Nash, welfare, maximin"


# From five parties on NegMAS takes so long that one seed must do.
RACES = (Race(2, 10, 3, 25), Race(3, 10, 3, 25), Race(5, 10, 1, 25), Race(10, 8, 1, 150))


def random_values(parties: int, issues: int, seed: int) -> NDArray[np.float64]:
    """Worths from 0 to 1 of four options of each issue, parties x issues x options."""
    chance = np.random.default_rng(seed).uniform(size=(parties, issues, 4))
    return np.floor(chance / STEP) * STEP


def against_negmas(
    races: Sequence[Race] = RACES, seeds: Sequence[int] = SEEDS, peer: Path | None = None
) -> Iterator[Bar]:
    """Each race, both sides once for each seed."""
    python = peer or PEER
    for race in races:
        sides = [_both(race, seed, python) for seed in seeds[: race.seeds]]
        yield _row(race, [mine for mine, _ in sides], [theirs for _, theirs in sides], python)


def _both(race: Race, seed: int, python: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "values.npz"
        np.savez(file, values=random_values(race.parties, race.issues, seed))
        theirs = _run(python, "bench.negmas_peer", file) if python.exists() else {}
        return _run(Path(sys.executable), "bench.solving_peer", file), theirs


def _run(python: Path, module: str, file: Path) -> dict[str, Any]:
    """What a side prints; if it does not come to an end, only the `spent` CPU seconds and why."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        answer = subprocess.run(
            [str(python), "-W", "ignore", "-m", module, str(file)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, **ONE_THREAD},
            timeout=_PATIENCE,
            preexec_fn=_limited,
            check=False,
        )
        if not answer.returncode:
            found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
            return found
        late = answer.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
        why = "no result" if late else (answer.stderr.strip().splitlines() or ["no message"])[-1]
    except subprocess.TimeoutExpired:
        why = "no result"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"why": why, "spent": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT + 5))


def _row(race: Race, mine: Sequence[dict[str, Any]], theirs: Sequence[dict[str, Any]], python: Path) -> Bar:
    bar = f"{race.times:.0f} times faster, a quarter of the memory, the same frontier"
    broken = next((each["why"] for each in mine if "why" in each), "")
    if broken:
        return Bar(str(race), f"failed: {broken}", "", bar, False)
    measured = f"{_median(mine, 'seconds'):.2f} s, {_memory(mine)}"
    if not all("seconds" in each for each in theirs):
        why = next((each["why"] for each in theirs if "why" in each), f"it is not there ({python.name}): make bench")
        spent = max((each.get("spent", 0.0) for each in theirs), default=0.0)
        after = f" after {spent:.0f} s of CPU time" if spent else ""
        return Bar(str(race), measured, f"NegMAS 0.16.0: {why}{after}", bar, None)
    ratio = statistics.median(b["seconds"] / a["seconds"] for a, b in zip(mine, theirs, strict=True))
    whole = _median(mine, "megabytes") / _median(theirs, "megabytes")
    net = _net(mine) / _net(theirs)
    differs = [name for a, b in zip(mine, theirs, strict=True) for name in _differences(a, b)]
    points = "/".join(each["frontier"].split()[0] for each in mine)
    same = f"DIFFERENT {', '.join(dict.fromkeys(differs))}" if differs else f"the same frontier ({points} points)"
    memory = f"{measured} = {net:.2f} of its memory, imports left out ({whole:.2f} with)"
    words = f"{ratio:.0f} times faster; {memory}; {same}"
    peer = f"NegMAS 0.16.0 {_median(theirs, 'seconds'):.1f} s, {_memory(theirs)}"
    return Bar(str(race), words, peer, bar, ratio >= race.times and net <= 0.25 and not differs)


def _median(side: Sequence[Mapping[str, Any]], name: str) -> float:
    return float(statistics.median(each[name] for each in side))


def _net(side: Sequence[Mapping[str, Any]]) -> float:
    return float(statistics.median(each["megabytes"] - each["imported"] for each in side))


def _memory(side: Sequence[Mapping[str, Any]]) -> str:
    return f"{_median(side, 'megabytes'):.0f} MB (imports {_median(side, 'imported'):.0f})"


def _differences(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[str]:
    if mine["frontier"] != theirs["frontier"]:
        yield "frontier"
    for name in ("nash", "welfare", "maximin"):
        if abs(mine[name] - theirs[name]) > _CLOSE * max(1.0, abs(theirs[name])):
            yield name


def ours(values: NDArray[np.float64]) -> dict[str, Any]:
    """Our side: CPU seconds of posing the problem and finding the points, memory after the imports and at the peak."""
    from travaux.consensus.frontier import frontier
    from travaux.consensus.problem import Problem

    imported = peak_megabytes()
    started = time.process_time()
    parties, issues, options = values.shape
    unknown = np.zeros((parties, issues * options), dtype=bool)
    problem = Problem(
        parties=tuple(f"p{party}" for party in range(parties)),
        issues=tuple(f"i{issue}" for issue in range(issues)),
        options=(tuple(f"o{option}" for option in range(options)),) * issues,
        value=values.reshape(parties, -1),
        known=~unknown,
        opposed=unknown,
    )
    found = frontier(problem, most_parties=parties, most_outcomes=options**issues)
    seconds = time.process_time() - started
    held = peak_megabytes()
    points = found.points
    return {
        "seconds": seconds,
        "imported": imported,
        "megabytes": held,
        "frontier": digest(points),
        "nash": float(np.prod(points[found.nash])),
        "welfare": float(points[found.welfare].sum()),
        "maximin": float(points[found.maximin].min()),
    }


if __name__ == "__main__":
    print(json.dumps(ours(np.load(sys.argv[1])["values"])))
