"""Small drafts in every format, in our own words, from which the fuzzer makes its inputs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import travaux
from bench.corpus import CORPUS
from bench.tiny_pdf import Line, pdf

__all__ = ["Seed", "package", "seeds"]

Seed = tuple[str, bytes]
"""The ending of the file, without its dot, and its bytes."""

FOLDER = Path(__file__).parent / "drafts"
OLDER = (b"legaldocml/ns/akn/3.0", b"legaldocml/ns/akn/3.0/CSD13")

_SAMPLES = ("tpp-ip-chapter-2013-08-30-sections-A-D.layout.txt", "unfccc-2015-10-23-draft-agreement.md")
_WHOLE = ("itu-pp18-resolution-2.akn.xml", "wipo-tce-draft-articles-ic34-adaptation.md")


@cache
def seeds() -> tuple[Seed, ...]:
    """Every seed: hand-made files, files that Travaux wrote, and pieces of real drafts where they are present."""
    made = [(file.suffix[1:], file.read_bytes()) for file in sorted(FOLDER.glob("draft.*"))]
    draft = (FOLDER / "draft.txt").read_text(encoding="utf-8")
    older = (FOLDER / "draft.xml").read_bytes().replace(*OLDER)
    made += [("txt", draft.encode("utf-16")), ("xml", older), ("pdf", pdf(_pages(draft))), ("docx", _word())]
    return (*made, *_written(draft), *_real())


def package(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP file of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _word() -> bytes:
    folder = FOLDER / "docx"
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return package({file.relative_to(folder).as_posix(): file.read_bytes() for file in files})


def _written(draft: str) -> list[Seed]:
    text, made = travaux.read_text(draft), []
    with TemporaryDirectory() as folder:
        for ending in ("json", "xml", "html", "docx", "md", "txt"):
            file = Path(folder) / f"draft.{ending}"
            travaux.write(text, file)
            made.append((ending, file.read_bytes()))
    return made


def _real() -> list[Seed]:
    if CORPUS is None:
        return []
    folder = CORPUS / "texts"
    whole = [(name.rsplit(".", 1)[1], (folder / name).read_bytes()) for name in _WHOLE]
    return whole + [(name.rsplit(".", 1)[1], (folder / name).read_bytes()[9000:17000]) for name in _SAMPLES]


def _pages(draft: str) -> list[list[Line]]:
    lines = [line for line in draft.split("\n") if line]
    pages = [lines[:14], lines[14:]]
    made = []
    for number, page in enumerate(pages, 1):
        sheet: list[Line] = [(72, 810, 8, "ABC/1/2 - Draft"), (290, 30, 8, str(number))]
        sheet += [(300, 744, 6, "5"), (72, 60, 7, "5 [AU: A note.]")]
        for place, line in enumerate(page):
            sheet.append((90 if line.startswith("(") else 72, 740 - 20 * place, 11, line))
        made.append(sheet)
    return made
