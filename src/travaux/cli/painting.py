"""A text as paragraphs for the terminal: brackets tinted by depth, and who stands behind each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.text import Text

from travaux.cli.output import comma_list, printable
from travaux.text import model
from travaux.text.stream import ChoiceClose, ChoiceOpen, Event, OptionClose, OptionOpen, flatten
from travaux.text.wording import words_of

if TYPE_CHECKING:
    from travaux.text.instrument import Instrument
    from travaux.text.outline import Provision

__all__ = ["Paragraph", "paragraphs"]

TINTS = ("yellow", "cyan", "magenta", "green", "blue", "red")
HEADINGS = {"title", "part", "chapter", "section", "annex", "preamble", "article", "heading"}
INDENT = {"item": 4, "subitem": 8, "point": 12}
STYLED = {"bold": "bold", "italic": "italic", "underline": "underline", "strike": "strike"}


@dataclass(slots=True)
class Paragraph:
    """One paragraph of the text.

    `provision` is the provision whose words these are. `opened` has the choices that open here, each with its options
    (without their contents); `notes` has the notes whose marks stand here.
    """

    role: str
    words: Text
    provision: Provision | None = None
    opened: list[tuple[str, list[model.Option]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def indent(self) -> int:
        """Columns by which the paragraph is set in."""
        return INDENT.get(self.role, 0)

    def positions(self) -> list[str]:
        """A line for each choice that opens here and names parties, and one for the others together."""
        lines, quiet = [], []
        for name, options in self.opened:
            sides = [_sides(option, number if len(options) > 1 else 0) for number, option in enumerate(options, 1)]
            short = name.removeprefix(f"{self.provision.id}.") if self.provision else name
            if any(sides):
                lines.append(f"{short}  " + "; ".join(filter(None, sides)))
            else:
                quiet.append(short)
        return [*lines, f"{comma_list(quiet)}  nobody named"] if quiet else lines


def paragraphs(instrument: Instrument) -> Iterator[Paragraph]:
    """The paragraphs of an instrument in reading order; those without any words are left out."""
    painter = _Painter(instrument)
    return (paragraph for paragraph in painter.run() if paragraph.words.plain.strip())


class _Painter:
    def __init__(self, instrument: Instrument) -> None:
        self.events = list(flatten(instrument.body))
        self.coming = iter(instrument.outline())
        self.next: Provision | None = next(self.coming, None)
        self.done: list[Paragraph] = []
        self.current = Paragraph("text", Text())
        self.open: list[list[model.Option]] = []
        self.depth = 0

    def run(self) -> list[Paragraph]:
        begun: int | None = None  # a break whose paragraph has begun already, with the marks before its number
        for index, event in enumerate(self.events):
            if isinstance(event, ChoiceOpen) and begun is None:
                begun = self._break_after_marks(index)
                if begun is not None:
                    self._begin(self.events[begun])
            if not isinstance(event, model.Break):
                self._add(event)
                continue
            if index != begun:
                self._begin(event)
            begun = None
            if event.number:
                self.current.words.append(printable(event.number) + " ", style="bold")
        return [*self.done, self.current]

    def _break_after_marks(self, index: int) -> int | None:
        """The break before which only opening marks stand, as in `[3. Each Party ...`."""
        for place in range(index, len(self.events)):
            event = self.events[place]
            if isinstance(event, model.Break):
                return place
            if not isinstance(event, ChoiceOpen) and not (isinstance(event, OptionOpen) and not event.option.label):
                return None
        return None

    def _begin(self, event: Event) -> None:
        if not isinstance(event, model.Break):
            return
        provision, coming = self.current.provision, self.next
        if coming is not None and (coming.role, coming.number) == (event.role, event.number):
            provision, self.next = coming, next(self.coming, None)
        self.done.append(self.current)
        self.current = Paragraph(event.role, Text(), provision)

    def _add(self, event: Event) -> None:
        words = self.current.words
        match event:
            case model.Text():
                words.append(_line(event.text), style=self._style(event))
            case model.Aside():
                words.append(_line(event.text), style="dim italic")
            case model.Note():
                self._note(event)
            case ChoiceOpen(choice):
                self.open.append([])
                self.current.opened.append((choice.id, self.open[-1]))
            case OptionOpen(option):
                self._open(option)
            case OptionClose(close):
                words.append(printable(close), style=f"bold {self._tint()}")
                self.depth -= 1
            case ChoiceClose():
                self.open.pop()

    def _open(self, option: model.Option) -> None:
        words = self.current.words
        words.append(printable(option.joint))
        self.depth += 1
        self.open[-1].append(option)
        words.append(printable(option.open), style=f"bold {self._tint()}")
        for part in option.head:
            if isinstance(part, model.Note):
                self._note(part)
            else:
                words.append(_line(part.text), style="dim italic")
        words.append(_line(option.label), style=f"bold {self._tint()}")

    def _note(self, note: model.Note) -> None:
        mark = printable(note.mark)
        self.current.words.append(mark, style="dim")
        said = " ".join(f"{printable(note.author)} {_line(words_of(note.content))}".split())
        positions = (f"{each.party or 'not named'} {each.stance.replace('_', ' ')}" for each in note.positions)
        who = comma_list(positions, none="")
        self.current.notes.append(f"{mark}  {said}" + (f" ({who})" if who else ""))

    def _style(self, text: model.Text) -> str:
        styles = [self._tint()] if self.depth else []
        styles += [STYLED[mark] for mark in text.marks if mark in STYLED]
        if text.change is not None:
            styles.append("underline" if text.change.act in ("inserted", "moved_to") else "strike")
        if self.current.role in HEADINGS:
            styles.append("bold")
        return " ".join(dict.fromkeys(styles))

    def _tint(self) -> str:
        return TINTS[(self.depth - 1) % len(TINTS)]


def _sides(option: model.Option, number: int) -> str:
    sides = []
    if option.backs:
        sides.append(f"{' '.join(option.backs)} {'back' if len(option.backs) > 1 else 'backs'}")
    if option.opposes:
        sides.append(f"{' '.join(option.opposes)} {'oppose' if len(option.opposes) > 1 else 'opposes'}")
    prefix = f"({number}) " if number and sides else ""
    return prefix + ", ".join(sides)


def _line(words: str) -> str:
    return printable(words).replace("\n", " ").replace("\t", " ")
