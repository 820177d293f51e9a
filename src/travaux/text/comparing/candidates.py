"""Which pairs of units are worth a closer look, and how many of their words they share."""

from __future__ import annotations

import numpy as np

from travaux.text.comparing.features import Floats, Ints, Side, added, spread

__all__ = ["best", "by_owner", "meetings", "overlap", "summed"]


def meetings(old: Side, new: Side, most: int) -> tuple[Ints, Floats]:
    """Every meeting of two owners in a feature that both have, with what it adds to their cosine.

    Args:
        most: about how many meetings of two owners in a feature to look at: rare features come first, and what stands
            in so many owners that it says little is left out of long texts.

    Returns:
        For each meeting the old owner times the number of new ones plus the new one, and the product of the weights.
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
    return old.owner[left] * new.owners + new.owner[right], old.weight[left] * new.weight[right]


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
    """The sum of the weights of each pair of owners, sorted by old and new owner, from keys as of `meetings`."""
    if olds * news <= _DENSE:
        table = added(keys, weights, olds * news)
        found = np.flatnonzero(table)
        sums = table[found]
    else:
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        first = np.flatnonzero(np.diff(ordered, prepend=-1))
        found, sums = ordered[first], np.add.reduceat(weights[order], first) if len(first) else weights
    old = found // max(news, 1)
    return old, found - old * news, sums


def best(owner: Ints, score: Floats, owners: int, most: int, far: float) -> Ints:
    """The best rows of each owner, in order: at most `most`, and none below the share `far` of the very best."""
    order = by_owner(owner)
    many = _counts(owner, owners)
    held = many[many > 0]
    top = np.maximum.reduceat(score[order], np.cumsum(held) - held) if len(order) else score
    order = order[score[order] >= far * np.repeat(top, held)]
    owner = owner[order]
    order = order[np.lexsort((-score[order], owner))]
    many = _counts(owner, owners)
    rank = np.arange(len(order)) - np.repeat(np.cumsum(many) - many, many)
    return np.sort(order[rank < most])


def overlap(left: Side, right: Side, old: Ints, new: Ints) -> tuple[Floats, Floats, Floats]:
    """How much the owners of each pair share.

    Returns:
        The cosine of their weights, and the share of each one's squared weights that the other has.
    """
    features = 1 + int(max(left.gram.max(initial=-1), right.gram.max(initial=-1)))
    ours = by_owner(left.owner)
    many = _counts(left.owner, left.owners)
    rows = ours[spread((np.cumsum(many) - many)[old], many[old])]
    pair = np.repeat(np.arange(len(old)), many[old])
    other = _weights(right, new[pair] * features + left.gram[rows], features)
    hit = np.flatnonzero(other)
    pair, mine, other = pair[hit], left.weight[rows[hit]], other[hit]
    size = len(old)
    return added(pair, mine * other, size), added(pair, mine * mine, size), added(pair, other * other, size)


def _weights(side: Side, wanted: Ints, features: int) -> Floats:
    """The weights of owners in features, as owner times the number of features plus feature; 0 where it has it not."""
    keys = side.owner * features + side.gram
    if side.owners * features <= _TABLE:
        # Memory that is never touched costs nothing, so that a table with few entries is fast.
        table = np.zeros(side.owners * features)
        table[keys] = side.weight
        return table[wanted]
    order = np.argsort(keys)
    place = np.searchsorted(keys, wanted, sorter=order)
    place = order[np.minimum(place, len(keys) - 1)]
    return np.asarray(np.where(keys[place] == wanted, side.weight[place], 0.0))


_TABLE = 40_000_000


def by_owner(owner: Ints) -> Ints:
    """Rows sorted by owner, features in order."""
    # Small whole numbers are sorted by their digits, which is several times faster.
    small = owner.astype(np.uint16) if len(owner) and owner.max() < 1 << 16 else owner
    return np.argsort(small, kind="stable")
