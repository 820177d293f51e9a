"""Changes inside a choice of the base: its options are compared one by one, so that it is printed only once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from travaux.text.consolidating.editing import Edit, kept_share, scripts
from travaux.text.consolidating.elements import Names, Paragraph, frame_of, pieces
from travaux.text.model import Choice
from travaux.text.wording import plain_words

if TYPE_CHECKING:
    from travaux.text.consolidating.versions import Version

__all__ = ["Inner", "nested"]

Inner = Callable[[Choice, Choice, Names], tuple["Version", ...]]
"""What becomes of the words of each option of a choice; nothing if they stay as they are."""
_MOST_CROSSED = 100
_FRAME = 0.01  # what an equal frame is worth where no word is kept


def nested(paragraph: Paragraph, edits: Sequence[Edit], inside: Inner) -> list[Edit]:
    """The edits, those split that put a choice in the place of one of the same frame.

    Args:
        paragraph: the old paragraph.
        edits: what a proposal changes in it.
        inside: what becomes of the options of a choice.
    """
    return [part for edit in edits for part in _split(paragraph, edit, inside)]


def _split(paragraph: Paragraph, edit: Edit, inside: Inner) -> Iterator[Edit]:
    pairs = _pairs(paragraph, edit)
    if not pairs:
        yield edit
        return
    place, upto = edit.start, 0
    for n, m in pairs:
        yield from _between(paragraph, edit, (place, n, upto, m))
        old, new = paragraph.elements[n], edit.new[m]
        if isinstance(old, Choice) and isinstance(new, Choice):
            found = inside(old, new, paragraph.names)
            if found:
                yield Edit(n, n + 1, (new,), (edit.keys[m],), found)
        place, upto = n + 1, m + 1
    yield from _between(paragraph, edit, (place, edit.end, upto, len(edit.new)))


def _between(paragraph: Paragraph, edit: Edit, bounds: tuple[int, int, int, int]) -> Iterator[Edit]:
    i0, i1, j0, j1 = bounds
    for a0, a1, b0, b1 in scripts(paragraph.keys[i0:i1], edit.keys[j0:j1]):
        yield Edit(i0 + a0, i0 + a1, edit.new[j0 + b0 : j0 + b1], edit.keys[j0 + b0 : j0 + b1])


def _pairs(paragraph: Paragraph, edit: Edit) -> list[tuple[int, int]]:
    """The choices of one frame in order, those together that have most words in common."""
    ours = [(n, each) for n in range(edit.start, edit.end) if isinstance(each := paragraph.elements[n], Choice)]
    theirs = [(m, each) for m, each in enumerate(edit.new) if isinstance(each, Choice)]
    if not ours or not theirs or len(ours) * len(theirs) > _MOST_CROSSED:
        return []
    best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(0.0, [])] * (len(theirs) + 1)]
    for n, one in ours:
        row: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
        for place, (m, other) in enumerate(theirs):
            found = max(best[-1][place + 1], row[-1], key=lambda item: item[0])
            if frame_of(one, paragraph.names) == frame_of(other, paragraph.names):
                score = best[-1][place][0] + _FRAME + kept_share(_words(one), _words(other))
                found = (score, [*best[-1][place][1], (n, m)]) if score > found[0] else found
            row.append(found)
        best.append(row)
    return best[-1][-1][1]


def _words(choice: Choice) -> list[str]:
    return pieces(plain_words(tuple(node for option in choice.options for node in option.content)))
