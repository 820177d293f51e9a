"""The walk over an HTML page that makes blocks and fragments of it, in document order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from travaux.text.formats.html_furniture import furniture
from travaux.text.formats.html_lists import Numbering
from travaux.text.formats.html_notes import NoteLinks
from travaux.text.formats.html_parse import all_words
from travaux.text.formats.html_places import Places
from travaux.text.formats.html_styles import PLAIN, Sheet, Style
from travaux.text.manuscript import Block, Dropped, Fragment, Manuscript
from travaux.text.model import Role

__all__ = ["Walk"]

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "legend", "li",
    "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead",
    "tr", "ul", "listing", "xmp",
})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_WORD_LABEL = re.compile(r"mso-list:\s*ignore", re.I)
_WORD_LEVEL = re.compile(r"\blevel(\d+)")


@dataclass(frozen=True, slots=True)
class _Place:
    """What surrounds an element: its look, and what kind of block its words would begin."""

    style: Style = PLAIN
    heading: int | None = None
    cell: bool = False
    role: Role | None = None
    depth: int = -1
    drop: str = ""
    numbering: Numbering | None = None


@dataclass(slots=True)
class _Label:
    """A list label that waits for the first words of its item; one that is printed has its place."""

    text: str
    depth: int
    printed: tuple[int, int] | None = None


class Walk:
    """Fills a manuscript from the tree of a page.

    Args:
        manuscript: the manuscript to fill; its `notes` come from `links`.
        content: the element that holds the text; words outside it are dropped as site navigation.
        sheet: the styles of the page.
        links: its notes.
        places: finds lines and columns.
    """

    def __init__(
        self, manuscript: Manuscript, content: etree._Element, sheet: Sheet, links: NoteLinks, places: Places
    ) -> None:
        self.manuscript = manuscript
        self.content = content
        self.around = set(content.iterancestors())
        self.sheet = sheet
        self.links = links
        self.places = places
        self.count = 0
        self.blocks = manuscript.blocks
        self.block: Block | None = None
        self.label: _Label | None = None
        self.called: dict[str, int] = {}
        self.layouts: dict[etree._Element, bool] = {}

    def walk(self, root: etree._Element) -> None:
        """Take in the whole tree."""
        self._visit(root, _Place())
        self._close()
        self._expect(None)

    def _visit(self, element: etree._Element, place: _Place) -> None:
        """One element with its words, without its tail."""
        if not isinstance(element.tag, str):
            return
        tag = element.tag.lower()
        if element in self.links.marks and not place.drop:
            self._mark(element, place)
            return
        if element in self.links.bodies:
            self._note(element, tag)
            return
        reason = place.drop or ("link back" if element in self.links.backs else self._reason(element, tag))
        if reason and element not in self.links.holders:
            self._drop(element, reason)
            return
        if reason:
            place = replace(place, drop=reason)
        if tag == "br":
            self._close()
        elif tag in _BLOCKS:
            self._block(element, tag, place)
        elif self.block is None and _WORD_LABEL.search(element.get("style") or ""):
            self._printed_label(element)
        else:
            self._inside(element, self._styled(element, tag, place))

    def _styled(self, element: etree._Element, tag: str, place: _Place) -> _Place:
        style = self.sheet.style(element, tag, place.style)
        return place if style is place.style else replace(place, style=style)

    def _reason(self, element: etree._Element, tag: str) -> str:
        if element in self.around:
            return ""
        inside = self.content.tag != "body" and (element is self.content or self._within(element))
        if not inside and self.content.tag != "body":
            return furniture(element, tag, False) or "site navigation"
        return furniture(element, tag, inside) or ("hidden" if self.sheet.hidden(element) else "")

    def _within(self, element: etree._Element) -> bool:
        """Whether the element lies in the content; only elements beside the way to the content do not."""
        parent = element.getparent()
        return parent is not None and parent not in self.around

    def _inside(self, element: etree._Element, place: _Place) -> None:
        outside = element in self.around and self.content is not element
        words = replace(place, drop="site navigation") if outside and not place.drop else place
        if element.text:
            self._text(element.text, words)
        for child in element:
            self._visit(child, place)
            if child.tail:
                self._text(child.tail, words)

    def _block(self, element: etree._Element, tag: str, place: _Place) -> None:
        self._close()
        place = self._block_place(element, tag, self._styled(element, tag, place))
        if tag == "li" and place.numbering:
            depth = max(0, place.depth)
            text = place.numbering.label(element, self.sheet.declarations(element))
            self._expect(_Label(text, depth))
        self._inside(element, place)
        self._close()
        if tag in ("li", "p"):
            self._expect(None)

    def _block_place(self, element: etree._Element, tag: str, place: _Place) -> _Place:
        if tag in _HEADINGS:
            return replace(place, heading=_HEADINGS[tag])
        if tag in ("ol", "ul", "menu"):
            numbering = Numbering(element, self.sheet.declarations(element))
            return replace(place, depth=place.depth + 1, numbering=numbering)
        if tag in ("td", "th"):
            return replace(place, cell=not self._for_layout(element), depth=-1)
        if tag == "p":
            word_list = _WORD_LEVEL.search(self.sheet.declarations(element).get("mso-list", ""))
            if word_list:
                self._expect(_Label("", int(word_list[1]) - 1))
            if (element.get("class") or "").startswith("MsoTitle"):
                return replace(place, role="title")
        return place

    def _printed_label(self, element: etree._Element) -> None:
        """A list number that Word prints into the page, in a span of its own."""
        text = " ".join(all_words(element).split())
        if text:
            depth = self.label.depth if self.label else 0
            _, line, column = self.places.cut(text, self.count)[0]
            self._expect(_Label(text, depth, (line, column)))
            self.count += len("".join(text.split()))

    def _expect(self, label: _Label | None) -> None:
        """Wait for the words of another label, or none; a printed one that got no words becomes words itself."""
        waiting, self.label = self.label, label
        if waiting and waiting.printed:
            line, column = waiting.printed
            self.blocks.append(Block([Fragment(waiting.text, line, column)], depth=waiting.depth))

    def _text(self, text: str, place: _Place) -> None:
        printed = len("".join(text.split()))
        if place.drop:
            if printed:
                self._dropped(text, place.drop)
        elif printed or self.block is not None:
            lines = text.split("\n") if place.style.pre else [text]
            count = self.count
            for index, line in enumerate(lines):
                if index:
                    self._close()
                self._words(line, count, place)
                count += len("".join(line.split()))
        self.count += printed

    def _words(self, text: str, count: int, place: _Place) -> None:
        """Fragments of one text node, white space run together unless it is kept."""
        if not text.strip(" \t\n\r\f") and self.block is None:
            return
        for piece, line, column in self.places.cut(text, count):
            words = piece if place.style.pre else _SPACE.sub(" ", piece)
            block = self.block or self._open(place)
            if place.style.pre and not block.fragments:
                block.indent = len(words) - len(words.lstrip(" ")) or None
            if not block.fragments or block.fragments[-1].text.endswith(" "):
                words = words.lstrip(" \t\n\r\f") if not place.style.pre or not block.fragments else words
            if words:
                marks = tuple(sorted(place.style.marks))
                block.fragments.append(Fragment(words, line, column, marks=marks, change=place.style.change))

    def _open(self, place: _Place) -> Block:
        block = Block(heading=place.heading, change=place.style.change)
        block.role = place.role or ("cell" if place.cell and place.heading is None else None)
        if self.label:
            block.depth = self.label.depth
            block.label, block.generated = self.label.text, bool(self.label.text) and not self.label.printed
            self.label = None
        self.blocks.append(block)
        self.block = block
        return block

    def _close(self) -> None:
        block, self.block = self.block, None
        if block is None:
            return
        while block.fragments and not block.fragments[-1].text.strip(" \t"):
            block.fragments.pop()
        if block.fragments:
            block.fragments[-1].text = block.fragments[-1].text.rstrip(" \t")
        elif not block.label or block.generated:
            self.blocks.pop()

    def _mark(self, element: etree._Element, place: _Place) -> None:
        key = self.links.marks[element]
        raw = all_words(element)
        text = " ".join(raw.split())
        _, line, column = self.places.cut(raw.strip() or raw, self.count)[0]
        block = self.block or self._open(place)
        marks = tuple(sorted(place.style.marks))
        block.fragments.append(Fragment(text, line, column, marks=marks, change=place.style.change, note=key))
        self.called.setdefault(key, line)
        self.count += len("".join(raw.split()))

    def _note(self, element: etree._Element, tag: str) -> None:
        """The words of a note: gathered apart, whatever stands around them."""
        self._close()
        kept, self.blocks = self.blocks, self.links.notes[self.links.bodies[element]].blocks
        label, self.label = self.label, None
        place = _Place(self.sheet.style(element, tag, PLAIN))
        outer, self.around = self.around, set()
        content, self.content = self.content, element
        self._inside(element, place)
        self._close()
        self._expect(None)
        self.around, self.content = outer, content
        self.blocks, self.label = kept, label

    def _drop(self, element: etree._Element, reason: str) -> None:
        text = all_words(element)
        printed = len("".join(text.split()))
        if printed:
            self._dropped(text, reason)
        self.count += printed

    def _dropped(self, text: str, reason: str) -> None:
        words = " ".join(text.split())
        _, line, _ = self.places.cut(words.split(" ", 1)[0], self.count)[0]
        self.manuscript.dropped.append(Dropped(words, reason, line=line))

    def _for_layout(self, cell: etree._Element) -> bool:
        """Whether the cell only places parts of the page: it holds headings, lists or tables, or is the only one."""
        table = next(cell.iterancestors("table"), None)
        if table is None:
            return True
        if table not in self.layouts:
            cells = islice(table.iter("td", "th"), 2)
            self.layouts[table] = table.get("role") == "presentation" or len(list(cells)) == 1
        parts = ("table", "h1", "h2", "h3", "ol")
        return self.layouts[table] or any(cell.find(f".//{part}") is not None for part in parts)
