"""A walk from selection to selection, one issue at a time, towards what breaks least (tabu search, Glover 1989).

It proves nothing. It is quick where mandates or votes make programs slow, and what it finds shortens their search.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.problem import NOBODY, Selection
from travaux.consensus.stakes import Stakes

__all__ = ["Walking"]

Floats = NDArray[np.float64]
_CLOSE = 1e-9


class Walking:
    """The walks through one problem without nested issues.

    Everything is kept as sums over the chosen cells, so that all steps from a selection are weighed at once.
    """

    def __init__(self, stakes: Stakes) -> None:
        self.stakes = problem = stakes.problem
        raise NotImplementedError
