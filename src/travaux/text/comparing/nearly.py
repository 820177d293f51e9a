"""Units that have nearly the same words: most of a text, when one word in twenty was changed.

Two words in a row that stand once in each text say where a passage went (the idea of patience sorting, which anchors a
comparison on lines that stand once; Cohen 2008). Units of about one length that share more than half of theirs need no
further judgement.
"""

from __future__ import annotations

import numpy as np

from travaux.text.comparing.features import Bag, Bools, Ints

__all__ = ["NEARLY", "Near", "nearly_equal"]

Near = dict[tuple[int, int], float]
"""Pairs of owners, and the share of the pairs of words found once that both have."""

NEARLY = 0.98
"""The chance that units with nearly the same words are the same."""
_FEWEST = 3
_SHARE = 0.5
_LENGTH = 0.9


def nearly_equal(old: Bag, new: Bag, lengths: tuple[Ints, Ints], open_: tuple[Bools, Bools]) -> Near:
    """Pairs of owners with nearly the same words.

    Args:
        old, new: pairs of neighbouring words by owner, as of `bags`.
        lengths: how many words each owner has.
        open_: the owners that are not linked yet.
    """
    (ours, here), (theirs, there) = _once(old, open_[0]), _once(new, open_[1])
    _, left, right = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
    keys, votes = np.unique(here[left] * new.owners + there[right], return_counts=True)
    one, other = keys // new.owners, keys % new.owners
    most = np.maximum(np.bincount(here, minlength=old.owners)[one], np.bincount(there, minlength=new.owners)[other])
    sizes = lengths[0][one], lengths[1][other]
    alike = np.minimum(*sizes) >= _LENGTH * np.maximum(*sizes)
    kept = (votes >= _FEWEST) & (votes > _SHARE * most) & alike
    share = (votes / np.maximum(most, 1))[kept]
    return dict(zip(zip(one[kept].tolist(), other[kept].tolist(), strict=True), share.tolist(), strict=True))


def _once(bag: Bag, open_: Bools) -> tuple[Ints, Ints]:
    """The features that stand once in a text, and their owners."""
    first = np.diff(bag.gram, prepend=-1) != 0
    kept = np.flatnonzero(first & np.append(first[1:], True) & (bag.count == 1) & open_[bag.owner])
    return bag.gram[kept], bag.owner[kept]
