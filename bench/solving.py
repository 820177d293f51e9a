"""The speed of the consensus engine, bar by bar, NegMAS in the same run: `python -m bench.solving` (`make bench`).

Times are CPU seconds on one thread: for each seed the best of several where a run is short, then the median of three
seeds; the span in brackets is from the fastest to the slowest seed. Every answer is checked another way before its time
counts. Nothing fails when a bar is missed: the table says so. Each part runs in a process of its own.

    python -m bench.solving               all parts, some minutes
    python -m bench.solving nash hard     only these
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from bench.corpus import ROOT
from bench.solving_measure import ONE_THREAD, Told
from bench.speed import Bar, table

__all__ = ["PARTS", "main", "part", "show"]

REPORT = ROOT / "docs" / "_generated" / "solving.md"
PATIENCE = 3_600.0
"""Seconds by the clock for one part; the longest takes a tenth of it on an idle machine."""
PARTS = {
    "deadlock": "a text, or concessions and blocking sets",
    "disk": "from the case file to the report",
    "ninety": "mandates at 90 %",
    "ninety-five": "mandates at 95 %",
    "nash": "Nash",
    "maximin": "maximin",
    "negmas": "the frontier, against NegMAS",
    "hard": "hard mode",
}


def rows_of(name: str) -> Iterator[Bar]:
    """Work out the rows of one part, here and now."""
    # Each part loads only what it uses, for the memory of one is measured.
    if name == "disk":
        from bench.solving_case import from_disk

        return from_disk()
    if name == "negmas":
        from bench.solving_peer import against_negmas

        return against_negmas()
    from bench import solving_rows as rows

    made: dict[str, Callable[[], Iterator[Bar]]] = {
        "deadlock": rows.deadlocks,
        "ninety": rows.mandates_ninety,
        "ninety-five": rows.mandates_ninety_five,
        "nash": rows.nash_points,
        "maximin": rows.maximin_loose,
        "hard": rows.hard_mode,
    }
    return made[name]()


def part(name: str, command: Sequence[str] = (), patience: float = PATIENCE) -> list[Bar]:
    """The rows of one part, from a process of its own; what ends it early stands in the last row, which is missed.

    Args:
        command: what to run instead, for tests.
        patience: seconds of wall time.
    """
    arguments = [*(command or (sys.executable, "-m", "bench.solving", "--inside")), name]
    rows: list[Bar] = []
    running = subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, **ONE_THREAD}
    )
    try:
        printed, complaint = running.communicate(timeout=patience)
        why = f"ended with {running.returncode}: {_last(complaint)}" if running.returncode else ""
    except subprocess.TimeoutExpired:
        running.kill()
        printed, _ = running.communicate()
        why = f"stopped after {patience:.0f} s"
    for line in printed.splitlines():
        row = json.loads(line)
        rows.append((Told if row.pop("told") else Bar)(**row))
    if why:
        rows.append(Bar(f"{PARTS.get(name, name)}, the rest", why, "", "", False))
    return rows


def _last(words: str) -> str:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


def print_rows(rows: Iterable[Bar]) -> None:
    """One line of JSON for each row, as soon as it is there."""
    for row in rows:
        print(json.dumps(asdict(row) | {"told": isinstance(row, Told)}), flush=True)


def show(rows: Sequence[Bar], console: Console | None = None) -> None:
    """The table in a terminal, as wide as that is, and how many bars were met."""
    console = console or Console()
    grid = Grid(box=SIMPLE, show_lines=True, padding=(0, 1))
    for column, ratio in (("work", 4), ("measured", 5), ("peer", 2), ("bar", 3)):
        grid.add_column(column, ratio=ratio, overflow="fold")
    grid.add_column("verdict", no_wrap=True)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in (row.work, row.measured, row.peer, row.bar, row.verdict)))
    console.print(grid)
    counts = Counter(row.verdict for row in rows if row.verdict)
    console.print(", ".join(f"{verdict}: {count}" for verdict, count in counts.items()))


def main() -> None:
    """Print the table and write it to the documentation."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.solving", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; all by default")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    unknown = [name for name in wanted.parts if name not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}")
    if wanted.inside:
        print_rows(row for name in wanted.parts for row in rows_of(name))
        return
    rows: list[Bar] = []
    for name in wanted.parts or PARTS:
        sys.stderr.write(f"{PARTS[name]} …\n")
        rows += part(name)
    show(rows)
    if not wanted.parts:
        REPORT.parent.mkdir(parents=True, exist_ok=True)
        REPORT.write_text(table(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
