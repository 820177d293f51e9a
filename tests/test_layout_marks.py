"""Footnote marks: hand-read places in real drafts (line, note; no text), and the shapes they come in."""

import pytest

from corpus import CORPUS, needs_corpus
from layout_pages import marks, words
from travaux.text.formats.pdf import read_pdf
from travaux.text.formats.plain import read_plain

TPP = {
    50: "1", 62: "2", 63: "3", 67: "4", 69: "5 6", 173: "7", 184: "8", 191: "9", 237: "10", 261: "11", 267: "12 13",
    312: "14", 317: "15", 331: "16", 332: "17", 333: "18", 370: "19", 371: "20 21", 373: "22", 377: "23", 430: "24",
    442: "25 26", 447: "27", 452: "28", 482: "29", 493: "30", 497: "31", 507: "32", 508: "33", 663: "34", 712: "35 36",
    745: "37", 762: "38 39 40", 768: "41", 796: "42 43 44", 802: "45", 807: "46", 822: "47", 854: "48", 855: "49",
    865: "50", 866: "51", 871: "52", 908: "53", 935: "54", 968: "55", 993: "56", 1018: "57", 1020: "58", 1021: "59",
    1025: "60", 1059: "61", 1070: "62", 1103: "63", 1108: "64", 1111: "65 66", 1112: "67", 1118: "68", 1122: "69",
    1128: "70", 1164: "71", 1170: "72", 1182: "73", 1186: "74", 1188: "75", 1190: "76", 1220: "77", 1234: "78",
    1238: "79", 1244: "80", 1249: "81", 1277: "82", 1282: "83", 1289: "84", 1324: "85", 1329: "86",
}
OCTOBER = {
    (1, 8, "1"), (1, 9, "*"), (4, 6, "2"), (4, 32, "3"), (5, 23, "4"), (5, 41, "5"), (5, 46, "6"), (7, 25, "7"),
    (7, 40, "8"), (8, 43, "9"), (10, 52, "10"), (13, 25, "11"), (13, 26, "12"), (20, 50, "13"), (29, 5, "14"),
    (31, 46, "15"), (32, 13, "16"), (48, 5, "17"),
}
GENEVA = {
    (1, 11, "1"), (8, 15, "2"), (28, 46, "3"), (30, 4, "4"), (32, 11, "5"), (49, 27, "6"), (63, 48, "7"),
    (68, 17, "8"), (78, 46, "9"), (81, 13, "10"),
}


def page(*body: str, notes: tuple[str, ...]) -> str:
    return "\n".join([*body, "", *(f"{note.split()[0]}   {note.split(None, 1)[1]}" for note in notes)])


@needs_corpus
def test_flattened_superscripts_of_the_trade_draft_stand_where_a_reader_sees_them():
    text = (CORPUS / "texts" / "tpp-ip-chapter-2013-08-30-sections-A-D.layout.txt").read_text(encoding="utf-8")
    expected = {(None, line, number) for line, numbers in TPP.items() for number in numbers.split()}
    assert marks(read_plain("tpp", text)) == expected


@needs_corpus
@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("unfccc-adp-2015-10-23-draft-agreement.pdf", OCTOBER),
        ("unfccc-adp-2015-02-12-geneva-negotiating-text.pdf", GENEVA),
    ],
)
def test_superscripts_of_the_climate_drafts_stand_where_a_reader_sees_them(file, expected):
    assert marks(read_pdf(file, (CORPUS / "texts" / file).read_bytes())) == expected


@pytest.mark.parametrize(
    ("line", "mark", "left"),
    [
        ("[AA/BB5 propose: Each Party shall act.]", "5", "[AA/BB propose: Each Party shall act.]"),
        ("[AA propose; BB 5 oppose: Each Party shall act.]", "5", "[AA propose; BB oppose: Each Party shall act.]"),
        ("[AA propose: 45. Each Party shall act.]", "5", "[AA propose: 4. Each Party shall act.]"),
        ("Article X.C.105: Each Party shall act.", "5", "Article X.C.10: Each Party shall act."),
        ("2.5 In order to act, each Party shall meet.", "5", "2. In order to act, each Party shall meet."),
        ("Each Party shall act on the matter [5].", "[5]", "Each Party shall act on the matter ."),
        ("Each Party shall act on the matter[ 5 ], or not.", "[ 5 ]", "Each Party shall act on the matter, or not."),
        ("[Each Party shall act.]5] The rest follows.", "5", "[Each Party shall act.]] The rest follows."),
        ("{Definitions}5", "5", "{Definitions}"),
        ("Each Party shall act.5", "5", "Each Party shall act."),
    ],
)
def test_a_mark_is_found_in_each_shape_that_flattening_gives_it(line, mark, left):
    manuscript = read_plain("x", "First words4 of the page.\n\n" + line + "\n\n4   A note.\n5   Another note.")
    found = [f.text for block in manuscript.blocks for f in block.fragments if f.note]
    assert found == ["4", mark]
    assert words(manuscript.blocks[1]) == " ".join(left.split())


@pytest.mark.parametrize(
    "line",
    [
        "See Article 5 of the Convention and paragraph 5 below.",
        "The rate is 2.5 and the share 5 per cent.",
        "Each Party shall act by 5 March.",
        "Each Party shall act within 5 years.",
        "Decision X/5-7 and document 12/5 apply.",
    ],
)
def test_a_number_that_counts_or_refers_is_no_mark_though_a_note_has_it(line):
    manuscript = read_plain("x", f"Some words4 here, and{5} there.\n\n{line}\n\n4   A note.\n5   Another note.")
    assert marks(manuscript) == {(None, 1, "4"), (None, 1, "5")}


def test_a_number_is_no_mark_where_no_note_has_it():
    manuscript = read_plain("x", "Each Party shall act7 on the matter.\n\nIt shall report8.")
    assert marks(manuscript) == set()


def test_a_superscript_on_a_line_of_its_own_goes_behind_the_number_of_the_next_paragraph():
    text = "1.   The first4 words.\n          5\n2.   The second words.\n\n4   A note.\n5   Another note."
    second = read_plain("x", text).blocks[1]
    assert [(f.text.strip(), f.note) for f in second.fragments][:2] == [("2.", None), ("5", "fn5")]


def test_marks_of_one_page_ascend_even_if_a_later_number_looks_like_an_earlier_one():
    text = "As agreed in part4 and, in paragraph 4 [5], later6, nothing.\n\n4   Note.\n5   Note.\n6   Note."
    found = [f for block in read_plain("x", text).blocks for f in block.fragments if f.note]
    assert [(f.column, f.text) for f in found] == [(17, "4"), (39, "[5]"), (49, "6")]
