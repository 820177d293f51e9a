"""Hyphens at line ends: part of the word, or put there by the typesetter."""

from __future__ import annotations

import re

__all__ = ["SOFT", "Hyphens"]

SOFT = "\ufffe"
"""What pdfium puts for a hyphen at a line end, after which it goes on with the next printed line."""
_LAST = re.compile(r"([^\W\d_]+)[-‐\u00ad\ufffe]?\s*$")
_PREFIXES = re.compile(
    "non|self|co|pre|post|re|multi|inter|counter|anti|well|ex|vice|semi|sub|cross|long|short|high|low|trans|extra|intra|"
    "over|under|mid|two|three|full|part|all|half|near"
)
_FIRST = re.compile(r"[^\W\d_]+")


class Hyphens:
    """Knows the words of one document, and so whether a hyphen at a line end belongs to its word.

    Args:
        source: the words of the document, as printed.

    Example:
        >>> Hyphens("the development of well-known marks").belongs("every develop-", "ment")
        False
        >>> Hyphens("the development of well-known marks").belongs("some well-", "known")
        True
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._lowered: str | None = None
        self._known: dict[tuple[str, str], bool] = {}

    def belongs(self, before: str, after: str) -> bool:
        """Whether a word broken between these two texts keeps its hyphen.

        It does if the hyphenated word occurs elsewhere, or if the joined one does not and both parts are words: parts
        that stand in the document by themselves, or prefixes that usually take a hyphen.
        """
        last, first = _LAST.search(before[-60:]), _FIRST.match(after)
        if not last or not first:
            return True
        pair = last[1].lower(), first[0].lower()
        if pair not in self._known:
            if self._lowered is None:
                self._lowered = self._source.lower()
            hyphenated = self._occurs("-".join(pair)) or self._occurs("‑".join(pair))
            joined = self._occurs("".join(pair))
            words = _PREFIXES.fullmatch(pair[0]) is not None or all(self._occurs(part) for part in pair)
            self._known[pair] = hyphenated or (not joined and words)
        return self._known[pair]

    def _occurs(self, word: str) -> bool:
        """Whether the word stands in the document, not as a part of a longer one."""
        text = self._lowered or ""
        at = text.find(word)
        while at >= 0:
            if not _joins(text[at - 1 : at]) and not _joins(text[at + len(word) : at + len(word) + 1]):
                return True
            at = text.find(word, at + 1)
        return False


def _joins(sign: str) -> bool:
    return sign.isalpha() or sign in ("-", "\u2010", "\u2011", SOFT)
