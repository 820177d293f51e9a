"""Who has which rule on a day: the table of norms and jurisdictions, with what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from travaux.facts.law_facts import Norm
from travaux.facts.naming import as_day
from travaux.law.cells import Rules, last_day
from travaux.law.model import Basis, Cell, Laws
from travaux.law.naming import jurisdiction_named, norm_named

__all__ = ["DEFINITIONS", "LawTable", "NormCount", "table"]

DEFINITIONS: Mapping[str, str] = {
    "dated": "the day lies between days on record, or after the first day of a rule that has no last one on record, or "
    "is one of which the source speaks",
    "assumed": "the source speaks of another day, and nothing on record says that the rule was different",
    "doubtful": "several rules are possible, as the day of a change is not known or sources differ",
    "missing": "nothing on record can be compared; that is no rule of its own",
}


@dataclass(frozen=True, slots=True)
class NormCount:
    """How the cells of a norm are spread: how many have each answer, and how many rest on what."""

    norm: str
    answers: Mapping[str, int]
    basis: Mapping[Basis, int]

    @property
    def known(self) -> int:
        """Cells with one answer."""
        return self.basis["dated"] + self.basis["assumed"]


@dataclass(frozen=True, slots=True)
class LawTable:
    """The cells of a day, by norm and jurisdiction; `asked` says whether the day was asked for or taken by default."""

    laws: Laws
    day: date
    norms: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    cells: tuple[Cell, ...]
    asked: bool = True
    definitions: Mapping[str, str] = field(default_factory=lambda: dict(DEFINITIONS))

    @property
    def counts(self) -> tuple[NormCount, ...]:
        """For each norm, how its cells are spread."""
        by_norm: dict[str, list[Cell]] = {name: [] for name in self.norms}
        for cell in self.cells:
            by_norm[cell.norm].append(cell)
        return tuple(_count(self.laws.norms[name], cells) for name, cells in by_norm.items())

    def cell(self, jurisdiction: str, norm: str) -> Cell:
        """The cell of a jurisdiction and a norm, both by id."""
        place = self.norms.index(norm) * len(self.jurisdictions) + self.jurisdictions.index(jurisdiction)
        return self.cells[place]

    def row(self) -> dict[str, Any]:
        """The table as JSON."""
        from travaux.law.table_rows import table_row

        return table_row(self)


def table(
    laws: Laws, norm: str | None = None, on: date | str | None = None, jurisdiction: str | None = None
) -> LawTable:
    """Who has which rule on a day.

    Args:
        laws: norms and laws.
        norm: only this norm (id or title); None for all.
        on: the day; None for the last of which the record speaks.
        jurisdiction: only this jurisdiction or agreement (id, code or name); None for all.

    Raises:
        TravauxError: if there is no such norm or jurisdiction, or the words are no day.

    Example:
        >>> from travaux.facts.law_facts import Law
        >>> norms = {"grace": Norm(id="grace", scale="interval", unit="months")}
        >>> held = (Law(jurisdiction="US", norm="grace", value="12", as_of="2012"),)
        >>> found = table(Laws("test", norms, held, ("US", "EP")))
        >>> [(each.jurisdiction, each.answers, each.basis) for each in found.cells]
        [('US', ('12',), 'dated'), ('EP', (), 'missing')]
    """
    asked = as_day(on)
    day = asked or last_day(laws)
    norms = tuple(laws.norms) if norm is None else (norm_named(laws, norm),)
    some = laws.jurisdictions if jurisdiction is None else (jurisdiction_named(laws, jurisdiction),)
    rules = Rules(laws)
    cells = tuple(rules.cell(one, each, day) for each in norms for one in some)
    return LawTable(laws, day, norms, some, cells, asked is not None)


def _count(norm: Norm, cells: list[Cell]) -> NormCount:
    answers = Counter(cell.answer for cell in cells if cell.answer is not None)
    ordered = sorted(answers, key=_rank(norm))
    basis = Counter(cell.basis for cell in cells)
    return NormCount(
        norm.id, {each: answers[each] for each in ordered}, {each: basis[each] for each in get_args(Basis)}
    )


def _rank(norm: Norm) -> Any:
    if norm.scale == "interval" and not norm.categories:
        return float
    order = {name: place for place, name in enumerate(norm.categories)}
    return lambda answer: (order.get(answer, len(order)), answer)
