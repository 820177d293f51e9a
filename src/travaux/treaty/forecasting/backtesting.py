"""Forecasts as they would have been made at the end of earlier years, each from what was known on its day alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

import numpy as np

from travaux.errors import TravauxError
from travaux.facts.treaty_facts import Treaty
from travaux.treaty.forecasting.backtest_results import BacktestFound, Event, Scored, Scores
from travaux.treaty.forecasting.base_rate import DEFINITION
from travaux.treaty.forecasting.forecasting import FIVE_YEARS
from travaux.treaty.forecasting.outlook import Outlook, outlook
from travaux.treaty.forecasting.panel import NEVER, Panel, panel_of
from travaux.treaty.forecasting.scoring import DEFINITIONS, held_out, scored_side, scores_of
from travaux.treaty.forecasting.spells import Floats
from travaux.treaty.forecasting.training import Trained, trained
from travaux.treaty.model import Treaties

__all__ = ["backtest"]

_FEWEST_TREATIES = 5
_FEWEST_WINDOWS = 30


def backtest(
    *data: Treaties,
    horizon_days: int = FIVE_YEARS,
    start: int | None = None,
    end: int | None = None,
    told: Callable[[int, int], None] | None = None,
) -> BacktestFound:
    """Forecast every treaty at the end of every year, and score the forecasts whose horizon is over.

    On each day all is learnt anew from actions dated up to that day; treaties opened later, parties seen later and what
    was done later are not in it. A treaty is forecast from its first signature or instrument on. Not scored, though
    trained on like others for its first ten years, is one that is mute to this day (`Panel.known_on`): what came of it
    is not on record.

    Args:
        data: one or more sets of treaties; a treaty that several have is taken from the first.
        horizon_days: how far each forecast looks.
        start: the first year; by default the first at whose end five treaties and thirty earlier windows are known.
        end: the last year; by default the last whose horizon is over.
        told: is told how many years are done, and of how many.

    Raises:
        TravauxError: if no forecast can be scored, the years are turned round, or the extra `forecast` is missing.
    """
    begun = time.monotonic()
    panel = panel_of(*data)
    rules = {name: treaty for each in reversed(data) for name, treaty in each.treaties.items()}
    mute = panel.known_on(panel.last).mute
    years = list(_years(panel, horizon_days, start, end))
    scored: list[Scored] = []
    for number, year in enumerate(years):
        models = trained(panel, date(year, 12, 31).toordinal(), horizon_days)
        if start is not None or _enough(models):
            scored += _year(panel, models, rules, mute)
        if told:
            told(number + 1, len(years))
    if not scored:
        raise TravauxError(
            "no forecast can be scored",
            where=", ".join(each.name for each in data),
            why="too few treaties, or no horizon that is over in the years asked for",
            remedy="give more treaties, other years, or a shorter horizon",
        )
    names = {each.treaty for each in scored}
    quiet = {
        name: "nothing dated is on record, or its first horizon is not over" for name in rules if name not in names
    }
    unknown = dict.fromkeys(mute, "signatures for ten years and no instrument: its instruments are not on record")
    return BacktestFound(
        data=tuple(each.name for each in data),
        horizon_days=horizon_days,
        forecasts=tuple(scored),
        overall=scores_of(scored),
        sets=_by(scored, lambda each: "held_out" if held_out(each.treaty) else "development"),
        by_treaty=_by(scored, lambda each: each.treaty),
        by_year=_by(scored, lambda each: each.on.year),
        left_out={**quiet, **unknown},
        definitions={**DEFINITIONS, "base rate": DEFINITION},
        seconds=time.monotonic() - begun,
    )


_Key = TypeVar("_Key", str, int)


def _by(scored: Iterable[Scored], key: Callable[[Scored], _Key]) -> dict[_Key, Scores]:
    sets: dict[_Key, list[Scored]] = {}
    for each in scored:
        sets.setdefault(key(each), []).append(each)
    return {name: scores_of(every) for name, every in sorted(sets.items())}


def _years(panel: Panel, horizon: int, start: int | None, end: int | None) -> Iterator[int]:
    if start is not None and end is not None and start > end:
        raise TravauxError(f"the first year, {start}, comes after the last, {end}", remedy="turn them round")
    if not panel.treaties:
        return
    first = date.fromordinal(int(panel.opened.min())).year
    for year in range(max(first, start or first), min(end or _last_year(panel), _last_year(panel)) + 1):
        day = date(year, 12, 31).toordinal()
        if day + horizon <= panel.last and (start is not None or (panel.opened <= day).sum() >= _FEWEST_TREATIES):
            yield year


def _last_year(panel: Panel) -> int:
    """The last year of which a panel speaks."""
    return date.fromordinal(panel.last).year


def _enough(models: Trained) -> bool:
    return len(models.windows) >= _FEWEST_WINDOWS


def _year(panel: Panel, models: Trained, rules: dict[str, Treaty], mute: tuple[str, ...]) -> Iterator[Scored]:
    known = models.known
    for row, name in enumerate(known.treaties):
        whole = panel.row(name)
        active = ((known.joined[row] < NEVER) | (known.signed[row] < NEVER)).any()
        if active and name not in mute and panel.ends[whole] >= known.last + models.horizon:
            yield _scored(panel, whole, outlook(models, row), rules[name])


def _scored(panel: Panel, whole: int, ahead: Outlook, facts: Treaty) -> Scored:
    known, day, horizon = ahead.trained.known, ahead.day, ahead.trained.horizon
    joined = panel.joined[whole]
    inside = (joined > day) & (joined <= day + horizon) & (joined < panel.entered[whole])
    came = int(inside.sum())
    chances, base = ahead.counts(horizon), ahead.base_rate()
    now = int((known.joined[ahead.row] < NEVER).sum())
    ten = 10 - now % 10
    parties = np.clip(ahead.chances(horizon), 1e-4, 1 - 1e-4)
    hit = inside[ahead.trained.columns[ahead.outside]]
    alike = np.full(len(parties), float(parties.mean()) if len(parties) else 0.5)
    return Scored(
        treaty=panel.treaties[whole], on=date.fromordinal(day), age=ahead.age, came=came,
        model=scored_side(chances, came), base=scored_side(base, came),
        next_ten=Event(_reaches(chances, ten), _reaches(base, ten), came >= ten),
        threshold=_threshold(panel, whole, ahead, facts, base),
        parties=len(parties), party_log_score=_log_score(parties, hit), party_base=_log_score(alike, hit),
    )  # fmt: skip


def _threshold(panel: Panel, whole: int, ahead: Outlook, facts: Treaty, base: Floats) -> Event | None:
    """Whether the number of the rule is reached, as a question; None where there is no number or it was reached."""
    rule = facts.force
    if rule is None or rule.threshold is None:
        return None
    who = ~panel.organisation if rule.counts == "states" else np.ones(len(panel.parties), dtype=bool)
    joined = panel.joined[whole][who]
    missing = rule.threshold - int((joined <= ahead.day).sum())
    if missing <= 0:
        return None
    happened = int((joined <= ahead.day + ahead.trained.horizon).sum()) >= rule.threshold
    counting = outlook(ahead.trained, ahead.row, states_only=True) if rule.counts == "states" else ahead
    return Event(_reaches(counting.counts(ahead.trained.horizon), missing), _reaches(base, missing), happened)


def _reaches(chances: Floats, number: int) -> float:
    return float(min(max(1.0 - chances[:number].sum(), 0.0), 1.0))


def _log_score(chances: Floats, hit: np.ndarray) -> float:
    return float(-np.log(np.where(hit, chances, 1 - chances)).sum())
