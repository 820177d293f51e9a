"""How a reform looks on a terminal: the index, who came closer, and norm by norm what the law was and is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from travaux.cli.law_figures import few, figure, grid, heading, signed, under
from travaux.cli.law_words import meanings
from travaux.cli.output import counted, printable

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.law.found import NormChange, PartnerChange, ReformFound

__all__ = ["reform_page"]

PARTNERS = 5  # jurisdictions told in full, in each direction
NORMS = 4  # norms named behind a jurisdiction


def reform_page(console: Console, found: ReformFound, *, full: bool = False) -> None:
    """The reform: the index, the partners, the norms, what did not move, and what is assumed."""
    name = found.names.get(found.jurisdiction, found.jurisdiction)
    called = name if name == found.jurisdiction else f"{name} ({found.jurisdiction})"
    heading(console, f"{called}: {found.start} to {found.end}")
    _index(console, found)
    _partners(console, found, full=full)
    moved = [each for each in found.norms if each.turn == "reform"]
    console.print()
    heading(console, "What changed, norm by norm")
    for each in moved:
        _norm(console, found, each, full=full)
    if not moved:
        console.print("No rule on record moved to another category between the two days.")
    _rest(console, found.norms, full=full)
    if full:
        console.print()
        meanings(console, found.definitions)
    else:
        console.print()
        console.print("--full names every jurisdiction, source and definition.", style="dim")


def _index(console: Console, found: ReformFound) -> None:
    if found.change is None:
        console.print("The index is not defined on both days: too little is on record.")
        return
    console.print(
        f"Index of harmonisation: {figure(found.before)} -> {figure(found.after)} ({signed(found.change)}); "
        "1 = all agree."
    )
    table = grid("of which", "change", "by", left=["by"])
    table.add_row("this reform", signed(found.own), "")
    table.add_row(
        "others, in the same days",
        signed(sum(part.contribution for part in found.others)),
        printable(few((f"{part.jurisdiction} {part.norm} {part.had} -> {part.has}" for part in found.others), 3)),
    )
    seen = [f"{part.jurisdiction} {part.norm} became {part.became}" for part in found.decomposition.coverage]
    table.add_row("what became known or unknown", signed(found.coverage), printable(few(seen, 3)))
    console.print(table)


def _partners(console: Console, found: ReformFound, *, full: bool) -> None:
    compared = [each for each in found.partners if each.change is not None]
    # A distance over one norm leaps from 0 to 1, so that the list would begin with those of whom least is known.
    least = 1 if full else max((each.common for each in compared), default=0) / 2
    for word, sign in (("Closer to", -1), ("Away from", 1)):
        partners = [each for each in compared if (each.change or 0.0) * sign > 0][::-sign]
        if not partners:
            continue
        console.print()
        heading(console, word)
        named = [each for each in partners if each.common >= least]
        for each in named if full else named[:PARTNERS]:
            _partner(console, each)
        later = [] if full else named[PARTNERS:]
        if less := [f"{each.jurisdiction} {signed(each.change)} ({each.common})" for each in later]:
            under(console, f"less (over how many norms): {', '.join(less)}")
        few_norms = [each for each in partners if each.common < least]
        rest = [f"{each.jurisdiction} {signed(each.change)} ({each.common})" for each in few_norms]
        if rest:
            under(console, f"on fewer norms (how many): {', '.join(rest)}", style="dim")
    same = [each.jurisdiction for each in compared if not each.change]
    unknown = [each.jurisdiction for each in found.partners if each.change is None]
    console.print()
    if same:
        console.print(f"As far as before: {few(same)}.", style="dim")
    if unknown:
        console.print(f"No norm in common on record on both days: {few(unknown)}.", style="dim")


def _partner(console: Console, change: PartnerChange) -> None:
    by = abs(change.change or 0.0)
    under(
        console,
        f"{change.jurisdiction} by {by:.2f} ({change.before:.2f} -> {change.after:.2f}), "
        f"over {counted(change.common, 'norm')}",
    )
    parts = sorted(change.by_norm.items(), key=lambda part: part[1])
    nearer = [f"{norm} {signed(value)}" for norm, value in parts if value < 0]
    farther = [f"{norm} {signed(value)}" for norm, value in reversed(parts) if value > 0]
    if nearer:
        under(console, f"closer on {few(nearer, NORMS)}", 4, "dim")
    if farther:
        under(console, f"away on {few(farther, NORMS)}", 4, "dim")
    if change.coverage:
        under(console, f"by what became known or unknown {signed(change.coverage)}", 4, "dim")
    if change.assumed:
        under(console, f"assumed of {change.jurisdiction}: {counted(len(change.assumed), 'rule')}", 4, "dim")


def _source(found: ReformFound, name: str) -> str:
    source = found.sources.get(name)
    if source is None:
        return name
    return f"{source.title}, {source.address}" if source.address else source.title


def _norm(console: Console, found: ReformFound, change: NormChange, *, full: bool) -> None:
    unit = f" {change.unit}" if change.unit else ""
    since = f", since {change.since}" if change.since else ""
    under(
        console,
        f"{change.norm}: {change.had} -> {change.has}{unit}{since}; to the index {signed(change.contribution)}",
        style="bold",
    )
    if full and (change.had, change.has) != ("/".join(change.was), "/".join(change.is_now)):
        under(console, f"as coded: {' or '.join(change.was)} -> {' or '.join(change.is_now)}", 4)
    most = 99 if full else NORMS
    if change.toward:
        under(console, f"towards {few(change.toward, 99)}", 4)
    if change.away:
        under(console, f"away from {few(change.away, 99)}", 4)
    if change.refs:
        under(console, f"law: {few(change.refs, most)}", 4, "dim")
    if full:
        for source in change.sources:
            under(console, f"source: {_source(found, source)}", 4, "dim")
    for doubt in change.doubts:
        under(console, f"doubt: {doubt}", 4, "yellow")


def _rest(console: Console, changes: Sequence[NormChange], *, full: bool) -> None:
    kinds = {
        "same category": "Another rule, the same category",
        "unmoved": "Did not move",
        "became known": "On record only after, so nothing is said of a change",
        "became unknown": "On record only before, so nothing is said of a change",
        "unknown": "On record, and not comparable on either day",
    }
    for turn, words in kinds.items():
        listed = [_held(each) for each in changes if each.turn == turn]
        if listed:
            console.print(printable(f"{words}: {', '.join(listed)}."))
    assumed = [each.norm for each in changes if each.assumed]
    if assumed:
        words = "Assumed on one of the days, for the record speaks of another and of no other rule"
        named = ", ".join(assumed) if full else counted(len(assumed), "norm")
        console.print(printable(f"{words}: {named}."), style="dim")


def _held(change: NormChange) -> str:
    answer = change.has if change.has is not None else change.had
    unit = f" {change.unit}" if change.unit else ""
    return change.norm if answer is None else f"{change.norm} ({answer}{unit})"
