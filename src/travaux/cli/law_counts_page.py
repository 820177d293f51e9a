"""The page of a coded set of agreements: how many have each norm, beside the published counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from travaux.cli.output import counted, printable, shortened

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.law.counting import Counted

__all__ = ["counts_page"]

NAME = 48  # characters of the name of a variable


def counts_page(console: Console, found: Counted) -> None:
    """Print the coded variables with their counts, then those that differ from what was published."""
    from travaux.law.counting import DEFINITION

    console.print(printable(f"{found.name}: {counted(found.agreements, 'agreement')}"), style="bold")
    grid = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    grid.add_column("norm", overflow="fold", max_width=NAME)
    for heading in ("agreements", *(("published", "differs") if found.published else ())):
        grid.add_column(heading, justify="right")
    coded = [each for each in found.variables if each[0].coded]
    for variable, count in coded:
        told = variable.published
        apart = "" if told in (None, count) else f"{count - (told or 0):+d}"
        beside = ("" if told is None else str(told), apart) if found.published else ()
        grid.add_row(printable(shortened(variable.name, NAME)), str(count), *beside)
    console.print(grid)
    console.print()
    console.print(f"Counted: {DEFINITION}.", style="dim")
    if not found.published:
        console.print("The codebook publishes no counts.")
        return
    differing = ", ".join(f"{each.name} {count} (published {each.published})" for each, count in found.differing)
    same = found.published - len(found.differing)
    console.print(f"Published counts of all variables, calculated ones too: {found.published}; the same here: {same}.")
    if differing:
        console.print(printable(f"Different: {differing}."))
