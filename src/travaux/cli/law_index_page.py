"""How the index over time looks on a terminal: where it moved, norms, pairs, groups, and what moved it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from travaux.cli.law_figures import few, figure, grid, heading, meanings, signed, under
from travaux.cli.output import counted, printable

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.law.found import DecompositionFound, IndexFound, IndexPoint
    from travaux.law.inquiring import Chosen

__all__ = ["index_page"]

MOST_PARTS = 12  # parts of a change before the rest is counted
MOST_PAIRS = 5  # closest and farthest pairs named


def index_page(console: Console, found: IndexFound, chosen: Chosen) -> None:
    """The index, with its bounds and all that it rests on."""
    of = f" of {chosen.norm}" if chosen.norm else f" in {found.group}" if found.group else ""
    heading(console, f"{found.name}: index of harmonisation{of}")
    if chosen.pair is not None:
        _pair(console, found, chosen.pair)
    else:
        _points(console, found.points)
        _sensitivity(console, found)
        _norms(console, found)
        _pairs(console, found)
        _groups(console, found)
    if found.change is not None and chosen.pair is None:
        _change(console, found.change)
    left = [name for name, weight in found.weights.items() if not weight]
    if left and chosen.norm is None:
        console.print(printable(f"Weigh nothing, so left out: {few(left)}."), style="dim")
    used = ("pair", found.measure) if chosen.pair else ("index", found.measure, "bounds", "dispersion", "entropy",
                                                       "decomposition", "sensitivity")  # fmt: skip
    meanings(console, {name: found.definitions[name] for name in used})


def _points(console: Console, points: Sequence[IndexPoint]) -> None:
    first = "year" if len(points) > 1 else "day"
    table = grid(first, "index", "bounds", "dispersion", "pairs", "cells known", "assumed")
    for point in _moved(points):
        bounds = "-" if point.low is None else f"{figure(point.low)} to {figure(point.high)}"
        table.add_row(
            str(point.day.year) if len(points) > 1 else str(point.day), figure(point.index), bounds,
            figure(point.dispersion), _percent(point.known_pairs, point.of_pairs),
            f"{point.known_cells} of {point.of_cells}", str(point.assumed_cells),
        )  # fmt: skip
    console.print(table)
    if len(points) > 1:
        console.print("On 31 December; years in which no figure moved are left out.", style="dim")
    if any(point.assumed_cells for point in points):
        console.print(
            "Pairs: share of all that compare. Assumed: known cells of which the record speaks for another day; "
            "--strict leaves them out.", style="dim",
        )  # fmt: skip


def _percent(part: int, whole: int) -> str:
    return "-" if not whole else f"{100 * part / whole:.0f} %"


def _moved(points: Sequence[IndexPoint]) -> Iterable[IndexPoint]:
    before: tuple[object, ...] = ()
    for number, point in enumerate(points):
        now = (point.index, point.low, point.high, point.known_cells)
        if now != before or number == len(points) - 1:
            yield point
        before = now


def _sensitivity(console: Console, found: IndexFound) -> None:
    if found.sensitivity is None:
        console.print("Nothing on record can be compared.")
        return
    last = found.sensitivity
    console.print(
        f"Under random weights on {last.day}: 90 % of {last.draws:,} draws from {figure(last.low)} to "
        f"{figure(last.high)}, median {figure(last.median)}."
    )


def _norms(console: Console, found: IndexFound) -> None:
    console.print()
    first, last = found.points[0].day, found.points[-1].day
    heading(console, f"Norm by norm on {last}")
    table = grid("norm", f"in {first.year}", "index", "at the mode", "entropy", "known")
    for name, points in found.norms.items():
        if not found.weights.get(name):
            continue
        now = points[-1]
        table.add_row(
            printable(name), figure(points[0].index), figure(now.index), figure(now.modal_share),
            figure(now.entropy), f"{now.known} of {len(found.jurisdictions)}",
        )  # fmt: skip
    console.print(table)


def _pairs(console: Console, found: IndexFound) -> None:
    from travaux.law.index_rows import index_row

    rows = [(row["a"], row["b"], row["points"][-1]) for row in index_row(found)["pairs"]]
    if not rows:
        return
    rows.sort(key=lambda row: (row[2]["distance"], -row[2]["common"], row[0], row[1]))
    console.print()
    heading(console, f"Pairs on {found.points[-1].day}: distance (norms in common)")
    told = [f"{a}-{b} {point['distance']:.2f} ({point['common']})" for a, b, point in rows]
    console.print(f"Closest: {', '.join(told[:MOST_PAIRS])}.")
    console.print(f"Farthest: {', '.join(told[-1 : -MOST_PAIRS - 1 : -1])}.")
    console.print(f"{counted(len(rows), 'pair')} of {len(found.pairs)} compare; --pair A,B shows one over time.")


def _groups(console: Console, found: IndexFound) -> None:
    if not found.groups:
        return
    console.print()
    heading(console, f"Inside groups on {found.points[-1].day}")
    table = grid("group", "index", "bounds", "cells known")
    for name, points in found.groups.items():
        now = points[-1]
        bounds = "-" if now.low is None else f"{figure(now.low)} to {figure(now.high)}"
        table.add_row(printable(name), figure(now.index), bounds, f"{now.known_cells} of {now.of_cells}")
    console.print(table)


def _change(console: Console, change: DecompositionFound) -> None:
    console.print()
    heading(console, f"What moved it from {change.start} to {change.end}")
    if change.change is None or change.start == change.end:
        console.print("It is defined on one day at most, so there is no change to explain.")
        return
    reforms = sum(part.contribution for part in change.reforms)
    coverage = sum(part.contribution for part in change.coverage)
    console.print(
        f"{figure(change.before)} -> {figure(change.after)} ({signed(change.change)}): reforms {signed(reforms)}, "
        f"what became known or unknown {signed(coverage)}."
    )
    table = grid("year", "who", "norm", "from", "to", "change", left=["who", "norm", "from", "to"])
    for part in change.reforms[:MOST_PARTS]:
        row = (str(part.day.year), part.jurisdiction, part.norm, part.had, part.has, signed(part.contribution))
        table.add_row(*map(printable, row))
    console.print(table)
    if len(change.reforms) > MOST_PARTS:
        console.print(f"and {len(change.reforms) - MOST_PARTS} more reforms (--json names all)", style="dim")


def _pair(console: Console, found: IndexFound, pair: tuple[str, str]) -> None:
    console.print(f"How far apart {pair[0]} and {pair[1]} are")
    table = grid("year" if len(found.points) > 1 else "day", "distance", "norms in common")
    before: tuple[object, ...] | None = None
    points = found.pairs[pair]
    for point in points:
        now = (point.distance, point.common)
        if now != before or point is points[-1]:
            day = str(point.day.year) if len(points) > 1 else str(point.day)
            table.add_row(day, figure(point.distance), str(point.common))
        before = now
    console.print(table)
    under(console, "Years in which nothing moved are left out.", 0, "dim")
