"""`travaux consensus`: which package nobody has excluded, who blocks, and the cheapest way out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.output import complain, counted, emit, emit_json, page
from travaux.cli.saving import checked_target
from travaux.errors import TravauxError

if TYPE_CHECKING:
    from travaux.consensus import Finding
    from travaux.facts import Case

__all__ = ["consensus"]


def consensus(
    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE",
            help="A case folder or file, a draft, a table of positions, or a built-in case (`travaux case list`).",
            show_default=False,
        ),
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="As things stood on this day (2000-12-20).", show_default=False),
    ] = None,
    reader: Annotated[
        str,
        typer.Option("--as", metavar="READER", help="Who looks: public, chair, group:ID or a party's id."),
    ] = "public",
    rule: Annotated[
        str | None,
        typer.Option(
            "--rule",
            metavar="RULE",
            help="consensus, no_opposition, two_thirds, majority, or a rule of the case.",
            show_default=False,
        ),
    ] = None,
    top: Annotated[int, typer.Option("--top", metavar="K", min=1, max=200, help="How many packages at most.")] = 5,
    costs: Annotated[
        Path | None,
        typer.Option("--costs", metavar="FILE", help="What giving up a restraint costs (TOML).", show_default=False),
    ] = None,
    limit: Annotated[
        float, typer.Option("--limit", metavar="SECONDS", min=0.1, help="Seconds for each of the three searches.")
    ] = 30.0,
    clean: Annotated[
        Path | None,
        typer.Option(
            "--clean",
            metavar="OUT",
            help="Write the text of the first package; its ending gives the format.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Which package nobody has excluded; where none is left, who blocks what and the cheapest way out."""
    from travaux.consensus import consensus as find
    from travaux.consensus import read_costs
    from travaux.facts import open_case

    target = checked_target(clean, Path(case)) if clean else None
    view = open_case(case, reader=reader, on=on)
    table = read_costs(costs) if costs else None
    finding = find(view, rule=rule, top=top, costs=table, limit=limit, progress=_progress())
    written = _clean(view, finding, target) if target else ""
    if as_json:
        from travaux.consensus import row

        emit_json(row(finding))
    else:
        from travaux.cli.consensus_page import finding_page

        with page() as console:
            finding_page(console, finding)
    if written:
        (complain if as_json else lambda words: emit(words + "\n"))(written)


def _progress() -> Callable[[str], None] | None:
    """Steps on the error output, for a person who waits; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def say(words: str) -> None:
        sys.stderr.write(f"\r\033[K{words} …")
        sys.stderr.flush()

    return say


def _clean(view: Case, finding: Finding, target: Path) -> str:
    import travaux
    from travaux.consensus import clean_text

    if not finding.packages:
        raise TravauxError(
            "there is no package to write",
            why=finding.why_none,
            where=finding.case,
            remedy="settle a blocking set first",
        )
    text = clean_text(view, finding.packages[0])
    travaux.write(text.text, target)
    unlinked = (
        f"; {counted(len(text.unlinked), 'issue')} in no text: {', '.join(text.unlinked)}" if text.unlinked else ""
    )
    return f"{target.name}: the text of package 1, {counted(text.open, 'choice')} still open{unlinked}."
