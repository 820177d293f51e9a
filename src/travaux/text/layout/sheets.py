"""The sheets of a plain text: where its pages ended when it was printed."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from travaux.text.layout.lines import Line

__all__ = ["MARGIN", "sheets_of"]

MARGIN = 8
"""Columns from one tab stop to the next."""
_NUMBER = re.compile(r"\W*(?:[Pp]age\s+)?(\d{1,4})\W*")
_NEAR = 4


def sheets_of(text: str) -> list[list[Line]]:
    """The lines of a plain text that are not blank, by the sheets it was printed on.

    A sheet ends at a form feed; where there is none, at the header that stands again and again beside a page number
    that counts on; where there is none either, the text is one sheet. Columns count tabs as one character, but `left`
    and `right` count tab stops.

    Args:
        text: the source, with lines ended by a line feed only.
    """
    lines: list[Line] = []
    sheet, blank = 0, True
    for number, raw in enumerate(text.split("\n"), 1):
        feed = raw.find("\f")
        words = raw.rstrip()
        if not words:
            sheet += raw.count("\f")
            blank = True
            continue
        lead = len(words) - len(words.lstrip())
        sheet += words.count("\f", 0, lead) if feed >= 0 else 0
        expanded = words.replace("\f", " ").expandtabs(MARGIN) if "\t" in words or feed >= 0 else words
        left = len(expanded) - len(expanded.lstrip())
        line = Line(words, None, number, sheet, left, len(expanded), -number, -number, after_blank=blank)
        sheet += raw.count("\f", lead) if feed >= 0 else 0
        lines.append(line)
        blank = False
    if lines and lines[-1].sheet == lines[0].sheet:
        _number_sheets(lines)
    sheets: list[list[Line]] = [[] for _ in range(lines[-1].sheet + 1 if lines else 0)]
    for line in lines:
        sheets[line.sheet].append(line)
    return sheets


def _number_sheets(lines: list[Line]) -> None:
    """Number the sheets of a text without form feeds, by its running header and page numbers."""
    numbers = [(i, int(match[1])) for i, line in enumerate(lines) if (match := _NUMBER.fullmatch(line.text))]
    counted = {i for (i, n), (j, m) in pairwise(numbers) if m == n + 1 for i in (i, j)}
    near: Counter[str] = Counter()
    for i in counted:
        near.update({_words(line) for line in lines[max(0, i - _NEAR) : i + _NEAR + 1]} - {""})
    header, count = max(near.items(), key=lambda item: item[1], default=("", 0))
    if count < 3 or count < 0.6 * len(counted):
        return
    sheet = -1
    tops = {i for i, line in enumerate(lines) if _words(line) == header}
    above = any(i + 1 in counted for i in tops) and not any(i - 1 in counted for i in tops)
    starts = {i + 1 if above else i for i in tops}
    for i, line in enumerate(lines):
        sheet += 1 if i == 0 or i in starts else 0
        line.sheet = sheet


def _words(line: Line) -> str:
    """The words of a line with its numbers left aside; empty if it has only numbers."""
    text = re.sub(r"\d+", "#", " ".join(line.text.split()))
    return text if re.search(r"[^\W_]", text) else ""
