"""`travaux issues`: one row for each choice that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from travaux.cli.arguments import AsJson, ConventionFile, Draft
from travaux.cli.opening import named_party, open_draft
from travaux.cli.output import counted, emit_json, page, printable, shortened

if TYPE_CHECKING:
    from rich.console import Console, Group
    from rich.text import Text

    from travaux.text.issues import Issue, IssueOption

__all__ = ["issues", "issues_table"]

WORDS = 60  # characters of an option's text that a row shows
IN_QUESTION = 6  # words that the question itself quotes


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
    heading = None
    for issue in found:
        if _heading(issue) != heading:
            heading = _heading(issue)
            table.add_row("", Text(printable(heading), style="bold underline"))
        table.add_row(Text(issue.id, style="cyan"), _described(issue))
    console.print(table)
    console.print(f"{counted(len(found), 'choice')}. A party that is not named has no recorded position.", style="dim")


def _heading(issue: Issue) -> str:
    return issue.provision_label or issue.provision or "before the first provision"


def _described(issue: Issue) -> Group:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    question = Text(issue.kind if issue.depth <= 1 else f"{issue.kind}, {issue.depth} deep", style="dim")
    question.append(f": {shortened(issue.question, 2 * WORDS)}", style="not dim")
    lines = [_option(option, alone=len(issue.options) == 1) for option in issue.options]
    if issue.unknown_codes:
        codes = " ".join(issue.unknown_codes)
        lines.append(Text(f"codes that stand for no known party: {codes}", style="yellow"))
    for note in issue.notes:
        who = f"{note.party or 'not named'}: {note.stance.replace('_', ' ')}" if note.stance else note.party or "note"
        lines.append(Text(f"note {printable(note.mark)}, {who}. {shortened(note.text, WORDS)}", style="dim"))
    if issue.for_review:
        lines.append(Text(f"for review: {shortened(issue.why, 2 * WORDS)}", style="yellow"))
    return Group(question, *(Padding(line, (0, 0, 0, 2)) for line in lines if line))


def _option(option: IssueOption, *, alone: bool) -> Text:
    from rich.text import Text

    words = Text()
    if not alone or len(option.text.split()) > IN_QUESTION:
        label = " ".join(printable(option.label).split())
        words.append(f"{label} " if label else "· ", style="bold")
        words.append(shortened(option.text, WORDS) if option.text.strip() and not option.null else "(no words)")
    for parties, verb, style in ((option.backs, "backed", "green"), (option.opposes, "opposed", "red")):
        if parties:
            words.append("; " if words else "")
            words.append(f"{verb} by {printable(' '.join(parties))}", style=style)
    return words
