"""`travaux timeline`: the chain of versions of a text, with what happened from one to the next."""

from __future__ import annotations

from typing import Annotated

import typer

from travaux.cli.arguments import ConventionFile
from travaux.cli.case_arguments import ReaderName
from travaux.cli.output import emit_json, page
from travaux.cli.version_arguments import Sources, read_versions

__all__ = ["timeline"]


def timeline(
    sources: Sources,
    reader: ReaderName = "public",
    convention: ConventionFile = None,
    full: Annotated[bool, typer.Option("--full", help="Print every place that was reopened, in full.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, described by `travaux schema`.")] = False,
) -> None:
    """Versions of a text: words, provisions, brackets, choices, and what opened, closed and was reopened.

    Versions of a case are put in order of their dates; drafts are taken in the order given, and no date is guessed.
    """
    from travaux.lineage.timelines import report
    from travaux.lineage.timelines import timeline as made

    versions, case = read_versions(sources, reader, convention)
    chain = made(versions)
    if as_json:
        emit_json(report(chain))
        return
    from travaux.cli.timeline_page import timeline_page

    with page() as console:
        timeline_page(console, chain, case, full=full)
