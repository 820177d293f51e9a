"""The report on a consolidation in the terminal: agreed words reopened first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from travaux.cli.output import counted, printable, shortened
from travaux.text.consolidating.rows import CHANGES

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.text.consolidating.model import Conflict, ConflictOption, ProposalRow, Report

__all__ = ["consolidation_page"]

LONGEST = 40  # rows of a list
WORDS = 70  # characters of an option's words


def consolidation_page(console: Console, report: Report) -> None:
    """Print the report."""
    for remark in report.remarks:
        console.print(printable(remark), style="dim")
    reopened = report.reopened
    if reopened:
        console.print(f"\nAgreed words touched again ({counted(len(reopened), 'choice')})", style="bold red")
        _conflicts(console, reopened)
    console.print("\nProposals", style="bold")
    for row in report.proposals:
        _proposal(console, row)
    if report.set_out:
        console.print("\nSet out as whole alternatives", style="bold")
        for set_out in report.set_out[:LONGEST]:
            console.print(printable(f"  {set_out.where}: {set_out.party}, {set_out.why}"))
        _more(console, len(report.set_out))
    if report.moved:
        console.print("\nMoved: shown as a deletion and an insertion", style="bold")
        for moved in report.moved[:LONGEST]:
            console.print(printable(f"  {moved.where}: {moved.party}, “{shortened(moved.words, WORDS)}”"))
        _more(console, len(report.moved))
    others = [each for each in report.conflicts if not each.reopened]
    if others:
        console.print("\nChoices", style="bold")
        _conflicts(console, others)
    console.print(f"\nChanges are {CHANGES}.", style="dim")
    console.print("A party that is not named at a choice has said nothing about it.", style="dim")


def _proposal(console: Console, row: ProposalRow) -> None:
    facts = [counted(row.changes, "change"), f"{row.matched:.0%} of the base kept"]
    facts += [f"language {row.language}"] if row.language else []
    facts += [f"carried over from {row.own_base}"] if row.three_way else []
    facts += [counted(row.comments, "comment")] if row.comments else []
    console.print(printable(f"  {row.party}: {', '.join(facts)}"))
    for remark in row.remarks:
        console.print(printable(f"    {remark}"), style="dim")


def _conflicts(console: Console, conflicts: Sequence[Conflict]) -> None:
    where = None
    for conflict in conflicts[:LONGEST]:
        if conflict.where != where:
            where = conflict.where
            console.print(printable(f"  {where}"), style="underline")
        console.print(printable(f"    {conflict.id}"), style="cyan")
        for option in conflict.options:
            console.print(printable(f"      {_option(option)}"))
    _more(console, len(conflicts))


def _option(option: ConflictOption) -> str:
    said = [f"proposed by {', '.join(option.backs)}"] if option.backs else []
    said += [f"opposed by {', '.join(option.opposes)}"] if option.opposes else []
    return f"“{shortened(option.words, WORDS)}” {'; '.join(said)}"


def _more(console: Console, count: int) -> None:
    if count > LONGEST:
        console.print(f"  and {count - LONGEST} more; --json prints all", style="dim")
