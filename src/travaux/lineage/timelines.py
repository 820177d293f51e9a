"""The chain of versions of a text: how much is open in each, and what happened from one to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from travaux.errors import TravauxError
from travaux.lineage.growth import Growth, growth
from travaux.lineage.measures import Measures, Words, measured
from travaux.lineage.versions import Version
from travaux.text.comparing import Comparison, Reopened
from travaux.text.comparing.comparing import compare_printed
from travaux.text.comparing.printed import printed
from travaux.text.growing import growing

__all__ = ["DEFINITIONS", "Happened", "Timeline", "TimelineRow", "report", "timeline"]

DEFINITIONS: dict[str, str] = {
    "words": "words with a letter or digit, in brackets and notes too; marks, attributions and numbers of provisions "
    "are none",
    "provisions": "parts, chapters, sections, annexes, articles, paragraphs, items, subitems, as travaux read counts",
    "agreed_provisions": "provisions with words, without an open choice in them and outside any; null where words "
    "outside brackets are not known to be agreed; in a text without brackets it says only that nothing is bracketed",
    "marks": "square brackets that open and close in the file",
    "choices": "choices still open; kinds says of which kind",
    "options": "contents that the open choices hold; a bracket holds one",
    "opened": "choices that were not open in the version before, those opened in agreed text too",
    "closed": "choices of the version before whose words stand without brackets, were taken out, or were settled in "
    "other words",
    "gone": "choices of the version before that went with the provision they stood in",
    "reopened": "agreed text of the version before that is bracketed, reworded or dropped; numbers and punctuation "
    "alone do not count",
    "added": "paragraphs, items and headings without a counterpart in the version before; each provision is counted "
    "once, under its most important change: added, dropped, split, merged, then reworded, moved, renumbered",
    "changed_most": "articles with the largest change in words, then in open choices, against the version before",
    "matched_share": "share of the words of both versions that stand in provisions with a counterpart",
}
"""What the figures of a timeline count."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened from the version before: numbers of choices, options and provisions; see `DEFINITIONS`.

    `places` are the agreed words that were touched, `reopened` of them.
    """

    opened: int
    closed: int
    gone: int
    reopened: int
    options_added: int
    options_dropped: int
    added: int
    dropped: int
    reworded: int
    moved: int
    renumbered: int
    split: int
    merged: int
    matched_share: float
    places: tuple[Reopened, ...]
    changed_most: tuple[Growth, ...]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One version: its counts, and what happened since the one before (None for the first)."""

    version: Version
    measures: Measures
    happened: Happened | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The versions of a text in order."""

    rows: tuple[TimelineRow, ...]


def timeline(versions: Sequence[Version]) -> Timeline:
    """The chain of versions: words, provisions, brackets, choices and options of each, and what became of them.

    Args:
        versions: the versions in order; each is compared with the one before it.

    Raises:
        TravauxError: if there is no version.

    Example:
        >>> import travaux
        >>> from travaux.lineage.versions import versions_of
        >>> chain = timeline(versions_of(travaux.open_case("typefaces")))
        >>> [(row.version.name, row.measures.choices) for row in chain.rows]
        [('rev1', 10), ('rev2', 9), ('rev3', 5), ('adopted', 0)]
    """
    if not versions:
        raise TravauxError("there is no version of a text", remedy="give drafts in order, or a case with drafts")
    with growing():
        return Timeline(tuple(_rows(versions)))


def _rows(versions: Sequence[Version]) -> Iterator[TimelineRow]:
    text = printed(versions[0].instrument.body)
    words = Words(text)
    yield TimelineRow(versions[0], measured(versions[0].instrument, text, words), None)
    # Of each comparison only the counts are kept: a long chain of long texts would fill the memory.
    for before, version in pairwise(versions):
        old, text = text, printed(version.instrument.body)
        comparison = compare_printed(before.instrument, version.instrument, old, text)
        now = Words(text)
        counts = measured(version.instrument, text, now)
        yield TimelineRow(version, counts, _happened(comparison, words, now))
        words = now


def _happened(comparison: Comparison, old: Words, new: Words) -> Happened:
    fates = Counter(change.fate for change in comparison.choices)
    kinds = Counter(change.kind for change in comparison.provisions)
    return Happened(
        opened=fates["opened"] + fates["reopened"],
        closed=fates["closed"],
        gone=fates["dropped"],
        reopened=len(comparison.reopened),
        options_added=fates["option_added"],
        options_dropped=fates["option_dropped"],
        added=kinds["added"],
        dropped=kinds["dropped"],
        reworded=kinds["reworded"],
        moved=kinds["moved"],
        renumbered=kinds["renumbered"],
        split=kinds["split"],
        merged=kinds["merged"],
        matched_share=round(comparison.matched_share, 4),
        places=comparison.reopened,
        changed_most=growth(comparison, old, new),
    )


_EVENTS = ("opened", "closed", "gone", "reopened", "options_added", "options_dropped", "added", "dropped", "reworded",
           "moved", "renumbered", "split", "merged", "matched_share")  # fmt: skip


def report(chain: Timeline) -> dict[str, Any]:
    """What `travaux timeline --json` prints."""
    return {"versions": [_row(row) for row in chain.rows], "definitions": DEFINITIONS}


def _row(row: TimelineRow) -> dict[str, Any]:
    counts, happened = row.measures, row.happened
    return {
        "name": row.version.name,
        "title": row.version.title or None,
        "file": row.version.instrument.source.file or None,
        "date": row.version.date.isoformat() if row.version.date else None,
        "words": counts.words,
        "provisions": counts.provisions,
        "agreed_provisions": counts.agreed_provisions,
        "marks": {"open": counts.marks[0], "close": counts.marks[1]},
        "choices": counts.choices,
        "kinds": counts.kinds,
        "options": counts.options,
        **{name: None if happened is None else getattr(happened, name) for name in _EVENTS},
        "reopened_places": None
        if happened is None
        else [
            {"where": each.where, "how": each.how, "words": each.words, "now": each.now} for each in happened.places
        ],
        "changed_most": None
        if happened is None
        else [{"where": each.where, "words": each.words, "choices": each.choices} for each in happened.changed_most],
    }
