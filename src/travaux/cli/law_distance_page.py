"""How distances between laws look on a terminal: a matrix or a list, and the tree of who stands together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.cli.law_figures import few, figure, grid, heading, under
from travaux.cli.law_words import meanings
from travaux.cli.output import comma_list, printable

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.law.distancing import DistancesFound

__all__ = ["distance_page"]

WIDEST = 12  # jurisdictions that fit into a matrix of 80 columns
CLOSEST, FARTHEST = 15, 5  # pairs named
MOST_JOINS = 18  # joins of a tree: the last, which part the largest groups
MOST_NAMES = 8  # members named of a group that is joined
SHORT = {
    "pair": "mean over the norms known of both; over few norms it says little",
    "gower": "0 to 1; by the places of two rules on its scale, else same or not",
    "disagreement": "0 in the same category, else 1",
    "assumed": "a rule on record for another day counts as it stands (--strict leaves it out)",
    "clusters": "the two groups with the least mean distance are joined first; cut at the widest step",
}


def distance_page(console: Console, found: DistancesFound, *, full: bool = False) -> None:
    """The distances on a day, and the clusters where they were asked for; in full: every one, and the formulas."""
    heading(console, f"{found.name}: how far apart laws are on {found.day}")
    if found.clusters or found.joins:
        _clusters(console, found, full=full)
    elif found.to is None and len(found.jurisdictions) <= WIDEST:
        _matrix(console, found)
    else:
        _list(console, found, full=full)
    if found.apart:
        console.print(f"Share no norm on record with anybody: {few(found.apart)}.", style="dim")
    if full:
        console.print()
        meanings(console, found.definitions)
        return
    console.print()
    meanings(console, {_called(name): SHORT[name] for name in found.definitions})
    console.print("--full: every pair, and the formula of each measure.", style="dim")


def _called(name: str) -> str:
    return {"pair": "distance", "gower": "distance on a norm", "disagreement": "distance on a norm"}.get(name, name)


def _matrix(console: Console, found: DistancesFound) -> None:
    table = grid("", *found.jurisdictions)
    for one in found.jurisdictions:
        row = ("." if one == other else _short(found.distance(one, other)) for other in found.jurisdictions)
        table.add_row(one, *row)
    console.print(table)


def _short(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _list(console: Console, found: DistancesFound, *, full: bool) -> None:
    from travaux.law.distancing import every_pair

    pairs = [(pair, found.distance(*pair)) for pair in every_pair(found)]
    compared = [(value, pair) for pair, value in pairs if value is not None]
    known = sorted(compared, key=lambda row: (row[0], -found.shared(*row[1]), row[1]))
    far = sorted(compared, key=lambda row: (-row[0], -found.shared(*row[1]), row[1]))[:FARTHEST]
    table = grid("pair" if found.to is None else f"from {found.to}", "distance", "norms in common")
    cut = not full and len(known) > CLOSEST + FARTHEST + 1
    shown = [*known[:CLOSEST], None, *reversed(far)] if cut else known
    for row in shown:
        if row is None:
            table.add_row("…")
            continue
        value, (one, other) = row
        name = other if found.to is not None else f"{one}-{other}"
        table.add_row(printable(name), figure(value), str(found.shared(one, other)))
    console.print(table)
    if cut:
        console.print(f"… {len(known) - CLOSEST - FARTHEST} pairs between them.", style="dim")
    if len(known) < len(pairs):
        console.print(f"{len(pairs) - len(known)} more share no norm on record.", style="dim")


def _clusters(console: Console, found: DistancesFound, *, full: bool) -> None:
    where = "no step parts them" if found.cut is None else f"cut at a mean distance of {found.cut:.2f}"
    console.print(f"Groups that stand together ({where}):")
    shown = found.clusters if full else found.clusters[:MOST_NAMES]
    for group in shown:
        under(console, comma_list(group) if full else few(group, 2 * MOST_NAMES))
    if len(shown) < len(found.clusters):
        under(console, f"and {len(found.clusters) - len(shown)} smaller ones (--full)", style="dim")
    console.print()
    joins = found.joins if full or len(found.joins) <= MOST_JOINS else found.joins[-MOST_JOINS // 3 :]
    cut = "" if len(joins) == len(found.joins) else f"; the last {len(joins)} of {len(found.joins)} joins"
    console.print(f"The tree, the closest first{cut}:")
    names = len(found.jurisdictions) if full else MOST_NAMES
    for join in joins:
        left, right = (few((found.jurisdictions[each] for each in side), names) for side in (join.left, join.right))
        under(console, f"{join.height:.2f}  {left} + {right}")
