"""Words that must find room in a picture: their breadth, and how they are cut or broken into lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

__all__ = ["breadth", "counted", "drawable", "fitted", "folded"]

# Characters that no XML can hold may stand in a title somebody typed; the library that draws would end the process.
_NO_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")

# Shares of the size of the letters, on the broad side of common sans-serif faces.
_NARROW = frozenset("ijltfrI.,:;'’|!()[]/ ")
_WIDE = frozenset("mwMW@%…—")


def drawable(content: Any) -> Any:
    """Words, or whatever holds words, without the characters that cannot be drawn.

    Example:
        >>> drawable({"title": ["a\\x00b"], "width": 3})
        {'title': ['ab'], 'width': 3}
    """
    if isinstance(content, str):
        return _NO_XML.sub("", content)
    if isinstance(content, dict):
        return {drawable(key): drawable(each) for key, each in content.items()}
    if isinstance(content, list | tuple):
        return type(content)(map(drawable, content))
    return content


def _parted(words: str) -> list[str]:
    """The words between spaces and ends of lines; a wide space belongs to the word it stands in."""
    return [word for word in re.split(r"[ \t\r\n]+", words) if word]


@cache
def _share(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.31
    if letter in _WIDE:
        return 0.9
    return 0.7 if letter.isupper() else 0.57


def breadth(words: str, size: float = 11) -> float:
    """About how many pixels words take in a line, with letters of that size in pixels."""
    return size * sum(map(_share, words))


def fitted(words: str, room: float, size: float = 11) -> str:
    """The words, cut at the end if they need more room in pixels than there is.

    Example:
        >>> fitted("European Union (until 2009 European Community)", 120)
        'European Union (unti…'
    """
    words = " ".join(_parted(words))
    if breadth(words, size) <= room:
        return words
    return words[: _fit(words, room - breadth("…", size), size)].rstrip(" (,;:") + "…"


def _fit(words: str, room: float, size: float) -> int:
    """How many letters from the start find room."""
    left = room / size
    for place, letter in enumerate(words):
        left -= _share(letter)
        if left < 0:
            return place
    return len(words)


def folded(words: str, room: float, size: float = 11, most: int | None = None) -> list[str]:
    """The words in lines that fit into the room; the last of `most` lines is cut if that is not enough.

    Example:
        >>> folded("A rule on the law that governs: that of the country nearest", 150, most=2)
        ['A rule on the law that', 'governs: that of the countr…']
    """
    lines: list[str] = []
    left = [piece for word in _parted(words) for piece in _pieces(word, room, size)]
    while left:
        if most is not None and len(lines) == most - 1:
            return [*lines, fitted(_joined(left), room, size)]
        taken = 1
        while taken < len(left) and left[taken - 1].ends and breadth(_joined(left[: taken + 1]), size) <= room:
            taken += 1
        lines.append(_joined(left[:taken]))
        left = left[taken:]
    return lines or [""]


class _Piece(NamedTuple):
    """A word, or a part of one that is longer than a line; `ends` says whether a space follows."""

    words: str
    ends: bool


def _pieces(word: str, room: float, size: float) -> Iterator[_Piece]:
    while (end := max(1, _fit(word, room, size))) < len(word):
        yield _Piece(word[:end], ends=False)
        word = word[end:]
    yield _Piece(word, ends=True)


def _joined(pieces: Sequence[_Piece]) -> str:
    return "".join(piece.words + " " * piece.ends for piece in pieces).strip(" ")


def counted(number: int, noun: str, many: str = "") -> str:
    """A number with its noun.

    Example:
        >>> counted(1, "delegation"), counted(1200, "delegation"), counted(2, "party", "parties")
        ('1 delegation', '1,200 delegations', '2 parties')
    """
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"
