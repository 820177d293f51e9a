"""How long parties stayed outside treaties, by pathway: what survival models are trained on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.treaty.forecasting.panel import NEVER, YEAR, Days, Panel

__all__ = ["PATHWAYS", "Spells", "spells_of", "within"]

Floats = NDArray[np.float64]

PATHWAYS = {
    "signatory": "from its signature to its instrument",
    "outsider": "without a signature: from the day the treaty was opened to its instrument",
}
"""The two ways to an instrument, each with the clock that runs on it."""


@dataclass(frozen=True, slots=True)
class Spells:
    """One row for each stretch in which a party could have joined a treaty on one pathway.

    `entry` and `end` are years on the clock of the pathway, `event` whether it ended with the instrument. `weight` is
    1, or 1/k where k members of a union joined on one day: they are one unit with one event.
    """

    treaty: NDArray[np.int64]
    party: NDArray[np.int64]
    signatory: NDArray[np.bool_]
    entry: Floats
    end: Floats
    event: NDArray[np.bool_]
    weight: Floats

    def __len__(self) -> int:
        return len(self.entry)


def spells_of(panel: Panel) -> Spells:
    """The spells of a panel, up to its last day.

    A party counts from its first action anywhere (left truncation); an instrument that is itself that first action
    could not be expected of anybody, and gives no spell. A spell of an outsider ends when it signs; one that ends by
    succession, or that has not ended, is censored.
    """
    outside, inside = _stretches(panel)
    ends = panel.ends[:, None]
    weight = _weights(panel)
    parts = []
    for signatory, (clock, first, last) in ((True, inside), (False, outside)):
        end = np.minimum(last, ends)
        rows, columns = at = np.nonzero(first < end)
        event = (panel.joined[at] == end[at]) & (panel.joined[at] < panel.entered[at])
        parts.append((
            rows, columns, np.full(len(rows), signatory), (first[at] - clock[at]) / YEAR, (end[at] - clock[at]) / YEAR,
            event, np.where(event, weight[at], 1.0),
        ))  # fmt: skip
    return Spells(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def within(panel: Panel, first: int, last: int) -> tuple[tuple[bool, Days, Days, Days], ...]:
    """The stretches that fall between two days, by pathway: whether of signatories, its clock, first and last day.

    Where a party had no such stretch the first day is not before the last.
    """
    return tuple(
        (signatory, clock, np.maximum(start, first), np.minimum(end, last))
        for signatory, (clock, start, end) in zip((False, True), _stretches(panel), strict=True)
    )


def _stretches(panel: Panel) -> tuple[tuple[Days, Days, Days], tuple[Days, Days, Days]]:
    """Clock, first and last day as outsider and as signatory, by treaty and party."""
    until = panel.open_until()
    signed = np.where(panel.signed < until, panel.signed, NEVER)
    opened = np.broadcast_to(panel.opened[:, None], until.shape)
    start = np.maximum(opened, np.broadcast_to(panel.seen[None, :], until.shape))
    return (opened, start, np.minimum(until, signed)), (signed, signed, until)


def _weights(panel: Panel) -> Floats:
    """1/k for each of k members of a union (and the union) that joined a treaty on one day, once the union acts."""
    weight = np.ones(panel.joined.shape)
    for union, members in panel.unions(panel.last).items():
        columns = np.append(members, union)
        joined = panel.joined[:, columns]
        acts = (joined >= panel.seen[union]) & (joined < NEVER)
        same = (joined[:, :, None] == joined[:, None, :]) & acts[:, :, None]
        weight[:, columns] = 1.0 / np.maximum(same.sum(axis=2), 1)
    return weight
