"""Which parties are quicker than others: a Cox model of their instruments, by pathway."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from travaux.treaty.forecasting.extra import lifelines, pandas
from travaux.treaty.forecasting.hazards import Hazards
from travaux.treaty.forecasting.panel import NEVER, Panel
from travaux.treaty.forecasting.spells import Floats, Spells

__all__ = ["COVARIATES", "Relative", "relative_of"]

COVARIATES = {
    "activity": "how often the party joined other treaties, against the pooled pace (logarithm, shrunk)",
    "organisation": "an organisation, no state",
    "union": "a member of a union that itself signed or joined the treaty",
}
_FEWEST_EVENTS = 20
_SHRINK = 3.0
_PENALTY = 0.01
_MOST = 3000
_MONTHS = 12  # ties within a month (Efron 1977) make the fit three times as fast


@dataclass(frozen=True, slots=True)
class Relative:
    """The relative risk of each treaty (rows) and party (columns), and the coefficients behind it."""

    risk: Floats
    coefficients: dict[str, float]
    events: int


def relative_of(panel: Panel, spells: Spells, hazards: Hazards) -> Relative:
    """Fit the covariates by partial likelihood (Cox 1972), stratified by pathway, with delayed entry.

    A party's activity on one treaty is taken from all others, so that no outcome stands on both sides. Where too
    little has happened to fit anything, everybody is alike.
    """
    values = _covariates(panel, spells, hazards)
    events = int(spells.event.sum())
    at = (spells.treaty, spells.party)
    varied = [name for name in values if events >= _FEWEST_EVENTS and len(np.unique(values[name][at])) > 1]
    if not varied:
        return Relative(np.ones(panel.joined.shape), {}, events)
    frame = pandas().DataFrame({name: values[name][at] for name in varied})
    frame["pathway"], frame["event"], frame["weight"] = spells.signatory.astype(int), spells.event, spells.weight
    frame["entry"] = np.floor(spells.entry * _MONTHS) / _MONTHS
    frame["end"] = (np.floor(spells.end * _MONTHS) + 1) / _MONTHS
    fitted = _fitted(_thinned(frame))
    coefficients = {name: float(fitted[name]) for name in varied}
    log_risk = sum(value * values[name] for name, value in coefficients.items())
    return Relative(np.exp(np.clip(np.asarray(log_risk, dtype=float), -4, 4)), coefficients, events)


def _thinned(frame: Any) -> Any:
    """At most three thousand that joined and as many that did not, every k-th with the weight of k, for speed.

    (As in a case-cohort, Prentice 1986.) They are taken in the order of treaties and parties, so of all of them.
    """
    kept = []
    for joined in (True, False):
        places = np.flatnonzero(frame["event"].to_numpy() == joined)
        step = max(1, int(np.ceil(len(places) / _MOST)))
        frame.loc[frame.index[places], "weight"] *= len(places) / max(len(places[::step]), 1)
        kept.append(places[::step])
    return frame.iloc[np.sort(np.concatenate(kept))]


def _fitted(frame: Any) -> dict[str, float]:
    with warnings.catch_warnings():
        # Weights of 1/k are meant (members of a union are one unit); columns of rare events converge all the same.
        warnings.simplefilter("ignore")
        fitter = lifelines().CoxPHFitter(penalizer=_PENALTY)
        fitter.fit(
            frame, "end", "event", strata=["pathway"], entry_col="entry", weights_col="weight", robust=False,
            fit_options={"step_size": 0.95},
        )  # fmt: skip
    return dict(fitter.params_)


def _covariates(panel: Panel, spells: Spells, hazards: Hazards) -> dict[str, Floats]:
    shape = panel.joined.shape
    came, expected = np.zeros(shape), np.zeros(shape)
    for signatory in (True, False):
        of = spells.signatory == signatory
        at = (spells.treaty[of], spells.party[of])
        np.add.at(came, at, spells.event[of])
        np.add.at(expected, at, hazards.between(signatory, spells.entry[of], spells.end[of]))
    elsewhere = came.sum(axis=0) - came + _SHRINK
    activity = np.log(elsewhere / (expected.sum(axis=0) - expected + _SHRINK))
    union = np.zeros(shape)
    for column, members in panel.unions(panel.last).items():
        taking = (panel.signed[:, column] < NEVER) | (panel.joined[:, column] < NEVER)
        union[np.ix_(np.flatnonzero(taking), members)] = 1.0
    organisation = np.broadcast_to(panel.organisation.astype(float), shape)
    return {"activity": activity, "organisation": organisation, "union": union}
