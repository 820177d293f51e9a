"""`travaux issues`: one row for each choice that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from travaux.cli.arguments import AsJson, ConventionFile, Draft
from travaux.cli.opening import named_party, open_draft
from travaux.cli.output import emit_json, page

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.text.issues import Issue

__all__ = ["issues", "issues_table"]

WORDS = 60  # characters of an option's text that a row shows


def issues(
    draft: Draft,
    party: Annotated[
        str | None,
        typer.Option(
            "--party",
            metavar="CC",
            help="Only choices on which this party has a recorded position.",
            show_default=False,
        ),
    ] = None,
    convention: ConventionFile = None,
    as_json: AsJson = False,
) -> None:
    """One row for each open choice: id, question, options, who backs and opposes, notes."""
    instrument = open_draft(draft, convention)
    found = instrument.issues(named_party(instrument, party) if party is not None else None)
    if as_json:
        from travaux.text.issues import row

        emit_json([row(issue) for issue in found])
        return
    with page() as console:
        issues_table(console, found)


def issues_table(console: Console, found: tuple[Issue, ...]) -> None:
    """Print issues under the provision that each belongs to, in reading order."""
    from rich.table import Table
    from rich.text import Text

    if not found:
        console.print("No choice is open.")
        return
    widest = min(max(len(issue.id) for issue in found), max(12, console.width // 4))
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("id", width=widest, overflow="fold")
    table.add_column("question, options, and who stands where", ratio=1)
    provision = None
    for issue in found:
        if issue.provision != provision:
            provision = issue.provision
            table.add_row("", Text(_heading(issue), style="bold underline"))
        table.add_row(Text(issue.id, style="cyan"), _described(issue))
    console.print(table)
    console.print(f"{len(found):,} choices. A party that is not named has no recorded position.", style="dim")


def _heading(issue: Issue) -> str:
    return issue.provision_label or issue.provision or "before the first provision"


def _described(issue: Issue) -> object:
    from rich.text import Text

    from travaux.cli.output import printable, shortened

    words = Text()
    kind = issue.kind if issue.depth <= 1 else f"{issue.kind}, {issue.depth} deep"
    words.append(f"{kind}: ", style="dim")
    words.append(shortened(issue.question, 2 * WORDS))
    for option in issue.options:
        words.append("\n  ")
        label = " ".join(printable(option.label).split())
        words.append(f"{label} " if label else "· ", style="bold")
        words.append(shortened(option.text, WORDS) if option.text.strip() and not option.null else "(no words)")
        if option.backs:
            words.append(f"  backed by {' '.join(option.backs)}", style="green")
        if option.opposes:
            words.append(f"  opposed by {' '.join(option.opposes)}", style="red")
    if issue.unknown_codes:
        words.append(f"\n  codes that stand for no known party: {' '.join(issue.unknown_codes)}", style="yellow")
    for note in issue.notes:
        who = f"{note.party or 'not named'}: {note.stance}" if note.stance else note.party or "note"
        words.append(f"\n  note {note.mark}  {who}. {shortened(note.text, WORDS)}", style="dim")
    if issue.for_review:
        words.append(f"\n  for review: {shortened(issue.why, 2 * WORDS)}", style="yellow")
    return words
