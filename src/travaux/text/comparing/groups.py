"""Articles: the units that are compared with all that stands in them."""

from __future__ import annotations

import numpy as np

from travaux.text.comparing.features import Ints, Words
from travaux.text.comparing.printed import Printed

__all__ = ["ARTICLE", "Titles", "numbers", "parents", "roots", "titles"]

ARTICLE = 40
"""The level of articles; what encloses them (chapters, parts) has a smaller one."""


def roots(text: Printed) -> tuple[Ints, Ints]:
    """For each unit the article it stands in, and for each article its first unit.

    An article is the outermost unit round a paragraph that is no chapter or part, so paragraphs outside articles are
    articles of their own.
    """
    of_unit: list[int] = []
    first: list[int] = []
    levels = [unit.level for unit in text.units]
    for index, unit in enumerate(text.units):
        parent = unit.parent
        if parent >= 0 and levels[parent] >= ARTICLE:
            of_unit.append(of_unit[parent])
        else:
            of_unit.append(len(first))
            first.append(index)
    return np.array(of_unit, np.int64), np.array(first, np.int64)


Titles = list[frozenset[int]]
"""The words of the title of each article; empty without one."""
_LONGEST = 15


def titles(words: Words, first: Ints, article: Ints) -> Titles:
    """The titles: what stands beside the number of an article, if it is short and paragraphs follow."""
    starts, ends = words.bounds[first].tolist(), words.bounds[first + 1].tolist()
    sizes = np.bincount(article).tolist()
    return [
        frozenset(words.ids[start:end].tolist() if size > 1 and end - start <= _LONGEST else ())
        for start, end, size in zip(starts, ends, sizes, strict=True)
    ]


def parents(text: Printed) -> Ints:
    """For each unit the unit round it, or -1."""
    return np.array([unit.parent for unit in text.units], np.int64)


def numbers(old: Printed, new: Printed) -> tuple[Ints, Ints]:
    """The number of each unit as a whole number that is the same for numbers that read alike; -1 without a number."""
    seen: dict[str, int] = {"": -1}

    def of(text: Printed) -> Ints:
        plain = (unit.number.strip(" .:()").lower() if unit.number else "" for unit in text.units)
        return np.array([seen.setdefault(number, len(seen)) for number in plain], np.int64)

    return of(old), of(new)
