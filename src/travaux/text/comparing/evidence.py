"""What speaks for two units being the same: one row of figures for each pair, all from 0 to 1."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from travaux.text.comparing.candidates import by_owner, overlap
from travaux.text.comparing.features import Bools, Floats, Ints, Side
from travaux.text.comparing.groups import Titles

__all__ = [
    "FEATURES",
    "Both",
    "Pairs",
    "Sides",
    "contents",
    "numbered",
    "rivalry",
    "surroundings",
    "titled",
    "together",
]

FEATURES = (
    "words", "pairs", "words_inside", "pairs_inside", "short", "number", "other_number", "title", "other_title",
    "neighbours", "region", "around", "parent", "lead", "lead_back", "ahead", "ahead_back",
)
"""The columns of the evidence.

`words`, `pairs`: how alike the words are, and the pairs of neighbouring words (cosine); `_inside`: how much of the
shorter one the other has; `short`: how few words the shorter has; `number`, `other_number`: the numbers are equal, or
both there and different, times the share of the links so far whose numbers are equal; `title`, `other_title`: the share
of words that the titles have in common, or have not; `neighbours`: the units before and after are linked likewise;
`region`: those farther away; `around`, `parent`: the articles, and the units right round them, are linked; `lead`,
`lead_back`: how far the words fit better than those of the best rival of the old, of the new unit; `ahead`,
`ahead_back`: how far all of the evidence is better.
"""

Both = tuple[Ints, Ints]
"""Something of each owner, in both texts."""


@dataclass(slots=True)
class Pairs:
    """Pairs of owners with their evidence, sorted by old and new owner."""

    old: Ints
    new: Ints
    evidence: Floats

    def column(self, name: str) -> Floats:
        """The figures of one kind of evidence."""
        return self.evidence[:, FEATURES.index(name)]

    def put(self, name: str, values: Floats | Bools) -> None:
        """Enter the figures of one kind of evidence."""
        self.evidence[:, FEATURES.index(name)] = values


Sides = tuple[Side, Side]


def contents(words: Sides, pairs: Sides, old: Ints, new: Ints) -> Pairs:
    """The evidence of the words, for pairs of owners."""
    rows = Pairs(old, new, np.zeros((len(old), len(FEATURES))))
    ours, theirs = words[0].size[old], words[1].size[new]
    for name, sides in (("words", words), ("pairs", pairs)):
        cosine, of_old, of_new = overlap(*sides, old, new)
        rows.put(name, cosine)
        rows.put(f"{name}_inside", np.where(ours <= theirs, of_old, of_new))
    rows.put("short", 1 / (1 + np.minimum(ours, theirs) / _SHORT))
    return rows


_SHORT = 10.0
"""How many words are half way from short to long."""


def surroundings(rows: Pairs, link: Ints, back: Ints) -> None:
    """Enter whether the neighbours of each pair are linked to each other.

    Args:
        link: for each old owner the new one it is linked to so far, or -1.
        back: the same for each new owner.
    """
    for name, steps, tolerance in (("neighbours", _NEAR, 4), ("region", _FAR, 15)):
        of_old = _along(rows.old, rows.new, link, steps, tolerance)
        of_new = _along(rows.new, rows.old, back, steps, tolerance)
        rows.put(name, (of_old + of_new) / 2)


_NEAR = (-3, -2, -1, 1, 2, 3)
_FAR = (-12, -9, -7, -5, -4, 4, 5, 7, 9, 12)


def _along(here: Ints, there: Ints, link: Ints, steps: tuple[int, ...], tolerance: int) -> Floats:
    """The share of the units some steps away whose links point near the same steps away, nearer ones counting more."""
    support = np.zeros(len(here))
    reach = steps[-1]
    padded = np.concatenate((np.full(reach, -1), link, np.full(reach, -1)))
    for step in steps:
        goal = padded[here + reach + step]
        off = np.abs(goal - there - step)
        support += np.where(goal >= 0, np.maximum(0, 1 - off / tolerance), 0) / abs(step)
    return np.asarray(support / sum(1 / abs(step) for step in steps))


def together(labels: Both, old: Ints, new: Ints) -> Bools:
    """Whether the two owners of each pair have the same label, -1 being none."""
    ours, theirs = labels[0][old], labels[1][new]
    return np.asarray((ours == theirs) & (ours >= 0))


def numbered(rows: Pairs, numbers: Both, link: Ints) -> None:
    """Enter what the numbers say: as much as they are true of the links there are."""
    here = np.flatnonzero(link >= 0)
    ours, theirs = numbers[0][here], numbers[1][link[here]]
    known = (ours >= 0) & (theirs >= 0)
    true = (known & (ours == theirs)).sum() / max(known.sum(), _FEW)
    ours, theirs = numbers[0][rows.old], numbers[1][rows.new]
    known = (ours >= 0) & (theirs >= 0)
    rows.put("number", true * (known & (ours == theirs)))
    rows.put("other_number", true * (known & (ours != theirs)))


_FEW = 5


def titled(rows: Pairs, old: Titles, new: Titles) -> None:
    """Enter what the titles say; a title that many articles have says less."""
    many = Counter(old), Counter(new)
    same, other = np.zeros(len(rows.old)), np.zeros(len(rows.old))
    for row, (here, there) in enumerate(zip(rows.old.tolist(), rows.new.tolist(), strict=True)):
        ours, theirs = old[here], new[there]
        if ours and theirs:
            share = 2 * len(ours & theirs) / (len(ours) + len(theirs))
            same[row] = share / (many[0][ours] * many[1][theirs]) ** 0.5
            other[row] = 1 - share
    rows.put("title", same)
    rows.put("other_title", other)


def rivalry(rows: Pairs, likeness: Floats, name: str) -> None:
    """Enter how far each pair leads over the best other pair of either of its owners: from 1 to -1, far behind."""
    for column, owner in ((name, rows.old), (f"{name}_back", rows.new)):
        other = _rival(owner, likeness)
        rows.put(column, (likeness - other) / (likeness + other + _LITTLE))


_LITTLE = 0.1
"""Next to nothing is no lead, even over nothing."""


def _rival(owner: Ints, score: Floats) -> Floats:
    """The best score among the other rows of the same owner; 0 without one."""
    if not len(owner):
        return score
    order = by_owner(owner)
    many = np.bincount(owner)
    many = many[many > 0]
    start, ordered = np.cumsum(many) - many, score[order]
    top = np.maximum.reduceat(ordered, start)
    is_top = ordered == np.repeat(top, many)
    single = np.repeat(np.add.reduceat(is_top, start, dtype=np.int64) == 1, many)
    second = np.maximum.reduceat(np.where(is_top, 0.0, ordered), start)
    result = np.empty_like(score)
    result[order] = np.where(is_top & single, np.repeat(second, many), np.repeat(top, many))
    return result
