"""Local search: from one selection to better ones by changing one or two issues at a time.

A sample of moves is scored in one go; the best after a little noise, which shrinks, is taken even if it is no step up
(annealing after Kirkpatrick, Gelatt and Vecchi 1983). It proves nothing; what it finds starts the exact search.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.linear import Linear
from travaux.consensus.problem import Problem, Selection

__all__ = ["Climber", "Score"]

Floats = NDArray[np.float64]
Score = Callable[[Floats], Floats]
"""From worth (parties x candidates) to one number for each candidate; larger is better."""

_SAMPLE = 1_200
_EFFORT = 2.5e8


@dataclass(frozen=True)
class _Rows:
    """Conditions `entry @ x <= most` on cells, dense, for the moves to keep."""

    entry: Floats
    most: Floats


class Climber:
    """Moves between the whole solutions of a model whose only columns that matter are cells.

    Issues that are nested or have nested issues stay as they are. `possible` is false where parties may be overruled
    or nothing can move; then use another way.
    """

    def __init__(self, model: Linear, worth: Floats, seed: int = 0) -> None:
        problem = model.problem
        self.problem, self.worth = problem, worth
        self.random = np.random.default_rng(seed)
        self.moves = _movable(problem, model.upper[: problem.cells] > 0)
        self.possible = len(self.moves) > 0 and not np.any(model.reject >= 0)
        self.rows = _rows_of(model) if self.possible else _Rows(np.zeros((0, 0)), np.zeros(0))

    def climb(self, start: Selection, score: Score, effort: float = _EFFORT) -> Selection:
        """The best selection found; `start` must obey the model. The same each time for the same seed.

        Args:
            effort: about how many (party, move) pairs to score.
        """
        here = np.array(start, dtype=np.int64)
        total = self.worth[:, here[here >= 0]].sum(axis=1)
        best, best_score = here.copy(), float(score(total[:, None])[0])
        height = max(abs(best_score), 1e-9)
        sample = min(_SAMPLE, 4 * len(self.moves) ** 2)
        steps = int(effort / (sample * (len(self.worth) + len(self.rows.most) + 1)))
        for step in range(max(1, steps)):
            first, second = self._sample(sample)
            change = self._change(self.worth, here, first, second)
            scores = np.where(self._allowed(here, first, second), score(total[:, None] + change), -np.inf)
            heat = 1e-3 * height * (1.02 - step / steps)
            pick = int(np.argmax(scores + heat * self.random.gumbel(size=len(scores))))
            if not np.isfinite(scores[pick]):
                continue
            for cell in (int(first[pick]), int(second[pick])):
                here[self.problem.issue_of[cell]] = cell
            total = self.worth[:, here[here >= 0]].sum(axis=1)
            if scores[pick] > best_score:
                best, best_score = here.copy(), float(scores[pick])
        return tuple(best.tolist())

    def _sample(self, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of cells of different issues to be chosen; where they meet, one cell twice."""
        first = self.moves[self.random.integers(0, len(self.moves), count)]
        second = self.moves[self.random.integers(0, len(self.moves), count)]
        clash = self.problem.issue_of[first] == self.problem.issue_of[second]
        return first, np.where(clash, first, second)

    def _change(
        self, entry: Floats, here: NDArray[np.int64], first: NDArray[np.int64], second: NDArray[np.int64]
    ) -> Floats:
        step = entry - entry[:, np.maximum(here, 0)[self.problem.issue_of]]
        return step[:, first] + np.where(first == second, 0.0, 1.0) * step[:, second]

    def _allowed(
        self, here: NDArray[np.int64], first: NDArray[np.int64], second: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        now = self.rows.entry[:, here[here >= 0]].sum(axis=1)
        after = now[:, None] + self._change(self.rows.entry, here, first, second)
        return np.asarray(np.all(after <= self.rows.most[:, None] + 1e-9, axis=0))


def _movable(problem: Problem, open_cells: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Open cells of root issues without children that have at least two of them."""
    parents = np.array(problem.parents, dtype=np.int64)
    still = parents >= 0
    still[problem.issue_of[parents[parents >= 0]]] = True
    count = np.bincount(problem.issue_of[open_cells], minlength=len(problem.issues))
    return np.flatnonzero(open_cells & ~still[problem.issue_of] & (count[problem.issue_of] > 1))


def _rows_of(model: Linear) -> _Rows:
    """The rows of the model that bound cells from one side, all turned to `<=`; those of issues hold by themselves."""
    cells = model.problem.cells
    loose = model.row_lower != model.row_upper
    dense = model.matrix[loose][:, :cells].toarray()
    lower, upper = model.row_lower[loose], model.row_upper[loose]
    return _Rows(
        np.concatenate((dense[np.isfinite(upper)], -dense[np.isfinite(lower)])),
        np.concatenate((upper[np.isfinite(upper)], -lower[np.isfinite(lower)])),
    )
