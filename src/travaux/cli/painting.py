"""A text as paragraphs for the terminal: brackets tinted by depth, and who stands behind each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.text import Text

from travaux.cli.output import comma_list, printable
from travaux.text import model
from travaux.text.stream import ChoiceClose, ChoiceOpen, OptionClose, OptionOpen, flatten
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

    `provision` is the provision whose words these are, `begins` says that it begins here. `positions` has one line for
    each choice that opens here; `notes` has the notes whose marks stand here.
    """

    role: str
    words: Text
    provision: Provision | None = None
    begins: bool = False
    positions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def indent(self) -> int:
        """Columns by which the paragraph is set in."""
        return INDENT.get(self.role, 0)


def paragraphs(instrument: Instrument) -> Iterator[Paragraph]:
    """The paragraphs of an instrument in reading order; those without any words are left out."""
    for paragraph in _Painter(instrument).run():
        if paragraph.words.plain.strip():
            yield paragraph


class _Painter:
    def __init__(self, instrument: Instrument) -> None:
        self.stream = instrument.body
        self.coming = iter(instrument.outline())
        self.next: Provision | None = next(self.coming, None)
        self.current = Paragraph("text", Text())
        self.depth = 0
        self.open: list[tuple[model.Choice, list[model.Option]]] = []
        self.quiet: list[str] = []

    def run(self) -> Iterator[Paragraph]:
        for event in flatten(self.stream):
            if isinstance(event, model.Break):
                yield self._ended()
                self._begin(event)
            else:
                self._add(event)
        yield self._ended()

    def _begin(self, event: model.Break) -> None:
        provision, begins = self.current.provision, False
        coming = self.next
        if coming is not None and (coming.role, coming.number) == (event.role, event.number):
            provision, begins, self.next = coming, True, next(self.coming, None)
        self.current = Paragraph(event.role, Text(), provision, begins)
        if event.number:
            self.current.words.append(printable(event.number) + " ", style="bold")

    def _add(self, event: object) -> None:
        words = self.current.words
        match event:
            case model.Text():
                words.append(_line(event.text), style=self._style(event))
            case model.Aside():
                words.append(_line(event.text), style="dim italic")
            case model.Note():
                self._note(event)
            case ChoiceOpen(choice):
                self.open.append((choice, []))
            case OptionOpen(option):
                self._open(option)
            case OptionClose(close):
                words.append(close, style=f"bold {self._tint()}")
                self.depth -= 1
            case ChoiceClose():
                self._position(*self.open.pop())

    def _open(self, option: model.Option) -> None:
        words = self.current.words
        words.append(printable(option.joint))
        self.depth += 1
        self.open[-1][1].append(option)
        words.append(option.open, style=f"bold {self._tint()}")
        for part in option.head:
            if isinstance(part, model.Note):
                self._note(part)
            else:
                words.append(_line(part.text), style="dim italic")
        words.append(_line(option.label), style=f"bold {self._tint()}")

    def _note(self, note: model.Note) -> None:
        self.current.words.append(printable(note.mark), style="dim")
        inner = words_of(note.content)
        who = comma_list((f"{position.party or 'not named'} {position.stance}" for position in note.positions), none="")
        author = printable(note.author)
        self.current.notes.append(
            f"{printable(note.mark)}  " + " ".join(f"{author} {_line(inner)}".split()) + (f" ({who})" if who else "")
        )

    def _position(self, choice: model.Choice, options: list[model.Option]) -> None:
        sides = [
            side
            for option in options
            if (side := _sides(option, numbered=len(options) > 1, number=options.index(option) + 1))
        ]
        if sides:
            self.current.positions.append(f"{self._short(choice.id)}  " + "; ".join(sides))
        else:
            self.quiet.append(self._short(choice.id))

    def _short(self, name: str) -> str:
        """The id of a choice without the id of the provision that it stands in."""
        here = self.current.provision
        return name.removeprefix(f"{here.id}.") if here else name

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

    def _ended(self) -> Paragraph:
        if self.quiet:
            self.current.positions.append(f"{comma_list(self.quiet)}  nobody named")
            self.quiet = []
        return self.current


def _sides(option: model.Option, *, numbered: bool, number: int) -> str:
    sides = []
    if option.backs:
        sides.append(f"{' '.join(option.backs)} {'back' if len(option.backs) > 1 else 'backs'}")
    if option.opposes:
        sides.append(f"{' '.join(option.opposes)} {'oppose' if len(option.opposes) > 1 else 'opposes'}")
    prefix = f"({number}) " if numbered and sides else ""
    return prefix + ", ".join(sides)


def _line(words: str) -> str:
    return printable(words).replace("\n", " ").replace("\t", " ")
