"""How far apart each two jurisdictions are, on each day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from travaux.law.coding import UNKNOWN, Coding
from travaux.law.found import PairPoint
from travaux.law.scales import Measure

__all__ = ["PairMatrix", "PairSeries", "pair_matrices"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class PairMatrix:
    """All pairs on one day: their distances (not a number where nothing compares), and how many norms they share."""

    day: date
    distances: Floats
    common: NDArray[np.int32]

    @property
    def dispersion(self) -> float | None:
        """Standard deviation of the distances, each pair once; None where no pair compares."""
        upper = self.distances[np.triu_indices(len(self.distances), 1)]
        compared = upper[~np.isnan(upper)]
        return float(compared.std()) if len(compared) else None


def pair_matrices(coding: Coding, measure: Measure, weights: Floats) -> Iterator[PairMatrix]:
    """The distances of all pairs on each day, in order; a day on which nothing changed has those of the day before.

    With one column for each answer, a table O of zeros and ones has O (w D) O' as the sum of weighted distances.
    """
    blocks = [*_blocks(coding, measure, weights)]
    heavy = np.concatenate([weights[block.norms] for block in blocks] or [np.zeros(0)])
    found: PairMatrix | None = None
    for number, day in enumerate(coding.days):
        today = coding.codes[:, :, number]
        if found is None or (today != coding.codes[:, :, number - 1]).any():
            found = _matrix(day, [(block, today[block.norms]) for block in blocks], heavy, len(coding.jurisdictions))
        yield PairMatrix(day, found.distances, found.common)


@dataclass(frozen=True)
class _Block:
    """The norms that have the same number of answers; the last row of each table is that of no answer (code -1)."""

    norms: NDArray[np.intp]
    chosen: Floats
    far: Floats


def _blocks(coding: Coding, measure: Measure, weights: Floats) -> Iterator[_Block]:
    between = coding.matrices(measure)
    sizes = np.array([len(each) for each in between])
    for kinds in sorted({*sizes[weights > 0].tolist()} - {0}):
        norms = np.flatnonzero((sizes == kinds) & (weights > 0))
        far = np.zeros((len(norms), kinds + 1, kinds))
        far[:, :kinds] = np.array([between[norm] * weights[norm] for norm in norms])
        yield _Block(norms, np.vstack([np.eye(kinds), np.zeros(kinds)]), far)


def _matrix(day: date, blocks: Sequence[tuple[_Block, NDArray[np.int32]]], heavy: Floats, count: int) -> PairMatrix:
    distances, common = np.full((count, count), np.nan), np.zeros((count, count), dtype=np.int32)
    # Of most agreements nothing is on record in most years.
    here = np.flatnonzero(np.any([(codes != UNKNOWN).any(axis=0) for _, codes in blocks], axis=0))
    if len(here):
        among = np.ix_(here, here)
        distances[among], common[among] = _compared([(block, codes[:, here]) for block, codes in blocks], heavy)
    return PairMatrix(day, distances, common)


def _compared(blocks: Sequence[tuple[_Block, NDArray[np.int32]]], heavy: Floats) -> tuple[Floats, Floats]:
    """The distances of those of whom something is known, and how many norms each two share."""
    count = blocks[0][1].shape[1]
    apart, known = np.zeros((count, count)), []
    for block, codes in blocks:
        chosen = block.chosen[codes.T].reshape(count, -1)
        apart += block.far[np.arange(len(codes)), codes.T].reshape(count, -1) @ chosen.T
        known.append((codes.T != UNKNOWN).astype(np.float64))
    cells = np.hstack(known)
    compared, common = (cells * heavy) @ cells.T, cells @ cells.T
    with np.errstate(divide="ignore", invalid="ignore"):
        distances = np.where(common > 0, apart / compared, np.nan)
    np.fill_diagonal(distances, 0.0)
    return np.clip((distances + distances.T) / 2, 0.0, 1.0), common


class PairSeries(Mapping[tuple[str, str], tuple[PairPoint, ...]]):
    """Each pair over time, worked out when it is asked for; either order of a pair will do."""

    def __init__(self, coding: Coding, measure: Measure, weights: Floats) -> None:
        self._coding, self._measure, self._weights = coding, measure, weights
        self._places = {name: number for number, name in enumerate(coding.jurisdictions)}

    def __getitem__(self, pair: tuple[str, str]) -> tuple[PairPoint, ...]:
        one, other = (self._places[each] for each in pair)
        if one == other:
            raise KeyError(pair)
        days = len(self._coding.days)
        apart, compared, common = np.zeros(days), np.zeros(days), np.zeros(days, dtype=int)
        for norm, between in enumerate(self._between):
            weight = self._weights[norm]
            first, second = self._coding.codes[norm, one], self._coding.codes[norm, other]
            both = (first != UNKNOWN) & (second != UNKNOWN)
            if weight and both.any():
                apart[both] += weight * between[first[both], second[both]]
                compared += weight * both
                common += both
        return tuple(
            PairPoint(day, min(float(apart[number] / compared[number]), 1.0) if common[number] else None,
                      int(common[number]))
            for number, day in enumerate(self._coding.days)
        )  # fmt: skip

    @cached_property
    def _between(self) -> list[Floats]:
        return self._coding.matrices(self._measure)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return combinations(self._coding.jurisdictions, 2)

    def __len__(self) -> int:
        count = len(self._coding.jurisdictions)
        return count * (count - 1) // 2

    def on(self, day: date) -> PairMatrix:
        """All pairs on one of the days.

        Raises:
            ValueError: if the day is none of them.
        """
        column = self._coding.days.index(day)
        return next(pair_matrices(self._coding.at([column]), self._measure, self._weights))
