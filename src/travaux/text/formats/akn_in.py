"""Reads Akoma Ntoso: any document of any version, and what Travaux wrote itself without loss."""

from __future__ import annotations

import re
from typing import Any

from travaux.errors import Refused
from travaux.text.formats.akn_blocks import BlockReader
from travaux.text.formats.akn_events import is_ours, printed_words, read_ready
from travaux.text.formats.akn_meta import language_of, title_of
from travaux.text.formats.akn_names import local
from travaux.text.formats.akn_words import WordCollector
from travaux.text.formats.akn_xml import parse
from travaux.text.manuscript import Dropped, Manuscript, Ready

__all__ = ["read_akn"]


def read_akn(name: str, data: bytes) -> Manuscript | Ready:
    """Read an Akoma Ntoso document of version 1.0, 2.0 or 3.0 or of LegalDocML.de.

    Args:
        name: the file's name, for error messages.
        data: the file. It need not be valid, only well-formed.

    Returns:
        A finished stream if `akn_out.akn` wrote the file, else blocks. `source` holds all text outside the meta block,
        with the printed marks of notes and the notes that stand in the meta block.

    Raises:
        Refused: if it is not well-formed XML, declares a document type, nests too deep, or is not Akoma Ntoso.
        TravauxError: if Travaux wrote the file and its choices were damaged since.
    """
    root = parse(name, data)
    if local(root) != "akomaNtoso":
        raise Refused(
            "the XML is not Akoma Ntoso",
            where=name,
            why=f"it begins with <{local(root)}> and not with <akomaNtoso>",
            remedy="export the draft as Akoma Ntoso, DOCX, HTML or text",
        )
    title, language = title_of(root), language_of(root)
    meta_notes = _detach_meta(root)
    if is_ours(root):
        body = read_ready(name, root)
        return Ready(name, "akn", printed_words(root), body, language=language, title=title)
    return _manuscript(name, data, root, meta_notes, title, language)


def _manuscript(
    name: str, data: bytes, root: Any, meta_notes: list[Any], title: str, language: str | None
) -> Manuscript:
    marks = _number_notes(root, meta_notes)
    reader = BlockReader(WordCollector(_lines(root, data)), keys=marks)
    reader.read(root)
    _read_meta_notes(reader, root, meta_notes)
    source = "\n".join([printed_words(root), *("".join(note.itertext()) for note in meta_notes)])
    return Manuscript(
        name, "akn", source, reader.words.done, reader.notes, reader.dropped, language=language, title=title
    )


def _detach_meta(root: Any) -> list[Any]:
    """Take the meta blocks out of the tree; returns the notes that stand in them."""
    notes: list[Any] = []
    for meta in list(root.iter("{*}meta")):
        parent, before = meta.getparent(), meta.getprevious()
        if parent is None:
            continue
        notes += meta.iter("{*}note")
        if before is None:
            parent.text = (parent.text or "") + (meta.tail or "")
        else:
            before.tail = (before.tail or "") + (meta.tail or "")
        parent.remove(meta)
    return notes


def _number_notes(root: Any, meta_notes: list[Any]) -> dict[Any, str]:
    """A key for every note: its printed mark if that is unique, else a number."""
    keys: dict[Any, str] = {}
    taken = {element.get("marker", "").strip() for element in root.iter("{*}authorialNote", "{*}noteRef")}
    used: set[str] = set()
    number = 0
    for note in [*root.iter("{*}authorialNote"), *meta_notes]:
        key = note.get("marker", "").strip()
        if not key or key in used:
            number += 1
            while str(number) in taken:
                number += 1
            key = str(number)
        used.add(key)
        keys[note] = key
        identifier = note.get("eId") or note.get("id") or note.get("currentId")
        if identifier:
            keys[f"#{identifier}"] = key
    return keys


def _read_meta_notes(reader: BlockReader, root: Any, meta_notes: list[Any]) -> None:
    references = {element.get("href", ""): element.get("marker", "").strip() for element in root.iter("{*}noteRef")}
    for note in meta_notes:
        key = reader.keys[note]
        hrefs = [f"#{note.get(each)}" for each in ("eId", "id", "currentId") if note.get(each)]
        found = next((href for href in hrefs if href in references), None)
        if found is None:
            words = "".join(note.itertext())
            reader.dropped.append(Dropped(words, "note without a reference", line=note.sourceline))
        else:
            reader.note_body(note, key, references[found] or key)


def _lines(root: Any, data: bytes) -> list[str]:
    encoding = root.getroottree().docinfo.encoding or "utf-8"
    try:
        text = data.decode(encoding, "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    return re.split("\r\n|\r|\n", text)
