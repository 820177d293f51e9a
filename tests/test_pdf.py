"""PDF: the text layer whole, and clear refusals where there is none."""

import random

import pypdfium2
import pytest

from corpus import CORPUS, needs_corpus
from layout_pages import pdf_of, places, source_of, words
from travaux.errors import Refused, TravauxError
from travaux.text.formats.pdf import read_pdf

FILES = ["unfccc-adp-2015-10-23-draft-agreement.pdf", "unfccc-adp-2015-02-12-geneva-negotiating-text.pdf"]
WORDS = [(72, 700, 10, "Each Party [shall][may] act on the matter.")]
DRAWING = "10 10 200 200 re f"


def raw(name: str) -> bytes:
    return (CORPUS / "texts" / name).read_bytes()


def bare_pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


@needs_corpus
@pytest.mark.parametrize("name", FILES)
def test_every_character_of_a_real_draft_is_somewhere(name):
    manuscript = read_pdf(name, raw(name))
    bare = "\n".join(bare_pages(raw(name)))
    assert places(manuscript) == source_of(manuscript)
    assert "".join(manuscript.source.split()) == "".join(bare.replace("\ufffe", "-").split())
    assert [manuscript.source.count(mark) for mark in "[]"] == [bare.count(mark) for mark in "[]"]


@needs_corpus
@pytest.mark.parametrize("name", FILES)
def test_every_fragment_stands_where_it_says(name):
    lines = [page.replace("\ufffe", "-").split("\n") for page in bare_pages(raw(name))]
    manuscript = read_pdf(name, raw(name))
    for fragment in (f for block in manuscript.blocks for f in block.fragments):
        assert lines[fragment.page - 1][fragment.line - 1].startswith(fragment.text.rstrip(), fragment.column)


@needs_corpus
def test_paragraphs_of_the_october_draft_begin_and_end_where_a_reader_sees_them():
    spans = {
        (b.fragments[0].page, b.fragments[0].line, b.fragments[-1].page, b.fragments[-1].line)
        for b in read_pdf(FILES[0], raw(FILES[0])).blocks
    }
    seen = {
        (1, 18, 1, 23), (2, 15, 2, 17), (2, 18, 2, 19), (2, 32, 2, 34), (2, 42, 2, 45), (3, 26, 3, 33), (3, 34, 3, 34),
        (3, 50, 4, 7), (4, 24, 4, 32), (5, 22, 5, 26), (5, 41, 5, 42), (5, 46, 5, 48), (6, 12, 6, 13), (7, 40, 7, 42),
        (8, 15, 8, 16), (8, 42, 8, 43), (8, 44, 8, 46), (9, 42, 9, 44),
    }
    assert seen <= spans


def test_an_encrypted_file_is_refused_by_name():
    trailer = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -44 >> /ID [<00><00>]"
    )
    with pytest.raises(Refused, match=r"draft\.pdf: the PDF is encrypted"):
        read_pdf("draft.pdf", pdf_of(WORDS, trailer=trailer))


def test_a_damaged_file_is_refused():
    with pytest.raises(Refused, match="damaged"):
        read_pdf("draft.pdf", b"%PDF-1.7\n" + bytes(500))


def test_a_scan_is_refused_and_its_pages_are_named():
    with pytest.raises(Refused, match=r"no text layer.*pages 1-3") as refusal:
        read_pdf("draft.pdf", pdf_of([], [], [], drawing=DRAWING))
    assert "OCR" in refusal.value.remedy


def test_a_scan_with_a_typed_cover_is_refused_all_the_same():
    with pytest.raises(Refused, match=r"pages 2-10"):
        read_pdf("draft.pdf", pdf_of(WORDS, *[[]] * 9, drawing=DRAWING))


def test_a_single_picture_among_pages_is_reported_and_not_refused():
    manuscript = read_pdf("draft.pdf", pdf_of(WORDS, [], WORDS, drawing=DRAWING))
    assert [(d.code, d.where) for d in manuscript.diagnostics] == [("page-without-text", {"page": 2})]
    assert manuscript.pages == 3


def test_a_blank_page_is_no_picture():
    assert read_pdf("draft.pdf", pdf_of(WORDS, [], WORDS)).diagnostics == []


def test_blank_pages_alone_are_refused():
    with pytest.raises(Refused, match="no page holds anything"):
        read_pdf("draft.pdf", pdf_of([], []))


def test_a_file_without_pages_is_refused():
    with pytest.raises(Refused):
        read_pdf("draft.pdf", pdf_of())


def test_a_page_that_unpacks_to_too_much_is_refused():
    with pytest.raises(Refused, match="unpacks to more"):
        read_pdf("draft.pdf", pdf_of([], drawing="BT ET\n" * 3_000_000))


def test_a_superscript_after_digits_is_a_mark_and_not_a_digit():
    page = [
        (72, 700, 11, "Agreed on 6 November 2015"), (205.7, 704, 6, "1"), (72, 680, 11, "Each Party shall act."),
        (72, 104, 6, "1"), (76, 100, 8, "As edited."),
    ]
    manuscript = read_pdf("draft.pdf", pdf_of(page))
    assert words(manuscript.blocks[0]) == "Agreed on 6 November 2015"
    assert [f.note for f in manuscript.blocks[0].fragments] == [None, "fn1"]
    assert [words(block) for block in manuscript.notes["fn1"].blocks] == ["As edited."]


def test_a_mutated_file_is_read_or_refused():
    page = [(72, 780 - 14 * i, 10, f"{i}. Each Party shall act") for i in range(40)]
    rng, whole, outcomes = random.Random(7), pdf_of(page, page), set()
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 8)):
            at = rng.randrange(len(data) - 1)
            data[at : at + rng.randint(0, 9)] = rng.randbytes(rng.randint(0, 9))
        try:
            outcomes.add(type(read_pdf("draft.pdf", bytes(data))))
        except TravauxError as error:
            outcomes.add(type(error))
    assert len(outcomes) == 2
