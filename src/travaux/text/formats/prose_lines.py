"""A stream cut into the lines in which it is printed: one for each paragraph or provision."""

from __future__ import annotations

from collections.abc import Iterable

from travaux.text.model import Break
from travaux.text.stream import ChoiceOpen, Event, OptionOpen

__all__ = ["HEADINGS", "HeadingLevels", "printed_lines"]

HEADINGS = frozenset({"title", "part", "chapter", "section", "annex", "preamble", "article", "heading"})


def printed_lines(events: Iterable[Event]) -> list[list[Event]]:
    """The events in lines; each begins with its `Break`, or with the openings that are printed before its number.

    A bracket that opens just before a paragraph belongs to the line of that paragraph: drafts print `[3. Each Party`,
    not a bracket alone on the line above. Joined together the lines are the events again, in the same order.
    """
    lines: list[list[Event]] = [[]]
    for event in events:
        if isinstance(event, Break):
            line = lines[-1]
            keep = len(line)
            while keep and isinstance(line[keep - 1], (ChoiceOpen, OptionOpen)):
                keep -= 1
            lines.append(line[keep:])
            del line[keep:]
        lines[-1].append(event)
    return [line for line in lines if line]


class HeadingLevels:
    """Heading levels without gaps: each heading stands one level below the nearest one before it that encloses it."""

    def __init__(self) -> None:
        self.open: list[int] = []

    def of(self, begins: Break) -> int:
        """The level (from 1) of the heading that begins here."""
        while self.open and self.open[-1] >= begins.level:
            self.open.pop()
        self.open.append(begins.level)
        return len(self.open)
