"""`travaux case`: a folder from a draft, what needs a look, the built-in cases."""

import json
import os
import re

import pytest

from corpus import CORPUS, needs_corpus
from travaux.cases import BUILT_IN, EXERCISES
from travaux.facts.loading import load
from travaux.facts.opening import open_case
from travaux.text import read

CASE = {
    "schema": "travaux-case/1",
    "parties": [{"id": "aa", "name": "State of AA"}, {"id": "bb", "name": "State of BB"}],
    "issues": [{"id": "term", "options": [{"id": "fifty"}, {"id": "seventy"}]}],
    "positions": [{"party": "aa", "issue": "term", "option": "fifty", "stance": "prefer", "date": "2001-01-01"}],
}


def written(folder, **more):
    path = folder / "talks.json"
    path.write_text(json.dumps(CASE | more), encoding="utf-8")
    return path


def position(**more):
    return {"party": "aa", "issue": "term", "option": "fifty", "stance": "prefer", "date": "2002-01-01"} | more


def test_without_a_subcommand_it_prints_help(travaux):
    status, out, _ = travaux("case")
    assert status == 0
    assert "Usage: travaux case" in out
    assert all(f"  {name} " in out for name in ("new", "check", "list"))


# A new case


def test_a_new_case_holds_what_its_draft_says(travaux, draft, tmp_path):
    folder = tmp_path / "talks"
    status, out, err = travaux("case", "new", folder, "--from", draft)
    assert (status, err) == (0, "")
    assert "10 parties, 44 issues, 28 positions, read from draft.txt" in out
    assert sorted(path.name for path in folder.iterdir()) == ["case.yaml", "reports", "texts"]
    assert (folder / "texts" / "draft.txt").read_bytes() == draft.read_bytes()
    from_folder, from_draft = open_case(folder), open_case(draft)
    assert from_folder.who() == from_draft.who()
    assert from_folder.draft() == read(draft)


def test_issues_of_a_new_case_lead_back_to_the_choices_of_the_draft(travaux, draft, tmp_path):
    travaux("case", "new", tmp_path / "talks", "--from", draft)
    case = open_case(tmp_path / "talks")
    text, choices = case.draft(), {point.id for point in read(draft).issues()}
    for issue in case.issues:
        assert issue.text == "draft"
        assert issue.choice in choices
    settled = {issue.choice: issue.options[0].in_text for issue in case.issues}
    assert {point.kind for point in text.choose(settled).issues()} <= {"placeholder"}


def test_what_a_person_should_look_at_is_printed_and_kept_as_a_gap(travaux, draft, tmp_path):
    out = travaux("case", "new", tmp_path / "talks", "--from", draft)[1]
    assert "ZQ" in out
    assert any("ZQ" in gap for gap in load(tmp_path / "talks").gaps)


def test_a_new_case_passes_its_check(travaux, draft, tmp_path):
    travaux("case", "new", tmp_path / "talks", "--from", draft)
    status, out, _ = travaux("case", "check", tmp_path / "talks")
    assert status == 0
    assert "0 errors" in out


def test_a_case_to_begin_with_is_no_broken_case(travaux, tmp_path):
    folder = tmp_path / "talks"
    status, out, err = travaux("case", "new", folder)
    assert (status, err) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["case.yaml", "reports", "texts"]
    status, out, _ = travaux("case", "check", folder)
    assert status == 0
    assert "0 parties, 0 issues, 0 positions: 0 errors, 1 remark." in out


def test_the_examples_of_a_case_to_begin_with_are_a_sound_case(travaux, tmp_path):
    travaux("case", "new", tmp_path / "talks")
    file = tmp_path / "talks" / "case.yaml"
    head, schema, rest = file.read_text(encoding="utf-8").partition("schema: ")
    examples = re.sub(r"^#(  - |  report|     )", r" \1", rest, flags=re.MULTILINE)
    file.write_text(head + schema + examples, encoding="utf-8")
    (tmp_path / "talks" / "texts" / "draft-rev1.docx").write_bytes(b"PK")
    out = travaux("case", "check", tmp_path / "talks", "--json")[1]
    assert json.loads(out) == []
    held = load(tmp_path / "talks").sections
    assert {"sources", "parties", "groups", "sessions", "texts", "issues", "positions", "packages"} <= held.keys()
    assert {"mandates", "rules", "outcome"} <= held.keys()


@pytest.mark.parametrize("more", [[], ["--from", "DRAFT"]], ids=["to begin with", "from a draft"])
@pytest.mark.parametrize("name", ["case.yaml", "case.yml", "case.json"])
def test_a_folder_that_has_a_case_is_refused_and_left_alone(travaux, draft, tmp_path, name, more):
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / name).write_text("mine", encoding="utf-8")
    status, out, err = travaux("case", "new", folder, *(draft if word == "DRAFT" else word for word in more))
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "there is a case in this folder" in err
    assert [(path.name, path.read_text(encoding="utf-8")) for path in folder.iterdir()] == [(name, "mine")]


def test_another_file_of_the_drafts_name_is_not_overwritten(travaux, draft, tmp_path):
    copy = tmp_path / "talks" / "texts" / "draft.txt"
    copy.parent.mkdir(parents=True)
    copy.write_text("mine", encoding="utf-8")
    status, _, err = travaux("case", "new", tmp_path / "talks", "--from", draft)
    assert status == 2
    assert "another file of that name" in err
    assert copy.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "talks" / "case.yaml").exists()


@pytest.mark.parametrize("name", ["missing.txt", "scan.pdf", "table.xlsx"])
def test_a_draft_that_cannot_be_read_leaves_no_folder(travaux, tmp_path, name):
    if name != "missing.txt":
        (tmp_path / name).write_bytes(b"%PDF-1.4\n")
    status, _, err = travaux("case", "new", tmp_path / "talks", "--from", tmp_path / name)
    assert status == 2
    assert err.count("\n") == 1
    assert not (tmp_path / "talks").exists()


def test_a_file_in_place_of_the_folder_is_refused(travaux, draft):
    before = draft.read_bytes()
    status, _, err = travaux("case", "new", draft)
    assert status == 2
    assert "name a folder" in err
    assert draft.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user for whom folders can be closed")
def test_a_closed_folder_is_reported_in_one_line(travaux, tmp_path):
    (tmp_path / "closed").mkdir(mode=0o500)
    status, _, err = travaux("case", "new", tmp_path / "closed" / "talks")
    assert status == 2
    assert err.count("\n") == 1


@needs_corpus
def test_a_case_from_the_chapter_of_2013_says_what_the_chapter_says(travaux, tmp_path):
    path = CORPUS / "texts" / "tpp-ip-chapter-2013-08-30-sections-A-D.layout.txt"
    assert travaux("case", "new", tmp_path / "tpp", "--from", path)[0] == 0
    assert travaux("case", "check", tmp_path / "tpp")[0] == 0
    assert travaux("who", tmp_path / "tpp", "--json")[1] == travaux("who", path, "--json")[1]


# The check


def test_a_sound_case_has_no_remarks(travaux, tmp_path):
    status, out, _ = travaux("case", "check", written(tmp_path))
    assert (status, out) == (0, "2 parties, 1 issue, 1 position: 0 errors, 0 remarks.\n")


def test_an_error_is_shown_with_line_and_remedy_and_gives_status_one(travaux, tmp_path):
    path = tmp_path / "talks.yaml"
    wrong = position(option="fifti")
    lines = [
        "schema: travaux-case/1",
        *(f"{key}: {json.dumps(CASE[key])}" for key in ("parties", "issues")),
        "positions:",
        f"  - {json.dumps(position())}",
        f"  - {json.dumps(wrong)}",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    status, out, _ = travaux("case", "check", path)
    assert status == 1
    assert "talks.yaml:6" in out
    assert "did you mean 'fifty'?" in " ".join(out.split())
    assert out.endswith("2 parties, 1 issue, 2 positions: 1 error, 0 remarks.\n")


def test_remarks_alone_give_status_nought(travaux, tmp_path):
    status, out, _ = travaux("case", "check", written(tmp_path, positions=[position(evidence="recalled")]))
    assert status == 0
    assert "recalled" in out


def test_errors_come_before_remarks(travaux, tmp_path):
    path = written(tmp_path, positions=[position(evidence="recalled"), position(option="fifti")])
    levels = [remark["level"] for remark in json.loads(travaux("case", "check", path, "--json")[1])]
    assert levels == sorted(levels)
    assert set(levels) == {"error", "remark"}


def test_json_holds_every_remark_with_its_place(travaux, tmp_path):
    status, out, _ = travaux("case", "check", written(tmp_path, positions=[position(option="fifti")]), "--json")
    [remark] = json.loads(out)
    assert status == 1
    assert (remark["level"], remark["where"], remark["line"], remark["section"]) == (
        "error",
        "talks.json",
        1,
        "positions",
    )
    assert remark["remedy"] == "did you mean 'fifty'?"


def test_only_the_keeper_sees_what_is_confidential(travaux, tmp_path):
    path = written(tmp_path, positions=[position(option="fifti", reader="chair")])
    assert "fifti" in travaux("case", "check", path)[1]
    assert "fifti" in travaux("case", "check", path, "--as", "chair")[1]
    status, out, _ = travaux("case", "check", path, "--as", "public")
    assert (status, "fifti" in out) == (0, False)
    assert out == travaux("case", "check", written(tmp_path, positions=[]), "--as", "public")[1]


def test_a_reader_is_told_no_lines(travaux, tmp_path):
    path = written(tmp_path, positions=[position(option="fifti")])
    assert [remark["line"] for remark in json.loads(travaux("case", "check", path, "--as", "public", "--json")[1])] == [
        None
    ]


def test_tables_and_drafts_can_be_checked(travaux, draft, tmp_path):
    path = tmp_path / "fees.csv"
    path.write_text("Fees,AU,US\nFlat fee,1,0.5E\nWaiver,,0\n", encoding="utf-8")
    status, out, _ = travaux("case", "check", path)
    assert status == 1
    assert "1 error, 1 remark" in out
    assert travaux("case", "check", draft)[0] == 0


@pytest.mark.parametrize("columns", [60, 80])
def test_the_list_of_problems_fits_the_terminal(travaux, tmp_path, columns):
    path = written(tmp_path, positions=[position(option="fifti"), position(evidence="recalled", party="cc")])
    out = travaux("case", "check", path, columns=columns)[1]
    assert max(map(len, out.split("\n"))) <= columns


@pytest.mark.parametrize("content", ["", "schema: [", "schema: recipes/1\nparties: []\n", "- one\n"])
def test_what_cannot_be_a_case_gives_one_line_and_status_two(travaux, tmp_path, content):
    path = tmp_path / "talks.yaml"
    path.write_text(content, encoding="utf-8")
    status, out, err = travaux("case", "check", path)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1


# The built-in cases


def test_the_list_names_every_built_in_case_with_its_counts(travaux):
    status, out, _ = travaux("case", "list", columns=120)
    assert status == 0
    rows = json.loads(travaux("case", "list", "--json")[1])
    assert tuple(row["name"] for row in rows) == (*BUILT_IN, *EXERCISES)
    assert tuple(row["name"] for row in rows if row["exercise"]) == EXERCISES
    for row in rows:
        case = open_case(row["name"])
        assert row["issues"] == len(case.issues)
        assert row["delegations"] == len(case.deciders) >= 9
        assert 1880 < row["from"] <= row["to"] < 2030
        assert (str(row["from"]) if row["exercise"] else f"{row['from']}–{row['to']}") in out


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_says_in_the_list_that_it_is_one(travaux, name):
    rows = json.loads(travaux("case", "list", "--json")[1])
    title = next(row["title"] for row in rows if row["name"] == name)
    assert title.startswith("Exercise")
    assert "invented" in title


@pytest.mark.parametrize("name", [*BUILT_IN, *EXERCISES])
def test_every_built_in_case_passes_its_check(travaux, name):
    status, out, _ = travaux("case", "check", name)
    assert status == 0, out
