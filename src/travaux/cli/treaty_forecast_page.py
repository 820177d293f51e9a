"""How forecasts of treaties look on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from travaux.cli.output import counted, printable, shortened

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.treaty.forecasting.results import Candidate, Expected, FanPoint, ForecastFound

__all__ = ["forecast_page"]

NAMED = {"signatory": 10, "outsider": 5}  # candidates shown before the rest is counted
NAME = 20  # characters of a name
STEPS = 5  # lines of the fan
ELSEWHERE = ("signatory", "outsider", "in n of m", "or its union")  # defined where they stand


def forecast_page(console: Console, found: ForecastFound) -> None:
    """The answer first, then who may join, the numbers beside the base rate, the fan, and what it all rests on."""
    console.print(printable(shortened(found.name, 78)), style="bold underline")
    console.print(f"As known on {found.on.isoformat()}, looking ahead to {found.horizon.isoformat()}.")
    for words in found.words:
        console.print(printable(words))
    if found.entry_into_force is not None and found.reached is None:
        from travaux.treaty.forecasting.wording import said_of_moment

        console.print(f"Entry into force: {said_of_moment(found.entry_into_force, found.horizon)}.")
    for doubt in found.doubts:
        console.print(printable(f"Doubt: {doubt}."), style="yellow")
    console.print()
    for pathway, heading in (("signatory", "Signatories that may ratify"), ("outsider", "Others that may accede")):
        _candidates(console, heading, [each for each in found.candidates if each.pathway == pathway])
    _legend(console, found)
    _numbers(console, found)
    _fan(console, found.counts)
    _ground(console, found)


def _numbers(console: Console, found: ForecastFound) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for heading in ("more instruments by the horizon", "mean", "median", "50 %", "90 %"):
        table.add_column(heading, justify="left" if heading.startswith("more") else "right")
    for name, more in (("forecast", found.more), ("base rate", found.base_rate.more)):
        table.add_row(name, *(_expected(more) if more else ("none", "", "", "")))
    console.print(table)
    console.print()


def _expected(more: Expected) -> tuple[str, str, str, str]:
    low, high = more.likely
    least, most = more.wide
    return f"{more.mean:.1f}", str(more.median), f"{low} to {high}", f"{least} to {most}"


def _fan(console: Console, points: Sequence[FanPoint]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for heading in ("count on", "5 %", "25 %", "median", "75 %", "95 %"):
        table.add_column(heading, justify="left" if heading == "count on" else "right")
    step = max(1, (len(points) - 1) // STEPS)
    for point in points[::step]:
        table.add_row(point.day.isoformat(), *map(str, (point.q05, point.q25, point.q50, point.q75, point.q95)))
    console.print(table)
    console.print()


def _candidates(console: Console, heading: str, every: Sequence[Candidate]) -> None:
    from travaux.treaty.forecasting.wording import percent

    if not every:
        return
    expected = sum(each.probability for each in every)
    console.print(f"{heading}: {len(every)}, of whom {expected:.1f} are expected", style="bold")
    shown = NAMED[every[0].pathway]
    for each in every[:shown]:
        console.print(printable(f"{percent(each.probability):>9}  {shortened(each.name, NAME):<{NAME}}  {each.words}"))
    if len(every) > shown:
        console.print(f"  and {len(every) - shown} more (--json names all)", style="dim")
    console.print()


def _legend(console: Console, found: ForecastFound) -> None:
    """What the words beside the candidates mean, at the place where they stand."""
    if not found.candidates:
        console.print("Nobody on record is left who could join.")
    else:
        console.print(f"in n of m: {found.definitions['in n of m']}.", style="dim")
    if any("or its union" in each.words for each in found.candidates):
        console.print(f"or its union: {found.definitions['or its union']}.", style="dim")
    console.print()


def _ground(console: Console, found: ForecastFound) -> None:
    known = found.trained_on
    console.print(
        f"Trained on {counted(known.instruments, 'instrument')} of {counted(known.treaties, 'treaty', 'treaties')} "
        f"up to {known.until.isoformat()}, and on {counted(known.windows, 'earlier window')} of this length.",
        style="dim",
    )
    if known.left_out:
        console.print(printable(f"Left out, instruments not on record: {', '.join(known.left_out)}."), style="dim")
    for name, words in found.definitions.items():
        if name not in ELSEWHERE:
            console.print(printable(f"{name}: {words}."), style="dim")
