"""Makes the Word document that the benchmark reads: 300 pages with runs, numbering, tracked changes, notes and comments.

The words are made up from a short list; the XML is as word processors write it, with revision ids, fonts and languages.
`python -m bench.make_docx` prints how fast it is read, beside a walk through its runs with python-docx.
"""

from __future__ import annotations

import io
import random
import time
import zipfile
from itertools import pairwise

import docx as python_docx

from travaux.text.formats.docx_in import read_docx
from travaux.text.manuscript import Manuscript

PARAGRAPHS_PER_PAGE = 23
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "footnotes", "comments")
_WORDS = (
    "the parties shall endeavour to ensure that each measure taken under this section is notified in due time and "
    "reviewed by the committee with a view to its gradual adjustment having regard to national capacity special needs "
    "available means agreed targets fair access common registers joint inspection mutual assistance technical advice"
).split()
_AUTHORS = ("Delegation A", "Delegation B", "Secretariat", "Chair")
_LOOKS = ("", "", "", "<w:b/>", "<w:i/>", "<w:u w:val=\"single\"/>", "<w:color w:val=\"0070C0\"/>", "<w:highlight w:val=\"yellow\"/>")


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


def walk_with_python_docx(data: bytes) -> int:
    """Walk through the paragraphs and runs with python-docx, asking for text and style; the number of runs."""
    runs = 0
    for paragraph in python_docx.Document(io.BytesIO(data)).paragraphs:
        _ = paragraph.style.name
        for run in paragraph.runs:
            _ = (run.text, run.bold, run.italic, run.underline)
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
            properties, content = '<w:pStyle w:val="Heading2"/>', self._run("Article") + self._run(f" {number // 40 + 1}")
        else:
            level = min(number % 7, 2)
            properties = (
                f'<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{1 + number // 400}"/>'
                "</w:numPr><w:jc w:val=\"both\"/>"
            )
            content = self._content(number)
        return (
            f'<w:p w:rsidR="00{number:06X}" w:rsidRDefault="00A1B2C3"><w:pPr>{properties}<w:rPr><w:szCs w:val="22"/></w:rPr>'
            f"</w:pPr>{content}</w:p>\n"
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
        return (
            f'<w:r w:rsidRPr="00B4C5D6"><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>{look}'
            f'<w:szCs w:val="22"/><w:lang w:val="en-GB"/></w:rPr><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'
        )

    def _change(self, tag: str, words: str) -> str:
        self._ids += 1
        author = self._source.choice(_AUTHORS)
        run = self._run(words, "delText" if tag == "del" else "t")
        return f'<w:{tag} w:id="{self._ids}" w:author="{author}" w:date="2024-05-0{self._ids % 9 + 1}T10:00:00Z">{run}</w:{tag}>'

    def _note(self, form: str, notes: list[str]) -> str:
        number = len(notes) + 1
        who = f' w:author="{self._source.choice(_AUTHORS)}" w:initials="D"' if form == "comment" else ""
        run = self._run(" ".join(self._source.choices(_WORDS, k=9)))
        notes.append(f'<w:{form} w:id="{number}"{who}><w:p>{run}</w:p></w:{form}>')
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{form}Reference w:id="{number}"/></w:r>'


def _styles() -> str:
    names = (("Normal", "Normal", ""), ("Heading2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
             ("ListParagraph", "List Paragraph", '<w:pPr><w:ind w:left="720"/></w:pPr>'))
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"{" w:default=" + chr(34) + "1" + chr(34) if style == "Normal" else ""}>'
        f'<w:name w:val="{name}"/>{properties}</w:style>'
        for style, name, properties in names
    )


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
    overrides = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in kinds)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    rows = "".join(f'<Relationship Id="r{kind}" Type="{_R}/{kind}" Target="{target}"/>' for kind, target in targets)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def main() -> None:
    """Print the size of the document, both times, and their ratio."""
    data = benchmark_document()
    times = {}
    for name, work in (("travaux", lambda: read_docx("bench.docx", data)), ("python-docx", lambda: walk_with_python_docx(data))):
        start = time.process_time()
        result = work()
        times[name] = time.process_time() - start
        if isinstance(result, Manuscript):
            words = sum(len(fragment.text.split()) for block in result.blocks for fragment in block.fragments)
            print(f"{len(result.blocks)} paragraphs, {words} words, {len(result.notes)} notes")
    ratio = times["python-docx"] / times["travaux"]
    print(f"travaux {times['travaux']:.2f} s, python-docx {times['python-docx']:.2f} s, ratio {ratio:.1f}")


if __name__ == "__main__":
    main()
