"""A negotiating text as plain prose, for mail, repositories and editors: Markdown, or nothing but the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from travaux.text.formats.prose_escape import Run, written
from travaux.text.formats.prose_lines import HEADINGS, HeadingLevels, printed_lines
from travaux.text.formats.prose_parting import parted
from travaux.text.instrument import Instrument
from travaux.text.model import Aside, Break, Change, Note, Stream, Text
from travaux.text.stream import Event, OptionClose, OptionOpen, flatten

__all__ = ["markdown", "plain"]

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = {"inserted": "++", "moved_to": "++", "deleted": "--", "moved_from": "--"}


def markdown(instrument: Instrument) -> str:
    """The text as Markdown: every bracket, head, label and joint as printed, headings as `#`, notes as `[^1]`.

    What Markdown would misread is escaped (`4\\.`), so that the numbers of paragraphs stay as they are. Bold, italic,
    underline, strike-through and raised or lowered words are kept, tracked changes become `<ins>` and `<del>` with
    author and date; colours are not written.

    Example:
        >>> from travaux.text.model import Break, Text
        >>> markdown(Instrument((Break("article", "Article 1", 20), Break("paragraph", "1.", 40), Text("Act [now]."))))
        '# Article 1\\n\\n1\\\\. Act [now].\\n'
    """
    return _Prose(_Markdown()).write(instrument.body)


def plain(instrument: Instrument) -> str:
    """The text as bare words: paragraphs parted by empty lines, notes as raised marks with a list at the end.

    Styles are not written; tracked changes are, as `{++inserted++}` and `{--deleted--}` (CriticMarkup), because the
    words would run together otherwise.

    Example:
        >>> from travaux.text.model import Note, Text
        >>> plain(Instrument((Text("Each Party"), Note("5", (Text("Under review."),)), Text(" shall act."))))
        'Each Party⁵ shall act.\\n\\nNotes\\n\\n5  Under review.\\n'
    """
    return _Prose(_Plain()).write(instrument.body)


class _Manner(Protocol):
    """How lines and notes are put on paper."""

    def line(self, runs: list[Run], level: int) -> str:
        """One line; `level` is the heading level, 0 for other lines."""

    def mark(self, name: str) -> str:
        """The mark of a note in the text."""

    def notes(self, notes: list[tuple[str, str, list[str]]]) -> list[str]:
        """The notes at the end: name, what is known of each, and its lines."""


@dataclass(slots=True)
class _Prose:
    """Writes a stream line by line; notes gather on the way, and notes of notes after them."""

    manner: _Manner
    notes: list[tuple[str, Note]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    levels: HeadingLevels = field(default_factory=HeadingLevels)

    def write(self, body: Stream) -> str:
        lines = self._lines(body, headings=True)
        listed: list[tuple[str, str, list[str]]] = []
        while len(listed) < len(self.notes):
            name, note = self.notes[len(listed)]
            listed.append((name, _about(note), self._lines(note.content, headings=False)))
        paragraphs = lines + (self.manner.notes(listed) if listed else [])
        return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip()) + "\n"

    def _lines(self, stream: Stream, headings: bool) -> list[str]:
        lines = []
        for events in parted(printed_lines(flatten(stream))):
            begins = next((event for event in events if isinstance(event, Break)), None)
            level = self.levels.of(begins) if headings and begins and begins.role in HEADINGS else 0
            runs: list[Run] = []
            for event in events:
                runs.extend(self._runs(event))
            lines.append(self.manner.line(_spaced(runs), level))
        return [line for line in lines if line.strip()]

    def _runs(self, event: Event) -> Iterable[Run]:
        match event:
            case Text(text, marks, change):
                yield Run(text, marks, change)
            case Break(number=number, change=change) if number:
                yield Run(number, (), change, number=True)
            case Aside(text):
                yield Run(text)
            case Note():
                yield Run(self.manner.mark(self._name(event)), raw=True)
            case OptionOpen(option):
                yield Run(option.joint + option.open)
                for node in option.head:
                    yield from self._runs(node)
                yield Run(option.label)
            case OptionClose(close):
                yield Run(close)

    def _name(self, note: Note) -> str:
        """A name for the note that is still free: its mark if it can be one, else the next number."""
        name = note.mark
        number = len(self.notes) + 1
        while not (name.isalnum() and name.isascii()) or name in self.names:
            name, number = str(number), number + 1
        self.names.add(name)
        self.notes.append((name, note))
        return name


def _spaced(runs: list[Run]) -> list[Run]:
    """The runs with a space after each number that the words do not already give."""
    spaced: list[Run] = []
    runs = [run for run in runs if run.text]
    for run, after in zip(runs, [*runs[1:], None], strict=False):
        spaced.append(run)
        if run.number and after and not after.text[0].isspace():
            spaced.append(Run(" "))
    return spaced


def _about(note: Note) -> str:
    said = [part for part in (note.form if note.form == "comment" else "", note.author, note.date) if part]
    return f"({', '.join(said)}) " if said else ""


class _Markdown:
    def line(self, runs: list[Run], level: int) -> str:
        words = written(runs, heading=level > 0)
        return f"{'#' * min(level, 6)} {words}" if level else words

    def mark(self, name: str) -> str:
        return f"[^{name}]"

    def notes(self, notes: list[tuple[str, str, list[str]]]) -> list[str]:
        return [f"[^{name}]: {about}" + "\n\n    ".join(lines) for name, about, lines in notes]


class _Plain:
    def line(self, runs: list[Run], level: int) -> str:  # noqa: ARG002
        return "".join(_signed(run.text, run.change) for run in runs).replace("\n", " ").strip(" \t")

    def mark(self, name: str) -> str:
        return name.translate(_RAISED) if name.isdigit() else f"({name})"

    def notes(self, notes: list[tuple[str, str, list[str]]]) -> list[str]:
        return ["Notes", *(f"{name}  {about}" + "\n\n".join(lines) for name, about, lines in notes)]


def _signed(text: str, change: Change | None) -> str:
    return f"{{{_SIGNS[change.act]}{text}{_SIGNS[change.act]}}}" if change else text
