"""`travaux table`: a base text and proposals side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.opening import open_draft
from travaux.cli.output import counted, emit, emit_json, page
from travaux.cli.proposals import Base, Partial, Proposals, party_code, proposal_files, read_proposals
from travaux.cli.saving import checked_target
from travaux.errors import TravauxError

__all__ = ["table"]


def table(
    base: Base,
    proposals: Proposals = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="OUT", help="File to write: .docx .html .csv or .xlsx.", show_default=False
        ),
    ] = None,
    changed: Annotated[bool, typer.Option("--changed", help="Only provisions that somebody changes.")] = False,
    partial: Partial = None,
    as_json: AsJson = False,
) -> None:
    """The side-by-side table: each provision of the base, and what every proposal makes of it.

    Tracked changes in a proposal are accepted. A provision that a proposal leaves as it is says nothing of consent.
    """
    specs = proposals or []
    files = proposal_files(specs, base)
    target = _target(out, base, *files.values())
    parts = _named(partial or [], files)
    from travaux.text.side_by_side import side_by_side, write_table

    made = side_by_side(open_draft(base), read_proposals(specs, base), partial=parts)
    shown = made.changed() if changed else made
    if target is not None:
        write_table(shown, target)
    if as_json:
        from travaux.text.side_by_side.report import report

        emit_json(report(shown))
    elif target is not None:
        columns = counted(len(shown.columns), "proposal")
        emit(f"{target.name}: {counted(len(shown.rows), 'provision')} and {columns} side by side\n")
        emit("".join(f"{remark}\n" for remark in shown.remarks))
    else:
        from travaux.cli.table_page import table_page

        with page() as console:
            table_page(console, shown)


def _target(out: Path | None, *inputs: Path) -> Path | None:
    from travaux.text.side_by_side.writing import ENDINGS

    return None if out is None else checked_target(out, *inputs, endings=ENDINGS)


def _named(partial: list[str], files: dict[str, Path]) -> list[str]:
    codes = [party_code(words) for words in partial]
    for code in codes:
        if code not in files:
            raise TravauxError(
                f"--partial names {code}, which has no proposal", remedy=f"name one of {', '.join(files)}"
            )
    return codes
