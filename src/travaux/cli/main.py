"""The command `travaux`: its commands, and how it ends."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from travaux import __version__
from travaux.cli import (
    backup,
    case,
    changes_for,
    choosing,
    compare,
    consensus,
    consolidate,
    demo,
    export,
    forecast,
    issues,
    law,
    reading,
    schema,
    serve,
    show,
    table,
    timeline,
    trace,
    treaty,
    verify,
    who,
)
from travaux.cli.output import complain, emit
from travaux.errors import TravauxError

__all__ = ["app", "run"]

UNUSABLE = 2
FAULT = 3

app = typer.Typer(
    name="travaux",
    help="Read negotiating texts: what is open, who holds which bracket, which clean texts remain.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(short_help="What the draft holds, and what was assumed.")(reading.read)
app.command(short_help="One row for each open choice.")(issues.issues)
app.command(short_help="The text, with who stands behind each bracket.")(show.show)
app.command(short_help="Settle choices: a cleaner text.")(choosing.choose)
app.command(short_help="The text as one party wants it.")(choosing.project)
app.command(short_help="The draft in another format.")(choosing.convert)
app.add_typer(case.app)
app.command(short_help="Who stands where, since when, and how one knows.")(who.who)
app.command(short_help="Which package nobody has excluded; who blocks; ways out.")(consensus.consensus)
app.command(short_help="What simple models expect for issues on a scale.")(forecast.forecast)
app.add_typer(law.app)
app.add_typer(treaty.app)
app.command(short_help="What changed between two texts, and what was reopened.")(compare.compare)
app.command(short_help="One bracketed text out of a base and proposals.")(consolidate.consolidate)
app.command(short_help="A text and proposals side by side.")(table.table)
app.command(short_help="Versions of a text: brackets, choices, reopenings.")(timeline.timeline)
app.command(short_help="The life of one issue or passage through all versions.")(trace.trace)
app.command(short_help="What changed for one delegation since a version.")(changes_for.changes_for)
app.command(short_help="All of this, step by step, on a draft.")(demo.demo)
app.command(short_help="The workbench in a browser.")(serve.serve)
app.command(short_help="Whether the chain of the register is whole.")(verify.verify)
app.command(short_help="A copy of the register, while it is written to.")(backup.backup)
app.command(short_help="A case of the register as a case folder.")(export.export)
app.command(short_help="The shapes of the JSON, as JSON Schema.")(schema.schema)


@app.callback(invoke_without_command=True, epilog="Exit status: 0 done, 1 problems found by a check, 2 unusable input.")
def travaux(
    context: typer.Context,
    show_version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Read negotiating texts: what is open, who holds which bracket, which clean texts remain."""
    if show_version:
        emit(f"travaux {__version__}\n")
    elif context.invoked_subcommand is None:
        emit(context.get_help() + "\n")


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status.

    Args:
        arguments: what stands after `travaux`; by default what the shell gave.

    Raises:
        SystemExit: always, with 0 done, 1 problems found by a check, 2 unusable input, 3 a fault of Travaux itself.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_status(arguments))


def _status(arguments: list[str] | None) -> int:
    try:
        status = app(args=arguments, prog_name="travaux", standalone_mode=False)
    except TravauxError as error:
        complain(str(error))
        return UNUSABLE
    except (KeyboardInterrupt, typer.Abort):
        complain("stopped")
        return 130
    except Exception as error:
        usage = getattr(error, "format_message", None)  # an error of usage, in every version of typer
        if usage is not None:
            complain(f"{usage().rstrip('.')}. Remedy: {_help_command(error)} says what is expected.")
            return UNUSABLE
        if os.environ.get("TRAVAUX_DEBUG"):
            raise
        complain(
            f"a fault in Travaux, not in your file ({type(error).__name__}: {error}). "
            "Remedy: run it again with TRAVAUX_DEBUG=1 and report what it prints."
        )
        return FAULT
    return status if isinstance(status, int) else 0


def _help_command(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    return f"{getattr(context, 'command_path', None) or 'travaux'} --help"
