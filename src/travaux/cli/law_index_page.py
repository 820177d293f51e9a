"""How the index over time looks on a terminal: where it moved, norms, pairs, groups, and what moved it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from travaux.cli.law_figures import few, figure, grid, heading, signed, under
from travaux.cli.law_words import meanings
from travaux.cli.output import counted, printable

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.law.found import DecompositionFound, IndexFound, IndexPoint
    from travaux.law.inquiring import Chosen

__all__ = ["index_page"]

MOST_YEARS = 8  # years shown: the first, the last, and those between in which the index moved most
MOST_NORMS = 8  # norms shown: those that moved most, then those on which laws differ most
MOST_GROUPS = 5
MOST_LEFT = 2  # norms named that weigh nothing
MOST_PARTS = 5  # parts of a change before the rest is counted
MOST_PAIRS = 4  # closest and farthest pairs named

SHORT = {
    "index": "1 less the mean distance over norms and pairs compared; 1: all agree",
    "bounds": "least and greatest index, whatever stands in the gaps of the table",
    "dispersion": "standard deviation of the distances between pairs",
    "entropy": "how evenly the rules are spread; 0: one rule, 1: all equally frequent",
    "modal_share": "share of the known that have the most frequent rule",
    "decomposition": "by how much the index moved; the parts sum to it",
    "gower": "of two rules, 0 to 1; by their places on a scale, else same or not",
    "disagreement": "between two rules: 0 in the same category, else 1",
    "pair": "mean distance of two laws over the norms known of both",
}
CALLED = {"modal_share": "at the mode", "decomposition": "change", "gower": "distance", "disagreement": "distance"}


def index_page(console: Console, found: IndexFound, chosen: Chosen, *, full: bool = False) -> None:
    """The index, with its bounds and all that it rests on; in full: every row, and each measure with its formula."""
    of = f" of {chosen.norm}" if chosen.norm else f" in {found.group}" if found.group else ""
    heading(console, f"{found.name}: index of harmonisation{of}")
    if chosen.pair is not None:
        _pair(console, found, chosen.pair)
    else:
        _points(console, found.points, full=full)
        _sensitivity(console, found)
        _norms(console, found, full=full)
        _pairs(console, found)
        _groups(console, found, full=full)
    if found.change is not None and chosen.pair is None:
        _change(console, found.change, full=full)
    left = [name for name, weight in found.weights.items() if not weight]
    if left and chosen.norm is None:
        named = few(left) if full or len(left) <= MOST_LEFT else counted(len(left), "norm")
        console.print(printable(f"Weigh nothing, so left out: {named}."), style="dim")
    used: tuple[str, ...] = ("pair", found.measure)
    if chosen.pair is None:
        moved = ("decomposition",) if found.change is not None else ()
        used = ("index", found.measure, "bounds", "dispersion", "modal_share", "entropy", *moved)
    if full:
        console.print()
        meanings(console, {name: found.definitions[name] for name in (*used, "sensitivity")})
        return
    console.print()
    meanings(console, {CALLED.get(name, name): SHORT[name] for name in used})
    console.print("--full: all years, norms and reforms, and the formula of each measure.", style="dim")


def _points(console: Console, points: Sequence[IndexPoint], *, full: bool) -> None:
    if any(point.known_cells for point in points) and all(point.assumed_cells == point.known_cells for point in points):
        console.print("All of it is assumed: the record speaks of other days only.", style="yellow")
    first = "year" if len(points) > 1 else "day"
    table = grid(first, "index", "bounds", "dispersion", "pairs", "cells known", "assumed")
    moved = [*_moved(points)]
    shown = moved if full else _foremost(moved)
    for point in shown:
        bounds = "-" if point.low is None else f"{figure(point.low)} to {figure(point.high)}"
        table.add_row(
            str(point.day.year) if len(points) > 1 else str(point.day), figure(point.index), bounds,
            figure(point.dispersion), _percent(point.known_pairs, point.of_pairs),
            f"{point.known_cells} of {point.of_cells}", str(point.assumed_cells),
        )  # fmt: skip
    console.print(table)
    if len(points) > 1:
        words = "in which no figure moved" if len(shown) == len(moved) else "that moved it less, or not at all,"
        console.print(f"On 31 December; years {words} are left out.", style="dim")
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


def _foremost(moved: Sequence[IndexPoint]) -> list[IndexPoint]:
    """The first, the last, and those between in which the index moved most, in order."""
    if len(moved) <= MOST_YEARS:
        return [*moved]
    steps = [
        (abs((after.index or 0.0) - (before.index or 0.0)), -number)
        for number, (before, after) in enumerate(pairwise(moved), 1)
    ]
    between = sorted(steps[:-1], reverse=True)[: MOST_YEARS - 2]
    chosen = sorted({0, len(moved) - 1, *(-number for _, number in between)})
    return [moved[each] for each in chosen]


def _sensitivity(console: Console, found: IndexFound) -> None:
    if found.sensitivity is None:
        console.print("Nothing on record can be compared.")
        return
    last = found.sensitivity
    console.print(
        f"Random weights: 90 % of {last.draws:,} draws from {figure(last.low)} to "
        f"{figure(last.high)}, median {figure(last.median)}."
    )


def _norms(console: Console, found: IndexFound, *, full: bool) -> None:
    console.print()
    first, last = found.points[0].day, found.points[-1].day
    heading(console, f"Norm by norm on {last}")
    several = len(found.points) > 1
    before = [f"in {first.year}"] if several else []
    table = grid("norm", *before, f"in {last.year}" if several else "index", "at the mode", "entropy", "known")
    weighed = [name for name in found.norms if found.weights.get(name)]
    shown = weighed if full or len(weighed) <= MOST_NORMS else sorted(weighed, key=_place(found))[:MOST_NORMS]
    for name in shown:
        points = found.norms[name]
        now, then = points[-1], [figure(points[0].index)] if several else []
        table.add_row(
            printable(name), *then, figure(now.index), figure(now.modal_share),
            figure(now.entropy), f"{now.known} of {len(found.jurisdictions)}",
        )  # fmt: skip
    console.print(table)
    if len(shown) < len(weighed):
        rest = counted(len(weighed) - len(shown), "norm")
        less = "that moved less, or on which" if several else "on which"
        console.print(f"and {rest} {less} laws differ less (--norm N)", style="dim")


def _place(found: IndexFound) -> Callable[[str], tuple[float, float]]:
    def place(name: str) -> tuple[float, float]:
        first, last = found.norms[name][0].index, found.norms[name][-1].index
        moved = 0.0 if first is None or last is None else abs(last - first)
        return -moved, 2.0 if last is None else last

    return place


def _pairs(console: Console, found: IndexFound) -> None:
    from travaux.law.index_rows import index_row

    rows = [(row["a"], row["b"], row["points"][-1]) for row in index_row(found)["pairs"]]
    if not rows:
        return
    rows.sort(key=lambda row: (row[2]["distance"], -row[2]["common"], row[0], row[1]))
    console.print()
    heading(console, f"Pairs on {found.points[-1].day}: distance (norms in common)")
    console.print(f"Closest: {', '.join(map(_told, rows[:MOST_PAIRS]))}.")
    rows.sort(key=lambda row: (-row[2]["distance"], -row[2]["common"], row[0], row[1]))
    console.print(f"Farthest: {', '.join(map(_told, rows[:MOST_PAIRS]))}.")
    console.print(f"{counted(len(rows), 'pair')} of {len(found.pairs)} compare; --pair A,B shows one over time.")


def _told(row: tuple[str, str, Mapping[str, Any]]) -> str:
    one, other, point = row
    return f"{one}-{other} {point['distance']:.2f} ({point['common']})"


def _groups(console: Console, found: IndexFound, *, full: bool) -> None:
    if not found.groups:
        return
    console.print()
    if not full:
        last = {name: points[-1] for name, points in found.groups.items()}
        told = [f"{name} {figure(now.index)} ({now.known_cells} of {now.of_cells})" for name, now in last.items()]
        under(console, f"Inside groups (cells known): {few(told, MOST_GROUPS)}.", 0)
        return
    heading(console, f"Inside groups on {found.points[-1].day}")
    table = grid("group", "index", "bounds", "cells known")
    for name, points in found.groups.items():
        now = points[-1]
        bounds = "-" if now.low is None else f"{figure(now.low)} to {figure(now.high)}"
        table.add_row(printable(name), figure(now.index), bounds, f"{now.known_cells} of {now.of_cells}")
    console.print(table)


def _change(console: Console, change: DecompositionFound, *, full: bool) -> None:
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
    most = len(change.reforms) if full else MOST_PARTS
    for part in change.reforms[:most]:
        row = (str(part.day.year), part.jurisdiction, part.norm, part.had, part.has, signed(part.contribution))
        table.add_row(*map(printable, row))
    console.print(table)
    if len(change.reforms) > most:
        console.print(f"and {counted(len(change.reforms) - most, 'more reform')} (--full)", style="dim")


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
