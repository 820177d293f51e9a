"""Any two texts that the tree can hold give a table, and every form of it can be written and read back."""

import csv
import io
import re

import docx
import openpyxl
from hypothesis import HealthCheck, given, settings
from lxml import html

from strategies import BODIES
from travaux.text.comparing import compare
from travaux.text.instrument import Instrument
from travaux.text.side_by_side import Table
from travaux.text.side_by_side.csv_out import table_csv
from travaux.text.side_by_side.docx_out import table_docx
from travaux.text.side_by_side.html_out import table_html
from travaux.text.side_by_side.rows import _column, _rows
from travaux.text.side_by_side.xlsx_out import table_xlsx


def tabled(base, other):
    """The table of two texts, whether or not they have anything in common."""
    comparison = compare(base, other)
    rows = tuple(_rows(comparison.old_text, [comparison], ["XA"], [False]))
    column = _column("CL", "Chile", comparison, [row.cells[0] for row in rows], partial=False)
    return comparison, Table("", "base", None, (column,), rows)


def bare(words):
    return sorted(re.sub(r"\s", "", "".join(words)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(BODIES, BODIES)
def test_any_two_texts_keep_their_characters_and_can_be_written(one, other):
    comparison, table = tabled(Instrument(one), Instrument(other))
    pieces = [piece for row in table.rows for piece in row.cells[0].pieces]
    for text, gone in ((comparison.old_text, "inserted"), (comparison.new_text, "deleted")):
        numbers = [unit.number for unit in text.units]
        assert bare(piece.text for piece in pieces if piece.act != gone) == bare([*text.tokens, *numbers])
    rows = list(csv.reader(io.StringIO(table_csv(table).decode("utf-8-sig"), newline="")))
    assert len(rows) == len(table.rows) + 1
    assert len(docx.Document(io.BytesIO(table_docx(table))).tables[0].rows) == len(table.rows) + 1
    assert len(html.document_fromstring(table_html(table).decode()).xpath("//tbody/tr")) == len(table.rows)
    book = openpyxl.load_workbook(io.BytesIO(table_xlsx(table)), rich_text=True)
    assert book.worksheets[0].max_row == len(table.rows) + 1
