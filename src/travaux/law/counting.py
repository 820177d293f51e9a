"""How often each variable of a coded set of agreements occurs, beside what its publishers say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from travaux.law.agreements import is_coded_set, occurrences, read_coded_set
from travaux.law.codebook import Variable
from travaux.law.reading_faults import Faults
from travaux.law.reading_rows import read_sheet

__all__ = ["DEFINITION", "Counted", "counted_in", "is_set"]

DEFINITION = "agreements in which the variable is greater than zero; an empty cell is not counted"


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of a coded set: agreements in all, and for each variable how many have it."""

    name: str
    agreements: int
    variables: tuple[tuple[Variable, int], ...]

    @property
    def differing(self) -> tuple[tuple[Variable, int], ...]:
        """The variables whose count is not the published one."""
        return tuple(each for each in self.variables if each[0].published not in (None, each[1]))

    @property
    def published(self) -> int:
        """How many variables have a published count."""
        return sum(variable.published is not None for variable, _ in self.variables)

    def row(self) -> dict[str, Any]:
        """The counts as JSON."""
        return {
            "table": self.name,
            "kind": "agreements",
            "agreements": self.agreements,
            "variables": [
                {
                    "id": variable.name,
                    "category": variable.category,
                    "mode": variable.mode,
                    "count": count,
                    "published": variable.published,
                    "difference": None if variable.published is None else count - variable.published,
                }
                for variable, count in self.variables
            ],
            "published": self.published,
            "reproduced": self.published - len(self.differing),
            "definition": DEFINITION,
        }


def is_set(path: Path) -> bool:
    """Whether a file is a coded set of agreements, as far as its first line says."""
    if path.suffix.lower() != ".csv" or not path.is_file():
        return False
    return is_coded_set(read_sheet(path, Faults(path.name)).headings)


def counted_in(path: Path, codebook: Path | None = None) -> Counted:
    """The counts of a coded set, each as the set has it and as its codebook publishes it.

    Every variable of the codebook that stands in the set is counted, those that describe agreements too.

    Raises:
        TravauxError: if a file cannot be read, or is not what it should be.
    """
    sheet, variables = read_coded_set(path, codebook)
    found = occurrences(sheet, variables)
    return Counted(path.stem, len(sheet.rows), tuple((each, found[each.name]) for each in variables))
