"""How the pages on measures of law write figures, lists and definitions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from travaux.cli.output import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["few", "figure", "grid", "heading", "signed", "under"]

NAMED = 12  # names in a line before the rest is counted


def figure(value: float | None) -> str:
    """A figure from 0 to 1 with three digits, or a dash.

    Example:
        >>> figure(0.5), figure(None)
        ('0.500', '-')
    """
    return "-" if value is None else f"{value:.3f}"


def signed(value: float | None) -> str:
    """A change with its sign and three digits; what rounds to nothing shows that it is not nothing.

    Example:
        >>> signed(-0.25), signed(0.0), signed(0.0001), signed(None)
        ('-0.250', '0', '+0.0001', '-')
    """
    if value is None:
        return "-"
    if value == 0:
        return "0"
    return f"{value:+.3f}" if abs(value) >= 0.0005 else f"{value:+.1g}"


def few(words: Iterable[str], most: int = NAMED) -> str:
    """The words with commas between them; beyond so many the rest is counted.

    Example:
        >>> few(["A", "B", "C"], 2)
        'A, B and 1 more'
    """
    listed = list(words)
    rest = len(listed) - most
    return ", ".join(listed) if rest <= 0 else f"{', '.join(listed[:most])} and {rest} more"


def heading(console: Console, words: str) -> None:
    """A heading."""
    console.print(printable(words), style="bold underline")


def under(console: Console, words: str, indent: int = 2, style: str = "") -> None:
    """A line that stands under another, and keeps its indent where it is folded."""
    from rich.padding import Padding
    from rich.text import Text

    console.print(Padding(Text(printable(words), style=style), (0, 0, 0, indent)))


def grid(*headings: str, left: Iterable[str] = ()) -> Table:
    """A table without frame; columns of figures stand to the right, the first and those named to the left."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    words = {*left, headings[0]}
    for each in headings:
        table.add_column(each, justify="left" if each in words else "right", overflow="fold")
    return table
