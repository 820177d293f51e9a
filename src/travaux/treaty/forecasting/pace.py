"""A treaty's own pace against the pooled one: how many will join, and how far that may be off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from travaux.treaty.forecasting.extra import scipy_optimize, scipy_special
from travaux.treaty.forecasting.panel import YEAR
from travaux.treaty.forecasting.spells import Floats
from travaux.treaty.forecasting.windows import Windows

__all__ = ["Pace", "pace_of"]

# Chosen on the development treaties (docs), never on the others.
_PRIOR = np.array([0.0, 0.3, 0.3, 0.1, 0.0, 0.7, 0.3])
_FIRMNESS = np.array([4.0, 4.0, 4.0, 4.0, 4.0, 1.0, 4.0])
_LEAST = 0.02
_HALF_LIFE = 15.0  # years after which a window counts half


@dataclass(frozen=True, slots=True)
class Pace:
    """How the pooled expectation is turned into the mean and the shape of a gamma mixture for a treaty.

    `weights` are those of a constant, of the treaty's pace so far, over five and over two years (each the logarithm of
    joined over expected, shrunk), and of its youth; `shape` and `shape_by_size` give the shape of the gamma frailty.
    `newcomers` is the share of those who joined that were not on record before.
    """

    weights: tuple[float, ...]
    shape: float
    shape_by_size: float
    newcomers: float
    windows: int

    def mean(self, rows: Windows) -> Floats:
        """How many are expected to join within the horizon, by row."""
        return np.asarray(_base(rows) * np.exp(_features(rows) @ np.array(self.weights)), dtype=float)

    def shapes(self, rows: Windows) -> Floats:
        """The shape of the gamma frailty, by row: the smaller, the less certain."""
        return np.asarray(np.exp(self.shape + self.shape_by_size * np.log(np.maximum(rows.expected, 0.1))), dtype=float)


def pace_of(rows: Windows, horizon: int) -> Pace:
    """Empirical Bayes: the weights and the shape most likely to have given what came in windows that are over.

    The count is a Poisson variable whose rate is a gamma variable (negative binomial; Greenwood & Yule 1920). Windows
    a year apart overlap, so each counts for one year of its horizon, and half as much for every fifteen years that
    it lies back. A prior on each number, chosen on treaties set
    apart for that, keeps it sensible where few windows are over.
    """
    features = _features(rows)
    base = _base(rows)
    size = np.log(np.maximum(rows.expected, 0.1))
    came = rows.came.astype(float)
    each = _recency(rows) * min(1.0, YEAR / horizon)

    def loss(at: Floats) -> float:
        shape = np.exp(at[5] + at[6] * size)
        likelihood = _log_likelihood(came, base * np.exp(features @ at[:5]), shape)
        return float(-(each * likelihood).sum() + (_FIRMNESS * (at - _PRIOR) ** 2).sum())

    found = scipy_optimize().minimize(loss, _PRIOR, method="L-BFGS-B").x if len(rows) else _PRIOR
    recent = _recency(rows)
    return Pace(
        tuple(float(value) for value in found[:5]), float(found[5]), float(found[6]),
        newcomers=(float(recent @ rows.new) + 1) / (float(recent @ rows.came) + 20), windows=len(rows),
    )  # fmt: skip


def _recency(rows: Windows) -> Floats:
    return np.asarray(0.5 ** ((rows.day.max(initial=0) - rows.day) / YEAR / _HALF_LIFE), dtype=float)


def _features(rows: Windows) -> Floats:
    return np.stack([
        np.ones(len(rows)),
        np.log((rows.past + 2) / (rows.past_expected + 2)),
        np.log((rows.lately + 1) / (rows.lately_expected + 1)),
        np.log((rows.just + 0.5) / (rows.just_expected + 0.5)),
        np.exp(-rows.age / 2),
    ], axis=1)  # fmt: skip


def _base(rows: Windows) -> Floats:
    return np.maximum(rows.expected, _LEAST)


def _log_likelihood(came: Floats, mean: Floats, shape: Floats) -> Floats:
    log_gamma = scipy_special().gammaln
    both = mean + shape
    return np.asarray(
        log_gamma(came + shape) - log_gamma(shape) - log_gamma(came + 1)
        + shape * np.log(shape / both) + came * np.log(np.maximum(mean, 1e-12) / both), dtype=float
    )  # fmt: skip
