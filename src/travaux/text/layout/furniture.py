"""Page furniture: running headers and footers, page numbers and blacked-out rows, which are not words of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from travaux.text.layout.lines import Line
from travaux.text.manuscript import Dropped

__all__ = ["without_furniture"]

_DIGITS = re.compile(r"\d+")
_BLACK = re.compile(r"\s*(?:[█▇■]\s*){2,}")
_PAGE_NUMBER = re.compile(r"\W*(?:[Pp]age\s+)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\W*")
_NUMBERS, _DIGITS_AT_MOST = 4, 6
_DEEPEST = 8
"""How many lines of furniture a page may begin or end with."""


def without_furniture(sheets: list[list[Line]]) -> tuple[list[list[Line]], list[Dropped]]:
    """The sheets without their furniture, and what was taken away.

    A line is furniture if it is repeated at the same place at the outer edge of at least three pages and a fifth of
    all (word for word, or but for a number that counts the pages), or is a page number that counts on from page to
    page, or is a row of black boxes.

    Args:
        sheets: the lines of each physical page, in reading order.
    """
    repeated = _repeated(sheets)
    offsets = _offsets(sheets)
    kept: list[list[Line]] = []
    dropped: list[Dropped] = []
    for index, sheet in enumerate(sheets):
        away: dict[int, str] = {i: "black boxes" for i, line in enumerate(sheet) if _BLACK.fullmatch(line.text)}
        for edge, reason in ((True, "running header"), (False, "running footer")):
            for i in _outermost(sheet, edge):
                number = _page_number(sheet[i])
                if i in away:
                    continue
                again = any(key in repeated for key in _keys(sheet[i], edge, index))
                if number is not None and (number - index in offsets or again):
                    away[i] = "page number"
                elif again:
                    away[i] = reason
                else:
                    break
        kept.append([line for i, line in enumerate(sheet) if i not in away])
        for i, why in sorted(away.items()):
            dropped.append(Dropped(sheet[i].text.strip(), why, sheet[i].page, sheet[i].number))
    return kept, dropped


def _outermost(sheet: list[Line], top: bool) -> Iterator[int]:
    """Indices of the lines of a sheet from one edge inwards."""
    order = sorted(range(len(sheet)), key=lambda i: -sheet[i].base if top else sheet[i].base)
    yield from order[:_DEEPEST]


Key = tuple[str, bool, int, int, int]


def _keys(line: Line, top: bool, sheet: int) -> Iterator[Key]:
    """What makes lines of furniture the same: words, edge, height, and how a number in them counts the pages.

    `Article 2` and `Article 6` at the top of two pages are alike but for a number that counts nothing: not furniture.
    """
    words = " ".join(line.text.split())
    height = round(line.base / 4) if line.page is not None else 0
    if any(map(str.isalpha, words)):
        yield words, top, height, -1, 0
        masked = _DIGITS.sub("#", words)
        for place, found in enumerate(_DIGITS.findall(words)[:_NUMBERS]):
            yield masked, top, height, place, int(found[:_DIGITS_AT_MOST]) - sheet


def _repeated(sheets: list[list[Line]]) -> set[Key]:
    seen: Counter[Key] = Counter()
    for index, sheet in enumerate(sheets):
        lines = {(i, top) for top in (True, False) for i in _outermost(sheet, top)}
        seen.update({key for i, top in lines for key in _keys(sheet[i], top, index)})
    enough = max(3, len(sheets) / 5) if len(sheets) > 3 else max(2, len(sheets))
    return {key for key, count in seen.items() if count >= enough}


def _page_number(line: Line) -> int | None:
    match = _PAGE_NUMBER.fullmatch(line.text)
    return int(match[1]) if match else None


def _offsets(sheets: list[list[Line]]) -> set[int]:
    """Differences between printed page number and place in the file that hold on several pages."""
    seen: Counter[int] = Counter()
    for index, sheet in enumerate(sheets):
        edges = [*list(_outermost(sheet, True))[:3], *list(_outermost(sheet, False))[:3]]
        numbers = {number for i in edges if (number := _page_number(sheet[i])) is not None}
        seen.update({number - index for number in numbers})
    enough = max(3, len(sheets) / 5) if len(sheets) > 3 else 2
    return {offset for offset, count in seen.items() if count >= enough}
