"""How often the links of provisions agree with labels made by hand: `python -m bench.links [--show]`.

The labels (`tests/labels/paris-links.csv`) give places in five drafts; each is looked up among the units that Travaux
reads, by its number and its first words. For the provision that was sampled all links count, pair by pair. Nothing is
tuned to the held-out labels, and their disagreements are never listed.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pypdfium2

from bench.corpus import CORPUS, ROOT, draft, read
from travaux.text.comparing.aligning import align
from travaux.text.comparing.model import Link
from travaux.text.comparing.printed import Printed, printed

__all__ = ["Sampled", "Score", "provisions", "rows", "sampled", "text"]

LABELS = ROOT / "tests" / "labels" / "paris-links.csv"
BAR = 0.9
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sampled:
    """One provision that was labelled: its unit, side and drafts, the pairs labelled and the pairs found."""

    id: str
    kind: str
    unit: int
    side: str
    files: tuple[str, str]
    labelled: frozenset[Pair]
    found: frozenset[Pair]
    score: float


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of units over several provisions."""

    name: str
    labelled: int
    found: int
    right: int
    lost: int = 0
    bar: float = 0.0

    @property
    def precision(self) -> float:
        """Share of the found that is labelled; 1 if nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the labelled that was found; 1 if nothing is labelled."""
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def sampled(part: str) -> tuple[list[Sampled], int]:
    """The labelled provisions of one part, and how many could not be found in the text that Travaux reads."""
    groups: dict[str, list[dict[str, str]]] = {}
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["part"] == part:
                groups.setdefault(row["id"], []).append(row)
    found, lost = [], 0
    for name, rows in groups.items():
        one = _sampled(name, rows)
        found += [one] if one else []
        lost += one is None
    return found, lost


def _sampled(name: str, labels: list[dict[str, str]]) -> Sampled | None:
    side = labels[0]["sampled_from"]
    here = _unit(labels[0], side)
    files = _files(labels[0])
    there = [(_unit(row, "old"), _unit(row, "new")) for row in labels if row["old_file"] and row["new_file"]]
    if here is None or any(unit is None for pair in there for unit in pair):
        return None
    old, new = provisions(files[0]), provisions(files[1])
    whole = old[here] if side == "old" else new[here]
    links = _links(*files)
    pairs = ((old[one], new[other]) for link in links for one in link.old for other in link.new)
    mine = frozenset(pair for pair in pairs if pair[side == "new"] == whole)
    labelled = frozenset((old[one], new[other]) for one, other in there if one is not None and other is not None)
    score = next(link.score for link in links if here in (link.old if side == "old" else link.new))
    return Sampled(name, labels[0]["kind"], whole, side, files, labelled, mine, score)


@cache
def provisions(name: str) -> list[int]:
    """For each unit the provision it belongs to: a plain paragraph belongs to the numbered one above it."""
    units = text(name).units
    return [
        unit.parent if not unit.begins and unit.parent >= 0 and units[unit.parent].level > _ARTICLE else index
        for index, unit in enumerate(units)
    ]


_ARTICLE = 40
_CHAIN = (
    "unfccc-2014-12-14-lima-elements-decision-1cp20.txt",
    "unfccc-adp-2015-02-12-geneva-negotiating-text.pdf",
    "unfccc-2015-10-23-draft-agreement.md",
    "unfccc-2015-12-09-draft-paris-outcome.md",
    "unfccc-2015-12-12-adopted-paris-agreement.md",
)


def _files(row: dict[str, str]) -> tuple[str, str]:
    """The pair of drafts, of which an added or dropped provision names only one."""
    old, new = row["old_file"], row["new_file"]
    return (old or _CHAIN[_CHAIN.index(new) - 1]), (new or _CHAIN[_CHAIN.index(old) + 1])


@cache
def _links(old: str, new: str) -> list[Link]:
    return align(text(old), text(new))


@cache
def text(name: str) -> Printed:
    """A draft as printed."""
    return printed(read(name).body)


@cache
def _openings(name: str) -> list[str]:
    """The letters with which each unit begins, its number first."""
    whole = text(name)
    return [_letters(unit.number + " " + whole.text(index)) for index, unit in enumerate(whole.units)]


def _letters(words: str) -> str:
    return "".join(sign for sign in _NOT_OPENING.sub("", words).lower() if sign.isalnum())[:120]


# Notes and markup, and the labels of options, which may stand before or after the number.
_NOT_OPENING = re.compile(r"\[\^\w+\]|<[^>]+>|\(chapeau\)|\bOption \(?\w{1,3}\)?\w*\s*:")


def _unit(row: dict[str, str], side: str) -> int | None:
    """The unit at a labelled place: the one that begins with most of the letters that stand there."""
    name = row[f"{side}_file"]
    number = _letters(row[f"{side}_number"])
    if number.startswith("article"):
        units = text(name).units
        named = (n for n, unit in enumerate(units) if unit.role == "article" and _letters(unit.number) == number)
        return next(named, None)
    best: tuple[int, float, int] | None = None
    for letters, place in _there(row, side):
        for unit, opening in enumerate(_openings(name)):
            wanted = letters if letters.startswith(number) else number + letters
            for start in {wanted, wanted.removeprefix(number)}:
                same = _prefix(start, opening)
                enough = same >= min(len(start), len(opening), _ENOUGH) and same > 0
                near = -abs(unit / len(_openings(name)) - place)
                if enough and (best is None or (same, near) > best[:2]):
                    best = same, near, unit
    return best[2] if best else None


_ENOUGH = 14


def _prefix(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _there(row: dict[str, str], side: str) -> Iterator[tuple[str, float]]:
    """The letters at a labelled place, and how far down the file it is."""
    name, number = row[f"{side}_file"], row[f"{side}_number"]
    if row[f"{side}_line"]:
        lines, line = _lines(name), int(row[f"{side}_line"])
        yield _letters(" ".join(lines[line - 1 : line + 2])), line / len(lines)
    elif number:
        page = int(row[f"{side}_page"])
        lines = _pages(name)[page - 1].splitlines()
        begins = [n for n, line in enumerate(lines) if _opens(line, number)]
        nth = re.search(r"nth=(\d+)", row["note"])
        for count, n in enumerate(begins):
            if nth is None or row["sampled_from"] != side or count + 1 == int(nth[1]):
                yield _letters(" ".join(lines[n : n + 3])), page / len(_pages(name))


def _opens(line: str, number: str) -> bool:
    bare = line.lstrip(" [(*")
    return bare.startswith(number) and not bare[len(number) : len(number) + 1].isdigit()


@cache
def _lines(name: str) -> list[str]:
    return draft(name).read_text(encoding="utf-8").splitlines()


@cache
def _pages(name: str) -> list[str]:
    pages = pypdfium2.PdfDocument(draft(name))
    return [pages[number].get_textpage().get_text_range() for number in range(len(pages))]


def rows() -> list[Score]:
    """All figures; none where the drafts are absent."""
    if CORPUS is None:
        return []
    found = []
    for part in ("dev", "heldout"):
        labels, lost = sampled(part)
        found.append(_score(f"links of provisions, {part}", labels, lost, BAR))
        found.append(_score(f"- {part}, provisions with a counterpart", [one for one in labels if one.labelled], 0))
        for old in range(4):
            pair = [one for one in labels if _pair(one, part) == old]
            found.append(_score(f"- {part}, {_NAMES[old]} to {_NAMES[old + 1]}", pair, 0))
    return found


_NAMES = ("Lima", "Geneva", "October", "December", "adopted")


def _pair(one: Sampled, part: str) -> int:
    with LABELS.open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["id"] == one.id and row["part"] == part)
    return _CHAIN.index(_files(row)[0])


def _score(name: str, labels: list[Sampled], lost: int, bar: float = 0.0) -> Score:
    right = sum(len(one.labelled & one.found) for one in labels)
    labelled, found = sum(len(one.labelled) for one in labels), sum(len(one.found) for one in labels)
    return Score(name, labelled, found, right, lost, bar)


def table(found: list[Score]) -> str:
    """The figures as a Markdown table, readable in a terminal too."""
    wide = max((len(row.name) for row in found), default=8)
    heads = "labelled | found | right | precision | recall |   F1  |  bar | not in the text"
    lines = [f"| {'measure':{wide}} | {heads} |"]
    lines.append(f"| {'-' * wide} | -------: | ----: | ----: | --------: | -----: | ----: | ---: | --------------: |")
    for row in found:
        bar = f"{row.bar:.2f}" if row.bar else ""
        shares = f"{row.precision:9.3f} | {row.recall:6.3f} | {row.f1:.3f}"
        figures = f"{row.labelled:8} | {row.found:5} | {row.right:5} | {shares}"
        lines.append(f"| {row.name:{wide}} | {figures} | {bar:>4} | {row.lost or '':>15} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.links", description=__doc__)
    parser.add_argument("--show", action="store_true", help="list the disagreements on the labels used for tuning")
    show = parser.parse_args().show
    found = rows()
    print(table(found) if found else "links: the drafts (../shared/data) are not beside the project")
    for one in sampled("dev")[0] if found and show else ():
        if one.labelled != one.found:
            print(one)


if __name__ == "__main__":
    main()
