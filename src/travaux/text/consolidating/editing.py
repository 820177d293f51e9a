"""What one paragraph changes in another: an edit script over words that never cuts one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from travaux.text.comparing.words import matching
from travaux.text.consolidating.elements import Element, Paragraph, is_space, pieces

__all__ = ["Edit", "edits_between", "kept_share", "same_edges", "scripts", "shifted"]

_CLOSING = tuple(",;:.)]")
Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """Elements of the old text, from `start` up to `end`, that the new text says otherwise."""

    start: int
    end: int
    new: tuple[Element, ...]
    keys: tuple[str, ...]


def edits_between(old: Paragraph, new: Paragraph) -> list[Edit]:
    """The edits that make the words of one paragraph those of another, in order.

    Differences of white space alone are none.
    """
    if old.plain is not None and new.plain is not None:
        return _plain_edits(old, new.plain)
    return _edits(old.keys, new.keys, new.elements)


def _edits(old: Sequence[str], new: Sequence[str], elements: Sequence[Element], shift: int = 0) -> list[Edit]:
    return [
        Edit(a0 + shift, a1 + shift, tuple(elements[b0:b1]), tuple(new[b0:b1])) for a0, a1, b0, b1 in scripts(old, new)
    ]


def _plain_edits(old: Paragraph, new: str) -> list[Edit]:
    """As above, for words in plain style: only what lies between the first and the last difference is compared."""
    words = old.plain or ""
    if words == new:
        return []
    first, last = _same_before(words, new), _same_after(words, new)
    first = max(words.rfind(" ", 0, first), 0)
    last = min(last, len(words) - first, len(new) - first)
    stop = words.find(" ", len(words) - last) if last else -1
    offsets = old.offsets
    # White space is where words end in both texts alike.
    lo = max(bisect_right(offsets, first) - 1, 0) if first else 0
    hi = bisect_left(offsets, stop) if stop >= 0 else len(offsets) - 1
    if stop >= 0 and (offsets[hi] != stop or hi < lo):
        hi = len(offsets) - 1
    tail = len(words) - offsets[hi]
    changed = pieces(new[offsets[lo] : len(new) - tail])
    return _edits(old.keys[lo:hi], changed, changed, lo)


def _same_before(one: str, other: str) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_after(one: str, other: str) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def same_edges(one: str, other: str) -> float:
    """How much of the shorter of two texts their common beginning and end are, from 0 to 1."""
    least = min(len(one), len(other))
    return min(_same_before(one, other) + _same_after(one, other), least) / least if least else 1.0


def scripts(old: Sequence[str], new: Sequence[str]) -> list[Range]:
    """Ranges of keys that differ: start and end in the old list, start and end in the new one."""
    old_words = [place for place, key in enumerate(old) if not is_space(key)]
    new_words = [place for place, key in enumerate(new) if not is_space(key)]
    found: list[Range] = []
    a = b = 0
    for i, j, length in matching([old[place] for place in old_words], [new[place] for place in new_words]):
        for step in range(length):
            here, there = old_words[i + step], new_words[j + step]
            _differs(old, new, (a, here, b, there), found)
            a, b = here + 1, there + 1
    _differs(old, new, (a, len(old), b, len(new)), found)
    return list(_slid(old, new, found))


def _differs(old: Sequence[str], new: Sequence[str], between: Range, found: list[Range]) -> None:
    a0, a1, b0, b1 = between
    if a1 - a0 <= 1 and b1 - b0 <= 1:
        both = (*old[a0:a1], *new[b0:b1])
        if not both or all(map(is_space, both)):
            return
    # The white space before words goes with them, so equal ends are cut off first.
    while a1 > a0 and b1 > b0 and old[a1 - 1] == new[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
    while a1 > a0 and b1 > b0 and old[a0] == new[b0]:
        a0, b0 = a0 + 1, b0 + 1
    # Where one side is nothing but a space, the space that is left of the other stands for it.
    if b1 > b0 and all(map(is_space, new[b0:b1])) and a1 > a0 and is_space(old[a1 - 1]):
        a1, b1 = a1 - 1, b0
    elif a1 > a0 and all(map(is_space, old[a0:a1])) and b1 > b0 and is_space(new[b1 - 1]):
        b1, a1 = b1 - 1, a0
    if not all(map(is_space, (*old[a0:a1], *new[b0:b1]))):
        found.append((a0, a1, b0, b1))


def _slid(old: Sequence[str], new: Sequence[str], found: list[Range]) -> Iterator[Range]:
    """Insertions and deletions moved, where the words allow it, to where they read best."""
    before = 0
    for (a0, a1, b0, b1), after in pairwise([*found, (len(old), 0, 0, 0)]):
        if a0 != a1 and b0 != b1:
            yield a0, a1, b0, b1
            before = a1
            continue
        words, start, end = (new, b0, b1) if a0 == a1 else (old, a0, a1)
        left = right = 0
        while a0 - left > before and words[start - left - 1] == words[end - left - 1]:
            left += 1
        while a1 + right < after[0] and end + right < len(words) and words[start + right] == words[end + right]:
            right += 1
        shift = max(range(-left, right + 1), key=lambda by: (_reads(words, start + by, end + by), -abs(by)))
        yield a0 + shift, a1 + shift, b0 + shift, b1 + shift
        before = a1 + shift


def _reads(words: Sequence[str], start: int, end: int) -> int:
    """How well a piece reads when it stands in brackets of its own."""
    first, last = words[start], words[end - 1]
    begins = next((key for key in words[start:end] if not is_space(key)), "")
    good = 0
    if start == 0:
        good += 4 * is_space(last)
    else:
        good += 4 * (is_space(first) and not is_space(last))
    good += 2 * (not begins.startswith(_CLOSING))
    return good + (start == 0 or words[start - 1].startswith(_CLOSING) or begins[:1].isupper())


def kept_share(old: Sequence[str], new: Sequence[str]) -> float:
    """How much of the shorter of two lists of keys stands in the other too, from 0 to 1, in letters."""
    one = [key for key in old if not is_space(key)]
    other = [key for key in new if not is_space(key)]
    least = min(sum(map(len, one)), sum(map(len, other)))
    kept = sum(len(key) for i, _, length in matching(one, other) for key in one[i : i + length])
    return kept / least if least else float(not one and not other)


def shifted(edits: Sequence[Edit], place: int) -> int:
    """The place in the old text of a place in the new one; inside an edit it is the end of that edit."""
    shift = 0
    for edit in edits:
        if place <= edit.start + shift:
            break
        if place <= edit.start + shift + len(edit.new):
            return edit.end
        shift += len(edit.new) - (edit.end - edit.start)
    return place - shift
