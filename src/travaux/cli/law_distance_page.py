"""How distances between laws look on a terminal: a matrix or a list, and the tree of who stands together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.cli.law_figures import few, figure, grid, heading, meanings, under
from travaux.cli.output import comma_list, printable

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.law.distancing import DistancesFound

__all__ = ["distance_page"]

WIDEST = 12  # jurisdictions that fit into a matrix of 80 columns
MOST_ROWS = 40


def distance_page(console: Console, found: DistancesFound) -> None:
    """The distances on a day, and the clusters where they were asked for."""
    heading(console, f"{found.name}: how far apart laws are on {found.day}")
    if found.clusters or found.joins:
        _clusters(console, found)
    elif found.to is None and len(found.jurisdictions) <= WIDEST:
        _matrix(console, found)
    else:
        _list(console, found)
    if found.apart:
        console.print(f"Share no norm on record with anybody: {few(found.apart)}.", style="dim")
    meanings(console, found.definitions)


def _matrix(console: Console, found: DistancesFound) -> None:
    table = grid("", *found.jurisdictions)
    for one in found.jurisdictions:
        row = ("." if one == other else _short(found.distance(one, other)) for other in found.jurisdictions)
        table.add_row(one, *row)
    console.print(table)


def _short(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _list(console: Console, found: DistancesFound) -> None:
    from travaux.law.distancing import every_pair

    pairs = [(pair, found.distance(*pair)) for pair in every_pair(found)]
    known = sorted((value, pair) for pair, value in pairs if value is not None)
    table = grid("pair" if found.to is None else f"from {found.to}", "distance", "norms in common")
    for value, (one, other) in known[:MOST_ROWS]:
        name = other if found.to is not None else f"{one}-{other}"
        table.add_row(printable(name), figure(value), str(found.shared(one, other)))
    console.print(table)
    if len(known) > MOST_ROWS:
        console.print(f"and {len(known) - MOST_ROWS} that are farther apart (--json names all)", style="dim")
    if len(known) < len(pairs):
        console.print(f"{len(pairs) - len(known)} more share no norm on record.", style="dim")


def _clusters(console: Console, found: DistancesFound) -> None:
    where = "no step parts them" if found.cut is None else f"cut at a mean distance of {found.cut:.2f}"
    console.print(f"Groups that stand together ({where}):")
    for group in found.clusters:
        under(console, comma_list(group))
    console.print()
    console.print("The tree, the closest first:")
    for join in found.joins:
        left, right = (", ".join(found.jurisdictions[each] for each in side) for side in (join.left, join.right))
        under(console, f"{join.height:.2f}  {left} + {right}")
