"""The package of a Word document: its parts, found by their relations and parsed with nothing trusted."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from lxml import etree

from travaux.errors import Refused
from travaux.text.formats.docx_archive import Archive, open_archive
from travaux.text.formats.docx_compact import Shapes
from travaux.text.formats.docx_names import CHOICES

__all__ = ["Package", "open_package", "parse_part"]

_TAG_LIMIT = 8_000_000
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_DECLARATION = re.compile(rb"\s*<\?xml[^>]*?\?>")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"'](?!utf-?8[\"']|us-ascii[\"'])", re.IGNORECASE)
_SINGLE = ("styles", "numbering", "footnotes", "endnotes", "comments", "settings")
_STORIES = ("footnotes", "endnotes", "comments")
_RUNNING = {"header": "running header", "footer": "running footer"}


@dataclass(slots=True)
class Package:
    """The parts of a Word document that hold words or say how they are numbered.

    `running` holds headers and footers with the reason for which their words are dropped; `choices` is the root
    of the part in which Travaux keeps the choices; `foreign` the names of parts with words in a form that is not read;
    `shapes` the properties of the compact runs and paragraphs.
    """

    name: str
    document: etree._Element
    parts: dict[str, etree._Element] = field(default_factory=dict)
    running: list[tuple[str, etree._Element]] = field(default_factory=list)
    choices: etree._Element | None = None
    foreign: list[str] = field(default_factory=list)
    shapes: Shapes = field(default_factory=Shapes)
    title: str = ""
    language: str | None = None


def open_package(name: str, data: bytes) -> Package:
    """The parts of a Word document.

    Args:
        name: file name for messages.
        data: the bytes of the file.

    Raises:
        Refused: if the file is no Word document, holds macros, is encrypted or damaged, declares entities, or unpacks
            to too much.
    """
    archive = open_archive(name, data)
    archive.refuse_all_but_word()
    main = _main_part(archive)
    shapes = Shapes()
    package = Package(name, parse_part(archive, main, shapes), shapes=shapes)
    _describe(package, archive)
    for kind, target in _relations(archive, main):
        if kind in _SINGLE and kind not in package.parts:
            package.parts[kind] = parse_part(archive, target, shapes if kind in _STORIES else None)
        elif kind in _RUNNING:
            package.running.append((_RUNNING[kind], parse_part(archive, target)))
        elif kind == "customXml" and CHOICES.encode() in archive.read(target):
            package.choices = parse_part(archive, target)
        elif kind in ("aFChunk", "subDocument", "diagramData", "chart"):
            package.foreign.append(target)
    folder = posixpath.dirname(main)
    for kind in _SINGLE:
        usual = posixpath.join(folder, f"{kind}.xml")
        if kind not in package.parts and usual in archive:
            package.parts[kind] = parse_part(archive, usual, shapes if kind in _STORIES else None)
    return package


def parse_part(archive: Archive, member: str, shapes: Shapes | None = None) -> etree._Element:
    """The root of one XML part; with `shapes`, its simple runs and paragraph properties are compact.

    Raises:
        Refused: if the part is missing, damaged, too large, nested too deeply, or declares a document type.
    """
    data = archive.read(member)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
        data = _DECLARATION.sub(b"", data, count=1)
    declaration = _DECLARATION.match(data)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or (declaration and _ENCODING.search(declaration[0])):
        raise Refused(
            "a part of the document declares entities, a document type or a rare encoding",
            where=f"{archive.name}: {member}", why="no word processor writes them",
            remedy="ask the sender for the file as the word processor saves it",
        )
    if data.count(b"<") > _TAG_LIMIT:
        raise Refused(
            "the document is too large", where=f"{archive.name}: {member}", remedy="split it into several files",
        )
    for strict, transitional in _STRICT:
        if strict in data:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(shapes.compact(data, parser) if shapes is not None else data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Refused(
            "a part of the document is damaged", where=f"{archive.name}: {member}", why=str(fault)[:200],
            remedy="open it in the word processor, let it repair the file, and save it again",
        ) from fault


def _main_part(archive: Archive) -> str:
    for kind, target in _relations(archive, ""):
        if kind == "officeDocument":
            return target
    if "word/document.xml" in archive:
        return "word/document.xml"
    raise Refused(
        "the document has no main part", where=archive.name, why="word/document.xml is missing",
        remedy="open it in the word processor, let it repair the file, and save it again",
    )


def _relations(archive: Archive, member: str) -> list[tuple[str, str]]:
    """Kind and target of each relation of a part (of the package itself: ``""``) whose target is in the archive."""
    folder, file = posixpath.split(member)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    if relations not in archive:
        return []
    found = []
    for relation in parse_part(archive, relations):
        target = relation.get("Target", "").split("#")[0]
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if relation.get("TargetMode") != "External" and path in archive:
            found.append((relation.get("Type", "").rsplit("/", 1)[-1], path))
    return found


def _describe(package: Package, archive: Archive) -> None:
    if "docProps/core.xml" not in archive:
        return
    for element in parse_part(archive, "docProps/core.xml"):
        words = (element.text or "").strip()
        if element.tag.endswith("}title"):
            package.title = words
        elif element.tag.endswith("}language") and re.match(r"[A-Za-z]{2}(-|$)", words):
            package.language = words[:2].lower()
