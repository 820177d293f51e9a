"""Writers that are killed in the middle of their work: what was acknowledged must be there afterwards.

    python -m bench.crash 500

A nursery sets Django up once and forks a writer for each round. The writer enters facts and says the number of each
entry as soon as `enter` returns; after a random time it is killed with SIGKILL. Then the register is opened afresh, as
a server would on its start, and everything is checked.
"""

from __future__ import annotations

import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST = 0.3  # seconds that a writer lives after its first acknowledged entry
CASE = "talks"


def write(told: int) -> None:
    """Enter facts, and files now and then, until killed; say each number that was acknowledged."""
    from travaux.facts.model import Position, TextVersion
    from travaux.server.register import enter, fact_act

    me, turn = os.getpid(), 0
    while True:
        turn += 1
        acts = [fact_act("positions", Position(party="us", issue="a12", option=f"{me}-{turn}", stance="accept"))]
        if turn % 5 == 0:
            name = f"{me}-{turn}.txt"
            acts.append(fact_act("texts", TextVersion(file=name), name.encode() * 3000))
        found = enter(CASE, acts, "writer")
        os.write(told, f"{found[-1].number}\n".encode())


def nursery(address: str, state: str) -> None:
    """Fork a writer for each line that comes in; say its process id, then what it says, on standard output."""
    from travaux.server.starting import set_up

    set_up(address, Path(state), migrate=False)
    import travaux.server.register.entering  # noqa: F401 - loaded once, before the forks

    print("ready", flush=True)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            os.write(1, f"pid {os.getpid()}\n".encode())
            write(1)
        os.waitpid(child, 0)
        print("gone", flush=True)


@contextmanager
def nursery_at(address: str, state: Path) -> Iterator[subprocess.Popen[str]]:
    """A nursery of writers on a register; it ends with the context."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("TRAVAUX_", "DJANGO_"))}
    command = [sys.executable, "-c", "import sys; from bench.crash import nursery; nursery(*sys.argv[1:])"]
    process = subprocess.Popen(
        [*command, address, str(state)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=kept,
        cwd=Path(__file__).resolve().parents[1],
    )  # fmt: skip
    try:
        assert process.stdout is not None
        if process.stdout.readline() != "ready\n":
            raise RuntimeError("the nursery did not start")
        yield process
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=30)


def killed(process: subprocess.Popen[str], after: float) -> tuple[int, ...]:
    """Let one writer write and kill it some seconds after its first acknowledged entry; the numbers it was told."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    said = process.stdout.readline().split()
    if not said or said[0] != "pid":
        raise RuntimeError(f"no writer came to life: {said}")
    lines = [process.stdout.readline()]
    time.sleep(after)
    os.kill(int(said[1]), signal.SIGKILL)
    while lines[-1] != "gone\n":
        if not lines[-1]:
            raise RuntimeError("the nursery is gone")
        lines.append(process.stdout.readline())
    return tuple(int(line) for line in lines[:-1])


def opened(address: str, state: Path) -> None:
    """Set Django up in this process and open the case that the writers write into."""
    from travaux.server.starting import set_up

    set_up(address, state)
    from travaux.facts import from_mapping
    from travaux.server.register import open_case_as

    open_case_as(CASE, from_mapping({"schema": "travaux-case/1"}), "desk")


def missing(numbers: tuple[int, ...]) -> list[int]:
    """Those of the numbers that are not in the register."""
    from travaux.server.register.models import Entry

    there = set(Entry.objects.filter(number__in=numbers).values_list("number", flat=True))
    return sorted(set(numbers) - there)


def ready_after() -> float:
    """Seconds until a connection that is made now has the case and can enter into it."""
    from django.db import connection

    from travaux.server.register import Act, enter, kept

    connection.close()
    start = time.perf_counter()
    kept(CASE)
    enter(CASE, [Act("published", {})], "desk")
    return time.perf_counter() - start


def main(times: int) -> int:
    """Kill writers so many times; 1 if anything acknowledged was lost or the chain broke."""
    dice = random.Random(20261123)
    with tempfile.TemporaryDirectory(prefix="travaux-crash-") as name:
        folder = Path(name)
        address = f"sqlite:///{folder / 'register.sqlite3'}"
        opened(address, folder)
        from travaux.server.register import verify

        waits: list[float] = []
        acknowledged = lost = broken = 0
        with nursery_at(address, folder) as process:
            for turn in range(1, times + 1):
                numbers = killed(process, dice.uniform(0, LONGEST))
                waits.append(ready_after())
                acknowledged += len(numbers)
                lost += len(missing(numbers))
                if turn % 10 == 0 or turn == times:
                    broken += not verify().whole
                    print(f"\r{turn} of {times} killed", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
        verdict = verify()
        print(f"killed with SIGKILL: {times} times; entries acknowledged: {acknowledged:,}; lost: {lost}")
        print(f"the chain of {verdict.entries:,} entries: {'whole' if verdict.whole and not broken else 'broken'}")
        print(f"ready again: median {statistics.median(waits) * 1000:.1f} ms, longest {max(waits) * 1000:.1f} ms")
        print("(ready: a new connection has read the case and entered something)")
    return 1 if lost or broken or not verdict.whole else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
