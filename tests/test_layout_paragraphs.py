"""Lines become paragraphs: what begins one, what goes on, and what stands between two lines."""

import pytest

from layout_pages import pdf_of, words
from travaux.text.formats.pdf import read_pdf
from travaux.text.formats.plain import read_plain
from travaux.text.layout.hyphens import Hyphens
from travaux.text.layout.starts import ends_sentence, goes_on, only_label, start_of, waits


def paragraphs(text: str) -> list[str]:
    return [words(block) for block in read_plain("x", text).blocks]


LONG = "Each Party shall take measures on the matter, and shall in particular see to it that the"


@pytest.mark.parametrize(
    "start",
    [
        "1. Each Party", "2 bis. Each Party", "3.1ter Each Party", "17quater. Each Party", "(a) each Party",
        "a. each Party", "(iv) each Party", "f bis. Each Party", "[3. Each Party",
        "[[AA/BB propose; CC oppose: 4. Each Party", "Article 5 bis", "[Article 6] (FINANCE)", "Section B: Trade",
        "Annex II", "Option 1: Each Party", "Option (a): Each Party", "ALT Each Party", "Alternative 2: Each Party",
        "Pp12 Recalling", "{Ambition}", "\uf0b7 Each Party", "• Each Party", "– Each Party",
    ],
)
def test_a_label_is_seen_behind_brackets_and_attributions(start):
    assert start_of(start) is not None


@pytest.mark.parametrize(
    "words_of_a_line",
    [
        "shall act", "2010 level by 2050", "70 per cent", "Articles of trade", "Chapter are:", "2, 3 and 4] of it",
        "[AA propose: Each Party shall act. 4. No]", "Optional measures", "Altogether", "A Party may act",
    ],
)
def test_plain_words_are_no_label(words_of_a_line):
    assert start_of(words_of_a_line) is None


def test_wrapped_lines_and_blank_lines_give_paragraphs():
    assert paragraphs(f"1. {LONG}\nother Party is told.\n\n2. {LONG}\n    other Party is told.") == [
        f"1. {LONG} other Party is told.", f"2. {LONG} other Party is told.",
    ]


def test_an_item_begins_without_a_blank_line_but_a_reference_at_a_line_start_does_not():
    text = f"{LONG}\nfollowing is done as said in paragraph\n2. above, which is quite the same for every one of them:\n"
    text += "   (a) to act, and\n   (b) to report."
    assert paragraphs(text)[1:] == ["(a) to act, and", "(b) to report."]
    assert paragraphs(text)[0].endswith("paragraph 2. above, which is quite the same for every one of them:")


def test_a_sentence_that_runs_over_a_page_is_one_paragraph():
    text = f"1. {LONG}\n\n\fother Party is told.\n\n2. No more."
    assert paragraphs(text) == [f"1. {LONG} other Party is told.", "2. No more."]


def test_an_attribution_at_the_foot_of_a_page_waits_for_its_words():
    text = f"{LONG}\nother Party is told.\n\n[AA propose; BB oppose:\n\n\fNo Party shall act on the matter.]"
    assert paragraphs(text)[-1] == "[AA propose; BB oppose: No Party shall act on the matter.]"


def test_a_finished_sentence_ends_with_its_page():
    text = f"{LONG}\nother Party is told.\n\fParties shall meet as often as they think it necessary, and\nbe quick."
    assert len(paragraphs(text)) == 2


def test_a_number_on_a_line_of_its_own_is_joined_with_its_text():
    assert paragraphs(f"{LONG}\nother is told.\n\n2.\n\n{LONG}\nother is told.")[1].startswith("2. Each Party")


def test_one_line_each_gives_one_block_each_with_its_indent():
    text = "\t1.\tEach Party shall act;\n\t\t(a)\tEach Party shall report;\nParties shall meet."
    blocks = read_plain("x", text).blocks
    assert [block.indent for block in blocks] == [8, 16, 0]
    assert [(f.line, f.column) for block in blocks for f in block.fragments] == [(1, 1), (2, 2), (3, 0)]


def test_hyphens_at_line_ends_stay_or_go_as_the_document_writes_the_word():
    text = f"Well-known marks and their development matter. {LONG}\n".replace(" that the", " a well-")
    text += "known mark is heard, and so is every one of the others who are taking part in the develop-\nment."
    manuscript = read_plain("x", text)
    assert "a well-known mark" in words(manuscript.blocks[0])
    assert words(manuscript.blocks[0]).endswith("the development.")
    assert [(d.text, d.reason, d.line) for d in manuscript.dropped] == [("-", "hyphen at line end", 2)]


def test_a_word_known_in_neither_shape_keeps_its_hyphen():
    assert Hyphens("nothing of the kind").belongs("some pre-", "existing")


def test_no_blank_is_put_before_closing_marks_or_after_a_dash():
    text = "[Each Party shall act on the matter in the years from the beginning of 2030–\n2040\n], as agreed."
    assert paragraphs(text)[0].endswith("from the beginning of 2030–2040], as agreed.")


@pytest.mark.parametrize(("line", "ended"), [("shall act.]", True), ("act;] and", False), ("[AA propose:", False)])
def test_the_end_of_a_sentence_is_seen_through_closing_marks(line, ended):
    assert ends_sentence(line) is ended


def test_small_questions_about_lines():
    assert goes_on("and others")
    assert not goes_on("(a) and others")
    assert only_label("[88.")
    assert not only_label("88. Parties")
    assert waits("as said [US/CA propose:")
    assert not waits("[The list of what is to be guided by the following:")


def pdf_paragraphs(*rows: tuple[float, float, float, str]) -> list[str]:
    return [words(block) for block in read_pdf("x.pdf", pdf_of(list(rows))).blocks]


def test_a_gap_between_lines_begins_a_paragraph_in_pdf():
    filled = "Each Party shall take measures on the matter and shall in particular see to it that"
    rows = [(72, 700, 10, filled), (72, 688, 10, "all are told."), (72, 670, 10, filled), (72, 658, 10, "they are.")]
    assert pdf_paragraphs(*rows) == [f"{filled} all are told.", f"{filled} they are."]


def test_a_superscript_that_is_no_note_is_joined_into_its_line():
    rows = [
        (72, 700, 10, "The flux is counted in W/m"), (190, 704, 6, "2"), (193.5, 700, 10, ", as agreed by the Parties"),
        (72, 688, 10, "and for all."),
    ]
    assert pdf_paragraphs(*rows) == ["The flux is counted in W/m2, as agreed by the Parties and for all."]


def test_bold_and_large_lines_are_headings_and_provisions_are_not():
    filled = "Each Party shall take measures on the matter and shall in particular see to it that"
    rows = [(72, 720, 16, "Draft agreement"), (72, 690, 16, "Article 1"), (72, 660, 10, filled), (72, 648, 10, filled)]
    blocks = read_pdf("x.pdf", pdf_of(rows)).blocks
    assert [block.heading for block in blocks] == [1, None, None]
