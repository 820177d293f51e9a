"""Positions of characters on a PDF page, asked of pdfium only where they matter."""

from __future__ import annotations

import re
from ctypes import byref
from typing import Any

import pypdfium2.raw as pdfium

from travaux.text.layout.hyphens import SOFT
from travaux.text.layout.lines import Line

__all__ = ["Glyphs", "printed_lines"]

_NUMBER = re.compile(r"\d+|[*†‡]+")
_SMALL = 0.82
"""Height of a superscript, relative to the letters beside it, at most."""
_BOLD = 600


class Glyphs:
    """The boxes of the characters of one text page.

    Args:
        textpage: the text page of pdfium.
        text: its text, as `get_text_range()` gives it.
    """

    def __init__(self, textpage: Any, text: str) -> None:
        self._page = textpage
        self._rect = pdfium.FS_RECTF()
        self._pointer = byref(self._rect)
        self._same = pdfium.FPDFText_CountChars(textpage) == len(text)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, bottom and height, in points, of the character at this place of the text; zeros if unknown."""
        rect = self._rect
        if not self._same:
            index = pdfium.FPDFText_GetCharIndexFromTextIndex(self._page, index)
        if index < 0 or not pdfium.FPDFText_GetLooseCharBox(self._page, index, self._pointer):
            return 0.0, 0.0, 0.0, 0.0
        bottom = rect.bottom
        return rect.left, rect.right, bottom, rect.top - bottom

    def bold(self, index: int) -> bool:
        """Whether the character at this place of the text is set in a bold font."""
        if not self._same:
            index = pdfium.FPDFText_GetCharIndexFromTextIndex(self._page, index)
        return index >= 0 and pdfium.FPDFText_GetFontWeight(self._page, index) >= _BOLD


def printed_lines(textpage: Any, text: str, page: int) -> list[Line]:
    """The lines of a PDF page that are not blank, with their geometry.

    Args:
        textpage: the text page of pdfium.
        text: its text; lines end at line feeds, before which a carriage return may stand.
        page: its number, from 1.
    """
    glyphs = Glyphs(textpage, text)
    lines: list[Line] = []
    at, blank = 0, True
    for number, raw in enumerate(text.split("\n"), 1):
        words = raw.rstrip()
        if words:
            lines.append(_line(glyphs, words, at, page, number, blank))
        blank = not words
        at += len(raw) + 1
    return lines


def _line(glyphs: Glyphs, words: str, at: int, page: int, number: int, blank: bool) -> Line:
    start = len(words) - len(words.lstrip())
    left, _, base, height = glyphs.box(at + start)
    _, right, last_base, last_height = glyphs.box(at + len(words) - 1)
    if SOFT not in words:
        if height < _SMALL * last_height:
            base = last_base
        elif last_height < _SMALL * height:
            last_base = base
    tall = max(height, last_height)
    bold = len(words) < 90 and words[-1] not in ".;," and glyphs.bold(at + start) and glyphs.bold(at + len(words) - 1)
    line = Line(words, page, number, page - 1, left, right, base, last_base, tall or 1.0, (), bold, blank)
    line.raised = _raised(glyphs, line, at)
    return line


def _raised(glyphs: Glyphs, line: Line, at: int) -> tuple[int, ...]:
    """Columns of the numbers of a line that are set small and above the letters beside them."""
    text = line.text
    raised: list[int] = []
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if end - start == len(text.strip()):
            raised.append(start)
            continue
        ceiling = _SMALL * line.height
        _, _, bottom, height = glyphs.box(at + start)
        if height >= ceiling and end - start > 1:
            start, bottom, height = _tail(glyphs, at, start, end, ceiling)
        if 0 < height < ceiling and _above(glyphs, text, at, start, bottom, ceiling):
            raised.append(start)
    return tuple(raised)


def _tail(glyphs: Glyphs, at: int, start: int, end: int, ceiling: float) -> tuple[int, float, float]:
    """Where small digits begin after large ones (`2015` and note 1), with bottom and height of the first small one."""
    found = (start, 0.0, 0.0)
    for column in range(end - 1, max(start, end - 4), -1):
        _, _, bottom, height = glyphs.box(at + column)
        if not 0 < height < ceiling:
            break
        found = (column, bottom, height)
    return found


def _above(glyphs: Glyphs, text: str, at: int, start: int, bottom: float, ceiling: float) -> bool:
    """Whether a small number stands higher than what is printed before it, or begins its line."""
    beside = len(text[:start].rstrip()) - 1
    if beside < 0:
        return True
    _, _, other, tall = glyphs.box(at + beside)
    if tall < ceiling:
        return not text[beside].isalnum()
    return bottom > other + 0.1 * tall
