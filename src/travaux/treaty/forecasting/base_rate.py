"""Climatology: how many joined in all earlier comparable windows, smoothed; what every forecast must beat."""

from __future__ import annotations

import numpy as np

from travaux.treaty.forecasting.spells import Floats
from travaux.treaty.forecasting.windows import Windows

__all__ = ["AGES", "DEFINITION", "base_rate"]

AGES = (1.0, 3.0, 6.0, 10.0, 20.0)
"""Years since it was opened at which a treaty passes into another class of age."""
DEFINITION = (
    "how many joined within the same horizon in all earlier windows, over on the day, of all treaties of the same "
    "class of age (under 1, 3, 6, 10, 20 years, or older); each number blurred a little, and 1 % kept for anything else"
)
_FEWEST = 5
_ELSE = 0.01
_BLUR = 20.0


def base_rate(windows: Windows, age: float, most: int) -> Floats:
    """The probability of 0, 1, … `most` instruments by the windows of treaties of the same class of age.

    Each window counts once; a number stands for a negative binomial around it (a kernel), and one hundredth is spread
    geometrically. With fewer than five windows in the class, those of every age are taken.
    """
    same = np.digitize(windows.age, AGES) == np.digitize(age, AGES)
    came = windows.came[same] if same.sum() >= _FEWEST else windows.came
    counts = np.arange(most + 1)
    spread = np.exp(-counts / 30)
    spread /= spread.sum()
    if not len(came):
        return np.asarray(spread, dtype=float)
    values, times = np.unique(came, return_counts=True)
    kernel = np.stack([_kernel(float(value) + 0.3, counts) for value in values])
    found = (times @ kernel) / times.sum()
    found = (1 - _ELSE) * found / found.sum() + _ELSE * spread
    return np.asarray(found, dtype=float)


def _kernel(mean: float, counts: Floats | np.ndarray) -> Floats:
    from travaux.treaty.forecasting.extra import scipy_stats

    return np.asarray(scipy_stats().nbinom.pmf(counts, _BLUR, _BLUR / (_BLUR + mean)), dtype=float)
