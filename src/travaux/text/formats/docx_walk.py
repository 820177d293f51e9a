"""The words of a Word document in reading order: one walk over the XML, with what each element means in a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from lxml import etree

from travaux.text.formats import docx_names as names
from travaux.text.formats.docx_collect import Collector, plain_words, symbol_of
from travaux.text.formats.docx_compact import SHAPE
from travaux.text.formats.docx_names import CHANGES, DEL_TEXT, ID, MC, R_PR, VAL, T, w
from travaux.text.formats.docx_properties import Properties
from travaux.text.formats.docx_styles import ParagraphStyle, heading_of, indent_of, is_on
from travaux.text.manuscript import Block, Fragment

__all__ = ["Walk"]

_FIELD_TYPE = w("fldCharType")
_TEXTS = frozenset((T, DEL_TEXT))
_SILENT = tuple(map(w, (
    "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "sdtPr", "sdtEndPr", "rubyPr", "fldData",
    "instrText", "delInstrText", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "softHyphen",
    "commentRangeStart", "commentRangeEnd",
)))
_FIELDS_LIMIT = 100
_GONE = ("deleted", "moved_from")


class Walk(Collector):
    """One walk through the body of a document, a note, or a running header."""

    def _paragraph(self, paragraph: etree._Element) -> None:
        self.flush()
        outer = (self._block, self._column, self._reason, self._soft, self._open, self._boxes)
        inherited = (self._inherited, self._base, self._shapes)
        self.line += 1
        self._column, self._soft, self._open, self._boxes = 0, False, True, []
        self._block = Block(role="cell" if self._cells else None)
        properties = self.sheet.properties(paragraph[0] if len(paragraph) else None)
        self._take_properties(properties)
        self.children(paragraph)
        self.flush()
        self._fields = [False] * len(self._fields)
        if properties.ends_section:
            self.sheet.notes.end_section()
        boxes = self._boxes
        self._block, self._column, self._reason, self._soft, self._open, self._boxes = outer
        self._inherited, self._base, self._shapes = inherited
        for box in boxes:
            self.children(box)

    def _take_properties(self, properties: Properties) -> None:
        block = self._block
        style = self.sheet.styles.paragraph(properties.style)
        block.change = self.sheet.change(properties.change) if properties.change is not None else None
        self.inherit(style.marks)
        self._take_style(style)
        block.heading = heading_of(properties.outline) if properties.outline is not None else style.heading
        self._number(style, properties)
        if properties.indent is not None:
            block.indent = indent_of(properties.indent, block.indent)
        self.begin(block, properties.style)

    def _take_style(self, style: ParagraphStyle) -> None:
        self._block.indent = style.indent
        if style.contents and not self._reason:
            self._reason = "table of contents"
        elif style.name.lower() == "title" and not self._block.role:
            self._block.role = "title"

    def _number(self, style: ParagraphStyle, properties: Properties) -> None:
        direct = properties.numbered
        list_id, depth = properties.list_id or style.list_id, style.list_level
        if properties.list_level is not None:
            depth = properties.list_level
        if not list_id or list_id == "0" or self._reason:
            return
        if depth is None:
            depth = self.sheet.numbering.level_of(list_id, properties.style)
        counted = self.sheet.numbering.next(list_id, depth)
        if counted is not None:
            self._block.label, level = counted
            self._block.generated, self._block.depth = bool(self._block.label), depth
            if self._block.indent is None or direct:
                self._block.indent = level.indent if level.indent is not None else self._block.indent

    def _run(self, run: etree._Element) -> None:
        outer = (self._marks, self._hidden)
        self._marks, self._hidden = self._base
        handlers = self.handlers
        for child in run:
            tag = child.tag
            if tag in _TEXTS:
                words = child.text
                if words:
                    self.put(words)
            elif tag == R_PR:
                self._marks, self._hidden = self.sheet.looks.of(child, self._inherited)
            else:
                handler = handlers.get(tag, Collector.children)
                if handler is not None:
                    handler(self, child)
        if self._custom:
            self.end_mark()
        self._marks, self._hidden = outer

    def _compact_run(self, run: etree._Element) -> None:
        words = run.text
        if words:
            number = run.get(SHAPE)
            look = self._shapes.get(number) or self.sheet.looks.of_shape(number, self._inherited)
            outer = (self._marks, self._hidden)
            self._marks, self._hidden = look
            self.put(words)
            self._marks, self._hidden = outer

    def _text(self, element: etree._Element) -> None:
        if element.text:
            self.put(element.text)

    def _symbol(self, element: etree._Element) -> None:
        self.put(symbol_of(element))

    def _hyphen(self, element: etree._Element) -> None:  # noqa: ARG002
        self.put("\u2011")

    def _tab(self, element: etree._Element) -> None:  # noqa: ARG002
        self.put("\t")

    def _line_break(self, element: etree._Element) -> None:  # noqa: ARG002
        self._soft = bool(self._words or self._block.fragments)

    def _drawing_text(self, element: etree._Element) -> None:
        self.drop(element.text or "", "words of a drawing")

    def _changed(self, element: etree._Element) -> None:
        outer, own = self._change, self.sheet.change(element)
        if outer is not None and own.act != outer.act:
            self.sheet.find("nested-change")
        if outer is None or own.act in _GONE or outer.act not in _GONE:
            self._change = own
        self.children(element)
        self._change = outer

    def _table(self, element: etree._Element) -> None:
        self.flush()
        self.children(element)

    def _cell(self, element: etree._Element) -> None:
        self._cells += 1
        self.children(element)
        self._cells -= 1

    def _box(self, element: etree._Element) -> None:
        if self._open:
            self._boxes.append(element)
        else:
            self.children(element)

    def _alternate(self, element: etree._Element) -> None:
        """Read the branch made for newer programs, and the other one only if it alone has words."""
        branches = [child for child in element if child.tag in (f"{{{MC}}}Choice", f"{{{MC}}}Fallback")]
        read = next((branch for branch in branches if plain_words(branch).strip()), branches[0] if branches else None)
        for branch in branches:
            if branch is read:
                self.children(branch)
            elif words := plain_words(branch):
                self.drop(words, "second copy of a text box")

    def _control(self, element: etree._Element) -> None:
        outer = self._reason
        properties = element.find(w("sdtPr"))
        if properties is not None and not outer:
            gallery = properties.find(f"{w('docPartObj')}/{w('docPartGallery')}")
            prompt = properties.find(w("showingPlcHdr"))
            if gallery is not None and gallery.get(VAL) == "Table of Contents":
                self._reason = "table of contents"
            elif prompt is not None and is_on(prompt):
                self._reason = "prompt of an empty field"
        self.children(element)
        self._reason = outer

    def _field(self, element: etree._Element) -> None:
        kind = element.get(_FIELD_TYPE)
        if kind == "begin" and len(self._fields) < _FIELDS_LIMIT:
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _ruby(self, element: etree._Element) -> None:
        if words := plain_words(element):
            self.drop(words, "reading aid above the words")

    def _foreign(self, element: etree._Element) -> None:  # noqa: ARG002
        self.sheet.find("not-read")

    def _footnote(self, element: etree._Element) -> None:
        self._refer("footnote", element)

    def _endnote(self, element: etree._Element) -> None:
        self._refer("endnote", element)

    def _comment(self, element: etree._Element) -> None:
        self._refer("comment", element)

    def _refer(self, form: str, element: etree._Element) -> None:
        custom = element.get(w("customMarkFollows"), "0") in ("1", "true", "on")
        key = None if self._reason else self.sheet.notes.refer(form, element.get(ID, ""), custom=custom)
        if key is None:
            self.sheet.find("" if self._reason else "missing-note")
            return
        self.flush()
        if custom:
            self._custom = key
        else:
            self.emit(Fragment("", self.line, self._column, None, self._marks, self._change, key))

    handlers: ClassVar[dict[str, Callable[[Any, etree._Element], None] | None]] = {
        names.P: _paragraph, names.R: _run, names.RUN: _compact_run, names.PARAGRAPH: None, T: _text,
        DEL_TEXT: _text, names.MATH_TEXT: _text, names.SYM: _symbol,
        names.DRAWING_TEXT: _drawing_text, names.NO_BREAK_HYPHEN: _hyphen, w("tab"): _tab, w("ptab"): _tab,
        w("br"): _line_break, w("cr"): _line_break, names.TBL: _table, names.TC: _cell, w("txbxContent"): _box,
        w("sdt"): _control, w("fldChar"): _field, w("rt"): _ruby, w("footnoteReference"): _footnote,
        w("endnoteReference"): _endnote, w("commentReference"): _comment, w("altChunk"): _foreign,
        w("subDoc"): _foreign, f"{{{MC}}}AlternateContent": _alternate,
        **dict.fromkeys(CHANGES, _changed), **dict.fromkeys(_SILENT),
    }
