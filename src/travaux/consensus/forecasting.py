"""Forecasts of the outcome for issues on a scale: a few simple models side by side, and what they are made of.

A party's position is the mean place of the options it prefers, or else of those it accepts; a party without one is
unknown: it is left out and counted, never placed. A party weighs its power times the salience of the issue to it. The
spread of the models is no margin of error; `travaux.consensus.backtest` scores them against recorded outcomes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from travaux.consensus.actors import ActorTable
from travaux.consensus.forecast_models import expected
from travaux.consensus.standings import Ground, ground
from travaux.errors import TravauxError
from travaux.facts import Case, Standing
from travaux.facts.model import Issue

__all__ = ["Forecast", "Place", "Voice", "forecast_table", "forecasts", "on_scale"]

TABLE_UNIT = "units of the table"


@dataclass(frozen=True, slots=True)
class Voice:
    """One position used: its place on the scale, its weight (without unit), and what it was read from.

    `basis` is the stance that it comes from, or `table`; `through` names a group that spoke for the party.
    `conditional` says that a statement it rests on holds only under a condition.
    """

    party: str
    at: float
    weight: float
    basis: Literal["prefer", "accept", "table"]
    options: tuple[str, ...] = ()
    conditional: bool = False
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An option on the table with its place on the scale."""

    option: str
    label: str
    at: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What each model expects for one issue, in the unit of its scale; no model answers without a position.

    `low` and `high` are the ends of the scale (of what is on the table, and the status quo), `without` the deciding
    parties whose position is not known, `settled` the place of the outcome where one is on record by that day.
    """

    issue: str
    title: str
    unit: str
    low: float | None
    high: float | None
    status_quo: float | None
    settled: float | None
    places: tuple[Place, ...]
    models: Mapping[str, float]
    voices: tuple[Voice, ...]
    without: tuple[str, ...]

    @property
    def of(self) -> int:
        """How many parties decide."""
        return len(self.voices) + len(self.without)

    @property
    def spread(self) -> tuple[float, float] | None:
        """The lowest and the highest answer of the models; None where there is none."""
        return (min(self.models.values()), max(self.models.values())) if self.models else None

    def row(self) -> dict[str, Any]:
        """The forecast in plain values, as `travaux forecast --json` prints it."""
        return {
            "issue": self.issue,
            "title": self.title,
            "unit": self.unit,
            "scale": None if self.low is None else [self.low, self.high],
            "status_quo": self.status_quo,
            "settled": self.settled,
            "models": dict(self.models),
            "spread": list(self.spread) if self.spread else None,
            "known": {"parties": len(self.voices), "of": self.of},
            "options": [asdict(place) for place in self.places],
            "positions": [{**asdict(voice), "options": list(voice.options)} for voice in self.voices],
            "without_position": list(self.without),
        }


def on_scale(issue: Issue) -> bool:
    """Whether an issue has a scale, and an option with a place on it."""
    return issue.scale is not None and any(option.at is not None for option in issue.options)


def forecasts(case: Case, issue: str | None = None) -> tuple[Forecast, ...]:
    """A forecast for each issue of a case that is on a scale, or for one.

    Args:
        case: the view to compute from; nothing else is looked at.
        issue: the id of one issue; by default all that are on a scale.

    Raises:
        TravauxError: if there is no such issue, or it is on no scale.
    """
    if issue is not None and not on_scale(case.issue(issue)):
        raise TravauxError(
            f"the issue {issue} is on no scale",
            where=case.name,
            why="a forecast needs a unit, and the places of the options",
            remedy="give the issue a scale (unit, status_quo) and its options their places (at)",
        )
    here = (each for each in ground(case) if issue in (None, each.issue.id))
    return tuple(_of_issue(case, each) for each in here if on_scale(each.issue))


def forecast_table(table: ActorTable) -> tuple[Forecast, ...]:
    """A forecast for each dimension of a table of actors; the scale is that of the positions where none is fixed."""
    return tuple(_of_dimension(table, number) for number in range(len(table.dimensions)))


def _of_issue(case: Case, here: Ground) -> Forecast:
    issue, scale = here.issue, here.issue.scale
    at = {option.id: option.at for option in issue.options if option.at is not None}
    places = tuple(Place(each.id, each.label, at[each.id]) for each in here.options if each.id in at)
    powers = {party.id: party.power for party in reversed(case.parties)}
    voices = tuple(_voices(here, at, powers))
    spoke = {voice.party for voice in voices}
    outcome = case.outcome(issue.id)
    status_quo = scale.status_quo if scale else None
    ends = [place.at for place in places] + ([] if status_quo is None else [status_quo])
    without = tuple(party for party in here.deciders if party not in spoke)
    return Forecast(
        issue=issue.id,
        title=issue.title,
        unit=scale.unit if scale else "",
        low=min(ends, default=None),
        high=max(ends, default=None),
        status_quo=status_quo,
        settled=at.get(outcome.option or "") if outcome else None,
        places=places,
        models=_models(voices, ends, status_quo, len(without)),
        voices=voices,
        without=without,
    )


def _models(
    voices: Sequence[Voice], ends: Sequence[float], status_quo: float | None, silent: int
) -> Mapping[str, float]:
    points, weights = [voice.at for voice in voices], [voice.weight for voice in voices]
    return expected(points, weights, min(ends), max(ends), status_quo, silent) if voices else {}


def _voices(here: Ground, at: Mapping[str, float], powers: Mapping[str, float]) -> Iterator[Voice]:
    """The positions of deciding parties, each from what it prefers, or else from what it accepts."""
    for party in here.deciders:
        said = [each.spoken[party] for each in here.options if each.id in at and party in each.spoken]
        bases: tuple[Literal["prefer", "accept"], ...] = ("prefer", "accept")
        for basis in bases:
            used = [standing for standing in said if standing.stance == basis]
            if used:
                yield _voice(party, basis, used, at, powers.get(party, 1.0))
                break


def _voice(
    party: str, basis: Literal["prefer", "accept"], used: Sequence[Standing], at: Mapping[str, float], power: float
) -> Voice:
    return Voice(
        party=party,
        at=sum(at[standing.option or ""] for standing in used) / len(used),
        weight=power * sum(standing.salience for standing in used) / len(used),
        basis=basis,
        options=tuple(standing.option or "" for standing in used),
        conditional=any(standing.conditions or standing.subject_to for standing in used),
        through=next((standing.group for standing in used if standing.group), None),
    )


def _of_dimension(table: ActorTable, number: int) -> Forecast:
    voices: list[Voice] = []
    without: list[str] = []
    for actor in table.actors:
        position, salience = actor.positions[number], actor.saliences[number]
        if position is None or salience is None or actor.power is None:
            without.append(actor.name)
        else:
            voices.append(Voice(actor.name, position, actor.power * salience, "table"))
    ends = list(table.scale or ()) or [voice.at for voice in voices]
    return Forecast(
        issue=table.dimensions[number],
        title=table.title,
        unit=TABLE_UNIT,
        low=min(ends, default=None),
        high=max(ends, default=None),
        status_quo=None,
        settled=None,
        places=(),
        models=_models(voices, ends, None, len(without)),
        voices=tuple(voices),
        without=tuple(without),
    )
