"""What a Word document that Travaux writes knows beside its words: one record for each bookmark it holds.

Choices open in one paragraph and close in another, as bookmarks may; so each event of `travaux.text.stream.flatten`,
and everything that a run cannot say, is a bookmark `_trvN` round what is printed of it, and a record in a custom part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lxml import etree
from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from travaux.errors import TravauxError
from travaux.text.formats.docx_names import CHOICES
from travaux.text.model import Aside, Break, Change, Choice, Note, Option, Stream, Text
from travaux.text.stream import leaves

__all__ = [
    "BOOKMARK", "HIGHLIGHTS", "Milestone", "Registry", "brackets_in", "check_words", "read_registry", "shown_change",
    "shown_marks", "write_registry",
]

Kind = Literal["option", "close", "void", "break", "note", "inner", "aside", "style", "more"]
BOOKMARK = "_trv"
HIGHLIGHTS = {
    name.lower(): name
    for name in (
        "black", "blue", "cyan", "green", "magenta", "red", "yellow", "white", "darkBlue", "darkCyan", "darkGreen",
        "darkMagenta", "darkRed", "darkYellow", "darkGray", "lightGray",
    )
}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_SIMPLE = ("bold", "italic", "underline", "strike")


@dataclass(frozen=True, slots=True)
class Milestone:
    """One bookmark: its kind, what is printed of it, and the node without its content.

    `option` begins an option, with the `choice` if it is the first one, and goes on with `more` after a note in the
    head; `close` ends it, with the choice if it is the `last` one; `void` is a choice without options. A `note` has
    what is printed before its body; and its content where that needs bookmarks, for programs that lose those in notes.
    A note within a note is `inner`, printed on the spot. `head` is the place of a note among those in the head of the
    option before it; -1 if it stands in no head.
    """

    kind: Kind
    printed: str = ""
    choice: Choice | None = None
    option: Option | None = None
    opening: Break | None = None
    note: Note | None = None
    aside: Aside | None = None
    style: Text | None = None
    head: int = -1
    last: bool = False


@dataclass(slots=True)
class Registry:
    """The milestones of a document, from 1, and how many square brackets its words hold."""

    milestones: list[Milestone]
    brackets: int = 0


_RECORD = TypeAdapter(Milestone)


def write_registry(registry: Registry) -> bytes:
    """The custom XML part of a registry.

    Raises:
        TravauxError: if a field holds characters that no file can.
    """
    root = etree.fromstring(f'<choices xmlns="{CHOICES}" brackets="{registry.brackets}"/>')
    try:
        for milestone in registry.milestones:
            record = etree.SubElement(root, f"{{{CHOICES}}}record")
            kinds_needed = milestone.note is not None and bool(milestone.note.content)
            record.text = _RECORD.dump_json(milestone, exclude_defaults=not kinds_needed).decode("utf-8")
    except (PydanticSerializationError, ValueError) as fault:
        raise _unwritable(str(fault)) from fault
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def read_registry(root: etree._Element) -> Registry | None:
    """The registry in a custom XML part; None if it is damaged."""
    try:
        milestones = [_RECORD.validate_json(record.text or "") for record in root]
        return Registry(milestones, int(root.get("brackets", "")))
    except ValueError:
        return None


def brackets_in(stream: Stream) -> int:
    """How many square brackets stand in the words of a stream, outside the marks of choices."""
    words = (node.text if isinstance(node, Text | Aside) else getattr(node, "number", "") for node in leaves(stream))
    return sum(text.count("[") + text.count("]") for text in words)


def check_words(words: str) -> str:
    """The words themselves.

    Raises:
        TravauxError: if they hold control characters, which XML cannot.
    """
    found = _FORBIDDEN.search(words)
    if found:
        raise _unwritable(f"U+{ord(found[0]):04X} after {words[:found.start()][-40:]!r}")
    return words


def shown_marks(marks: tuple[str, ...]) -> tuple[str, ...]:
    """Those marks that a run of Word can show as they are."""
    shown = {mark for mark in _SIMPLE if mark in marks}
    shown.update([mark for mark in ("superscript", "subscript") if mark in marks][:1])
    shown.update([mark for mark in marks if _is_tint(mark, "color:")][:1])
    shown.update([m for m in marks if m.startswith("highlight:") and HIGHLIGHTS.get(m[10:].lower()) == m[10:]][:1])
    shown.update([mark for mark in marks if _is_tint(mark, "highlight:") and mark[10:] != "FFFFFF"][:1])
    return tuple(sorted(shown))


def shown_change(change: Change | None) -> Change | None:
    """The tracked change as Word can hold it: moves are deletions and insertions, and dates complete or absent."""
    if change is None:
        return None
    act: Literal["inserted", "deleted"] = "deleted" if change.act in ("deleted", "moved_from") else "inserted"
    return Change(act, change.author, change.date if _DATE.fullmatch(change.date) else "")


def _is_tint(mark: str, prefix: str) -> bool:
    value = mark.removeprefix(prefix)
    return mark.startswith(prefix) and bool(re.fullmatch("[0-9A-F]{6}", value)) and value != "000000"


def _unwritable(why: str) -> TravauxError:
    return TravauxError(
        "the text holds characters that a Word document cannot", why=why, remedy="remove the control characters from it"
    )
