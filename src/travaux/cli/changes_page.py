"""The page that `travaux changes-for` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from travaux.cli.output import counted, printable, shortened
from travaux.cli.who_words import seen_by
from travaux.lineage.changed import DEFINITIONS

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.lineage.changed import ChangeLine, Changes

__all__ = ["changes_page"]

LINE = 220  # characters of a line that is not asked for in full

_HEADINGS = {
    "red_lines": "Red lines and oppositions that the text has gone against",
    "touched": "Its words, touched",
    "brackets": "Its brackets, no longer open",
    "allies": "Beside it",
    "opponents": "Against it, or for other words",
    "alone": "Named alone",
}


def changes_page(console: Console, found: Changes, *, full: bool) -> None:
    """Print what changed, red lines first, and what each section lists."""
    until = f", up to {found.until.shown}" if found.until != found.since else ""
    console.print(
        printable(f"{found.party_name}: what changed since {found.since.shown}{until}; {seen_by(found.reader)}"),
        style="bold",
    )
    if found.until == found.since:
        console.print("There is no later version in the case.")
    if found.undated:
        console.print("That version has no date, so nothing on record can be called later.", style="yellow")
    empty = []
    for name, heading in _HEADINGS.items():
        lines: tuple[ChangeLine, ...] = getattr(found, name)
        if not lines:
            empty.append(heading[0].lower() + heading[1:])
            continue
        console.print()
        console.print(f"{heading} ({len(lines)})", style="bold red" if name == "red_lines" else "bold")
        for line in lines:
            _print(console, line, full=full)
    if empty:
        console.print()
        console.print(f"Nothing under: {'; '.join(empty)}.")
    if found.unplaced:
        issues = printable(", ".join(found.unplaced))
        console.print(f"Against an option of {counted(len(found.unplaced), 'issue')} that no text holds: {issues}.")
    console.print()
    for name, words in DEFINITIONS.items():
        heading = _HEADINGS[name]
        console.print(f"{heading[0].lower()}{heading[1:]}: {words}.", style="dim")
    console.print("A party that is not named has no recorded position; that is no consent.", style="dim")


def _print(console: Console, line: ChangeLine, *, full: bool) -> None:
    place = ", ".join(filter(None, (line.where, line.choice or line.issue)))
    words = Text(printable(place), style="cyan")
    text = line.text if full else shortened(line.text, LINE)
    words.append(printable(f"  {text}"), style="default")
    version = f"{line.version}: " if line.issue and line.version else ""
    day = f"{line.date}, " if line.date else ""
    told = "" if line.reader == "public" else f"; for {line.reader} only"
    words.append(printable(f"  [{version}{day}{line.source}{told}]"), style="dim")
    console.print(Padding(words, (0, 0, 0, 2)))
