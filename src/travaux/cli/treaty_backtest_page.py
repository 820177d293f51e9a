"""How back-tests of forecasts of treaties look on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from travaux.cli.output import counted, printable, shortened

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.treaty.forecasting.backtest_results import BacktestFound, Scores

__all__ = ["backtest_page"]

LOW, HIGH = 0.85, 0.95


def backtest_page(console: Console, found: BacktestFound) -> None:
    """The verdict first, then the scores by set, by years and by treaty."""
    assert found.overall is not None
    for words in _verdict(found.overall):
        console.print(words)
    console.print()
    _table(console, "set", [("all", found.overall), *found.sets.items()])
    _table(console, "year", [(str(year), each) for year, each in found.by_year.items()])
    _table(console, "treaty", found.by_treaty.items())
    _events(console, found.overall)
    for name, why in found.left_out.items():
        console.print(printable(f"Not scored: {name}: {why}."), style="dim")
    for name, words in found.definitions.items():
        console.print(printable(f"{name}: {words}."), style="dim")


def _verdict(scores: Scores) -> Iterable[str]:
    yield f"{counted(scores.forecasts, 'forecast')} scored."
    better = "better" if scores.log_score < scores.base_log_score else "no better"
    yield f"Log score {scores.log_score:.3f} beside {scores.base_log_score:.3f} of the base rate: {better}."
    inside = LOW <= scores.coverage.most <= HIGH
    yield (
        f"The 90 % interval held {100 * scores.coverage.most:.1f} % of what came "
        f"({'within' if inside else 'outside'} 85 to 95 %); exactly counted {100 * scores.coverage.exact_most:.1f} %."
    )


def _table(console: Console, first: str, rows: Iterable[tuple[str, Scores]]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for heading in (first, "n", "log", "base", "50 %", "90 %", "Brier", "base", "off by"):
        table.add_column(heading, justify="left" if heading == first else "right")
    for name, each in rows:
        table.add_row(
            printable(shortened(name, 22)), str(each.forecasts), f"{each.log_score:.2f}", f"{each.base_log_score:.2f}",
            f"{each.coverage.half:.2f}", f"{each.coverage.most:.2f}", f"{each.brier_next_ten:.3f}",
            f"{each.base_brier_next_ten:.3f}", f"{each.mean_error:.1f}",
        )  # fmt: skip
    console.print(table)
    console.print()


def _events(console: Console, scores: Scores) -> None:
    if scores.brier_threshold is not None and scores.base_brier_threshold is not None:
        console.print(
            f"Own threshold reached, {counted(scores.thresholds, 'question')}: Brier {scores.brier_threshold:.3f} "
            f"beside {scores.base_brier_threshold:.3f}."
        )
    console.print(
        f"Who joins, {counted(scores.party_forecasts, 'party', 'parties')}: log score {scores.party_log_score:.4f} "
        f"beside {scores.party_base:.4f} if all were alike."
    )
    console.print("Brier is for the next ten instruments; off by is the mean distance of the median.", style="dim")
