"""The table as a page."""

import pytest
from lxml import html

from side_by_side_texts import AS_BASE, MARKS, REWORDED, small_table
from travaux.text.side_by_side import Cell, Piece
from travaux.text.side_by_side.html_out import table_html


def page(table):
    return html.document_fromstring(table_html(table).decode("utf-8"))


def cells(root, row=0):
    return root.xpath("//tbody/tr")[row].xpath("./th|./td")


def test_the_page_needs_nothing_else():
    words = table_html(small_table(REWORDED)).decode("utf-8")
    assert not page(small_table(REWORDED)).xpath("//script|//link|//img|//@src|//@href")
    assert "url(" not in words
    assert "@import" not in words


def test_heads_have_a_scope_and_the_table_a_caption():
    root = page(small_table(AS_BASE, REWORDED))
    assert [head.get("scope") for head in root.xpath("//thead//th")] == ["col"] * 4
    assert [head.get("scope") for head in root.xpath("//tbody//th")] == ["row"]
    assert "2 proposals" in root.xpath("//caption")[0].text_content()
    assert "p1.docx" in root.xpath("//thead//th")[3].text_content()


def test_changes_are_elements_that_can_be_seen_and_heard():
    (_, _, cell) = cells(page(small_table(REWORDED)))
    (gone,), (come,) = cell.xpath(".//del"), cell.xpath(".//ins")
    assert gone.text_content() == " [deleted: shall ] "
    assert come.text_content() == " [inserted: may ] "
    assert [span.get("class") for span in cell.xpath(".//del/span|.//ins/span")] == ["sr"] * 4


def test_each_cell_names_its_party_for_those_who_see_one_below_another():
    found = cells(page(small_table(AS_BASE, REWORDED)))[1:]
    assert [cell.xpath("./b[@class='who']")[0].text for cell in found] == ["Base", "Party 0", "Party 1"]


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr"), ("zh", "ltr"), (None, "ltr")])
def test_the_page_runs_in_the_direction_of_the_text(language, direction):
    root = page(small_table(REWORDED, language=language))
    assert (root.get("dir"), root.get("lang")) == (direction, language or "en")
    assert {cell.get("dir") for cell in cells(root)} == {"auto"}


def test_words_of_ours_do_not_turn_the_direction_of_an_arabic_cell():
    cell = Cell("reworded", (Piece("نص ", "deleted"), Piece("مادة", "inserted")))
    (_, _, found) = cells(page(small_table(cell, language="ar")))
    assert {part.get("dir") for part in found.xpath(".//*[@lang='en']")} == {"ltr"}


def test_words_of_strangers_stay_words():
    evil = "<script>alert(1)</script>&amp;\"'\x00"
    table = small_table(Cell("reworded", (Piece(evil, "inserted"),)), base=(Piece(evil),), label=evil, remarks=(evil,))
    root = page(table)
    assert not root.xpath("//script")
    assert cells(root)[0].text == "<script>alert(1)</script>&amp;\"'\ufffd"


def test_a_language_cannot_break_out_of_its_attribute():
    assert not page(small_table(REWORDED, language='"><script>')).xpath("//script")


def test_rows_that_nobody_changes_can_be_hidden():
    assert cells(page(small_table(AS_BASE)))[0].getparent().get("class") == "same"
    assert page(small_table(AS_BASE)).xpath("//input[@id='only']")
    assert not page(small_table(REWORDED).changed()).xpath("//input")


def test_more_proposals_than_fit_a_sheet_are_printed_one_below_another():
    assert page(small_table(*[AS_BASE] * 4)).xpath("//body/@class") == []
    assert page(small_table(*[AS_BASE] * 5)).xpath("//body/@class") == ["many"]


def test_the_mark_of_a_note_is_raised():
    cell = Cell("reworded", (*MARKS, Piece("5", raised=True)))
    assert cells(page(small_table(cell)))[2].xpath(".//sup")[0].text == "5"
