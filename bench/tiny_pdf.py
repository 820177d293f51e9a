"""A PDF writer of a few lines, for files with known words at known places. It uses nothing but a built-in font."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["Line", "pdf"]

Line = tuple[float, float, float, str]
"""Left edge and baseline in points from the lower left corner, font size in points, words in Latin-1."""


def pdf(pages: Sequence[Sequence[Line]]) -> bytes:
    """A PDF 1.4 file of A4 pages, uncompressed, in Helvetica.

    Example:
        >>> pdf([[(72, 770, 12, "1. Each Party [shall][may] act.")]])[:8]
        b'%PDF-1.4'
    """
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        content = "\n".join(_shown(line) for line in lines).encode("latin-1", "replace")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            + f" /Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream")
    return _file(objects)


def _shown(line: Line) -> str:
    left, baseline, size, words = line
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {left} {baseline} Td ({escaped}) Tj ET"


def _file(objects: Sequence[bytes]) -> bytes:
    body, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    body += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(body)
