"""When the threshold of a treaty will be reached, and who is likely to join."""

from __future__ import annotations

from datetime import date, timedelta

from travaux.errors import TravauxError
from travaux.facts.naming import as_day
from travaux.facts.treaty_facts import Treaty
from travaux.treaty.forecasting.candidates import candidates
from travaux.treaty.forecasting.goal import Goal, goal_of
from travaux.treaty.forecasting.outlook import Outlook, outlook
from travaux.treaty.forecasting.panel import NEVER, Panel, panel_of
from travaux.treaty.forecasting.quantities import at_least, delayed, expected_of, fan_of, moment_of
from travaux.treaty.forecasting.results import BaseRate, ForecastFound, Moment, TrainedOn
from travaux.treaty.forecasting.training import trained
from travaux.treaty.forecasting.wording import definitions, doubts, said
from travaux.treaty.model import Treaties
from travaux.treaty.opening import one

__all__ = ["FIVE_YEARS", "forecast"]

FIVE_YEARS = 1826
_STEPS = 40


def forecast(
    data: Treaties,
    treaty: str,
    on: date | str | None = None,
    horizon_days: int = FIVE_YEARS,
    threshold: int | None = None,
) -> ForecastFound:
    """When the threshold of a treaty will be reached, how many instruments come by a horizon, and from whom.

    Trained on all treaties of the data as they were known on the day; the same data give the same numbers.

    Args:
        data: treaties and what was done with them; the more treaties, the better the forecast.
        treaty: id, short name or name.
        on: the last day that is known; by default the last of which the data speak.
        horizon_days: how far to look, in days.
        threshold: so many instruments in place of the number in its rule.

    Raises:
        TravauxError: if there is no such treaty, nothing is on record of it by that day, or the extra `forecast` is not
            installed.

    Example:
        >>> from travaux.treaty.opening import open_treaties
        >>> found = forecast(open_treaties("wipo"), "beijing", on="2018-12-31")
        >>> found.missing, found.wide[0] < date(2020, 1, 28) < (found.wide[1] or found.horizon)    # it was that day
        (7, True)
    """
    facts = one(data, treaty)
    panel = panel_of(data)
    day = as_day(on) or data.as_of or date.fromordinal(panel.last)
    at = _placed(panel, facts, day)
    models = trained(panel, at, horizon_days)
    goal = goal_of(data, facts, date.fromordinal(at), threshold)
    row = models.known.row(facts.id)
    states_only = facts.force is not None and facts.force.counts == "states"
    ahead = outlook(models, row, states_only=states_only)
    return _found(data, facts, ahead, goal, day, states_only)


def _placed(panel: Panel, facts: Treaty, day: date) -> int:
    """The day as an ordinal, if the treaty has a record on it."""
    if facts.id not in panel.treaties or panel.opened[panel.row(facts.id)] > day.toordinal():
        raise TravauxError(
            f"nothing is on record of {facts.id!r} by {day.isoformat()}",
            remedy="name a later day, or add what was done with it",
        )
    at = min(day.toordinal(), int(panel.ends[panel.row(facts.id)]))
    if facts.id in panel.known_on(at).mute:
        raise TravauxError(
            f"no forecast can be made for {facts.id!r}",
            why="years of signatures and not one instrument: its instruments are evidently not on record",
            remedy="add its instruments, or name another treaty",
        )
    return at


def _found(data: Treaties, facts: Treaty, ahead: Outlook, goal: Goal, asked: date, states_only: bool) -> ForecastFound:
    known, horizon = ahead.trained.known, ahead.trained.horizon
    on = date.fromordinal(ahead.day)
    until = on + timedelta(days=horizon)
    steps = sorted({max(1, round(horizon * step / _STEPS)) for step in range(1, _STEPS + 1)})
    fan = [(days, ahead.counts(days)) for days in steps]
    more = expected_of(fan[-1][1])
    # Where fewer are on record than the threshold needs, their silence is that of the record, and says nothing.
    missing = goal.missing if goal.missing is not None and goal.missing <= len(ahead.outside) else None
    by_horizon = None if missing is None else at_least(fan[-1][1], missing)
    moment = moment_of(on, fan, missing, goal.reached)
    base_rate = _base_rate(ahead, missing)
    now = (known.joined[ahead.row] < NEVER) | (known.entered[ahead.row] < NEVER)
    return ForecastFound(
        treaty=facts.id, name=facts.name, on=on, horizon=until,
        parties_now=int((now & (known.left[ahead.row] >= NEVER)).sum()), counted=goal.counted,
        threshold=goal.threshold, missing=goal.missing, reached=goal.reached,
        median=moment.median, likely=moment.likely, wide=moment.wide, by_horizon=by_horizon, more=more,
        base_rate=base_rate, counts=fan_of(on, goal.counted, fan),
        entry_into_force=_in_force(facts, goal, moment) if by_horizon is not None else None,
        candidates=candidates(data, ahead),
        trained_on=TrainedOn(
            len(known.treaties), ahead.trained.instruments, on, len(ahead.trained.windows),
            dict(ahead.trained.relative.coefficients), known.mute,
        ),
        definitions=definitions(missing is not None),
        words=said(goal, moment, until, by_horizon, base_rate, len(ahead.outside), states_only),
        doubts=(*goal.doubts, *doubts(ahead, asked)),
    )  # fmt: skip


def _base_rate(ahead: Outlook, missing: int | None) -> BaseRate:
    """What earlier windows say; where none is over, nothing."""
    windows = len(ahead.trained.windows)
    if not windows:
        return BaseRate(None, None, 0)
    base = ahead.base_rate()
    return BaseRate(None if missing is None else at_least(base, missing), expected_of(base), windows)


def _in_force(facts: Treaty, goal: Goal, moment: Moment) -> Moment | None:
    """The same days with the delay of the rule; None for another number than that of the rule, or another start."""
    rule = facts.force
    if rule is None or rule.threshold != goal.threshold or rule.delay is None or rule.delay.after != "deposit":
        return None
    return delayed(moment, rule.delay)
