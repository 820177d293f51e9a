"""`travaux case`: a case folder from a draft, what needs a look in a case, hints from law, and the built-in cases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from travaux.cli.case_arguments import CaseName
from travaux.cli.case_hints import hints
from travaux.cli.output import counted, emit, emit_json, page, printable

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.facts.record import Record
    from travaux.facts.remarks import Remark

__all__ = ["app"]

PROBLEMS = 1
WIDEST = 20  # columns for the place of a remark
SHOWN = 5  # remarks that are printed after a new case has been made

app = typer.Typer(
    name="case",
    help="Make a case folder, check a case, list the built-in ones.",
    short_help="Make a case folder, check a case, list the built-in ones.",
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def case(context: typer.Context) -> None:
    """Make a case folder, check a case, list the built-in ones.

    A case is a folder with case.yaml (facts, each with its source), texts/ (the drafts) and reports/.
    """
    if context.invoked_subcommand is None:
        emit(context.get_help() + "\n")


@app.command(short_help="A case folder, from a draft or to begin with.")
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make.", show_default=False)],
    draft: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="DRAFT", help="Read parties, issues and positions from this draft.", show_default=False
        ),
    ] = None,
) -> None:
    """Make a case folder: case.yaml, texts/ with a copy of the draft, reports/.

    Without a draft, case.yaml explains its sections and holds a name to fill in. A folder that has a case is refused.
    """
    from travaux.cli.case_folder import folder_from_draft, starter_folder

    if draft is None:
        file = starter_folder(folder)
        emit(f"{file}: a case to begin with, its sections explained.\n")
    else:
        record = folder_from_draft(folder, draft)
        emit(f"{folder / 'case.yaml'}: {_held(record)}, read from {draft.name}.\n")
        for remark in record.remarks[:SHOWN]:
            emit(printable(f"  {remark.what}" + (f" ({remark.why})" if remark.why else "")) + "\n")
        if len(record.remarks) > SHOWN:
            emit(f"  … and {len(record.remarks) - SHOWN} more\n")
    emit(f"Next: travaux who {folder}, travaux case check {folder}\n")


@app.command(short_help="What needs a look in a case, with line and remedy.")
def check(
    case: CaseName,
    reader: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="READER",
            help="Only what this reader may see, without lines: public, chair, group:ID or a party's id. "
            "By default everything, for whoever keeps the file.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List what needs a look in a case: where, what, why and what to do.

    Exit status 1 if there are errors, facts that cannot be used as they stand. Remarks alone are no errors.
    """
    remarks, held = _seen(case, reader)
    if as_json:
        emit_json([_row(remark, reader is None) for remark in remarks])
    else:
        with page() as console:
            _problems(console, remarks, held)
    if any(remark.level == "error" for remark in remarks):
        raise typer.Exit(PROBLEMS)


app.command(short_help="Where law says otherwise than an option; no position.")(hints)


@app.command("list", short_help="The built-in cases.")
def list_cases(as_json: AsJson = False) -> None:
    """List the built-in cases: name, title, years, delegations, issues and positions on record.

    Exercises stand last; everything in them is invented.
    """
    from travaux.cases import BUILT_IN, EXERCISES

    rows = [_summary(name, exercise=name in EXERCISES) for name in (*BUILT_IN, *EXERCISES)]
    if as_json:
        emit_json(rows)
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for heading in ("name", "title", "years", "delegations", "issues", "positions"):
        number = heading in ("delegations", "issues", "positions")
        table.add_column(heading, justify="right" if number else "left", overflow="fold")
    for row in rows:
        years = f"{row['from']}–{row['to']}" if row["from"] != row["to"] else f"{row['from']}"
        table.add_row(row["name"], row["title"], years, *(f"{row[key]:,}" for key in _COUNTS))
    with page() as console:
        console.print(table)


_COUNTS = ("delegations", "issues", "positions")


def _summary(name: str, *, exercise: bool) -> dict[str, Any]:
    from travaux.facts.model import InstrumentFact, Law, Position, Session
    from travaux.facts.opening import open_case

    case = open_case(name)
    days = [fact.date for facts in case.sections.values() for fact in facts if fact.date is not None]
    days += [day for session in case.of(Session) for day in (session.start, session.end) if day is not None]
    told = (when for law in case.of(Law) for when in (law.first, law.last, law.as_of) if when is not None)
    days += [day for when in told for day in when]
    instrument = next(iter(case.of(InstrumentFact)), None)
    return {
        "name": name,
        "title": instrument.name if instrument else case.titled or case.name,
        "exercise": exercise,
        "from": min(days).year if days else None,
        "to": max(days).year if days else None,
        "delegations": len(case.deciders),
        "issues": len(case.issues),
        "positions": sum(1 for position in case.of(Position) if position.stance),
    }


def _seen(name: str, reader: str | None) -> tuple[list[Remark], str]:
    """What needs a look for a reader (None: the keeper of the file), errors first, and what the case holds."""
    from travaux.facts.case import view
    from travaux.facts.checking import all_remarks
    from travaux.facts.opening import open_record

    record = open_record(name)
    if reader is not None:
        seen = view(record, reader)
        found = seen.remarks
        held = f"{counted(len(seen.parties), 'party', 'parties')}, {counted(len(seen.issues), 'issue')}"
        held += f", {counted(len(seen.positions), 'position')}"
    else:
        found = all_remarks(record)
        held = _held(record)
    return sorted(found, key=lambda remark: (remark.level != "error", remark.line or 0)), held


def _held(record: Record) -> str:
    from travaux.facts.model import Issue, Party, Position

    parties, issues, positions = len(record.of(Party)), len(record.of(Issue)), len(record.of(Position))
    return f"{counted(parties, 'party', 'parties')}, {counted(issues, 'issue')}, {counted(positions, 'position')}"


def _row(remark: Remark, keeper: bool) -> dict[str, Any]:
    return {
        "level": remark.level,
        "where": remark.where or None,
        "line": remark.line if keeper else None,
        "section": remark.section or None,
        "fact": remark.fact or None,
        "what": remark.what,
        "why": remark.why or None,
        "remedy": remark.remedy or None,
        "reader": remark.reader,
    }


def _problems(console: Console, remarks: list[Remark], held: str) -> None:
    from rich.table import Table
    from rich.text import Text

    if remarks:
        table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 1, 0))
        table.add_column(
            "where", min_width=min(WIDEST, max(len(_place(remark)) for remark in remarks)), overflow="fold"
        )
        reasons = any(remark.why for remark in remarks)
        for heading in ("what", "why", "remedy") if reasons else ("what", "remedy"):
            table.add_column(heading, ratio=1, overflow="fold")
        for remark in remarks:
            what = Text(f"{remark.level}: ", style="bold red" if remark.level == "error" else "yellow")
            what.append(printable(remark.what), style="default")
            why = [Text(printable(remark.why))] if reasons else []
            table.add_row(Text(printable(_place(remark))), what, *why, Text(printable(remark.remedy)))
        console.print(table)
    errors = sum(1 for remark in remarks if remark.level == "error")
    console.print(f"{held}: {counted(errors, 'error')}, {counted(len(remarks) - errors, 'remark')}.")


def _place(remark: Remark) -> str:
    return ":".join(str(part) for part in (remark.where, remark.line) if part) or remark.section
