"""The articles of two texts, linked by all that stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from travaux.text.comparing.assigning import Linked
from travaux.text.comparing.equal import equal_articles
from travaux.text.comparing.evidence import Both, Pairs
from travaux.text.comparing.features import Bools, Floats, Ints, Words
from travaux.text.comparing.groups import ARTICLE, numbers, roots, titles
from travaux.text.comparing.linking import Bags, articles, ranked
from travaux.text.comparing.printed import Printed
from travaux.text.comparing.splitting import Part, article_parts

__all__ = ["Articles", "linked_articles"]

_ENOUGH = 8
"""Articles with fewer words are linked as paragraphs are."""


@dataclass(frozen=True, slots=True)
class Articles:
    """What is known of the articles.

    `of_unit` is the article of each unit and `first` the first unit of each article, in both texts; `heads` are the
    units that begin an article and are linked with it, whatever their own words are. `rows` and `score` are the pairs
    that were judged, `equal` the links between articles with the same words, `linked` all links, `parts` what
    completes them.
    """

    of_unit: Both
    first: Both
    heads: tuple[Bools, Bools]
    rows: Pairs
    score: Floats
    equal: Linked
    linked: Linked
    parts: list[Part]

    def labels(self) -> Both:
        """The article of each unit, numbered alike for articles that are linked or parts of each other; -1 if alone."""
        link, back = self.linked.arrays()
        ours, theirs = np.where(link >= 0, np.arange(len(link)), -1), back.copy()
        for part in self.parts:
            if part.old:
                ours[part.part] = back[part.whole]
            else:
                theirs[part.part] = part.whole
        return ours[self.of_unit[0]], theirs[self.of_unit[1]]

    def head_links(self, linked: Linked) -> None:
        """Link what begins articles that are linked."""
        for here, there in enumerate(self.linked.link):
            if there >= 0 and self._heads(here, there):
                linked.add(int(self.first[0][here]), int(self.first[1][there]), self.linked.score[here])

    def head_parts(self, linked: Linked) -> Iterator[Part]:
        """What begins the articles that are parts of others."""
        for part in self.parts:
            mine, other = (self.first[0], self.first[1]) if part.old else (self.first[1], self.first[0])
            link, back = (linked.link, linked.back) if part.old else (linked.back, linked.link)
            unit, whole = int(mine[part.part]), int(other[part.whole])
            here, there = (part.part, part.whole) if part.old else (part.whole, part.part)
            if self._heads(here, there) and link[unit] < 0 <= back[whole]:
                yield Part(unit, whole, part.old, part.score)

    def chances(self) -> tuple[Floats, Floats]:
        """For each unit the chance of the likeliest pair of its article."""
        best = (np.zeros(len(self.first[0])), np.zeros(len(self.first[1])))
        np.maximum.at(best[0], self.rows.old, self.score)
        np.maximum.at(best[1], self.rows.new, self.score)
        return best[0][self.of_unit[0]], best[1][self.of_unit[1]]

    def _heads(self, here: int, there: int) -> bool:
        return bool(self.heads[0][self.first[0][here]] and self.heads[1][self.first[1][there]])


def linked_articles(
    texts: tuple[Printed, Printed], words: tuple[Words, Words], counted: tuple[Bags, Bags]
) -> Articles:
    """Link the articles of two texts; `counted` are the words of their units."""
    (ours, first), (theirs, other) = (roots(text) for text in texts)
    of_unit, firsts = (ours, theirs), (first, other)
    equal = Linked(len(first), len(other))
    equal_articles(*words, of_unit, equal)
    link, back = equal.arrays()
    open_ = (link < 0)[ours], (back < 0)[theirs]
    mine, others = (_bags(*each) for each in zip(counted, open_, of_unit, firsts, strict=True))
    rows = ranked(mine, others)
    of_text = numbers(*texts)
    named = titles(words[0], first, ours), titles(words[1], other, theirs)
    linked = equal.copy()
    score = articles(rows, linked, (of_text[0][first], of_text[1][other]), named)
    heads = _heads(texts[0], words[0], ours, first), _heads(texts[1], words[1], theirs, other)
    return Articles(of_unit, firsts, heads, rows, score, equal, linked, article_parts(rows, linked))


def _bags(counted: Bags, units: Bools, of_unit: Ints, first: Ints) -> Bags:
    """The words of the articles of some units."""
    words, pairs = (bag.only(units).within(of_unit, len(first)) for bag in counted)
    return words, pairs


def _heads(text: Printed, words: Words, of_unit: Ints, first: Ints) -> Bools:
    """Units that begin an article of some length, and no paragraphs that stand alone."""
    length = np.bincount(of_unit, words.lengths, len(first))
    found = np.zeros(len(text.units), np.bool_)
    for article, unit in enumerate(first.tolist()):
        one = text.units[unit]
        found[unit] = one.begins and one.level == ARTICLE and length[article] >= _ENOUGH
    return found
