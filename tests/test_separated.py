"""Rows of tables: what ends a row, what stands between cells, and what is wrong with quotation marks."""

import pytest

from travaux.errors import TravauxError
from travaux.text.formats.separated import separated_rows


def cells(words, separator=None):
    return [row for _, row in separated_rows(words, "t.csv", separator)]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_most_frequent_mark_of_the_first_line_stands_between_cells(mark):
    assert cells(f"party{mark}said\nUS{mark}yes\n") == [["party", "said"], ["US", "yes"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_end_as_any_system_ends_lines(end):
    assert cells(f"party,said{end}US,yes{end}") == [["party", "said"], ["US", "yes"]]


@pytest.mark.parametrize("inside", ["\u2028", "\u0085", "\x0c", "\x1d"])
def test_other_breaks_stand_inside_a_cell(inside):
    assert cells(f"party,said\nUS,yes{inside}no\n") == [["party", "said"], ["US", "yes no"]]


def test_a_row_knows_its_first_line():
    assert [line for line, _ in separated_rows('a,b\n"x\ny",1\nz,2\n', "t.csv")] == [1, 2, 4]


def test_an_open_quotation_mark_is_said_with_its_line():
    with pytest.raises(TravauxError, match="line 2"):
        cells('a,b\n"x,1\n')
