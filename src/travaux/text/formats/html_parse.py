"""The bytes of an HTML page as a tree of elements, refusing what no page of a text would be."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from travaux.errors import Refused
from travaux.text.manuscript import Diagnostic

__all__ = ["MAX_BYTES", "MAX_DEPTH", "all_words", "decoded", "parsed"]

MAX_BYTES = 50_000_000
MAX_DEPTH = 200
_CHUNK = 1 << 16
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,80}encoding=["']([\w.-]+)""", re.I
)


def decoded(name: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    """The characters of the page: by byte order mark, by its own declaration, as UTF-8, or else as Windows-1252.

    Raises:
        Refused: if the page is larger than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise Refused(
            "the page is too large to be one text", where=name,
            why=f"{len(data) / 1e6:.0f} MB, at most {MAX_BYTES / 1e6:.0f} MB",
            remedy="cut it into parts, or save it without embedded pictures",
        )
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _newlines(data[len(mark):].decode(encoding, "replace")), []
    declared = _CHARSET.search(data, 0, 4096)
    names = [(declared[1] or declared[2]).decode("ascii").lower()] if declared else []
    for encoding in [*names, "utf-8"]:
        text = _strictly(data, "cp1252" if encoding in ("iso-8859-1", "latin1", "us-ascii", "ascii") else encoding)
        if text is not None:
            return _newlines(text), []
    guessed = Diagnostic(
        "encoding-guessed", "warning", {}, "the page says no encoding that fits; it was read as Windows-1252",
        "save the page as UTF-8",
    )
    return _newlines(_strictly(data, "cp1252") or data.decode("latin-1")), [guessed]


def parsed(name: str, text: str) -> etree._Element | None:
    """The root element of the page, or None where there is none; malformed markup is repaired as browsers do.

    Raises:
        Refused: if elements are nested deeper than `MAX_DEPTH`.
    """
    parser = etree.HTMLPullParser(events=("start", "end"), encoding="utf-8", huge_tree=True)
    data = text.encode("utf-8", "replace")
    depth = 0
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start:start + _CHUNK])
            for event, _ in parser.read_events():
                depth += 1 if event == "start" else -1
                if depth > MAX_DEPTH:
                    raise _too_deep(name)
        root = parser.close()
    except etree.LxmlError:
        return None
    for event, _ in parser.read_events():
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise _too_deep(name)
    return root


def all_words(element: etree._Element) -> str:
    """Every character of text in the element, in document order; comments are none."""
    return "".join(str(text) for text in element.itertext())


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _too_deep(name: str) -> Refused:
    return Refused(
        "the page nests its elements too deeply", where=name, why=f"more than {MAX_DEPTH} levels",
        remedy="save it from a word processor or browser as plain HTML",
    )
