"""How fast parties join, by pathway: Kaplan–Meier curves as cumulative hazards, carried on beyond what was seen."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from travaux.treaty.forecasting.extra import lifelines
from travaux.treaty.forecasting.spells import Floats, Spells

__all__ = ["Hazards", "hazards_of"]

_STEP = 1 / 12
_LONGEST = 250
_GRID = np.arange(0, _LONGEST, _STEP)
_FEWEST = 30  # at risk, below which a curve is no longer read
_TAIL = 10.0  # years whose mean hazard is carried on
_UNKNOWN = 0.02  # yearly hazard where nothing was seen: one in fifty, as vague as it sounds


@dataclass(frozen=True, slots=True)
class Hazards:
    """Cumulative hazards of the two pathways on a monthly grid of years."""

    signatory: Floats
    outsider: Floats

    def between(self, signatory: bool, start: NDArray[Any], end: NDArray[Any]) -> Floats:
        """The hazard gathered on a pathway between two times of its clock, in years."""
        curve = self.signatory if signatory else self.outsider
        found: Floats = np.interp(end, _GRID, curve) - np.interp(start, _GRID, curve)
        return np.maximum(found, 0.0)


def hazards_of(spells: Spells) -> Hazards:
    """The curves of both pathways (Kaplan & Meier 1958, with delayed entry), as minus the logarithm of survival.

    A curve is read as long as 30 parties are at risk; from there on the mean hazard of its last ten years goes on.
    """
    return Hazards(_curve(spells, spells.signatory), _curve(spells, ~spells.signatory))


def _curve(spells: Spells, of: NDArray[np.bool_]) -> Floats:
    if not (of & spells.event).any():
        return _GRID * _UNKNOWN
    fitter = lifelines().KaplanMeierFitter()
    with warnings.catch_warnings():
        # Weights of 1/k are meant: k members of a union that join on one day are one unit.
        warnings.filterwarnings("ignore", message=".*weights are not integers.*")
        fitter.fit(spells.end[of], spells.event[of], entry=spells.entry[of], weights=spells.weight[of])
    table = fitter.event_table
    enough = np.flatnonzero(table["at_risk"].to_numpy() >= _FEWEST)
    times = fitter.survival_function_.index.to_numpy(dtype=float)
    survival = fitter.survival_function_.iloc[:, 0].to_numpy(dtype=float)
    last = float(times[min(enough[-1], len(times) - 1)]) if len(enough) else 0.0
    gathered = -np.log(np.maximum(survival, 1e-9))
    at = np.searchsorted(times, np.minimum(_GRID, last), side="right") - 1
    curve = gathered[np.maximum(at, 0)]
    return np.asarray(curve + np.maximum(_GRID - last, 0.0) * _rate(times, gathered, last), dtype=float)


def _rate(times: Floats, gathered: Floats, last: float) -> float:
    """The mean yearly hazard of the last years that are read."""
    start = max(0.0, last - _TAIL)
    if last <= start:
        return _UNKNOWN
    places = np.maximum(np.searchsorted(times, np.array([start, last]), side="right") - 1, 0)
    low, high = (float(each) for each in gathered[places])
    return max((high - low) / (last - start), 1e-4)
