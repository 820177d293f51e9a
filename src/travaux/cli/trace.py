"""`travaux trace`: the life of an issue or a passage through all versions of a text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from travaux.cli.arguments import ConventionFile
from travaux.cli.case_arguments import ReaderName
from travaux.cli.output import emit_json, page
from travaux.cli.version_arguments import read_versions
from travaux.errors import TravauxError

__all__ = ["trace"]


def trace(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="CASE|DRAFT … WHAT",
            help="A case, or drafts in order (FILE, DATE=FILE or NAME=FILE); then an issue of the case, a choice "
            "(art12.c1), a provision (art12.p3), or words of the text.",
            show_default=False,
        ),
    ],
    reader: ReaderName = "public",
    convention: ConventionFile = None,
    full: Annotated[bool, typer.Option("--full", help="Print words and reasons in full.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, described by `travaux schema`.")] = False,
) -> None:
    """Where an issue or a passage stands in each version, with whom, and what became of it.

    A choice or provision is looked up in the latest version that has it, or in the one named before a colon
    (rev1:art12.c1). What was said of an issue is from the record, with its date and source.
    """
    if len(words) < 2 or Path(words[-1]).is_file():
        raise TravauxError(
            "nothing to trace is named",
            remedy="write travaux trace CASE ISSUE, or the drafts in order and then words, a choice or a provision",
        )
    from travaux.lineage.trace_rows import report
    from travaux.lineage.tracing import trace as made

    versions, case = read_versions(words[:-1], reader, convention)
    life = made(versions if case is None else case, words[-1])
    if as_json:
        emit_json(report(life))
        return
    from travaux.cli.trace_page import trace_page

    with page() as console:
        trace_page(console, life, case, full=full)
