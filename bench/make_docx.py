"""Makes the Word document that the benchmark reads: 300 pages with runs, numbering, tracked changes and notes.

The words are made up from a short list; the XML is as word processors write it, with revision ids, languages, and the
165 styles of Word's own template. `python -m bench.make_docx` prints how fast the document is read, beside a walk
through its runs with python-docx.
"""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import docx as python_docx
from lxml import etree

from travaux.text.formats.docx_in import read_docx
from travaux.text.manuscript import Manuscript

PARAGRAPHS_PER_PAGE = 23
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "footnotes", "comments")
_SENTENCES = (
    "the parties shall endeavour to ensure that each measure taken under this section is notified in due time and",
    "reviewed by the committee with a view to its gradual adjustment having regard to national capacity special needs",
    "available means agreed targets fair access common registers joint inspection mutual assistance technical advice",
)
_WORDS = " ".join(_SENTENCES).split()
_AUTHORS = ("Delegation A", "Delegation B", "Secretariat", "Chair")
_LOOKS = (
    "", "", "", "", '<w:lang w:val="en-GB"/>',
    '<w:rStyle w:val="Emphasis"/>', "<w:b/>", "<w:i/>", '<w:u w:val="single"/>',
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:color w:val="0070C0"/><w:szCs w:val="22"/>',
    '<w:highlight w:val="yellow"/>',
)


def benchmark_document(pages: int = 300, seed: int = 2) -> bytes:
    """A Word document of about `pages` pages (23 paragraphs and 485 words each); the same for the same arguments."""
    maker = _Maker(random.Random(seed))
    body = "".join(maker.paragraph(number) for number in range(pages * PARAGRAPHS_PER_PAGE))
    parts = {
        "document": f"<w:body>{body}<w:sectPr/></w:body>",
        "styles": _styles(),
        "numbering": _numbering(),
        "footnotes": "".join(maker.footnotes),
        "comments": "".join(maker.comments),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types())
        archive.writestr("_rels/.rels", _relations([("officeDocument", "word/document.xml")]))
        archive.writestr("word/_rels/document.xml.rels", _relations([(part, f"{part}.xml") for part in _PARTS]))
        for part, content in parts.items():
            root = f'<w:{part} xmlns:w="{_W}" xmlns:r="{_R}">{content}</w:{part}>'
            archive.writestr(f"word/{part}.xml", f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{root}')
    return packed.getvalue()


def make_docx(file: Path, pages: int = 300) -> None:
    """Write the document of the benchmark to a file."""
    file.write_bytes(benchmark_document(pages))


def walk_with_python_docx(data: bytes, *, run_styles: bool = True) -> int:
    """Walk through the paragraphs and runs with python-docx, asking for text, marks and styles; the number of runs.

    `run_styles` says whether the style of each run is asked for too, as one must who wants to know what is emphasised.
    """
    runs = 0
    for paragraph in python_docx.Document(io.BytesIO(data)).paragraphs:
        _ = paragraph.style.name if paragraph.style else ""
        for run in paragraph.runs:
            _ = (run.text, run.bold, run.italic, run.underline, run.style.name if run_styles else "")
            runs += 1
    return runs


class _Maker:
    def __init__(self, source: random.Random) -> None:
        self._source = source
        self.footnotes: list[str] = []
        self.comments: list[str] = []
        self._ids = 0

    def paragraph(self, number: int) -> str:
        if number % 40 == 0:
            properties = '<w:pStyle w:val="Heading2"/>'
            content = self._run("Article") + self._run(f" {number // 40 + 1}")
        else:
            level = min(number % 7, 2)
            properties = (
                f'<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="{level}"/>'
                f'<w:numId w:val="{1 + number // 400}"/></w:numPr><w:jc w:val="both"/>'
            )
            content = self._content(number)
        return (
            f'<w:p w:rsidR="00{number:06X}" w:rsidRDefault="00A1B2C3"><w:pPr>{properties}<w:rPr><w:lang w:val="en-GB"/>'
            f"</w:rPr></w:pPr>{content}</w:p>\n"
        )

    def _content(self, number: int) -> str:
        words = self._source.choices(_WORDS, k=self._source.randint(12, 31))
        cuts = sorted({0, len(words), *self._source.sample(range(1, len(words)), 4)})
        pieces = [" ".join(words[start:end]) + " " for start, end in pairwise(cuts)]
        if number % 3 == 0:
            pieces[1] = f"[{pieces[1].rstrip()}] "
        runs = [self._run(piece) for piece in pieces]
        if number % 6 == 1:
            runs[2] = self._change("ins", pieces[2])
        if number % 6 == 2:
            runs[3] = self._change("del", pieces[3])
        if number % 11 == 0:
            runs.append(self._note("footnote", self.footnotes))
        if number % 29 == 0:
            runs.append(self._note("comment", self.comments))
        return "".join(runs)

    def _run(self, words: str, tag: str = "t") -> str:
        look = self._source.choice(_LOOKS)
        properties = f"<w:rPr>{look}</w:rPr>" if look else ""
        return f'<w:r w:rsidRPr="00B4C5D6">{properties}<w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'

    def _change(self, tag: str, words: str) -> str:
        self._ids += 1
        author = self._source.choice(_AUTHORS)
        run = self._run(words, "delText" if tag == "del" else "t")
        when = f"2024-05-0{self._ids % 9 + 1}T10:00:00Z"
        return f'<w:{tag} w:id="{self._ids}" w:author="{author}" w:date="{when}">{run}</w:{tag}>'

    def _note(self, form: str, notes: list[str]) -> str:
        number = len(notes) + 1
        who = f' w:author="{self._source.choice(_AUTHORS)}" w:initials="D"' if form == "comment" else ""
        run = self._run(" ".join(self._source.choices(_WORDS, k=9)))
        notes.append(f'<w:{form} w:id="{number}"{who}><w:p>{run}</w:p></w:{form}>')
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{form}Reference w:id="{number}"/></w:r>'


def _styles() -> str:
    template = python_docx.Document().styles.element
    return "".join(etree.tostring(style, encoding="unicode") for style in template)


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for level, (form, pattern) in enumerate((("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")))
    )
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
        for number in range(1, 100)
    )
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}'


def _content_types() -> str:
    kinds = [("document", "document.main"), *((part, part) for part in _PARTS)]
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in kinds
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    rows = "".join(f'<Relationship Id="r{kind}" Type="{_R}/{kind}" Target="{target}"/>' for kind, target in targets)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def main() -> None:
    """Print the size of the document, the times, and their ratios; each time is the best of three."""
    data = benchmark_document()
    read = read_docx("bench.docx", data)
    blocks = read.blocks if isinstance(read, Manuscript) else []
    words = sum(len(fragment.text.split()) for block in blocks for fragment in block.fragments)
    runs = walk_with_python_docx(data, run_styles=False)
    print(f"{len(blocks)} paragraphs, {words} words, {runs} runs outside tracked changes")
    ours = _best(lambda: read_docx("bench.docx", data))
    print(f"travaux {ours:.2f} s")
    for run_styles, name in ((False, "styles of paragraphs"), (True, "styles of paragraphs and runs")):
        theirs = _best(partial(walk_with_python_docx, data, run_styles=run_styles))
        print(f"python-docx, runs with {name}: {theirs:.2f} s = {theirs / ours:.1f} times")


def _best(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(3):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


if __name__ == "__main__":
    main()
