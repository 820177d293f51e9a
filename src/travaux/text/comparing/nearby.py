"""Where a question may still be found whose provision has no counterpart.

A provision with choices that was merged into another or much rewritten has no link, yet its brackets may go on. It is
held beside the unit of the other text with which it shares most words, rare words counting more (inverse document
frequency, Spärck Jones 1972); this is evidence about choices only and makes no link.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from math import fsum, log

from travaux.text.comparing.model import Link
from travaux.text.comparing.moving import containers
from travaux.text.comparing.sides import Side
from travaux.text.comparing.words import matching

__all__ = ["look_nearby"]

ENOUGH = 0.33  # share of the weight of the words of both units that both have (Dice)
TOGETHER = 0.1  # for units in provisions that are linked
LEAST = 5  # different words
ISLAND = 1


def look_nearby(old: Side, new: Side, links: Sequence[Link]) -> None:
    """Match words of units that have choices and no link with those of the unit most like each.

    Sets `to` and `near` of both sides for them.
    """
    lonely_old = [n for link in links if not link.new for n in link.old if _has_choices(old, n)]
    lonely_new = [n for link in links if not link.old for n in link.new if _has_choices(new, n)]
    around = containers(old, links), containers(new, links)
    pairs = set(_pairs(lonely_old, old, new, around))
    pairs |= {(here, there) for there, here in _pairs(lonely_new, new, old, around[::-1])}
    for here, there in sorted(pairs):
        old.near.setdefault(here, []).append(there)
        new.near.setdefault(there, []).append(here)
        _match(old, new, here, there)


def _has_choices(side: Side, unit: int) -> bool:
    one = side.text.units[unit]
    return any(side.text.places[one.start : one.end])


def _pairs(
    lonely: Sequence[int], here: Side, there: Side, around: tuple[list[int], list[int]]
) -> Iterable[tuple[int, int]]:
    """Each lonely unit with the unit most like it, if that is like it enough."""
    if not lonely:
        return
    own = {unit: here.vocabularies[unit] for unit in lonely}
    other = there.vocabularies
    counts = Counter(chain.from_iterable(other))
    weight: dict[str, float] = defaultdict(lambda: log(2 * len(other) + 2))
    weight.update({word: log((len(other) + 1) / (count + 0.5)) for word, count in counts.items()})
    postings: dict[str, list[int]] = defaultdict(list)
    for unit, words in own.items():
        for word in words if len(words) >= LEAST else ():
            postings[word].append(unit)
    sizes = {unit: fsum(map(weight.__getitem__, words)) for unit, words in own.items()}
    best: dict[int, tuple[float, int]] = {}
    wanted = set(postings)
    for candidate, words in enumerate(other):
        if len(words) < LEAST:
            continue
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(words & wanted):
            for unit in postings[word]:
                shared[unit] += weight[word]
        size = fsum(map(weight.__getitem__, words)) if shared else 0.0
        for unit, points in shared.items():
            together = around[0][unit] == around[1][candidate] >= 0
            score = 2 * points / (sizes[unit] + size) + TOGETHER * together
            if score >= ENOUGH and score > best.get(unit, (0.0, -1))[0]:
                best[unit] = (score, candidate)
    yield from ((unit, candidate) for unit, (_, candidate) in sorted(best.items()))


def _match(old: Side, new: Side, here: int, there: int) -> None:
    ours, theirs = _free(old, here), _free(new, there)
    left, right = ([side.text.plain[token] for token in free] for side, free in ((old, ours), (new, theirs)))
    for start, other, length in matching(left, right, island=ISLAND):
        for step in range(length):
            old.to[ours[start + step]] = theirs[other + step]
            new.to[theirs[other + step]] = ours[start + step]


def _free(side: Side, unit: int) -> list[int]:
    """The words of a unit that have no counterpart yet."""
    one = side.text.units[unit]
    return [token for token in range(one.start, one.end) if side.counted[token] and side.to[token] < 0]
