"""Many visitors at once, while facts are entered: `python -m bench.load [SECONDS]` (`make load`).

Readers of different roles open pages of the demonstration, each on a connection of its own, one page after the other
without a pause; meanwhile one fact a second is entered into the case they read, so that pages are made anew.
"""

from __future__ import annotations

import http.client
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from bench.serving import served, signed_in

SECONDS, VISITORS, SEED = 20.0, 20, 36
PAGES = ("/c/avp/", "/c/avp/text/", "/c/avp/issue/a12/", "/c/avp/positions/", "/c/avp/consensus/", "/c/avp/record/",
         "/c/typefaces/", "/c/typefaces/text/", "/c/typefaces/changes/")  # fmt: skip
_WRITER = """
import itertools, sys, time
from pathlib import Path
from travaux.server.starting import set_up
set_up(None, Path(sys.argv[1]))
from travaux.facts import identified
from travaux.facts.model import Position
from travaux.server.register import enter, fact_act
until = time.monotonic() + float(sys.argv[2])
for n in itertools.count(1):
    if time.monotonic() > until:
        break
    said = Position(party="us", issue="a12", option="silent", stance="oppose", words=f"turn {n}")
    fact = identified("positions", said)
    enter("avp", [fact_act("positions", fact)], "bench")
    time.sleep(1)
print(n - 1)
"""


@dataclass
class Seen:
    """What the visitors saw: seconds of each answer by page, and what was no page."""

    times: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def main(seconds: float = SECONDS) -> int:
    """Print what the visitors saw.

    Returns:
        1 if any answer was none, else 0.
    """
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "state"
        with served(state) as (port, _, passwords):
            cookies = {name: signed_in(port, name, word) for name, word in passwords.items()}
            writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(state), str(seconds)], stdout=subprocess.PIPE)
            seen = _visited(port, [cookies[name] for name in sorted(cookies)], seconds)
            entered = int(writer.communicate(timeout=60)[0] or 0)
    _print(seen, seconds, entered)
    return 1 if seen.wrong or writer.returncode else 0


def _visited(port: int, cookies: list[str], seconds: float) -> Seen:
    seen = Seen()
    until = time.monotonic() + seconds
    chances = [random.Random(SEED + number) for number in range(VISITORS)]
    threads = [
        threading.Thread(target=_visit, args=(port, cookies[number % len(cookies)], until, chance, seen))
        for number, chance in enumerate(chances)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def _visit(port: int, cookie: str, until: float, chance: random.Random, seen: Seen) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < until:
        page = chance.choice(PAGES)
        started = time.perf_counter()
        try:
            connection.request("GET", page, headers={"Cookie": cookie})
            response = connection.getresponse()
            response.read()
            said = "" if response.status == 200 else f"{page}: {response.status}"
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            said = f"{page}: {error!r}"
        with seen.lock:
            seen.times.setdefault(page, []).append(time.perf_counter() - started)
            seen.wrong += [said] if said else []


def _print(seen: Seen, seconds: float, entered: int) -> None:
    everything = [taken for times in seen.times.values() for taken in times]
    print(f"{VISITORS} visitors for {seconds:.0f} s, {entered} facts entered meanwhile: {len(everything)} answers, "
          f"{len(everything) / seconds:.0f} a second, {len(seen.wrong)} of them wrong; "
          f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")  # fmt: skip
    print("\n".join(_rows(seen.times)))
    print("\n".join(seen.wrong[:10]))


def _rows(times: Mapping[str, list[float]]) -> Iterable[str]:
    yield f"{'page':24}{'answers':>9}{'median':>10}{'95 %':>10}{'longest':>10}"
    for page, taken in sorted(times.items()):
        most = quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
        yield f"{page:24}{len(taken):>9}{median(taken):>9.3f}s{most:>9.3f}s{max(taken):>9.3f}s"


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:2])))
