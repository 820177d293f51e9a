"""Small random problems with everything a problem can have, and all their selections by plain enumeration."""

from __future__ import annotations

import itertools
import math
import os
from random import Random

import numpy as np

from travaux.consensus.evaluating import Verdict, evaluate
from travaux.consensus.problem import NOBODY, Demand, MandateLine, Problem, Selection

INSTANCES = int(os.environ.get("TRAVAUX_INSTANCES", "10000"))
"""How many random instances the tests of the engine draw in all; each takes its share."""

COSTS = [0.5, 1.0, 2.0, 3.0, 7.0, math.inf]
WORTHS = [0, 0, 1, 2, 3, 5, -1, 0.5]
THIRDS = [0, 1 / 3, 2 / 3, 1, 0.1, 5 / 7]


def share(part: float) -> range:
    """Seeds for a test that takes this part of all instances."""
    return range(max(1, round(INSTANCES * part)))


def small_problem(seed: int) -> Problem:
    random = Random(seed)
    parties, issues = random.randint(1, 4), random.randint(1, 4)
    options, parent = [], []
    cells = 0
    for _ in range(issues):
        count = random.randint(1, 3)
        parent.append(random.randrange(cells) if cells and random.random() < 0.35 else -1)
        options.append(tuple(f"o{number}" for number in range(count)))
        cells += count
    worths = THIRDS if random.random() < 0.2 else WORTHS
    value = np.array([[random.choice(worths) for _ in range(cells)] for _ in range(parties)], dtype=float)
    known = np.array([[random.random() < 0.6 for _ in range(cells)] for _ in range(parties)])
    against = np.array([[random.random() < 0.3 for _ in range(cells)] for _ in range(parties)])
    voting = random.random() < 0.5
    weights = np.array([random.choice([0, 1, 1, 2, 3]) for _ in range(parties)], dtype=float) if voting else None
    return Problem(
        parties=tuple(f"p{number}" for number in range(parties)),
        issues=tuple(f"i{number}" for number in range(issues)),
        options=tuple(options),
        value=value,
        known=known,
        opposed=known & against,
        demands=tuple(some_demand(random, parties, cells) for _ in range(random.randint(0, 8))),
        mandates=tuple(
            MandateLine(party, random.choice([0, 0.5, 1, 2, 3.5, 5, 7]), cost=random.choice(COSTS))
            for party in range(parties)
            if random.random() < 0.4
        ),
        parent=tuple(parent) if any(cell >= 0 for cell in parent) or random.random() < 0.5 else (),
        fixed=tuple(random.sample(range(cells), min(2, cells))) if random.random() < 0.3 else (),
        weights=weights,
        allowance=0.0 if weights is None else float(random.choice([0, 1, 2, weights.sum() / 3, weights.sum() / 2])),
        reserve=np.array([random.choice([0, 0, 1, -1]) for _ in range(parties)], dtype=float)
        if random.random() < 0.5
        else None,
        counted=np.array([random.random() < 0.8 for _ in range(parties)]) if random.random() < 0.5 else None,
    )


def some_demand(random: Random, parties: int, cells: int) -> Demand:
    """A red line, a condition or a package; now and then one that is empty, repeats a cell or asks the impossible."""
    party = random.randrange(parties) if random.random() < 0.8 else NOBODY
    given = [random.randrange(cells) for _ in range(random.choice([1, 1, 1, 1, 2, 2, 0]))]
    needs = [random.randrange(cells) for _ in range(random.choice([0, 0, 1, 1, 2]))]
    return Demand(party, tuple(given), tuple(needs), cost=random.choice(COSTS))


def every_row(problem: Problem) -> list[Selection]:
    """Every combination of a cell or -1 for each issue, sound or not; -1 only for nested issues."""
    return list(
        itertools.product(
            *(
                [-1, *problem.cells_of(issue)] if problem.parents[issue] >= 0 else [*problem.cells_of(issue)]
                for issue in range(len(problem.issues))
            )
        )
    )


def not_excluded(problem: Problem) -> list[tuple[Selection, Verdict]]:
    judged = [(selection, evaluate(problem, selection)) for selection in every_row(problem)]
    return [(selection, verdict) for selection, verdict in judged if not verdict.excluded]


def counted_parties(problem: Problem) -> list[int]:
    return [party for party in range(len(problem.parties)) if problem.counted is None or problem.counted[party]]


def gains_of(problem: Problem, verdict: Verdict) -> list[float]:
    """The gains of the counted parties, smallest first."""
    reserve = np.zeros(len(problem.parties)) if problem.reserve is None else problem.reserve
    return sorted(verdict.values[party] - float(reserve[party]) for party in counted_parties(problem))


def ten_digits(number: float) -> float:
    return number if number == 0 or not math.isfinite(number) else float(f"{number:.9e}")


def ranked(judged: list[tuple[Selection, Verdict]]) -> list[tuple[tuple[float, ...], Selection]]:
    """Keys (oppositions, maximin, Nash, utilitarian, the last three turned round) and selections, best first."""
    return sorted(
        (
            (
                float(verdict.oppositions),
                -ten_digits(verdict.maximin),
                -ten_digits(verdict.nash_log),
                -ten_digits(verdict.utilitarian),
            ),
            selection,
        )
        for selection, verdict in judged
    )
