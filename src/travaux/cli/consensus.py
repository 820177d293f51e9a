"""`travaux consensus`: which package nobody has excluded, who blocks, and the cheapest way out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import CaseName, KnownOn, OnDay, ReaderName
from travaux.cli.output import complain, counted, emit, emit_json, page
from travaux.cli.saving import checked_target
from travaux.errors import TravauxError

if TYPE_CHECKING:
    from travaux.consensus import Finding
    from travaux.facts import Case

__all__ = ["consensus"]


RuleName = Annotated[
    str | None,
    typer.Option(
        "--rule",
        metavar="RULE",
        help="consensus, no_opposition, two_thirds, majority, or a rule of the case.",
        show_default=False,
    ),
]
Top = Annotated[int, typer.Option("--top", metavar="K", min=1, max=200, help="How many packages at most.")]
CostsFile = Annotated[
    Path | None,
    typer.Option("--costs", metavar="FILE", help="What giving up a restraint costs (TOML).", show_default=False),
]
Limit = Annotated[float, typer.Option("--limit", metavar="SECONDS", min=0.1, help="Seconds for each search.")]
Clean = Annotated[
    Path | None,
    typer.Option(
        "--clean",
        metavar="OUT",
        help="Write the text of the first package; its ending gives the format.",
        show_default=False,
    ),
]


def consensus(
    case: CaseName,
    on: OnDay = None,
    known: KnownOn = None,
    reader: ReaderName = "public",
    rule: RuleName = None,
    top: Top = 5,
    costs: CostsFile = None,
    limit: Limit = 30.0,
    clean: Clean = None,
    full: Annotated[bool, typer.Option("--full", help="Print long tables in full.")] = False,
    as_json: AsJson = False,
) -> None:
    """Which package nobody has excluded; where none is left, who blocks what, and the cheapest way out.

    What is not excluded is not agreed: a delegation without a position on record is unknown.
    """
    from travaux.consensus import consensus as find
    from travaux.consensus import read_costs
    from travaux.facts import open_case

    target = checked_target(clean, *_files_of(Path(case)), costs) if clean else None
    view = open_case(case, reader=reader, on=on, known=known)
    table = read_costs(costs) if costs else None
    with _progress() as say:
        finding = find(view, rule=rule, top=top, costs=table, limit=limit, progress=say)
    written = _clean(view, finding, target) if target else ""
    if as_json:
        from travaux.consensus import row

        emit_json(row(finding))
    else:
        from travaux.cli.consensus_page import finding_page

        with page() as console:
            finding_page(console, finding, case, full=full)
    if written:
        (complain if as_json else lambda words: emit(words + "\n"))(written)


@contextmanager
def _progress() -> Iterator[Callable[[str], None] | None]:
    """Steps on the error output, for a person who waits; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return

    def say(words: str) -> None:
        sys.stderr.write(f"\r\033[K{words} …" if words else "\r\033[K")
        sys.stderr.flush()

    try:
        yield say
    finally:
        say("")


def _files_of(case: Path) -> list[Path]:
    """The files of a case, which must stay as they are."""
    if case.is_dir():
        return [path for path in case.rglob("*") if path.is_file()]
    texts = case.parent / "texts"
    return [case, *(texts.rglob("*") if case.suffix in (".yaml", ".yml", ".json") and texts.is_dir() else ())]


def _clean(view: Case, finding: Finding, target: Path) -> str:
    import travaux
    from travaux.consensus import clean_text

    packages = finding.packages or finding.partial
    if not packages:
        remedy = "give up one of the blocking sets first" if finding.blocking else "record positions first"
        raise TravauxError("there is no package to write", why=finding.why_none, where=finding.case, remedy=remedy)
    text = clean_text(view, packages[0])
    travaux.write(text.text, target)
    report = f"{target.name}: the text of package 1, {counted(text.open, 'choice')} still open"
    if text.unlinked:
        report += f"; {counted(len(text.unlinked), 'issue')} without a choice in this draft: {', '.join(text.unlinked)}"
    return report + "."
