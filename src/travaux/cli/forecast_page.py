"""How forecasts and back-tests look on a terminal: the answers of the models, and what stands behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from travaux.cli.output import counted, printable, shortened

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from travaux.consensus.actors import WrongCell
    from travaux.consensus.backtest import Backtest
    from travaux.consensus.forecasting import Forecast, Voice
    from travaux.consensus.references import Comparison

__all__ = ["backtest_page", "comparison_page", "forecast_page", "wrong_cells"]

NAMED = 12  # parties named in a line before the rest is counted
WORDS = 48  # characters of the label of an option
ENOUGH = 30  # issues from which on a mean error is more than an anecdote


def forecast_page(
    console: Console, found: Sequence[Forecast], name_of: Callable[[str], str], no_scale: Sequence[str]
) -> None:
    """Each forecast with its models, their spread, and the positions behind them."""
    from travaux.consensus.forecast_models import MODELS

    for each in found:
        _forecast(console, each, name_of)
    if no_scale:
        left = f"On no scale, so without a forecast: {_few(no_scale)}."
        console.print(printable(left), style="dim")
    if not found:
        console.print("No issue of this case is on a scale: a forecast needs a unit, and the places of the options.")
        return
    used = {model for each in found for model in each.models}
    _meanings(console, {name: words for name, words in MODELS.items() if name in used})
    console.print("The spread of the models is no margin of error; --backtest says how far they were off.", style="dim")


def _forecast(console: Console, found: Forecast, name_of: Callable[[str], str]) -> None:
    heading = found.title if found.title not in ("", found.issue) else ""
    console.print(printable(f"{found.issue}: {heading}" if heading else found.issue), style="bold underline")
    console.print(printable(_scale(found)))
    if found.settled is not None:
        console.print(f"Settled by that day, at {_figure(found.settled)}.")
    if found.spread is None:
        console.print(f"No position is known (0 of {counted(found.of, 'party', 'parties')}), so nothing is expected.")
        console.print()
        return
    table = _table("model", "expects")
    for model, at in found.models.items():
        table.add_row(model, _figure(at))
    console.print(table)
    low, high = found.spread
    known = f"{len(found.voices)} of {counted(found.of, 'deciding party', 'deciding parties')}"
    console.print(f"Spread of the models: {_figure(low)} to {_figure(high)}. Positions known: {known}.")
    console.print(printable(f"Positions used: {_few(_voice(voice, name_of) for voice in found.voices)}."))
    if found.without:
        console.print(printable(f"Unknown, and not placed: {_few(map(name_of, found.without))}."))
    console.print()


def _scale(found: Forecast) -> str:
    parts = [f"Scale in {found.unit}"]
    if found.low is not None and found.high is not None:
        parts[0] += f", from {_figure(found.low)} to {_figure(found.high)}"
    if found.places:
        options = (f"{shortened(place.label or place.option, WORDS)} ({_figure(place.at)})" for place in found.places)
        parts.append("on the table: " + "; ".join(options))
    if found.status_quo is not None:
        parts.append(f"status quo: {_figure(found.status_quo)}")
    return ". ".join(part[0].upper() + part[1:] for part in parts) + "."


def _voice(voice: Voice, name_of: Callable[[str], str]) -> str:
    how = {"prefer": "prefers", "accept": "accepts", "table": ""}[voice.basis]
    through = f"through {name_of(voice.through)}" if voice.through else ""
    condition = "under a condition" if voice.conditional else ""
    weight = f"weight {_figure(voice.weight)}"
    said = ", ".join(part for part in (how, condition, through, weight) if part)
    return f"{name_of(voice.party)} {_figure(voice.at)} ({said})"


def backtest_page(console: Console, found: Backtest) -> None:
    """Each issue that could be scored, then the models over all of them, then why the others could not."""
    from travaux.consensus.backtest import BASELINES
    from travaux.consensus.forecast_models import MODELS

    for each in found.scored:
        console.print(printable(each.issue), style="bold underline")
        known = f"{each.known} of {counted(each.of, 'deciding party', 'deciding parties')}"
        console.print(f"Decided on {each.decided_on.isoformat()}: {_figure(each.outcome)} {printable(each.unit)}.")
        console.print(f"Positions known the day before: {known}.")
        table = _table("model", "expected", "off by", "% of scale")
        for name, miss in each.misses.items():
            table.add_row(name, _figure(miss.at), _figure(miss.error), f"{miss.percent:.1f}")
        console.print(table)
        console.print()
    if found.models:
        console.print("Mean absolute error", style="bold underline")
        table = _table("model", "issues", "% of scale", "in units")
        for score in found.models:
            units = "units differ" if score.error is None else f"{_figure(score.error)} {score.unit}"
            table.add_row(score.model, str(score.issues), f"{score.percent:.1f}", printable(units))
        console.print(table)
        few = ": so few say little" if len(found.scored) < ENOUGH else ""
        console.print(f"{counted(len(found.scored), 'issue')} scored{few}.", style="dim")
    else:
        console.print("No issue could be scored.")
    for issue, why in found.left_out.items():
        console.print(printable(f"Not scored: {issue}: {why}."), style="dim")
    _meanings(console, {**MODELS, **BASELINES})


def comparison_page(console: Console, found: Sequence[Comparison]) -> None:
    """Our models beside what others published for the same table."""
    table = _table("dimension", "model", "here", "there", "here - there", "what stands there")
    kinds = {"same": "the same figure, as published", "final": "mean of the last positions of a run"}
    for each in found:
        what = kinds[each.kind]
        if each.low is not None and each.high is not None:
            what += f" ({_figure(each.low)} to {_figure(each.high)})"
        row = (each.dimension, each.model, _figure(each.here), _figure(each.there), f"{each.difference:+.3g}", what)
        table.add_row(*map(printable, row))
    console.print(table)
    if all(each.kind == "same" for each in found):
        return
    console.print(
        "A run moves actors over many states, on all dimensions at once; the models here are taken once, from the "
        "first positions, each dimension by itself. Compare them; neither is an outcome.",
        style="dim",
    )


def wrong_cells(console: Console, cells: Sequence[WrongCell]) -> None:
    """The cells that could not be taken as they stand, each with its row and column."""
    for cell in cells:
        console.print(printable(f"{cell}; taken as unknown where a number is needed"), style="yellow")
    if cells:
        console.print()


def _meanings(console: Console, meanings: dict[str, str]) -> None:
    for name, words in meanings.items():
        console.print(f"{name}: {words}.", style="dim")


def _table(*headings: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for number, heading in enumerate(headings):
        figures = heading not in ("model", "dimension", "what stands there", "in units")
        table.add_column(heading, justify="right" if number and figures else "left", overflow="fold")
    return table


def _few(words: Iterable[str]) -> str:
    listed = list(words)
    rest = len(listed) - NAMED
    return "; ".join(listed) if rest <= 0 else "; ".join(listed[:NAMED]) + f"; and {rest} more (--json names all)"


def _figure(value: float) -> str:
    return f"{value:.4g}" if abs(value) < 10_000 else f"{value:,.0f}"
