"""Who stands together: a tree of groups by average linkage."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["Join", "cut_at_widest", "joins"]


@dataclass(frozen=True, slots=True)
class Join:
    """Two groups that are joined, by the numbers of their members, at the mean distance between them."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    height: float

    @property
    def members(self) -> tuple[int, ...]:
        """Both together, in order."""
        return tuple(sorted((*self.left, *self.right)))


def joins(distances: NDArray[np.float64]) -> tuple[Join, ...]:
    """The joins of average linkage, the closest groups first (Sokal and Michener 1958).

    The distance of two groups is the mean over the pairs between them that have one; groups without such a pair are
    never joined. Of several equally close groups those with the first members are joined first.

    Args:
        distances: between each two; not a number where there is none.

    Example:
        >>> [(join.left, join.right, join.height)
        ...  for join in joins(np.array([[0, 0.2, 0.8], [0.2, 0, 0.6], [0.8, 0.6, 0]]))]
        [((0,), (1,), 0.2), ((0, 1), (2,), 0.7)]
    """
    compared = ~np.isnan(distances)
    np.fill_diagonal(compared, False)
    sums, counts = np.where(compared, distances, 0.0), compared.astype(np.float64)
    groups: dict[int, tuple[int, ...]] = {number: (number,) for number in range(len(distances))}
    means = np.where(compared, sums, np.inf)
    made = []
    while len(groups) > 1:
        one, other = (int(each) for each in np.unravel_index(np.argmin(means), means.shape))
        if not np.isfinite(means[one, other]):
            break
        one, other = sorted((one, other))
        made.append(Join(groups[one], groups.pop(other), round(float(means[one, other]), 12)))
        groups[one] = made[-1].members
        for table in (sums, counts):
            table[one] += table[other]
            table[:, one] += table[:, other]
            table[one, one] = 0.0
        counts[other] = counts[:, other] = 0.0
        with np.errstate(divide="ignore", invalid="ignore"):
            means[one] = means[:, one] = np.where(counts[one] > 0, sums[one] / counts[one], np.inf)
        means[other] = means[:, other] = np.inf
    return tuple(made)


def cut_at_widest(made: tuple[Join, ...], count: int) -> tuple[float | None, tuple[tuple[int, ...], ...]]:
    """The groups below the widest step between the heights of two joins that follow each other, and where it is cut.

    Args:
        made: the joins.
        count: how many there were at first.

    Returns:
        The height of the cut, half-way up the step (None without two joins of different height), and the groups, the
        largest first.
    """
    heights = sorted(join.height for join in made)
    steps = [(after - before, (before + after) / 2) for before, after in pairwise(heights)]
    widest = max(steps, key=lambda step: step[0], default=(0.0, 0.0))
    cut = widest[1] if widest[0] > 0 else None
    groups: dict[int, tuple[int, ...]] = {number: (number,) for number in range(count)}
    for join in made:
        if cut is None or join.height < cut:
            for member in join.members:
                groups[member] = join.members
    return cut, tuple(sorted(set(groups.values()), key=lambda group: (-len(group), group)))
