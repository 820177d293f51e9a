"""The harmonisation index over time: overall, per norm, per pair and per group, with the bounds that gaps leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from travaux.errors import TravauxError
from travaux.facts.naming import as_day, unknown
from travaux.law.coding import UNKNOWN, Coding, code
from travaux.law.days import years
from travaux.law.decomposing import decomposition
from travaux.law.definitions import definitions
from travaux.law.found import IndexFound, IndexPoint, NormPoint, PairPoint
from travaux.law.model import Laws
from travaux.law.pairing import PairSeries, pair_matrices
from travaux.law.scales import Measure, measure_named
from travaux.law.sensitivity import random_weights
from travaux.law.tallying import Tally, tally
from travaux.law.weights import weights_of

__all__ = ["IndexFound", "IndexPoint", "NormPoint", "PairPoint", "index", "index_on", "points_of"]

Floats = NDArray[np.float64]

_DEFINED = ("index", "bounds", "dispersion", "pair", "modal_share", "entropy", "group", "sensitivity", "decomposition")


def index(
    laws: Laws,
    start: int | None = None,
    end: int | None = None,
    weights: Mapping[str, float] | None = None,
    measure: str = "gower",
    group: str | None = None,
    *,
    strict: bool = False,
) -> IndexFound:
    """How far laws are harmonised on the last day of each year, from 0 to 1.

    The index is 1 - sum(w d) / sum(w) over all norms and pairs of jurisdictions that can be compared, for the weight w
    of a norm and the distance d of two answers (weighted pairwise disagreement: Nordås 2016; d: Gower 1971). `low` and
    `high` are the least and the greatest index of the completed table, over every filling of missing and doubtful
    cells; the index of what is known has fewer comparisons behind it and may lie outside.

    Args:
        laws: norms and laws.
        start: first year; None for the first on whose last day two of those looked at have a dated rule on one norm
            (before, everything that compares is assumed), or, if there is no such year, the first on record.
        end: last year; None for the last.
        weights: by norm, without unit; a norm not named weighs nothing. None: as the norms say.
        measure: `gower` or `disagreement`.
        group: only the members of this group, each as long as it is one.
        strict: take as missing what the record says of another day only.

    Raises:
        TravauxError: if years, weights, measure or group mean nothing, or no law is on record.

    Example:
        >>> from travaux.facts.law_facts import Law, Norm
        >>> norms = {"grace": Norm(id="grace", scale="interval", unit="months", low=0, high=12)}
        >>> held = [Law(jurisdiction="A", norm="grace", value="12"),
        ...         Law(jurisdiction="B", norm="grace", value="6", last="2018-06-08"),
        ...         Law(jurisdiction="B", norm="grace", value="12", first="2018-06-09")]
        >>> [point.index for point in index(Laws("test", norms, tuple(held), ("A", "B")), 2017, 2018).points]
        [0.5, 1.0]
    """
    return _over(laws, years(laws, start, end), weights, measure, group, strict=strict, trimmed=start is None)


def index_on(
    laws: Laws,
    day: date | str,
    weights: Mapping[str, float] | None = None,
    measure: str = "gower",
    group: str | None = None,
    *,
    strict: bool = False,
) -> IndexFound:
    """The same on one day.

    Raises:
        TravauxError: as `index`, or if the words are no day.
    """
    found = as_day(day)
    if found is None:
        raise TravauxError("no day is given", where=laws.name, remedy="give a day such as 2013-03-16")
    return _over(laws, (found,), weights, measure, group, strict=strict)


def _over(
    laws: Laws,
    days: tuple[date, ...],
    weights: Mapping[str, float] | None,
    measure: str,
    group: str | None,
    *,
    strict: bool,
    trimmed: bool = False,
) -> IndexFound:
    named, chosen = measure_named(measure), weights_of(laws, weights)
    if not laws.laws:
        raise TravauxError("no law is on record", where=laws.name, remedy="enter laws, or name another table")
    heavy = np.array([*chosen.values()], dtype=np.float64)
    whole = code(laws, days, strict=strict)
    coding = whole if group is None else whole.among(_members(whole, group))
    if trimmed and (first := _first_dated(coding, heavy)):
        columns = range(first, len(coding.days))
        whole, coding = whole.at(columns), coding.at(columns)
    counted = tally(coding, named, heavy)
    return IndexFound(
        name=laws.name,
        measure=named,
        strict=strict,
        jurisdictions=laws.jurisdictions,
        names=laws.names,
        titles={name: norm.title or name for name, norm in laws.norms.items()},
        weights=chosen,
        points=points_of(counted),
        norms=_norms(counted),
        pairs=PairSeries(coding, named, heavy),
        groups={} if group is not None else _groups(whole, named, heavy),
        group=group,
        change=decomposition(counted) if len(coding.days) > 1 else None,
        sensitivity=random_weights(counted),
        definitions=definitions((named, *_DEFINED)),
        remarks=laws.remarks,
    )


def _first_dated(coding: Coding, weights: Floats) -> int:
    """The number of the first day on which two dated rules compare on a norm that weighs something; 0 if none does."""
    dated = (coding.codes != UNKNOWN) & ~coding.assumed
    found = np.flatnonzero((dated[weights > 0].sum(axis=1) > 1).any(axis=0))
    return int(found[0]) if len(found) else 0


def _members(coding: Coding, group: str) -> NDArray[np.bool_]:
    groups = coding.laws.groups
    if group not in groups:
        raise unknown("group", group, groups, coding.laws.name)
    present = np.zeros_like(coding.present)
    places = {name.casefold(): number for number, name in enumerate(coding.jurisdictions)}
    for number, day in enumerate(coding.days):
        for member in groups.of(group, day):
            if member.casefold() in places:
                present[places[member.casefold()], number] = True
    return present & coding.present


def _groups(coding: Coding, measure: Measure, weights: Floats) -> dict[str, tuple[IndexPoint, ...]]:
    """The index inside each group that has two members with a law on record on some day."""
    found = {}
    for group in coding.laws.groups:
        present = _members(coding, group)
        if (present.sum(axis=0) > 1).any():
            found[group] = points_of(tally(coding.among(present), measure, weights))
    return found


def points_of(counted: Tally) -> tuple[IndexPoint, ...]:
    """The index on each day that was counted, with what it rests on."""
    coding, used = counted.coding, counted.weights > 0
    low, high = counted.bounds
    pairs, known = counted.pairs[used].sum(axis=0), counted.known[used].sum(axis=0)
    assumed = (coding.assumed[used] & coding.present[None]).sum(axis=(0, 1))
    norms, members = int(used.sum()), coding.members
    spread = [each.dispersion for each in pair_matrices(coding, counted.measure, counted.weights)]
    return tuple(
        IndexPoint(
            day, _figure(counted.index[at]), _figure(low[at]), _figure(high[at]), spread[at], int(pairs[at]),
            int(norms * members[at] * (members[at] - 1) / 2), int(known[at]), int(norms * members[at]),
            int(assumed[at]),
        )
        for at, day in enumerate(coding.days)
    )  # fmt: skip


def _figure(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _norms(counted: Tally) -> dict[str, tuple[NormPoint, ...]]:
    return {name: _norm_points(counted, norm) for norm, name in enumerate(counted.coding.norms)}


def _norm_points(counted: Tally, norm: int) -> tuple[NormPoint, ...]:
    counts, known = counted.coding.counts(norm), counted.known[norm]
    kinds = counts.shape[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = counts / known[:, None]
        terms = np.where(shares > 0, shares * np.log(np.where(shares > 0, shares, 1.0)), 0.0)
    entropy = np.clip(-terms.sum(axis=1) / np.log(kinds), 0.0, 1.0) + 0.0 if kinds > 1 else np.zeros(len(known))
    return tuple(
        NormPoint(
            day, _figure(counted.by_norm[norm, at]), float(shares[at].max()) if known[at] else None,
            float(entropy[at]) if known[at] else None, int(known[at]),
        )
        for at, day in enumerate(counted.coding.days)
    )  # fmt: skip
