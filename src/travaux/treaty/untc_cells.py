"""Cells of the participation tables of the United Nations Treaty Collection: a day, and a letter for what was done.

The heading of the column says what each letter means, such as `Ratification, Accession(a), Succession(d)`; a cell
without a letter is what the heading names without one. A cell that could be several things is never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from travaux.facts.treaty_facts import INSTRUMENTS, ActionKind

__all__ = ["METADATA", "CellRead", "Meaning", "meanings", "read_cell", "written_day"]

METADATA = frozenset((
    "registration date", "registration number", "unts volume", "unts page", "date of adoption", "resolution",
))  # fmt: skip
"""Columns that say nothing of what a participant did with the treaty."""

_KINDS: tuple[tuple[str, ActionKind], ...] = (
    ("succession to signature", "signature"),
    ("signature ad referendum", "signature"),
    ("definitive signature or", "other"),
    ("definitive signature", "definitive_signature"),
    ("signature", "signature"),
    ("ratification", "ratification"),
    ("definitive acceptance", "acceptance"),
    ("acceptance", "acceptance"),
    ("approval", "approval"),
    ("accession", "accession"),
    ("succession", "succession"),
    ("formal confirmation", "formal_confirmation"),
    ("consent to be bound", "consent_to_be_bound"),
    ("simplified procedure", "consent_to_be_bound"),
    ("notification", "notification"),
    ("provisional application", "provisional_application"),
    ("undertaking of provisional application", "provisional_application"),
    ("declaration", "declaration"),
    ("reservation", "reservation"),
    ("objection", "objection"),
    ("withdrawal", "withdrawal"),
    ("denunciation", "denunciation"),
    ("territorial", "territorial_extension"),
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SHORT = tuple(month[:3] for month in _MONTHS)
_CELL = re.compile(
    r"(?P<day>[0-9]{1,2})\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>[0-9]{4})\s*(?P<letter>[A-Za-z]{1,2})?"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One of the things that a column holds: its letter (empty: none), the kind of action, and the words for it."""

    letter: str
    kind: ActionKind
    words: str


@dataclass(frozen=True, slots=True)
class CellRead:
    """What a cell says. `doubt` says why it could not be told, or is empty."""

    kind: ActionKind
    day: date | None
    words: str | None = None
    doubt: str = ""


@lru_cache(maxsize=1024)
def meanings(heading: str) -> tuple[Meaning, ...]:
    """What the heading of a column says that its cells may mean.

    Example:
        >>> [(each.letter, each.kind) for each in meanings("Acceptance(A), Signature ad referendum (s), Ratification")]
        [('A', 'acceptance'), ('s', 'signature'), ('', 'ratification')]
    """
    found = []
    for part in re.split(r",\s+(?=[A-Z])", heading.strip()):
        letter = re.search(r"(?<!\))(?<!\)\s)\(([A-Za-z]{1,2})\)$", part)  # not the (b) of article 7 (1) (b)
        words = part[: letter.start()] if letter else part
        found.append(Meaning(letter[1] if letter else "", _kind(words), words.strip()))
    return tuple(found)


def _kind(words: str) -> ActionKind:
    plain = words.casefold()
    return next((kind for start, kind in _KINDS if plain.startswith(start)), "other")


def written_day(day: str, month: str, year: str) -> date | None:
    """The day that a cell names; None if there is none such in the calendar.

    Months are read by their first three letters, if the rest goes on as the month does (`Sept`, `July`).

    Example:
        >>> written_day("5", "Sept", "2000"), written_day("30", "Feb", "2000"), written_day("1", "Monty", "2000")
        (datetime.date(2000, 9, 5), None, None)
    """
    short = month.casefold()
    if short[:3] not in _SHORT or not _MONTHS[_SHORT.index(short[:3])].startswith(short):
        return None
    try:
        return date(int(year), _SHORT.index(short[:3]) + 1, int(day))
    except ValueError:
        return None


@lru_cache(maxsize=65_536)
def read_cell(words: str, heading: str) -> CellRead:
    """What a cell says under the heading of its column.

    Example:
        >>> heading = "Ratification, Accession(a), Succession(d)"
        >>> read_cell("1 Jun 2000 a", heading).kind, read_cell("1 Jun 2000", heading).kind
        ('accession', 'ratification')
        >>> read_cell("1 Jun 2000", "Accession(a), Succession(d)").doubt
        'there is no letter, and the column does not say what that means'
    """
    held = f"{heading}: {words}"
    match = _CELL.fullmatch(words.strip())
    day = written_day(match["day"], match["month"], match["year"]) if match else None
    if match is None or day is None:
        return CellRead("other", None, held, f"{words!r} is no day")
    letter = match["letter"] or ""
    every = meanings(heading)
    meant = [each for each in every if each.letter == letter] or ([*every] if not letter and len(every) == 1 else [])
    kinds = {each.kind for each in meant}
    if len(kinds) == 1:
        kind = meant[0].kind
        plain = {each.words for each in meant} == {kind.replace("_", " ").capitalize()}
        said = None if plain else " or ".join(each.words for each in meant)
        doubt = f"{said!r} is no kind of action that is known" if kind == "other" else ""
        return CellRead(kind, day, said, doubt)
    if not meant:
        doubt = f"the letter {letter!r} is not in the heading" if letter else "there is no letter"
        return CellRead("other", day, held, doubt + ("" if letter else ", and the column does not say what that means"))
    doubt = "the column does not say which of " + ", ".join(each.words for each in meant) + " it is"
    return CellRead("consent_to_be_bound" if kinds <= set(INSTRUMENTS) else "other", day, held, doubt)
