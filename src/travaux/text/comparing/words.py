"""Which words of one list stand in the other: the exact shortest script, without the chance matches nobody can read.

The script is that of rapidfuzz (insertions and deletions only). A word or two that happen to be equal in the middle of
a passage that was rewritten make a redline unreadable, so such islands count as rewritten as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

__all__ = ["Block", "is_word", "matching"]

Block = tuple[int, int, int]
"""Start in the old list, start in the new list, length."""


def is_word(key: str) -> bool:
    """Whether a token counts as a word: whether it has a letter or a digit.

    Example:
        >>> [is_word(key) for key in ("Parties", "1.5", "约", ",", "____")]
        [True, True, True, False, False]
    """
    return key[:1].isalnum() or any(map(str.isalnum, key))


def matching(old: Sequence[str], new: Sequence[str], island: int = 3) -> list[Block]:
    """The runs of equal words, in order.

    Args:
        old, new: the words.
        island: the most words that a run may have to be taken for a chance match, among enough changed words.

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
    return _without_islands(found, old, new, island)


def _without_islands(found: list[Block], old: Sequence[str], new: Sequence[str], island: int) -> list[Block]:
    """The runs, without those that are lost among changed words on both sides."""
    kept: list[Block] = []
    ends = [*found[1:], (len(old), len(new), 0)]
    for block, after in zip(found, ends, strict=False):
        i, j, length = block
        before_i, before_j = (kept[-1][0] + kept[-1][2], kept[-1][1] + kept[-1][2]) if kept else (0, 0)
        if length <= island:
            size = _letters(old, i, i + length)
            left = min(_letters(old, before_i, i), _letters(new, before_j, j))
            right = min(_letters(old, i + length, after[0]), _letters(new, j + length, after[1]))
            if 2 * size < min(left, right):
                continue
        kept.append(block)
    return kept


def _letters(words: Sequence[str], start: int, end: int) -> int:
    return sum(len(word) for word in words[start:end] if word[:1].isalnum())
