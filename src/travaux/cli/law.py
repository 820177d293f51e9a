"""`travaux law`: who has which rule, how far laws are harmonised, what a reform changed, what is left to change."""

from __future__ import annotations

import typer

from travaux.cli import law_distance, law_gap, law_index, law_reform, law_table
from travaux.cli.output import emit

__all__ = ["app"]

app = typer.Typer(
    name="law",
    help="Norms across jurisdictions over time: who has which rule, how far laws are harmonised.",
    short_help="Laws compared: table, index, reform, gap, distance.",
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(short_help="Who has which rule on a day, with source and doubt.")(law_table.table)
app.command(short_help="How far laws are harmonised, over time.")(law_index.index)
app.command(short_help="What a reform changed, and towards whom.")(law_reform.reform)
app.command(short_help="What a jurisdiction must change to comply.")(law_gap.gap)
app.command(short_help="How far apart laws are; who stands together.")(law_distance.distance)


@app.callback(invoke_without_command=True)
def law(context: typer.Context) -> None:
    """Norms across jurisdictions over time: who has which rule, how far laws are harmonised.

    DATA is a built-in name (patent-law), a case folder or file, a table of coded laws (.csv, with its scales beside
    it), or a coded set of agreements (.csv, with its codebook beside it).
    """
    if context.invoked_subcommand is None:
        emit(context.get_help() + "\n")
