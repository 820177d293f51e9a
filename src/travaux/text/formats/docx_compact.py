"""Makes the XML of a Word document small before it is parsed.

Word repeats the same properties in ten thousand runs. Where a run is nothing but properties and words, or paragraph
properties hold nothing but elements of Word itself, they are replaced by one element with a number; each combination of
properties is parsed once. What is not that simple stays as it is, so reading gives the same with and without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from travaux.text.formats.docx_names import W

__all__ = ["SHAPE", "Shapes"]

SHAPE = "s"
"""Attribute of a compact element: the number of its properties."""

_PROPERTY = rb'<w:\w++(?: w:\w++="[^"<>]*+")*+ ?/>'
_TAG = rb'</?w:(?!pPr\b)\w++(?: w:\w++="[^"<>]*+")*+ ?/?>'
_SIMPLE = re.compile(
    rb'<w:r(?: w:rsid\w*+="\w*+")*+>(?:<w:rPr>((?:' + _PROPERTY + rb")*+)</w:rPr>)?"
    rb'<w:(t|delText)(?: xml:space="(?:preserve|default)")?>([^<]*+)</w:\2></w:r>'
    rb"|<w:pPr>((?:" + _TAG + rb")*+)</w:pPr>"
)
_RUN, _RUN_END = b'<w:travauxRun s="%d">', b"</w:travauxRun>"
_PARAGRAPH = b'<w:travauxParagraph s="%d"/>'
_BOUND = f'xmlns:w="{W}"'.encode()
_TAKEN = (b"<!", b"<w:travauxRun", b"<w:travauxParagraph")


@dataclass(slots=True)
class Shapes:
    """The properties of compact runs and paragraphs, each combination once."""

    runs: list[etree._Element] = field(default_factory=list)
    paragraphs: list[etree._Element] = field(default_factory=list)

    def compact(self, data: bytes, parser: etree.XMLParser) -> bytes:
        """The XML with simple runs and paragraph properties replaced by numbers.

        Args:
            data: a part of the document in UTF-8.
            parser: what to parse the properties with.

        Raises:
            etree.XMLSyntaxError: if properties are not well-formed.
        """
        if data.count(b"xmlns:w=") != 1 or _BOUND not in data or any(taken in data for taken in _TAKEN):
            return data
        pieces = _SIMPLE.split(data)
        runs, paragraphs = _Table(_RUN, len(self.runs)), _Table(_PARAGRAPH, len(self.paragraphs))
        small = [pieces[0]]
        rows = zip(pieces[1::5], pieces[3::5], pieces[4::5], pieces[5::5], strict=True)
        for look, words, properties, following in rows:
            if properties is None:
                small += (runs[look], words, _RUN_END, following)
            else:
                small += (paragraphs[properties], following)
        self.runs += _parse(b"w:rPr", runs, parser)
        self.paragraphs += _parse(b"w:pPr", paragraphs, parser)
        return b"".join(small)


class _Table(dict[bytes | None, bytes]):
    """The compact tag for each combination of properties, with the next free number."""

    def __init__(self, tag: bytes, first: int) -> None:
        super().__init__()
        self._tag = tag
        self._first = first

    def __missing__(self, properties: bytes | None) -> bytes:
        self[properties] = self._tag % (self._first + len(self))
        return self[properties]


def _parse(name: bytes, properties: Iterable[bytes | None], parser: etree.XMLParser) -> list[etree._Element]:
    """One element for each combination of properties."""
    elements = b"".join(b"<%b>%b</%b>" % (name, content or b"", name) for content in properties)
    return list(etree.fromstring(b"<w:x %b>%b</w:x>" % (_BOUND, elements), parser))
