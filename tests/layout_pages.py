"""What the tests of printed lines share: a small PDF to order, and where every character of a source went."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable

from travaux.text.manuscript import Block, Manuscript

Words = tuple[float, float, float, str]
"""Left and baseline in points, size, and the words themselves."""


def places(manuscript: Manuscript) -> Counter[str]:
    """The characters of blocks, notes and dropped words, white space left aside."""
    texts = [dropped.text for dropped in manuscript.dropped]
    texts += _texts(manuscript.blocks)
    for note in manuscript.notes.values():
        texts += [note.mark] * note.printed + _texts(note.blocks)
    return Counter("".join("".join(texts).split()))


def source_of(manuscript: Manuscript) -> Counter[str]:
    """The characters of the source, white space left aside."""
    return Counter("".join(manuscript.source.split()))


def _texts(blocks: Iterable[Block]) -> list[str]:
    return [text for block in blocks for text in (block.label, *(fragment.text for fragment in block.fragments))]


def words(block: Block) -> str:
    """The words of a block, without note marks, white space drawn together."""
    return " ".join("".join(f.text for f in block.fragments if f.note is None).split())


def marks(manuscript: Manuscript) -> set[tuple[int | None, int, str]]:
    """Page, line and digits (or sign) of every note mark in the text."""
    found = (f for block in manuscript.blocks for f in block.fragments if f.note is not None)
    return {(f.page, f.line, f.text.strip("[] ")) for f in found}


def pdf_of(*pages: list[Words], trailer: str = "", drawing: str = "") -> bytes:
    """A PDF with these words on its pages; a page without words gets the drawing."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    kids: list[str] = []
    for page in pages:
        shown = [f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj ET" for x, y, size, text in page]
        packed = zlib.compress("\n".join(shown or [drawing]).encode("latin-1"))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    tail = b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + tail % (len(objects) + 1, trailer.encode(), len(out))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
