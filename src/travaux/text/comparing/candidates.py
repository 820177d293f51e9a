"""Which pairs of units are worth a closer look, and how many of their words they share."""

from __future__ import annotations

import numpy as np

from travaux.text.comparing.features import Floats, Ints, Side, spread

__all__ = ["best", "likely", "overlap"]


def likely(old: Side, new: Side, most: int) -> tuple[Ints, Ints, Floats]:
    """Pairs of owners that share a feature, with their cosine as far as the features looked at make it.

    Args:
        most: about how many meetings of two owners in a feature to look at: rare features come first, and what stands
            in so many owners that it says little is left out of long texts.

    Returns:
        Old owners, new owners and cosines, sorted by old and new owner.
    """
    features = 1 + int(max(old.gram.max(initial=-1), new.gram.max(initial=-1)))
    old_many, new_many = _counts(old.gram, features), _counts(new.gram, features)
    old_start, new_start = np.cumsum(old_many) - old_many, np.cumsum(new_many) - new_many
    pairs = old_many * new_many
    kept = np.flatnonzero(pairs <= _rarest(pairs, most))
    # Each row of the old side meets every row of the new side that has the same feature.
    rows = spread(old_start[kept], old_many[kept])
    meets = np.repeat(new_many[kept], old_many[kept])
    left = np.repeat(rows, meets)
    right = spread(np.repeat(new_start[kept], old_many[kept]), meets)
    keys = old.owner[left] * new.owners + new.owner[right]
    return summed(keys, old.weight[left] * new.weight[right], old.owners, new.owners)


def _rarest(pairs: Ints, most: int) -> int:
    """The largest number of pairs that one feature may give, for all to stay below `most`."""
    if int(pairs.sum()) <= most:
        return int(pairs.max(initial=0))
    ordered = np.sort(pairs)
    return int(ordered[np.searchsorted(np.cumsum(ordered), most)]) - 1


def _counts(grams: Ints, size: int) -> Ints:
    return np.bincount(grams, minlength=size).astype(np.int64)


_DENSE = 3_000_000


def summed(keys: Ints, weights: Floats, olds: int, news: int) -> tuple[Ints, Ints, Floats]:
    """The sum of the weights for each pair; a key is the old owner times the number of new ones, plus the new one."""
    if olds * news <= _DENSE:
        table = np.bincount(keys, weights, olds * news)
        found = np.flatnonzero(table)
        sums = table[found]
    else:
        found, place = np.unique(keys, return_inverse=True)
        sums = np.bincount(place, weights, len(found))
    old = found // max(news, 1)
    return old, found - old * news, sums


def best(owner: Ints, score: Floats, most: int) -> Ints:
    """The rows that are among the best of their owner: at most `most` each, in order."""
    order = np.lexsort((-score, owner))
    sorted_owner = owner[order]
    first = np.flatnonzero(np.diff(sorted_owner, prepend=-1))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(first, append=len(order)))
    return np.sort(order[rank < most])


def overlap(left: Side, right: Side, old: Ints, new: Ints) -> tuple[Floats, Floats, Floats]:
    """How much the owners of each pair share.

    Returns:
        The cosine of their weights, and the share of each one's squared weights that the other has.
    """
    features = 1 + int(max(left.gram.max(initial=-1), right.gram.max(initial=-1)))
    ours, theirs = _by_owner(left.owner), _by_owner(right.owner)
    many = _counts(left.owner, left.owners)
    start = np.cumsum(many) - many
    rows = ours[spread(start[old], many[old])]
    pair = np.repeat(np.arange(len(old)), many[old])
    keys = right.owner[theirs] * features + right.gram[theirs]
    wanted = new[pair] * features + left.gram[rows]
    place = np.searchsorted(keys, wanted)
    place[place == len(keys)] = 0
    hit = keys[place] == wanted if len(keys) else np.zeros(len(wanted), bool)
    pair, mine, other = pair[hit], left.weight[rows[hit]], right.weight[theirs[place[hit]]]
    size = len(old)
    return (
        np.bincount(pair, mine * other, size), np.bincount(pair, mine * mine, size),
        np.bincount(pair, other * other, size),
    )


def _by_owner(owner: Ints) -> Ints:
    """Rows sorted by owner, features in order."""
    # Small whole numbers are sorted by their digits, which is several times faster.
    small = owner.astype(np.uint16) if len(owner) and owner.max() < 1 << 16 else owner
    return np.argsort(small, kind="stable")
