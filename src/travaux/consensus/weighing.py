"""What every step from a selection would break, weighed at once, in numpy.

A step chooses another cell of one issue. Sums over the chosen cells are kept for nothing: they are cheap to form anew.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.problem import NOBODY
from travaux.consensus.stakes import Stakes

__all__ = ["Scale", "Things"]

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]
Whole = NDArray[np.int64]

_CLOSE = 1e-9
_FIRST = 0.5  # what firm things weigh at first, as a share of the dearest price,
_GROWTH = 0.2  # how much of that is added with each step on which they are broken,
_FADING, _FADES = 0.9, 20  # and how they are forgotten: so much is left after so many steps


class Things:
    """What can be broken, as arrays over cells: red lines, longer demands, mandates.

    `line` and `longer` hold demands by index; `owner` of each thing is the row of a party that may be overruled, or -1.
    """

    def __init__(self, stakes: Stakes) -> None:
        problem = stakes.problem
        self.stakes = stakes
        self.light = sorted(stakes.light)
        row = {party: number for number, party in enumerate(self.light)}
        issue_of = problem.issue_of.tolist()
        lines, longer = [], []
        for index, demand in enumerate(problem.demands):
            own = {issue_of[cell] for cell in demand.given}
            needs = [cell for cell in demand.needs if issue_of[cell] not in own]
            if len(demand.given) == 1 and not needs:
                lines.append((index, demand.given[0], row.get(demand.party, NOBODY)))
            else:
                longer.append((index, demand.given, needs, row.get(demand.party, NOBODY)))
        self.line, self.line_cell, self.line_owner = np.array(lines, dtype=np.int64).reshape(-1, 3).T
        self.longer = np.array([each[0] for each in longer], dtype=np.int64)
        self.longer_owner = np.array([each[3] for each in longer], dtype=np.int64)
        self.given, self.needs = np.zeros((2, len(longer), problem.cells), dtype=np.float32)
        for place, (_, given, needs, _) in enumerate(longer):
            self.given[place, list(given)] = 1
            self.needs[place, needs] = 1
        self.size = self.given.sum(axis=1)
        self.worth = problem.value[[line.party for line in problem.mandates]].reshape(-1, problem.cells)
        least = np.array([line.at_least for line in problem.mandates], dtype=float)
        self.asked = least - _CLOSE * np.maximum(1.0, np.abs(least))
        self.mandate_owner = np.array([row.get(line.party, NOBODY) for line in problem.mandates], dtype=np.int64)


class Scale:
    """Weighs steps at given prices of the elements; what has no price, or an infinite one, must not be broken.

    On the way it may be: it then weighs more with each step on which it is broken.
    """

    def __init__(self, things: Things, prices: Floats, pressure: float) -> None:
        self._things = things
        stakes = things.stakes
        problem = stakes.problem
        finite = prices[np.isfinite(prices)]
        self.big = 1.0 + 2.0 * float(finite.sum())
        demand = np.full(len(problem.demands), np.inf)
        demand[: stakes.soft_demands] = prices[: stakes.soft_demands]
        mandate = np.full(len(problem.mandates), np.inf)
        mandate[: stakes.soft_mandates] = prices[stakes.soft_demands :]
        self._fold(demand[things.line])
        self._longer, self._longer_firm = _split(demand[things.longer])
        self._mandate, self._mandate_firm = _split(mandate)
        self._pressure = pressure
        self._unit = _FIRST * max(1.0, float(finite.max(initial=0.0)))
        self._longer_weight = np.where(self._longer_firm, self._unit, 0.0)
        self._mandate_weight = np.where(self._mandate_firm, self._unit, 0.0)
        self._allowed = problem.allowance + _CLOSE * max(1.0, abs(problem.allowance))
        self._voice = problem.weight[things.light].astype(float)

    def _fold(self, price: Floats) -> None:
        """Red lines as costs of cells: of everybody, and of each party that may be overruled; and closed cells."""
        things, cells = self._things, self._things.stakes.problem.cells
        heavy = things.line_owner == NOBODY
        self.cell, self.closed = np.zeros(cells), np.zeros(cells, dtype=bool)
        self.closed[things.line_cell[heavy & ~np.isfinite(price)]] = True
        priced = heavy & np.isfinite(price)
        np.add.at(self.cell, things.line_cell[priced], price[priced])
        self._light_cell, self._light_firm = np.zeros((2, len(things.light), cells))
        cost, firm = _split(price)
        np.add.at(self._light_cell, (things.line_owner[~heavy], things.line_cell[~heavy]), cost[~heavy])
        np.add.at(self._light_firm, (things.line_owner[~heavy], things.line_cell[~heavy]), firm[~heavy])

    def weighed(self, at: Whole, issue: Whole) -> tuple[Floats, Floats, Marks, Marks]:
        """For each cell, if it were chosen instead of the one chosen in its issue: what would be broken.

        Returns:
            At its price, `big` for each thing that must not be broken; at the weights of the walk; and which longer
            demands and which mandates (rows) are broken.
        """
        things = self._things
        left = at[issue]
        lack = (things.asked - things.worth[:, at].sum(axis=1))[:, None] - things.worth + things.worth[:, left]
        short = lack > 0
        given = things.given[:, at].sum(axis=1)[:, None] + things.given - things.given[:, left]
        needs = things.needs[:, at].sum(axis=1)[:, None] + things.needs - things.needs[:, left]
        broken = (given == things.size[:, None]) & (needs == 0)
        longer = self._longer + self.big * self._longer_firm
        mandate = self._mandate + self.big * self._mandate_firm
        true = self._sum(broken, short, left, at, longer, mandate, self.big)
        longer = self._longer + self._longer_weight
        mandate = self._mandate * self._pressure + self._mandate_weight
        guide = self._sum(broken, short, left, at, longer, mandate, self._unit)
        return true, guide, broken, short

    def _sum(
        self, broken: Marks, short: Marks, left: Whole, at: Whole, longer: Floats, mandate: Floats, firm: float
    ) -> Floats:
        things = self._things
        total: Floats = self.cell[at].sum() + self.cell - self.cell[left]
        if not things.light:
            return np.asarray(total + longer @ broken + mandate @ short, dtype=np.float64)
        own, theirs = things.longer_owner == NOBODY, things.mandate_owner == NOBODY
        total = total + (longer * own) @ broken + (mandate * theirs) @ short
        lines = self._light_cell + firm * self._light_firm
        party = lines[:, at].sum(axis=1)[:, None] + lines - lines[:, left]
        for place in np.flatnonzero(~own):
            party[things.longer_owner[place]] += longer[place] * broken[place]
        for place in np.flatnonzero(~theirs):
            party[things.mandate_owner[place]] += mandate[place] * short[place]
        return np.asarray(total + party.sum(axis=0) - self._overruled(party), dtype=np.float64)

    def _overruled(self, party: Floats) -> Floats:
        """What is saved by overruling those who would have to give up most for their weight."""
        order = np.argsort(-party / self._voice[:, None], axis=0, kind="stable")
        fits = np.cumsum(self._voice[order], axis=0) <= self._allowed
        return np.asarray((np.take_along_axis(party, order, axis=0) * fits).sum(axis=0))

    def worsen(self, broken: Marks, short: Marks, step: int) -> None:
        """Let the firm things that are broken now weigh more, and all of them less from time to time."""
        self._longer_weight[self._longer_firm & broken] += _GROWTH * self._unit
        self._mandate_weight[self._mandate_firm & short] += _GROWTH * self._unit
        if step % _FADES == _FADES - 1:
            self._longer_weight *= _FADING
            self._mandate_weight *= _FADING


def _split(price: Floats) -> tuple[Floats, Marks]:
    firm = ~np.isfinite(price)
    return np.where(firm, 0.0, price), firm
