"""Pictures of law: the index with its bounds, the table of rules, and what a reform changed."""

from dataclasses import replace
from datetime import date

import pytest

from pictured_cases import assert_table_holds_what_is_drawn, drawn, sizes
from travaux.facts.law_facts import Law, Norm
from travaux.law.indexing import index
from travaux.law.model import Laws
from travaux.law.reforming import reform
from travaux.law.table import table
from travaux.pictures import law_index_chart, law_matrix, reform_chart

NORMS = {
    "grace": Norm(id="grace", title="Length of grace", scale="interval", unit="months", low=0, high=12),
    "best_mode": Norm(id="best_mode", scale="boolean", categories={"yes": ("yes",), "no": ("no",)}),
}


def law(who, norm, value, first=None, last=None, **more):
    return Law(jurisdiction=who, norm=norm, value=value, first=first, last=last, **more)


LAWS = Laws(
    "samples",
    NORMS,
    (
        law("AA", "grace", "0", last="2004-12-31", ref="s. 1", source="code"),
        law("AA", "grace", "6", first="2005-01-01", as_of="2010-12-31", ref="s. 2"),
        law("BB", "grace", "12", first="1990-01-01", as_of="2010-12-31", note="read in a translation"),
        law("AA", "best_mode", "yes", as_of="2010"),
        law("BB", "best_mode", "no", as_of="2010"),
        law("CC", "grace", "12", first="1990-01-01", as_of="2010-12-31"),
    ),
    ("AA", "BB", "CC"),
    {"AA": "Arcadia", "BB": "Borduria"},
)


@pytest.fixture(scope="module")
def found():
    return index(LAWS, 2000, 2010)


def test_each_year_is_one_row_with_index_bounds_and_pairs(found):
    picture = law_index_chart(found)
    assert_table_holds_what_is_drawn(picture)
    assert len(picture.rows) == len(found.points) == 11
    for row, point in zip(picture.rows, found.points, strict=True):
        assert row[0] == point.day.isoformat()
        assert row[1] == pytest.approx(point.index, abs=1e-4)
        assert row[4:6] == (point.known_pairs, point.of_pairs)


def test_a_higher_index_stands_higher(found):
    records = drawn(law_index_chart(found).spec())
    by_index = sorted(records, key=lambda each: each["index"])
    assert by_index[0]["y"] >= by_index[-1]["y"]
    assert all(each["y_high"] <= each["y_low"] for each in records)


def test_the_description_says_what_rests_on_what(found):
    words = law_index_chart(found).description
    assert "3 jurisdictions on 2 norms, 11 years" in words
    assert "pairs comparable" in words
    assert "missing and doubtful cells" in words


def test_a_record_without_anything_to_compare_is_said_in_words():
    alone = Laws("alone", NORMS, (law("AA", "grace", "6", as_of="2001"),), ("AA",))
    picture = law_index_chart(index(alone, 2000, 2002))
    assert "In none of them can two jurisdictions be compared" in picture.description
    assert picture.svg().startswith("<svg")


def test_the_matrix_holds_every_cell_with_its_source_and_doubt():
    shown = law_matrix(table(LAWS, None, "2008-01-01"))
    assert_table_holds_what_is_drawn(shown)
    cells = {(row[0], row[1]): row for row in shown.rows}
    assert len(cells) == 6
    assert cells["Length of grace", "Arcadia"][2] == "6"
    assert cells["Length of grace", "Borduria"][8] == "read in a translation"
    assert cells["best mode", "CC"][2] is None
    assert cells["best mode", "CC"][4] == "missing"
    assert cells["Length of grace", "Borduria"][3] == "yes"


def test_no_two_cells_stand_on_each_other():
    records = drawn(law_matrix(table(LAWS, None, "2008-01-01")).spec())
    assert len({(each["x"], each["y"]) for each in records}) == len(records)


def test_an_empty_table_says_so():
    assert "No norm or no jurisdiction" in law_matrix(table(Laws("none", {}, (), ()), None, "2008-01-01")).description


@pytest.fixture(scope="module")
def changed():
    return reform(LAWS, "AA", date(2004, 12, 31), date(2005, 1, 1))


def test_a_reform_shows_each_norm_that_moved_and_each_partner(changed):
    picture = reform_chart(changed)
    assert_table_holds_what_is_drawn(picture)
    norms = [row for row in picture.rows if row[0] == "norm"]
    assert [(row[1], row[2], row[3]) for row in norms] == [("Length of grace", "0", "6")]
    assert norms[0][4] == pytest.approx(changed.norms[0].contribution, abs=1e-6)
    partners = {row[1]: row for row in picture.rows if row[0] == "partner"}
    assert set(partners) == {"Borduria", "CC"}
    assert partners["CC"][2:4] == (1.0, 0.5)
    assert partners["CC"][5] == "came closer"


def test_closer_and_away_are_said_by_words_and_signs_too(changed):
    assert "▼" in reform_chart(changed).svg()
    back = reform(LAWS, "AA", date(2005, 1, 1), date(2005, 1, 2))
    assert "No norm moved." in reform_chart(back).svg()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_letters_are_large_enough_to_read(found, changed, theme):
    for picture in (law_index_chart(found), law_matrix(table(LAWS, None, "2008-01-01")), reform_chart(changed)):
        assert min(sizes(picture.svg(theme))) >= 10


def test_the_title_of_the_index_names_the_case(found):
    assert law_index_chart(found, "Law of samples").title == "Harmonisation over time: Law of samples"


def test_partners_with_few_norms_in_common_stand_last_and_faded(changed):
    one = next(each for each in changed.partners if each.change is not None)
    few, many = replace(one, jurisdiction="FEW", common=4), replace(one, jurisdiction="MANY", common=5)
    picture = reform_chart(replace(changed, partners=(few, many)))
    partners = [each for each in drawn(picture.spec()) if each["part"] == "partner"]
    assert [(each["name"], each["strength"] < 1) for each in partners] == [("MANY", False), ("FEW", True)]
