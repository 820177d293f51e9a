"""The table of the page Law: each norm with the rule of each jurisdiction, and how one knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from travaux.facts.law_facts import Law, Norm
from travaux.law.model import Cell, Laws

__all__ = ["Line", "Shown", "lines_of", "name_of", "norm_name", "shown"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it stands on the page: whose it is, what it says, and how one knows.

    `words` is what it says in a few words, empty where nothing is on record; `incomparable` that a rule is on record
    whose value falls in no category.
    """

    jurisdiction: str
    name: str
    cell: Cell
    words: str
    incomparable: bool

    @property
    def doubts(self) -> tuple[str, ...]:
        """The doubts that its laws carry."""
        return tuple(dict.fromkeys(law.note for law in self.cell.laws if law.note))


@dataclass(frozen=True, slots=True)
class Line:
    """One norm with its cells in the order of jurisdictions, and how many there are of each basis."""

    norm: Norm
    title: str
    shown: tuple[Shown, ...]
    counts: Mapping[str, int]

    @property
    def held(self) -> tuple[Shown, ...]:
        """The cells with something on record."""
        return tuple(each for each in self.shown if each.cell.laws)

    @property
    def silent(self) -> tuple[str, ...]:
        """The names of those of whom nothing is on record."""
        return tuple(each.name for each in self.shown if not each.cell.laws)


def lines_of(laws: Laws, cells: Sequence[Cell]) -> tuple[Line, ...]:
    """The lines of a table.

    Args:
        laws: norms and laws.
        cells: the cells of one day, by norm and jurisdiction.
    """
    found: dict[str, list[Shown]] = {}
    for cell in cells:
        found.setdefault(cell.norm, []).append(shown(laws, cell))
    return tuple(
        Line(laws.norms[norm], norm_name(laws, norm), tuple(shown), Counter(each.cell.basis for each in shown))
        for norm, shown in found.items()
    )


def shown(laws: Laws, cell: Cell) -> Shown:
    """A cell in words."""
    norm = laws.norms[cell.norm]
    words = _words(cell.answers, norm) or _values(cell.laws)
    incomparable = not cell.answers and bool(cell.laws)
    return Shown(cell.jurisdiction, name_of(laws, cell.jurisdiction), cell, words, incomparable)


def _words(answers: Sequence[str], norm: Norm) -> str:
    said = " or ".join(answer.replace("_", " ") for answer in answers)
    return f"{said} {norm.unit}" if said and norm.unit and norm.scale == "interval" else said


def _values(laws: Sequence[Law]) -> str:
    return " or ".join(dict.fromkeys(law.value.replace("_", " ") for law in laws))


def norm_name(laws: Laws, norm: str) -> str:
    """What a norm is called."""
    known = laws.norms.get(norm)
    return (known.title if known else "") or norm.replace("_", " ").capitalize()


def name_of(laws: Laws, jurisdiction: str) -> str:
    """What a jurisdiction is called."""
    return laws.names.get(jurisdiction) or jurisdiction
