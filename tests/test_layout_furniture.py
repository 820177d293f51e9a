"""Page furniture is dropped with its reason, and nothing else is."""

from corpus import CORPUS, needs_corpus
from layout_pages import places, source_of, words
from travaux.text.formats.pdf import read_pdf
from travaux.text.formats.plain import read_plain


def sheet(number: int, *body: str) -> str:
    return "\n".join(["Draft text   [Rev.] 3", "██████", *body, "", f"      - {number} -"])


def test_headers_page_numbers_and_black_boxes_are_dropped_even_inside_a_bracket():
    pages = [sheet(n, "[Each Party shall act on part" if n == 1 else f"{n} and go on]", "") for n in range(1, 5)]
    manuscript = read_plain("x", "\n\f".join(pages))
    reasons = {(d.text, d.reason) for d in manuscript.dropped}
    assert {("Draft text   [Rev.] 3", "running header"), ("██████", "black boxes"), ("- 2 -", "page number")} <= reasons
    assert not any("Draft text" in words(block) for block in manuscript.blocks)
    assert places(manuscript) == source_of(manuscript)


def test_a_sentence_that_opens_only_two_pages_is_kept():
    pages = [sheet(n, "No text" if n in (2, 3) else f"Parties meet in year {'x' * n}.") for n in range(1, 9)]
    kept = [words(block) for block in read_plain("x", "\n\f".join(pages)).blocks]
    assert kept.count("No text") == 2


def test_a_repeated_sentence_in_the_middle_of_pages_is_kept():
    pages = [sheet(n, f"Option {'abcdef'[n]} begins.", "", "No text", "", f"It ends {'x' * n}.") for n in range(1, 6)]
    kept = [words(block) for block in read_plain("x", "\n\f".join(pages)).blocks]
    assert kept.count("No text") == 5


def test_a_lone_number_that_does_not_count_pages_is_kept():
    kept = [words(block) for block in read_plain("x", "Each Party shall pay\n\n500\n\fAnd no more.\n\n20").blocks]
    assert "500" in " ".join(kept)
    assert "20" in " ".join(kept)


@needs_corpus
def test_the_header_of_every_page_of_the_october_draft_is_dropped_once():
    file = CORPUS / "texts" / "unfccc-adp-2015-10-23-draft-agreement.pdf"
    manuscript = read_pdf(file.name, file.read_bytes())
    by_page = {page: [d.reason for d in manuscript.dropped if d.page == page] for page in range(1, 55)}
    for reasons in by_page.values():
        furniture = sorted(reason for reason in reasons if "hyphen" not in reason)
        assert furniture == ["page number"] + ["running header"] * 3


@needs_corpus
def test_the_trade_draft_loses_only_lines_of_its_header_and_foot():
    file = CORPUS / "texts" / "tpp-ip-chapter-2013-08-30-sections-A-D.layout.txt"
    lines = file.read_text(encoding="utf-8").split("\n")
    starts = {number for number, line in enumerate(lines, 1) if line.startswith("\f")}
    for dropped in read_plain(file.name, "\n".join(lines)).dropped:
        near_top = any(start <= dropped.line <= start + 3 for start in starts)
        assert near_top or dropped.reason == "page number"
