"""Labels made by hand: where each mark of a draft stands, and what a reader took it to be; no words of the drafts."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

__all__ = ["LABELS", "Label", "Place", "load", "rivals"]

LABELS = Path(__file__).resolve().parents[1] / "tests" / "labels"

Place = tuple[int, int, int]
"""Page (0 for formats without pages), line, column."""


@dataclass(frozen=True, slots=True)
class Label:
    """What one mark is, as read by a person.

    `end` is the line and column of the closing mark, None without one. `parent` is the id of the label that encloses
    it, empty if none does, or `earlier` if that one begins on a page without labels.
    """

    id: str
    place: Place
    end: tuple[int, int] | None
    kind: str
    head: str = ""
    backs: frozenset[str] = frozenset()
    opposes: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    group: str = ""
    parent: str = ""
    placeholder: bool = False
    note: str = ""

    @property
    def doubtful(self) -> bool:
        """True if the reader was not sure."""
        return "doubt" in self.note

    @property
    def in_note(self) -> bool:
        """True if it stands in the body of a note, which may be printed in the middle of an unrelated bracket."""
        return self.kind.startswith("note") or "inside a footnote" in self.note or "footnote block" in self.note


def load(name: str) -> list[Label]:
    """The labels of `tests/labels/NAME.csv`."""
    with (LABELS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [_label(row) for row in csv.DictReader(file)]


def rivals(labels: Iterable[Label], usable: Callable[[Label], bool] = lambda _: True) -> set[tuple[Place, Place]]:
    """Every pair of marks that are alternatives of each other, both of them usable."""
    groups: dict[str, list[Place]] = {}
    for label in labels:
        if label.group and usable(label):
            groups.setdefault(label.group, []).append(label.place)
    return {pair for places in groups.values() for pair in combinations(sorted(places), 2)}


def _label(row: dict[str, str]) -> Label:
    end = None
    if row["end_line"]:
        end = (int(row["end_line"]), int(row["end_column"]))
    return Label(
        id=row["id"],
        place=(int(row.get("page") or 0), int(row["line"]), int(row["column"])),
        end=end,
        kind=row["kind"],
        head=row.get("head", ""),
        backs=_codes(row.get("backs", "")),
        opposes=_codes(row.get("opposes", "")),
        unknown=_codes(row.get("unknown", "")),
        group=row["group"],
        parent=row["parent"],
        placeholder=row.get("placeholder") == "1",
        note=row["note"],
    )


def _codes(cell: str) -> frozenset[str]:
    return frozenset(code for code in cell.split("/") if code)
