"""What the measures of harmonisation find: points over time, pairs, parts of a change, what a reform did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from travaux.facts.model import Source
from travaux.facts.remarks import Remark

__all__ = [
    "CoveragePart", "DecompositionFound", "IndexFound", "IndexPoint", "NormChange", "NormPart", "NormPoint",
    "PairPoint", "PartnerChange", "ReformFound", "ReformPart", "Turn", "WeightRange",
]  # fmt: skip

Turn = Literal["reform", "same category", "unmoved", "became known", "became unknown", "unknown"]
"""What happened to a rule between two days. `reform`: it falls into another category. `same category`: the rule on
record is another, and compares the same. `became known`, `became unknown`: only one of the two days can be compared,
so nothing is said of a change. `unknown`: neither can."""


@dataclass(frozen=True, slots=True)
class IndexPoint:
    """The index on a day, without unit, from 0 (all differ as far as can be) to 1 (all agree).

    `low` and `high` bound the index of the completed table over every filling of missing and doubtful cells.
    `dispersion` is the standard deviation of the distances between pairs. A pair is counted once for each norm.
    """

    day: date
    index: float | None
    low: float | None
    high: float | None
    dispersion: float | None
    known_pairs: int
    of_pairs: int
    known_cells: int
    of_cells: int
    assumed_cells: int


@dataclass(frozen=True, slots=True)
class NormPoint:
    """One norm on a day: its own index, the share at the most frequent answer, and the entropy of answers (0 to 1)."""

    day: date
    index: float | None
    modal_share: float | None
    entropy: float | None
    known: int


class PairPoint(NamedTuple):
    """How far apart two jurisdictions are on a day, and over how many norms; None where they share none."""

    day: date
    distance: float | None
    common: int


@dataclass(frozen=True, slots=True)
class WeightRange:
    """The index under random weights: its median, and the interval that holds 90 % of the draws."""

    day: date
    low: float
    median: float
    high: float
    draws: int
    seed: int


@dataclass(frozen=True, slots=True)
class NormPart:
    """What a norm contributed to a change of the index: by rules that changed, and by cells that became comparable."""

    norm: str
    reform: float
    coverage: float

    @property
    def total(self) -> float:
        """Both together."""
        return self.reform + self.coverage


@dataclass(frozen=True, slots=True)
class ReformPart:
    """What one jurisdiction's change on one norm contributed, between two days."""

    jurisdiction: str
    norm: str
    since: date
    day: date
    had: str
    has: str
    contribution: float


@dataclass(frozen=True, slots=True)
class CoveragePart:
    """What a cell contributed by becoming known, or unknown. It says nothing of law, only of what is on record."""

    jurisdiction: str
    norm: str
    since: date
    day: date
    became: Literal["known", "unknown"]
    contribution: float


@dataclass(frozen=True, slots=True)
class DecompositionFound:
    """A change of the index in parts that sum to it: `norms` do, and `reforms` together with `coverage` do."""

    start: date
    end: date
    before: float | None
    after: float | None
    norms: tuple[NormPart, ...] = ()
    reforms: tuple[ReformPart, ...] = ()
    coverage: tuple[CoveragePart, ...] = ()

    @property
    def change(self) -> float | None:
        """After less before; None where one of them is not defined."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class IndexFound:
    """The index over time, with all that it rests on.

    `weights` are those used, by norm; `pairs` are worked out when they are asked for; `change` explains the way from
    the first point to the last. `group` is the only group looked at, `groups` the index inside each group.
    """

    name: str
    measure: str
    strict: bool
    jurisdictions: tuple[str, ...]
    names: Mapping[str, str]
    titles: Mapping[str, str]
    weights: Mapping[str, float]
    points: tuple[IndexPoint, ...]
    norms: Mapping[str, tuple[NormPoint, ...]]
    pairs: Mapping[tuple[str, str], tuple[PairPoint, ...]]
    groups: Mapping[str, tuple[IndexPoint, ...]]
    group: str | None
    change: DecompositionFound | None
    sensitivity: WeightRange | None
    definitions: Mapping[str, str]
    remarks: tuple[Remark, ...] = ()

    def row(self) -> dict[str, Any]:
        """Everything in plain values, as `travaux law index --json` prints it."""
        from travaux.law.index_rows import index_row

        return index_row(self)


@dataclass(frozen=True, slots=True)
class NormChange:
    """What one norm of a jurisdiction was and is.

    `had` and `has` are categories (None: missing, or several are possible), `was` and `is_now` the values as coded,
    with `refs` to the law, `sources` (ids) and `doubts`. `contribution` is to the change of the index, by reform;
    `toward` and `away` name the jurisdictions to which it came closer, and from which it moved away, on this norm.
    `assumed` says that one of the two days rests on what the record says of another day.
    """

    norm: str
    title: str
    turn: Turn
    had: str | None
    has: str | None
    was: tuple[str, ...]
    is_now: tuple[str, ...]
    unit: str | None
    contribution: float
    coverage: float
    toward: tuple[str, ...]
    away: tuple[str, ...]
    refs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    since: date | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class PartnerChange:
    """How far one jurisdiction was and is from the one that reformed; `by_norm` and `coverage` sum to the change.

    `own` is the part that the reform made, norm by norm; the rest of `by_norm` the partner made itself.
    `assumed` are the norms on which the partner's rule rests on what the record says of another day.
    """

    jurisdiction: str
    before: float | None
    after: float | None
    change: float | None
    by_norm: Mapping[str, float]
    own: Mapping[str, float]
    coverage: float
    common: int
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReformFound:
    """What a reform changed: `before` and `after` are the index, `own` the part that this jurisdiction's rules made,
    `others` what others changed in the same days, `coverage` what became known or unknown; they sum to `change`.
    `sources` are those of the rules of this jurisdiction, by id."""

    name: str
    jurisdiction: str
    names: Mapping[str, str]
    start: date
    end: date
    measure: str
    before: float | None
    after: float | None
    change: float | None
    own: float
    others: tuple[ReformPart, ...]
    coverage: float
    norms: tuple[NormChange, ...]
    partners: tuple[PartnerChange, ...]
    decomposition: DecompositionFound
    definitions: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    def row(self) -> dict[str, Any]:
        """Everything in plain values, as `travaux law reform --json` prints it."""
        from travaux.law.reform_rows import reform_row

        return reform_row(self)
