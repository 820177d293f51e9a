"""How often the fates of choices agree with those a reader gave: `python -m bench.fates [--heldout] [--show]`.

Labels name a choice by the place of its opening mark. `exact` asks for the same fate and, where a choice closed, for
the same option; `fate only` leaves the option aside. Nothing is tuned to the held-out labels, and their disagreements
are never listed.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bench.corpus import CORPUS, read
from bench.labels import LABELS, Place
from travaux.text.comparing import Comparison, compare
from travaux.text.comparing.rivals import option_name
from travaux.text.instrument import Instrument
from travaux.text.stream import choices

__all__ = ["BAR", "FateLabel", "Scored", "labels", "rows", "scored"]

BAR = 0.85
NEAR = 3  # columns: marks of emphasis may stand before the first letter of a label


@dataclass(frozen=True, slots=True)
class FateLabel:
    """One choice of the older (`side` 0) or newer draft, and what became of it."""

    id: str
    part: str
    files: tuple[str, str]
    side: int
    place: Place
    fate: str
    option: str
    note: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A label beside what was found: `found` is None where the reader of drafts saw no choice at the place."""

    label: FateLabel
    found: tuple[str, str] | None
    choice: str


def labels(parts: Iterable[str]) -> list[FateLabel]:
    """The labels of these parts (`dev`, `heldout`)."""
    wanted = set(parts)
    with (LABELS / "paris-fates.csv").open(encoding="utf-8", newline="") as file:
        return [_label(row) for row in csv.DictReader(file) if row["part"] in wanted]


def _label(row: dict[str, str]) -> FateLabel:
    side = 0 if row["sampled_from"] == "old" else 1
    name = ("old", "new")[side]
    place = (int(row[f"{name}_page"] or 0), int(row[f"{name}_line"]), int(row[f"{name}_column"]))
    files = (row["old_file"], row["new_file"])
    return FateLabel(row["id"], row["part"], files, side, place, row["fate"], row["option"], row["note"])


def scored(parts: Iterable[str]) -> list[Scored]:
    """Each label beside what was found."""
    known: dict[tuple[str, str], Comparison] = {}
    result = []
    for label in labels(parts):
        if label.files not in known:
            known[label.files] = compare(read(label.files[0]), read(label.files[1]))
        comparison = known[label.files]
        choice = _choice_at((comparison.old, comparison.new)[label.side], label.place)
        result.append(Scored(label, _fate(comparison, label.side, choice) if choice else None, choice))
    return result


def _choice_at(text: Instrument, place: Place) -> str:
    """The choice that opens at a place or just before it, the outermost of several; empty if there is none."""
    page, line, column = place
    found = []
    for number, choice in enumerate(choices(text.body)):
        for option in choice.options:
            at = option.at
            if at is not None and (at.page or 0, at.line) == (page, line) and 0 <= column - at.column <= NEAR:
                found.append((column - at.column, number, choice.id))
    return min(found)[2] if found else ""


def _fate(comparison: Comparison, side: int, choice: str) -> tuple[str, str]:
    """The fate of a choice in the words of the labels."""
    happened = [each for each in comparison.choices if (each.id_old, each.id_new)[side] == choice]
    fates = {each.fate for each in happened}
    if fates & {"option_added", "option_dropped"}:
        return "changed", ""
    closed = next((each for each in happened if each.fate == "closed"), None)
    if closed is not None:
        return "closed", {"none": "none", "other wording": "other"}.get(closed.option) or _position(
            comparison, choice, closed.option
        )
    return next(((fate, "") for fate in ("dropped", "opened", "reopened") if fate in fates), ("kept", ""))


def _position(comparison: Comparison, choice: str, option: str) -> str:
    known = comparison.old_text.choices[choice]
    return str([option_name(known, number) for number in range(len(known.options))].index(option) + 1)


def _exact(each: Scored) -> bool:
    return each.found == (each.label.fate, each.label.option)


def _fate_only(each: Scored) -> bool:
    return each.found is not None and each.found[0] == each.label.fate


def rows(parts: Iterable[str]) -> Iterator[tuple[str, int, int, int, float]]:
    """The measures: name, how many are labelled, found and right, and the bar for F1 (0 without one)."""
    found = scored(parts)
    seen = sum(each.found is not None for each in found)
    yield "fates of choices, exact", len(found), seen, sum(map(_exact, found)), BAR
    yield "fates of choices, fate only", len(found), seen, sum(map(_fate_only, found)), 0.0
    sure = [each for each in found if "doubt" not in each.label.note]
    seen = sum(each.found is not None for each in sure)
    yield "fates of choices, exact, doubtful left out", len(sure), seen, sum(map(_exact, sure)), 0.0
    for fate in sorted({each.label.fate for each in found}):
        named = {each.label.id for each in found if each.label.fate == fate}
        said = {each.label.id for each in found if each.found and each.found[0] == fate}
        yield f"- {fate}", len(named), len(said), len(named & said), 0.0


def f1(labelled: int, found: int, right: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (labelled + found) if labelled + found else 1.0


def _show(found: list[Scored]) -> Iterator[str]:
    for each in found:
        if not _exact(each):
            label = each.label
            wanted = f"{label.fate} {label.option}".strip()
            got = " ".join(each.found).strip() if each.found else "no choice there"
            yield f"{label.id} {label.files[label.side][:28]} {label.place} {each.choice}: {wanted}, found {got}"


def main() -> None:
    """Print precision, recall and F1."""
    parser = argparse.ArgumentParser(prog="python -m bench.fates", description=__doc__)
    parser.add_argument("--heldout", action="store_true", help="score the labels that were kept untouched too")
    parser.add_argument("--show", action="store_true", help="list the disagreements on the labels used for tuning")
    wanted = parser.parse_args()
    if CORPUS is None:
        print("fates: the labelled drafts (../shared/data) are not beside the project; nothing was measured")
        return
    samples = {"dev": ["dev"]} | ({"held out": ["heldout"]} if wanted.heldout else {})
    for title, parts in samples.items():
        print(f"{title:45} labelled found right precision recall    F1   bar")
        for name, labelled, seen, right, bar in rows(parts):
            precision = right / seen if seen else 1.0
            figures = f"{precision:9.3f} {right / labelled if labelled else 1.0:6.3f} {f1(labelled, seen, right):5.3f}"
            print(f"{name:45} {labelled:8} {seen:5} {right:5} {figures} {bar or '':5}")
        if wanted.show and parts == ["dev"]:
            print("\n".join(_show(scored(parts))))


if __name__ == "__main__":
    main()
