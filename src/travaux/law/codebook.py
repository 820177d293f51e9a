"""Codebooks of coded sets: what each variable is, its range, and how often the publishers say that it occurs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from travaux.errors import TravauxError
from travaux.facts.law_facts import Norm
from travaux.law.cells import as_number
from travaux.law.reading_faults import Faults
from travaux.law.reading_rows import Row, read_sheet

__all__ = ["Variable", "codebook_beside", "read_codebook"]

MOST_RANKS = 5  # from lowest to highest code; a longer range counts or measures something
_RANGE = re.compile(r"\[\s*(-?[0-9.]+)\s*,\s*(-?[0-9.]+)\s*\]")


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable: its name as a heading, what it says, its range, its mode, and the published count if there is one."""

    name: str
    description: str
    range: tuple[float, float] | None
    mode: str
    category: str = ""
    published: int | None = None

    @property
    def coded(self) -> bool:
        """Whether it was coded from the texts, and not calculated from others."""
        return self.mode.casefold() == "coded"

    def norm(self) -> Norm:
        """The norm that the variable is.

        A range from 0 to 1 is yes or no; whole numbers up to five apart are ranks; everything else is measured.

        Example:
            >>> [Variable("v", "", ends, "coded").norm().scale for ends in ((0, 1), (0, 5), (0, 56242), None)]
            ['boolean', 'ordinal', 'interval', 'interval']
        """
        norm = Norm(id=self.name, title=self.name.replace("_", " "), definition=self.description, scale="interval")
        low, high = self.range or (None, None)
        if low is None or high is None or low != int(low) or high != int(high) or high - low > MOST_RANKS:
            return norm.model_copy(update={"low": low, "high": high})
        if (low, high) == (0, 1):
            return norm.model_copy(update={"scale": "boolean", "categories": {"no": ("no",), "yes": ("yes",)}})
        ranks = {str(rank): (str(rank),) for rank in range(int(low), int(high) + 1)}
        return norm.model_copy(update={"scale": "ordinal", "categories": ranks})


def codebook_beside(path: Path) -> Path:
    """The codebook that belongs to a set: `x_codebook.csv` beside `x_dataset.csv` or `x.csv`.

    Raises:
        TravauxError: if there is none.
    """
    stem = path.stem.removesuffix("_dataset")
    beside = path.with_name(f"{stem}_codebook.csv")
    if not beside.is_file():
        raise TravauxError(
            "the set has no codebook beside it",
            where=path.name,
            why=f"there is no {beside.name}",
            remedy="name it with --scales FILE",
        )
    return beside


def read_codebook(path: Path) -> tuple[Variable, ...]:
    """The variables of a codebook, in its order.

    Raises:
        TravauxError: if the file cannot be read, or has no columns Variable, Description and Range.
    """
    faults = Faults(path.name)
    sheet = read_sheet(path, faults)
    missing = [each for each in ("variable", "description", "range") if each not in sheet.headings]
    if missing:
        raise TravauxError(
            f"row 1: the codebook has no column {', '.join(missing)}",
            where=path.name,
            remedy="give it the columns Variable, Description and Range",
        )
    return tuple(_variable(row) for row in sheet.rows if row.cells["variable"])


def _variable(row: Row) -> Variable:
    cells = row.cells
    found = _RANGE.fullmatch(cells["range"])
    low, high = map(as_number, found.groups()) if found else (None, None)
    count = cells.get("occurrence", "")
    return Variable(
        name="_".join(cells["variable"].lower().split()),
        description=_first_sentence(cells["description"]),
        range=(low, high) if low is not None and high is not None else None,
        mode=cells.get("mode", "") or "coded",
        category=cells.get("category", ""),
        published=int(count) if count.isdecimal() else None,
    )


def _first_sentence(words: str) -> str:
    return re.split(r"(?<=[.?!])\s", words, maxsplit=1)[0]
