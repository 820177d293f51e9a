"""How far the index depends on the weights of norms: the index under many random weights."""

from __future__ import annotations

import numpy as np

from travaux.law.found import WeightRange
from travaux.law.tallying import Tally

__all__ = ["DRAWS", "random_weights"]

DRAWS = 2_000
_MIDDLE = (0.05, 0.5, 0.95)


def random_weights(counted: Tally, draws: int = DRAWS, seed: int = 0) -> WeightRange | None:
    """The index on the last day on which it is defined, with weights drawn at random.

    Weights are drawn from the Dirichlet distribution with all parameters 1, so that every division of the weight among
    the norms is equally likely (Saisana, Saltelli and Tarantola 2005 do so for composite indicators). Only norms that
    weigh something, and on which something compares, are drawn.

    Args:
        counted: what was counted.
        draws: how many times.
        seed: of the random numbers; the same seed gives the same interval.

    Returns:
        None if the index is defined on no day.
    """
    defined = np.flatnonzero(~np.isnan(counted.index))
    if not len(defined):
        return None
    day = int(defined[-1])
    norms = np.flatnonzero((counted.weights > 0) & (counted.pairs[:, day] > 0))
    weights = np.random.default_rng(seed).dirichlet(np.ones(len(norms)), draws)
    found = 1 - (weights @ counted.apart[norms, day]) / (weights @ counted.pairs[norms, day])
    low, median, high = (float(each) for each in np.clip(np.quantile(found, _MIDDLE), 0.0, 1.0))
    return WeightRange(counted.coding.days[day], low, median, high, draws, seed)
