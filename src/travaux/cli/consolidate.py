"""`travaux consolidate`: one bracketed text out of a base and many proposals."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import travaux
from travaux.cli.arguments import AsJson, Out
from travaux.cli.opening import open_draft
from travaux.cli.output import counted, emit_json, page
from travaux.cli.proposals import Base, Partial, Proposals, party_code, proposal_files, read_proposals
from travaux.cli.saving import checked_target

if TYPE_CHECKING:
    from travaux.text.consolidating.model import Consolidation

__all__ = ["Style", "consolidate"]


class Style(StrEnum):
    """How the choices are printed."""

    attributed = "attributed"
    wipo = "wipo"
    unfccc = "unfccc"


def consolidate(
    base: Base,
    out: Out,
    proposals: Proposals = None,
    style: Annotated[
        Style,
        typer.Option(
            "--style",
            help="attributed: [US propose; NZ oppose: words]. wipo: [shall]/[may], who asked in footnotes. unfccc: "
            "brackets and options that name no proposer.",
        ),
    ] = Style.attributed,
    older: Annotated[
        list[Path] | None,
        typer.Option(
            "--older",
            metavar="FILE",
            help="An earlier version of the base, on which a proposal may have been made. May be repeated.",
            show_default=False,
        ),
    ] = None,
    partial: Partial = None,
    force: Annotated[bool, typer.Option("--force", help="Take proposals that hardly match the base.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write one text with brackets where the proposals differ from the base, and report on it.

    Whoever adds words proposes them, whoever leaves out words of the base opposes them; who leaves a place alone has
    said nothing about it. Tracked changes in a proposal are accepted, their authors and dates kept.
    """
    specs = proposals or []
    files = proposal_files(specs, base)
    target = checked_target(out, base, *files.values(), *(older or []))
    from travaux.text.consolidating import consolidate as consolidated

    text = open_draft(base)
    made = consolidated(
        text, read_proposals(specs, base), style=style.value,
        older=[open_draft(each) for each in older or []],
        partial=[party_code(words) for words in partial or []], force=force,
    )
    travaux.write(made.text, target)
    if as_json:
        from travaux.text.consolidating.rows import report

        emit_json(report(made))
        return
    with page() as console:
        from travaux.cli.consolidate_page import consolidation_page

        console.print(_written(target, len(text.issues()), made))
        consolidation_page(console, made.report)


def _written(target: Path, before: int, made: Consolidation) -> str:
    opened = counted(len(made.report.conflicts), "choice")
    proposals = counted(len(made.report.proposals), "proposal")
    all_of_them = counted(len(made.text.issues()), "choice")
    return (
        f"{target.name}: {opened} opened by {proposals}; the base had {counted(before, 'choice')}; {all_of_them} in "
        "all, those among them that stand inside the words of a proposal."
    )
