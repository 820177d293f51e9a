"""Harmonisation over time: the index with its bounds, norm by norm, pair by pair, and what moved it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from travaux.errors import TravauxError
from travaux.facts.law_facts import Norm
from travaux.server.desk import Look, Page, Query, page
from travaux.server.pages.drawing import Drawing, drawn
from travaux.server.pages.law_asked import (
    MEASURES,
    Measure,
    has_law,
    index_in,
    laws_in,
    measure_of,
    weights_typed,
    year_of,
)
from travaux.server.pages.law_table import norm_name

if TYPE_CHECKING:
    from travaux.law.found import IndexFound, IndexPoint, NormPoint, PairPoint

__all__ = ["IndexAsked", "NormLine", "PairLine", "index_found", "law_index"]

_NAMED = 10
"""Pairs, and reforms, that the page names before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class IndexAsked:
    """What an address asks of the index."""

    start: int | None
    end: int | None
    measure: Measure
    group: str
    strict: bool
    weights: Mapping[str, float]

    @classmethod
    def of(cls, query: Query, norms: Mapping[str, Norm]) -> IndexAsked:
        """What a query asks for.

        Raises:
            TravauxError: if a year, a weight or the measure cannot be read.
        """
        return cls(
            year_of(query.get("from")), year_of(query.get("to")), measure_of(query.get("measure")),
            query.get("group"), bool(query.get("strict")), weights_typed(query, norms),
        )  # fmt: skip

    @property
    def values(self) -> dict[str, str]:
        """The same for an address; what is as usual is left out."""
        said = {
            "from": self.start, "to": self.end, "measure": "" if self.measure == "gower" else self.measure,
            "group": self.group, "strict": "1" if self.strict else "",
            "weights": ",".join(f"{norm}:{weight:g}" for norm, weight in self.weights.items() if weight),
        }  # fmt: skip
        return {name: str(value) for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class NormLine:
    """One norm on the first and on the last day of the index."""

    norm: str
    title: str
    weight: float
    first: NormPoint | None
    last: NormPoint | None


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two jurisdictions on the last day of the index."""

    one: str
    other: str
    point: PairPoint


@page("read")
def law_index(look: Look, query: Query) -> Page:
    """How far laws agree over time, as the address asks."""
    laws = laws_in(look)
    context: dict[str, object] = {
        "laws": laws, "part": "index", "has_law": has_law(look), "measures": MEASURES,
        "groups": sorted((group.id, group.name) for group in look.case.groups),
    }  # fmt: skip
    try:
        asked = IndexAsked.of(query, laws.norms)
        context |= {"asked": asked, "query": urlencode(asked.values), "weights": _weights(laws.norms, asked)}
        if laws.laws:
            context |= _found(look, asked)
    except TravauxError as error:
        return Page("travaux/law_index.html", "Harmonisation", {**context, "trouble": error}, 422)
    return Page("travaux/law_index.html", "Harmonisation", context)


def index_found(look: Look, asked: IndexAsked) -> IndexFound:
    """The index that is asked for, from the view."""
    return index_in(
        look, asked.start, asked.end, asked.weights, asked.measure, asked.group or None, strict=asked.strict
    )


def _weights(norms: Mapping[str, Norm], asked: IndexAsked) -> list[tuple[Norm, float]]:
    return [(norm, asked.weights.get(name, norm.weight)) for name, norm in norms.items()]


def _found(look: Look, asked: IndexAsked) -> dict[str, object]:
    found = index_found(look, asked)
    change = found.change
    reforms = sorted(change.reforms, key=lambda each: -abs(each.contribution)) if change else []
    return {
        "found": found,
        "first": _edge(found.points),
        "last": _edge(found.points[::-1]),
        "norm_lines": _norm_lines(look, found),
        "closest": _pairs(found)[:_NAMED],
        "farthest": _pairs(found)[::-1][:_NAMED],
        "pairs_known": len(_pairs(found)),
        "group_lines": [(_group_name(look, name), _edge(points[::-1])) for name, points in found.groups.items()],
        "reforms": [(_name(found, each.jurisdiction), norm_name(laws_in(look), each.norm), each)
                    for each in reforms[:_NAMED]],
        "more_reforms": max(len(reforms) - _NAMED, 0),
        "covered": sum(each.contribution for each in change.coverage) if change else 0.0,
        "reformed": sum(each.contribution for each in change.reforms) if change else 0.0,
        "drawing": _drawing(look, asked),
    }  # fmt: skip


def _edge(points: Sequence[IndexPoint]) -> IndexPoint | None:
    """The first of some points at which anything can be compared, else the first."""
    return next((point for point in points if point.index is not None), next(iter(points), None))


def _norm_lines(look: Look, found: IndexFound) -> list[NormLine]:
    laws = laws_in(look)
    lines = [
        NormLine(norm, norm_name(laws, norm), found.weights.get(norm, 0.0), *(
            (points[0], points[-1]) if points else (None, None)
        ))
        for norm, points in found.norms.items()
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.last is None or line.last.index is None,
                                           line.last.index or 0.0 if line.last else 0.0))  # fmt: skip


def _pairs(found: IndexFound) -> list[PairLine]:
    """Pairs that can be compared on the last day, the closest first; of those as close the most compared first."""
    last = [PairLine(_name(found, one), _name(found, other), points[-1])
            for (one, other), points in found.pairs.items() if points and points[-1].distance is not None]  # fmt: skip
    return sorted(last, key=lambda line: (line.point.distance or 0.0, -line.point.common, line.one, line.other))


def _name(found: IndexFound, jurisdiction: str) -> str:
    return found.names.get(jurisdiction) or jurisdiction


def _group_name(look: Look, group: str) -> str:
    return look.case.party_name(group)


def _drawing(look: Look, asked: IndexAsked) -> Drawing | None:
    try:
        return drawn(look, "law-index", **asked.values)
    except TravauxError:
        return None  # with nothing to compare there is nothing to draw; the page says why
