"""Two long word lists side by side: which word of one is which word of the other.

Runs of words that occur once in each list are anchors (Cohen's patience difference); between anchors the matching
blocks of `difflib` decide. Words that were moved are not paired.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

__all__ = ["aligned"]

RUN = 5
_LARGEST_GAP = 3_000
"""Words on either side above which a gap without anchors is left unpaired."""


def aligned(one: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Positions in `one` with their positions in `other`, rising in both.

    Example:
        >>> aligned("a b c d".split(), "a x c d".split())
        {0: 0, 2: 2, 3: 3}
    """
    pairs: dict[int, int] = {}
    begin, start = 0, 0
    for here, there in [*_anchors(one, other), (len(one), len(other))]:
        if here < begin or there < start:
            continue
        pairs.update(_between(one, other, (begin, here), (start, there)))
        run = RUN if here < len(one) else 0
        pairs.update((here + step, there + step) for step in range(run))
        begin, start = here + run, there + run
    return pairs


def _anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    here, there = _single_runs(one), _single_runs(other)
    common = sorted((place, there[run]) for run, place in here.items() if run in there)
    return _rising(common)


def _single_runs(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)]
    count = Counter(runs)
    return {run: place for place, run in enumerate(runs) if count[run] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs that rises on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, (_, there) in enumerate(pairs):
        slot = bisect_left(tails, there)
        before.append(ends[slot - 1] if slot else -1)
        tails[slot : slot + 1] = [there]
        ends[slot : slot + 1] = [place]
    chain, place = [], ends[-1] if ends else -1
    while place >= 0:
        chain.append(pairs[place])
        place = before[place]
    return chain[::-1]


def _between(
    one: Sequence[str], other: Sequence[str], here: tuple[int, int], there: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    left, right = one[slice(*here)], other[slice(*there)]
    if not left or not right or max(len(left), len(right)) > _LARGEST_GAP:
        return
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            yield here[0] + block.a + step, there[0] + block.b + step
