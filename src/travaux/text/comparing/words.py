"""Which words of one list stand in the other: the exact shortest script, without the chance matches nobody can read.

The script is that of rapidfuzz (insertions and deletions only). A word or two that happen to be equal in the middle of
a passage that was rewritten make a redline unreadable, so such islands count as rewritten as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

__all__ = ["Block", "matching"]

Block = tuple[int, int, int]
"""Start in the old list, start in the new list, length."""


def matching(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """The runs of equal words, in order.

    Example:
        >>> matching("Each Party shall act .".split(), "Each Party may act promptly .".split())
        [(0, 0, 2), (3, 3, 1), (4, 5, 1)]
    """
    if old == new:
        return [(0, 0, len(old))] if old else []
    found = [
        (code.src_start, code.dest_start, code.src_end - code.src_start)
        for code in Indel.opcodes(old, new)
        if code.tag == "equal"
    ]
    return _without_islands(found, old, new)


def _without_islands(found: list[Block], old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """The runs, without those that are lost among changed words on both sides."""
    kept: list[Block] = []
    ends = [*found[1:], (len(old), len(new), 0)]
    for block, after in zip(found, ends, strict=False):
        i, j, length = block
        before_i, before_j = (kept[-1][0] + kept[-1][2], kept[-1][1] + kept[-1][2]) if kept else (0, 0)
        size = _letters(old, i, i + length)
        left = min(_letters(old, before_i, i), _letters(new, before_j, j))
        right = min(_letters(old, i + length, after[0]), _letters(new, j + length, after[1]))
        if length <= _ISLAND and 2 * size < min(left, right):
            continue
        kept.append(block)
    return kept


_ISLAND = 3


def _letters(words: Sequence[str], start: int, end: int) -> int:
    return sum(len(word) for word in words[start:end] if word[:1].isalnum())
