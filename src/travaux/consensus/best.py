"""The best selection found for one aim, with a bound that says how good it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from travaux.consensus.problem import Selection

__all__ = ["NONE_EXISTS", "NONE_FOUND", "Best"]

_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Best:
    """The best selection found, its worth, and a bound that no selection exceeds.

    `selection` is None if there is none (then `bound` is `-inf`) or none was found in time.
    """

    selection: Selection | None
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """How much better, relatively, something could be: (bound - value) / value.

        Where the value is not positive, the difference is divided by the larger of both in size.
        """
        if self.bound <= self.value:
            return 0.0
        size = self.value if self.value > 0 else max(abs(self.value), abs(self.bound))
        return (self.bound - self.value) / size

    @property
    def proven(self) -> bool:
        """Whether nothing better exists, or nothing at all."""
        return self.bound <= self.value + _CLOSE * max(1.0, abs(self.value)) or self.bound == -np.inf


NONE_EXISTS = Best(None, -np.inf, -np.inf)
NONE_FOUND = Best(None, -np.inf, np.inf)
