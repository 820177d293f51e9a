"""Bodies of footnotes: which lines at the foot of a sheet are notes, and where each of them begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from travaux.text.layout.lines import Line, Measures

__all__ = ["Footnote", "split_footnotes"]

_START = re.compile(r"\s{0,3}(\d{1,3}|\*{1,3}|[†‡])(?=\s|$|[^\s\d.,)*†‡])")
_RULE = re.compile(r"\s*[_—–-]{5,}\s*")
_APART = 1.6
"""Distance, in ordinary line distances, that sets the foot of a page apart from its text."""
_ENDED = re.compile(r"[.!?][\])}”’\"']*\s*$")


@dataclass(slots=True)
class Footnote:
    """A footnote as it stands at the foot of a sheet.

    Args:
        mark: its printed number or sign.
        sheet: where it begins.
        lines: its lines; the first one still begins with the mark, which ends at column `text_at`.
        key: its name in the manuscript, given when all notes are known.
    """

    mark: str
    sheet: int
    lines: list[Line]
    text_at: int
    key: str = ""

    @property
    def number(self) -> int | None:
        """Its number; None for an asterisk or dagger."""
        return int(self.mark) if self.mark.isdigit() else None


def split_footnotes(sheets: list[list[Line]], measures: Measures) -> tuple[list[list[Line]], list[Footnote]]:
    """The sheets without the lines of their footnotes, and the footnotes in order.

    In PDF a note begins with a raised number and is set smaller than the text; in plain text it begins with a number
    at the margin, its further lines are indented or follow a blank line, and numbers count on to the foot of the page.
    A note that goes on at the foot of the next sheet is one note.
    """
    bodies: list[list[Line]] = []
    notes: list[Footnote] = []
    for index, sheet in enumerate(sheets):
        starts = _small_starts(sheet, measures) if measures.geometric else _column_starts(sheet, _last_number(notes))
        first = min(starts, default=len(sheet))
        if notes and notes[-1].sheet == index - 1 and not _ENDED.search(notes[-1].lines[-1].text[-80:]):
            begin = _continuation(sheet, first, measures)
            notes[-1].lines += sheet[begin:first]
            first = begin
        bodies.append(sheet[:first])
        for start, end in pairwise([*starts, len(sheet)]):
            match = _START.match(sheet[start].text)
            if match:
                notes.append(Footnote(match[1], index, sheet[start:end], match.end(1)))
    return bodies, notes


def _last_number(notes: list[Footnote]) -> int:
    return next((note.number for note in reversed(notes) if note.number is not None), 0)


def _small_starts(sheet: list[Line], measures: Measures) -> list[int]:
    """Lines that begin a note: set small at the foot of a PDF page, with a raised number or an asterisk in front."""
    starts: list[int] = []
    lowest = 1000
    for i in range(len(sheet) - 1, -1, -1):
        line = sheet[i]
        if line.height > 0.96 * measures.height:
            break
        match = _START.match(line.text)
        if not match:
            continue
        mark = match[1]
        if mark.isdigit():
            if line.start not in line.raised or int(mark) >= lowest:
                continue
            lowest = int(mark)
        starts.append(i)
        if line.after_blank:
            break
    return starts[::-1]


def _column_starts(sheet: list[Line], last: int) -> list[int]:
    """Lines that begin a note in plain text: numbers at the margin that count on to the foot of the sheet."""
    starts: list[int] = []
    wanted: int | None = None
    flush = 0
    for i in range(len(sheet) - 1, -1, -1):
        match = _START.match(sheet[i].text)
        if match and (not match[1].isdigit() or wanted is None or int(match[1]) == wanted - 1):
            starts.append(i)
            wanted = int(match[1]) if match[1].isdigit() else wanted
            if flush and (sheet[i].after_blank or (i and _RULE.fullmatch(sheet[i - 1].text))):
                break
        elif sheet[i].left < 2:
            flush += 1
            if flush > 12 or sheet[i].after_blank:
                break
    while starts and not _trusted(sheet, starts, last):
        starts.pop()
    return starts[::-1]


def _trusted(sheet: list[Line], starts: list[int], last: int) -> bool:
    """Whether the uppermost start leads a foot: its number counts on, and flush lines in it follow a blank line."""
    first = starts[-1]
    mark = sheet[first].text.split()[0]
    number = re.match(r"\d+", mark)
    counts_on = number is None or not last or int(number[0]) in (1, last + 1)
    begins = set(starts)
    hanging = all(i in begins or sheet[i].left >= 2 for i in range(first, len(sheet)))
    return counts_on and (hanging or sheet[first].after_blank)


def _continuation(sheet: list[Line], first: int, measures: Measures) -> int:
    """Where the last note of the sheet before goes on: small lines (indented ones in text) under a blank line."""
    begin = first
    for i in range(first - 1, -1, -1):
        small = sheet[i].height <= 0.96 * measures.height if measures.geometric else sheet[i].left >= 3
        if not small:
            break
        apart = measures.geometric and i > 0 and measures.gap(sheet[i - 1], sheet[i]) > _APART
        if sheet[i].after_blank or apart:
            begin = i
            break
    return begin if measures.geometric or first < len(sheet) else first
