"""Reads a Word document that Travaux wrote: its words as units, with the bookmarks between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from lxml import etree

from travaux.text.formats.docx_collect import Sheet
from travaux.text.formats.docx_milestones import BOOKMARK, brackets_in, read_registry
from travaux.text.formats.docx_names import ID, w
from travaux.text.formats.docx_package import Package
from travaux.text.formats.docx_rebuild import Rebuilding
from travaux.text.formats.docx_segments import DamagedError, Paragraph, Story
from travaux.text.formats.docx_styles import NO_MARKS
from travaux.text.formats.docx_walk import Walk
from travaux.text.manuscript import Block, Fragment
from travaux.text.model import Stream

__all__ = ["read_exactly"]

_NAME = w("name")


def read_exactly(package: Package, sheet: Sheet) -> tuple[Stream, str] | None:
    """The stream that the document carries, and every word met on the way, printed marks included.

    Args:
        package: the parts of the document, with the part that keeps the choices.
        sheet: what the walks through the document share; takes the words that are dropped.

    Returns:
        The stream, with words edited since, and the words; None if the marks of choices were edited, or new square
        brackets typed.
    """
    registry = read_registry(package.choices) if package.choices is not None else None
    if registry is None:
        return None
    stories = _stories(package, sheet)
    if stories is None or (registry.milestones and not any(story.starts for story in stories.values())):
        return None
    words = "".join(u.text for story in stories.values() for u in story.units if isinstance(u, Fragment))
    try:
        body = Rebuilding(registry.milestones, stories, sheet.notes.bodies).body()
    except DamagedError:
        return None
    return (body, words) if brackets_in(body) <= registry.brackets else None


def _stories(package: Package, sheet: Sheet) -> dict[str, Story] | None:
    """The body (key ``""``) and every note by its key; None if a bookmark is torn."""
    found = {"": _ExactWalk(sheet).story(package.document)}
    while sheet.notes.waiting:
        key, element = sheet.notes.waiting.pop(0)
        found[key] = _ExactWalk(sheet).story(element)
    torn = any(story.starts.keys() != story.ends.keys() for story in found.values())
    numbers = [number for story in found.values() for number in story.starts]
    return None if torn or len(numbers) != len(set(numbers)) else found


class _ExactWalk(Walk):
    """A walk that keeps line breaks and bookmarks, and takes no style from paragraphs."""

    def story(self, element: etree._Element) -> Story:
        self._story = Story([], {}, {})
        self._names: dict[str, int] = {}
        self.children(element)
        self.flush()
        return self._story

    def inherit(self, marks: dict[str, str]) -> None:  # noqa: ARG002
        super().inherit(NO_MARKS)

    def begin(self, block: Block, style: str | None) -> None:
        self._story.units.append(Paragraph(style or "", block.change))

    def emit(self, fragment: Fragment) -> None:
        self._story.units.append(fragment)

    def _break(self, element: etree._Element) -> None:  # noqa: ARG002
        self.put("\n")

    def _bookmark(self, element: etree._Element) -> None:
        name = element.get(_NAME, "")
        number = name.removeprefix(BOOKMARK)
        if name.startswith(BOOKMARK) and number.isdecimal() and len(number) < 9:
            self.flush()
            self._names[element.get(ID, "")] = int(number)
            self._story.starts[int(number)] = len(self._story.units)

    def _bookmark_end(self, element: etree._Element) -> None:
        number = self._names.get(element.get(ID, ""))
        if number is not None:
            self.flush()
            self._story.ends[number] = len(self._story.units)

    handlers: ClassVar[dict[str, Callable[[Any, etree._Element], None] | None]] = {
        **Walk.handlers, w("br"): _break, w("cr"): _break, w("bookmarkStart"): _bookmark,
        w("bookmarkEnd"): _bookmark_end,
    }
