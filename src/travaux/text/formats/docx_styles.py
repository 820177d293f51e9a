"""Styles of a Word document: marks of runs, heading levels, list membership, indents, with their inheritance."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from travaux.text.formats.docx_compact import Shapes
from travaux.text.formats.docx_names import R_PR, VAL, w

__all__ = ["NO_MARKS", "Look", "Looks", "ParagraphStyle", "Styles", "is_on", "run_marks"]

Look = tuple[tuple[str, ...], bool]
"""The marks of a run, and whether it is hidden."""

NO_MARKS: dict[str, str] = {}
"""What a style without marks gives to its runs."""


_TOGGLES = {w("b"): "bold", w("i"): "italic", w("strike"): "strike", w("dstrike"): "strike", w("vanish"): "hidden"}
_UNDERLINE, _VERT_ALIGN, _COLOR, _HIGHLIGHT, _SHADING = w("u"), w("vertAlign"), w("color"), w("highlight"), w("shd")
_RAISED = ("superscript", "subscript")
_FILL, _R_STYLE = w("fill"), w("rStyle")
_OFF = frozenset(("0", "false", "off", "none"))
_BARE = frozenset(("auto", "000000", "none", ""))
OWN_STYLES = "Travaux"
_LOOKS = frozenset((*_TOGGLES, _UNDERLINE, _VERT_ALIGN, _COLOR, _HIGHLIGHT, _SHADING, _R_STYLE))


@dataclass(slots=True)
class ParagraphStyle:
    """What a paragraph style gives to its paragraphs.

    `heading` counts from 1; `indent` is in points; `marks` are what its runs look like (empty for headings, whose look
    says nothing about their words); `contents` says that the style belongs to a table of contents.
    """

    name: str = ""
    heading: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    indent: float | None = None
    marks: dict[str, str] = field(default_factory=dict)
    contents: bool = False


class Styles:
    """The styles of one document, resolved when they are first asked for.

    Args:
        root: the part `styles.xml`, or None.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._runs: dict[str, dict[str, str]] = {}
        self._default: str | None = None
        for style in root.iterfind(w("style")) if root is not None else ():
            name = style.get(w("styleId"), "")
            self._elements[name] = style
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
                self._default = name

    def paragraph(self, name: str | None) -> ParagraphStyle:
        """The paragraph style with this id, or the default one."""
        if name not in self._paragraphs:
            known = name if name in self._elements else self._default
            self._paragraphs[name] = self._resolve(known)
        return self._paragraphs[name]

    def run(self, name: str) -> dict[str, str]:
        """The marks of the character style with this id, by kind of mark; none for the tints that Travaux prints."""
        if name not in self._runs:
            marks: dict[str, str] = {}
            for style in reversed(self._chain(name) if not name.startswith(OWN_STYLES) else []):
                marks = run_marks(style.find(R_PR), marks)
            self._runs[name] = marks
        return self._runs[name]

    def list_of(self, name: str | None) -> str | None:
        """The list (`numId`) that the numbering style with this id stands for."""
        for style in self._chain(name):
            found = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
            if found is not None:
                return found.get(VAL)
        return None

    def _chain(self, name: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while name in self._elements and len(chain) < 20:
            style = self._elements[name]
            chain.append(style)
            based = style.find(w("basedOn"))
            name = based.get(VAL) if based is not None else None
        return chain

    def _resolve(self, name: str | None) -> ParagraphStyle:
        result = ParagraphStyle()
        marks: dict[str, str] = {}
        for style in reversed(self._chain(name)):
            label = style.find(w("name"))
            result.name = (label.get(VAL, "") if label is not None else "") or result.name
            _take_properties(style.find(w("pPr")), result)
            marks = run_marks(style.find(R_PR), marks)
        lower = result.name.lower()
        if result.heading is None and lower.startswith("heading ") and lower[8:].isdigit():
            result.heading = int(lower[8:])
        result.contents = lower.startswith(("toc ", "contents ", "table of figures"))
        result.marks = NO_MARKS if result.heading or lower in ("title", "subtitle") else marks
        return result


class Looks:
    """The marks of runs, worked out once for each combination of properties.

    Args:
        styles: the styles of the document.
        shapes: the properties of its compact runs.
    """

    def __init__(self, styles: Styles, shapes: Shapes) -> None:
        self._styles = styles
        self._shapes = shapes
        self._known: dict[tuple[object, ...], Look] = {}
        self._compact: dict[int, dict[str | None, Look]] = {}

    def shapes(self, inherited: dict[str, str]) -> dict[str | None, Look]:
        """The marks of compact runs by the number of their properties, as far as `of_shape` has been asked."""
        return self._compact.setdefault(id(inherited), {})

    def of_shape(self, number: str | None, inherited: dict[str, str]) -> Look:
        """The marks of a compact run with this number of properties."""
        runs = self._shapes.runs
        known = number is not None and number.isdecimal() and int(number) < len(runs)
        look = self.of(runs[int(number or 0)] if known else None, inherited)
        self.shapes(inherited)[number] = look
        return look

    def of(self, properties: etree._Element | None, inherited: dict[str, str]) -> Look:
        """The marks of a run, sorted, and whether it is hidden.

        Args:
            properties: its `rPr`, or None.
            inherited: the marks of the paragraph style, the same object for the same style.
        """
        key: list[object] = [id(inherited)]
        for element in properties if properties is not None else ():
            if element.tag in _LOOKS:
                key.append(element.tag)
                key.append(element.get(VAL))
                key.append(element.get(_FILL))
        found = self._known.get(tuple(key))
        if found is None:
            found = self._known[tuple(key)] = self._look(properties, inherited)
        return found

    def _look(self, properties: etree._Element | None, inherited: dict[str, str]) -> Look:
        style = properties.find(_R_STYLE) if properties is not None else None
        marks = {**inherited, **self._styles.run(style.get(VAL, ""))} if style is not None else inherited
        marks = run_marks(properties, marks)
        return tuple(sorted({mark for mark in marks.values() if mark != "hidden"})), "hidden" in marks


def is_on(element: etree._Element) -> bool:
    """Whether an on/off property is on."""
    return element.get(VAL, "1") not in _OFF


def run_marks(properties: etree._Element | None, inherited: dict[str, str]) -> dict[str, str]:
    """Marks by kind (`bold`, `color` ...), direct properties over what is inherited."""
    if properties is None or not len(properties):
        return inherited
    marks = inherited.copy()
    for element in properties:
        tag = element.tag
        if tag in _TOGGLES:
            _set(marks, _TOGGLES[tag], _TOGGLES[tag] if is_on(element) else "")
        elif tag == _UNDERLINE:
            _set(marks, "underline", "underline" if element.get(VAL, "single") != "none" else "")
        elif tag == _VERT_ALIGN:
            value = element.get(VAL, "")
            _set(marks, "raised", value if value in _RAISED else "")
        elif tag == _COLOR:
            _set(marks, "color", _tint("color:", element.get(VAL, "")))
        elif tag == _HIGHLIGHT:
            value = element.get(VAL, "none")
            _set(marks, "highlight", f"highlight:{value}" if value != "none" else "")
        elif tag == _SHADING and element.get(_FILL, "auto").upper() != "FFFFFF":
            _set(marks, "shading", _tint("highlight:", element.get(_FILL, "auto")))
    return marks


def _set(marks: dict[str, str], kind: str, mark: str) -> None:
    if mark:
        marks[kind] = mark
    else:
        marks.pop(kind, None)


def _tint(prefix: str, value: str) -> str:
    return "" if value in _BARE else prefix + value.upper()


def _take_properties(properties: etree._Element | None, style: ParagraphStyle) -> None:
    if properties is None:
        return
    outline = properties.find(w("outlineLvl"))
    if outline is not None:
        style.heading = heading_of(outline)
    numbering = properties.find(w("numPr"))
    if numbering is not None:
        style.list_id, style.list_level = list_of(numbering, style.list_id, style.list_level)
    indent = properties.find(w("ind"))
    if indent is not None:
        style.indent = indent_of(indent, style.indent)


def heading_of(outline: etree._Element) -> int | None:
    """The heading level from 1 that an outline level from 0 means; 9 is body text."""
    value = outline.get(VAL, "9")
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else None


def list_of(numbering: etree._Element, list_id: str | None, level: int | None) -> tuple[str | None, int | None]:
    """List and level that a `numPr` names, over what is inherited."""
    for element in numbering:
        value = element.get(VAL, "")
        if element.tag == w("numId"):
            list_id = value
        elif element.tag == w("ilvl") and value.isdecimal():
            level = min(int(value), 8)
    return list_id, level


def indent_of(indent: etree._Element, inherited: float | None) -> float | None:
    """The left indent in points."""
    value = indent.get(w("left")) or indent.get(w("start")) or ""
    return int(value) / 20 if value.lstrip("-").isdecimal() and len(value) < 8 else inherited
