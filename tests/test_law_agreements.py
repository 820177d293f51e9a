"""Coded sets of agreements: what laws answer, agreements answer too, and published counts come out again."""

from datetime import date

import pytest

from corpus import CORPUS, needs_corpus
from travaux.errors import TravauxError
from travaux.law.cells import cell
from travaux.law.counting import counted_in, is_set
from travaux.law.opening import open_laws

SET = (
    "JS_ID,PTA,date_signature,year_signature,marks,stage ,years,total\n"
    "1,Alpha Beta,2001-02-03,2001,1,2,12,3\n"
    "2,Alpha Beta,,2004,0.0,,0,0\n"
    "3,Gamma,2010-06-30,2010,,5,7,1\n"
    "4,Gamma,2010-06-30,2010,1.0,0,NA,2\n"
)
CODEBOOK = (
    "ID,Category,Variable,Description,Note,Range,Occurrence,Mode\n"
    'A,Information,JS_ID,Number of the agreement,,"[1, 4]",4,basis\n'
    '1,Marks,marks,Are marks covered? This is meant widely.,,"[0, 1]",2,coded\n'
    '2,Marks,stage,How far it goes,,"[0, 5]",3,coded\n'
    '3,Time,years,Years of transition,,"[0, 13]",–,coded\n'
    '4,Index,total,Sum,,"[0, 9]",3,calculated\n'
    '5,Marks,nowhere,Not in the set,,"[0, 1]",1,coded\n'
)


@pytest.fixture
def coded(tmp_path):
    (tmp_path / "pacts_dataset.csv").write_text(SET, encoding="utf-8")
    (tmp_path / "pacts_codebook.csv").write_text(CODEBOOK, encoding="utf-8")
    return tmp_path / "pacts_dataset.csv"


def test_coded_variables_are_norms_and_calculated_ones_are_not(coded):
    laws = open_laws(coded)
    assert laws.kind == "agreements"
    assert {name: norm.scale for name, norm in laws.norms.items()} == {
        "marks": "boolean", "stage": "ordinal", "years": "interval",
    }  # fmt: skip
    assert laws.norms["marks"].definition == "Are marks covered?"
    assert (laws.norms["years"].low, laws.norms["years"].high) == (0, 13)


def test_names_tell_the_agreements_apart(coded):
    assert open_laws(coded).jurisdictions == (
        "Alpha Beta (2001-02-03)",
        "Alpha Beta (2004)",
        "Gamma (2010-06-30)",
        "Gamma (2010-06-30) no. 2",
    )


@pytest.mark.parametrize(
    ("agreement", "norm", "day", "answers", "basis"),
    [
        ("Alpha Beta (2001-02-03)", "marks", "2001-02-02", (), "missing"),
        ("Alpha Beta (2001-02-03)", "marks", "2001-02-03", ("yes",), "dated"),
        ("Alpha Beta (2001-02-03)", "years", "2010-06-30", ("12",), "dated"),
        ("Alpha Beta (2001-02-03)", "years", "2010-07-01", ("12",), "dated"),
        ("Alpha Beta (2004)", "marks", "2004-06-01", (), "missing"),
        ("Alpha Beta (2004)", "marks", "2004-12-31", ("no",), "dated"),
        ("Gamma (2010-06-30)", "marks", "2010-06-30", (), "missing"),
        ("Gamma (2010-06-30) no. 2", "years", "2010-06-30", (), "missing"),
    ],
)
def test_an_agreement_holds_from_its_signature_and_an_empty_cell_is_unknown(
    coded, agreement, norm, day, answers, basis
):
    found = cell(open_laws(coded), agreement, norm, date.fromisoformat(day))
    assert (found.answers, found.basis) == (answers, basis)


def test_counts_stand_beside_the_published_ones(coded):
    found = counted_in(coded)
    assert {variable.name: (count, variable.published) for variable, count in found.variables} == {
        "js_id": (4, 4), "marks": (2, 2), "stage": (2, 3), "years": (2, None), "total": (3, 3),
    }  # fmt: skip
    assert [variable.name for variable, _ in found.differing] == ["stage"]
    assert found.published == 4


def test_faults_name_row_and_column(coded):
    words = SET.replace("2010-06-30,2010,,5", "2010-06-31,2010,,five")
    coded.write_text(words, encoding="utf-8")
    with pytest.raises(TravauxError) as error:
        open_laws(coded)
    assert "row 4, column 3 (date_signature): '2010-06-31' is no day" in str(error.value)
    assert "row 4, column 6 (stage): 'five' is no number" in str(error.value)


def test_a_set_without_codebook_says_which_file_it_looks_for(coded):
    coded.with_name("pacts_codebook.csv").unlink()
    with pytest.raises(TravauxError, match="no codebook beside it") as error:
        open_laws(coded)
    assert "pacts_codebook.csv" in error.value.why


def test_a_value_outside_the_range_is_remarked_and_not_compared(coded):
    coded.write_text(SET.replace("2,12,3", "9,12,3"), encoding="utf-8")
    laws = open_laws(coded)
    assert [each.what for each in laws.remarks] == [
        "1 values of stage are outside the range of the codebook, so they are not compared"
    ]
    assert cell(laws, "Alpha Beta (2001-02-03)", "stage", date(2005, 1, 1)).answers == ()


def test_a_table_of_laws_is_no_set(tmp_path):
    path = tmp_path / "laws.csv"
    path.write_text("jurisdiction,norm,value\nNZ,a,b\n", encoding="utf-8")
    assert not is_set(path)
    assert not is_set(tmp_path / "nowhere.csv")


@needs_corpus
def test_published_counts_of_iprs_in_ptas_come_out_again():
    found = counted_in(CORPUS / "laws" / "ipr_pta_dataset.csv")
    # README of laws: 201 of 218 counts come out exactly, 17 differ, mostly by 1.
    assert (found.agreements, found.published, len(found.differing)) == (724, 218, 17)
    apart = [abs(count - (variable.published or 0)) for variable, count in found.differing]
    assert apart.count(1) == 16
    # Read in the codebook: 104 agreements with most-favoured-nation treatment, 101 with national treatment.
    counts = {variable.name: count for variable, count in found.variables}
    assert (counts["ipr_mfn"], counts["ipr_nt"]) == (104, 101)


@needs_corpus
def test_the_ninety_coded_norms_of_tripsplus_are_all_there():
    laws = open_laws(CORPUS / "laws" / "tpta_dataset.csv")
    assert (len(laws.norms), len(laws.jurisdictions)) == (90, 137)
    # Read in the set: Albania and EFTA signed on 17 December 2009; sounds as marks are covered, holograms are not.
    day = date(2009, 12, 17)
    assert [cell(laws, "Albania EFTA", f"trademark_scope_{what}", day).answer for what in ("sounds", "holograms")] == [
        "yes",
        "no",
    ]


@needs_corpus
def test_all_724_agreements_have_a_name_of_their_own_and_a_year():
    laws = open_laws(CORPUS / "laws" / "ipr_pta_dataset.csv")
    assert len(set(laws.jurisdictions)) == 724
    assert all(law.first is not None for law in laws.laws)
    # The only agreements named twice for one year have no day of signature: Argentina and Uruguay, 1974, 1982, 1984.
    assert {"Argentina Uruguay (1974)", "Argentina Uruguay (1982)"} <= set(laws.jurisdictions)
