"""Links between articles by all that stands in them, and between paragraphs by their words and what is round them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from travaux.text.comparing.assigning import Linked, assign
from travaux.text.comparing.calibration import chance
from travaux.text.comparing.candidates import best, meetings, summed
from travaux.text.comparing.evidence import (
    Both,
    Pairs,
    Sides,
    contents,
    numbered,
    rivalry,
    surroundings,
    titled,
    together,
)
from travaux.text.comparing.features import Bag, Floats, Ints, shared
from travaux.text.comparing.groups import Titles

__all__ = ["LEAST", "LEAST_PARAGRAPHS", "Bags", "articles", "paragraphs", "ranked"]

LEAST = 0.08
"""The least chance of a link between articles: a doubtful one, with its score, saves more searching than none."""
LEAST_PARAGRAPHS = 0.3
"""The same for paragraphs, of which there are many more to be mistaken for."""
_OF_ARTICLES, _OF_PARAGRAPHS = (6, 0.35), (3, 0.5)
"""How many pairs of one owner are looked at closely, and what share of the best one's likeness they must have."""
_LOOK = 80_000
"""How many meetings of two owners in one word, or in two words in a row, are looked at."""
_FEW, _LOOK_LONGER = 300_000, 160_000
"""Pairs that are few enough in all to look at more."""


Bags = tuple[Bag, Bag]
"""The words and the pairs of neighbouring words of one text."""


def ranked(old: Bags, new: Bags, article: Both | None = None) -> Pairs:
    """The likeliest pairs of owners, by their words.

    Args:
        article: for each owner the article round it, numbered alike for articles that are linked; -1 if it is not.
    """
    words, pairs = shared(old[0], new[0]), shared(old[1], new[1])
    return contents(words, pairs, *_worth(words, pairs, article))


def _worth(words: Sides, pairs: Sides, article: Both | None) -> Both:
    """Pairs that share rare words, or words in a row: the best few of each owner on either side."""
    news = words[1].owners
    most = _LOOK_LONGER if words[0].owners * news < _FEW else _LOOK
    found = [meetings(*words, most), meetings(*pairs, most)]
    keys, weights = (np.concatenate(each) for each in zip(*found, strict=True))
    old, new, likeness = summed(keys, weights, words[0].owners, news)
    if article is not None:
        likeness *= 1 + together(article, old, new)
    most, far = _OF_ARTICLES if article is None else _OF_PARAGRAPHS
    kept = np.union1d(best(old, likeness, words[0].owners, most, far), best(new, likeness, news, most, far))
    return old[kept], new[kept]


def articles(rows: Pairs, sure: Linked, numbers: Both, titles: tuple[Titles, Titles]) -> Floats:
    """Link articles; the chance of every pair is returned.

    Args:
        sure: links that are known already; the new ones are added.
        numbers: the number of each article, as of `groups.numbers`.
        titles: the title of each article, as of `groups.titles`.
    """
    first = _by_words(rows, sure)
    numbered(rows, numbers, first.arrays()[0])
    titled(rows, *titles)
    return _settled(rows, "articles", LEAST, sure, first, surroundings)


def paragraphs(rows: Pairs, sure: Linked, numbers: Both, article: Both, parents: Both) -> Floats:
    """Link paragraphs; the chance of every pair is returned.

    Args:
        sure: links that are known already; the new ones are added.
        numbers: the number of each unit, as of `groups.numbers`.
        article: the article of each unit, as for `ranked`.
        parents: the unit round each unit, or -1.
    """
    first = _by_words(rows, sure)
    numbered(rows, numbers, first.arrays()[0])
    rows.put("around", together(article, rows.old, rows.new))

    def around(rows: Pairs, link: Ints, back: Ints) -> None:
        surroundings(rows, link, back)
        ours, theirs = parents[0][rows.old], parents[1][rows.new]
        rows.put("parent", np.where(ours >= 0, (link[ours] == theirs) & (theirs >= 0), theirs < 0).astype(float))

    return _settled(rows, "paragraphs", LEAST_PARAGRAPHS, sure, first, around)


def _settled(
    rows: Pairs, kind: str, least: float, sure: Linked, first: Linked, around: Callable[[Pairs, Ints, Ints], None]
) -> Floats:
    """The chances, once what is linked round each pair is known; the links are added to those that are sure."""
    for _ in range(_ROUNDS):
        around(rows, *first.arrays())
        odds = chance(rows, f"{kind}_alone")
        first = sure.copy()
        assign(first, rows.old, rows.new, odds, _MAYBE)
    rivalry(rows, odds / (1 - odds + 1e-9), "ahead")
    score = chance(rows, kind)
    if kind == "paragraphs":
        score[rows.column("words") < _COMMON] = 0.0
    assign(sure, rows.old, rows.new, score, least)
    return score


_COMMON = 0.1
"""Paragraphs less alike than that are no counterparts, whatever stands round them."""
_CLEAR = 0.5
_ROUNDS = 3
_MAYBE = 0.3
"""Links of which that much is known count as surroundings of others, for the time being."""


def _by_words(rows: Pairs, sure: Linked) -> Linked:
    """Links by words alone, and how far each pair leads in them."""
    rivalry(rows, rows.column("words") + rows.column("pairs"), "lead")
    first = sure.copy()
    assign(first, rows.old, rows.new, chance(rows, "words"), _CLEAR)
    return first
