"""For each norm and day: how many pairs compare, how far apart they are in all, and what gaps could make of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from travaux.law.bounds import extremes, extremes_in_doubt
from travaux.law.coding import Coding
from travaux.law.scales import Measure

__all__ = ["Tally", "tally"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Tally:
    """Sums by norm (first axis) and day (second).

    Attributes:
        coding: what was counted.
        measure: how answers compare.
        weights: of the norms.
        apart: sum of the distances of all pairs that compare.
        pairs: how many pairs compare.
        known: how many jurisdictions have a known answer.
    """

    coding: Coding
    measure: Measure
    weights: Floats
    apart: Floats
    pairs: Floats
    known: Floats

    @cached_property
    def compared(self) -> Floats:
        """For each day the weight of everything that compares."""
        total: Floats = self.weights @ self.pairs
        return total

    @cached_property
    def index(self) -> Floats:
        """The index on each day; not a number where nothing compares."""
        return _one_less(self.weights @ self.apart, self.compared)

    @cached_property
    def by_norm(self) -> Floats:
        """The index of each norm on each day; not a number where nothing compares."""
        return _one_less(self.apart, self.pairs)

    @cached_property
    def bounds(self) -> tuple[Floats, Floats]:
        """For each day the least and the greatest index of the completed table; not a number below two members."""
        least, greatest = np.zeros_like(self.apart), np.zeros_like(self.apart)
        for norm, scale in enumerate(self.coding.scales):
            if self.weights[norm]:
                counts, missing = self._gaps(norm)
                least[norm], greatest[norm] = extremes(scale, self.measure, counts, missing)
        for (norm, day), held in self.coding.doubts.items():
            if self.weights[norm]:
                scale, counts = self.coding.scales[norm], self.coding.counts(norm)[day]
                missing_cells = self.coding.members[day] - counts.sum() - len(held)
                found = extremes_in_doubt(scale, self.measure, counts, missing_cells, (each for _, each in held))
                least[norm, day], greatest[norm, day] = found
        members = self.coding.members
        every = self.weights.sum() * members * (members - 1) / 2
        return _one_less(self.weights @ greatest, every), _one_less(self.weights @ least, every)

    def _gaps(self, norm: int) -> tuple[Floats, Floats]:
        counts = self.coding.counts(norm)
        return counts, self.coding.members - counts.sum(axis=1)


def _one_less(apart: Floats, compared: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        share: Floats = 1.0 - apart / compared
    # What is left of the arithmetic must not carry the index out of its range.
    return np.where(compared > 0, np.clip(share, 0.0, 1.0), np.nan)


def tally(coding: Coding, measure: Measure, weights: Floats) -> Tally:
    """Count a coding.

    The sum of distances over all pairs is c D c / 2 for the counts c of answers and the distances D between them, so
    that no pair need be looked at.
    """
    shape = (len(coding.norms), len(coding.days))
    apart, known = np.zeros(shape), np.zeros(shape)
    for norm, between in enumerate(coding.matrices(measure)):
        counts = coding.counts(norm)
        apart[norm] = ((counts @ between) * counts).sum(axis=1) / 2
        known[norm] = counts.sum(axis=1)
    return Tally(coding, measure, weights, apart, known * (known - 1) / 2, known)
