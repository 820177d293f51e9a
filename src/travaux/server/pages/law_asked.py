"""What is asked about the laws of a view: each answer is worked out from the visitor's view alone, and kept for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal

from travaux.errors import TravauxError
from travaux.facts.law_facts import Law, Norm
from travaux.facts.naming import unknown
from travaux.server.desk import Look, Query

if TYPE_CHECKING:
    from travaux.law.distancing import DistancesFound
    from travaux.law.found import IndexFound, ReformFound
    from travaux.law.gap import GapFound
    from travaux.law.model import Laws
    from travaux.law.table import LawTable

__all__ = ["MEASURES", "Measure", "day_of", "distances_in", "gap_in", "has_law", "index_in", "laws_in", "measure_of",
           "reform_in", "table_in", "weights_of", "weights_typed", "year_of"]  # fmt: skip

Measure = Literal["gower", "disagreement"]
MEASURES: Mapping[Measure, str] = {
    "gower": "by the scale of each norm (Gower 1971)",
    "disagreement": "the same or not, 0 or 1 (as OECD STRI heterogeneity)",
}
"""How two answers are compared, in words."""


def has_law(look: Look) -> bool:
    """Whether the view holds a norm or a law."""
    return bool(look.case.of(Norm) or look.case.of(Law))


def laws_in(look: Look) -> Laws:
    """The norms and laws of the view."""
    from travaux.law.gathering import laws_of

    return look.answer(("laws",), lambda: laws_of(look.case))


def table_in(look: Look, norm: str | None = None) -> LawTable:
    """Who has which rule on the day of the view.

    Args:
        look: what is looked at.
        norm: only this norm; None or empty for all.
    """
    from travaux.law.table import table

    return look.answer(("law table", norm or ""), lambda: table(laws_in(look), norm or None, look.on))


def index_in(
    look: Look,
    start: int | None = None,
    end: int | None = None,
    weights: Mapping[str, float] | None = None,
    measure: Measure = "gower",
    group: str | None = None,
    *,
    strict: bool = False,
) -> IndexFound:
    """Harmonisation over time.

    Args:
        look: what is looked at.
        start: first year; None for the first on record.
        end: last year; None for the last on record.
        weights: by norm, those not named weigh nothing; None or empty for those on record.
        measure: how two answers are compared.
        group: only its members; None for all.
        strict: whether cells of which the source speaks for another day count as missing.
    """
    from travaux.law.indexing import index

    given = tuple(sorted((weights or {}).items()))
    key = ("law index", start, end, given, measure, group, strict)
    return look.answer(key, lambda: index(
        laws_in(look), start, end, weights=dict(given) or None, measure=measure, group=group or None, strict=strict
    ))  # fmt: skip


def reform_in(
    look: Look,
    jurisdiction: str,
    start: date,
    end: date,
    weights: Mapping[str, float] | None = None,
    measure: Measure = "gower",
) -> ReformFound:
    """What the laws of one jurisdiction changed between two days."""
    from travaux.law.reforming import reform

    given = tuple(sorted((weights or {}).items()))
    key = ("law reform", jurisdiction, start, end, given, measure)
    return look.answer(key, lambda: reform(
        laws_in(look), jurisdiction, start, end, weights=dict(given) or None, measure=measure
    ))  # fmt: skip


def gap_in(look: Look, of: str, target: str) -> GapFound:
    """What one jurisdiction would have to change to have the rules of another, on the day of the view.

    Raises:
        TravauxError: if one of them is no jurisdiction of the view. A target is never a file here: visitors name none
            on this machine.
    """
    from travaux.law.gap import gap
    from travaux.law.naming import jurisdiction_named

    laws = laws_in(look)
    one, other = jurisdiction_named(laws, of), jurisdiction_named(laws, target)
    if "." in other:
        raise TravauxError("a target must be a jurisdiction", where=other, remedy="name one whose id has no full stop")
    return look.answer(("law gap", one, other), lambda: gap(laws, one, other, look.on))


def distances_in(look: Look, *, as_clusters: bool = False) -> DistancesFound:
    """How far jurisdictions are from each other on the day of the view."""
    from travaux.law.distancing import distances

    return look.answer(("law distance", as_clusters), lambda: distances(
        laws_in(look), look.on, as_clusters=as_clusters
    ))  # fmt: skip


def measure_of(words: str) -> Measure:
    """The measure that words name; `gower` for none.

    Raises:
        TravauxError: if they name none.
    """
    for measure in MEASURES:
        if measure == (words or "gower"):
            return measure
    raise unknown("measure", words, MEASURES, "law")


def weights_of(words: Iterable[str]) -> dict[str, float]:
    """Weights that are written `NORM:NUMBER`, several with commas between them; a norm not named weighs nothing.

    Raises:
        TravauxError: if one of them is no number from 0 on.

    Example:
        >>> weights_of(["grace:2", "best_mode:0.5,priority:1"])
        {'grace': 2.0, 'best_mode': 0.5, 'priority': 1.0}
    """
    found = {}
    for each in filter(None, (part.strip() for some in words for part in some.split(","))):
        norm, _, number = each.rpartition(":")
        found[norm] = _weight(norm, number)
    return found


def weights_typed(query: Query, norms: Mapping[str, Norm]) -> dict[str, float]:
    """The weights that an address asks for: in a row (`weights`) or as the form of a page sends them (`w:NORM`).

    Args:
        query: what the address asks.
        norms: the norms of the view.

    Returns:
        One for each norm; nothing if they are those on record.

    Raises:
        TravauxError: if one of them is no number from 0 on, or is for no norm of the view.
    """
    if query.get("weights"):
        asked = weights_of([query.get("weights")])
        for norm in asked:
            if norm not in norms:
                raise unknown("norm", norm, norms, "weights")
        found = dict.fromkeys(norms, 0.0) | asked
    else:
        typed = {norm: query.get(f"w:{norm}") for norm in norms}
        found = {name: _weight(name, typed[name]) if typed[name] else norm.weight for name, norm in norms.items()}
    return found if any(found[name] != norm.weight for name, norm in norms.items()) else {}


def _weight(norm: str, words: str) -> float:
    try:
        number = float(words)
    except ValueError:
        number = -1
    if not norm or not 0 <= number < float("inf"):
        raise TravauxError(
            f"{words[:40]!r} is no weight", where=norm, remedy="give a number from 0 on, such as 2 or 0.5"
        )
    return number


def year_of(words: str) -> int | None:
    """A year; None for no words.

    Raises:
        TravauxError: if the words are no year.
    """
    if not words:
        return None
    if not (words.isascii() and words.isdigit() and 0 < int(words) < date.max.year):
        raise TravauxError(f"{words[:40]!r} is no year", remedy="give four digits, such as 1995")
    return int(words)


def day_of(words: str) -> date | None:
    """A day of a form; None for no words.

    Raises:
        TravauxError: if the words are no day.
    """
    from travaux.facts.naming import as_day

    return as_day(words or None)
