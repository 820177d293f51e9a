"""Writing a table to a file, and the table as plain values."""

import json

import pytest
from pydantic import TypeAdapter

from side_by_side_texts import AS_BASE, BASE, REWORDED, small_table, table
from travaux.cli.table_shapes import TableReport
from travaux.errors import TravauxError
from travaux.text.side_by_side import ENDINGS, Cell, write_table
from travaux.text.side_by_side.report import report

FIRST = {".docx": b"PK", ".xlsx": b"PK", ".html": b"<!DOCTYPE html>", ".csv": b"\xef\xbb\xbf"}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_gives_the_format(tmp_path, ending):
    path = tmp_path / f"table{ending.upper()}"
    write_table(small_table(AS_BASE, REWORDED), path)
    assert path.read_bytes().startswith(FIRST[ending])


@pytest.mark.parametrize("name", ["table.pdf", "table"])
def test_an_unknown_ending_is_refused_with_those_that_are_known(tmp_path, name):
    with pytest.raises(TravauxError, match="ending") as error:
        write_table(small_table(AS_BASE), tmp_path / name)
    assert all(ending in error.value.remedy for ending in ENDINGS)
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path):
    with pytest.raises(TravauxError, match="cannot be written"):
        write_table(small_table(AS_BASE), tmp_path / "no" / "table.csv")
    assert not list(tmp_path.iterdir())


def test_the_report_fits_its_shape_and_tells_each_cell():
    found = table(CL=BASE.replace("Observers", "Guests"), KE=BASE.replace("2. Fees", "2 bis. Fees"))
    rows = report(found)
    TypeAdapter(TableReport).validate_json(json.dumps(rows))
    assert [one["changed"] for one in rows["proposals"]] == [1, 1]
    last = rows["rows"][-1]
    assert (last["id"], last["label"], last["cells"][0]["kind"]) == ("art2.p2", "Article 2, paragraph 2", "reworded")
    assert last["cells"][0]["words"] == "2. Guests may attend without the right to vote."
    assert [piece["act"] for piece in last["cells"][0]["pieces"]] == ["same", "deleted", "inserted", "same"]
    assert (last["cells"][1]["kind"], last["cells"][1]["pieces"]) == ("as_base", [])


@pytest.mark.parametrize("kind", ["deleted", "absent", "nothing"])
def test_a_proposal_without_words_there_has_null(kind):
    (row,) = report(small_table(Cell(kind), base=None))["rows"]
    assert (row["id"], row["base"], row["cells"][0]["words"]) == ("art1", None, None)
