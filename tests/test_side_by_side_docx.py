"""The table as a Word document."""

import io
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from side_by_side_texts import AS_BASE, MARKS, REWORDED, small_table
from travaux.text.side_by_side import Cell, Piece
from travaux.text.side_by_side.docx_out import PER_TABLE, table_docx


def document(table):
    return docx.Document(io.BytesIO(table_docx(table)))


def runs(cell):
    return [run for paragraph in cell.paragraphs for run in paragraph.runs]


def test_the_page_lies_on_its_side_and_bears_numbers():
    (section,) = document(small_table(REWORDED)).sections
    assert section.orientation == docx.enum.section.WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    codes = [code.text.strip() for code in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_the_head_is_repeated_and_names_files():
    (table,) = document(small_table(AS_BASE, REWORDED)).tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    texts = [cell.text for cell in table.rows[0].cells]
    assert texts[:2] == ["Provision", "Base\nbase.docx"]
    assert texts[3].splitlines()[:2] == ["Party 1 (P1)", "p1.docx"]


def test_changes_are_formatting_and_no_tracked_changes():
    data = table_docx(small_table(REWORDED))
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert "<w:ins " not in xml
    assert "<w:del " not in xml
    (table,) = docx.Document(io.BytesIO(data)).tables
    found = [(run.text, run.style.font.strike, run.style.font.underline) for run in runs(table.rows[1].cells[2])]
    assert found == [("The fee ", None, None), ("shall ", True, None), ("may ", None, True), ("rise.", None, None)]


def test_what_is_said_of_a_cell_stands_before_its_words():
    (table,) = document(small_table(AS_BASE, Cell("reworded", MARKS, "Article 5"))).tables
    assert [cell.text for cell in table.rows[1].cells[2:]] == [
        "as in the base", "moved to Article 5: The fee shall may rise."
    ]


def test_many_proposals_make_several_tables_with_the_base_in_each():
    found = document(small_table(*[AS_BASE] * (2 * PER_TABLE + 1))).tables
    assert [len(table.columns) - 2 for table in found] == [PER_TABLE, PER_TABLE, 1]
    assert {table.rows[1].cells[1].text for table in found} == {"The fee shall rise."}


def test_arabic_words_and_tables_run_from_right_to_left():
    cell = Cell("reworded", (Piece("نص ", "deleted"), Piece("مادة", "inserted")))
    (table,) = document(small_table(cell, AS_BASE, language="ar")).tables
    assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    arabic, english = (each.paragraphs[0]._p for each in table.rows[1].cells[2:])
    assert arabic.pPr.find(qn("w:bidi")) is not None
    assert english.pPr is None


def test_lines_tabs_and_characters_that_xml_cannot_hold():
    table = small_table(Cell("reworded", (Piece("a\tb\nc\x00<&>", "inserted"),)))
    assert document(table).tables[0].rows[1].cells[2].text == "a\tb\nc\ufffd<&>"


def test_the_same_table_gives_the_same_bytes_with_one_date():
    data = table_docx(small_table(REWORDED))
    assert data == table_docx(small_table(REWORDED))
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_word_processor_opens_it(tmp_path):
    path = tmp_path / "table.docx"
    path.write_bytes(table_docx(small_table(*[AS_BASE, REWORDED, Cell("deleted")] * 2, language="ar")))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "txt:Text", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    words = (tmp_path / "table.txt").read_text(encoding="utf-8-sig")
    assert words.count("The fee shall may rise.") == 2
    assert "as in the base" in words
