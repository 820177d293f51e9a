"""What could be said on a day of each treaty, and how many joined in the years after: one row per treaty and day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from travaux.treaty.forecasting.hazards import Hazards
from travaux.treaty.forecasting.panel import NEVER, YEAR, Days, Panel
from travaux.treaty.forecasting.spells import Floats, within

__all__ = ["Windows", "gathered", "hazard_ahead", "reference_days", "windows_on"]

_MOST_WINDOWS = 60
_FEWEST_WINDOWS = 15
_MOST_CELLS = 6_000_000  # treaties times parties times days: beyond, fewer years back are looked at


@dataclass(frozen=True, slots=True)
class Windows:
    """Rows in which a treaty stood on a day, looking ahead by a horizon.

    `expected` is how many of those at risk join within the horizon at the pooled pace; `past`, `lately`, `just` how
    many joined so far, in the last five and in the last two years, each with the pooled expectation beside it. `came`
    is how many really joined (-1 where the horizon is not over), `new` how many of them were not on record before.
    """

    treaty: NDArray[np.int64]
    day: Days
    age: Floats
    expected: Floats
    past: Floats
    past_expected: Floats
    lately: Floats
    lately_expected: Floats
    just: Floats
    just_expected: Floats
    came: NDArray[np.int64]
    new: NDArray[np.int64]

    def only(self, rows: NDArray[np.bool_]) -> Windows:
        """Some of the rows."""
        return Windows(*(getattr(self, each.name)[rows] for each in fields(self)))

    def __len__(self) -> int:
        return len(self.day)


def reference_days(panel: Panel, horizon: int) -> list[int]:
    """Days one year apart, back from the last whose horizon is over, as far as a treaty was open."""
    last = panel.last - horizon
    most = int(np.clip(_MOST_CELLS / max(panel.joined.size, 1), _FEWEST_WINDOWS, _MOST_WINDOWS))
    first = int(panel.opened.min()) if len(panel.opened) else last
    days = [last - round(step * YEAR) for step in range(most)]
    return [day for day in reversed(days) if day > first]


def windows_on(panel: Panel, day: int, horizon: int, hazards: Hazards) -> Windows:
    """The rows of one day: what was known by then, and what came of it as far as the panel goes."""
    known = panel.known_on(day)
    rows = np.array([panel.treaties.index(name) for name in known.treaties], dtype=np.int64)
    ahead = hazard_ahead(known, day, horizon, hazards)
    joined = panel.joined[rows]
    inside = (joined > day) & (joined <= day + horizon) & (joined < panel.entered[rows])
    over = panel.ends[rows] >= day + horizon
    active = (((known.joined < NEVER) | (known.signed < NEVER)).any(axis=1)) & (panel.ends[rows] >= day)
    paces = [_pace(known, day, years, hazards) for years in (None, 5, 2)]
    found = Windows(
        rows,
        np.full(len(rows), day, dtype=np.int64),
        (day - known.opened) / YEAR,
        (1.0 - np.exp(-ahead)).sum(axis=1),
        *paces[0],
        *paces[1],
        *paces[2],
        np.where(over, inside.sum(axis=1), -1),
        np.where(over, (inside & (known.seen[None, :] >= NEVER)).sum(axis=1), -1),
    )
    return found.only(active)


def hazard_ahead(known: Panel, day: int, horizon: int, hazards: Hazards) -> Floats:
    """By treaty and party the hazard to come within a horizon at the pooled pace; 0 for those not at risk."""
    risk = known.at_risk(day)
    signed = risk & (known.signed <= day)
    since = np.where(signed, day - known.signed, day - known.opened[:, None]) / YEAR
    ahead = np.zeros(risk.shape)
    for signatory, of in ((True, signed), (False, risk & ~signed)):
        ahead[of] = hazards.between(signatory, since[of], since[of] + horizon / YEAR)
    return ahead


def gathered(every: Iterable[Windows]) -> Windows:
    """All rows of several sets of windows."""
    sets = list(every)
    return Windows(*(np.concatenate([getattr(each, field.name) for each in sets]) for field in fields(Windows)))


def _pace(known: Panel, day: int, years: int | None, hazards: Hazards) -> tuple[Floats, Floats]:
    """How many joined in the years before a day, and how many would have at the pooled pace."""
    first = day - round(years * YEAR) if years else -NEVER
    came = (known.joined > first) & (known.joined <= day) & (known.seen[None, :] < known.joined)
    expected = np.zeros(came.shape)
    for signatory, clock, start, end in within(known, first, day):
        of = start < end
        expected[of] = hazards.between(signatory, (start[of] - clock[of]) / YEAR, (end[of] - clock[of]) / YEAR)
    return came.sum(axis=1).astype(float), expected.sum(axis=1)
