"""What a paragraph says of itself, before its style is asked."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from travaux.text.formats.docx_compact import SHAPE, Shapes
from travaux.text.formats.docx_names import CHANGES, P_PR, PARAGRAPH, R_PR, VAL, w
from travaux.text.formats.docx_styles import list_of

__all__ = ["Properties", "PropertyReader"]

_P_STYLE, _NUM_PR, _OUTLINE, _INDENT, _SECTION = w("pStyle"), w("numPr"), w("outlineLvl"), w("ind"), w("sectPr")


@dataclass(slots=True)
class Properties:
    """The direct properties of a paragraph: style, outline level, list, indent, the change of its mark."""

    style: str | None = None
    outline: etree._Element | None = None
    indent: etree._Element | None = None
    numbered: bool = False
    list_id: str | None = None
    list_level: int | None = None
    change: etree._Element | None = None
    ends_section: bool = False


_NONE = Properties()


class PropertyReader:
    """Reads the properties of paragraphs, those of compact ones once.

    Args:
        shapes: the properties of compact paragraphs.
    """

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._known: dict[str | None, Properties] = {}

    def of(self, first: etree._Element | None) -> Properties:
        """The properties of a paragraph that begins with this element."""
        if first is None:
            return _NONE
        tag = first.tag
        if tag == PARAGRAPH:
            number = first.get(SHAPE)
            if number not in self._known:
                self._known[number] = self._of_shape(number)
            return self._known[number]
        return _read(first) if tag == P_PR else _NONE

    def _of_shape(self, number: str | None) -> Properties:
        shapes = self._shapes.paragraphs
        known = number is not None and number.isdecimal() and int(number) < len(shapes)
        return _read(shapes[int(number or 0)]) if known else _NONE


def _read(properties: etree._Element) -> Properties:
    found = Properties()
    for element in properties:
        tag = element.tag
        if tag == _P_STYLE:
            found.style = element.get(VAL)
        elif tag == _NUM_PR:
            found.numbered = True
            found.list_id, found.list_level = list_of(element, None, None)
        elif tag == _OUTLINE:
            found.outline = element
        elif tag == _INDENT:
            found.indent = element
        elif tag == R_PR:
            found.change = next((child for child in element if child.tag in CHANGES), None)
        elif tag == _SECTION:
            found.ends_section = True
    return found
