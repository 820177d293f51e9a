"""The gate: what a file is, and the refusal of what cannot be a negotiating text, before anything is parsed."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import IO

from travaux.errors import Refused
from travaux.text.formats.docx_archive import open_archive
from travaux.text.formats.gate_kinds import Kind, kind_of, kind_of_compound_file, kind_of_words

__all__ = ["TEXT_LIMIT", "decode", "identify"]

TEXT_LIMIT = 100_000_000
_PDF_LIMIT = 500_000_000
_ARCHIVE_LIMIT = 300_000_000
_HEAD = 65_536
_CONTROL_SHARE = 0.01
_BY_SUFFIX = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".pdf": "pdf", ".docx": "docx", ".dotx": "docx", ".xml": "akn", ".akn": "akn", ".json": "json",
}
_OFFICE = frozenset((
    ".doc", ".dot", ".docm", ".dotm", ".rtf", ".odt", ".ott", ".wpd", ".pages", ".xls", ".xlsx", ".xlsm", ".ods",
    ".ppt", ".pptx", ".pptm", ".odp", ".epub", ".zip", ".msg", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff",
))
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
_BLANKS = b"\x00\t\n\x0b\x0c\r \xef\xbb\xbf\xff\xfe"
_UNKNOWN = Kind("", "damaged or something else")
_DOCTYPE = re.compile(r"<!DOCTYPE([^>\[]*)(\[?)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_PLAIN_ENCODING = re.compile(
    r"(utf-?8|utf-?16(le|be)?|(us-)?ascii|iso-?8859-\d{1,2}|latin-?1|(windows-?|cp)125\d)$", re.IGNORECASE
)


def identify(path: Path) -> tuple[str, bytes]:
    """What the file is, and its bytes.

    Args:
        path: the file.

    Returns:
        One of `text`, `markdown`, `html`, `pdf`, `docx`, `akn`, `json`; and the bytes of the file.

    Raises:
        Refused: if there is no such file, it is empty or too large, its ending says one thing and its first bytes
            another, it is encrypted, holds macros, unpacks to too much, declares entities, or is not text at all.

    Example:
        >>> import pathlib, tempfile
        >>> draft = pathlib.Path(tempfile.mkdtemp()) / "draft.txt"
        >>> _ = draft.write_text("Each Party [shall] act.")
        >>> identify(draft)
        ('text', b'Each Party [shall] act.')
    """
    try:
        with _open(path) as file:
            size = os.fstat(file.fileno()).st_size
            head = file.read(_HEAD)
            form = _form(path, head, file)
            _refuse_large(path, form, size)
            data = head + file.read()
    except (OSError, ValueError) as fault:
        raise _unreadable(path, fault) from fault
    if form not in ("pdf", "docx"):
        _refuse_binary(path, data)
    if form == "akn" and b"<!ENTITY" in data:
        raise _hostile(path)
    return form, data


def decode(data: bytes, where: str) -> str:
    """The words of a text file, with `\\n` as the only line end and without byte order mark.

    Tries the byte order mark, UTF-8, UTF-16 without a mark, and at last Windows-1252, which takes any byte.

    Args:
        data: the bytes of the file.
        where: file name for messages.

    Raises:
        Refused: if the bytes are UTF-16 or UTF-32 broken off in the middle of a character.

    Example:
        >>> decode(b"\\xef\\xbb\\xbfArticle 1\\r\\n[shall]", "draft.txt")
        'Article 1\\n[shall]'
    """
    encoding = _encoding(data)
    try:
        words = data.decode(encoding)
    except UnicodeDecodeError as fault:
        if encoding != "utf-8":
            raise Refused(
                "the file breaks off inside a character", where=where, why=f"{encoding}, byte {fault.start}",
                remedy="send the file again, or save it as UTF-8",
            ) from fault
        words = _western(data)
    if words.startswith("\ufeff"):
        words = words[1:]
    return words.replace("\r\n", "\n").replace("\r", "\n") if "\r" in words else words


def _open(path: Path) -> IO[bytes]:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise Refused("this is a folder", where=str(path), remedy="name the draft in it")
    if not stat.S_ISREG(mode):
        raise Refused("this is not a file on disk", where=str(path), remedy="save the draft as a file first")
    return path.open("rb")


def _unreadable(path: Path, fault: Exception) -> Refused:
    where = str(path).replace("\x00", "\\0")
    if isinstance(fault, FileNotFoundError):
        return Refused("there is no such file", where=where, remedy="check the name")
    if isinstance(fault, PermissionError):
        return Refused("the file may not be read", where=where, remedy="change its permissions, or copy it")
    why = fault.strerror or str(fault) if isinstance(fault, OSError) else str(fault)
    return Refused("the file cannot be opened", where=where, why=why, remedy="check the name and the disk")


def _form(path: Path, head: bytes, file: IO[bytes]) -> str:
    suffix = path.suffix.lower()
    if not head.strip(_BLANKS) and len(head) < _HEAD:
        raise _empty(path)
    kind = kind_of(head)
    if kind.form == "compound":
        kind = kind_of_compound_file(head, file)
    if kind.refused:
        raise _refused(path, kind)
    expected = _BY_SUFFIX.get(suffix)
    if kind.form in ("pdf", "docx"):
        if kind.form == "docx":
            open_archive(str(path), file).refuse_all_but_word()
            file.seek(len(head))
        if expected != kind.form and (expected or suffix in _OFFICE):
            raise _misnamed(path, kind)
        return kind.form
    if expected in ("pdf", "docx") or suffix in _OFFICE:
        raise _misnamed(path, kind if _is_words(head) else _UNKNOWN)
    return _form_of_words(path, expected, head)


def _form_of_words(path: Path, expected: str | None, head: bytes) -> str:
    if b"\x00" in head[:4096] and _encoding(head) == "utf-8":
        raise _binary(path, "it holds NUL bytes")
    words = head.decode(_encoding(head), errors="replace").removeprefix("\ufeff").lstrip()
    found = kind_of_words(words)
    form = expected or found.form
    if form in ("akn", "html") or words.startswith("<?xml"):
        _refuse_entities(path, words, head, strict=form != "html" or words.startswith("<?xml"))
    if expected == "akn":
        if found.form == "html":
            form = "html"
        elif found.form != "akn":
            raise _refused(path, found if found.refused else Kind("xml", "not Akoma Ntoso", "save it as HTML or .docx"))
    if found.refused and form not in ("text", "markdown"):
        raise _refused(path, found)
    if expected == "text" and found.form in ("akn", "html"):
        raise _misnamed(path, found)
    return form


def _refuse_entities(path: Path, words: str, head: bytes, *, strict: bool) -> None:
    doctype = _DOCTYPE.search(words)
    entity = re.search(r"<!(ENTITY|ELEMENT|ATTLIST|NOTATION)\b", words, re.IGNORECASE)
    external = doctype and (doctype[2] or (strict and "html" not in doctype[1].lower() and doctype[1].split()[1:]))
    if entity or external:
        raise _hostile(path)
    declared = _ENCODING.match(head)
    if declared and not _PLAIN_ENCODING.match(declared[1].decode("ascii")):
        raise Refused(
            "the file declares an encoding that no text should use", where=str(path),
            why=declared[1].decode("ascii")[:40], remedy="save it as UTF-8",
        )


def _is_words(head: bytes) -> bool:
    return b"\x00" not in head and len(head.translate(None, _CONTROLS)) == len(head)


def _refuse_large(path: Path, form: str, size: int) -> None:
    limit = {"pdf": _PDF_LIMIT, "docx": _ARCHIVE_LIMIT}.get(form, TEXT_LIMIT)
    if size > limit:
        raise Refused(
            "the file is too large", where=str(path), why=f"{size // 1_000_000} MB, at most {limit // 1_000_000} MB",
            remedy="give the draft itself, or a part of it",
        )


def _refuse_binary(path: Path, data: bytes) -> None:
    encoding = _encoding(data)
    if encoding != "utf-8":
        if not data.strip(_BLANKS):
            raise _empty(path)
        return
    if not data.strip(_BLANKS):
        raise _empty(path)
    if b"\x00" in data:
        raise _binary(path, "it holds NUL bytes")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(_CONTROL_SHARE * len(data), 3):
        raise _binary(path, f"{controls} of its {len(data)} bytes are control characters")


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = data[:4096]
    if b"\x00" in sample:
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        if odd > 0.4 * len(sample) / 2 and not even:
            return "utf-16-le"
        if even > 0.4 * len(sample) / 2 and not odd:
            return "utf-16-be"
    return "utf-8"


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _empty(path: Path) -> Refused:
    return Refused("the file is empty", where=str(path), remedy="send the file again")


def _hostile(path: Path) -> Refused:
    return Refused(
        "the file declares entities or a document type of its own", where=str(path),
        why="they can make a reader fetch other files or grow without end",
        remedy="remove the DOCTYPE and everything in it, and save the file again",
    )


def _binary(path: Path, why: str) -> Refused:
    return Refused("the file is not text", where=str(path), why=why, remedy="give the draft as text, .docx or PDF")


def _refused(path: Path, kind: Kind) -> Refused:
    return Refused(f"the file is {kind.name}", where=str(path), remedy=kind.remedy)


def _misnamed(path: Path, kind: Kind) -> Refused:
    suffix = path.suffix
    endings = {"pdf": "pdf", "docx": "docx", "html": "html", "akn": "xml"}
    if kind.form in endings:
        remedy = f"rename it to {path.stem}.{endings[kind.form]}"
    elif kind is _UNKNOWN:
        remedy = "send the file again"
    elif suffix.lower() == ".pdf":
        remedy = "export it as PDF again"
    else:
        remedy = "save it as .docx in the word processor"
    return Refused(f"the file is named {suffix} but is {kind.name}", where=str(path), remedy=remedy)
