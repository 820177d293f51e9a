"""Which unit of one text says what which unit of another says.

Articles are matched first, by all that stands in them; then paragraphs by their own words, with their number, their
neighbours and their article as further evidence, so that what moved between articles is found. What is left over is
looked for as part of a split or a merger, and units without words go with what stands in and round them.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from travaux.text.comparing.assigning import Linked
from travaux.text.comparing.equal import equal_articles, equal_paragraphs
from travaux.text.comparing.evidence import Both, Pairs
from travaux.text.comparing.features import Floats, words_of
from travaux.text.comparing.following import follow
from travaux.text.comparing.groups import ARTICLE, numbers, parents, roots, titles
from travaux.text.comparing.linking import articles, paragraphs, ranked
from travaux.text.comparing.model import Link
from travaux.text.comparing.ordering import Group, in_order
from travaux.text.comparing.printed import Printed
from travaux.text.comparing.reasons import Reasons
from travaux.text.comparing.splitting import Part, article_parts, parts

__all__ = ["align"]


def align(old: Printed, new: Printed) -> list[Link]:
    """Links between the units of two texts; every unit stands in exactly one.

    Returns:
        Links in the order of the new text, those without a counterpart in it after the link of the unit before them.

    Example:
        >>> import travaux
        >>> from travaux.text.comparing.printed import printed
        >>> old = printed(travaux.read_text("1. Fees are due in May.\\n\\n2. Marks may be licensed freely.").body)
        >>> new = printed(travaux.read_text("1. Marks may be licensed freely.\\n\\n2. Fees are due in June.").body)
        >>> [(link.old, link.new) for link in align(old, new)]
        [((1,), (0,)), ((0,), (1,))]
    """
    if not old.units or not new.units:
        olds, news = (((n,), ()) for n in range(len(old.units))), (((), (n,)) for n in range(len(new.units)))
        return [Link(*group, 1.0, ("the other text is empty",)) for group in (*olds, *news)]
    return Alignment(old, new).links()


class Alignment:
    """The steps of an alignment, with what each found."""

    def __init__(self, old: Printed, new: Printed) -> None:
        self.texts = old, new
        self.words = words_of(old, new)
        (ours, first), (theirs, other) = roots(old), roots(new)
        self.article: Both = ours, theirs
        self.first: Both = first, other
        self.numbers = numbers(old, new)
        self.by_article = Linked(len(first), len(other))
        self.linked = Linked(len(old.units), len(new.units))

    def links(self) -> list[Link]:
        old, new = self.words
        equal_articles(old, new, self.article, self.by_article)
        equal_paragraphs(old, new, self.first, self.by_article, self.linked)
        self._articles()
        rows, score = self.unit_rows, self.unit_score = self._paragraphs()
        follow(*self.texts, self.words, self.linked)
        found = parts(rows, score, self.words, self.linked, list(self._first_units()))
        reasons = Reasons(rows, score, old.units, new.units)
        by_part = {(part.whole, part.part, part.old): part for part in found}
        return [self._link(group, reasons, by_part) for group in in_order(self.linked, found)]

    def _articles(self) -> None:
        """Link articles; what begins one is linked with it."""
        open_ = [np.array(side)[owner] < 0 for side, owner in zip(
            (self.by_article.link, self.by_article.back), self.article, strict=True)]
        left = [words.only(units) for words, units in zip(self.words, open_, strict=True)]
        rows = ranked(left[0], left[1], self.article)
        of_first = self.numbers[0][self.first[0]], self.numbers[1][self.first[1]]
        named = [titles(*each) for each in zip(self.words, self.first, self.article, strict=True)]
        self.article_rows, self.article_score = rows, articles(rows, self.by_article, of_first, (named[0], named[1]))
        self.article_parts = article_parts(rows, self.by_article)
        for index, there in enumerate(self.by_article.link):
            if there >= 0 and self._titled(index, there):
                self.linked.add(int(self.first[0][index]), int(self.first[1][there]), self.by_article.score[index])

    def _titled(self, index: int, there: int) -> bool:
        """Whether two articles are articles by name, and no paragraphs that stand alone."""
        units = self.texts[0].units[int(self.first[0][index])], self.texts[1].units[int(self.first[1][there])]
        return all(unit.level <= ARTICLE and unit.begins for unit in units)

    def _first_units(self) -> Iterator[Part]:
        """What begins the articles that are parts of others."""
        for part in self.article_parts:
            here, there = (part.part, part.whole) if part.old else (part.whole, part.part)
            if self._titled(here, there):
                first, other = (self.first[0], self.first[1]) if part.old else (self.first[1], self.first[0])
                unit, whole = int(first[part.part]), int(other[part.whole])
                link, back = (self.linked.link, self.linked.back) if part.old else (self.linked.back, self.linked.link)
                if link[unit] < 0 <= back[whole]:
                    yield Part(unit, whole, part.old, part.score)

    def _labels(self) -> Both:
        """The article of each unit, numbered alike for articles that are linked or parts of each other; -1 if alone."""
        link, back = self.by_article.arrays()
        ours, theirs = np.where(link >= 0, np.arange(len(link)), -1), back
        for part in self.article_parts:
            if part.old:
                ours[part.part] = back[part.whole]
            else:
                theirs[part.part] = part.whole
        return ours[self.article[0]], theirs[self.article[1]]

    def _paragraphs(self) -> tuple[Pairs, Floats]:
        open_ = np.array(self.linked.link) < 0, np.array(self.linked.back) < 0
        left = [words.only(units) for words, units in zip(self.words, open_, strict=True)]
        owners = np.arange(self.words[0].units), np.arange(self.words[1].units)
        around = self._labels()
        rows = ranked(left[0], left[1], owners, around)
        above = parents(self.texts[0]), parents(self.texts[1])
        return rows, paragraphs(rows, self.linked, self.numbers, around, above)

    def _link(self, group: Group, reasons: Reasons, by_part: dict[tuple[int, int, bool], Part]) -> Link:
        olds, news = group
        if not news:
            return Link(olds, news, *reasons.alone(olds[0], new=False))
        if not olds:
            return Link(olds, news, *reasons.alone(news[0], new=True))
        here = next(one for one in olds if self.linked.link[one] in news)
        there = self.linked.link[here]
        return Link(olds, news, self.linked.score[here], reasons.linked(here, there))
