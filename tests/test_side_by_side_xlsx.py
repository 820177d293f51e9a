"""The table as a workbook, read back by another library."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import TextBlock

from side_by_side_texts import AS_BASE, MARKS, REWORDED, small_table
from travaux.text.side_by_side import Cell, Piece
from travaux.text.side_by_side.xlsx_out import CELL_LIMIT, _cut, _units, table_xlsx


def sheet(table):
    return openpyxl.load_workbook(io.BytesIO(table_xlsx(table)), rich_text=True).worksheets[0]


def test_heads_and_first_columns_stay_in_sight_and_on_every_printed_page():
    found = sheet(small_table(AS_BASE, REWORDED))
    assert found.freeze_panes == "C2"
    assert (found.print_title_rows, found.print_title_cols) == ("$1:$1", "$A:$B")
    assert found.page_setup.orientation == "landscape"
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert found.page_setup.fitToHeight == 0  # as many pages as it takes, one wide
    assert "p1.docx" in found["D1"].value
    assert found["C2"].alignment.wrap_text
    assert found.column_dimensions["B"].width > 40


def test_changes_are_rich_text():
    value = sheet(small_table(REWORDED))["C2"].value
    found = [(block.text, block.font.strike, block.font.u) for block in value if isinstance(block, TextBlock)]
    assert ("shall ", True, None) in found
    assert ("may ", None, "single") in found
    assert str(value) == "The fee shall may rise."


def test_a_cell_of_one_look_is_a_string_in_that_look():
    found = sheet(small_table(Cell("added", (Piece("New.", "inserted"),)), AS_BASE, base=None))
    assert (found["C2"].value, found["C2"].font.u) == ("New.", "single")
    assert (found["D2"].value, found["B2"].value) == ("as in the base", "no such provision")


EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://x.example", "123", "{=1}"]


@pytest.mark.parametrize("evil", EVIL)
def test_every_cell_is_a_string(evil):
    table = small_table(Cell("added", (Piece(evil, "inserted"),)), base=(Piece(evil),), label=evil, remarks=(evil,))
    data = table_xlsx(table)
    found = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in found[2]] == [(evil, "s")] * 3
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert not any(b"<f>" in archive.read(name) or b"hyperlink" in archive.read(name) for name in archive.namelist())


def test_words_longer_than_a_cell_go_on_below_and_this_is_said():
    words = "".join(f"word{number} " for number in range(9000))
    table = small_table(Cell("reworded", (Piece(words), Piece("and more", "inserted"))), AS_BASE)
    book = openpyxl.load_workbook(io.BytesIO(table_xlsx(table)), rich_text=True)
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    parts = len(rows)
    assert parts == -(-len(words + "and more") // CELL_LIMIT)
    assert [row[0] for row in rows] == [f"Article 1 (part {n} of {parts})" for n in range(1, parts + 1)]
    assert "".join(str(row[2]) for row in rows) == words + "and more"
    assert all(len(str(row[2])) <= CELL_LIMIT for row in rows)
    assert [row[3] for row in rows] == ["as in the base"] + [None] * (parts - 1)
    assert any("1 provision with more than the 32,767" in str(row[0].value) for row in book.worksheets[1].rows)


@given(st.lists(st.tuples(st.text("a b\n\U0001d4d0", max_size=30), st.integers(1, 2000)), max_size=6))
def test_cutting_keeps_every_sign_and_the_limit(parts):
    fragments = [(words * times, "same", False) for words, times in parts]
    cut = _cut(fragments)
    assert "".join(words for portion in cut for words, _, _ in portion) == "".join(words for words, _, _ in fragments)
    assert all(sum(_units(words) for words, _, _ in portion) <= CELL_LIMIT for portion in cut)
    assert all(words for portion in cut for words, _, _ in portion)


def test_arabic_sheets_run_from_right_to_left():
    arabic = Cell("reworded", (Piece("نص ", "deleted"), Piece("مادة", "inserted")))
    found = sheet(small_table(arabic, AS_BASE, language="ar"))
    assert found.sheet_view.rightToLeft
    assert (found["C2"].alignment.readingOrder, found["D2"].alignment.readingOrder) == (2, 1)


def test_more_proposals_than_fit_a_page_go_on_further_pages():
    properties = sheet(small_table(*[AS_BASE] * 20)).sheet_properties.pageSetUpPr
    assert properties is None or not properties.fitToPage


def test_the_same_table_gives_the_same_bytes():
    data = table_xlsx(small_table(REWORDED))
    assert data == table_xlsx(small_table(REWORDED))
    made = openpyxl.load_workbook(io.BytesIO(data)).properties.created
    assert (made.year, made.month, made.day) == (1980, 1, 1)


def test_a_second_sheet_says_how_to_read_it():
    book = openpyxl.load_workbook(io.BytesIO(table_xlsx(small_table(AS_BASE, remarks=("=Look here.",)))))
    words = [row[0].value for row in book["How to read it"].rows]
    assert any("no consent" in line for line in words)
    assert "=Look here." in words


def test_signs_that_a_workbook_cannot_hold():
    cell = Cell("reworded", (*MARKS, Piece("\x00_x0041_", "inserted")))
    assert str(sheet(small_table(cell))["C2"].value).endswith("\ufffd_x0041_")
