"""The trend of a case in words, and what the figures of its line count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from travaux.facts import Case
from travaux.lineage import Timeline
from travaux.lineage.timelines import DEFINITIONS, Happened, TimelineRow
from travaux.text.wording import counted

__all__ = ["FIGURES", "REACHED", "step_words", "trend"]

FIGURES: Mapping[str, str] = {
    "words": DEFINITIONS["words"],
    "provisions": "parts, chapters, sections, annexes, articles, paragraphs, items and subitems",
    "agreed": "provisions with words, without an open choice in them and outside any; “unknown” where words outside "
    "brackets are not known to be agreed; in a text without brackets it says only that nothing is bracketed",
    "brackets": "square brackets that open in the file",
    **{name: DEFINITIONS[name] for name in ("choices", "opened", "closed", "gone", "reopened", "changed_most")},
    "matched": DEFINITIONS["matched_share"],
    "published": "figures that others published of a draft whose text is not on record here; nobody could check them "
    "against the text",
}
"""What the figures of the line count."""

REACHED: Mapping[str, str] = {
    "positions": "statements on record with a day up to the last day of the session, later ones of the same party too; "
    "those without a day are left out",
    "parties": "who had made at least one of them; of everybody else nothing is known, which is no consent",
    "ended": "issues with an outcome on record up to that day",
}
"""What the figures at the end of a session count."""


_KINDS = (
    ("Choices", {"opened": "opened", "closed": "closed", "gone": "gone with the provision around"}),
    ("Options", {"options_added": "added", "options_dropped": "dropped"}),
    ("Provisions", {name: name for name in ("added", "dropped", "reworded", "moved", "renumbered", "split", "merged")}),
)


def step_words(happened: Happened) -> str:
    """What happened up to one version, in a line; what did not happen is left out.

    Args:
        happened: the counts.
    """
    said = []
    for kind, names in _KINDS:
        counts = [f"{getattr(happened, name):,} {words}" for name, words in names.items() if getattr(happened, name)]
        if counts:
            said.append(f"{kind}: {', '.join(counts)}.")
    return " ".join(said) or "Nothing else changed."


def trend(case: Case, chain: Timeline | None) -> str:
    """Where the case goes, in a few sentences.

    Args:
        case: the view.
        chain: the figures of its versions; None if it has none.
    """
    if chain is None:
        return _without_text(case)
    rows = chain.rows
    if len(rows) == 1:
        return f"There is one version, {rows[0].version.shown}: {_state(rows[0])}. There is nothing to compare it with."
    return " ".join(filter(None, (_choices(rows), _agreed(rows), _reopened(rows))))


def _without_text(case: Case) -> str:
    parties = {position.party for position in case.positions}
    said = [
        "No text of this case is on record",
        counted(len(case.sessions), "session"),
        f"{counted(len(case.positions), 'position')} of {counted(len(parties), 'party', 'parties')}",
    ]
    ended = len({outcome.issue for outcome in case.outcomes} & {issue.id for issue in case.issues})
    return f"{said[0]}. There are {said[1]} and {said[2]}; {ended:,} of {counted(len(case.issues), 'issue')} ended."


def _state(row: TimelineRow) -> str:
    counts = row.measures
    agreed = counts.agreed_provisions
    known = "unknown how many are agreed" if agreed is None else f"{agreed:,} of them without anything open"
    return f"{counted(counts.choices, 'open choice')}, {counted(counts.provisions, 'provision')}, {known}"


def _choices(rows: Sequence[TimelineRow]) -> str:
    counts = [row.measures.choices for row in rows]
    first, last = rows[0].version.shown, rows[-1].version.shown
    if counts[0] == counts[-1]:
        moved = f"There are as many open choices in {last} as in {first}: {counts[-1]:,}"
    else:
        verb = "fell" if counts[-1] < counts[0] else "rose"
        moved = f"Open choices {verb} from {counts[0]:,} in {first} to {counts[-1]:,} in {last}"
    rises = [row.version.shown for row, before in zip(rows[1:], counts, strict=False) if row.measures.choices > before]
    if counts[-1] < counts[0] and rises:
        return f"{moved}; on the way they rose in {', '.join(rises)}."
    if counts[-1] < counts[0] and all(later < before for before, later in pairwise(counts)):
        return f"{moved}, with fewer in each version than in the one before." if len(rows) > 2 else f"{moved}."
    return f"{moved}."


def _agreed(rows: Sequence[TimelineRow]) -> str:
    first, last = rows[0].measures.agreed_provisions, rows[-1].measures.agreed_provisions
    if first is None or last is None:
        return ""
    before, now = rows[0].measures.provisions, rows[-1].measures.provisions
    return f"Provisions without anything open: {first:,} of {before:,} at first, {last:,} of {now:,} in the last."


def _reopened(rows: Sequence[TimelineRow]) -> str:
    touched = [(row.version.shown, row.happened.reopened) for row in rows if row.happened and row.happened.reopened]
    if not touched:
        return "No agreed text was reopened."
    where = ", ".join(f"{counted(number, 'place')} in {name}" for name, number in touched)
    return f"Agreed text was reopened: {where}."
