"""What a reform changed: the index before and after, to whom it came closer and from whom it moved away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

import numpy as np

from travaux.facts.law_facts import Law
from travaux.facts.naming import as_day
from travaux.law.cells import Rules
from travaux.law.coding import UNKNOWN, Coding, code
from travaux.law.days import two_days
from travaux.law.decomposing import between_days
from travaux.law.definitions import definitions
from travaux.law.found import DecompositionFound, NormChange, PartnerChange, ReformFound, Turn
from travaux.law.model import Cell, Laws
from travaux.law.naming import jurisdiction_named
from travaux.law.scales import Measure, measure_named
from travaux.law.tallying import tally
from travaux.law.weights import weights_of

__all__ = ["NormChange", "PartnerChange", "ReformFound", "reform"]

_LEAST = 1e-12
"""A distance that changed by less did not change: it is the noise of the arithmetic."""


def reform(
    laws: Laws,
    jurisdiction: str,
    start: date | str,
    end: date | str,
    weights: Mapping[str, float] | None = None,
    measure: str = "gower",
) -> ReformFound:
    """What the rules of one jurisdiction that changed between two days did to the index, and to its distances.

    The parts sum to the change of the index: those of this jurisdiction norm by norm, those of others who changed
    rules in the same days, and coverage (see `travaux.law.decomposing`). On a norm a jurisdiction counts as one
    `toward` which the reform went if its distance became less through the reform alone: where its own rule changed
    too, half is taken with its rule before, half with that after.

    Args:
        laws: norms and laws.
        jurisdiction: whose reform: id, code or name.
        start: the last day before it.
        end: a day after it.
        weights: by norm, without unit; a norm not named weighs nothing. None: as the norms say.
        measure: `gower` or `disagreement`.

    Raises:
        TravauxError: if jurisdiction, days, weights or measure mean nothing.

    Example:
        >>> from travaux.facts.law_facts import Norm
        >>> norms = {"mode": Norm(id="mode", scale="boolean")}
        >>> held = [Law(jurisdiction="A", norm="mode", value="yes"),
        ...         Law(jurisdiction="B", norm="mode", value="no", last="2011-09-15"),
        ...         Law(jurisdiction="B", norm="mode", value="yes", first="2011-09-16")]
        >>> found = reform(Laws("test", norms, tuple(held), ("A", "B")), "B", "2011-09-15", "2011-09-16")
        >>> found.change, found.norms[0].toward, found.partners[0].change
        (1.0, ('A',), -1.0)
    """
    place = jurisdiction_named(laws, jurisdiction)
    first, last = two_days(as_day(start), as_day(end), laws.name)
    named, chosen = measure_named(measure), weights_of(laws, weights)
    counted = tally(code(laws, (first, last)), named, np.array([*chosen.values()], dtype=np.float64))
    ours = _Ours(laws, counted.coding, place, named, Rules(laws))
    return _found(ours, between_days(counted), chosen)


@dataclass(frozen=True)
class _Ours:
    """The jurisdiction that reformed, in a coding of the day before and the day after."""

    laws: Laws
    coding: Coding
    name: str
    measure: Measure
    rules: Rules

    @property
    def place(self) -> int:
        return self.coding.jurisdictions.index(self.name)

    def cells(self, norm: str, jurisdiction: str = "") -> tuple[Cell, Cell]:
        before, after = (self.rules.cell(jurisdiction or self.name, norm, day) for day in self.coding.days)
        return before, after

    def drawn(self, norm: int, other: int) -> float | None:
        """By how much the reform alone drew us away from another on a norm; None where that cannot be said."""
        had, has = (int(each) for each in self.coding.codes[norm, self.place])
        if UNKNOWN in (had, has):
            return None
        scale = self.coding.scales[norm]
        theirs = [scale.answers[each] for each in self.coding.codes[norm, other] if each != UNKNOWN]
        if not theirs:
            return None
        was, now = scale.answers[had], scale.answers[has]
        apart = (scale.distance(now, each, self.measure) - scale.distance(was, each, self.measure) for each in theirs)
        return fsum(apart) / len(theirs)


def _found(ours: _Ours, change: DecompositionFound, weights: Mapping[str, float]) -> ReformFound:
    laws, name = ours.laws, ours.name
    gained = {part.norm: part.contribution for part in change.reforms if part.jurisdiction == name}
    covered = {part.norm: part.contribution for part in change.coverage if part.jurisdiction == name}
    norms = _norm_changes(ours, gained, covered)
    named_sources = dict.fromkeys(each for one in norms for each in one.sources)
    return ReformFound(
        name=laws.name,
        jurisdiction=name,
        names=laws.names,
        start=change.start,
        end=change.end,
        measure=ours.measure,
        before=change.before,
        after=change.after,
        change=change.change,
        own=fsum(gained.values()),
        others=tuple(part for part in change.reforms if part.jurisdiction != name),
        coverage=fsum(part.contribution for part in change.coverage),
        norms=norms,
        partners=_partners(ours, weights),
        decomposition=change,
        definitions=definitions(("index", ours.measure, "pair", "decomposition", "toward", "assumed")),
        sources={each: laws.sources[each] for each in named_sources if each in laws.sources},
        remarks=laws.remarks,
    )


def _norm_changes(ours: _Ours, gained: Mapping[str, float], covered: Mapping[str, float]) -> tuple[NormChange, ...]:
    found = []
    for number, norm in enumerate(ours.coding.norms):
        before, after = ours.cells(norm)
        if not before.laws and not after.laws:
            continue
        drawn = {
            name: ours.drawn(number, other)
            for other, name in enumerate(ours.coding.jurisdictions)
            if name != ours.name
        }  # fmt: skip
        found.append(_norm_change(ours, norm, (before, after), drawn, gained.get(norm, 0.0), covered.get(norm, 0.0)))
    order = ("reform", "same category", "became known", "became unknown", "unmoved", "unknown")
    return tuple(sorted(found, key=lambda each: (order.index(each.turn), -abs(each.contribution))))


def _norm_change(
    ours: _Ours,
    norm: str,
    cells: tuple[Cell, Cell],
    drawn: Mapping[str, float | None],
    contribution: float,
    coverage: float,
) -> NormChange:
    before, after = cells
    facts = tuple({id(law): law for law in (*before.laws, *after.laws)}.values())
    turn = _turn(before, after)
    return NormChange(
        norm=norm,
        title=ours.laws.norms[norm].title or norm,
        turn=turn,
        had=before.answer,
        has=after.answer,
        was=_said(law.value for law in before.laws),
        is_now=_said(law.value for law in after.laws),
        unit=ours.laws.norms[norm].unit,
        contribution=contribution,
        coverage=coverage,
        toward=tuple(name for name, by in drawn.items() if by is not None and by < -_LEAST),
        away=tuple(name for name, by in drawn.items() if by is not None and by > _LEAST),
        refs=_said(law.ref for law in facts),
        sources=_said(law.source for law in facts),
        doubts=_said(law.note for law in facts),
        since=_since(after.laws) if turn in ("reform", "same category") else None,
        assumed="assumed" in (before.basis, after.basis),
    )


def _said(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in words if each))


def _since(laws: Sequence[Law]) -> date | None:
    days = [law.first.earliest for law in laws if law.first is not None and law.first.exact]
    return max(days, default=None)


def _turn(before: Cell, after: Cell) -> Turn:
    if before.answer is None or after.answer is None:
        if before.answer is None and after.answer is None:
            return "unknown"
        return "became known" if before.answer is None else "became unknown"
    if before.answer != after.answer:
        return "reform"
    same = {law.value for law in before.laws} == {law.value for law in after.laws}
    return "unmoved" if same else "same category"


def _partners(ours: _Ours, weights: Mapping[str, float]) -> tuple[PartnerChange, ...]:
    found = [
        _partner(ours, other, name, [*weights.values()])
        for other, name in enumerate(ours.coding.jurisdictions)
        if name != ours.name
    ]
    return tuple(sorted(found, key=lambda each: (each.change is None, each.change or 0.0)))


def _partner(ours: _Ours, other: int, name: str, weights: Sequence[float]) -> PartnerChange:
    coding = ours.coding
    apart: dict[str, tuple[float | None, float | None]] = {}
    own: dict[str, float] = {}
    heavy = {coding.norms[number]: weight for number, weight in enumerate(weights) if weight}
    for number, norm in enumerate(coding.norms):
        if norm not in heavy:
            continue
        pairs = zip(coding.codes[number, ours.place], coding.codes[number, other], strict=True)
        before, after = (_apart(coding, number, int(a), int(b), ours.measure) for a, b in pairs)
        apart[norm] = (before, after)
        if before is not None and after is not None:
            own[norm] = ours.drawn(number, other) or 0.0
    means = [_mean({norm: each[day] for norm, each in apart.items()}, heavy) for day in (0, 1)]
    shared = fsum(heavy[norm] for norm in own)
    by_norm = {
        norm: heavy[norm] * (after - before) / shared
        for norm, (before, after) in apart.items()
        if before is not None and after is not None
    }
    change = None if means[0] is None or means[1] is None else means[1] - means[0]
    assumed = tuple(
        norm for number, norm in enumerate(coding.norms) if norm in by_norm and coding.assumed[number, other].any()
    )
    return PartnerChange(
        jurisdiction=name,
        before=means[0],
        after=means[1],
        change=change,
        by_norm={norm: value for norm, value in by_norm.items() if value},
        own={norm: heavy[norm] * value / shared for norm, value in own.items() if value},
        coverage=0.0 if change is None else _rest(change, by_norm.values()),
        common=len(by_norm),
        assumed=assumed,
    )


def _apart(coding: Coding, norm: int, one: int, other: int, measure: Measure) -> float | None:
    if UNKNOWN in (one, other):
        return None
    scale = coding.scales[norm]
    return scale.distance(scale.answers[one], scale.answers[other], measure)


def _mean(apart: Mapping[str, float | None], weights: Mapping[str, float]) -> float | None:
    known = {norm: value for norm, value in apart.items() if value is not None}
    if not known:
        return None
    return fsum(weights[norm] * value for norm, value in known.items()) / fsum(weights[norm] for norm in known)


def _rest(change: float, parts: Iterable[float]) -> float:
    rest = change - fsum(parts)
    return 0.0 if abs(rest) < _LEAST else rest
