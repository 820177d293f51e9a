"""All that is learnt from what was known on a day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.treaty.forecasting.hazards import Hazards, hazards_of
from travaux.treaty.forecasting.pace import Pace, pace_of
from travaux.treaty.forecasting.panel import NEVER, Panel
from travaux.treaty.forecasting.relative import Relative, relative_of
from travaux.treaty.forecasting.spells import spells_of
from travaux.treaty.forecasting.unions import togetherness
from travaux.treaty.forecasting.windows import Windows, gathered, reference_days, windows_on

__all__ = ["Trained", "trained"]


@dataclass(frozen=True, slots=True)
class Trained:
    """The models of a day: pooled hazards, relative risks of parties, pace of treaties, and the windows behind them.

    `known` is the panel as it was known on the day, with the parties that had acted by then, and `columns` are their
    places in the whole panel; `instruments` is how many instruments it holds, and `now` how its treaties stand on the
    day.
    """

    known: Panel
    columns: NDArray[np.int64]
    horizon: int
    hazards: Hazards
    relative: Relative
    windows: Windows
    pace: Pace
    together: float
    instruments: int
    now: Windows


def trained(panel: Panel, day: int, horizon: int) -> Trained:
    """Learn from a panel as it was known on a day; nothing dated later is looked at.

    Args:
        panel: all that is on record.
        day: the last day that is known, as an ordinal.
        horizon: how far forecasts will look, in days.
    """
    whole = panel.known_on(day)
    known = whole.acted()
    spells = spells_of(known)
    hazards = hazards_of(spells)
    rows = [windows_on(known, each, horizon, hazards) for each in reference_days(known, horizon)]
    now = windows_on(known, day, horizon, hazards)
    windows = gathered(rows or [now])
    windows = windows.only(windows.came >= 0)
    relative = relative_of(known, spells, hazards)
    return Trained(
        known=known,
        columns=whole.columns(),
        horizon=horizon,
        hazards=hazards,
        relative=relative,
        windows=windows,
        pace=pace_of(windows, horizon),
        together=togetherness(known),
        instruments=int(np.count_nonzero(known.joined < NEVER)),
        now=now,
    )
