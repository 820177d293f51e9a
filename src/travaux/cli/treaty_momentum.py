"""`travaux treaty momentum`: the gaps between meetings and between results, with the longest silences named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import CaseName, KnownOn, OnDay, ReaderName
from travaux.cli.output import counted, emit_json, page, printable, shortened

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.treaty.momentum import Event, MomentumFound, Pace, Silence

__all__ = ["momentum"]

WORDS = 150  # characters of a doubt
SHOWN = 3  # silences that are named of one body


def momentum(
    case: CaseName,
    on: OnDay = None,
    known: KnownOn = None,
    reader: ReaderName = "public",
    full: Annotated[bool, typer.Option("--full", help="Every silence, not only the longest.")] = False,
    as_json: AsJson = False,
) -> None:
    """Momentum of a body: gaps between sessions and between results, with the longest silences named.

    A silence is one of the record: that nothing is on record does not say that nothing was done.
    """
    from travaux.facts.opening import open_case
    from travaux.treaty.momentum import momentum as found

    seen = found(open_case(case, reader=reader, on=on, known=known))
    if as_json:
        emit_json(_row(seen))
        return
    with page() as console:
        _page(console, seen, full=full)


def _page(console: Console, found: MomentumFound, *, full: bool) -> None:
    from rich.text import Text

    from travaux.treaty.momentum import DEFINITIONS

    console.print(Text(printable(f"Momentum of {found.case}" + (f" on {found.on}" if found.on else "")), style="bold"))
    for pace in (found.sessions, found.results, *(each for each in found.bodies if each.gaps or full)):
        _pace(console, pace, full=full)
    once = [f"{each.body} ({each.events[0].end})" for each in found.bodies if len(each.events) == 1]
    if once and not full:
        console.print()
        console.print(Text(printable(f"Once on record: {'; '.join(once)}")))
    console.print()
    for name, words in DEFINITIONS.items():
        console.print(f"{name}: {words}", style="dim")


def _pace(console: Console, pace: Pace, *, full: bool) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print()
    what = counted(len(pace.events), pace.matter)
    undated = f", {pace.undated} more without a day" if pace.undated else ""
    middle = f"; median gap {pace.median_gap:,.0f} days" if pace.median_gap is not None else ""
    console.print(Text(printable(f"{pace.body or 'The case as a whole'}: {what}{undated}{middle}"), style="bold"))
    shown = pace.silences if full else pace.silences[:SHOWN]
    if pace.lasting and pace.lasting not in shown:
        shown = (*shown, pace.lasting)
    for silence in shown:
        still = Text(" (still lasts)", style="yellow") if silence.lasts else Text("")
        console.print(Padding(Text(printable(silence.words)) + still, (0, 0, 0, 2)))
        for doubt in silence.doubts:
            words = printable(doubt) if full else shortened(doubt, WORDS)
            console.print(Padding(Text(f"doubt: {words}", style="dim"), (0, 0, 0, 4)))
    if len(shown) < len(pace.silences):
        console.print(f"  … and {len(pace.silences) - len(shown)} shorter: --full", style="dim")


def _row(found: MomentumFound) -> dict[str, Any]:
    from travaux.treaty.momentum import DEFINITIONS

    return {
        "case": found.case,
        "on": found.on.isoformat() if found.on else None,
        "sessions": _pace_row(found.sessions),
        "results": _pace_row(found.results),
        "bodies": [_pace_row(each) for each in found.bodies],
        "longest": [_silence_row(each) for each in found.longest],
        "definitions": DEFINITIONS,
    }


def _pace_row(pace: Pace) -> dict[str, Any]:
    return {
        "body": pace.body,
        "matter": pace.matter,
        "events": [_event_row(each) for each in pace.events],
        "undated": pace.undated,
        "gaps": list(pace.gaps),
        "median_gap": pace.median_gap,
        "lasting_days": pace.lasting.days if pace.lasting else None,
    }


def _event_row(event: Event) -> dict[str, Any]:
    return {
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "what": event.what,
        "section": event.section,
        "fact": event.fact,
        "source": event.source,
        "doubt": event.doubt,
    }


def _silence_row(silence: Silence) -> dict[str, Any]:
    return {
        "body": silence.body,
        "matter": silence.matter,
        "since": silence.since.isoformat(),
        "until": silence.until.isoformat(),
        "days": silence.days,
        "lasts": silence.lasts,
        "after": silence.after.fact,
        "before": silence.before.fact if silence.before else None,
        "words": silence.words,
        "doubts": list(silence.doubts),
    }
