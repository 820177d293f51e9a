"""What one paragraph changes in another: an edit script over words that never cuts one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from travaux.text.comparing.words import matching
from travaux.text.consolidating.elements import Element, Paragraph, is_space, pieces

if TYPE_CHECKING:
    from travaux.text.consolidating.versions import Version

__all__ = ["Edit", "edits_between", "kept_share", "same_edges", "scripts", "shifted"]

_CLOSING = tuple(",;:.)]")
_ENDING = tuple(".;:")
Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """Elements of the old text, from `start` up to `end`, that the new text says otherwise.

    Where both are one choice of the same frame, `inner` says what becomes of the words of each of its options.
    """

    start: int
    end: int
    new: tuple[Element, ...]
    keys: tuple[str, ...]
    inner: tuple[Version, ...] = field(default=(), compare=False)

    @property
    def keeps(self) -> bool:
        """Whether it takes nothing away: it puts words in, or changes a choice within."""
        return self.start == self.end or bool(self.inner)


def edits_between(old: Paragraph, new: Paragraph) -> list[Edit]:
    """The edits that make the words of one paragraph those of another, in order.

    Differences of white space alone are none.
    """
    if old.plain is not None and new.plain is not None:
        found = _plain_edits(old, new.plain)
    else:
        found = _edits(old.keys, new.keys, new.elements)
    return _slid(old.keys, found) if found else found


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
    return found


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


def _slid(keys: Sequence[str], edits: Sequence[Edit]) -> list[Edit]:
    """Insertions and deletions moved, where the words beside them allow it, to where they read best."""
    result: list[Edit] = []
    low = 0
    for edit, after in zip(edits, [*(each.start for each in edits[1:]), len(keys)], strict=True):
        moved = edit
        if edit.start == edit.end:
            # Words that a tracked change put in stay where it put them.
            if all(isinstance(element, str) for element in edit.new):
                moved = _moved_insertion(keys, edit, low, after)
        elif not edit.new:
            size = edit.end - edit.start
            by = _best_shift(keys, keys[edit.start : edit.end], edit.start, (low, after - size), size)
            moved = Edit(edit.start + by, edit.end + by, (), ())
        result.append(moved)
        low = moved.end
    return result


def _moved_insertion(keys: Sequence[str], edit: Edit, low: int, high: int) -> Edit:
    by = _best_shift(keys, edit.keys, edit.start, (low, high), 0)
    turn = by % len(edit.keys)
    return Edit(
        edit.start + by, edit.start + by, edit.new[turn:] + edit.new[:turn], edit.keys[turn:] + edit.keys[:turn]
    )


def _best_shift(keys: Sequence[str], piece: Sequence[str], start: int, bounds: tuple[int, int], gap: int) -> int:
    """How far a piece is best moved; what it passes must be what it ends or begins with.

    Args:
        start: where it begins, or would stand if it is new.
        bounds: how far back and forth its beginning may go.
        gap: how many of the keys it takes up itself; 0 if it is new.
    """
    size, (low, high) = len(piece), bounds
    left = right = 0
    while left < size and start - left > low and keys[start - left - 1] == piece[-1 - left]:
        left += 1
    while right < size and start + right < high and keys[start + gap + right] == piece[right]:
        right += 1
    if not left and not right:
        return 0
    return max(range(-left, right + 1), key=lambda by: (_reads(keys, piece, start + by, by), -abs(by)))


def _reads(keys: Sequence[str], piece: Sequence[str], start: int, by: int) -> int:
    """How well a piece, turned so far, reads when it stands in brackets of its own."""
    turn = by % len(piece)
    first, last = piece[turn], piece[turn - 1]
    begins = first if not is_space(first) else piece[(turn + 1) % len(piece)]
    before = next((key for key in reversed(keys[max(start - 2, 0) : start]) if not is_space(key)), "")
    good = 4 * is_space(last) if start == 0 else 4 * (is_space(first) and not is_space(last))
    good += 2 * (not begins.startswith(_CLOSING))
    good += 3 * (begins[:1].isupper() and (start == 0 or before.startswith(_ENDING)))
    return good + before.startswith(_CLOSING)


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
