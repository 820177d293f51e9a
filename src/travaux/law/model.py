"""What the analyses of law are given: norms, the laws on record, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from travaux.facts.law_facts import Law, Norm
from travaux.facts.membership import Members
from travaux.facts.model import Source
from travaux.facts.remarks import Remark

__all__ = ["Basis", "Cell", "Laws"]

Basis = Literal["dated", "assumed", "doubtful", "missing"]
"""How one knows what a cell says on a day.

`dated`: the day lies between days on record, or after the first day of a rule that has no last one on record, or is
one of which the source speaks. `assumed`: the source speaks of another day, and nothing on record says that the rule
was different. `doubtful`: several rules are possible, because the day of a change is not known exactly.
`missing`: nothing is on record for the day.
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a jurisdiction's rule on a norm is on a day.

    `answers` are the categories (of an interval norm: the number, as written) that are possible; one if it is known,
    none if it is missing. `laws` are the facts behind it, `day` the day.
    """

    jurisdiction: str
    norm: str
    day: date
    answers: tuple[str, ...]
    basis: Basis
    laws: tuple[Law, ...] = ()

    @property
    def answer(self) -> str | None:
        """The category, where only one is possible."""
        return self.answers[0] if len(self.answers) == 1 else None


@dataclass(frozen=True, slots=True)
class Laws:
    """Norms and laws, from the view of a case or from a table.

    `jurisdictions` are ids in order, with their names in `names`; `kind` says whether they are jurisdictions or
    agreements that are coded as if they were. `aliases` are other names, and the id that each stands for. `as_of` is
    the day of the view, beyond which nothing is said unless it is asked for; None: everything on record.
    """

    name: str
    norms: Mapping[str, Norm]
    laws: tuple[Law, ...]
    jurisdictions: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    groups: Members = field(default_factory=lambda: Members(()), compare=False)
    sources: Mapping[str, Source] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    kind: Literal["jurisdictions", "agreements"] = "jurisdictions"
    aliases: Mapping[str, str] = field(default_factory=dict, compare=False)
    as_of: date | None = None
