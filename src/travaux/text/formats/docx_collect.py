"""Words met in a Word document become fragments and blocks; what is not text is dropped with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

from lxml import etree

from travaux.errors import Refused
from travaux.text.formats.docx_compact import Shapes
from travaux.text.formats.docx_names import CHANGES, NO_BREAK_HYPHEN, SYM, WORDS, w
from travaux.text.formats.docx_notes import NoteBook
from travaux.text.formats.docx_numbering import Numbering
from travaux.text.formats.docx_properties import PropertyReader
from travaux.text.formats.docx_styles import NO_MARKS, Look, Looks, Styles
from travaux.text.formats.docx_symbols import symbol
from travaux.text.manuscript import Block, Dropped, Fragment
from travaux.text.model import Change

__all__ = ["Collector", "Sheet", "plain_words", "symbol_of"]

_DEEPEST = 150
_AUTHOR, _DATE = w("author"), w("date")
_LIST_MARK = re.compile(r"[ \t]*[\[{]*(\(?[0-9a-zA-Z]{1,4}[.)]|\d+\s|[•▪–-]\s|(Article|Section|Option|Alt\w*)\s)")


class Sheet:
    """What all walks through one document share.

    Args:
        styles: its styles.
        numbering: its running list numbers.
        notes: its notes.
        shapes: the properties of its compact runs and paragraphs.
    """

    def __init__(self, styles: Styles, numbering: Numbering, notes: NoteBook, shapes: Shapes) -> None:
        self.styles = styles
        self.looks = Looks(styles, shapes)
        self.properties = PropertyReader(shapes).of
        self.numbering = numbering
        self.notes = notes
        self.dropped: list[Dropped] = []
        self.findings: dict[str, int] = {}
        self.changes: dict[tuple[str, str, str], Change] = {}

    def find(self, code: str) -> None:
        """Count something that a diagnostic will report."""
        self.findings[code] = self.findings.get(code, 0) + 1

    def change(self, element: etree._Element) -> Change:
        """The tracked change that an element stands for."""
        key = (CHANGES[element.tag], element.get(_AUTHOR, ""), element.get(_DATE, ""))
        if key not in self.changes:
            self.changes[key] = Change(*key)  # type: ignore[arg-type]
        return self.changes[key]


class Collector:
    """Collects words into fragments of one style and fragments into blocks, while a walk meets them.

    Args:
        sheet: what the walks through one document share.
        reason: why all words met are dropped; None if they are words of the text.
    """

    handlers: ClassVar[dict[str, Callable[[Any, etree._Element], None] | None]] = {}
    """What to do with an element by its tag; nothing if None; walk through it if it is not in the table."""

    def __init__(self, sheet: Sheet, reason: str | None = None) -> None:
        self.sheet = sheet
        self.blocks: list[Block] = []
        self.line = 0
        self._reason = reason
        self._block = Block()
        self._column = 0
        self._words: list[str] = []
        self._style: tuple[tuple[str, ...], Change | None] = ((), None)
        self._marks: tuple[str, ...] = ()
        self._inherited = NO_MARKS
        self._base: Look = ((), False)
        self._shapes = sheet.looks.shapes(NO_MARKS)
        self._hidden = False
        self._change: Change | None = None
        self._custom: str | None = None
        self._mark: list[str] = []
        self._soft = False
        self._cells = 0
        self._depth = 0
        self._open = False
        self._fields: list[bool] = []
        self._boxes: list[etree._Element] = []

    def read(self, element: etree._Element) -> list[Block]:
        """The blocks with words in an element, in reading order."""
        self.children(element)
        self.flush()
        return [block for block in self.blocks if block.label or not all(map(_is_blank, block.fragments))]

    def children(self, element: etree._Element) -> None:
        """Walk through everything in an element.

        Raises:
            Refused: if elements stand in each other deeper than any word processor makes them.
        """
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Refused(
                "the document is nested too deeply", why=f"more than {_DEEPEST} elements in each other",
                remedy="ask the sender for the file as the word processor saves it",
            )
        handlers = self.handlers
        for child in element:
            handler = handlers.get(child.tag, Collector.children)
            if handler is not None:
                handler(self, child)
        self._depth -= 1

    def put(self, words: str) -> None:
        """Add words in the style of the run."""
        if (self._reason or self._hidden or self._fields or self._custom or self._soft) and self._divert(words):
            return
        style = (self._marks, self._change)
        if style != self._style:
            self.flush()
            self._style = style
        self._words.append(words)

    def _divert(self, words: str) -> bool:
        """Take words that are not words of the text, and see to a line break before others."""
        reason = self._reason or ("hidden text" if self._hidden else "field code" if any(self._fields) else None)
        if reason:
            self.drop(words, reason)
            return True
        if self._custom:
            self._mark.append(words)
            return True
        if self._soft:
            self._soft = False
            self.put_soft_break(words)
        return False

    def inherit(self, marks: dict[str, str]) -> None:
        """The marks that the runs of a paragraph have from its style."""
        self._inherited = marks
        self._base = self.sheet.looks.of(None, marks)
        self._shapes = self.sheet.looks.shapes(marks)

    def put_soft_break(self, following: str) -> None:
        """A line break in a paragraph: a new block if a list mark follows, and a space otherwise."""
        if _LIST_MARK.match(following) and self._block.role != "cell":
            self.flush()
            block = self._block
            self._block = Block(role=block.role, heading=block.heading, depth=block.depth, indent=block.indent)
            self._block.change = block.change
            self.blocks.append(self._block)
        else:
            self._words.append(" ")

    def begin(self, block: Block, style: str | None) -> None:  # noqa: ARG002
        """A paragraph begins."""
        self.blocks.append(block)

    def emit(self, fragment: Fragment) -> None:
        """Words in one style, or the mark of a note, are complete."""
        if "\n" in fragment.text:
            fragment.text = fragment.text.replace("\n", " ")
        self._block.fragments.append(fragment)

    def flush(self) -> None:
        """Make the words collected so far a fragment."""
        collected = self._words
        if collected:
            words = collected[0] if len(collected) == 1 else "".join(collected)
            collected.clear()
            self.emit(Fragment(words, self.line, self._column, None, self._style[0], self._style[1]))
            self._column += len(words)

    def end_mark(self) -> None:
        """The run with the mark of a note that is not a running number ends."""
        if self._custom:
            key, words = self._custom, "".join(self._mark)
            self._custom = None
            self._mark.clear()
            self.sheet.notes.bodies[key].mark = words
            self.flush()
            self.emit(Fragment(words, self.line, self._column, None, self._marks, self._change, key))
            self._column += len(words)

    def drop(self, words: str, reason: str) -> None:
        """List words as dropped, and why."""
        dropped = self.sheet.dropped
        if dropped and dropped[-1].reason == reason and dropped[-1].line == self.line:
            words = dropped.pop().text + words
        dropped.append(Dropped(words, reason, None, self.line))


def _is_blank(fragment: Fragment) -> bool:
    return not fragment.note and fragment.text.isspace()


def plain_words(root: etree._Element) -> str:
    """Every character that an element holds as text, by the plainest walk."""
    return "".join([element.text or _character(element) for element in root.iter(*WORDS)])


def _character(element: etree._Element) -> str:
    if element.tag == SYM:
        return symbol_of(element)
    return "\u2011" if element.tag == NO_BREAK_HYPHEN else ""


def symbol_of(element: etree._Element) -> str:
    """The character that a `sym` element stands for."""
    code = element.get(w("char"), "")
    try:
        return symbol(element.get(w("font"), ""), int(code, 16) if len(code) < 7 else 0xFFFD)
    except ValueError:
        return "\ufffd"
