"""The page that `travaux law gap` prints: norm by norm what is, what is needed, and the kind of change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from travaux.cli.law_words import about, answer_words, days, errors_first, meanings, remarks_last, support
from travaux.cli.output import counted, printable

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.law.gap import GapFound, GapRow
    from travaux.law.model import Cell

__all__ = ["gap_page"]

STYLES = {"none": "green", "unknown": "dim"}


def gap_page(console: Console, found: GapFound) -> None:
    """Print a gap: first what has to change, then what complies, then what is unknown."""
    laws = found.laws
    asked = "" if found.asked else ", the last day on record"
    heading = f"What {found.of} must change to comply with {found.target}, on {found.day}{asked}"
    console.print(printable(heading), style="bold")
    errors_first(console, laws)
    names = [about(laws, each) for each in (found.of, found.target) if laws.names.get(each, each) != each]
    if names:
        console.print(printable("; ".join(names)), style="dim")
    changing = [row for row in found.rows if row.change not in ("none", "unknown")]
    for row in sorted(changing, key=lambda each: -(each.distance or 0)):
        _change(console, found, row)
    if not changing:
        console.print("Nothing that is known has to change.")
    for kind, words in (("none", "Complies"), ("unknown", "Not known, here or at the target")):
        names = [row.norm for row in found.rows if row.change == kind]
        if names:
            console.print(printable(f"{words}: {', '.join(names)}."), style=STYLES[kind])
    compared = len(found.rows) - found.counts.get("unknown", 0)
    console.print(f"To change: {len(changing)} of {counted(compared, 'norm')} known on both sides.")
    console.print()
    kinds = list(dict.fromkeys(row.change for row in changing))
    meanings(console, {str(name): found.definitions[name] for name in (*kinds, "distance")})
    remarks_last(console, laws)


def _change(console: Console, found: GapFound, row: GapRow) -> None:
    norm = found.laws.norms[row.norm]
    line = Text(printable(norm.title or norm.id), style="cyan")
    line.append(f"  {row.change}", style="bold")
    line.append(f"  distance {row.distance:.2f}" if row.distance is not None else "", style="dim")
    console.print(line)
    needs = answer_words(norm, row.target) if row.target else " or ".join(row.needs)
    _side(console, found, "has", answer_words(norm, row.has), row.has)
    _side(console, found, "needs", needs, row.target)


def _side(console: Console, found: GapFound, label: str, words: str, cell: Cell | None) -> None:
    basis = f" ({cell.basis})" if cell and cell.basis != "dated" else ""
    text = Text(f"{label.ljust(6)}", style="dim")
    text.append(printable(f"{words}{basis}"), style="default")
    for law in cell.laws if cell else ():
        doubt = f" Doubt: {law.note}." if law.note else ""
        text.append(printable(f". {days(law)}. {support(found.laws, law)}.{doubt}"), style="dim")
    console.print(Padding(text, (0, 0, 0, 4)))
