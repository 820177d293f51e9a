"""What the numbers of a forecast mean, and the forecast in sentences."""

from __future__ import annotations

from calendar import month_name
from datetime import date

from travaux.text.wording import counted
from travaux.treaty.forecasting.base_rate import DEFINITION
from travaux.treaty.forecasting.goal import Goal
from travaux.treaty.forecasting.outlook import Outlook
from travaux.treaty.forecasting.results import BaseRate, Moment

__all__ = ["definitions", "doubts", "percent", "said", "said_of_moment"]

FEW_TREATIES = 5
FEW_WINDOWS = 30


def definitions(missing: bool) -> dict[str, str]:
    """The definitions that a forecast prints; with `missing`, also those of the day of a threshold."""
    found = {
        "probability": (
            "pooled pace of all treaties by pathway (Kaplan–Meier), times the relative risk of the party (Cox), times "
            "a gamma frailty for the treaty that its own pace so far has updated (empirical Bayes)"
        ),
        "interval": "central: of 100 such days or numbers, 50 (or 90) should lie in it; --horizon bounds what is seen",
        "signatory": "has signed; its clock runs from the signature",
        "outsider": "has not signed; its clock runs from the day the treaty was opened, or its own first action",
        "in n of m": "has joined n of the m other treaties of the data",
        "or its union": "its union has signed as well, and may join for its members together with them",
        "base rate": DEFINITION,
    }
    if missing:
        found["count"] = (
            "instruments that count by the rule; the day of the threshold is that of the instrument which completes it"
        )
    return found


def percent(chance: float) -> str:
    """A probability for people, never as certainty.

    Example:
        >>> percent(0.374), percent(0.9999), percent(0.0001)
        ('37 %', 'over 99 %', 'under 1 %')
    """
    if chance > 0.99:
        return "over 99 %"
    return "under 1 %" if chance < 0.01 else f"{100 * chance:.0f} %"


def said_of_moment(moment: Moment, horizon: date) -> str:
    """The median and the intervals in words; what lies after the horizon is said to be later, and not invented.

    Months, since a day would promise more than a forecast can hold.

    Example:
        >>> said_of_moment(Moment(date(2019, 5, 1), (date(2018, 1, 1), None), (None, None)), date(2020, 1, 1))
        'median May 2019; 50 %: January 2018 to later than 2020-01-01; 90 %: later than 2020-01-01'
    """
    later = f"later than {horizon.isoformat()}"
    if moment.median is None and moment.wide == (None, None):
        return f"{later}, in more than 95 of 100 cases"

    def span(both: tuple[date | None, date | None]) -> str:
        low, high = (_month(each) if each else later for each in both)
        return low if low == high else f"{low} to {high}"

    middle = _month(moment.median) if moment.median else later
    return f"median {middle}; 50 %: {span(moment.likely)}; 90 %: {span(moment.wide)}"


def _month(day: date) -> str:
    return f"{month_name[day.month]} {day.year}"


def said(
    goal: Goal, moment: Moment, until: date, chance: float | None, base: BaseRate, outside: int, states_only: bool
) -> tuple[str, ...]:
    """The answer in sentences."""
    who = "instruments of states" if states_only else "instruments"
    if goal.threshold is None:
        return (f"{goal.counted} {who} on record; no threshold is known, so no day is given.",)
    if chance is None:
        return (
            f"{goal.counted} of {goal.threshold} {who}; {goal.missing} missing.",
            f"Never on this record: only {counted(outside, 'party', 'parties')} on it could still join, "
            "so no day is given.",
        )
    if goal.reached is not None:
        return (f"The threshold of {goal.threshold} {who} was reached on {goal.reached.isoformat()}.",)
    beside = f" (base rate: {percent(base.by_horizon)})" if base.by_horizon is not None else ""
    return (
        f"{goal.counted} of {goal.threshold} {who}; {goal.missing} missing.",
        f"Threshold reached: {said_of_moment(moment, until)}.",
        f"Probability by {until.isoformat()}: {percent(chance)}{beside}; not by then: {percent(1 - chance)}.",
    )


def doubts(ahead: Outlook, asked: date) -> tuple[str, ...]:
    """What makes a forecast weaker than its numbers look, and whether it had to begin before the day asked for."""
    found = []
    end = date.fromordinal(ahead.day)
    if asked > end:
        found.append(f"the record ends on {end.isoformat()}: the forecast begins there, not on {asked.isoformat()}")
    few = len(ahead.trained.known.treaties)
    if few < FEW_TREATIES:
        found.append(f"trained on {counted(few, 'treaty', 'treaties')}: the prior says nearly all")
    if len(ahead.trained.windows) < FEW_WINDOWS:
        number = len(ahead.trained.windows)
        few_of_them = f"only {counted(number, 'earlier window')} of this length over"
        found.append(few_of_them if number else "no earlier window of this length is over, so there is no base rate")
    if ahead.groups:
        found.append("a union and its members have signed and not joined: they may come together, or not")
    return tuple(found)
