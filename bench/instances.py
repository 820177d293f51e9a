"""Made-up problems for the consensus engine: of any size, from a seed, with an agreement planted in them.

Delegations come in blocs. The options of an issue lie on a line; each bloc has an ideal point and a salience there, and
its members scatter round it. In the planted agreement each issue goes to a bloc that cares much about it. Red lines
are drawn towards options that the party dislikes. Values are whole numbers from 0 to 100.

    problem = instance(193, 200, red_lines=5_000, packages=400)
    problem = instance(193, 40, red_lines=1_500, packages=100, mandates=0.95, satisfiable=False)
    problem = loose(50, 40)
    problem = hard(193, 200, conflicts=2, length=8)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.problem import NOBODY, Demand, MandateLine, Problem

__all__ = ["hard", "instance", "loose"]

BLOCS = 8
COST = {
    "unstated": 1.0,
    "economic": 2.0,
    "constituency": 3.0,
    "mandate": 4.0,
    "domestic_law": 6.0,
    "ratification": 7.0,
    "principle": 9.0,
}
"""What giving up a red line costs, by restraint, in these made-up problems."""
MANDATE_COST = 20.0
SCATTER = 1.0
_RING_SALIENCE = 8.0


@dataclass(frozen=True)
class _Table:
    """Who likes what: `like[party, issue, option]` from 0 to 1, and how much each issue matters, from 0 to 10."""

    bloc: NDArray[np.int64]
    like: NDArray[np.float64]
    salience: NDArray[np.float64]
    planted: NDArray[np.int64]

    @property
    def value(self) -> NDArray[np.float64]:
        parties = len(self.like)
        return np.rint(self.like * self.salience[:, :, None] * 10).reshape(parties, -1)


def instance(
    parties: int,
    issues: int,
    options: int = 4,
    *,
    red_lines: int = 0,
    packages: int = 0,
    mandates: float | None = None,
    mandate_cost: float = MANDATE_COST,
    satisfiable: bool = True,
    of_parties: bool = False,
    scatter: float = SCATTER,
    seed: int = 0,
) -> Problem:
    """A problem with blocs, red lines, packages and mandates.

    Args:
        packages: how many; of every four, three are "this only with one of those" and one "these two together or not
            at all".
        mandates: every party asks for this share of what the planted agreement is worth to it; None: no mandates.
        mandate_cost: what giving up a mandate costs; `inf`: nobody can, which makes the cheapest concessions easier
            to prove.
        satisfiable: red lines spare the planted agreement, so that it is not excluded. Otherwise they are drawn
            freely, as are packages of parties.
        scatter: standard deviation of a member's ideal point round that of its bloc, in steps between options. With
            3 the blocs have dissolved, every mandate binds by itself, and mandates at 95 % are at their hardest.
        of_parties: packages belong to parties, which can give them up, rather than to nobody.
    """
    random = np.random.default_rng(seed)
    table = _table(random, parties, issues, options, scatter)
    spared = table.planted if satisfiable else None
    lines = _red_lines(random, table, red_lines, spared)
    kept = None if of_parties and not satisfiable else table.planted
    bundles = _packages(random, table, packages, of_parties, kept)
    value = table.value
    asked = _mandates(value, table.planted, mandates, mandate_cost) if mandates is not None else ()
    known, opposed = _stances(random, table, lines)
    return Problem(
        parties=tuple(f"d{party:03d}" for party in range(parties)),
        issues=tuple(f"i{issue:03d}" for issue in range(issues)),
        options=(tuple(f"o{option}" for option in range(options)),) * issues,
        value=value,
        known=known,
        opposed=opposed,
        demands=(*lines, *bundles),
        mandates=asked,
    )


def loose(parties: int, issues: int, options: int = 4, *, scatter: float = SCATTER, seed: int = 0) -> Problem:
    """A problem without red lines, packages or mandates, in which nothing is excluded: the hard ones to rank."""
    return instance(parties, issues, options, scatter=scatter, seed=seed)


def hard(
    parties: int,
    issues: int,
    options: int = 4,
    *,
    conflicts: int = 2,
    length: int = 8,
    satisfiable: bool = False,
    seed: int = 0,
) -> Problem:
    """Few, long conflicts that arise only from packages and mandates together; there is not one red line.

    Each conflict joins `length` issues in a ring of packages, each of one party: "this goes one way only if the next
    does", so that all go one way or all the other. Two blocs with opposite wishes there each have a mandate for about
    half of them. The smallest reason why nothing is left is the whole ring and a mandate of either side; without any
    one link half of the issues can go each way. `satisfiable` leaves the last link of every ring out.
    """
    if conflicts * length > issues or 2 * conflicts > BLOCS or options < 2 or length < 2:
        raise ValueError("too many or too long conflicts for so few issues, or too few options")
    random = np.random.default_rng(seed)
    table = _table(random, parties, issues, options, SCATTER)
    rings = random.permutation(issues)[: conflicts * length].reshape(conflicts, length)
    pairs = [(2 * number, 2 * number + 1) for number in range(conflicts)]
    for ring, sides in zip(rings, pairs, strict=True):
        _oppose(table, ring, rings, sides)
    demands = [
        link
        for ring, sides in zip(rings, pairs, strict=True)
        for link in _ring(random, table, ring, sides, satisfiable)
    ]
    known, opposed = _stances(random, table, ())
    return replace(
        instance(parties, issues, options, seed=seed),
        value=table.value,
        known=known,
        opposed=opposed,
        demands=tuple(demands),
        mandates=_halves(table, rings, pairs),
    )


def _table(random: np.random.Generator, parties: int, issues: int, options: int, scatter: float) -> _Table:
    bloc = np.sort(np.arange(parties) % BLOCS)
    ideal = random.uniform(0, options - 1, (BLOCS, issues))
    matters = random.choice([0.5, 1, 2, 4, 7], (BLOCS, issues))
    place = np.clip(ideal[bloc] + random.normal(0, scatter, (parties, issues)), 0, options - 1)
    salience = np.clip(matters[bloc] * random.lognormal(0, 0.3, (parties, issues)), 0.1, 10)
    like = 1 - np.abs(place[:, :, None] - np.arange(options)) / max(1, options - 1)
    cares = np.argmax(matters + random.uniform(0, 3, (BLOCS, issues)), axis=0)
    planted = np.rint(ideal[cares, np.arange(issues)]).astype(np.int64)
    return _Table(bloc, like, salience, planted)


def _red_lines(
    random: np.random.Generator, table: _Table, count: int, spared: NDArray[np.int64] | None
) -> tuple[Demand, ...]:
    """The `count` most pressing dislikes: salience times dislike, with a good deal of chance."""
    _, issues, options = table.like.shape
    dislike = np.where(table.like < 0.6, (1 - table.like) ** 2 * table.salience[:, :, None], 0.0)
    if spared is not None:
        dislike[:, np.arange(issues), spared] = 0.0
    # The largest of weight to the power of 1/weighted chance: a draw without replacement (Efraimidis, Spirakis 2006).
    with np.errstate(divide="ignore"):
        key = np.log(random.uniform(size=dislike.shape)) / dislike
    order = np.argsort(-key, axis=None, kind="stable")[: min(count, int((dislike > 0).sum()))]
    kinds = random.choice(list(COST), len(order)).tolist()
    party, cell = np.divmod(order, issues * options)
    return tuple(
        Demand(who, (what,), (), "red_line", kind, COST[kind])
        for who, what, kind in zip(party.tolist(), cell.tolist(), kinds, strict=True)
    )


def _packages(
    random: np.random.Generator, table: _Table, count: int, of_parties: bool, kept: NDArray[np.int64] | None
) -> list[Demand]:
    parties, issues, options = table.like.shape
    if issues < 3:
        return []
    where = np.argsort(random.uniform(size=(count, issues)), axis=1)[:, :3]
    what = random.integers(0, options, (count, 3))
    if kept is not None:
        hit = what[:, 0] == kept[where[:, 0]]
        together = np.arange(count) % 4 == 0
        # Whoever is joined to a planted option is planted too; and a pair with one planted option has two.
        what[hit, 1] = kept[where[hit, 1]]
        half = together & ~hit & (what[:, 1] == kept[where[:, 1]])
        what[half, 0] = kept[where[half, 0]]
    cells = (where * options + what).tolist()
    owner = (random.integers(0, parties, count) if of_parties else np.full(count, NOBODY)).tolist()
    demands: list[Demand] = []
    for number, (first, second, third) in enumerate(cells):
        needs = (second, third) if number % 4 else (second,)
        demands.append(Demand(owner[number], (first,), needs, "package", "linkage", 5.0))
        if number % 4 == 0:
            demands.append(Demand(owner[number], (second,), (first,), "package", "linkage", 5.0))
    return demands


def _mandates(
    value: NDArray[np.float64], planted: NDArray[np.int64], share: float, cost: float
) -> tuple[MandateLine, ...]:
    options = value.shape[1] // len(planted)
    worth = value[:, np.arange(len(planted)) * options + planted].sum(axis=1)
    return tuple(MandateLine(party, float(share * total), cost) for party, total in enumerate(worth))


def _stances(
    random: np.random.Generator, table: _Table, lines: tuple[Demand, ...]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Six in ten stances are on record; half of those on options far from a party's ideal are against."""
    shape = (len(table.like), table.like.shape[1] * table.like.shape[2])
    known = random.uniform(size=shape) < 0.6
    opposed = known & (table.like.reshape(shape) < 0.4) & (random.uniform(size=shape) < 0.5)
    if lines:
        drawn = (np.array([line.party for line in lines]), np.array([line.given[0] for line in lines]))
        known[drawn] = opposed[drawn] = True
    return known, opposed


def _oppose(table: _Table, ring: NDArray[np.int64], rings: NDArray[np.int64], sides: tuple[int, int]) -> None:
    """Let two blocs want the first and the last option of a ring, the planted agreement outside, no other ring."""
    for side, wish in zip(sides, (0, -1), strict=True):
        for party in np.flatnonzero(table.bloc == side).tolist():
            table.like[party, np.arange(len(table.planted)), table.planted] = 1.0
            table.salience[party, rings.ravel()] = 0.0
            table.salience[party, ring] = _RING_SALIENCE
            table.like[party, ring] = 0.1
            table.like[party, ring, -1 - wish] = 0.0
            table.like[party, ring, wish] = 1.0


def _ring(
    random: np.random.Generator, table: _Table, ring: NDArray[np.int64], sides: tuple[int, int], open_end: bool
) -> list[Demand]:
    """First option of one issue: then also of the next; and any other option: then not the first of the one before."""
    options = table.like.shape[2]
    others = np.flatnonzero(~np.isin(table.bloc, sides))
    owners = random.choice(others, len(ring))
    links = len(ring) - 1 if open_end else len(ring)
    return [
        Demand(
            int(owners[place]),
            (int(ring[place]) * options,),
            (int(ring[(place + 1) % len(ring)]) * options,),
            "package",
            "linkage",
            5.0,
        )
        for place in range(links)
    ]


def _halves(table: _Table, rings: NDArray[np.int64], pairs: list[tuple[int, int]]) -> tuple[MandateLine, ...]:
    """Mandates: for the two sides nearly all outside the ring and half of it, for others 80 % of what is planted."""
    value = table.value.reshape(table.like.shape)
    outside = np.setdiff1d(np.arange(value.shape[1]), rings)
    planted = value[:, outside, table.planted[outside]].sum(axis=1)
    asked = 0.8 * planted
    for ring, sides in zip(rings, pairs, strict=True):
        inside = 10 * _RING_SALIENCE * (len(ring) // 2)
        asked = np.where(np.isin(table.bloc, sides), planted + inside - 5 * _RING_SALIENCE, asked)
    return tuple(MandateLine(party, float(least), MANDATE_COST) for party, least in enumerate(asked))
