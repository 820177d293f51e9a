"""PDF: the text layer of each page, with the positions that tell notes, furniture and paragraphs apart."""

from __future__ import annotations

import re
import zlib
from typing import NoReturn

import pypdfium2
import pypdfium2.raw as pdfium

from travaux.errors import Refused
from travaux.text.layout.compose import compose
from travaux.text.layout.glyphs import printed_lines
from travaux.text.layout.hyphens import SOFT
from travaux.text.layout.lines import Line
from travaux.text.manuscript import Diagnostic, Manuscript

__all__ = ["read_pdf"]

_MOST_PAGES = 5_000
_MOST_ON_PAGE = 100_000
_MOST_CHARACTERS = 20_000_000
_MOST_UNPACKED = 8 << 20
_MOST_DENSE = 50
"""A stream that unpacks to more bytes than the first, and more times its size than the second, is there to do harm."""
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_NEARLY_ALL = 0.8
"""Share of pages without text from which a file is a scan."""
_SAVE_AGAIN = "save it again from the program that made it"
_SAVE_OPEN = "save it without encryption and send it again"
_OPENING = {
    pdfium.FPDF_ERR_PASSWORD: ("the PDF is encrypted", "it asks for a password", _SAVE_OPEN),
    pdfium.FPDF_ERR_SECURITY: ("the PDF is encrypted", "in a way that cannot be read", _SAVE_OPEN),
}


def read_pdf(name: str, data: bytes) -> Manuscript:
    """Read a PDF with a text layer into blocks, notes and dropped words.

    A line is what pdfium's text of the page has between two line feeds; lines count from 1 on each page, columns
    from 0. After a hyphen at a line end pdfium goes on with the next printed line; `source` has a hyphen there.

    Args:
        name: the name of the file, for messages.
        data: its content.

    Raises:
        Refused: if the file is encrypted, damaged, unpacks to too much, has no pages or too many, or (nearly) no
            text: a scan.
    """
    _check_streams(name, data)
    document = _opened(name, data)
    try:
        count = len(document)
        if not 0 < count <= _MOST_PAGES:
            _refuse_count(name, count)
        return _read(name, document, count)
    finally:
        document.close()


def _check_streams(name: str, data: bytes) -> None:
    """Refuse a file whose packed streams would fill the memory; pictures are left aside, as they are never unpacked."""
    total = packed = 0
    for match in _STREAM.finditer(data):
        begin = match.end()
        end = data.find(b"endstream", begin)
        size = (end if end >= 0 else len(data)) - begin
        header = data[max(0, begin - 300) : begin].rpartition(b" obj")[2]
        nested = header.count(b"FlateDecode") > 1
        if b"/Image" in header or (size * 1100 < _MOST_UNPACKED and not nested):
            continue
        unpacked = _unpacked(data[begin : begin + size], nested)
        total, packed = total + unpacked, packed + size
        dense = unpacked > _MOST_UNPACKED and unpacked > _MOST_DENSE * size
        if dense or unpacked > 8 * _MOST_UNPACKED or (total > 8 * _MOST_UNPACKED and total > _MOST_DENSE * packed):
            raise _too_much(name, f"a part of {size:,} bytes unpacks to more than {unpacked:,}")


def _unpacked(stream: bytes, nested: bool) -> int:
    """How many bytes a deflated stream unpacks to, as far as it matters; 0 if it is not deflated."""
    inflater, count, first = zlib.decompressobj(), 0, b""
    try:
        while stream and not inflater.eof and count <= 8 * _MOST_UNPACKED:
            plain = inflater.decompress(stream, 1 << 20)
            stream = inflater.unconsumed_tail
            first = first or plain
            count += len(plain)
    except zlib.error:
        return count
    return max(count, _unpacked(first, False) if nested else 0)


def _opened(name: str, data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        what, why, remedy = _OPENING.get(code, ("the PDF is damaged", str(error), _SAVE_AGAIN))
        raise Refused(what, where=name, why=why.rstrip("."), remedy=remedy) from error


def _read(name: str, document: pypdfium2.PdfDocument, count: int) -> Manuscript:
    sheets: list[list[Line]] = []
    texts: list[str] = []
    textless: list[int] = []
    broken: list[int] = []
    total = 0
    for page in range(1, count + 1):
        try:
            text, lines, blank = _page(name, document, page)
        except pypdfium2.PdfiumError:
            broken.append(page)
            text, lines, blank = "", [], True
        total += len(text)
        if total > _MOST_CHARACTERS:
            raise _too_much(name, f"more than {_MOST_CHARACTERS:,} characters")
        if not lines and not blank:
            textless.append(page)
        sheets.append(lines)
        texts.append(text)
    _check(name, sheets, textless, broken)
    source = "\n".join(texts)
    manuscript = Manuscript(name, "pdf", source.replace(SOFT, "-"), pages=count)
    compose(manuscript, sheets, source, geometric=True)
    manuscript.diagnostics += [_without_text(page) for page in textless] + [_unreadable(page) for page in broken]
    return manuscript


def _page(name: str, document: pypdfium2.PdfDocument, number: int) -> tuple[str, list[Line], bool]:
    """Text and lines of one page, and whether nothing at all is on it."""
    page = document[number - 1]
    try:
        textpage = page.get_textpage()
        try:
            if textpage.count_chars() > _MOST_ON_PAGE:
                raise _too_much(name, f"page {number} holds more than {_MOST_ON_PAGE:,} characters")
            text: str = textpage.get_text_range().replace("\x02", SOFT)
            lines = printed_lines(textpage.raw, text, number) if text and not text.isspace() else []
        finally:
            textpage.close()
        return text, lines, not lines and pdfium.FPDFPage_CountObjects(page.raw) <= 0
    finally:
        page.close()


def _check(name: str, sheets: list[list[Line]], textless: list[int], broken: list[int]) -> None:
    """Refuse a file that is damaged or a scan."""
    if any(sheets) and len(textless) + len(broken) < _NEARLY_ALL * len(sheets):
        return
    if len(broken) > len(textless):
        raise Refused(
            "the PDF is damaged", where=name, why=f"{_pages(broken)} cannot be opened", remedy=_SAVE_AGAIN,
        )
    if textless:
        raise Refused(
            "the PDF has no text layer", where=name, why=f"{_pages(textless)} hold only pictures, as a scan does",
            remedy="run text recognition (OCR) on it, or ask for the file it was printed from",
        )
    if not any(sheets):
        raise Refused("the PDF is empty", where=name, why="no page holds anything", remedy="send the file again")


def _refuse_count(name: str, count: int) -> NoReturn:
    if count > _MOST_PAGES:
        raise _too_much(name, f"{count:,} pages, more than {_MOST_PAGES:,}")
    raise Refused("the PDF has no pages", where=name, remedy=_SAVE_AGAIN)


def _too_much(name: str, why: str) -> Refused:
    return Refused("the PDF is too large to be a negotiating text", where=name, why=why, remedy="split it first")


def _pages(numbers: list[int]) -> str:
    """Pages in words, with runs drawn together: `pages 1-3, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    names = ["-".join(map(str, run)) for run in runs[:20]] + (["…"] if len(runs) > 20 else [])
    return ("page " if len(numbers) == 1 else "pages ") + ", ".join(names)


def _without_text(page: int) -> Diagnostic:
    return Diagnostic(
        "page-without-text", "warning", {"page": page},
        f"page {page} holds only pictures or drawings; nothing was read from it",
        "run text recognition (OCR) on the page if it holds words",
    )


def _unreadable(page: int) -> Diagnostic:
    return Diagnostic(
        "page-unreadable", "error", {"page": page}, f"page {page} is damaged; nothing was read from it", _SAVE_AGAIN,
    )
