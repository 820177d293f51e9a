"""Reads Word documents: words with their styles, list numbers, notes, and tracked changes with their authors."""

from __future__ import annotations

from collections import Counter

from travaux.errors import Refused
from travaux.text.conservation import printed
from travaux.text.formats.docx_collect import Sheet, plain_words
from travaux.text.formats.docx_exact import read_exactly
from travaux.text.formats.docx_notes import NoteBook
from travaux.text.formats.docx_numbering import Numbering
from travaux.text.formats.docx_package import Package, open_package
from travaux.text.formats.docx_styles import Styles
from travaux.text.formats.docx_walk import Walk
from travaux.text.manuscript import Block, Diagnostic, Dropped, Fragment, Manuscript, NoteBody, Ready
from travaux.text.model import Stream

__all__ = ["read_docx"]

_PARTS = ("footnotes", "endnotes", "comments")
_MESSAGES = {
    "nested-change": (
        "info", "{n} tracked changes stand inside changes by others: only the innermost, or the deletion, is kept",
        "accept or reject the older changes to see the others",
    ),
    "missing-note": (
        "warning", "{n} note marks point to notes that are not in the file; the marks were left out",
        "ask the sender for the file as the word processor saves it",
    ),
    "not-read": (
        "warning", "{n} embedded parts (another document, a diagram or a chart) were not read",
        "open the file in the word processor and save it again, or paste their words into the text",
    ),
    "misplaced-words": (
        "warning", "{n} characters stand where no word processor puts words; they were left out",
        "open the file in the word processor, let it repair the file, and save it again",
    ),
    "marks-edited": (
        "warning", "the marks of choices in this file were edited by hand; the text was read again as a new draft",
        "check the choices, and the parties that back them",
    ),
}


def read_docx(name: str, data: bytes) -> Manuscript | Ready:
    """Read a Word document.

    Args:
        name: file name for messages and the record.
        data: the bytes of the file.

    Returns:
        The blocks, notes and dropped words of a draft; or, for a document that Travaux wrote and nobody has changed the
        marks of, the finished stream. `line` of a fragment is the ordinal number of its paragraph from 1.

    Raises:
        Refused: if the file is damaged, encrypted, hostile, has macros, or holds no words at all.
    """
    package = open_package(name, data)
    source = _source(package)
    edited = False
    if package.choices is not None:
        ready = _ready(package, source)
        if ready is not None:
            return ready
        edited = True
    if not source.strip():
        raise Refused(
            "the document holds no words", where=name, why="it is empty or consists of pictures",
            remedy="give a document with text, or run text recognition on its pictures first",
        )
    return _manuscript(package, source, edited)


def _ready(package: Package, source: str) -> Ready | None:
    sheet = _sheet(package)
    found = read_exactly(package, sheet)
    if found is None:
        return None
    body, words = found
    _drop_unreferenced(sheet)
    _drop_running(package, sheet)
    if _printed(words) + sum(_printed(dropped.text) for dropped in sheet.dropped) != _printed(source):
        return None
    repeated, generated = _beside(body, words)
    return Ready(
        package.name, "docx", source, body, sheet.dropped, _diagnostics(package, sheet), package.language,
        package.title, repeated, generated,
    )


def _beside(body: Stream, words: str) -> tuple[str, str]:
    """What the file prints beside the stream, and what of the stream Word makes itself and the file does not print.

    The first are marks before note bodies, numbers, and braces round a note in a note; the second are note marks. The
    reader has matched each of them with what the file says was written, so nothing else can be among them.
    """
    tree, file = Counter("".join(printed(body))), Counter(words)
    return "".join((file - tree).elements()), "".join((tree - file).elements())


def _manuscript(package: Package, source: str, edited: bool) -> Manuscript:
    sheet = _sheet(package)
    if edited:
        sheet.find("marks-edited")
    blocks = Walk(sheet).read(package.document)
    _read_notes(sheet)
    _drop_unreferenced(sheet)
    _drop_running(package, sheet)
    result = Manuscript(
        package.name, "docx", source, blocks, sheet.notes.bodies, sheet.dropped, language=package.language,
        title=package.title,
    )
    _list_misplaced(result, sheet)
    result.diagnostics = _diagnostics(package, sheet)
    return result


def _sheet(package: Package) -> Sheet:
    styles = Styles(package.parts.get("styles"))
    return Sheet(styles, Numbering(package.parts.get("numbering"), styles), NoteBook(package), package.shapes)


def _source(package: Package) -> str:
    roots = [package.document, *(package.parts[part] for part in _PARTS if part in package.parts)]
    return "\n".join(map(plain_words, [*roots, *(root for _, root in package.running)]))


def _read_notes(sheet: Sheet) -> None:
    """Read the bodies of the notes met, and of the notes met in them."""
    while sheet.notes.waiting:
        key, element = sheet.notes.waiting.pop(0)
        body = sheet.notes.bodies[key]
        body.blocks = Walk(sheet).read(element)
        if body.blocks and not key.startswith("comment"):
            body.printed = _strip_mark(body, body.blocks[0].fragments)


def _strip_mark(body: NoteBody, fragments: list[Fragment]) -> bool:
    """Take the mark that is printed before a body with a mark of its own off its words."""
    first = next((fragment for fragment in fragments if fragment.text.strip()), None)
    if first is None or first.note or not body.mark or not first.text.lstrip().startswith(body.mark):
        return False
    raised = "superscript" in first.marks
    rest = first.text.lstrip()[len(body.mark):]
    if not raised and rest[:1].isalnum():
        return False
    first.column += len(first.text) - len(rest)
    first.text = rest
    if not rest:
        fragments.remove(first)
    return True


def _drop_unreferenced(sheet: Sheet) -> None:
    for element in sheet.notes.unreferenced():
        Walk(sheet, "note without a mark").read(element)


def _drop_running(package: Package, sheet: Sheet) -> None:
    for element in sheet.notes.separators():
        Walk(sheet, "line above the notes").read(element)
    for reason, root in package.running:
        Walk(sheet, reason).read(root)


def _list_misplaced(manuscript: Manuscript, sheet: Sheet) -> None:
    """List as dropped what stands at places of the XML that no walk reaches, so that nothing is lost silently."""
    places = [text for block in manuscript.blocks for text in _words_of(block)]
    for body in manuscript.notes.values():
        places += [text for block in body.blocks for text in _words_of(block)]
        places.append(body.mark if body.printed else "")
    places += [dropped.text for dropped in manuscript.dropped]
    found = "".join(places)
    if _printed(found) != _printed(manuscript.source):
        lost = Counter("".join(manuscript.source.split())) - Counter("".join(found.split()))
        sheet.findings["misplaced-words"] = lost.total()
        if lost:
            manuscript.dropped.append(Dropped("".join(lost.elements()), "misplaced words"))


def _printed(words: str) -> int:
    """The number of characters that are none of the blanks which reading adds or takes away."""
    return len(words) - words.count(" ") - words.count("\n") - words.count("\t")


def _words_of(block: Block) -> list[str]:
    return [fragment.text for fragment in block.fragments] + ([] if block.generated else [block.label])


def _diagnostics(package: Package, sheet: Sheet) -> list[Diagnostic]:
    if package.foreign:
        sheet.findings["not-read"] = max(sheet.findings.get("not-read", 0), len(package.foreign))
    return [
        Diagnostic(code, severity, {}, message.format(n=sheet.findings[code]), remedy)  # type: ignore[arg-type]
        for code, (severity, message, remedy) in _MESSAGES.items()
        if sheet.findings.get(code)
    ]
