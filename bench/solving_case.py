"""The row of the speed table that begins with a case file on disk and ends with the report on the screen.

`python -m bench.solving_case [--seed N] [--text] [--preferences N]` profiles the same path function by function.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import io
import itertools
import json
import os
import pstats
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from bench.corpus import ROOT
from bench.solving_measure import ONE_THREAD, SEEDS, Told
from bench.solving_rows import Size
from bench.speed import Bar
from travaux.consensus.problem import NOBODY, Problem
from travaux.facts.loading import from_mapping
from travaux.facts.writing import write_case

__all__ = ["KINDS", "Kind", "case_of", "from_disk", "main"]

PARIS = Size(197, 1_000, 20_000, 1_000)
_REASONS = (
    "the statute now in force says otherwise",
    "parliament would have to agree and has not been asked",
    "producers and performers at home disagree among themselves",
    "no instructions beyond the present wording",
)


def case_of(size: Size, seed: int, *, satisfiable: bool, preferences: int = 0) -> dict[str, Any]:
    """A case in plain values, as a case file holds it, with the red lines and packages of a made-up problem.

    Args:
        satisfiable: whether a text is left.
        preferences: how many more positions, prefer or accept, of parties towards options that they like.
    """
    # One in four packages of the generator is "these two together or not at all", which is what a case can say.
    wide = Size(size.parties, size.issues, size.red_lines, 4 * size.packages)
    problem = wide.problem(seed, satisfiable=satisfiable, of_parties=True)
    sources = {f"s{number}": {"title": f"Report of meeting {number}"} for number in range(40)}
    return {
        "schema": "travaux-case/1",
        "sources": sources,
        "parties": [{"id": party, "name": f"Delegation {party}"} for party in problem.parties],
        "issues": [
            {"id": issue, "title": f"Question {issue}", "options": [{"id": option} for option in options]}
            for issue, options in zip(problem.issues, problem.options, strict=True)
        ],
        "positions": [*_red_lines(problem), *_preferences(problem, preferences, seed)],
        "packages": list(_packages(problem)),
    }


def _red_lines(problem: Problem) -> Iterator[dict[str, Any]]:
    for number, demand in enumerate(problem.demands):
        if demand.kind == "red_line":
            yield _position(problem, demand.party, demand.given[0], "red_line", number) | {
                "restraint": {"kind": demand.restraint, "reason": _REASONS[number % len(_REASONS)]}
            }


def _preferences(problem: Problem, count: int, seed: int) -> Iterator[dict[str, Any]]:
    """The pairs of party and cell that are worth most, less those with a red line, drawn with a good deal of chance."""
    random = np.random.default_rng(seed)
    taken = {(demand.party, demand.given[0]) for demand in problem.demands if demand.kind == "red_line"}
    order = np.argsort(-problem.value * random.uniform(size=problem.value.shape), axis=None, kind="stable")
    pairs = ((int(place) // problem.cells, int(place) % problem.cells) for place in order)
    free = (pair for pair in pairs if pair not in taken)
    for number, (party, cell) in zip(range(count), free, strict=False):
        yield _position(problem, party, cell, "accept" if number % 3 else "prefer", number)


def _position(problem: Problem, party: int, cell: int, stance: str, number: int) -> dict[str, Any]:
    issue, option = problem.name_of(cell)
    return {
        "party": problem.parties[party],
        "issue": issue,
        "option": option,
        "stance": stance,
        "date": f"20{10 + number % 5}-0{1 + number % 9}-1{number % 10}",
        "source": f"s{number % 40}",
        "evidence": "seen",
        "confidence": "high",
    }


def _packages(problem: Problem) -> Iterator[dict[str, Any]]:
    for one, other in itertools.pairwise(problem.demands):
        if one.kind == "package" and (one.given, one.needs) == (other.needs, other.given):
            names = [problem.name_of(cell) for cell in (*one.given, *one.needs)]
            points = [{"issue": issue, "option": option} for issue, option in names]
            by = {} if one.party == NOBODY else {"by": problem.parties[one.party]}
            yield by | {"points": points, "date": "2010-01-01", "source": "s0", "evidence": "seen"}


# --- the row ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of case: what to call it, whether a text is left, and positions besides the red lines."""

    name: str
    satisfiable: bool
    preferences: int = 0
    bar: str = ""


KINDS = (
    Kind("no text left", satisfiable=False, bar="5 s"),
    Kind("a text left", satisfiable=True, bar="5 s"),
    Kind("no text left, and 20,000 preferences on record", satisfiable=False, preferences=20_000),
)


def from_disk(size: Size = PARIS, seeds: Sequence[int] = SEEDS, kinds: Sequence[Kind] = KINDS) -> Iterator[Bar]:
    """`travaux consensus FOLDER`, the whole command, in several kinds of case."""
    for kind in kinds:
        yield _row(size, seeds if kind.bar else seeds[:1], kind)


def _row(size: Size, seeds: Sequence[int], kind: Kind) -> Bar:
    whole, parts, faults = [], [], []
    for seed in seeds:
        with TemporaryDirectory() as folder:
            file = _written(size, seed, Path(folder), kind)
            pages = [_command(file), _command(file, "--json")]
            whole.append(max(seconds for seconds, _ in pages))
            faults += [fault for fault in (_fault(pages[1][1], size, kind),) if fault]
            parts.append(_parts(file))
    median = statistics.median(whole)
    inside = ", ".join(f"{name} {statistics.median(each[name] for each in parts):.2f}" for name in parts[0])
    wrong = f"; WRONG: {'; '.join(dict.fromkeys(faults))}" if faults else ""
    text = f"{median:.2f} s, start included ({min(whole):.2f} to {max(whole):.2f}); of it {inside}{wrong}"
    work = f"{size}, from the case file to the report: {kind.name}"
    return Bar(work, text, "", kind.bar, median <= 5 and not faults) if kind.bar else Told(work, text, "", "", None)


def _written(size: Size, seed: int, folder: Path, kind: Kind) -> Path:
    case = folder / "case"
    value = case_of(size, seed, satisfiable=kind.satisfiable, preferences=kind.preferences)
    write_case(from_mapping(value, "case"), case)
    return case


def _command(case: Path, *options: str) -> tuple[float, str]:
    """CPU seconds of `travaux consensus CASE`, its start included, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = subprocess.run(
        [sys.executable, "-c", "from travaux.cli.main import run; run()", "consensus", str(case), *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, **ONE_THREAD, "COLUMNS": "120"},
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if answer.returncode:
        raise RuntimeError(f"travaux consensus ended with {answer.returncode}: {answer.stderr[-300:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, answer.stdout


def _fault(printed: str, size: Size, kind: Kind) -> str:
    """What is missing in the JSON report."""
    row = json.loads(printed)
    wanted = ("packages",) if kind.satisfiable else ("blocking_sets", "concessions")
    missing = [name for name in wanted if not row[name]]
    if missing:
        return f"no {' and no '.join(missing)} in the report"
    drawn = sum(len(option["red_line"]) for issue in row["issues"] for option in issue["options"])
    return "" if drawn == size.red_lines else f"{drawn} of {size.red_lines} red lines in the report"


def _parts(case: Path) -> dict[str, float]:
    """CPU seconds of each step, in this process, where everything has been imported."""
    import travaux.consensus as engine
    from travaux.cli.consensus_page import finding_page
    from travaux.cli.output import page
    from travaux.facts.opening import open_case

    taken: dict[str, float] = {}

    def step(name: str, work: Any) -> Any:
        begun = time.process_time()
        result = work()
        taken[name] = time.process_time() - begun
        return result

    view = step("loading", lambda: open_case(case))
    finding = step("finding", lambda: engine.consensus(view))
    step("JSON", lambda: json.dumps(engine.row(finding)))
    with contextlib.redirect_stdout(io.StringIO()):
        step("page", lambda: _printed(finding_page, page, finding, str(case)))
    return taken


def _printed(finding_page: Any, page: Any, finding: Any, source: str) -> None:
    with page() as console:
        finding_page(console, finding, source)


def main() -> None:
    """Profile the path from the case file to the report."""
    parser = argparse.ArgumentParser(prog="python -m bench.solving_case", description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--text", action="store_true", help="a case in which a text is left")
    parser.add_argument("--preferences", type=int, default=0, help="positions besides the red lines")
    parser.add_argument("--lines", type=int, default=45, help="functions to print")
    wanted = parser.parse_args()
    with TemporaryDirectory() as folder:
        kind = Kind("profile", wanted.text, wanted.preferences)
        case = _written(PARIS, wanted.seed, Path(folder), kind)
        print(f"{(case / 'case.yaml').stat().st_size / 1e6:.1f} MB")
        print("not profiled:", {name: round(seconds, 2) for name, seconds in _parts(case).items()})
        profile = cProfile.Profile()
        profile.runcall(_parts, case)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(wanted.lines)
    pstats.Stats(profile).sort_stats("tottime").print_stats(wanted.lines)


if __name__ == "__main__":
    main()
