"""Ranges of printed tokens cut where the kind of token, the style or the author of a tracked change goes over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from travaux.text.comparing.printed import WORD, Printed
from travaux.text.model import Change, Text

__all__ = ["Pieces", "Struck"]

Piece = tuple[int, int, int, Text | None]
"""Kind of token, start and end, and the text node where the words have a style or a tracked change."""

_SAME_KIND = re.compile(rb"\x00+|\x01+|\x02+|\x03+")


class Pieces:
    """Cuts token ranges of one text.

    Args:
        text: the printed text.

    Example:
        >>> import travaux
        >>> from travaux.text.comparing.printed import printed
        >>> text = printed(travaux.read_text("Each Party [shall] act.").body)
        >>> [(kind, text.tokens[start:end]) for kind, start, end, _ in Pieces(text).cut(0, 7)]
        [(0, ['Each ', 'Party ']), (1, ['[']), (0, ['shall']), (1, ['] ']), (0, ['act', '.'])]
    """

    def __init__(self, text: Printed) -> None:
        self._kinds = bytes(text.kinds)
        self._starts: list[int] = [0]
        self._nodes: list[Text | None] = [None]
        for run in text.runs:
            node = run.node if run.node.marks or run.node.change else None
            if node is not None or self._nodes[-1] is not None:
                self._starts.append(run.start)
                self._nodes.append(node)
        self._plain = len(self._nodes) == 1

    def plain(self, start: int, end: int) -> bool:
        """Whether a range holds nothing but words without style or author."""
        return self._plain and self._kinds.count(0, start, end) == end - start

    def cut(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of a range, in order."""
        if start == end:
            return
        if self._kinds.count(0, start, end) == end - start:
            yield from self._by_node(start, end)
            return
        for found in _SAME_KIND.finditer(self._kinds, start, end):
            kind = self._kinds[found.start()]
            if kind == WORD:
                yield from self._by_node(found.start(), found.end())
            else:
                yield kind, found.start(), found.end(), None

    def _by_node(self, start: int, end: int) -> Iterator[Piece]:
        if self._plain:
            yield WORD, start, end, None
            return
        place = bisect_right(self._starts, start) - 1
        while start < end:
            after = self._starts[place + 1] if place + 1 < len(self._starts) else end
            if after > start:
                yield WORD, start, min(after, end), self._nodes[place]
                start = after
            place += 1


class Struck:
    """Who took words out, where tracked changes of the new text say so.

    Args:
        text: the new text as printed.
    """

    def __init__(self, text: Printed) -> None:
        self._by_unit: dict[int, list[tuple[str, Change]]] = {}
        for unit, node in text.struck:
            if node.change is not None:
                self._by_unit.setdefault(unit, []).append((_folded(node.text), node.change))

    @property
    def any(self) -> bool:
        """Whether anybody struck anything."""
        return bool(self._by_unit)

    def of(self, words: str, units: tuple[int, ...]) -> Change | None:
        """The tracked change that took these words out of one of the units, None if there is none."""
        if not self._by_unit:
            return None
        wanted = _folded(words)
        around = {near for unit in units for near in (unit - 1, unit)}
        for unit in sorted(around):
            for struck, change in self._by_unit.get(unit, ()):
                if wanted and wanted in struck:
                    return change
        return None


def _folded(words: str) -> str:
    return " ".join(words.split())
