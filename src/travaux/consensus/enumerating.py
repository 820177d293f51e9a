"""All selections that are not excluded, as rows of a table, where there are few enough.

Issues that are tied together are joined one by one, demands being applied as soon as all their issues are there; the
groups are then multiplied out, while mandates throw out what cannot reach them any more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.clauses import Clause, clauses, overruled_parties
from travaux.consensus.presolve import Reduced
from travaux.consensus.problem import MandateLine, Problem

__all__ = ["group_table", "outcomes", "padded"]

Cells = NDArray[np.int32]
Floats = NDArray[np.float64]

_ENTRIES = 30_000_000
_CLOSE = 1e-9


def outcomes(problem: Problem, reduced: Reduced, most: int = 1_000_000) -> Cells | None:
    """Every selection that is not excluded, one to a row, in no promised order; None if more than `most` are in sight.

    A table has one column for each issue, with the cell chosen or -1.
    """
    if not reduced.possible:
        return np.zeros((0, len(problem.issues)), dtype=np.int32)
    most = min(most, _ENTRIES // max(1, len(problem.issues)))
    tables = _tables(problem, reduced, most)
    if tables is None:
        return None
    joined = _multiplied(problem, reduced, tables, most)
    return None if joined is None else joined[_allowed(problem, joined)]


def padded(numbers: Floats) -> Floats:
    """One more column of zeros at the end, where index -1 (nothing chosen) points to."""
    return np.concatenate((numbers, np.zeros((*numbers.shape[:-1], 1), dtype=numbers.dtype)), axis=-1)


def _tables(problem: Problem, reduced: Reduced, most: int) -> list[tuple[tuple[int, ...], Cells]] | None:
    tables = []
    total = 1
    for group in reduced.groups:
        table = group_table(problem, reduced, group, most)
        if table is None:
            return None
        tables.append((group, table))
        total *= len(table)
        if total > most and not reduced.mandates:
            return None
    return tables


def group_table(problem: Problem, reduced: Reduced, group: Sequence[int], most: int) -> Cells | None:
    """The ways to settle the issues of one group (columns in the order of `group`); None if more than `most`."""
    order = _parents_first(problem, group)
    column = {issue: place for place, issue in enumerate(order)}
    issue_of = problem.issue_of
    waiting = [clause for clause in reduced.clauses if _issues(issue_of, clause) <= column.keys()]
    table = np.zeros((1, 0), dtype=np.int32)
    for place, issue in enumerate(order):
        table = _joined(problem, reduced, table, issue, column)
        if len(table) > 4 * most:
            return None
        ready = [clause for clause in waiting if all(column[each] <= place for each in _issues(issue_of, clause))]
        waiting = [clause for clause in waiting if clause not in ready]
        for clause in ready:
            table = table[~_broken(table, clause, issue_of, column)]
        if len(table) > most:
            return None
    for issue in order:
        table = table[_consistent(problem, table, issue, column)]
    return np.ascontiguousarray(table[:, [column[issue] for issue in group]])


def _issues(issue_of: NDArray[np.int64], clause: Clause) -> set[int]:
    return {int(issue_of[cell]) for cell in (*clause.given, *clause.needs)}


def _parents_first(problem: Problem, group: Sequence[int]) -> list[int]:
    inside, order, placed = list(group), [], set()
    while inside:
        ready = [
            issue
            for issue in inside
            if problem.parents[issue] < 0 or int(problem.issue_of[problem.parents[issue]]) in placed
        ]
        ready = ready or inside[:1]  # issues nested in each other: any order, checked at the end
        order += ready
        placed.update(ready)
        inside = [issue for issue in inside if issue not in placed]
    return order


def _joined(problem: Problem, reduced: Reduced, table: Cells, issue: int, column: dict[int, int]) -> Cells:
    cells = np.array([cell for cell in problem.cells_of(issue) if reduced.open_cells[cell]], dtype=np.int32)
    parent = problem.parents[issue]
    if parent < 0:
        return _crossed(table, cells)
    place = column[int(problem.issue_of[parent])]
    if place >= table.shape[1]:
        return _crossed(table, np.concatenate(([-1], cells)).astype(np.int32))
    arises = table[:, place] == parent
    still = np.concatenate((table[~arises], np.full((int((~arises).sum()), 1), -1, dtype=np.int32)), axis=1)
    return np.concatenate((_crossed(table[arises], cells), still))


def _crossed(table: Cells, cells: Cells) -> Cells:
    left = np.repeat(table, len(cells), axis=0)
    right = np.tile(cells, len(table))[:, None]
    return np.concatenate((left, right), axis=1)


def _broken(table: Cells, clause: Clause, issue_of: NDArray[np.int64], column: dict[int, int]) -> NDArray[np.bool_]:
    broken = np.ones(len(table), dtype=bool)
    for cell in clause.given:
        broken &= table[:, column[int(issue_of[cell])]] == cell
    for cell in clause.needs:
        broken &= table[:, column[int(issue_of[cell])]] != cell
    return broken


def _consistent(problem: Problem, table: Cells, issue: int, column: dict[int, int]) -> NDArray[np.bool_]:
    parent = problem.parents[issue]
    if parent < 0:
        return np.ones(len(table), dtype=bool)
    arises = table[:, column[int(problem.issue_of[parent])]] == parent
    return np.asarray(arises == (table[:, column[issue]] >= 0))


def _multiplied(
    problem: Problem, reduced: Reduced, tables: list[tuple[tuple[int, ...], Cells]], most: int
) -> Cells | None:
    """All ways to combine the tables that can still meet every mandate."""
    if any(len(table) == 0 for _, table in tables):
        return np.zeros((0, len(problem.issues)), dtype=np.int32)
    lines = reduced.mandates
    worth = padded(problem.value[[line.party for line in lines]]) if lines else np.zeros((0, problem.cells + 1))
    parts = [worth[:, table].sum(axis=2) for _, table in tables]
    best = [part.max(axis=1) for part in parts]
    order = sorted(range(len(tables)), key=lambda each: len(tables[each][1]))
    ahead = np.sum(best, axis=0) if best else np.zeros(len(lines))
    chosen = np.zeros((1, 0), dtype=np.int32)
    so_far = np.zeros((len(lines), 1))
    for each in order:
        table, part = tables[each][1], parts[each]
        if len(chosen) * len(table) > 4 * most:
            return None
        ahead = ahead - best[each]
        rows, other = np.divmod(np.arange(len(chosen) * len(table)), max(1, len(table)))
        so_far = so_far[:, rows] + part[:, other]
        kept = _in_reach(so_far + ahead[:, None], lines)
        if np.count_nonzero(kept) > most:
            return None
        chosen = np.concatenate((chosen[rows[kept]], other[kept, None].astype(np.int32)), axis=1)
        so_far = so_far[:, kept]
    full = np.full((len(chosen), len(problem.issues)), -1, dtype=np.int32)
    for place, each in enumerate(order):
        group, table = tables[each]
        full[:, list(group)] = table[chosen[:, place]]
    return full


def _in_reach(values: Floats, lines: Sequence[MandateLine]) -> NDArray[np.bool_]:
    least = np.array([line.at_least for line in lines])
    return np.asarray(np.all(values >= (least - _CLOSE * np.maximum(1.0, np.abs(least)))[:, None], axis=0))


def _allowed(problem: Problem, table: Cells) -> NDArray[np.bool_]:
    """Rows whose rejecting parties, of those that may be overruled, weigh no more than the rule allows."""
    light = sorted(overruled_parties(problem))
    if not light:
        return np.ones(len(table), dtype=bool)
    column = {issue: issue for issue in range(len(problem.issues))}
    angry = np.zeros((len(problem.parties), len(table)), dtype=bool)
    demands = clauses(problem)
    lines = zip(demands.line_demand.tolist(), demands.line_party.tolist(), demands.line_cell.tolist(), strict=True)
    every = [Clause(demand, party, (cell,), ()) for demand, party, cell in lines]
    for clause in (*every, *demands.longer):
        if clause.party in light:
            angry[clause.party] |= _broken(table, clause, problem.issue_of, column)
    for line in problem.mandates:
        if line.party in light:
            value = padded(problem.value[line.party])[table].sum(axis=1)
            angry[line.party] |= ~_in_reach(value[None, :], [line])
    weight = problem.weight @ angry
    return np.asarray(weight <= problem.allowance + _CLOSE * max(1.0, abs(problem.allowance)))
