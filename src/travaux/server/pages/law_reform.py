"""What a reform changed: the index before and after, to whom it came closer, from whom it moved away, norm by norm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from travaux.errors import TravauxError
from travaux.server.desk import Look, Page, Query, page
from travaux.server.pages.drawing import Drawing, drawn
from travaux.server.pages.law_asked import MEASURES, Measure, day_of, has_law, laws_in, measure_of, reform_in
from travaux.server.pages.law_table import name_of, norm_name

if TYPE_CHECKING:
    from travaux.law.found import PartnerChange, ReformFound
    from travaux.law.model import Laws

__all__ = ["PartnerLine", "ReformAsked", "law_reform", "reform_found"]


_FEW = 5
"""Norms in common below which a distance says little."""


@dataclass(frozen=True, slots=True)
class ReformAsked:
    """What an address asks of a reform; a field may be empty as long as the form is not filled in."""

    jurisdiction: str
    start: date | None
    end: date | None
    measure: Measure

    @classmethod
    def of(cls, query: Query, laws: Laws) -> ReformAsked:
        """What a query asks for; the jurisdiction by id, code or name.

        Raises:
            TravauxError: if there is no such jurisdiction, or a day cannot be read.
        """
        from travaux.law.naming import jurisdiction_named

        words = query.get("jurisdiction")
        named = jurisdiction_named(laws, words) if words else ""
        return cls(named, day_of(query.get("from")), day_of(query.get("to")), measure_of(query.get("measure")))

    @property
    def whole(self) -> bool:
        """Whether nothing is left to fill in."""
        return bool(self.jurisdiction and self.start and self.end)

    @property
    def values(self) -> dict[str, str]:
        """The same for an address."""
        said = {
            "jurisdiction": self.jurisdiction,
            "from": self.start and self.start.isoformat(),
            "to": self.end and self.end.isoformat(),
            "measure": "" if self.measure == "gower" else self.measure,
        }
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One other jurisdiction: how far it was and is, and the norms that made the difference, the largest first."""

    name: str
    change: PartnerChange
    by_norm: tuple[tuple[str, float], ...]


@page("read")
def law_reform(look: Look, query: Query) -> Page:
    """What changed for one jurisdiction between two days."""
    laws = laws_in(look)
    context: dict[str, object] = {
        "laws": laws, "part": "reform", "has_law": has_law(look), "measures": MEASURES,
        "jurisdictions": [(name, name_of(laws, name)) for name in laws.jurisdictions], "known": _starts(laws),
    }  # fmt: skip
    try:
        asked = ReformAsked.of(query, laws)
        context |= {"asked": asked, "query": urlencode(asked.values)}
        if asked.whole:
            context |= _found(look, asked)
    except TravauxError as error:
        return Page("travaux/law_reform.html", "Reform", {**context, "trouble": error}, 422)
    return Page("travaux/law_reform.html", "Reform", context)


def reform_found(look: Look, asked: ReformAsked) -> ReformFound:
    """The answer to a form that is filled in.

    Raises:
        TravauxError: if it is not, or the days are not in order.
    """
    if asked.start is None or asked.end is None or not asked.jurisdiction:
        raise TravauxError("a reform needs a jurisdiction and two days", remedy="choose them on the page Reform")
    return reform_in(look, asked.jurisdiction, asked.start, asked.end, measure=asked.measure)


def _found(look: Look, asked: ReformAsked) -> dict[str, object]:
    found, laws = reform_found(look, asked), laws_in(look)
    lines = [_line(laws, each) for each in sorted(found.partners, key=lambda each: each.common < _FEW)]
    return {
        "found": found,
        "who": name_of(laws, found.jurisdiction),
        "moved": [each for each in found.norms if each.turn in ("reform", "same category")],
        "covered": [each for each in found.norms if each.turn in ("became known", "became unknown")],
        "unmoved": [each for each in found.norms if each.turn == "unmoved"],
        "unknown": [each for each in found.norms if each.turn == "unknown"],
        "closer": [line for line in lines if line.change.change is not None and line.change.change < 0],
        "away": [line for line in lines if line.change.change is not None and line.change.change > 0],
        "as_before": [line for line in lines if line.change.change == 0],
        "apart": [line for line in lines if line.change.change is None],
        "others": [(name_of(laws, each.jurisdiction), norm_name(laws, each.norm), each) for each in found.others],
        "others_sum": sum(each.contribution for each in found.others),
        "drawing": _drawing(look, asked),
    }


def _line(laws: Laws, each: PartnerChange) -> PartnerLine:
    parts = sorted(((norm, part) for norm, part in each.by_norm.items() if part), key=lambda pair: -abs(pair[1]))
    return PartnerLine(name_of(laws, each.jurisdiction), each, tuple((norm_name(laws, norm), part)
                                                                     for norm, part in parts))  # fmt: skip


def _starts(laws: Laws) -> list[tuple[str, str, int, str]]:
    """Days on which some rule of a jurisdiction began, with how many did: what one may want to ask of."""
    found: dict[tuple[str, date], int] = {}
    for law in laws.laws:
        if law.first is not None and law.first.exact:
            at = (law.jurisdiction, law.first.earliest)
            found[at] = found.get(at, 0) + 1
    days = sorted(found.items(), key=lambda pair: (-pair[1], pair[0][1], pair[0][0]))[:12]
    return [(name_of(laws, who), day.isoformat(), count, _around(who, day)) for (who, day), count in days]


def _around(who: str, day: date) -> str:
    from datetime import timedelta

    before = day - timedelta(days=1) if day > date.min else day
    return urlencode({"jurisdiction": who, "from": before.isoformat(), "to": day.isoformat()})


def _drawing(look: Look, asked: ReformAsked) -> Drawing | None:
    try:
        return drawn(look, "law-reform", **asked.values)
    except TravauxError:
        return None  # with nothing to compare there is nothing to draw; the page says why
