"""What units are compared by: their words and pairs of neighbouring words, counted in arrays.

Words stand for themselves in lower case; what is printed of choices, marks of notes and punctuation do not count, so
that brackets alone make no difference. A rare word says more than a frequent one: its weight is log((N + 1) / df), with
N owners in both texts and df of them holding it (after Spärck Jones 1972; damped by the logarithm of its count).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from travaux.text.comparing.printed import WORD, Printed

__all__ = ["Bag", "Bools", "Floats", "Ints", "Side", "Words", "added", "bags", "shared", "spread", "words_of"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Words:
    """The words of one text: their numbers in a vocabulary of both texts, and the unit of each."""

    ids: Ints
    unit: Ints
    bounds: Ints
    """Where the words of each unit begin, and the end of the last."""
    vocabulary: int

    @property
    def units(self) -> int:
        """How many units there are."""
        return len(self.bounds) - 1

    @property
    def lengths(self) -> Ints:
        """How many words each unit has."""
        return np.diff(self.bounds)

    @cached_property
    def exact(self) -> list[bytes]:
        """The words of each unit as one value, equal only for equal words."""
        raw, width = self.ids.tobytes(), self.ids.itemsize
        ends = (self.bounds * width).tolist()
        return [raw[start:end] for start, end in pairwise(ends)]


@dataclass(frozen=True, slots=True)
class Bag:
    """How often each feature (a word, or two in a row) stands in each owner: rows sorted by feature, then owner."""

    gram: Ints
    owner: Ints
    count: Ints
    owners: int

    def within(self, owner: Ints, owners: int) -> Bag:
        """The same features by what the owners stand in, which must rise with the owners."""
        outer = owner[self.owner]
        first = np.flatnonzero((np.diff(self.gram, prepend=-1) != 0) | (np.diff(outer, prepend=-1) != 0))
        count = np.add.reduceat(self.count, first) if len(first) else self.count
        return Bag(self.gram[first], outer[first], count, owners)

    def only(self, owners: Bools) -> Bag:
        """The features of some owners; the others have none."""
        kept = np.flatnonzero(owners[self.owner])
        return Bag(self.gram[kept], self.owner[kept], self.count[kept], self.owners)


@dataclass(frozen=True, slots=True)
class Side:
    """The features of one text that the other has too: rows sorted by feature, then owner.

    Features are numbered from 0, in both texts alike. The weights of an owner, with those of the features that only
    one text has, have the length 1, so that the products of the weights of two owners add up to their cosine.
    """

    gram: Ints
    owner: Ints
    weight: Floats
    size: Ints
    """How many features, common or not, each owner has."""

    @property
    def owners(self) -> int:
        """How many owners there are."""
        return len(self.size)


def words_of(old: Printed, new: Printed) -> tuple[Words, Words]:
    """The words of two texts, numbered alike."""
    numbers: dict[str, int] = {}
    table: dict[str, int] = {}
    for token in dict.fromkeys(chain(old.tokens, new.tokens)):
        word = _canonical(token)
        table[token] = numbers.setdefault(word, len(numbers)) if word else -1
    return _words(old, table, len(numbers)), _words(new, table, len(numbers))


@lru_cache(maxsize=100_000)
def _canonical(token: str) -> str:
    word = token.strip().lower()
    if not word[:1].isalnum():
        return ""
    if word.isascii():
        # Singular and plural are one word here: across instruments "a Party" stands for "the Parties".
        return word[:-1] if word[-1] == "s" and len(word) > _LONG else word
    # Points and tatweel of Arabic, accents typed as signs of their own, and forms of one letter are spelling.
    plain = unicodedata.normalize("NFKC", word.replace("\u2019", "'").replace("\u0640", ""))
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Mn") or plain


_LONG = 3


def _words(text: Printed, table: dict[str, int], vocabulary: int) -> Words:
    ids = np.fromiter(map(table.__getitem__, text.tokens), np.int64, len(text.tokens))
    kept = (np.frombuffer(text.kinds, np.uint8) == WORD) & (ids >= 0)
    edges = [unit.start for unit in text.units]
    edges.append(len(text.tokens))
    bounds = np.concatenate(([0], np.cumsum(kept)))[edges]
    return Words(ids[kept], np.repeat(np.arange(len(text.units)), np.diff(bounds)), bounds, vocabulary)


def bags(words: Words) -> tuple[Bag, Bag]:
    """Words, and pairs of neighbouring words within a unit, by unit."""
    inside = words.unit[1:] == words.unit[:-1]
    pairs = (words.ids[:-1] * words.vocabulary + words.ids[1:])[inside]
    return _bag(words.ids, words.unit, words.units), _bag(pairs, words.unit[:-1][inside], words.units)


def _bag(grams: Ints, owner: Ints, owners: int) -> Bag:
    keys = np.sort(grams * owners + owner)
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    gram = keys[first] // owners
    return Bag(gram, keys[first] - gram * owners, np.diff(first, append=len(keys)), owners)


def shared(old: Bag, new: Bag) -> tuple[Side, Side]:
    """The features that two bags have in common, weighted."""
    old_runs, new_runs = _runs(old.gram), _runs(new.gram)
    there = np.searchsorted(new_runs[0], old_runs[0])
    there[there == len(new_runs[0])] = 0
    common = new_runs[0][there] == old_runs[0] if len(new_runs[0]) else np.zeros(len(there), np.bool_)
    here, there = np.flatnonzero(common), there[common]
    ours, theirs = old_runs[2].copy(), new_runs[2].copy()
    ours[here] += new_runs[2][there]
    theirs[there] += old_runs[2][here]
    total = old.owners + new.owners
    return _side(old, old_runs, ours, here, total), _side(new, new_runs, theirs, there, total)


def _side(bag: Bag, runs: tuple[Ints, Ints, Ints], frequency: Ints, kept: Ints, total: int) -> Side:
    """One text's part of the common features, from the number of owners of each feature in both texts."""
    _, start, many = runs
    weight = np.repeat(np.log((total + 1) / frequency), many) * _DAMPED[np.minimum(bag.count, len(_DAMPED) - 1)]
    length = np.sqrt(added(bag.owner, weight * weight, bag.owners))
    weight /= np.maximum(length, 1e-9)[bag.owner]
    rows = spread(start[kept], many[kept])
    size = np.bincount(bag.owner, bag.count, bag.owners).astype(np.int64)
    return Side(np.repeat(np.arange(len(kept)), many[kept]), bag.owner[rows], weight[rows], size)


_DAMPED = 1 + np.log(np.maximum(np.arange(200), 1))
"""What a word that stands so often in one owner counts: one more than the logarithm."""


def _runs(sorted_values: Ints) -> tuple[Ints, Ints, Ints]:
    """The distinct values, where each begins, how many there are of each."""
    first = np.flatnonzero(np.diff(sorted_values, prepend=-1))
    return sorted_values[first], first, np.diff(first, append=len(sorted_values))


def added(places: Ints, weights: Floats, size: int) -> Floats:
    """The sum of the weights for each place.

    Example:
        >>> added(np.array([0, 2, 2]), np.array([1.0, 2.0, 3.0]), 3).tolist()
        [1.0, 0.0, 5.0]
    """
    return np.bincount(places, weights, size).astype(np.float64, copy=False)


def spread(start: Ints, many: Ints) -> Ints:
    """All numbers of several ranges, one range after the other.

    Example:
        >>> spread(np.array([3, 10]), np.array([2, 1])).tolist()
        [3, 4, 10]
    """
    ends = np.cumsum(many)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(start - ends + many, many)
