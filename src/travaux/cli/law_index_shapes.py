"""The shapes of what `travaux law index`, `law reform` and `law distance` print with `--json`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from travaux.cli.law_shapes import LawSourceRow
from travaux.cli.shaping import Shape

__all__ = ["LawDistanceReport", "LawIndexReport", "LawReformReport"]

MeasureKind = Literal["gower", "disagreement"]


class LawIndexPointRow(Shape):
    """The index on a day, from 0 to 1 (all agree); null where nothing compares."""

    day: str
    index: float | None
    low: float | None = Field(description="Least index of the completed table, over every filling of gaps.")
    high: float | None = Field(description="Greatest index of the completed table.")
    dispersion: float | None = Field(description="Standard deviation of the distances between pairs.")
    known_pairs: int = Field(description="Pairs that compare, counted for each norm.")
    of_pairs: int
    known_cells: int
    of_cells: int
    assumed_cells: int = Field(description="Known cells of which the record speaks for another day.")


class LawNormPointRow(Shape):
    """One norm on a day."""

    day: str
    index: float | None
    modal_share: float | None = Field(description="Share of the known jurisdictions at the most frequent answer.")
    entropy: float | None = Field(description="Shannon entropy over that of equal shares, 0 to 1.")
    known: int


class LawPairPointRow(Shape):
    """How far apart two are on a day."""

    day: str
    distance: float | None
    common: int = Field(description="Norms known of both.")


class LawPairRow(Shape):
    """Two jurisdictions: over time if they were asked for, else on the last day."""

    a: str
    b: str
    points: list[LawPairPointRow]


class LawNormPartRow(Shape):
    """What a norm contributed to a change of the index."""

    norm: str
    reform: float
    coverage: float
    total: float


class LawReformPartRow(Shape):
    """What one change of a rule contributed."""

    jurisdiction: str
    norm: str
    from_: str = Field(alias="from")
    to: str
    had: str
    has: str
    contribution: float


class LawCoveragePartRow(Shape):
    """What a cell contributed by becoming known or unknown; no change of law."""

    jurisdiction: str
    norm: str
    from_: str = Field(alias="from")
    to: str
    became: Literal["known", "unknown"]
    contribution: float


class LawChangeFacts(Shape):
    """A change of the index in parts that sum to it: the norms do, and reforms together with coverage do."""

    from_: str = Field(alias="from")
    to: str
    before: float | None
    after: float | None
    change: float | None
    norms: list[LawNormPartRow]
    reforms: list[LawReformPartRow]
    coverage: list[LawCoveragePartRow]


class LawWeightRange(Shape):
    """The index under random weights: the interval with 90 % of the draws, and the median."""

    day: str
    low: float
    median: float
    high: float
    draws: int
    seed: int


class LawIndexReport(Shape):
    """What `travaux law index DATA --json` prints."""

    data: str
    measure: MeasureKind
    strict: bool = Field(description="Whether cells were left out of which the record speaks for another day.")
    group: str | None
    norm: str | None
    jurisdictions: list[str]
    weights: dict[str, float]
    points: list[LawIndexPointRow]
    norms: dict[str, list[LawNormPointRow]]
    pairs: list[LawPairRow] = Field(description="Those that compare.")
    groups: dict[str, list[LawIndexPointRow]] = Field(description="The index inside each group.")
    change: LawChangeFacts | None = Field(description="From the first to the last day; null for one day.")
    sensitivity: LawWeightRange | None
    definitions: dict[str, str]
    remarks: list[str] = Field(description="What a person should know of the data.")


class LawReformIndexFacts(Shape):
    """The index before and after; own, others and coverage sum to the change."""

    before: float | None
    after: float | None
    change: float | None
    own: float = Field(description="By the rules of this jurisdiction that changed.")
    others: float = Field(description="By the rules of others that changed in the same days.")
    coverage: float = Field(description="By what became known or unknown.")


class LawNormChangeRow(Shape):
    """What one norm was and is."""

    norm: str
    title: str
    turn: Literal["reform", "same category", "unmoved", "became known", "became unknown", "unknown"]
    had: str | None = Field(description="Category before; null if missing or doubtful.")
    has: str | None
    was: list[str] = Field(description="Values as coded.")
    is_now: list[str]
    unit: str | None
    since: str | None
    contribution: float = Field(description="To the change of the index, by reform.")
    coverage: float = Field(description="To the change of the index, by becoming known or unknown.")
    toward: list[str] = Field(description="Jurisdictions to which it came closer on this norm.")
    away: list[str]
    assumed: bool = Field(description="Whether one of the days rests on what the record says of another.")
    refs: list[str]
    sources: list[str]
    doubts: list[str]


class LawPartnerRow(Shape):
    """How far another jurisdiction was and is; by_norm and coverage sum to the change."""

    jurisdiction: str
    name: str
    before: float | None
    after: float | None
    change: float | None = Field(description="Less than 0: closer.")
    by_norm: dict[str, float]
    own: dict[str, float] = Field(description="The part of by_norm that the reform made.")
    coverage: float
    common: int = Field(description="Norms known of both on both days.")
    assumed: list[str] = Field(description="Norms on which the other's rule is assumed.")


class LawReformReport(Shape):
    """What `travaux law reform DATA --json` prints."""

    data: str
    jurisdiction: str
    name: str
    from_: str = Field(alias="from")
    to: str
    measure: MeasureKind
    index: LawReformIndexFacts
    norms: list[LawNormChangeRow]
    partners: list[LawPartnerRow] = Field(description="Those that came closest first.")
    decomposition: LawChangeFacts
    sources: dict[str, LawSourceRow] = Field(description="By id.")
    definitions: dict[str, str]
    remarks: list[str] = Field(description="What a person should know of the data.")


class LawDistanceRow(Shape):
    """Two jurisdictions on the day; no distance where they share no norm."""

    a: str
    b: str
    distance: float | None
    common: int


class LawJoinRow(Shape):
    """Two groups that are joined, at the mean distance between them."""

    left: list[str]
    right: list[str]
    height: float


class LawDistanceReport(Shape):
    """What `travaux law distance DATA --json` prints."""

    data: str
    day: str
    measure: MeasureKind
    to: str | None
    jurisdictions: list[str]
    pairs: list[LawDistanceRow]
    joins: list[LawJoinRow] = Field(description="With --as-clusters: the tree, the closest first.")
    cut: float | None
    clusters: list[list[str]]
    apart: list[str] = Field(description="Those that share no norm with anybody.")
    not_compared: int = Field(description="Pairs without a distance.")
    definitions: dict[str, str]
    remarks: list[str] = Field(description="What a person should know of the data.")
