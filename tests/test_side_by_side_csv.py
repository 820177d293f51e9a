"""The table as comma-separated values."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from side_by_side_texts import AS_BASE, REWORDED, small_table
from travaux.text.side_by_side import Cell, Piece
from travaux.text.side_by_side.csv_out import guarded, table_csv


def rows(table):
    return list(csv.reader(io.StringIO(table_csv(table).decode("utf-8-sig"), newline="")))


def test_the_file_begins_with_a_byte_order_mark_and_ends_lines_as_spreadsheets_do():
    data = table_csv(small_table(AS_BASE))
    assert data.startswith(b"\xef\xbb\xbfProvision,")
    assert data.endswith(b"\r\n")


def test_heads_name_files_and_cells_mark_changes():
    head, row = rows(small_table(AS_BASE, REWORDED))
    assert head[:2] == ["Provision", "Base: base.docx"]
    assert "p1.docx" in head[3]
    assert row == ["Article 1", "The fee shall rise.", "as in the base", "The fee [-shall-] {+may+} rise."]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_is_computed_by_a_spreadsheet(first):
    evil = f'{first}HYPERLINK("http://x.example")'
    table = small_table(Cell("as_base", (Piece(evil),)), base=(Piece(evil),), label=evil)
    _, row = rows(table)
    assert row[:2] == [f"'{evil}", f"'{evil}"]


@given(st.text())
def test_the_guard_adds_one_apostrophe_or_nothing(words):
    safe = guarded(words)
    assert safe.removeprefix("'") == words.removeprefix("'") or safe == f"'{words}"
    assert not safe or safe[0] not in "=+-@\t\r\n"


def test_commas_quotes_and_lines_stay_in_their_cell():
    words = 'a, "b"\nc'
    _, row = rows(small_table(Cell("added", (Piece(words, "inserted"),)), base=None))
    assert row[1:] == ["no such provision", '{+a, "b"\nc+}']
