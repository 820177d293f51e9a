"""A change of the index in parts that sum to it exactly: by norm, by the reforms of jurisdictions, and by coverage.

From one day to the next the mean distance goes over the pairs C that compare on both days: first those that stop
comparing are left out, then rules change inside C, then those that start comparing are added. The middle step is made
by reforms alone. There a pair of which one jurisdiction changed its rule counts for that one, and a pair of which both
did is shared by the Shapley value (1953): the mean of what a change does when it comes first, and when it comes second.
The other two steps are coverage, which says what is on record and nothing of law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import fsum

import numpy as np
from numpy.typing import NDArray

from travaux.facts.naming import as_day
from travaux.law.coding import UNKNOWN, Coding, code, tallied
from travaux.law.days import two_days
from travaux.law.found import CoveragePart, DecompositionFound, NormPart, ReformPart
from travaux.law.model import Laws
from travaux.law.scales import measure_named
from travaux.law.tallying import Tally, tally
from travaux.law.weights import weights_of

__all__ = ["Shares", "between_days", "decompose", "decomposition", "shares"]

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]


@dataclass(frozen=True)
class Shares:
    """What each cell contributed to each step of the index: by norm, jurisdiction and step between two days."""

    reform: Floats
    coverage: Floats


@dataclass(frozen=True)
class _Step:
    """One norm over all steps: which cells are known before, after and on both days, and the counts of these."""

    before: Codes
    after: Codes
    both: NDArray[np.bool_]
    new: NDArray[np.bool_]
    lost: NDArray[np.bool_]
    both_before: Floats
    both_after: Floats
    newcomers: Floats
    leavers: Floats

    @classmethod
    def of(cls, codes: Codes, kinds: int) -> _Step:
        before, after = codes[:, :-1], codes[:, 1:]
        known, known_after = before != UNKNOWN, after != UNKNOWN
        both, new, lost = known & known_after, known_after & ~known, known & ~known_after
        return cls(before, after, both, new, lost, *(
            tallied(np.where(kept, each, UNKNOWN), kinds)
            for kept, each in ((both, before), (both, after), (new, after), (lost, before))
        ))  # fmt: skip


def shares(counted: Tally) -> Shares:
    """What each cell contributed between each two days that follow each other.

    Where the index is defined on both days, the shares of a step sum to its change.
    """
    coding, weights = counted.coding, counted.weights
    between = coding.matrices(counted.measure)
    steps = len(coding.days) - 1
    made = Shares(*(np.zeros((len(coding.norms), len(coding.jurisdictions), max(steps, 0))) for _ in range(2)))
    if steps < 1:
        return made
    moving = [norm for norm in np.flatnonzero(weights).tolist() if (np.diff(coding.codes[norm], axis=1) != 0).any()]
    stood = {norm: _Step.of(coding.codes[norm], len(between[norm])) for norm in moving}
    kept, apart_before, apart_after = _kept(counted, stood, between)
    with np.errstate(divide="ignore", invalid="ignore"):
        inverse = np.where(kept > 0, 1 / kept, 0.0)
        whole = np.where(counted.compared > 0, 1 / counted.compared, 0.0)
    mean_before, mean_after = apart_before * inverse, apart_after * inverse
    for norm, step in stood.items():
        weight, far = weights[norm], between[norm]
        made.reform[norm] = _reforms(step, far) * (-weight * inverse)
        made.coverage[norm] = _entered(step, far, mean_after) * (-weight * whole[1:])
        made.coverage[norm] += _left(step, far, mean_before) * (weight * whole[:-1])
    return made


def _kept(counted: Tally, stood: Mapping[int, _Step], between: list[Floats]) -> tuple[Floats, Floats, Floats]:
    """Over the pairs that compare on both days: their weight, and the sum of their distances before and after."""
    weights = counted.weights
    still = np.array([norm for norm in np.flatnonzero(weights) if norm not in stood], dtype=int)
    kept = weights[still] @ counted.pairs[still][:, 1:]
    before = weights[still] @ counted.apart[still][:, :-1]
    after = before.copy()
    for norm, step in stood.items():
        members, far = step.both_before.sum(axis=1), between[norm]
        kept = kept + weights[norm] * members * (members - 1) / 2
        before = before + weights[norm] * ((step.both_before @ far) * step.both_before).sum(axis=1) / 2
        after = after + weights[norm] * ((step.both_after @ far) * step.both_after).sum(axis=1) / 2
    return kept, before, after


def _reforms(step: _Step, far: Floats) -> Floats:
    """By how much each change of a rule drew its jurisdiction away from the others, half in either order."""
    to = (step.both_before + step.both_after) @ far
    moved = _at(to, step.after) - _at(to, step.before)
    return np.where(step.both & (step.before != step.after), moved / 2, 0.0)


def _entered(step: _Step, far: Floats, mean: Floats) -> Floats:
    apart = _at(step.both_after @ far + step.newcomers @ far / 2, step.after)
    others = step.both_after.sum(axis=1) + (step.newcomers.sum(axis=1) - 1) / 2
    return np.where(step.new, apart - mean * others, 0.0)


def _left(step: _Step, far: Floats, mean: Floats) -> Floats:
    apart = _at(step.both_before @ far + step.leavers @ far / 2, step.before)
    others = step.both_before.sum(axis=1) + (step.leavers.sum(axis=1) - 1) / 2
    return np.where(step.lost, apart - mean * others, 0.0)


def _at(table: Floats, codes: Codes) -> Floats:
    """What stands in a table by step and answer, for each jurisdiction; where there is no answer, something unused."""
    found: Floats = table[np.arange(table.shape[0])[None, :], codes]
    return found


def decomposition(counted: Tally) -> DecompositionFound:
    """The change of the index from the first to the last day on which it is defined, step by step."""
    columns = [number for number, value in enumerate(counted.index) if not np.isnan(value)]
    coding = counted.coding
    if not columns:
        return DecompositionFound(coding.days[0], coding.days[-1], None, None)
    if len(columns) < len(coding.days):
        counted = tally(coding.at(columns), counted.measure, counted.weights)
        coding = counted.coding
    made = shares(counted)
    norms = tuple(
        NormPart(name, _summed(made.reform[norm]), _summed(made.coverage[norm]))
        for norm, name in enumerate(coding.norms)
    )
    before, after = float(counted.index[0]), float(counted.index[-1])
    return DecompositionFound(
        coding.days[0], coding.days[-1], before, after, norms, _reform_parts(coding, counted, made),
        _coverage_parts(coding, counted, made),
    )  # fmt: skip


def _summed(parts: Floats) -> float:
    return fsum(parts[parts != 0])


def between_days(counted: Tally) -> DecompositionFound:
    """The change of the index between two days; without parts where it is not defined on both."""
    before, after = (None if np.isnan(value) else float(value) for value in counted.index)
    if before is None or after is None:
        start, end = counted.coding.days
        return DecompositionFound(start, end, before, after)
    return decomposition(counted)


def _reform_parts(coding: Coding, counted: Tally, made: Shares) -> tuple[ReformPart, ...]:
    before, after = coding.codes[:, :, :-1], coding.codes[:, :, 1:]
    moved = (before != after) & (before != UNKNOWN) & (after != UNKNOWN) & (counted.weights > 0)[:, None, None]
    parts = []
    for norm, place, step in zip(*(each.tolist() for each in np.nonzero(moved)), strict=True):
        answers = coding.scales[norm].answers
        had, has = answers[before[norm, place, step]], answers[after[norm, place, step]]
        share = float(made.reform[norm, place, step]) + 0.0  # no minus zero
        where = (coding.jurisdictions[place], coding.norms[norm], coding.days[step], coding.days[step + 1])
        parts.append(ReformPart(*where, had, has, share))
    return tuple(sorted(parts, key=lambda part: -abs(part.contribution)))


def _coverage_parts(coding: Coding, counted: Tally, made: Shares) -> tuple[CoveragePart, ...]:
    known = coding.codes != UNKNOWN
    turned = (known[:, :, :-1] != known[:, :, 1:]) & (counted.weights > 0)[:, None, None]
    parts = []
    for norm, place, step in zip(*(each.tolist() for each in np.nonzero(turned)), strict=True):
        where = (coding.jurisdictions[place], coding.norms[norm], coding.days[step], coding.days[step + 1])
        became = "known" if known[norm, place, step + 1] else "unknown"
        parts.append(CoveragePart(*where, became, float(made.coverage[norm, place, step])))  # type: ignore[arg-type]
    return tuple(sorted(parts, key=lambda part: -abs(part.contribution)))


def decompose(
    laws: Laws,
    start: date | str,
    end: date | str,
    weights: Mapping[str, float] | None = None,
    measure: str = "gower",
    *,
    strict: bool = False,
) -> DecompositionFound:
    """What moved the index between two days: norm by norm, reform by reform, and by coverage.

    Args:
        laws: norms and laws.
        start: the day before.
        end: the day after.
        weights: by norm, without unit; a norm not named weighs nothing. None: as the norms say.
        measure: `gower` or `disagreement`.
        strict: take as missing what the record says of another day only.

    Raises:
        TravauxError: if weights, measure or days mean nothing, or the second day is not after the first.

    Example:
        >>> from travaux.facts.law_facts import Law, Norm
        >>> norms = {"mode": Norm(id="mode", scale="boolean")}
        >>> held = [Law(jurisdiction="A", norm="mode", value="yes"),
        ...         Law(jurisdiction="B", norm="mode", value="no", last="2011-09-15"),
        ...         Law(jurisdiction="B", norm="mode", value="yes", first="2011-09-16")]
        >>> found = decompose(Laws("test", norms, tuple(held), ("A", "B")), "2011-09-15", "2011-09-16")
        >>> found.before, found.after, found.reforms[0].jurisdiction, found.reforms[0].contribution
        (0.0, 1.0, 'B', 1.0)
    """
    first, last = two_days(as_day(start), as_day(end), laws.name)
    chosen = weights_of(laws, weights)
    named = measure_named(measure)
    return between_days(tally(code(laws, (first, last), strict=strict), named, np.array([*chosen.values()])))
