"""The speed bars, each as a ratio against a named peer in the same run: `python -m bench.speed` (`make bench`).

Times are CPU seconds, the best of several, since machines are shared. Nothing fails when a bar is missed: the table
says so.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

import travaux
from bench.corpus import CORPUS, ROOT, draft
from bench.make_docx import benchmark_document, walk_with_python_docx

GENEVA = "unfccc-adp-2015-02-12-geneva-negotiating-text.pdf"
REPORT = ROOT / "docs" / "_generated" / "speed.md"
PARAGRAPH = (
    "{n}. Each Party [shall][should][, subject to paragraph {n},] keep [a register [open to all]] "
    "of [samples / specimens] [US/JP propose; CL oppose: deposited in its territory] for [x] years.\n\n"
)
BRACKETS = PARAGRAPH.count("[")


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the table: the work, what was measured, the peer, and the bar."""

    work: str
    measured: str
    peer: str
    bar: str
    met: bool | None

    @property
    def verdict(self) -> str:
        """`met`, `missed`, or why nothing was measured."""
        return "not measured" if self.met is None else "met" if self.met else "missed"


def best(work: Callable[[], object], times: int = 5) -> float:
    """The least CPU time in seconds of several runs."""
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def beside(peer: Callable[[], object], work: Callable[[], object], times: int = 7) -> tuple[float, float]:
    """The least CPU time of a peer and of the work, run by turns so that a busy machine slows both."""
    taken = [(best(peer, 1), best(work, 1)) for _ in range(times)]
    return min(bare for bare, _ in taken), min(ours for _, ours in taken)


def bare_text(file: Path) -> int:
    """What pypdfium2 needs for the words alone; the number of characters."""
    pages = pypdfium2.PdfDocument(file)
    return sum(len(pages[number].get_textpage().get_text_range()) for number in range(len(pages)))


def geneva() -> Bar:
    """The 86-page PDF against the bare text from pypdfium2."""
    work, bar = "86-page Geneva PDF to tree", "at most 5 times (aim at 3)"
    if CORPUS is None:
        return Bar(work, "the drafts are absent", "", bar, None)
    file = draft(GENEVA)
    bare, ours = beside(lambda: bare_text(file), lambda: travaux.read(file))
    measured = f"{ours:.2f} s = {ours / bare:.1f} times"
    return Bar(work, measured, f"pypdfium2 bare text {bare:.2f} s", bar, ours <= 5 * bare)


def word() -> Bar:
    """A 300-page Word file against walking its runs with python-docx."""
    work, bar = "300-page DOCX to tree", "at least 8 times faster; at most 1 s"
    data = benchmark_document()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "draft.docx"
        file.write_bytes(data)
        walked, ours = beside(lambda: walk_with_python_docx(data), lambda: travaux.read(file), 3)
        bare, _ = beside(lambda: walk_with_python_docx(data, run_styles=False), lambda: None, 1)
    met = ours <= 1 and walked >= 8 * ours
    peer = f"python-docx: text, marks and style of each run {walked:.2f} s (run styles not asked for: {bare:.2f} s)"
    return Bar(work, f"{ours:.2f} s = {walked / ours:.1f} times faster", peer, bar, met)


def brackets() -> Iterator[Bar]:
    """1,600 brackets from ready text, and how the time grows to 100 times that."""
    sizes = {}
    for factor in (1, 10, 100):
        words = "".join(PARAGRAPH.format(n=n + 1) for n in range(factor * 1600 // BRACKETS))
        sizes[factor] = best(lambda words=words: travaux.read_text(words), 5 if factor == 1 else 2)  # type: ignore[misc]
    yield Bar("1,600 brackets from ready text", f"{sizes[1]:.3f} s", "", "at most 0.15 s", sizes[1] <= 0.15)
    for factor in (10, 100):
        growth = sizes[factor] / sizes[1]
        measured = f"{sizes[factor]:.2f} s = {growth:.1f} times"
        # Linear growth: no more than a quarter above it, for the garbage collector and the caches of the machine.
        bar, met = f"linear (at most {1.25 * factor:.0f} times)", growth <= 1.25 * factor
        yield Bar(f"- {factor} times as many", measured, "1,600 brackets", bar, met)


def start(arguments: list[str]) -> float:
    """CPU seconds of a Python process with these arguments, the best of five."""
    taken = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


def starting() -> Iterator[Bar]:
    """`import travaux` and `travaux --help`, beside a Python that does nothing."""
    nothing = start(["-c", "pass"])
    for work, arguments in (
        ("import travaux", ["-c", "import travaux"]),
        ("travaux --help", ["-c", "from travaux.cli.main import run; run()", "--help"]),
    ):
        ours = start(arguments)
        measured = f"{ours:.2f} s = {ours / nothing:.1f} times"
        yield Bar(work, measured, f"python -c pass {nothing:.2f} s", "at most 0.25 s CPU", ours <= 0.25)


def table(bars: list[Bar]) -> str:
    """The rows as a Markdown table, readable in a terminal too."""
    rows = [("work", "measured", "peer", "bar", "verdict")]
    rows += [(bar.work, bar.measured, bar.peer, bar.bar, bar.verdict) for bar in bars]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in padded]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table and write it to the documentation."""
    bars = [geneva(), word(), *brackets(), *starting()]
    print(table(bars))
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(table(bars), encoding="utf-8")


if __name__ == "__main__":
    main()
