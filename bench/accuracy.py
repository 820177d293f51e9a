"""How often the reader agrees with labels made by hand: `python -m bench.accuracy [--heldout] [--show]`.

Labels and findings are compared by the place of the opening mark. Precision is the share of what the reader found
that is labelled so, recall the share of the labels that the reader found. Nothing is tuned to the held-out labels: they
are scored with `--heldout` only, and their disagreements are never listed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import travaux
from bench.corpus import CORPUS, ROOT
from bench.findings import Found, findings, opening_marks
from bench.labels import Label, Place, load, rivals
from travaux.text import issues

TPP = "tpp-ip-chapter-2013-08-30-sections-A-D.layout.txt"
UNFCCC = "unfccc-adp-2015-10-23-draft-agreement.pdf"
TPP_BRACKETS = ("attributed", "noteattributed", "plain", "noteplain", "placeholder")
ATTRIBUTED = ("attributed", "noteattributed")
REPORT = ROOT / "docs" / "_generated" / "accuracy.md"


@dataclass(frozen=True, slots=True)
class Score:
    """One measure: what is labelled, what was found, and the bar for precision and recall (0 without a bar)."""

    name: str
    labelled: frozenset[Any]
    found: frozenset[Any]
    bar: float = 0.0

    @property
    def right(self) -> int:
        """How many of the labelled were found."""
        return len(self.labelled & self.found)

    @property
    def precision(self) -> float:
        """Share of the found that is labelled so; 1 if nothing was found."""
        return self.right / len(self.found) if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the labelled that was found; 1 if nothing is labelled."""
        return self.right / len(self.labelled) if self.labelled else 1.0

    @property
    def verdict(self) -> str:
        """`met` or `missed`; empty without a bar."""
        return "" if not self.bar else "met" if min(self.precision, self.recall) >= self.bar else "missed"


@dataclass(slots=True)
class Sample:
    """Labels and findings of the part of a draft that is labelled."""

    labels: list[Label]
    found: dict[Place, Found]
    openings: set[Place]
    scores: list[Score] = field(default_factory=list)

    def add(self, name: str, labelled: Iterable[Any], found: Iterable[Any], bar: float = 0.0) -> None:
        """Compare two sets under a name."""
        self.scores.append(Score(name, frozenset(labelled), frozenset(found), bar))

    def of(self, *kinds: str) -> list[Label]:
        """The labels of these kinds."""
        return [label for label in self.labels if label.kind in kinds]

    @property
    def brackets(self) -> list[Found]:
        """What the reader found that opens with a square bracket, all options that do included."""
        return [mark for place, mark in self.found.items() if place in self.openings]


def tpp(names: Iterable[str], rows: list[dict[str, Any]], draft: Path) -> Sample:
    """Score the attributed draft; the labelled part of each file runs from its first to its last label."""
    files = [load(f"tpp-{name}") for name in names]
    spans = [(min(label.place for label in file), max(label.place for label in file)) for file in files]
    inside = {place: mark for place, mark in findings(rows).items() if any(a <= place <= b for a, b in spans)}
    sample = Sample([label for file in files for label in file], inside, opening_marks(draft))
    labels, found = sample.of(*ATTRIBUTED), [mark for mark in sample.brackets if mark.attributed]
    sample.add("attributed brackets", _places(labels), _places(found), 0.98)
    body, notes = _places(sample.of("attributed")), _places(sample.of("noteattributed"))
    sample.add("- of these in the body", body, _places(found) - notes)
    sample.add("- of these in notes", notes, _places(found) - body)
    for side in ("backs", "opposes"):
        sample.add(f"who {side}, per bracket", _sides(labels, side), _sides(found, side), 0.98)
    # A bracket in a note may state a position ("CL: reserves ...") instead of words to be added, so notes stand apart.
    in_body = [mark for mark in found if mark.place not in notes]
    for side in ("backs", "opposes"):
        sample.add(f"who {side}, per party", _parties(sample.of("attributed"), side), _parties(in_body, side), 0.98)
        sample.add(f"- who {side}, per party, notes included", _parties(labels, side), _parties(found, side))
    sample.add("verbs of the head", {(x.place, x.head) for x in labels}, {(x.place, x.verbs) for x in found})
    _common(sample, TPP_BRACKETS)
    return sample


def unfccc(names: Iterable[str], rows: list[dict[str, Any]], draft: Path) -> Sample:
    """Score the draft of 23 October 2015 as read from PDF, on the pages that are labelled."""
    labels = [label for name in names for label in load(f"unfccc-{name}")]
    pages = {label.place[0] for label in labels}
    inside = {place: mark for place, mark in findings(rows).items() if place[0] in pages}
    inside |= _bracketed_options(labels, inside)
    sample = Sample(labels, inside, opening_marks(draft))
    _common(sample, ("bracket", "notebracket"))
    blanks = [label for label in labels if label.placeholder and not label.group]
    gaps = [mark for mark in sample.brackets if mark.kind == "placeholder"]
    sample.add("placeholders standing alone", _places(blanks), _places(gaps))
    options, found = sample.of("option"), [mark for mark in inside.values() if mark.kind == "option"]
    outside = [mark for mark in found if mark.place not in sample.openings]
    sample.add("options", _places(options), _places(outside), 0.98)
    sample.add("options of one choice", rivals(options), _pairs(outside), 0.9)
    return sample


def _bracketed_options(labels: list[Label], inside: dict[Place, Found]) -> dict[Place, Found]:
    """Options in brackets of their own, at the place of their label too.

    They have two labels, one for the bracket and one for the option in it; the reader reports one, at the bracket.
    """
    brackets = {label.place for label in labels if label.kind == "bracket"}
    result = {}
    for label in labels:
        before = (*label.place[:2], label.place[2] - 1)
        mark = inside.get(before)
        if label.kind == "option" and before in brackets and mark and mark.kind == "option":
            result[label.place] = replace(mark, place=label.place, end=None, parent=before)
    return result


def _common(sample: Sample, kinds: tuple[str, ...]) -> None:
    labels, found = sample.of(*kinds), sample.brackets
    sample.add("brackets", _places(labels), _places(found), 0.98)
    ended = {label.place for label in labels if label.end}
    closed = {(mark.place, mark.end) for mark in found if mark.place in ended}
    sample.add("extent", {(label.place, label.end) for label in labels if label.end}, closed, 0.98)
    other = _places(sample.of("furniture", "not_negotiation"))
    sample.scores.append(Score("taken for negotiation in error", frozenset(), frozenset(other & _places(found))))
    sample.add("alternatives", rivals(labels), _pairs(found), 0.9)
    sample.add("alternatives marked for review left out", rivals(labels), _pairs(x for x in found if not x.for_review))
    sure = {label.place for label in labels if not label.doubtful}
    sample.add(
        "alternatives, doubtful left out",
        rivals(labels, lambda label: label.place in sure),
        {pair for pair in _pairs(found) if sure.issuperset(pair)},
    )
    sample.add("nesting", *_nesting(sample, lambda _: False), 0.9)
    sample.add("nesting, marks in notes left out", *_nesting(sample, lambda label: label.in_note))


def _nesting(sample: Sample, skip: Any) -> tuple[set[Any], set[Any]]:
    by_id = {label.id: label for label in sample.labels}
    known = {label.place for label in sample.labels}
    # An option in brackets of its own is one mark to the reader: what stands in it counts as inside the option.
    options = {label.place for label in sample.labels if label.kind == "option"}
    within = {mark.parent: place for place, mark in sample.found.items() if place in options and mark.end is None}
    labelled, found = set(), set()
    for label in sample.labels:
        if label.kind in ("furniture", "not_negotiation") or skip(label):
            continue
        if label.parent:
            labelled.add((label.place, by_id[label.parent].place if label.parent in by_id else "earlier"))
        mark = sample.found.get(label.place)
        if mark and mark.parent:
            inner = within.get(mark.parent, mark.parent)
            parent = mark.parent if inner == label.place else inner
            found.add((label.place, parent if parent in known else "earlier"))
    return labelled, found


def _pairs(found: Iterable[Found]) -> set[tuple[Place, Place]]:
    rows: dict[str, list[Place]] = {}
    for mark in found:
        if mark.kind in ("alternatives", "option"):
            rows.setdefault(mark.row, []).append(mark.place)
    return {(a, b) for places in rows.values() for a in places for b in places if a < b}


def _places(marks: Iterable[Label | Found]) -> set[Place]:
    return {mark.place for mark in marks}


def _sides(marks: Iterable[Label | Found], side: str) -> set[tuple[Place, frozenset[str]]]:
    return {(mark.place, getattr(mark, side)) for mark in marks}


def _parties(marks: Iterable[Label | Found], side: str) -> set[tuple[Place, str]]:
    return {(mark.place, code) for mark in marks for code in getattr(mark, side)}


def table(title: str, sample: Sample) -> str:
    """The scores as a Markdown table, readable in a terminal too."""
    width = max(len(score.name) for score in sample.scores)
    heads = "labelled | found | right | precision | recall |  bar |       "
    lines = [f"### {title}", "", f"| {'measure':{width}} | {heads} |"]
    lines.append(f"| {'-' * width} | -------: | ----: | ----: | --------: | -----: | ---: | ------ |")
    for score in sample.scores:
        counts = f"{len(score.labelled):8} | {len(score.found):5} | {score.right:5}"
        figures = f"{counts} | {score.precision:9.3f} | {score.recall:6.3f}"
        bar = f"{score.bar:.2f}" if score.bar else ""
        lines.append(f"| {score.name:{width}} | {figures} | {bar:>4} | {score.verdict:6} |")
    return "\n".join(lines) + "\n"


def disagreements(sample: Sample) -> str:
    """Every label that was missed and every finding that is not labelled so, with places."""
    ids = {label.place: label.id for label in sample.labels}
    lines = []
    for score in sample.scores:
        for sign, items in (("missed", score.labelled - score.found), ("extra", score.found - score.labelled)):
            lines += [f"{score.name}: {sign} {_named(item, ids)}" for item in sorted(items, key=repr)]
    return "\n".join(lines) + "\n"


def _named(item: Any, ids: dict[Place, str]) -> str:
    if isinstance(item, frozenset):
        return "/".join(sorted(item)) or "nobody"
    if item in ids:
        return f"{ids[item]} {item}"
    if isinstance(item, tuple) and not all(isinstance(part, int) for part in item):
        return ", ".join(_named(part, ids) for part in item)
    return str(item)


def main() -> None:
    """Print the scores and write them to the documentation."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    parser.add_argument("--heldout", action="store_true", help="score the labels that were kept untouched too")
    parser.add_argument("--show", action="store_true", help="list the disagreements on the labels used for tuning")
    wanted = parser.parse_args()
    if CORPUS is None:
        print("accuracy: the labelled drafts (../shared/data) are not beside the project; nothing was measured")
        return
    samples = {"tuned on": ["dev"]}
    if wanted.heldout:
        samples |= {"held out": ["heldout"], "together": ["dev", "heldout"]}
    tables = []
    drafts = ((TPP, "Attributed draft, text", tpp), (UNFCCC, "Draft of 23 October 2015, PDF", unfccc))
    for file, title, measure in drafts:
        draft = CORPUS / "texts" / file
        rows = [issues.row(issue) for issue in travaux.read(draft).issues()]
        for name, parts in samples.items():
            sample = measure(parts, rows, draft)
            tables.append(table(f"{title}: {name}", sample))
            print(tables[-1])
            if wanted.show and parts == ["dev"]:
                print(disagreements(sample))
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text("\n".join(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
