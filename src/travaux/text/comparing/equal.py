"""Units that have exactly the same words: most of a text, when two versions of it are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from travaux.text.comparing.assigning import Linked
from travaux.text.comparing.evidence import Both
from travaux.text.comparing.features import Bools, Ints, Words

__all__ = ["SURE", "equal_articles", "equal_paragraphs", "only_once"]

SURE = 0.995
"""The chance that units with the same words, that stand once in each text, are the same."""
_ENOUGH = 4
"""Fewer words may be equal by chance."""


def equal_articles(old: Words, new: Words, articles: Both, linked: Linked) -> None:
    """Link articles in which every paragraph is the same."""
    ours, theirs = (_all(words, owner) for words, owner in zip((old, new), articles, strict=True))
    for here, there in only_once(ours, theirs):
        linked.add(here, there, SURE)


def _all(words: Words, article: Ints) -> list[tuple[bytes, ...] | None]:
    found: list[tuple[bytes, ...]] = []
    one: list[bytes] = []
    last = 0
    for exact, index in zip(words.exact, article.tolist(), strict=True):
        if index != last:
            found.append(tuple(one))
            one, last = [], index
        one.append(exact)
    found.append(tuple(one))
    return [each if sum(len(one) for one in each) >= _ENOUGH * words.ids.itemsize else None for each in found]


def equal_paragraphs(
    words: tuple[Words, Words], first: Both, heads: tuple[Bools, Bools], articles: Linked, linked: Linked
) -> None:
    """Link paragraphs with the same words: in the same place of equal articles, or else what stands once in each text.

    Args:
        first: the first unit of each article in both texts.
        heads: units that are linked with their article.
        articles: the articles that are equal.
    """
    ends = [*first[0][1:].tolist(), words[0].units]
    for index, there in enumerate(articles.link):
        if there >= 0:
            start, goal = int(first[0][index]), int(first[1][there])
            for step in range(ends[index] - start):
                linked.add(start + step, goal + step, SURE)
    least = _ENOUGH * words[0].ids.itemsize
    ours, theirs = (
        [exact if len(exact) >= least and not head else None for exact, head in zip(one.exact, own, strict=True)]
        for one, own in zip(words, (heads[0].tolist(), heads[1].tolist()), strict=True)
    )
    for here, other in only_once(ours, theirs):
        linked.add(here, other, SURE)


def only_once(old: Sequence[Hashable | None], new: Sequence[Hashable | None]) -> list[tuple[int, int]]:
    """Places of the values that stand once in each list; None is no value.

    Example:
        >>> only_once(["a", "b", None, "b"], ["b", "a", None])
        [(0, 1)]
    """
    ours: defaultdict[Hashable, list[int]] = defaultdict(list)
    theirs: defaultdict[Hashable, list[int]] = defaultdict(list)
    for places, values in ((ours, old), (theirs, new)):
        for index, value in enumerate(values):
            if value is not None:
                places[value].append(index)
    single = [(value, here[0]) for value, here in ours.items() if len(here) == 1]
    return [(here, theirs[value][0]) for value, here in single if len(theirs.get(value, ())) == 1]
