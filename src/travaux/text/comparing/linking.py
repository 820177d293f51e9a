"""Links between articles by all that stands in them, and between paragraphs by their words and what is round them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from travaux.text.comparing.assigning import Linked, assign
from travaux.text.comparing.calibration import chance
from travaux.text.comparing.candidates import best, likely, summed
from travaux.text.comparing.evidence import Both, Pairs, Sides, contents, numbered, rivalry, surroundings, titled, together
from travaux.text.comparing.features import Floats, Ints, Words, bags, shared
from travaux.text.comparing.groups import Titles

__all__ = ["LEAST", "articles", "paragraphs", "ranked"]

LEAST = 0.3
"""Pairs that are more likely than not are linked."""
_KEPT = 6
"""How many pairs of one owner are looked at closely."""
_LOOK = 120_000
"""How many meetings of two owners in one word, or in two words in a row, are looked at."""


def ranked(old: Words, new: Words, owners: Both, article: Both | None = None) -> Pairs:
    """The likeliest pairs of owners, by their words.

    Args:
        owners: the owner of each unit in both texts; each text has one at least.
        article: for each owner the article round it, numbered alike for articles that are linked; -1 if it is not.
    """
    olds, news = int(owners[0].max()) + 1, int(owners[1].max()) + 1
    old_bags, new_bags = bags(old, owners[0], olds), bags(new, owners[1], news)
    words, pairs = (shared(ours, theirs) for ours, theirs in zip(old_bags, new_bags, strict=True))
    return contents(words, pairs, *_worth(words, pairs, article))


def _worth(words: Sides, pairs: Sides, article: Both | None) -> Both:
    """Pairs that share rare words, or words in a row: the best few of each owner on either side."""
    news = words[1].owners
    found = [likely(*words, _LOOK), likely(*pairs, _LOOK)]
    keys = np.concatenate([old * news + new for old, new, _ in found])
    likeness = np.concatenate([each for _, _, each in found])
    old, new, likeness = summed(keys, likeness, words[0].owners, news)
    if article is not None:
        likeness *= 1 + together(article, old, new)
    kept = np.union1d(best(old, likeness, _KEPT), best(new, likeness, _KEPT))
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
    return _settled(rows, "articles", sure, first, surroundings)


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

    return _settled(rows, "paragraphs", sure, first, around)


def _settled(
    rows: Pairs, kind: str, sure: Linked, first: Linked, around: Callable[[Pairs, Ints, Ints], None]
) -> Floats:
    """The chances, once what is linked round each pair is known; the links are added to those that are sure."""
    for _ in range(_ROUNDS):
        around(rows, *first.arrays())
        odds = chance(rows, f"{kind}_alone")
        first = sure.copy()
        assign(first, rows.old, rows.new, odds, _MAYBE)
    rivalry(rows, odds / (1 - odds + 1e-9), "ahead")
    score = chance(rows, kind)
    assign(sure, rows.old, rows.new, score, LEAST)
    return score


_ROUNDS = 3
_MAYBE = 0.3
"""Links of which that much is known count as surroundings of others, for the time being."""


def _by_words(rows: Pairs, sure: Linked) -> Linked:
    """Links by words alone, and how far each pair leads in them."""
    rivalry(rows, rows.column("words") + rows.column("pairs"), "lead")
    first = sure.copy()
    assign(first, rows.old, rows.new, chance(rows, "words"), LEAST)
    return first
