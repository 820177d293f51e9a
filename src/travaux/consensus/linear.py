"""A problem as a mixed-integer linear program in arrays, and how to have it solved by HiGHS (through scipy).

Use it like this:

    model = linear(problem)                          # every selection that is not excluded, objective zero
    model = linear(problem, give_up=True)            # demands and mandates may be given up, at their cost
    model = linear(problem, released=..., released_mandates=...)       # without these demands and mandates
    solution = solve(model, seconds=10, nodes=1000)  # smallest cost
    model.selection(solution.x)                      # the selection it stands for (re-check it with `evaluate`)

Columns, in this order: one for each cell (1: chosen); one for each party that may be overruled and has a demand or a
mandate (1: it rejects); one for each demand that can be given up and is not folded; one for each mandate that can be
given up. `model.reject[party]`, `model.release[demand]`, `model.mandate[mandate]` hold the column, or -1.

A demand "never this cell" of a party that cannot be overruled is *folded*: its cost is part of the cost of the cell
(several such demands on a cell add up, each with its own cost), it has no column, and `model.folded[demand]` is true.
Which demands a selection makes one give up is best read from `evaluate(problem, selection).broken` and `.short`.
With `give_up=False` the same cells are closed (upper bound 0). A demand or mandate of infinite cost is never given up.

More rows and columns are added with `model.with_columns` and `model.with_rows`; `model.but_not(selection)` rules one
selection out; `model.costing(cost)` exchanges the objective, `model.or_else(cost)` puts in a known cost to beat. All of
these return a new model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from travaux.consensus.clauses import Clauses, clauses, ignored_parties, overruled_parties
from travaux.consensus.problem import NOBODY, Problem, Selection
from travaux.consensus.rows import Rows, smallest_values, snapped

__all__ = ["Linear", "Solution", "linear", "solve"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Linear:
    """Minimise `cost @ x` over `row_lower <= matrix @ x <= row_upper`, `lower <= x <= upper`, some columns whole.

    `integral` marks the whole columns with 1. See the module for the meaning of the columns.
    """

    problem: Problem
    cost: Floats
    matrix: csr_array
    row_lower: Floats
    row_upper: Floats
    lower: Floats
    upper: Floats
    integral: NDArray[np.int64]
    reject: NDArray[np.int64]
    release: NDArray[np.int64]
    mandate: NDArray[np.int64]
    folded: NDArray[np.bool_]

    @cached_property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.cost)

    def selection(self, x: Floats) -> Selection:
        """The selection that a solution stands for."""
        return chosen_cells(self.problem, x[: self.problem.cells])

    def costing(self, cost: Floats) -> Linear:
        """The same with another objective; columns beyond the end of `cost` cost nothing."""
        whole = np.zeros(self.columns)
        whole[: len(cost)] = cost
        return replace(self, cost=whole)

    def with_columns(self, lower: Floats, upper: Floats, integral: bool = False) -> Linear:
        """The same with more columns at the end, in no row yet and without cost."""
        more = len(lower)
        empty = csr_array((self.matrix.shape[0], more))
        return replace(
            self,
            cost=np.concatenate((self.cost, np.zeros(more))),
            matrix=csr_array(hstack((self.matrix, empty), format="csr")),
            lower=np.concatenate((self.lower, lower)),
            upper=np.concatenate((self.upper, upper)),
            integral=np.concatenate((self.integral, np.full(more, int(integral)))),
        )

    def with_rows(self, matrix: csr_array | Floats, lower: Floats, upper: Floats) -> Linear:
        """The same with more rows; a matrix with fewer columns than the model is filled up with zeros."""
        rows = csr_array(matrix)
        missing = csr_array((rows.shape[0], self.columns - rows.shape[1]))
        return replace(
            self,
            matrix=csr_array(vstack((self.matrix, hstack((rows, missing))), format="csr")),
            row_lower=np.concatenate((self.row_lower, lower)),
            row_upper=np.concatenate((self.row_upper, upper)),
        )

    def but_not(self, selections: Sequence[Selection]) -> Linear:
        """The same without these selections."""
        rows = Rows()
        for selection in selections:
            chosen = [cell for cell in selection if cell >= 0]
            rows.add(chosen, [1.0] * len(chosen), -np.inf, len(chosen) - 1.0)
        return self.with_rows(rows.matrix(self.columns), rows.lower, rows.upper)

    def or_else(self, cost: float) -> Linear:
        """The same with one more column at the end: 1 means "nothing here", at this cost.

        With the cost of a solution that is known already, the solver starts from it, so to speak: it never returns
        without a solution, gives a bound at any time, and prunes what is no better.
        """
        instead = np.clip(0.0, self.row_lower, self.row_upper)
        more = self.with_columns(np.zeros(1), np.ones(1), integral=True)
        return replace(
            more,
            matrix=csr_array(hstack((self.matrix, csr_array(instead[:, None])), format="csr")),
            lower=np.concatenate((np.minimum(self.lower, 0.0), [0.0])),
            cost=np.concatenate((self.cost, [cost])),
        )


@dataclass(frozen=True, slots=True)
class Solution:
    """What the solver found: `none` means that it is proven that there is no solution.

    `value` is the cost of `x` (infinite without `x`), `bound` what no solution can be below, `nodes` the size of the
    search. `stopped` means that a limit was reached, with or without an `x`.
    """

    status: Literal["optimal", "none", "stopped"]
    x: Floats | None
    value: float
    bound: float
    nodes: int


def chosen_cells(problem: Problem, x: Floats) -> Selection:
    """The cell with the largest entry in each issue, -1 where none is above one half."""
    starts = problem.starts
    picked = [int(starts[issue]) + int(np.argmax(x[starts[issue] : starts[issue + 1]])) for issue in _filled(problem)]
    cells = dict(zip(_filled(problem), picked, strict=True))
    return tuple(
        cells[issue] if issue in cells and x[cells[issue]] > 0.5 else -1 for issue in range(len(problem.issues))
    )


def _filled(problem: Problem) -> list[int]:
    return [issue for issue, options in enumerate(problem.options) if options]


def solve(
    model: Linear, *, seconds: float | None = None, nodes: int | None = None, gap: float = 0.0, relaxed: bool = False
) -> Solution:
    """Have a model solved by HiGHS, on one thread, the same way each time.

    Args:
        seconds: when to stop by the clock. What is found then may differ from machine to machine.
        nodes: when to stop by the size of the search, which is the same everywhere.
        gap: stop once (value - bound) / |value| is at most this.
        relaxed: drop the condition that columns be whole.
    """
    if model.columns == 0:
        empty = bool(np.all(model.row_lower <= 0) and np.all(model.row_upper >= 0))
        return Solution("optimal" if empty else "none", np.zeros(0) if empty else None, 0.0, 0.0, 0)
    options: dict[str, float | int] = {"mip_rel_gap": gap}
    if seconds is not None:
        options["time_limit"] = max(0.0, seconds)
    if nodes is not None:
        options["node_limit"] = nodes
    answer = milp(
        model.cost,
        integrality=np.zeros_like(model.integral) if relaxed else model.integral,
        bounds=Bounds(model.lower, model.upper),
        constraints=LinearConstraint(model.matrix, model.row_lower, model.row_upper),
        options=cast(Any, options),
    )
    return _solution(model, answer.status, answer.x, answer.mip_dual_bound, answer.mip_node_count)


def _solution(model: Linear, status: int, x: Floats | None, bound: float | None, nodes: int | None) -> Solution:
    if x is None:
        return Solution("none" if status == 2 else "stopped", None, np.inf, -np.inf if bound is None else bound, 0)
    value = float(model.cost @ x)
    if status == 0:
        return Solution("optimal", x, value, value if bound is None else min(value, bound), nodes or 0)
    return Solution("stopped", x, value, -np.inf if bound is None else bound, nodes or 0)


def linear(
    problem: Problem,
    *,
    give_up: bool = False,
    released: frozenset[int] = frozenset(),
    released_mandates: frozenset[int] = frozenset(),
) -> Linear:
    """The model of a problem; without `give_up` it holds exactly the selections that are not excluded."""
    return _Builder(problem, give_up, clauses(problem, released), released_mandates).built()


class _Builder:
    """Collects columns and rows, in the order the module promises."""

    def __init__(self, problem: Problem, give_up: bool, demands: Clauses, released_mandates: frozenset[int]) -> None:
        self.problem, self.give_up, self.demands = problem, give_up, demands
        self.light = overruled_parties(problem)
        quiet = ignored_parties(problem)
        self.lines = [
            index
            for index, line in enumerate(problem.mandates)
            if index not in released_mandates and line.party not in quiet
        ]
        self.rows = Rows()
        self.cost = np.zeros(problem.cells)
        self.upper = np.ones(problem.cells)
        self.folded = np.zeros(len(problem.demands), dtype=bool)
        self.price = np.array([demand.cost for demand in problem.demands], dtype=np.float64)
        self.price[[demand.party == NOBODY for demand in problem.demands]] = np.inf

    def built(self) -> Linear:
        self._close_fixed()
        heavy = self._fold()
        reject, release, mandate, columns = self._columns(heavy)
        self._issues()
        self._line_rows(heavy, reject, release)
        self._longer_rows(reject, release)
        self._mandate_rows(reject, mandate)
        self._rule(reject)
        extra = columns - self.problem.cells
        cost = np.concatenate((self.cost, np.zeros(extra)))
        cost[release[release >= 0]] = self.price[release >= 0]
        cost[mandate[mandate >= 0]] = [self.problem.mandates[index].cost for index in np.flatnonzero(mandate >= 0)]
        integral = np.ones(columns, dtype=np.int64)
        integral[release[release >= 0]] = 0
        return Linear(
            problem=self.problem,
            cost=cost,
            matrix=self.rows.matrix(columns),
            row_lower=self.rows.lower,
            row_upper=self.rows.upper,
            lower=np.zeros(columns),
            upper=np.concatenate((self.upper, np.ones(extra))),
            integral=integral,
            reject=reject,
            release=release,
            mandate=mandate,
            folded=self.folded,
        )

    def _close_fixed(self) -> None:
        for cell in self.problem.fixed:
            others = np.array(self.problem.cells_of(int(self.problem.issue_of[cell])))
            self.upper[others[others != cell]] = 0.0

    def _fold(self) -> NDArray[np.bool_]:
        """Close or price the cells that a party forbids which cannot be overruled; which lines those are."""
        lines = self.demands
        heavy = ~np.isin(lines.line_party, sorted(self.light))
        price = self.price[lines.line_demand]
        priced = heavy & np.isfinite(price) if self.give_up else np.zeros_like(heavy)
        np.add.at(self.cost, lines.line_cell[priced], price[priced])
        self.upper[lines.line_cell[heavy & ~priced]] = 0.0
        self.folded[lines.line_demand[priced]] = True
        return heavy

    def _columns(self, heavy: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], int]:
        problem, longer = self.problem, self.demands.longer
        angry = set(self.demands.line_party[~heavy].tolist()) | {clause.party for clause in longer}
        angry |= {problem.mandates[index].party for index in self.lines}
        soft = self.demands.line_demand[~heavy].tolist() + [clause.demand for clause in longer]
        free = [index for index in sorted(set(soft)) if self.give_up and np.isfinite(self.price[index])]
        loose = [index for index in self.lines if self.give_up and np.isfinite(problem.mandates[index].cost)]
        first = problem.cells
        numbered = []
        for size, members in (
            (len(problem.parties), sorted(angry & self.light)),
            (len(problem.demands), free),
            (len(problem.mandates), loose),
        ):
            where = np.full(size, -1, dtype=np.int64)
            where[members] = np.arange(first, first + len(members))
            first += len(members)
            numbered.append(where)
        return numbered[0], numbered[1], numbered[2], first

    def _issues(self) -> None:
        """Exactly one cell of each issue that arises."""
        problem = self.problem
        parents = np.array(problem.parents, dtype=np.int64)
        nested = np.flatnonzero(parents >= 0)
        cells = np.arange(problem.cells)
        self.rows.extend(
            np.concatenate((problem.issue_of, nested)),
            np.concatenate((cells, parents[nested])),
            np.concatenate((np.ones(problem.cells), -np.ones(len(nested)))),
            (parents < 0).astype(np.float64),
            (parents < 0).astype(np.float64),
        )

    def _line_rows(self, heavy: NDArray[np.bool_], reject: NDArray[np.int64], release: NDArray[np.int64]) -> None:
        """Forbidden cells of parties that may be overruled: one row for each party and issue, or for each demand."""
        lines, light = self.demands, ~heavy
        party, cell, demand = lines.line_party[light], lines.line_cell[light], lines.line_demand[light]
        if not len(cell):
            return
        if self.give_up:
            row, key = np.arange(len(cell)), np.arange(len(cell))
        else:
            pairs = np.unique(np.stack((party, self.problem.issue_of[cell], cell)), axis=1)
            party, cell = pairs[0], pairs[2]
            _, key, row = np.unique(pairs[:2], axis=1, return_index=True, return_inverse=True)
            row = row.ravel()
        ways = [(row, cell, np.ones(len(cell))), (np.arange(len(key)), reject[party[key]], -np.ones(len(key)))]
        if self.give_up:
            paid = np.flatnonzero(release[demand] >= 0)
            ways.append((row[paid], release[demand[paid]], -np.ones(len(paid))))
        parts = [np.concatenate(part) for part in zip(*ways, strict=True)]
        row, column, entry = parts
        self.rows.extend(row, column, entry, np.full(len(key), -np.inf), np.zeros(len(key)))

    def _longer_rows(self, reject: NDArray[np.int64], release: NDArray[np.int64]) -> None:
        for clause in self.demands.longer:
            outs = [int(release[clause.demand]), int(reject[clause.party]) if clause.party != NOBODY else -1]
            outs = [*clause.needs, *(column for column in outs if column >= 0)]
            self.rows.add(
                [*clause.given, *outs],
                [1.0] * len(clause.given) + [-1.0] * len(outs),
                -np.inf,
                len(clause.given) - 1.0,
            )

    def _mandate_rows(self, reject: NDArray[np.int64], mandate: NDArray[np.int64]) -> None:
        for index in self.lines:
            line = self.problem.mandates[index]
            worth, least = snapped(self.problem.value[line.party], line.at_least)
            missing = least - smallest_values(self.problem, worth[None, :], self.upper > 0)[0]
            outs = [column for column in (int(reject[line.party]), int(mandate[index])) if column >= 0]
            cells = np.flatnonzero(worth)
            self.rows.add(
                np.concatenate((cells, np.array(outs, dtype=np.int64))),
                np.concatenate((worth[cells], np.full(len(outs), max(0.0, missing)))),
                least,
                np.inf,
            )

    def _rule(self, reject: NDArray[np.int64]) -> None:
        parties = np.flatnonzero(reject >= 0)
        if len(parties):
            self.rows.add(reject[parties], self.problem.weight[parties], -np.inf, self.problem.allowance)
