"""`travaux treaty`: who is bound, when a treaty enters into force, what does not fit, who is likely to join."""

from __future__ import annotations

import typer

from travaux.cli import (
    treaty_backtest,
    treaty_bound,
    treaty_changes,
    treaty_check,
    treaty_force,
    treaty_forecast,
    treaty_momentum,
    treaty_status,
)
from travaux.cli.output import emit

__all__ = ["app"]

app = typer.Typer(
    name="treaty",
    help="Who signed, who is bound, when a treaty enters into force, who is likely to join.",
    short_help="Who is bound by what since when; entry into force.",
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(short_help="Who signed, and who is bound since when.")(treaty_status.status)
app.command(short_help="What binds a party on a day.")(treaty_bound.bound)
app.command(short_help="The rule of entry into force, and the count towards it.")(treaty_force.force)
app.command(short_help="Recorded days against the rules.")(treaty_check.check)
app.command(short_help="When a threshold will be reached; who may join.")(treaty_forecast.forecast)
app.command(short_help="Forecasts of earlier days, scored.")(treaty_backtest.backtest)
app.command(short_help="What differs between two snapshots.")(treaty_changes.changes)
app.command(short_help="Gaps between sessions and between results.")(treaty_momentum.momentum)


@app.callback(invoke_without_command=True)
def treaty(context: typer.Context) -> None:
    """Who signed, who is bound, when a treaty enters into force, who is likely to join.

    A treaty is named by its id, short name or name. It is looked for in the built-in `wipo`; elsewhere with
    `--in DATA` or as DATA:TREATY, where DATA is a built-in name, a case folder or file, or a table (.csv, .csv.gz).
    """
    if context.invoked_subcommand is None:
        emit(context.get_help() + "\n")
