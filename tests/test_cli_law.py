"""The commands `travaux law table` and `travaux law gap`."""

import json

import pytest
from pydantic import TypeAdapter

from travaux.cli.shapes import PRINTED

HEAD = "jurisdiction,norm,value,valid_from,valid_to,as_of,legal_ref,source,doubt\n"
SET = "PTA,date_signature,marks\nAlpha,2001-02-03,1\nBeta,2004-05-06,0\n"
CODEBOOK = 'Variable,Description,Range,Occurrence,Mode\nmarks,Are marks covered?,"[0, 1]",2,coded\n'


@pytest.fixture
def table(tmp_path):
    (tmp_path / "deeds_scales.yaml").write_text("rank: {scale: ordinal, categories: {low: [junior], high: [chief]}}")
    path = tmp_path / "deeds.csv"
    path.write_text(
        HEAD + "NZ,rank,chief,2001-02-03,,2010,s. 4,https://a.example/x,seen in part\n"
        "AU,rank,junior,,2005,,,,\nAU,rank,chief,2005,,,,,\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def agreements(tmp_path):
    (tmp_path / "pacts_dataset.csv").write_text(SET, encoding="utf-8")
    (tmp_path / "pacts_codebook.csv").write_text(CODEBOOK, encoding="utf-8")
    return tmp_path / "pacts_dataset.csv"


def fitting(name, out):
    TypeAdapter(PRINTED[name]).validate_json(out)
    return json.loads(out)


def test_one_norm_is_told_in_full(travaux, table):
    status, out, errors = travaux("law", "table", table, "--norm", "rank", "--on", "2005-06-30")
    assert (status, errors) == (0, "")
    flat = " ".join(out.split())
    assert "NZ, New Zealand high: chief (dated)" in flat
    assert "since 2001-02-03, as of 2010. s. 4; https://a.example/x. Doubt: seen in part." in flat
    assert "AU, Australia low or high: junior; chief (doubtful)" in flat
    assert "doubtful: several rules are possible" in flat


def test_the_matrix_has_marks_and_says_what_they_mean(travaux, table):
    _, out, _ = travaux("law", "table", table, "--norm", "rank")
    assert "the law on 2010-12-31, the last day on record" in out
    (table.parent / "deeds_scales.yaml").write_text("rank: {scale: nominal}\nfee: {scale: interval, unit: francs}\n")
    table.write_text(table.read_text() + "NZ,fee,12,,,,,,\n", encoding="utf-8")
    _, out, _ = travaux("law", "table", table, "--on", "2012-01-01")
    assert "rank                  chief chief" in out
    assert "fee                   12~   ·" in out
    assert "~ assumed, ? doubtful" in out


@pytest.mark.parametrize("arguments", [[], ["--norm", "post_grant_opposition"], ["--jurisdiction", "us"]])
@pytest.mark.parametrize("day", [None, "2011-09-15", "2015-01-01"])
def test_the_built_in_table_prints_within_eighty_columns_and_fits_its_shape(travaux, arguments, day):
    on = ["--on", day] if day else []
    status, out, _ = travaux("law", "table", "patent-law", *arguments, *on)
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80
    found = fitting("law_table", travaux("law", "table", "patent-law", *arguments, *on, "--json")[1])
    assert found["on"] == (day or "2026-07-31")


def test_an_older_case_sees_no_law_of_another_reader(travaux, tmp_path):
    case = {
        "schema": "travaux-case/1",
        "parties": [{"id": "US", "name": "United States"}],
        "norms": [{"id": "rank", "scale": "nominal"}],
        "laws": [
            {"jurisdiction": "US", "norm": "rank", "value": "open", "as_of": "2001"},
            {"jurisdiction": "US", "norm": "rank", "value": "secret", "as_of": "2001", "reader": "chair"},
        ],
    }
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    assert "secret" not in travaux("law", "table", path)[1]
    assert "secret" in travaux("law", "table", path, "--as", "chair")[1]


def test_agreements_are_counted_beside_the_published_figures(travaux, agreements):
    status, out, _ = travaux("law", "table", agreements)
    assert status == 0
    assert out.splitlines()[2].split() == ["marks", "1", "2", "-1"]
    assert "Published counts of all variables, calculated ones too: 1; the same here: 0" in " ".join(out.split())
    found = fitting("law_table_agreements", travaux("law", "table", agreements, "--json")[1])
    assert (found["published"], found["reproduced"]) == (1, 0)


def test_one_agreement_or_norm_is_a_table_of_law(travaux, agreements):
    found = fitting("law_table", travaux("law", "table", agreements, "--norm", "marks", "--json")[1])
    assert [each["answer"] for each in found["cells"]] == ["yes", "no"]
    _, out, _ = travaux("law", "table", agreements, "--jurisdiction", "alpha")
    assert "Alpha  yes (dated)" in out


@pytest.mark.parametrize(("of", "target"), [("US", "EP"), ("epc", "us"), ("ZA", "RU")])
def test_a_gap_prints_and_fits_its_shape(travaux, of, target):
    status, out, _ = travaux("law", "gap", "patent-law", "--of", of, "--target", target, "--on", "2011-09-15")
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80
    fitting("law_gap", travaux("law", "gap", "patent-law", "--of", of, "--target", target, "--json")[1])


def test_a_gap_to_a_file(travaux, table, tmp_path):
    target = tmp_path / "target.yaml"
    target.write_text("rank: low\n", encoding="utf-8")
    status, out, _ = travaux("law", "gap", table, "--of", "NZ", "--target", target)
    assert status == 0
    assert "rank  lower  distance 1.00" in out
    assert "needs low" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["table", "nowhere"], "there is no such case"),
        (["table", "patent-law", "--norm", "grace"], "there is no norm 'grace'"),
        (["table", "patent-law", "--on", "2011-02-30"], "'2011-02-30' is no day"),
        (["table", "patent-law", "--jurisdiction", "QQ"], "there is no jurisdiction 'QQ'"),
        (["gap", "patent-law", "--of", "US", "--target", "nowhere.yaml"], "there is no such file"),
        (["gap", "patent-law", "--of", "US", "--target", "US"], "US is the target itself"),
    ],
)
def test_what_cannot_be_answered_is_one_line_with_status_2(travaux, arguments, told):
    status, out, errors = travaux("law", *arguments)
    assert (status, out) == (2, "")
    assert told in errors
    assert errors.count("\n") == 1


def test_faults_of_a_table_are_one_line_too(travaux, table):
    table.write_text(table.read_text() + "NZ,rank,junior,2004-02-30,,,,,\n", encoding="utf-8")
    status, _, errors = travaux("law", "table", table)
    assert status == 2
    assert "deeds.csv: row 5, column 4 (valid_from): '2004-02-30' is no day" in errors
