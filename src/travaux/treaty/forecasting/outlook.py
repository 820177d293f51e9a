"""What is ahead of one treaty: how many may join by any day up to the horizon, and each party's own chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.errors import TravauxError
from travaux.treaty.forecasting.base_rate import base_rate
from travaux.treaty.forecasting.counting import Frailty, Units, distribution, frailty, scaled
from travaux.treaty.forecasting.spells import Floats
from travaux.treaty.forecasting.training import Trained
from travaux.treaty.forecasting.unions import blocks
from travaux.treaty.forecasting.windows import hazard_ahead

__all__ = ["Outlook", "outlook"]


@dataclass(frozen=True, slots=True)
class Outlook:
    """The prospects of a treaty (`row` of the known panel) from a day on.

    `outside` are the columns of the parties that may join and count; `factor` is what the treaty's own pace makes of
    all hazards, `mean` how many are expected to join within the horizon of the training.
    """

    trained: Trained
    row: int
    day: int
    outside: NDArray[np.int64]
    groups: tuple[NDArray[np.int64], ...]
    frailty: Frailty
    factor: float
    mean: float
    age: float

    def counts(self, days: int) -> Floats:
        """The probability of 0, 1, 2 … instruments within so many days."""
        hazard = self._hazard(days)
        share = min(1.0, days / self.trained.horizon)
        newcomers = self.trained.pace.newcomers * self.mean * share
        alone = Units(hazard, (1,) * len(hazard), newcomers)
        apart = distribution(alone, self.frailty, self.factor)
        if not self.groups:
            return apart
        together = distribution(_as_one(hazard, self.groups, newcomers), self.frailty, self.factor)
        both = np.zeros(max(len(apart), len(together)))
        both[: len(apart)] += (1 - self.trained.together) * apart
        both[: len(together)] += self.trained.together * together
        return both

    def chances(self, days: int) -> Floats:
        """For each party outside the probability that it joins within so many days."""
        hazard = self.factor * self._hazard(days)
        apart = self.frailty.weight @ (1 - np.exp(-np.outer(self.frailty.at, hazard)))
        found = np.asarray(apart, dtype=float)
        for group in self.groups:
            one = float(self.frailty.weight @ (1 - np.exp(-self.frailty.at * hazard[group].mean())))
            found[group] = (1 - self.trained.together) * found[group] + self.trained.together * one
        return found

    def base_rate(self) -> Floats:
        """What earlier windows of treaties of that age say by themselves, for the horizon of the training."""
        return base_rate(self.trained.windows, self.age, len(self.trained.known.parties) + 100)

    def _hazard(self, days: int) -> Floats:
        known = self.trained.known
        ahead = (
            hazard_ahead(known, self.day, days, self.trained.hazards)[self.row] * self.trained.relative.risk[self.row]
        )
        return np.asarray(ahead[self.outside], dtype=float)


def outlook(trained: Trained, row: int, *, states_only: bool = False) -> Outlook:
    """The prospects of a treaty from the last day that is known.

    Args:
        trained: the models of that day.
        row: the treaty, as a row of `trained.known`.
        states_only: organisations do not count.

    Raises:
        TravauxError: if nobody has signed or joined it.
    """
    known, day = trained.known, trained.known.last
    risk = known.at_risk(day)[row]
    outside = np.flatnonzero(risk & ~known.organisation if states_only else risk)
    now = trained.now.only(trained.now.treaty == row)
    if not len(now):
        raise TravauxError(
            f"no forecast can be made for {known.treaties[row]!r}",
            why="no signature and no instrument is on record by that day",
            remedy="name a later day, or add what was done with it",
        )
    mean, shape = float(trained.pace.mean(now)[0]), float(trained.pace.shapes(now)[0])
    pace = frailty(shape)
    bare = Outlook(
        trained, row, day, outside, tuple(blocks(known, row, outside.tolist())), pace, 1.0, mean, float(now.age[0])
    )
    share = len(outside) / max(int(risk.sum()), 1)
    hazard = bare._hazard(trained.horizon)
    factor = scaled(Units(hazard, (1,) * len(hazard)), pace, (1 - trained.pace.newcomers) * mean * share)
    return Outlook(trained, row, day, outside, bare.groups, pace, factor, mean, bare.age)


def _as_one(hazard: Floats, groups: tuple[NDArray[np.int64], ...], newcomers: float) -> Units:
    """The same parties with each group as one unit, at the mean hazard of its members."""
    alone = np.ones(len(hazard), dtype=bool)
    for group in groups:
        alone[group] = False
    own = hazard[alone]
    joint = [float(hazard[group].mean()) for group in groups]
    return Units(np.append(own, joint), (1,) * len(own) + tuple(len(group) for group in groups), newcomers)
