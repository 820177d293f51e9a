"""How far apart the laws of jurisdictions are on a day, who stands together, and how far all are from a target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from math import fsum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from travaux.errors import TravauxError
from travaux.facts.naming import as_day
from travaux.facts.remarks import Remark
from travaux.law.cells import Rules, answer_of, last_day
from travaux.law.clustering import Join, cut_at_widest, joins
from travaux.law.coding import code
from travaux.law.definitions import definitions
from travaux.law.model import Laws
from travaux.law.naming import jurisdiction_named, norm_named
from travaux.law.pairing import pair_matrices
from travaux.law.scales import Scale, measure_named, scale_of
from travaux.law.weights import weights_of

__all__ = ["DistancesFound", "distances", "every_pair", "to_target"]


@dataclass(frozen=True)
class DistancesFound:
    """The distances of all pairs on a day.

    `matrix` and `common` (norms known of both) are in the order of `jurisdictions`; not a number: nothing compares.
    `to` is the only jurisdiction to which distances are wanted. `joins` is the tree, `clusters` its groups below
    `cut`, `apart` those who compare with nobody.
    """

    name: str
    day: date
    measure: str
    jurisdictions: tuple[str, ...]
    names: Mapping[str, str]
    matrix: NDArray[np.float64]
    common: NDArray[np.int32]
    to: str | None = None
    joins: tuple[Join, ...] = ()
    cut: float | None = None
    clusters: tuple[tuple[str, ...], ...] = ()
    apart: tuple[str, ...] = ()
    definitions: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    def distance(self, one: str, other: str) -> float | None:
        """How far apart two jurisdictions are; None where nothing compares."""
        value = self.matrix[self.jurisdictions.index(one), self.jurisdictions.index(other)]
        return None if np.isnan(value) else float(value)

    def shared(self, one: str, other: str) -> int:
        """How many norms are known of both."""
        return int(self.common[self.jurisdictions.index(one), self.jurisdictions.index(other)])

    def row(self) -> dict[str, Any]:
        """Everything in plain values, as `travaux law distance --json` prints it."""
        from travaux.law.index_rows import distances_row

        return distances_row(self)


def distances(
    laws: Laws,
    on: date | str | None = None,
    *,
    as_clusters: bool = False,
    weights: Mapping[str, float] | None = None,
    measure: str = "gower",
    strict: bool = False,
    to: str | None = None,
) -> DistancesFound:
    """How far apart each two jurisdictions are on a day.

    sum(w d) / sum(w) over the norms that are known of both (Gower 1971). With all cells known it satisfies the
    triangle inequality, for each norm does; where pairs are compared on different norms it need not.

    Args:
        laws: norms and laws.
        on: the day; None for the last of which the record speaks.
        as_clusters: find groups too, by average linkage.
        weights: by norm, without unit; a norm not named weighs nothing. None: as the norms say.
        measure: `gower` or `disagreement`.
        strict: take as missing what the record says of another day only.
        to: only the distances to this jurisdiction, by id, code or name.

    Raises:
        TravauxError: if an argument means nothing.

    Example:
        >>> from travaux.facts.law_facts import Law, Norm
        >>> norms = {"mode": Norm(id="mode", scale="boolean")}
        >>> held = (Law(jurisdiction="A", norm="mode", value="yes"), Law(jurisdiction="B", norm="mode", value="no"))
        >>> distances(Laws("test", norms, held, ("A", "B")), "2020-01-01").distance("A", "B")
        1.0
    """
    day = as_day(on) or last_day(laws)
    named, heavy = measure_named(measure), np.array([*weights_of(laws, weights).values()], dtype=np.float64)
    if not laws.laws:
        raise TravauxError("no law is on record", where=laws.name, remedy="enter laws, or name another table")
    found = next(pair_matrices(code(laws, (day,), strict=strict), named, heavy))
    made = joins(found.distances) if as_clusters else ()
    cut, groups = cut_at_widest(made, len(laws.jurisdictions)) if as_clusters else (None, ())
    alone = np.isnan(found.distances).sum(axis=1) >= len(found.distances) - 1
    single = {(number,) for number in np.flatnonzero(alone).tolist()}
    names = laws.jurisdictions
    return DistancesFound(
        name=laws.name,
        day=day,
        measure=named,
        jurisdictions=names,
        names=laws.names,
        matrix=found.distances,
        common=found.common,
        to=None if to is None else jurisdiction_named(laws, to),
        joins=made,
        cut=cut,
        clusters=tuple(tuple(names[each] for each in group) for group in groups if group not in single),
        apart=tuple(names[number] for number in np.flatnonzero(alone)),
        definitions=definitions(("pair", named, "assumed", *(["clusters"] if as_clusters else []))),
        remarks=laws.remarks,
    )


def to_target(
    laws: Laws,
    target: Mapping[str, str],
    on: date | str | None = None,
    weights: Mapping[str, float] | None = None,
    measure: str = "gower",
) -> dict[str, tuple[float | None, int]]:
    """How far each jurisdiction is from a set of required answers, and over how many norms that is known.

    Args:
        laws: norms and laws.
        target: norms, and the category, coded value or number that each requires.
        on: the day; None for the last of which the record speaks.
        weights: by norm; None: as the norms say.
        measure: `gower` or `disagreement`.

    Raises:
        TravauxError: if a norm or an answer is unknown, or an argument means nothing.
    """
    day, named, chosen = as_day(on) or last_day(laws), measure_named(measure), weights_of(laws, weights)
    wanted = {}
    for words, answer in target.items():
        norm = norm_named(laws, words)
        wanted[norm] = _required(laws, norm, answer)
    rules = Rules(laws)
    found: dict[str, tuple[float | None, int]] = {}
    for name in laws.jurisdictions:
        held = {norm: rules.cell(name, norm, day).answer for norm in wanted if chosen[norm]}
        apart = {norm: wanted[norm] for norm, answer in held.items() if answer is not None}
        parts = [
            (chosen[norm], scale.distance(held[norm] or "", needs, named)) for norm, (scale, needs) in apart.items()
        ]
        total = fsum(weight for weight, _ in parts)
        found[name] = (fsum(weight * far for weight, far in parts) / total if parts else None, len(parts))
    return found


def _required(laws: Laws, norm: str, answer: str) -> tuple[Scale, str]:
    """The scale of a norm, and the answer to it that words name; a number that nobody has yet stands on it too."""
    fact = laws.norms[norm]
    measured = fact.scale == "interval" and not fact.categories
    values = dict.fromkeys(law.value for law in laws.laws if law.norm == norm)
    scale = scale_of(fact, (*values, answer) if measured else values)
    coded = answer if answer in scale.at else answer_of(fact, answer)
    if coded is None or coded not in scale.at:
        raise TravauxError(
            f"{answer!r} is no answer to {norm}", where=laws.name, remedy=f"use one of: {', '.join(scale.answers)}"
        )
    return scale, coded


def every_pair(found: DistancesFound) -> list[tuple[str, str]]:
    """The pairs that are wanted, in order."""
    if found.to is not None:
        return [(found.to, each) for each in found.jurisdictions if each != found.to]
    return list(combinations(found.jurisdictions, 2))
