"""Marks of footnotes in the running text: superscripts, and superscripts flattened into the words by plain text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from travaux.text.layout.footnotes import Footnote
from travaux.text.layout.lines import Cut, Line, Measures

__all__ = ["mark_notes"]

_REFERENCE = re.compile(
    r"(?:\b(?:articles?|paragraphs?|subparagraphs?|sections?|annex(?:es)?|chapters?|parts?|rules?|options?|decisions?|pages?"
    r"|no\.|nos?|than|of|by|to|and|or|in|below|above|until|from|before|after|since)|[,–/-])\s*$",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\s*(?:per cent|percent|%|°|years?|months?|days?|weeks?|hours?|parties|members|states|countries|million|billion|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*(\d{1,3}|\*{1,3}|[†‡])\s*")
_SKIP = 20.0
_MANY = 40
_REACH = 80


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place where the mark of a note may stand: row and columns on its sheet, and what speaks against it."""

    row: int
    start: int
    end: int
    cost: float


@dataclass(frozen=True, slots=True)
class _Path:
    """Marks chosen so far, the last one first; `at` is where the last one stands."""

    at: tuple[int, int]
    cost: float
    chosen: _Candidate | None
    note: int
    before: _Path | None


def mark_notes(bodies: list[list[Line]], notes: list[Footnote], measures: Measures) -> list[Footnote]:
    """Cut the mark of each note out of the line it stands in, and return the notes whose mark was not found.

    A number is taken for a mark only if a note of this number stands on the same sheet, or on the one before or after.
    On each sheet the marks are searched together: in ascending order, at the places that look most like marks.
    """
    by_sheet: dict[int, list[Footnote]] = {}
    for note in notes:
        by_sheet.setdefault(note.sheet, []).append(note)
    missing: list[Footnote] = []
    for sheet, here in by_sheet.items():
        found = _place(bodies[sheet], here, measures)
        missing += [note for note in here if id(note) not in found]
    return [note for note in missing if not _on_neighbour(bodies, note, measures)]


def _on_neighbour(bodies: list[list[Line]], note: Footnote, measures: Measures) -> bool:
    """Look for the mark on the sheet after and before, at places that can hardly be anything else."""
    for sheet in (note.sheet + 1, note.sheet - 1):
        if 0 <= sheet < len(bodies):
            certain = [c for c in _candidates(bodies[sheet], note, measures) if c.cost <= 1]
            if len(certain) == 1:
                _cut(bodies[sheet][certain[0].row], certain[0], note.key)
                return True
    return False


def _place(body: list[Line], notes: list[Footnote], measures: Measures) -> set[int]:
    """Place the notes of one sheet; return the identities of those that were placed."""
    numbered = [note for note in notes if note.number is not None]
    found: set[int] = set()
    for index, candidate in _best(body, numbered, measures):
        _cut(body[candidate.row], candidate, numbered[index].key)
        found.add(id(numbered[index]))
    for note in notes:
        if note.number is None:
            first = next(iter(_candidates(body, note, measures)), None)
            if first is not None:
                _cut(body[first.row], first, note.key)
                found.add(id(note))
    return found


def _cut(line: Line, candidate: _Candidate, key: str) -> None:
    line.cuts.append(Cut(candidate.start, candidate.end, key))
    line.cuts.sort(key=lambda cut: cut.start)


def _best(body: list[Line], notes: list[Footnote], measures: Measures) -> list[tuple[int, _Candidate]]:
    """The cheapest ascending choice of places: notes by their index, in order."""
    frontier = [_Path((-1, -1), 0.0, None, -1, None)]
    for index, note in enumerate(notes):
        choices = sorted(_candidates(body, note, measures), key=lambda c: c.cost)[:_MANY]
        ends = [path.at for path in frontier]
        paths = [_Path(p.at, p.cost + _SKIP, p.chosen, p.note, p.before) for p in frontier]
        for choice in choices:
            place = bisect_left(ends, (choice.row, choice.start)) - 1
            if place >= 0:
                before = frontier[place]
                paths.append(_Path((choice.row, choice.start), before.cost + choice.cost, choice, index, before))
        frontier = _undominated(paths)
    path: _Path | None = min(frontier, key=lambda p: p.cost)
    chosen: list[tuple[int, _Candidate]] = []
    while path is not None and path.chosen is not None:
        chosen.append((path.note, path.chosen))
        path = path.before
    return chosen[::-1]


def _undominated(paths: list[_Path]) -> list[_Path]:
    """Paths for which no cheaper one ends earlier, by where they end."""
    kept: list[_Path] = []
    for path in sorted(paths, key=lambda p: (p.at, p.cost)):
        if not kept or path.cost < kept[-1].cost:
            kept.append(path)
    return kept


def _candidates(body: list[Line], note: Footnote, measures: Measures) -> Iterator[_Candidate]:
    """Where the mark of this note may stand on these lines."""
    mark = note.mark
    bracketed = re.compile(rf"\[\s*{re.escape(mark)}\s*\]")
    for row, line in enumerate(body):
        text = line.text
        at = text.find(mark)
        if at < 0:
            continue
        if mark.isdigit():
            for match in bracketed.finditer(text):
                yield _Candidate(row, match.start(), match.end(), 0.0)
        while at >= 0:
            cost = _cost(line, at, mark, measures) if mark.isdigit() else _sign_cost(text, at, mark)
            if cost is not None:
                yield _Candidate(row, at, at + len(mark), cost)
            at = text.find(mark, at + 1)


def _sign_cost(text: str, at: int, mark: str) -> float | None:
    """An asterisk or dagger is a mark where it is glued to the end of a word."""
    before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
    return 0.0 if before and not before.isspace() and before != mark and not after.isalnum() and after != mark else None


def _cost(line: Line, at: int, mark: str, measures: Measures) -> float | None:
    """What speaks against these digits being a mark; None if they cannot be one."""
    text, end = line.text, at + len(mark)
    before, after = text[max(0, at - _REACH) : at], text[end : end + _REACH]
    if at > _REACH:
        before = "…" + before
    if after[:1].isdigit() or (after[:1] in ".," and after[1:2].isdigit()):
        return None
    if measures.geometric:
        if at in line.raised:
            return 0.0
        if line.raised or not before[-1:].isalpha() or after[:1].isalpha():
            return None
        return 4.0
    if _ALONE.fullmatch(text):
        return 0.5
    if before[-1:].isdigit():
        return _glued_to_number(before, after)
    return _glued_to_word(before, after)


def _glued_to_number(before: str, after: str) -> float | None:
    """A mark after digits: `430. Nothing` is paragraph 4 with note 30, `QQ.C.1055:` is Article QQ.C.10 with note 55."""
    number = re.search(r"(?:^|[\s.:\[])(\d{1,2})$", before)
    if not number:
        return None
    if re.match(r"\.\s", after) and re.search(r"(?:^|[:.\]])[\s\[]*\d{1,2}$", before):
        return 1.0
    return 2.0 if re.match(r"[:.]?\s", after) and re.search(r"\w\.\d{1,2}$", before) else None


def _glued_to_word(before: str, after: str) -> float | None:
    """A mark after a letter, a closing mark or a point; or, set off by a blank, after a word that counts nothing."""
    last = before[-1:]
    if not last or after[:1].isalpha():
        return None
    if last in "])}”’\"'" or (last.isalpha() and not re.search(r"\W[A-Z]$", before)):
        return 0.0
    if last in ".,;:":
        if re.search(r"\d\.$", before):
            return 1.0 if re.fullmatch(r"[\[\s]*\d{1,2}\.", before) and after[:1].isspace() else None
        return None if re.search(r"(?:^|\W|\.)[A-Z]{1,2}\.$", before) else 0.5
    if last.isalpha():
        return 3.0
    if not last.isspace() or not before.strip():
        return None
    if _REFERENCE.search(before) or _MEASURE.match(after):
        return None
    return 1.5
