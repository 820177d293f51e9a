"""Where printed lines are parted once more, so that brackets over many paragraphs pair when they are read back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from travaux.text.model import Break, Text
from travaux.text.stream import ChoiceClose, ChoiceOpen, Event, OptionClose, OptionOpen

__all__ = ["parted"]

_TAIL = " \t\n.;,:)\u201d\""


def parted(lines: Iterable[list[Event]]) -> list[list[Event]]:
    """The lines, with each attributed bracket that runs over later lines opened on a line of its own.

    A reader of plain words lets a bracket hold later paragraphs where nothing but marks stands before it and either
    a number or a new line after it, and closes it only where a paragraph ends: `…]] [EG propose: Parties` in the middle
    of a line says neither. For the same reason the label of an option stands alone above a number: `Option 1:`, then
    `1. All Parties`.

    Example:
        >>> from travaux.text.model import Option
        >>> label = OptionOpen(Option(label="Option 1:"))
        >>> [len(line) for line in parted([[label, Break("paragraph", "1.", 40), Text("All Parties")]])]
        [1, 2]
    """
    lines = list(lines)
    far = _far(lines)
    parting = _Parting()
    for number, line in enumerate(lines):
        parting.begin()
        for place, event in enumerate(line):
            parting.add(event, far.get((number, place), ""))
    return [line for line in parting.lines if line]


class _Parting:
    """Puts event after event on lines.

    `leading`: the line opens a far bracket under an attribution, and holds no words; `ended`: it ends with the close
    of one.
    """

    def __init__(self) -> None:
        self.lines: list[list[Event]] = []
        self.leading = self.ended = False

    def begin(self) -> None:
        self.lines.append([])
        self.leading = self.ended = False

    def add(self, event: Event, reach: str) -> None:
        """One event; `reach` says whether it is the opening or the close of a far bracket, and of which kind."""
        line = self.lines[-1]
        speaks = isinstance(event, OptionOpen) or _is_word(event)
        if isinstance(event, OptionOpen) and (self.ended or (reach == "attributed" and _has_words(line))):
            line.append(Text(event.option.joint.rstrip()))
            event = OptionOpen(replace(event.option, joint=""))
            self.begin()
        elif self.leading and speaks:
            self.begin()
            self.leading = bool(reach)
        elif _under_label(event, line) or (self.ended and speaks):
            self.begin()
        line = self.lines[-1]
        if reach == "attributed":
            self.ended = isinstance(event, OptionClose)
            self.leading = not self.ended and not _numbered(line)
        elif _numbered([event]):
            self.leading = False
        line.append(event)


def _far(lines: list[list[Event]]) -> dict[tuple[int, int], str]:
    """Where options open and close that close on a later line than they open, and whether they are attributed."""
    found: dict[tuple[int, int], str] = {}
    stack: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines):
        for place, event in enumerate(line):
            if isinstance(event, OptionOpen):
                stack.append((number, place, "attributed" if event.option.head else "bare"))
            elif isinstance(event, OptionClose):
                begun, where, kind = stack.pop()
                if begun < number:
                    found[begun, where] = found[number, place] = kind
    return found


def _is_word(event: Event) -> bool:
    if isinstance(event, Text):
        return bool(event.text.strip(_TAIL))
    return not isinstance(event, (Break, ChoiceOpen, ChoiceClose, OptionOpen))


def _has_words(line: list[Event]) -> bool:
    """Whether more than a number and opening marks stands on the line."""
    return any(map(_is_word, line))


def _numbered(line: list[Event]) -> bool:
    return any(isinstance(event, Break) and event.number for event in line)


def _under_label(event: Event, line: list[Event]) -> bool:
    """Whether a number would follow the label of an option."""
    last = line[-1] if line else None
    return _numbered([event]) and isinstance(last, OptionOpen) and bool(last.option.label.strip())
