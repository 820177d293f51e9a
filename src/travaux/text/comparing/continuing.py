"""Which choice of one text goes on as which choice of another.

Evidence are the words of their options that go on in each other's options, the words next to them on both sides, and
their marks. The best pairs are taken first, and each choice at most once; heads and labels may have changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from travaux.text.comparing.printed import MARK
from travaux.text.comparing.sides import Side

__all__ = ["continuing"]

ENOUGH = 0.4
NEIGHBOUR = 0.25
MARKED = 0.05
Pair = tuple[str, str]


def continuing(old: Side, new: Side) -> dict[str, str]:
    """The choices that go on: id in the old text, id in the new one, in the order of the old text."""
    if not (old.text.choices and new.text.choices):
        return {}
    options = _shared_words(old, new)
    scores: dict[Pair, float] = {}
    totals: Counter[Pair] = Counter()
    for (here, there), words in options.items():
        pair = old.text.where[here][-1][0], new.text.where[there][-1][0]
        totals[pair] += words
        scores[pair] = max(scores.get(pair, 0.0), _alike(words, old.sizes[here], new.sizes[there]))
    for pair, words in totals.items():
        scores[pair] = max(scores[pair], _alike(words, _size(old, pair[0]), _size(new, pair[1])))
    for pair, points in _by_place(old, new).items():
        both_empty = not (_size(old, pair[0]) or _size(new, pair[1]))
        scores[pair] = scores.get(pair, 0.0) + points + NEIGHBOUR * both_empty
    return _assigned(scores, old, new)


def _alike(shared: int, one: int, other: int) -> float:
    return 2 * shared / (one + other) if shared else 0.0


def _size(side: Side, choice: str) -> int:
    return sum(side.sizes[place] for place in side.options(choice))


def _shared_words(old: Side, new: Side) -> Counter[tuple[int, int]]:
    """How many words of each option go on in each option of the other text, inner options included."""
    own = _together(old, new, np.frombuffer(old.counted, np.uint8) == 1)
    shared: Counter[tuple[int, int]] = Counter()
    for here, there, words in own:
        for inner in _outwards(new, there):
            for place in _outwards(old, here):
                shared[place, inner] += words
    return shared


def _together(old: Side, new: Side, wanted: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """The places of both texts in which the same tokens stand, with their number; tokens outside options do not count.

    Args:
        old, new: the texts.
        wanted: which tokens of the old text are looked at.
    """
    to = np.asarray(old.to)
    tokens = np.flatnonzero(wanted & (to >= 0))
    ours, theirs = np.asarray(old.text.places)[tokens], np.asarray(new.text.places)[to[tokens]]
    inside = (ours > 0) & (theirs > 0)
    size = len(new.text.where)
    codes, counts = np.unique(ours[inside] * size + theirs[inside], return_counts=True)
    return [(code // size, code % size, count) for code, count in zip(codes.tolist(), counts.tolist(), strict=True)]


def _outwards(side: Side, place: int) -> Iterator[int]:
    while place:
        yield place
        place = side.around[place]


def _by_place(old: Side, new: Side) -> Counter[Pair]:
    """Points for pairs with the same words before or after them, and for marks that go on as marks."""
    points: Counter[Pair] = Counter()
    before: dict[tuple[str, int], list[str]] = {}
    after: dict[tuple[str, int], list[str]] = {}
    for choice in new.text.choices:
        left, right = _neighbours(new, choice)
        before.setdefault(left, []).append(choice)
        after.setdefault(right, []).append(choice)
    for choice in old.text.choices:
        left, right = (_there(old, end) for end in _neighbours(old, choice))
        for other in (*before.get(left, ()), *after.get(right, ())):
            points[choice, other] += NEIGHBOUR  # type: ignore[assignment]
    for here, there, _ in _together(old, new, np.frombuffer(old.text.kinds, np.uint8) == MARK):
        points[old.text.where[here][-1][0], new.text.where[there][-1][0]] += MARKED  # type: ignore[assignment]
    return points


def _neighbours(side: Side, choice: str) -> tuple[tuple[str, int], tuple[str, int]]:
    """The words on both sides of a choice, or the links at whose beginning or end it stands."""
    start, end = side.extent(choice)
    if start < 0:
        unit = side.unit_of_choice(choice)
        return ("empty", side.link_of[unit]), ("empty", side.link_of[unit])
    unit, last = side.unit_of(start), side.unit_of(end - 1)
    left = side.counted.rfind(1, side.text.units[unit].start, start)
    right = side.counted.find(1, end, side.text.units[last].end)
    return (
        ("word", left) if left >= 0 else ("start", side.link_of[unit]),
        ("word", right) if right >= 0 else ("end", side.link_of[last]),
    )


def _there(old: Side, end: tuple[str, int]) -> tuple[str, int]:
    return ("word", old.to[end[1]]) if end[0] == "word" else end


def _assigned(scores: dict[Pair, float], old: Side, new: Side) -> dict[str, str]:
    order = {choice: number for number, choice in enumerate(old.text.choices)}
    other = {choice: number for number, choice in enumerate(new.text.choices)}
    ranked = sorted(
        (pair for pair, score in scores.items() if score >= ENOUGH),
        key=lambda pair: (-round(scores[pair], 6), abs(_depth(old, pair[0]) - _depth(new, pair[1])),
                          order[pair[0]], other[pair[1]]),
    )
    taken: dict[str, str] = {}
    gone: set[str] = set()
    for here, there in ranked:
        if here not in taken and there not in gone:
            taken[here] = there
            gone.add(there)
    return dict(sorted(taken.items(), key=lambda pair: order[pair[0]]))


def _depth(side: Side, choice: str) -> int:
    options = side.options(choice)
    return len(side.text.where[options[0]]) if options else 0
