"""What the figures of a package are made of: the gain of each delegation, and how many stances are on record."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.consensus import Finding, PackageFound, default_costs
from travaux.consensus.posing import pose
from travaux.facts import Case

__all__ = ["Figures", "Gains", "Shared", "figure"]


@dataclass(frozen=True, slots=True)
class Shared:
    """One gain, in words, and the delegations that have it."""

    gain: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one package in words, with what they are made of.

    `known` is the share of `pairs` in all `of` pairs of one of `deciders` and one of `issues`. `gains` are those of the
    delegations that ask for something, the largest first; `counted` says how many they are.
    """

    known: str
    maximin: str
    utilitarian: str
    nash: str
    pairs: int
    of: int
    deciders: int
    issues: int
    gains: tuple[Shared, ...]
    counted: int

    @property
    def least(self) -> tuple[str, ...]:
        """The delegations that gain least."""
        return self.gains[-1].parties if self.gains else ()


class Gains:
    """The gains in the packages of one finding; the problem that they were searched in is posed once more."""

    def __init__(self, case: Case, finding: Finding) -> None:
        left_out = () if finding.packages else finding.set_aside
        issues = [each for each in finding.issues if each.id not in left_out]
        # What it costs to give up a statement has no part in what a package is worth.
        self._problem = pose(case, issues, finding.rule, default_costs()).problem
        self._cells = {self._problem.name_of(cell): cell for cell in range(self._problem.cells)}

    def of(self, found: PackageFound) -> Figures:
        """The figures of a package, and what they are made of."""
        problem = self._problem
        cells = [self._cells[point] for point in found.choices.items()]
        by_gain: dict[float, list[str]] = {}
        for party, gain, counts in zip(problem.parties, self.each(found), self._counted(), strict=True):
            if counts:
                by_gain.setdefault(round(gain, 9), []).append(party)  # sums of the same parts differ in the last digits
        return Figures(
            known=f"{found.known_share:.0%}",
            maximin=figure(found.maximin),
            utilitarian=figure(found.utilitarian),
            nash=figure(found.nash),
            pairs=int(problem.known[:, cells].sum()),
            of=len(problem.parties) * len(cells),
            deciders=len(problem.parties),
            issues=len(cells),
            gains=tuple(Shared(figure(gain), tuple(by_gain[gain])) for gain in sorted(by_gain, reverse=True)),
            counted=sum(map(len, by_gain.values())),
        )

    def each(self, found: PackageFound) -> tuple[float, ...]:
        """What a package is worth to each deciding delegation, in the order of the problem."""
        cells = [self._cells[point] for point in found.choices.items()]
        return tuple(float(value) for value in self._problem.value[:, cells].sum(axis=1))

    def _counted(self) -> tuple[bool, ...]:
        counted = self._problem.counted
        return (True,) * len(self._problem.parties) if counted is None else tuple(bool(each) for each in counted)


def figure(value: float) -> str:
    """A figure to three digits; what is too small for that is said to be so.

    Example:
        >>> figure(0.25), figure(0.0000004), figure(0.0)
        ('0.25', 'under 0.001', '0')
    """
    return "under 0.001" if 0 < value < 0.001 else f"{value:.3g}"
