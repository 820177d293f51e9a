"""How good a forecast was, once it is known what came."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from travaux.treaty.forecasting.backtest_results import Coverage, Event, Scored, Scores, Side
from travaux.treaty.forecasting.counting import quantile
from travaux.treaty.forecasting.spells import Floats

__all__ = ["DEFINITIONS", "held_out", "scored_side", "scores_of"]

DEFINITIONS = {
    "log score": (
        "mean of -ln(probability given to the number of instruments that came within the horizon); lower is better"
    ),
    "Brier": "mean of (probability - 1 or 0)², for the questions below; lower is better",
    "next ten": "whether the count of instruments reaches the next multiple of ten within the horizon",
    "threshold": "whether the number in the treaty's own rule, not reached on the day, is reached within the horizon",
    "coverage": (
        "share of outcomes inside the central interval that was printed; exact: an outcome on the edge counts by the "
        "part that belongs to the interval, so that whole numbers do not flatter"
    ),
    "parties": "log score per party that had not joined: does it within the horizon; base: the treaty's mean for all",
    "held out": "a third of the treaties, by the SHA-256 of their id; no constant of the method was chosen on them",
}
_LEAST = 1e-6


def held_out(treaty: str) -> bool:
    """Whether a treaty is one of the third on which nothing was chosen.

    Example:
        >>> held_out("wppt"), held_out("beijing")
        (True, False)
    """
    from hashlib import sha256

    return int(sha256(treaty.encode()).hexdigest(), 16) % 3 == 0


def scored_side(chances: Floats, came: int) -> Side:
    """Median, interval, log score and coverage of a forecast of a number.

    Example:
        >>> found = scored_side(np.array([0.25, 0.25, 0.25, 0.25]), 3)
        >>> round(found.log_score, 3), found.wide, round(found.coverage.exact_half, 3)
        (1.386, (0, 3), 0.0)
    """
    chance = float(chances[came]) if came < len(chances) else 0.0
    below = float(chances[:came].sum())
    inside, exact = [], []
    for level in (0.5, 0.9):
        edge = (1 - level) / 2
        inside.append(float(quantile(chances, edge) <= came <= quantile(chances, 1 - edge)))
        part = max(0.0, min(below + chance, 1 - edge) - max(below, edge))
        exact.append(min(part / chance, 1.0) if chance > 0 else 0.0)
    return Side(
        quantile(chances, 0.5), (quantile(chances, 0.05), quantile(chances, 0.95)),
        float(-np.log(max(chance, _LEAST))), Coverage(inside[0], inside[1], exact[0], exact[1]),
    )  # fmt: skip


def scores_of(every: Sequence[Scored]) -> Scores:
    """The mean scores of forecasts; there must be one at least."""
    thresholds = [each.threshold for each in every if each.threshold]
    parties = sum(each.parties for each in every)
    return Scores(
        forecasts=len(every),
        log_score=_mean([each.model.log_score for each in every]),
        base_log_score=_mean([each.base.log_score for each in every]),
        coverage=_coverage([each.model.coverage for each in every]),
        base_coverage=_coverage([each.base.coverage for each in every]),
        brier_next_ten=_brier([each.next_ten for each in every]) or 0.0,
        base_brier_next_ten=_brier([each.next_ten for each in every], base=True) or 0.0,
        thresholds=len(thresholds),
        brier_threshold=_brier(thresholds),
        base_brier_threshold=_brier(thresholds, base=True),
        party_forecasts=parties,
        party_log_score=sum(each.party_log_score for each in every) / max(parties, 1),
        party_base=sum(each.party_base for each in every) / max(parties, 1),
        mean_error=_mean([abs(each.model.median - each.came) for each in every]),
    )


def _coverage(every: Sequence[Coverage]) -> Coverage:
    return Coverage(
        _mean([each.half for each in every]), _mean([each.most for each in every]),
        _mean([each.exact_half for each in every]), _mean([each.exact_most for each in every]),
    )  # fmt: skip


def _brier(every: Sequence[Event], base: bool = False) -> float | None:
    if not every:
        return None
    return _mean([((each.base if base else each.chance) - each.happened) ** 2 for each in every])


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))
