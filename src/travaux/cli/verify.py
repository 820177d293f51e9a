"""`travaux verify`: whether the register is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from travaux.cli.output import counted, emit, emit_json, printable
from travaux.cli.register_arguments import Database, State, open_register

if TYPE_CHECKING:
    from travaux.server.register import Verdict

__all__ = ["report", "verdict_words", "verify"]

BROKEN = 1


def verify(
    db: Database = None,
    state: State = None,
    head: Annotated[
        str,
        typer.Option(
            "--head",
            metavar="DIGEST",
            help="The head that was printed earlier: tells whether entries were removed since.",
            show_default=False,
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, described by `travaux schema`.")] = False,
) -> None:
    """Check that no entry of the register was changed, removed, put in between or moved, and every file is as it came.

    Prints the head, the digest of the last entry. Keep it somewhere else: with `--head` it also tells whether the last
    entries were removed. Exit status 1 if the register is not whole.
    """
    open_register(db, state)
    from travaux.server.register import verify as checked

    verdict = checked(head.strip().lower())
    if as_json:
        emit_json(report(verdict))
    else:
        emit(verdict_words(verdict))
    if not verdict.whole:
        raise typer.Exit(BROKEN)


def verdict_words(verdict: Verdict) -> str:
    """What was found, for people: a line with the counts, one with the head, and one for each fault."""
    held = f"{counted(verdict.entries, 'entry', 'entries')}, {counted(verdict.cases, 'case')}"
    held += f", {counted(verdict.files, 'file')}"
    lines = [f"{held}: {'whole' if verdict.whole else 'not whole'}."]
    if verdict.head:
        lines.append(f"Head: {printable(verdict.head)}")
    if verdict.first_bad is not None:
        lines.append(f"The first entry that is not as it should be is number {verdict.first_bad}.")
    lines += [f"  {printable(str(fault))}" for fault in verdict.faults]
    return "\n".join(lines) + "\n"


def report(verdict: Verdict) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "whole": verdict.whole,
        "entries": verdict.entries,
        "cases": verdict.cases,
        "files": verdict.files,
        "head": verdict.head or None,
        "first_bad": verdict.first_bad,
        "faults": [
            {"where": fault.where, "what": printable(fault.what), "remedy": fault.remedy} for fault in verdict.faults
        ],
    }
