"""How many facts a second are written, chained and on the disk; and how long the demonstration takes to start."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.serving import served
from bench.speed import Bar

FACTS = 300
_WRITER = """
import sys, time
from pathlib import Path
from travaux.server.serving import made_ready
state = Path(sys.argv[1])
made_ready(None, state, ("avp",), samples=False)
from travaux.facts import identified
from travaux.facts.model import Position
from travaux.server.register import enter, fact_act, verify
facts = [identified("positions", Position(party="us", issue="a12", option="silent", stance="oppose", words=f"turn {n}"))
         for n in range(int(sys.argv[2]))]
started = time.perf_counter()
for fact in facts:
    enter("avp", [fact_act("positions", fact)], "bench")
print(time.perf_counter() - started)
assert not verify().faults
"""


def rows(folder: Path) -> Iterator[Bar]:
    """Facts written one at a time, and the second start of the demonstration."""
    command = [sys.executable, "-c", _WRITER, str(folder / "writing"), str(FACTS)]
    taken = float(subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout)
    rate = FACTS / taken
    yield Bar("a fact written, chained, synced to the disk", f"{rate:.0f} a second", "", "100 a second", rate >= 100)
    state = folder / "demo"
    first = _until_it_answers(state)
    second = _until_it_answers(state)
    yield Bar("travaux serve until a page is there, first time", f"{first:.1f} s", "", "180 s with downloads",
              first <= 180)  # fmt: skip
    yield Bar("- the second time", f"{second:.1f} s", "", "5 s", second <= 5)


def _until_it_answers(state: Path) -> float:
    started = time.perf_counter()
    (state / "printed.txt").unlink(missing_ok=True)
    with served(state) as (port, _, _), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as page:
        page.read()
        return time.perf_counter() - started
