"""How many of several units join: the exact distribution of the sum, mixed over a gamma frailty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from travaux.treaty.forecasting.extra import scipy_stats
from travaux.treaty.forecasting.spells import Floats

__all__ = ["Frailty", "Units", "distribution", "frailty", "quantile", "scaled"]

# Chosen on the development treaties: in one window of four the pace of a treaty changes altogether (new states, a
# union that moves), and its past says little.
_UPSET = 0.25
_UPSET_SHAPE = 0.4
_NODES = 24
_MOST_TAKEN = 0.98


@dataclass(frozen=True, slots=True)
class Frailty:
    """Values of a random pace with mean 1, each with its probability."""

    at: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class Units:
    """What may join: the hazard of each unit up to a day, and how many instruments it brings at once.

    `newcomers` is how many are expected of parties that are not yet on record.
    """

    hazard: Floats
    size: tuple[int, ...]
    newcomers: float = 0.0


def frailty(shape: float) -> Frailty:
    """A gamma variable with mean 1 and a shape, mixed with a much wider one for the windows in which all changes.

    Example:
        >>> found = frailty(2.0)
        >>> round(float((found.at * found.weight).sum()), 6), bool(found.at.min() >= 0)
        (1.0, True)
    """
    middles = (np.arange(_NODES) + 0.5) / _NODES
    at, weight = [], []
    for each, share in ((shape, 1 - _UPSET), (min(shape, _UPSET_SHAPE), _UPSET)):
        nodes = scipy_stats().gamma.ppf(middles, each) / each
        at.append(nodes / nodes.mean())
        weight.append(np.full(_NODES, share / _NODES))
    return Frailty(np.concatenate(at), np.concatenate(weight))


def scaled(units: Units, pace: Frailty, mean: float) -> float:
    """The factor on all hazards at which so many are expected to join; as near as there are parties left."""
    sizes = np.array(units.size, dtype=float)
    most = _MOST_TAKEN * float(sizes.sum())
    if most <= 0:
        return 1.0
    target = min(mean, most)
    low, high = -12.0, 12.0
    for _ in range(50):
        middle = (low + high) / 2
        chance = 1.0 - np.exp(-np.exp(middle) * np.outer(pace.at, units.hazard))
        low, high = (middle, high) if float(pace.weight @ chance @ sizes) < target else (low, middle)
    return float(np.exp((low + high) / 2))


def distribution(units: Units, pace: Frailty, factor: float = 1.0) -> Floats:
    """The probability of 0, 1, 2 … instruments: a Poisson binomial sum for each value of the frailty, then their mix.

    The sum is exact, unit by unit (Le Cam 1960 gives the Poisson limit that is not used here); parties not yet on
    record add a Poisson number.

    Example:
        >>> one = Frailty(np.array([1.0]), np.array([1.0]))
        >>> distribution(Units(np.array([np.log(2), np.log(2)]), (1, 2)), one).round(3).tolist()
        [0.25, 0.25, 0.25, 0.25]
    """
    chance = 1.0 - np.exp(-factor * np.outer(pace.at, units.hazard))
    rows = np.zeros((len(pace.at), sum(units.size) + 1))
    rows[:, 0] = 1.0
    top = 0
    for unit, size in enumerate(units.size):
        taken = rows[:, : top + 1] * chance[:, unit, None]
        rows[:, : top + 1] -= taken
        rows[:, size : top + size + 1] += taken
        top += size
    if units.newcomers > 0:
        rows = _with_newcomers(rows, units.newcomers * pace.at)
    return np.asarray(pace.weight @ rows, dtype=float)


def quantile(chances: Floats, level: float) -> int:
    """The smallest number whose probability, with all below it, reaches a level.

    Example:
        >>> quantile(np.array([0.2, 0.3, 0.5]), 0.5)
        1
    """
    reached = np.flatnonzero(np.cumsum(chances) >= level - 1e-9)
    return int(reached[0]) if len(reached) else len(chances) - 1


def _with_newcomers(rows: Floats, means: Floats) -> Floats:
    most = int(np.ceil(means.max() + 6 * np.sqrt(means.max()) + 3))
    log_factorial = np.cumsum(np.log(np.maximum(np.arange(most + 1), 1)))
    counts = np.arange(most + 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(counts > 0, counts * np.log(np.maximum(means, 1e-300))[:, None], 0.0)
    poisson = np.exp(logs - means[:, None] - log_factorial)
    poisson /= poisson.sum(axis=1, keepdims=True)
    return np.stack([np.convolve(one, other) for one, other in zip(rows, poisson, strict=True)])
