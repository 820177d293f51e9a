"""Zip archives of strangers: what is in them, and reading members without trusting a single header."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import IO

from travaux.errors import Refused

__all__ = ["MEMBER_LIMIT", "SIZE_LIMIT", "STRAY_FAULTS", "Archive", "open_archive"]

MEMBER_LIMIT = 5_000
SIZE_LIMIT = 300_000_000
_RATIO_LIMIT = 200
_RATIO_FROM = 20_000_000
_ENCRYPTED = 0x1
STRAY_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
    KeyError, IndexError, OverflowError, MemoryError,
)
"""What Python's own reader of ZIP files raises on damaged ones."""
_KINDS = (
    ("xl/workbook", "an Excel workbook", "save the text itself as .docx"),
    ("ppt/presentation", "a PowerPoint presentation", "save the text itself as .docx"),
    ("visio/", "a Visio drawing", "save the text itself as .docx"),
    ("index/document.iwa", "an Apple Pages document", "export it as .docx"),
    ("index.apxl", "an Apple Keynote presentation", "save the text itself as .docx"),
    ("classes.dex", "an Android package", "send the draft itself"),
    ("meta-inf/manifest.mf", "a Java archive", "send the draft itself"),
)
_MIMETYPES = (
    ("opendocument.text", "an OpenDocument text", "save it as .docx"),
    ("opendocument.spreadsheet", "an OpenDocument spreadsheet", "save the text itself as .docx"),
    ("opendocument.presentation", "an OpenDocument presentation", "save the text itself as .docx"),
    ("opendocument", "an OpenDocument file", "save the text itself as .docx"),
    ("epub", "an EPUB book", "convert it to HTML or .docx"),
)


class Archive:
    """An opened zip archive whose directory has passed the checks.

    Args:
        name: file name for messages.
        zipped: the archive.
    """

    def __init__(self, name: str, zipped: zipfile.ZipFile) -> None:
        self.name = name
        self._zipped = zipped
        self._members = {info.filename: info for info in zipped.infolist()}
        self._left = SIZE_LIMIT

    @property
    def names(self) -> list[str]:
        """The names of all members."""
        return list(self._members)

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def read(self, member: str) -> bytes:
        """The bytes of one member, counted while they are unpacked.

        Raises:
            Refused: if the member is missing, damaged, encrypted, or larger than the archive may be in all.
        """
        try:
            with self._zipped.open(self._members[member]) as stream:
                data = stream.read(self._left + 1)
        except STRAY_FAULTS as fault:
            raise _damaged(self.name, f"{member}: {fault}") from fault
        self._left -= len(data)
        if self._left < 0:
            raise _too_much(self.name, f"more than {SIZE_LIMIT // 1_000_000} MB")
        return data

    def refuse_all_but_word(self) -> None:
        """Refuse an archive that is not a Word document, naming what it is, and one that holds macros."""
        lower = {name.lower() for name in self._members}
        if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in lower) or self._has_macro_type():
            raise Refused(
                "the document contains macros", where=self.name, why="a text needs none, and they may do harm",
                remedy="save it as .docx, which leaves the macros out",
            )
        if "[content_types].xml" in lower and any(name.startswith("word/") for name in lower):
            return
        kind, remedy = self._kind(lower)
        raise Refused(f"the file is {kind}, not a Word document", where=self.name, remedy=remedy)

    def _has_macro_type(self) -> bool:
        if "[Content_Types].xml" not in self:
            return False
        if self._members["[Content_Types].xml"].file_size > 2_000_000:
            raise _damaged(self.name, "its list of content types is larger than any document needs")
        return b"macroenabled" in self.read("[Content_Types].xml").lower()

    def _kind(self, lower: set[str]) -> tuple[str, str]:
        if "mimetype" in self:
            declared = self.read("mimetype")[:200].decode("latin-1")
            for part, kind, remedy in _MIMETYPES:
                if part in declared:
                    return kind, remedy
        for prefix, kind, remedy in _KINDS:
            if any(name.startswith(prefix) for name in lower):
                return kind, remedy
        return "a zip archive", "unpack it and give the draft inside"


def open_archive(name: str, source: bytes | IO[bytes]) -> Archive:
    """Open a zip archive after looking at its directory alone.

    Args:
        name: file name for messages.
        source: the bytes, or an open file that can seek.

    Raises:
        Refused: if the directory is damaged, a member is encrypted, lies outside the archive or is compressed in an
            unusual way, or if the archive declares that it unpacks to too much.
    """
    try:
        zipped = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        infos = zipped.infolist()
    except STRAY_FAULTS as fault:
        raise _damaged(name, str(fault)) from fault
    if len(infos) > MEMBER_LIMIT:
        raise _too_much(name, f"{len(infos)} members")
    for info in infos:
        _check_member(name, info)
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if total > SIZE_LIMIT:
        raise _too_much(name, f"{total // 1_000_000} MB declared")
    if total > _RATIO_FROM and total > _RATIO_LIMIT * max(packed, 1):
        raise _too_much(name, f"{total // 1_000_000} MB out of {packed // 1_000} kB")
    return Archive(name, zipped)


def _check_member(name: str, info: zipfile.ZipInfo) -> None:
    path = info.orig_filename.replace("\\", "/")
    if path.startswith("/") or ".." in path.split("/") or ":" in path.split("/")[0]:
        raise Refused(
            "the archive holds a member outside itself", where=name, why=info.orig_filename[:100],
            remedy="ask the sender for the file as the word processor saves it",
        )
    if info.flag_bits & _ENCRYPTED:
        raise Refused("the archive is encrypted", where=name, remedy="save the document without a password")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _damaged(name, f"{info.filename[:100]} is compressed in a way that no word processor uses")


def _damaged(name: str, why: str) -> Refused:
    return Refused(
        "the archive is damaged", where=name, why=why[:300],
        remedy="open it in the word processor, let it repair the file, and save it again",
    )


def _too_much(name: str, why: str) -> Refused:
    return Refused(
        "the archive unpacks to too much", where=name, why=why,
        remedy="remove large pictures and embedded files, and save it again",
    )
