"""Footnotes, endnotes and comments of a Word document: their running marks and their bodies."""

from __future__ import annotations

from lxml import etree

from travaux.text.formats.docx_names import ID, VAL, w
from travaux.text.formats.docx_package import Package
from travaux.text.formats.docx_symbols import number_text
from travaux.text.manuscript import NoteBody

__all__ = ["NoteBook"]

_FORMS = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


class NoteBook:
    """The notes of one document, numbered as their references are met.

    Args:
        package: the parts of the document.
    """

    def __init__(self, package: Package) -> None:
        self.bodies: dict[str, NoteBody] = {}
        self.waiting: list[tuple[str, etree._Element]] = []
        self._elements = {
            (form, element.get(ID, "")): element
            for form, part in _FORMS.items()
            if part in package.parts
            for element in package.parts[part].iterfind(w(form))
        }
        self._comments = 0
        self._series = {form: _Series(package, form) for form in ("footnote", "endnote")}

    def refer(self, form: str, note_id: str, *, custom: bool = False) -> str | None:
        """The key of the note that a reference points to; None if there is no such note.

        A note with a `custom` mark does not count in the running numbers.
        """
        key = f"{form}-{note_id}"
        if key in self.bodies:
            return key
        element = self._elements.get((form, note_id))
        if element is None:
            return None
        body = NoteBody("", form=form)  # type: ignore[arg-type]
        if form == "comment":
            self._comments += 1
            body.mark = f"{element.get(w('initials'), '')}{self._comments}"
            body.author, body.date = element.get(w("author"), ""), element.get(w("date"), "")
        elif not custom:
            body.mark = self._series[form].next()
        self.bodies[key] = body
        self.waiting.append((key, element))
        return key

    def end_section(self) -> None:
        """Start again the numbers that count by section."""
        for series in self._series.values():
            series.end_section()

    def unreferenced(self) -> list[etree._Element]:
        """The notes that no reference points to; separator lines apart."""
        return [
            element
            for (form, note_id), element in self._elements.items()
            if f"{form}-{note_id}" not in self.bodies and element.get(w("type"), "normal") not in _SEPARATORS
        ]

    def separators(self) -> list[etree._Element]:
        """What is printed between the text and its notes."""
        return [element for element in self._elements.values() if element.get(w("type")) in _SEPARATORS]


class _Series:
    """The running numbers of footnotes or endnotes."""

    def __init__(self, package: Package, form: str) -> None:
        self._format = "decimal" if form == "footnote" else "lowerRoman"
        self._start = 1
        self._by_section = False
        for place in (package.parts.get("settings"), package.document.find(f"{w('body')}/{w('sectPr')}")):
            for element in place.findall(f"{w(form + 'Pr')}/*") if place is not None else ():
                value = element.get(VAL, "")
                if element.tag == w("numFmt"):
                    self._format = value
                elif element.tag == w("numStart") and value.isdecimal() and len(value) < 7:
                    self._start = int(value)
                elif element.tag == w("numRestart"):
                    self._by_section = value == "eachSect"
        self._next = self._start

    def next(self) -> str:
        self._next += 1
        return number_text(self._next - 1, self._format)

    def end_section(self) -> None:
        if self._by_section:
            self._next = self._start
