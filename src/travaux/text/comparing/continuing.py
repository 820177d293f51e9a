"""Which choice of one text goes on as which choice of another.

Evidence are the words of their options that go on in each other's options, the words next to them on both sides, and
their marks. The best pairs are taken first, and each choice at most once; heads and labels may have changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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
Done = tuple[set[str], set[str]]


def continuing(old: Side, new: Side) -> dict[str, str]:
    """The choices that go on: id in the old text, id in the new one, in the order of the old text."""
    if not (old.text.choices and new.text.choices):
        return {}
    same = _unchanged(old, new)
    return dict(sorted((same | _changed(old, new, same)).items(), key=lambda pair: old.order[pair[0]]))


def _unchanged(old: Side, new: Side) -> dict[str, str]:
    """Choices all of whose words and marks stand in one choice of the other text, and are all of it."""
    there_of = {new.extent(choice): choice for choice in reversed(new.text.choices)}
    found: dict[str, str] = {}
    for choice in old.text.choices:
        start, end = old.extent(choice)
        first = old.to[start] if start >= 0 else -1
        other = there_of.get((first, first + end - start)) if first >= 0 else None
        if other is None or old.to[start:end] != list(range(first, first + end - start)):
            continue
        shift = first - start
        ours = [(low + shift, high + shift) for low, high in map(old.extents.__getitem__, old.options(choice))]
        if ours == [new.extents[place] for place in new.options(other)]:
            found[choice] = there_of.pop((first, first + end - start))
    return found


def _changed(old: Side, new: Side, same: dict[str, str]) -> dict[str, str]:
    """The other choices that go on."""
    done = set(same), set(same.values())
    own = _together(old, new, np.frombuffer(old.counted, np.uint8) == 1)
    scores: dict[Pair, float] = {}
    totals: Counter[Pair] = Counter()
    for (here, there), words in _with_inner(own, old, new, done).items():
        pair = old.text.where[here][-1][0], new.text.where[there][-1][0]
        totals[pair] += words
        scores[pair] = max(scores.get(pair, 0.0), _alike(words, old.sizes[here], new.sizes[there]))
    for here, there, words in own:  # what stands in an option may have closed or been opened
        pair = old.text.where[here][-1][0], new.text.where[there][-1][0]
        if pair in scores:
            scores[pair] = max(scores[pair], _alike(words, old.bare_sizes[here], new.bare_sizes[there]))
    for pair, words in totals.items():
        scores[pair] = max(scores[pair], _alike(words, _size(old, pair[0]), _size(new, pair[1])))
    for pair, points in _by_place(old, new, done).items():
        least = min(_size(old, pair[0]), _size(new, pair[1]))
        alike = scores.get(pair, 0.0)
        if points >= 2 * NEIGHBOUR and least:  # between the same words: one may hold the other and more
            alike = max(alike, totals[pair] / least)
        both_empty = not (_size(old, pair[0]) or _size(new, pair[1]))
        scores[pair] = alike + points + NEIGHBOUR * both_empty
    return _assigned(scores, old, new)


def _alike(shared: int, one: int, other: int) -> float:
    return 2 * shared / (one + other) if shared else 0.0


def _size(side: Side, choice: str) -> int:
    return sum(side.sizes[place] for place in side.options(choice))


def _with_inner(
    own: list[tuple[int, int, int]], old: Side, new: Side, done: Done
) -> Counter[tuple[int, int]]:
    """How many words of each option go on in each option of the other text, inner options included."""
    shared: Counter[tuple[int, int]] = Counter()
    for here, there, words in own:
        ours = [place for place in _outwards(old, here) if old.text.where[place][-1][0] not in done[0]]
        if ours:
            for inner in _outwards(new, there):
                if new.text.where[inner][-1][0] not in done[1]:
                    for place in ours:
                        shared[place, inner] += words
    return shared


def _together(old: Side, new: Side, wanted: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """The places of both texts in which the same tokens stand, with their number; tokens outside options do not count.

    Args:
        old, new: the texts.
        wanted: which tokens of the old text are looked at.
    """
    to = np.asarray(old.to, np.int64)
    tokens = np.flatnonzero(wanted & (to >= 0))
    ours, theirs = np.asarray(old.text.places, np.int64)[tokens], np.asarray(new.text.places, np.int64)[to[tokens]]
    inside = (ours > 0) & (theirs > 0)
    size = len(new.text.where)
    codes, counts = np.unique(ours[inside] * size + theirs[inside], return_counts=True)
    return [(code // size, code % size, count) for code, count in zip(codes.tolist(), counts.tolist(), strict=True)]


def _outwards(side: Side, place: int) -> Iterator[int]:
    while place:
        yield place
        place = side.around[place]


def _by_place(old: Side, new: Side, done: Done) -> dict[Pair, float]:
    """Points for pairs with the same words before or after them, and for marks that go on as marks."""
    points: dict[Pair, float] = defaultdict(float)
    before: dict[tuple[str, int], list[str]] = {}
    after: dict[tuple[str, int], list[str]] = {}
    for choice in (each for each in new.text.choices if each not in done[1]):
        left, right = _neighbours(new, choice)
        before.setdefault(left, []).append(choice)
        after.setdefault(right, []).append(choice)
    for choice in (each for each in old.text.choices if each not in done[0]):
        left, right = (_there(old, end) for end in _neighbours(old, choice))
        for other in (*before.get(left, ()), *after.get(right, ())):
            points[choice, other] += NEIGHBOUR
    for here, there, _ in _together(old, new, np.frombuffer(old.text.kinds, np.uint8) == MARK):
        pair = old.text.where[here][-1][0], new.text.where[there][-1][0]
        if pair[0] not in done[0] and pair[1] not in done[1]:
            points[pair] += MARKED
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
    ranked = sorted(
        (pair for pair, score in scores.items() if score >= ENOUGH),
        key=lambda pair: (-round(scores[pair], 6), abs(_depth(old, pair[0]) - _depth(new, pair[1])),
                          old.order[pair[0]], new.order[pair[1]]),
    )
    taken: dict[str, str] = {}
    gone: set[str] = set()
    for here, there in ranked:
        if here not in taken and there not in gone:
            taken[here] = there
            gone.add(there)
    return taken


def _depth(side: Side, choice: str) -> int:
    options = side.options(choice)
    return len(side.text.where[options[0]]) if options else 0
