"""Tables of positions."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import CORPUS, needs_corpus
from travaux.errors import TravauxError
from travaux.facts.case import view
from travaux.facts.loading import load
from travaux.facts.model import Issue, Party, Position
from travaux.facts.table import read_table, table_facts
from travaux.facts.writing import write_case

STANCES = {"1": "accept", "0": "oppose", "0.5": None}


def table(*lines):
    return table_facts("\n".join(lines) + "\n", "fees.csv")


def said(record):
    return {(one.party, one.issue): (one.option, one.stance, one.words) for one in record.of(Position)}


def test_one_accepts_nought_rejects_and_a_half_is_reserved():
    record = table("Fees,AU,US,CL", "Flat fee,1,0,0.5")
    assert said(record) == {
        ("AU", "flat-fee"): ("adopt", "accept", None),
        ("US", "flat-fee"): ("adopt", "oppose", None),
        ("CL", "flat-fee"): ("adopt", None, "reserved"),
    }
    assert record.remarks == ()


def test_each_row_is_an_issue_that_can_be_adopted_or_left_out():
    [issue] = table("Fees,AU", "Flat fee (yearly),1").of(Issue)
    assert (issue.title, [option.id for option in issue.options]) == ("Flat fee (yearly)", ["adopt", "leave_out"])


def test_a_rejection_stands_in_the_way():
    assert table("Fees,AU", "Flat fee,0").rule == "no_opposition"


def test_names_in_the_header_become_codes():
    assert [party.id for party in table("Fees,Kenya,EU,Zembla", "Flat fee,1,1,1").of(Party)] == ["KE", "EU", "Zembla"]


def test_a_party_that_no_list_knows_is_a_delegation_all_the_same():
    assert view(table("Fees,Zembla", "Flat fee,1")).deciders == ("Zembla",)


def test_a_blank_cell_is_unknown_and_named_by_row_and_column():
    record = table("Fees,AU,US", "Flat fee,1,1", "Waiver,,1")
    assert ("AU", "waiver") not in said(record)
    [remark] = record.remarks
    assert (remark.level, remark.line) == ("remark", 3)
    assert remark.what.startswith("row 3, column 2 (AU) ")


@pytest.mark.parametrize("cell", ["0.5E", "yes", "2", "-1", "1,5", "½", "nan", "0.25"])
def test_a_cell_that_cannot_be_read_keeps_its_words_and_has_no_stance(cell):
    quoted = f'"{cell}"'
    record = table("Fees,AU,US", f"Flat fee,1,{quoted}")
    assert said(record)[("US", "flat-fee")] == ("adopt", None, cell)
    [remark] = record.remarks
    assert remark.level == "error"
    assert remark.what.startswith("row 2, column 3 (US) ")
    assert cell in remark.what


def test_two_proposals_of_one_name_stay_two():
    record = table("Fees,AU", "Flat fee,1", "Flat fee,0")
    assert [issue.id for issue in record.of(Issue)] == ["flat-fee", "flat-fee-2"]
    assert {one.stance for one in record.of(Position)} == {"accept", "oppose"}


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (["Fees,AU,AU", "Flat fee,1,0"], "column 3: AU again"),
        (["Fees,AU,", "Flat fee,1,0"], "column 3: no party"),
        (["Fees,AU", "Flat fee,1,0"], "row 2 has 1 cell too many"),
        (["Fees,AU", ",1"], "row 2 has positions but no proposal"),
    ],
)
def test_what_does_not_fit_is_reported(lines, what):
    [remark] = table(*lines).remarks
    assert remark.level == "error"
    assert what in remark.what


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_that_of_the_header(separator):
    record = table(separator.join(["Fees", "AU", "US"]), separator.join(["Flat fee", "1", "0"]))
    assert [one.stance for one in record.of(Position)] == ["accept", "oppose"]


@pytest.mark.parametrize("words", ["", "Fees\nFlat fee\n", "Fees,AU,US\n", "\n\n"])
def test_what_has_no_parties_or_no_proposals_is_refused(words):
    with pytest.raises(TravauxError, match="no table"):
        table_facts(words, "fees.csv")


def test_an_open_quotation_mark_is_refused_with_its_line():
    with pytest.raises(TravauxError, match=r"fees\.csv, line"):
        table("Fees,AU", '"Flat fee,1')


CELLS = st.sampled_from(["1", "0", "0.5", "", "0.5E", "?"])


@given(
    st.integers(1, 6).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=3)
    )
)
def test_every_cell_is_a_position_or_a_remark_with_its_place(rows):
    parties = ["AU", "BN", "CA", "CL", "JP", "MX"][: len(rows[0])]
    lines = [",".join(["Fees", *parties]), *(",".join([f"p{number}", *row]) for number, row in enumerate(rows))]
    record = table(*lines)
    found, told = said(record), [remark.what for remark in record.remarks]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            key, place = (parties[column], f"p{number}"), f"row {number + 2}, column {column + 2} ({parties[column]}) "
            reported = sum(1 for what in told if what.startswith(place))
            assert reported == (0 if cell in STANCES else 1)
            assert (key in found) == (cell != "")
            if cell:
                assert found[key][1] == STANCES.get(cell)


def test_a_table_survives_its_case_file(tmp_path):
    record = table("Fees,AU,US", "Flat fee,1,0.5", "Waiver,,0")
    write_case(record, tmp_path)
    again = load(tmp_path)
    assert (again.sections, again.rule) == (record.sections, record.rule)


def test_a_table_of_something_else_is_refused():
    rows = [f"speaker {number},spoke,of,fees,at length" for number in range(10)]
    with pytest.raises(TravauxError, match="of 40 filled cells only 0 hold"):
        table("Speaker,what,about,topic,how", *rows)


# The twelve tables of 2013


@needs_corpus
def test_the_tables_of_2013_are_read_cell_by_cell():
    tables = sorted((CORPUS / "texts").glob("tpp-2013-positions-*.csv"))
    assert len(tables) == 12
    odd = {}
    for path in tables:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        record = read_table(path)
        cells = [(row, column, cell) for row, cells in enumerate(rows, 2) for column, cell in enumerate(cells[1:], 2)]
        assert len(record.of(Party)) == len(header) - 1 == 12
        assert [issue.title for issue in record.of(Issue)] == [row[0] for row in rows]
        assert sum(one.stance == "accept" for one in record.of(Position)) == sum(cell == "1" for *_, cell in cells)
        assert sum(one.stance == "oppose" for one in record.of(Position)) == sum(cell == "0" for *_, cell in cells)
        places = [(row, column, cell) for row, column, cell in cells if cell not in STANCES]
        assert len(record.remarks) == len(places)
        for (row, column, _), remark in zip(places, record.remarks, strict=True):
            assert remark.what.startswith(f"row {row}, column {column} ({header[column - 1]}) ")
        odd.update({(path.stem.removeprefix("tpp-2013-positions-"), row, column): cell for row, column, cell in places})
    # Seen in the files: one letter too many, and eleven empty cells, nine of them in one row.
    assert {place: cell for place, cell in odd.items() if cell} == {("legal", 3, 5): "0.5E"}
    assert sorted(name for name, *_ in odd) == ["labour_issues", "legal", "rules_of_origin", *["tbt"] * 9]
