"""The page that `travaux who --together` prints: who is most often alone, and who most often together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from travaux.cli.output import counted, printable, shortened
from travaux.cli.who_words import seen_by

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.facts.case import Case
    from travaux.facts.together import Together

__all__ = ["among", "together_page"]

NAME = 24  # characters of a party's name
MOST = 15  # rows of a table that is not asked for in full


def among(counts: Together, parties: set[str], *, both: bool) -> Together:
    """The counts for some parties.

    Args:
        counts: the counts for all.
        parties: the parties wanted.
        both: whether both of a pair must be among them, or one is enough.
    """
    wanted = all if both else any
    return replace(
        counts,
        alone=tuple(each for each in counts.alone if each.party in parties),
        pairs=tuple(pair for pair in counts.pairs if wanted(name in parties for name in (pair.one, pair.other))),
    )


def together_page(console: Console, case: Case, counts: Together, *, full: bool) -> None:
    """Print both tables, and what they count."""
    day = f"on {case.as_of}" if case.as_of else "undated"
    console.print(printable(f"{case.name}, {day}, {seen_by(case.reader)}"), style="bold")
    if not counts.alone:
        console.print("No party takes a side on any option.")
        return
    console.print(
        f"Counted over {counted(counts.options, 'option')} of {counted(counts.issues, 'issue')} "
        "on which somebody takes a side."
    )
    lone = [each for each in counts.alone if each.times or full]
    alone = _grid("party", "", "alone", "only for", "only against", "sides")
    for each in lone if full else lone[:MOST]:
        name = case.party_name(each.party)
        numbers = (each.times, each.only_for, each.only_against, each.sides)
        alone.add_row(
            Text(printable(each.party)), shortened(name, NAME) if name != each.party else "", *map(_number, numbers)
        )
    _titled(console, "Most often alone" if lone else "Nobody is alone", alone, 0 if full else len(lone) - MOST)
    pairs = _grid("pair", "", "together", "both for", "both against", "apart")
    for pair in counts.pairs if full else counts.pairs[:MOST]:
        numbers = (pair.times, pair.both_for, pair.both_against, pair.apart)
        pairs.add_row(Text(printable(pair.one)), Text(printable(pair.other)), *map(_number, numbers))
    _titled(console, "Most often together", pairs, 0 if full else len(counts.pairs) - MOST)
    console.print()
    console.print(counts.definition, style="dim")


def _titled(console: Console, title: str, table: Table, left: int) -> None:
    console.print()
    console.print(title, style="bold")
    if table.row_count:
        console.print(table)
    if left > 0:
        console.print(f"… and {left:,} more: --full", style="dim")


def _grid(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for index, heading in enumerate(headings):
        table.add_column(heading, justify="right" if index > 1 else "left", overflow="fold", no_wrap=index == 1)
    return table


def _number(number: int) -> str:
    return f"{number:,}" if number else "-"
