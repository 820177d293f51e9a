"""The index over time and distances on a day, as the JSON that `travaux law index` and `travaux law distance` print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from travaux.law.distancing import DistancesFound, every_pair
from travaux.law.found import IndexFound, IndexPoint, NormPoint, PairPoint, WeightRange
from travaux.law.pairing import PairSeries
from travaux.law.reform_rows import change_row, figure

__all__ = ["distances_row", "index_row"]


def index_row(found: IndexFound, pair: tuple[str, str] | None = None, norm: str | None = None) -> dict[str, Any]:
    """The index over time in plain values, in a fixed order.

    Args:
        found: the index.
        pair: give this pair on every day; by default every pair, on the last day only.
        norm: the only norm looked at.
    """
    return {
        "data": found.name,
        "measure": found.measure,
        "strict": found.strict,
        "group": found.group,
        "norm": norm,
        "jurisdictions": list(found.jurisdictions),
        "weights": dict(found.weights),
        "points": [_point(each) for each in found.points],
        "norms": {
            name: [_norm_point(each) for each in points] for name, points in found.norms.items() if norm in (None, name)
        },
        "pairs": _pairs(found, pair),
        "groups": {group: [_point(each) for each in points] for group, points in found.groups.items()},
        "change": change_row(found.change) if found.change else None,
        "sensitivity": _weights(found.sensitivity),
        "definitions": dict(found.definitions),
        "remarks": [str(each) for each in found.remarks],
    }


def _point(point: IndexPoint) -> dict[str, Any]:
    return {
        "day": point.day.isoformat(),
        "index": figure(point.index),
        "low": figure(point.low),
        "high": figure(point.high),
        "dispersion": figure(point.dispersion),
        "known_pairs": point.known_pairs,
        "of_pairs": point.of_pairs,
        "known_cells": point.known_cells,
        "of_cells": point.of_cells,
        "assumed_cells": point.assumed_cells,
    }


def _norm_point(point: NormPoint) -> dict[str, Any]:
    return {
        "day": point.day.isoformat(),
        "index": figure(point.index),
        "modal_share": figure(point.modal_share),
        "entropy": figure(point.entropy),
        "known": point.known,
    }


def _pairs(found: IndexFound, pair: tuple[str, str] | None) -> list[dict[str, Any]]:
    if pair is not None:
        return [_pair(*pair, found.pairs[pair])]
    last = found.points[-1].day
    if not isinstance(found.pairs, PairSeries):
        return [_pair(*names, points[-1:]) for names, points in found.pairs.items()]
    matrix = found.pairs.on(last)
    places = {name: number for number, name in enumerate(found.jurisdictions)}
    rows = []
    for one, other in found.pairs:
        at = places[one], places[other]
        if matrix.common[at]:
            rows.append(_pair(one, other, [PairPoint(last, float(matrix.distances[at]), int(matrix.common[at]))]))
    return rows


def _pair(one: str, other: str, points: Sequence[PairPoint]) -> dict[str, Any]:
    return {
        "a": one,
        "b": other,
        "points": [
            {"day": each.day.isoformat(), "distance": figure(each.distance), "common": each.common} for each in points
        ],
    }


def _weights(found: WeightRange | None) -> Mapping[str, Any] | None:
    if found is None:
        return None
    return {
        "day": found.day.isoformat(),
        "low": figure(found.low),
        "median": figure(found.median),
        "high": figure(found.high),
        "draws": found.draws,
        "seed": found.seed,
    }


def distances_row(found: DistancesFound) -> dict[str, Any]:
    """The distances on a day in plain values, in a fixed order; pairs that share no norm have none."""
    names = found.jurisdictions
    return {
        "data": found.name,
        "day": found.day.isoformat(),
        "measure": found.measure,
        "to": found.to,
        "jurisdictions": list(names),
        "pairs": [
            {"a": one, "b": other, "distance": figure(found.distance(one, other)), "common": found.shared(one, other)}
            for one, other in every_pair(found)
        ],
        "joins": [
            {
                "left": [names[each] for each in join.left],
                "right": [names[each] for each in join.right],
                "height": figure(join.height),
            }
            for join in found.joins
        ],
        "cut": figure(found.cut),
        "clusters": [list(group) for group in found.clusters],
        "apart": list(found.apart),
        "not_compared": int(np.isnan(found.matrix[np.triu_indices(len(names), 1)]).sum()),
        "definitions": dict(found.definitions),
        "remarks": [str(each) for each in found.remarks],
    }
