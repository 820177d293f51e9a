"""Which rows of the record are asked for, and which page of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from travaux.errors import TravauxError
from travaux.server.desk import Look, Query
from travaux.server.pages.record_rows import Row, rows_of, sources_named
from travaux.server.pages.record_words import KINDS, Naming, day_words

__all__ = ["Batch", "Choice", "Filters", "Sheet", "batches", "choices", "filtered", "sheet_of"]

PAGE = 200
"""Rows on a page where there are pages."""
WHOLE = 1000
"""Up to so many rows stand on one page, so that links to a fact find it."""
_NAMES = ("section", "party", "issue", "source", "q", "told", "order")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; empty words ask for everything."""

    section: str = ""
    party: str = ""
    issue: str = ""
    source: str = ""
    q: str = ""
    told: str = ""
    order: str = ""

    @classmethod
    def of(cls, query: Query) -> Filters:
        """What a query asks for.

        Raises:
            TravauxError: if it asks for a section that there is not.
        """
        found = cls(*(query.get(name)[:200] for name in _NAMES))
        if found.section and found.section not in KINDS:
            raise TravauxError("there is no such kind of fact", remedy="choose one from the list")
        return found

    @property
    def any(self) -> bool:
        """Whether something is left out."""
        return any(getattr(self, name) for name in _NAMES if name != "order")

    def address(self, **changed: str) -> str:
        """The query of these filters with some of them changed, with its `?`; empty if it asks for nothing."""
        asked = {name: changed.get(name, getattr(self, name)) for name in _NAMES}
        asked |= {name: value for name, value in changed.items() if name not in _NAMES}
        words = urlencode({name: value for name, value in asked.items() if value})
        return f"?{words}" if words else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen in a filter: its value, its words, and whether it is chosen."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows under one heading."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of rows: its number from 1, how many there are, and the rows on it."""

    number: int
    pages: int
    rows: tuple[Row, ...]


def filtered(look: Look, filters: Filters) -> tuple[Row, ...]:
    """The rows that are asked for, in the order that is asked for."""
    asked = filters.q.casefold().split()
    found = [row for row in rows_of(look) if _kept(row, filters) and (not asked or _says(row, asked))]
    if filters.order == "section":
        places = {section: number for number, section in enumerate(KINDS)}
        found.sort(key=lambda row: places[row.section])
    return tuple(found)


def _kept(row: Row, filters: Filters) -> bool:
    return (
        filters.section in ("", row.section)
        and (not filters.party or filters.party in row.parties)
        and (not filters.issue or filters.issue in row.issues)
        and (not filters.source or filters.source in sources_named(row.fact))
        and (not filters.told or bool(row.told))
    )


def _says(row: Row, asked: Iterable[str]) -> bool:
    words = " ".join((row.words, *row.why, row.source, row.fact.note or "", row.raw)).casefold()
    return all(each in words for each in asked)


def sheet_of(rows: Sequence[Row], query: Query) -> Sheet:
    """The page that is asked for by `page`, or the one on which the fact named by `fact` stands."""
    if len(rows) <= WHOLE:
        return Sheet(1, 1, tuple(rows))
    pages = -(-len(rows) // PAGE)
    asked = query.get("page")
    number = min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 9 else 1
    wanted = query.get("fact")
    place = next((place for place, row in enumerate(rows) if row.fact.id == wanted), None) if wanted else None
    if place is not None:
        number = place // PAGE + 1
    return Sheet(number, pages, tuple(rows[(number - 1) * PAGE : number * PAGE]))


def batches(rows: Iterable[Row], filters: Filters, *, accounts: bool) -> tuple[Batch, ...]:
    """The rows under headings: by the day and account that entered them, or by what they are.

    Args:
        rows: the rows in their order.
        filters: which order it is.
        accounts: whether the reader is told which account entered them.
    """
    from datetime import date

    def entered(row: Row) -> str:
        when = f"Entered on {day_words(date.fromisoformat(row.entered))}" if row.entered else "On record"
        return f"{when} by {row.by}" if accounts and row.by else when

    heading = (lambda row: KINDS[row.section][1]) if filters.order == "section" else entered
    return tuple(Batch(words, tuple(found)) for words, found in groupby(rows, heading))


def choices(look: Look, filters: Filters) -> dict[str, tuple[Choice, ...]]:
    """What can be chosen in each filter: only what stands in the view, with how many facts there are of a kind."""
    rows, naming = rows_of(look), Naming(look.case)
    counts = {section: sum(row.section == section for row in rows) for section in KINDS}
    sections = [(name, f"{KINDS[name][1]} ({count})") for name, count in counts.items() if count]
    parties = sorted({(name, naming.party(name)) for row in rows for name in row.parties}, key=lambda pair: pair[1])
    issues = {name: naming.issue(name) for row in rows for name in row.issues}
    sources = {name: found.title for row in rows for name in sources_named(row.fact) if (found := naming.source(name))}
    return {
        "section": _choices(sections, filters.section),
        "party": _choices(parties, filters.party),
        "issue": _choices(issues.items(), filters.issue),
        "source": _choices(sorted(sources.items(), key=lambda pair: pair[1].casefold()), filters.source),
    }


def _choices(pairs: Iterable[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, words, value == chosen) for value, words in pairs)
