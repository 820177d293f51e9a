"""`travaux forecast`: what it prints for cases and for tables of actors, and what it refuses."""

import json
import re

import pytest

from corpus import CORPUS, needs_corpus

FOLDER = CORPUS / "negotiation" if CORPUS else None

CASE = """
schema: travaux-case/1
parties:
  - {id: a, name: Aland}
  - {id: b, name: Borland}
  - {id: c, name: Corland}
issues:
  - {id: form, title: Form, options: [{id: treaty}, {id: protocol}]}
  - id: term
    title: Term of protection
    scale: {unit: years, status_quo: 20}
    options: [{id: none, at: 0}, {id: fifty, at: 50, label: Fifty years}, {id: hundred, at: 100}]
positions:
  - {party: a, issue: term, option: none, stance: prefer, date: "2010-01-01"}
  - {party: b, issue: term, option: hundred, stance: prefer, date: "2010-01-01"}
  - {party: c, issue: term, option: hundred, stance: prefer, date: "2011-01-01", reader: chair}
outcome:
  - {issue: term, option: fifty, date: "2012-06-24"}
"""
TABLE = "actor,power,x,sx\nA,1,0,1\nB,3,10,1\nC,1,?,1\n"


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_forecast_shows_models_spread_coverage_positions_and_who_is_unknown(travaux, case):
    status, out, err = travaux("forecast", case, "--on", "2012-06-01")
    assert (status, err) == (0, "")
    assert "term: Term of protection" in out
    assert "Scale in years, from 0 to 100" in out
    assert "Status quo: 20" in out
    assert re.search(r"^compromise +50$", out, re.MULTILINE)
    assert "Positions known: 2 of 3 deciding parties" in out
    assert "Aland 0 (prefers, weight 1)" in out
    assert "Unknown, and not placed: Corland" in out
    assert "On no scale, so without a forecast: form" in out
    assert "no margin of error" in out
    assert "disagreement point" in " ".join(out.split())


def test_json_has_what_the_page_has(travaux, case):
    status, out, _ = travaux("forecast", case, "--on", "2012-06-01", "--json")
    assert status == 0
    said = json.loads(out)
    assert (said["as_of"], said["reader"], said["no_scale"]) == ("2012-06-01", "public", ["form"])
    [term] = said["forecasts"]
    # Two voices at 0 and 100; the status quo and the silent party weigh one each: (0 + 100 + 2 * 20) / 4.
    assert term["models"] == {"compromise": 50.0, "median": 50.0, "nash": 50.0, "status_quo": 35.0}
    assert term["spread"] == [35.0, 50.0]
    assert term["known"] == {"parties": 2, "of": 3}
    assert [each["party"] for each in term["positions"]] == ["a", "b"]
    assert said["models"].keys() == term["models"].keys()


def test_what_was_told_to_the_chair_moves_only_what_the_chair_sees(travaux, case):
    public, chair = (json.loads(travaux("forecast", case, "--as", name, "--json")[1]) for name in ("public", "chair"))
    assert public["forecasts"][0]["models"]["compromise"] == 50.0
    assert chair["forecasts"][0]["models"]["compromise"] == pytest.approx(200 / 3)


def test_a_settled_issue_says_so(travaux, case):
    assert "Settled by that day, at 50." in travaux("forecast", case)[1]


def test_one_issue_alone(travaux, case):
    out = travaux("forecast", case, "--issue", "term")[1]
    assert "On no scale" not in out
    status, _, err = travaux("forecast", case, "--issue", "form")
    assert status == 2
    assert "no scale" in err
    assert "Remedy" in err


def test_a_case_without_any_scale_says_that_there_is_nothing_to_expect(travaux):
    status, out, _ = travaux("forecast", "avp")
    assert status == 0
    assert "No issue of this case is on a scale" in out


def test_the_back_test_shows_errors_beside_naive_guesses(travaux, case):
    status, out, _ = travaux("forecast", case, "--backtest")
    assert status == 0
    assert "Decided on 2012-06-24: 50 years." in out
    assert "Positions known the day before: 2 of 3" in out
    for name, expected, error in (("compromise", "50", "0"), ("midpoint", "50", "0"), ("unchanged", "20", "30")):
        assert re.search(rf"^{name} +{expected} +{error} +{error}\.0$", out, re.MULTILINE)
    assert "1 issue scored" in out


def test_the_back_test_in_json(travaux, case):
    said = json.loads(travaux("forecast", case, "--backtest", "--json")[1])
    scores = {each["model"]: each["mean_error"] for each in said["backtest"]["models"]}
    assert scores["unchanged"] == 30
    assert scores["compromise"] == 0
    assert said["models"].keys() >= scores.keys()


def test_a_case_without_outcomes_cannot_be_scored_and_says_why(travaux, case):
    case.write_text(CASE.partition("outcome:")[0], encoding="utf-8")
    status, out, _ = travaux("forecast", case, "--backtest")
    assert status == 0
    assert "No issue could be scored." in out
    assert "Not scored: term: no outcome is on record." in out


def test_a_table_of_actors_is_forecast_and_its_wrong_cells_are_named(travaux, table):
    status, out, _ = travaux("forecast", table)
    assert status == 0
    assert "row 4, column 3 (x): '?': a number is needed" in out
    assert re.search(r"^compromise +7\.5$", out, re.MULTILINE)
    assert "Positions known: 2 of 3" in out
    said = json.loads(travaux("forecast", table, "--json")[1])
    assert said["forecasts"][0]["models"]["compromise"] == 7.5
    assert [(cell["row"], cell["column"], cell["found"]) for cell in said["wrong_cells"]] == [(4, 3, "?")]


def test_a_table_has_no_days_readers_or_other_dimensions(travaux, table):
    for arguments in (["--on", "2000-01-01"], ["--as", "chair"], ["--issue", "y"], ["--backtest"]):
        status, out, err = travaux("forecast", table, *arguments)
        assert (status, out) == (2, "")
        assert "Remedy" in err


def test_reference_answers_beside_a_table_are_compared_with(travaux, table):
    (table.parent / "t.answers.json").write_text('{"initial": {"weighted_mean": 7.0}}', encoding="utf-8")
    status, out, _ = travaux("forecast", table, "--backtest")
    assert status == 0
    assert re.search(r"^x +compromise +7\.5 +7 +\+0\.5 ", out, re.MULTILINE)
    [one] = json.loads(travaux("forecast", table, "--backtest", "--json")[1])["comparisons"]
    assert (one["here"], one["there"], one["difference"]) == (7.5, 7.0, 0.5)


def test_what_is_not_there_is_refused(travaux):
    status, out, err = travaux("forecast", "nowhere.csv")
    assert (status, out) == (2, "")
    assert "Remedy" in err


@pytest.mark.parametrize("columns", [60, 80])
def test_pages_fit_the_width_of_the_terminal(travaux, case, table, columns):
    for arguments in ([case], [case, "--backtest"], [table]):
        status, out, _ = travaux("forecast", *arguments, columns=columns)
        assert status == 0
        assert max(map(len, out.split("\n"))) <= columns


def test_control_characters_of_a_stranger_do_not_reach_the_terminal(travaux, table):
    table.write_text(TABLE.replace("A,1", "\x1b[31mA,1"), encoding="utf-8")
    assert "\x1b" not in travaux("forecast", table)[1]


@needs_corpus
def test_the_emission_standards_print_the_published_figures(travaux):
    path = FOLDER / "bdm" / "emission_standards.csv"
    [found] = json.loads(travaux("forecast", path, "--json")[1])["forecasts"]
    assert found["models"]["median"] == 7.0
    assert found["models"]["compromise"] == pytest.approx(7.389955686853767, abs=1e-12)
    assert "+0" in travaux("forecast", path, "--backtest")[1]


@needs_corpus
@pytest.mark.parametrize("name", ["SOE-Pol-Comp.csv", "dummyData_3Dim.csv"])
def test_a_run_of_another_model_is_compared_and_not_called_an_outcome(travaux, name):
    out = " ".join(travaux("forecast", FOLDER / "ktab" / name, "--backtest")[1].split())
    assert "neither is an outcome" in out
    assert "mean of the last positions of a run" in out
