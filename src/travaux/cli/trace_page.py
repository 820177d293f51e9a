"""The page that `travaux trace` prints: one block for each version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from travaux.cli.output import counted, printable, shortened
from travaux.cli.who_words import SAYS, seen_by
from travaux.facts.naming import shown
from travaux.lineage.trace_rows import DEFINITION

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.facts.case import Case
    from travaux.lineage.said import Said
    from travaux.lineage.tracing import OpenChoice, Trace, TraceStep

__all__ = ["said_line", "trace_page"]

WORDS = 70  # characters of a passage
CHOICES = 4  # choices of a provision that are set out

_STATES = {"open": "in brackets", "unbracketed": "without brackets", "absent": "not in the text"}


def trace_page(console: Console, life: Trace, case: Case | None, *, full: bool) -> None:
    """Print the life of something, version by version."""
    title = life.name if not life.issue or life.name == life.issue else f"{life.name} ({life.issue})"
    whose = f"{case.name}, {seen_by(case.reader)}" if case is not None else "in the order given"
    console.print(printable(f"{title}: {counted(len(life.steps), 'version')}, {whose}"), style="bold")
    if life.question:
        console.print(printable(life.question))
    if life.kind != "choice" or not life.issue:
        console.print(printable(f"Found in {life.found_in.shown}."), style="dim")
    if life.also:
        console.print(
            printable(f"The words stand in other places of that version too: {'; '.join(life.also)}."), style="yellow"
        )
    for step in life.steps:
        _block(console, step, full=full)
    if life.later:
        console.print()
        console.print("Later, or on no day that is known", style="bold")
        for each in life.later:
            _line(console, said_line(each, full=full))
    if life.outcome is not None:
        console.print()
        day = f", {life.outcome[1]}" if life.outcome[1] else ""
        console.print(printable(f"Outcome on record: {life.outcome[0]}{day}."))
    console.print()
    console.print(f"{DEFINITION[0].upper()}{DEFINITION[1:]}.", style="dim")


def _block(console: Console, step: TraceStep, *, full: bool) -> None:
    console.print()
    day = f", {step.version.date}" if step.version.date else ""
    heading = Text(printable(f"{step.version.shown}{day}"), style="bold")
    where = "; ".join(step.where) or "no provision"
    heading.append(printable(f"  {where}, {_STATES[step.state]}"), style="not bold")
    console.print(heading)
    for each in step.said:
        _line(console, said_line(each, full=full), "dim")
    for event in step.happened:
        _line(console, event.text if full else shortened(event.text, 2 * WORDS), "cyan")
    for line in _standing(step, full=full):
        _line(console, line, indent=4)


def _standing(step: TraceStep, *, full: bool) -> Iterator[str]:
    """What stands in the text: the options of what is open, or the words."""
    if step.state == "unbracketed" or (step.state == "open" and not step.choices):
        yield f"“{step.words if full else shortened(step.words, 2 * WORDS)}”"
        return
    choices = step.choices if full else step.choices[:CHOICES]
    for choice in choices:
        yield from _options(choice, full=full, named=len(step.choices) > 1)
    if len(step.choices) > len(choices):
        yield f"… and {len(step.choices) - len(choices)} more choices: --full"


def _options(choice: OpenChoice, *, full: bool, named: bool) -> Iterator[str]:
    if named:
        yield f"{choice.id}:"
    for number, option in enumerate(choice.options, 1):
        label = option.label or ("keep" if len(choice.options) == 1 else str(number))
        words = option.words if full else shortened(option.words, WORDS)
        yield f"{label}: “{words}”, {_named(option.backs, option.opposes)}"


def _named(backs: Iterable[str], opposes: Iterable[str]) -> str:
    parts = [f"{verb} by {' '.join(who)}" for verb, who in (("backed", backs), ("opposed", opposes)) if who]
    return "; ".join(parts) or "nobody named"


def said_line(each: Said, *, full: bool) -> str:
    """One statement in a line: day, who, what, and where it is from."""
    verb = SAYS[each.stance] if each.stance else "says of"
    line = f"{each.date or 'undated'}  {shown(each.party)} {verb} “{each.option_label or 'the issue'}”"
    if each.words:
        line += f" ({each.words})"
    if full and each.reason:
        line += f": {each.reason}"
    line += f"; {each.source or 'source not named'}"
    return line if each.reader == "public" else f"{line}; for {each.reader} only"


def _line(console: Console, words: str, style: str = "", indent: int = 2) -> None:
    console.print(Padding(Text(printable(words), style=style), (0, 0, 0, indent)))
