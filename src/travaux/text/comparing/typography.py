"""What is only typography: straight or curly quotes and apostrophes, hyphens or dashes, spaces that do not break."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["folded", "unspaced"]

_FOLDED = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc`\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u00a0\u2007\u202f\u2009", " ")
    | {"\u00ad": None, "\u2060": None, "\ufeff": None}
)
_AROUND = re.compile(r" ?(['\"-]) ?")


def folded(words: str) -> str:
    """Words with plain quotes, hyphens and spaces.

    Example:
        >>> folded("the Parties\u2019 share of 40\u201370\u00a0per cent")
        "the Parties' share of 40-70 per cent"
    """
    return words if words.isascii() else words.translate(_FOLDED)


def unspaced(keys: Iterable[str]) -> str:
    """Words and signs in one line, without spaces round quotes and hyphens.

    Example:
        >>> unspaced(["40", "\u2013", "70", "per", "cent"]) == unspaced(["40-70", "per", "cent"])
        True
    """
    return _AROUND.sub(r"\1", " ".join(map(folded, keys)))
