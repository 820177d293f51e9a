"""Opening a case from wherever it comes."""

import json
import subprocess
import sys
from datetime import date

import pytest

import travaux
from travaux.cases import BUILT_IN, EXERCISES, draft_treaty, folder
from travaux.errors import TravauxError
from travaux.facts.case import Case
from travaux.facts.model import Law, TreatyAction
from travaux.facts.opening import open_case, open_record
from travaux.text import read, write

CASE = {
    "schema": "travaux-case/1",
    "parties": [{"id": "us", "name": "United States"}, {"id": "jp", "name": "Japan"}],
    "issues": [{"id": "term", "options": [{"id": "fifty"}, {"id": "seventy"}]}],
    "positions": [
        {"party": "us", "issue": "term", "option": "fifty", "stance": "prefer", "date": "2001-01-01"},
        {"party": "us", "issue": "term", "option": "fifty", "stance": "oppose", "date": "2002-01-01"},
        {
            "party": "jp",
            "issue": "term",
            "option": "fifty",
            "stance": "red_line",
            "date": "2001-01-01",
            "reader": "chair",
        },
        {
            "party": "jp",
            "issue": "term",
            "option": "seventy",
            "stance": "accept",
            "date": "2001-06-01",
            "recorded": "2005-01-01",
        },
    ],
}


@pytest.fixture
def case_file(tmp_path):
    path = tmp_path / "talks" / "case.json"
    path.parent.mkdir()
    path.write_text(json.dumps(CASE), encoding="utf-8")
    return path


def stances(case):
    return {(one.party, one.option): one.stance for one in case.who()}


@pytest.mark.parametrize("name", [*BUILT_IN, *EXERCISES])
def test_a_built_in_case_is_opened_by_its_name(name):
    case = open_case(name)
    assert case.name == name
    assert case.who() or case.of(Law) or case.of(TreatyAction)
    assert folder(name).is_dir()


def test_a_folder_and_its_file_are_one_case(case_file):
    assert stances(open_case(case_file)) == stances(open_case(case_file.parent)) == stances(open_case(str(case_file)))


@pytest.mark.parametrize("ending", ["yaml", "yml", "json"])
def test_a_case_file_may_have_any_of_its_endings(tmp_path, ending):
    path = tmp_path / f"talks.{ending}"
    path.write_text(json.dumps(CASE), encoding="utf-8")
    assert len(open_case(path).who()) == 2


def test_a_folder_of_the_name_of_a_built_in_case_is_opened_by_its_path(tmp_path, monkeypatch, case_file):
    (tmp_path / "avp").symlink_to(case_file.parent)
    monkeypatch.chdir(tmp_path)
    assert open_case("avp").who(issue="a12")
    assert [issue.id for issue in open_case("./avp").issues] == ["term"]


def test_a_table_is_a_case(tmp_path):
    path = tmp_path / "fees.csv"
    path.write_text("Fees,AU,US\nFlat fee,1,0\n", encoding="utf-8")
    assert stances(open_case(path)) == {("AU", "adopt"): "accept", ("US", "adopt"): "oppose"}


def test_a_draft_is_a_case_and_can_be_read_again_from_it(draft):
    case = open_case(draft)
    assert case.who(party="Kenya")
    assert case.draft() == read(draft)


def test_a_text_in_our_own_format_is_a_draft_and_no_case_file(draft, tmp_path):
    path = tmp_path / "draft.json"
    write(read(draft), path)
    assert stances(open_case(path)) == stances(open_case(draft))


def test_reader_and_days_are_those_of_the_view(case_file):
    assert stances(open_case(case_file, on="2001-03-01")) == {("us", "fifty"): "prefer"}
    assert stances(open_case(case_file, reader="chair", on=date(2001, 3, 1))) == {
        ("us", "fifty"): "prefer",
        ("jp", "fifty"): "red_line",
    }
    assert ("jp", "seventy") not in stances(open_case(case_file, known="2004-12-31"))
    assert ("jp", "seventy") in stances(open_case(case_file, known="2005-01-01"))


def test_the_record_holds_what_no_reader_sees(case_file):
    assert len(open_record(case_file).sections["positions"]) == 4


@pytest.mark.parametrize("source", ["nowhere", "avp.yaml", "AVP"])
def test_what_is_not_there_is_refused_with_the_built_in_names(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TravauxError, match="avp, patents, marrakesh"):
        open_case(source)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.yaml", ""),
        ("list.yaml", "- 1\n"),
        ("other.yaml", "schema: recipes/1\n"),
        ("broken.json", "{"),
        ("empty.csv", ""),
        ("scan.pdf", "%PDF-1.4\n"),
    ],
)
def test_what_cannot_be_a_case_is_refused(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TravauxError) as error:
        open_case(path)
    assert error.value.remedy


def test_a_folder_without_a_case_is_refused(tmp_path):
    with pytest.raises(TravauxError):
        open_case(tmp_path)


@pytest.mark.parametrize("more", [{"on": "2000-13-01"}, {"on": "May"}, {"known": "2000"}, {"reader": "party:"}])
def test_a_day_or_reader_that_means_nothing_is_refused(case_file, more):
    with pytest.raises(TravauxError):
        open_case(case_file, **more)


def test_the_front_door_opens_cases_and_loads_nothing_before():
    heavy = "{'pydantic', 'yaml', 'numpy', 'travaux.facts'}"
    code = f"import sys, travaux; print(sorted({heavy} & set(sys.modules))); print(travaux.open_case.__module__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "travaux.facts.opening"]


def test_the_front_door_has_nothing_else_of_that_kind():
    assert "open_case" in travaux.__all__
    with pytest.raises(AttributeError):
        travaux.close_case  # noqa: B018


def test_the_built_in_draft_is_no_built_in_case():
    with draft_treaty() as path:
        assert isinstance(open_case(path), Case)
    with pytest.raises(KeyError):
        folder("draft_treaty")
