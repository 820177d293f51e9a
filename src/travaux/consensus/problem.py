"""Positions as a problem to solve: cells, demands, mandates, and how much rejection the rule of decision allows.

A *cell* is one option of one issue. Cells are numbered issue by issue; parties, issues and cells are referred to by
index. A *selection* holds, for each issue, the cell that is chosen, or -1 where the issue does not arise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["NOBODY", "Demand", "DemandKind", "MandateLine", "Problem", "Selection"]

NOBODY = -1
"""The party of a demand that belongs to the table as a whole; nobody can give it up."""

DemandKind = Literal["red_line", "opposition", "condition", "package"]
Selection = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """If all cells `given` are chosen, one of the cells `needs` must be chosen too; with none, never.

    A red line is `given=(cell,), needs=()`; "accept this if that" is `given=(this,), needs=(that,)`. `cost` is what
    giving it up costs (without unit; infinite: cannot be given up). `facts` are the ids of the facts it comes from.
    """

    party: int
    given: tuple[int, ...]
    needs: tuple[int, ...] = ()
    kind: DemandKind = "red_line"
    restraint: str = "unstated"
    cost: float = 1.0
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MandateLine:
    """The least that a selection must be worth to a party, in the units of `Problem.value`."""

    party: int
    at_least: float
    cost: float = float("inf")
    restraint: str = "mandate"
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Everything the engine needs, and nothing of where it came from.

    A selection is *sound* if every issue that arises has exactly one of its cells chosen, every other issue none, all
    `fixed` cells of issues that arise are chosen, and no demand of `NOBODY` is broken. An issue arises if its `parent`
    cell is -1 or chosen. A party
    *rejects* a sound selection if one of its demands is broken or its mandate is not met. A sound selection is *not
    excluded* if the weights of the parties that reject it sum to at most `allowance` (0: consensus).

    `value[party, cell]` is the worth of a cell (0 where unknown), `known[party, cell]` whether a stance is on record,
    `opposed[party, cell]` whether that stance is against it. `reserve[party]` is the worth of no agreement.
    `counted[party]` says whose values enter maximin and Nash: those with anything on record.
    """

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    value: NDArray[np.float64]
    known: NDArray[np.bool_]
    opposed: NDArray[np.bool_]
    demands: tuple[Demand, ...] = ()
    mandates: tuple[MandateLine, ...] = ()
    parent: tuple[int, ...] = ()
    fixed: tuple[int, ...] = ()
    weights: NDArray[np.float64] | None = None
    allowance: float = 0.0
    reserve: NDArray[np.float64] | None = None
    counted: NDArray[np.bool_] | None = field(default=None)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """First cell of each issue, and at the end the number of cells."""
        return np.concatenate(([0], np.cumsum([len(each) for each in self.options]))).astype(np.int64)

    @cached_property
    def issue_of(self) -> NDArray[np.int64]:
        """The issue of each cell."""
        return np.repeat(np.arange(len(self.issues)), [len(each) for each in self.options]).astype(np.int64)

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return int(self.starts[-1])

    def cells_of(self, issue: int) -> range:
        """The cells of an issue."""
        return range(int(self.starts[issue]), int(self.starts[issue + 1]))

    def name_of(self, cell: int) -> tuple[str, str]:
        """Issue and option of a cell, by name."""
        issue = int(self.issue_of[cell])
        return self.issues[issue], self.options[issue][cell - int(self.starts[issue])]

    @cached_property
    def parents(self) -> tuple[int, ...]:
        """For each issue the cell without which it does not arise, or -1."""
        return self.parent or (-1,) * len(self.issues)

    @cached_property
    def weight(self) -> NDArray[np.float64]:
        """The weight of each party in the decision; 1 where nothing is said."""
        return np.ones(len(self.parties)) if self.weights is None else self.weights
