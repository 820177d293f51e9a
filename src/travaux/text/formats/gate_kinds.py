"""What the first bytes of a file give away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO

__all__ = ["Kind", "kind_of", "kind_of_compound_file", "kind_of_words"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is: the form for a reader, its name in a sentence, and what to do with it if it is refused."""

    form: str
    name: str
    remedy: str = ""
    refused: bool = False


def _no(name: str, remedy: str) -> Kind:
    return Kind("", name, remedy, refused=True)


_TEXT = Kind("text", "plain text")
_DRAFT = "give the draft itself, as .docx, PDF with a text layer, HTML or text"
_PICTURE = "a picture has no words: give a PDF with a text layer, or run text recognition first"
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", Kind("docx", "a Word document")),
    (b"PK\x05\x06", _no("an empty zip archive", _DRAFT)),
    (b"PK\x07\x08", _no("a zip archive in several volumes", _DRAFT)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind("compound", "a file of older Office programs")),
    (b"{\\rtf", _no("an RTF document", "save it as .docx")),
    (b"\x89PNG\r\n", _no("a PNG picture", _PICTURE)),
    (b"\xff\xd8\xff", _no("a JPEG picture", _PICTURE)),
    (b"GIF8", _no("a GIF picture", _PICTURE)),
    (b"II*\x00", _no("a TIFF picture", _PICTURE)),
    (b"MM\x00*", _no("a TIFF picture", _PICTURE)),
    (b"AT&TFORM", _no("a DjVu scan", _PICTURE)),
    (b"\x7fELF", _no("a program", _DRAFT)),
    (b"MZ\x90\x00", _no("a program", _DRAFT)),
    (b"\x1f\x8b", _no("a gzip archive", "unpack it and give the draft inside")),
    (b"BZh", _no("a bzip2 archive", "unpack it and give the draft inside")),
    (b"\xfd7zXZ\x00", _no("an xz archive", "unpack it and give the draft inside")),
    (b"7z\xbc\xaf\x27\x1c", _no("a 7z archive", "unpack it and give the draft inside")),
    (b"Rar!\x1a\x07", _no("a RAR archive", "unpack it and give the draft inside")),
    (b"SQLite format 3\x00", _no("an SQLite database", _DRAFT)),
    (b"\xffWPC", _no("a WordPerfect document", "save it as .docx")),
    (b"%!PS", _no("a PostScript file", "convert it to PDF")),
)
_COMPOUND: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", _no("an encrypted document", "save it without a password")),
    ("WordDocument", _no("a document of Word 97-2003 (.doc)", "save it as .docx")),
    ("Workbook", _no("an Excel workbook (.xls)", "save the text itself as .docx")),
    ("PowerPoint Document", _no("a PowerPoint presentation (.ppt)", "save the text itself as .docx")),
    ("__properties_version1.0", _no("an Outlook message", "save the draft attached to it, or its text as .txt")),
)
_PROLOGUE = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:([\w.-]+):)?([\w.-]+)")
_HTML = re.compile(r"<!DOCTYPE\s+html|<(?:html|head|body)[\s>]", re.IGNORECASE)


def kind_of(head: bytes) -> Kind:
    """What the first bytes say; `text` when they say nothing."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:
        return Kind("pdf", "a PDF")
    if head[8:12] == b"WEBP" or head[4:12] in (b"ftypheic", b"ftypavif", b"ftypmif1"):
        return _no("a picture", _PICTURE)
    return _TEXT


def kind_of_compound_file(head: bytes, file: IO[bytes]) -> Kind:
    """What an OLE compound file is, by the names at the head of its directory; the file stands where it stood."""
    here = file.tell()
    sector_size = 1 << min(int.from_bytes(head[30:32], "little"), 12)
    file.seek((int.from_bytes(head[48:52], "little") + 1) * sector_size)
    directory = file.read(16_384) + head
    file.seek(here)
    for stream, kind in _COMPOUND:
        if stream.encode("utf-16-le") in directory:
            return kind
    return _no("a file of older Office programs", "save it as .docx")


def kind_of_words(words: str) -> Kind:
    """What the beginning of a text file is: `akn`, `html`, `json`, `xml` of another kind, or `text`."""
    if words.startswith("{\\rtf"):
        return _no("an RTF document", "save it as .docx")
    if re.match(r"\{\s*(\"|\}\s*$)", words):
        return Kind("json", "JSON")
    start = _PROLOGUE.match(words)
    root = _ROOT.match(words, start.end() if start else 0)
    if root and root[2] == "akomaNtoso":
        return Kind("akn", "Akoma Ntoso")
    if _HTML.match(words) or (root and root[2].lower() in ("html", "head", "body")):
        return Kind("html", "HTML")
    if words.startswith("<?xml") or (root and root[1] and " xmlns:" in words[:2000]):
        if root and root[1] == "pkg":
            return _no("a Word document in one XML file", "save it as .docx")
        name = root[0][1:] if root else "nothing"
        remedy = "save the draft as Akoma Ntoso, HTML or .docx"
        return _no(f"XML that is not Akoma Ntoso (its root is {name[:60]})", remedy)
    return _TEXT
