"""The back-test: forecasts of the day before against what was decided, beside guesses that use no position."""

import json

import pytest

from travaux.consensus.backtest import BASELINES, backtest
from travaux.errors import TravauxError
from travaux.facts import view
from travaux.facts.loading import from_mapping

TERM = {
    "id": "term",
    "scale": {"unit": "years", "status_quo": 20},
    "options": [
        {"id": "none", "at": 0},
        {"id": "twenty", "at": 20},
        {"id": "fifty", "at": 50},
        {"id": "life", "at": 100},
    ],
}
DECIDED = {"issue": "term", "option": "fifty", "date": "2012-06-24"}


def said(party, option, day="2010-01-01", issue="term", stance="prefer", **more):
    return {"party": party, "issue": issue, "option": option, "stance": stance, "date": day, **more}


def case(positions, outcomes=(DECIDED,), issues=(TERM,), reader="public", **options):
    parties = [{"id": name, "name": name.upper()} for name in "abcd"]
    content = {"parties": parties, "issues": list(issues), "positions": positions, "outcome": list(outcomes)}
    return view(from_mapping({"schema": "travaux-case/1", **content}), reader, **options)


def test_errors_are_measured_from_the_place_of_what_was_adopted():
    found = backtest(case([said("a", "none"), said("b", "life"), said("c", "life")]))
    [one] = found.scored
    assert (one.outcome, one.span, one.known, one.of) == (50, 100, 3, 4)
    mean = one.misses["compromise"]
    assert mean.at == pytest.approx(200 / 3)
    assert mean.error == pytest.approx(200 / 3 - 50)
    assert mean.percent == pytest.approx(200 / 3 - 50)
    assert one.misses["median"].error == 50


def test_percent_is_of_the_length_of_the_scale():
    half = {**TERM, "options": TERM["options"][:3]}
    [one] = backtest(case([said("a", "none")], issues=[half])).scored
    assert (one.misses["compromise"].error, one.misses["compromise"].percent) == (50, 100)


def test_naive_guesses_are_scored_beside_the_models():
    [one] = backtest(case([said("a", "fifty")])).scored
    assert (one.misses["midpoint"].at, one.misses["unchanged"].at) == (50, 20)
    assert one.misses["unchanged"].error == 30
    assert one.misses["compromise"].error == 0
    without = {**TERM, "scale": {"unit": "years"}}
    [one] = backtest(case([said("a", "fifty")], issues=[without])).scored
    assert "unchanged" not in one.misses
    assert "midpoint" in one.misses


def test_only_what_was_said_before_the_day_of_the_outcome_counts():
    late = [said("a", "none"), said("b", "fifty", day="2012-06-24"), said("a", "fifty", day="2013-01-01")]
    [one] = backtest(case(late)).scored
    assert (one.known, one.misses["compromise"].at) == (1, 0)
    [one] = backtest(case([said("a", "none"), said("b", "fifty", day="2012-06-23")])).scored
    assert one.known == 2


def test_what_was_said_before_but_came_on_record_later_does_not_count():
    found = backtest(case([said("a", "none"), said("b", "fifty", recorded="2015-01-01")]))
    assert found.scored[0].known == 1


def test_a_view_that_knows_less_is_not_told_more():
    positions = [said("a", "none"), said("b", "fifty", recorded="2012-01-01")]
    outcome = {**DECIDED, "recorded": "2010-01-01"}  # expected on that day: known before it
    found = backtest(case(positions, outcomes=[outcome], on="2013-01-01", known="2011-06-01"))
    assert [one.known for one in found.scored] == [1]
    assert [one.known for one in backtest(case(positions, outcomes=[outcome])).scored] == [2]


def test_what_a_reader_may_not_read_is_not_in_the_score():
    positions = [said("a", "none"), said("b", "fifty", reader="chair")]
    assert backtest(case(positions)).scored[0].known == 1
    assert backtest(case(positions, reader="chair")).scored[0].known == 2


def test_an_option_tabled_on_the_last_day_does_not_stretch_the_scale_of_the_day_before():
    issue = {**TERM, "options": [*TERM["options"][:3], {"id": "life", "at": 100, "since": "2012-06-24"}]}
    outcome = {**DECIDED, "option": "life"}
    [one] = backtest(case([said("a", "fifty")], outcomes=[outcome], issues=[issue])).scored
    assert one.misses["midpoint"].at == 25
    assert (one.outcome, one.span, one.misses["median"].percent) == (100, 100, 50)


@pytest.mark.parametrize(
    ("outcome", "positions", "why"),
    [
        ({"issue": "term", "option": None, "date": "2012-06-24"}, [said("a", "none")], "no outcome"),
        ({"issue": "term", "option": "fifty"}, [said("a", "none")], "no day"),
        ({"issue": "term", "option": "study", "date": "2012-06-24"}, [said("a", "none")], "study"),
        (DECIDED, [], "no position was known"),
        (DECIDED, [said("a", "none", day="2012-06-24")], "no position was known"),
        ({**DECIDED, "date": "0001-01-01"}, [said("a", "none")], "not on record the day before"),
    ],
)
def test_what_cannot_be_scored_is_named_with_the_reason(outcome, positions, why):
    issue = {**TERM, "options": [*TERM["options"], {"id": "study"}]}
    found = backtest(case(positions, outcomes=[outcome], issues=[issue]))
    assert found.scored == found.models == ()
    assert why in found.left_out["term"]


def test_an_issue_that_came_on_record_with_its_outcome_cannot_be_scored():
    found = backtest(case([said("a", "none")], issues=[{**TERM, "date": "2012-06-24"}]))
    assert "not on record" in found.left_out["term"]


def test_a_scale_of_one_place_cannot_be_scored():
    flat = {"id": "term", "scale": {"unit": "years"}, "options": [{"id": "fifty", "at": 50}, {"id": "study"}]}
    found = backtest(case([said("a", "fifty")], issues=[flat]))
    assert "one place" in found.left_out["term"]


FEE = {
    "id": "fee",
    "scale": {"unit": "francs"},
    "options": [{"id": "low", "at": 0}, {"id": "high", "at": 400}],
}


def test_over_issues_the_mean_is_in_percent_and_in_units_only_where_they_agree():
    positions = [said("a", "none"), said("a", "low", issue="fee")]
    outcomes = [DECIDED, {"issue": "fee", "option": "high", "date": "2012-06-24"}]
    found = backtest(case(positions, outcomes, [TERM, FEE]))
    scores = {score.model: score for score in found.models}
    assert scores["median"].issues == 2
    assert scores["median"].percent == (50 + 100) / 2
    assert scores["median"].error is scores["median"].unit is None
    assert (scores["unchanged"].issues, scores["unchanged"].error, scores["unchanged"].unit) == (1, 30, "years")
    same = backtest(case(positions, outcomes, [TERM, {**FEE, "scale": {"unit": "years"}}]))
    assert {score.model: score.error for score in same.models}["median"] == (50 + 400) / 2


def test_one_issue_can_be_scored_alone_and_one_on_no_scale_is_refused():
    positions = [said("a", "none"), said("a", "low", issue="fee")]
    outcomes = [DECIDED, {"issue": "fee", "option": "high", "date": "2012-06-24"}]
    both = case(positions, outcomes, [TERM, FEE, {"id": "form", "options": [{"id": "treaty"}]}])
    assert [one.issue for one in backtest(both, "fee").scored] == ["fee"]
    with pytest.raises(TravauxError, match="no scale"):
        backtest(both, "form")
    with pytest.raises(TravauxError, match="fee"):
        backtest(both, "fees")


def test_the_row_is_plain_and_names_every_model_and_baseline():
    row = backtest(case([said("a", "none"), said("b", "life")])).row()
    assert json.loads(json.dumps(row)) == row
    assert set(BASELINES) < row["issues"][0]["models"].keys()
    assert row["issues"][0]["known"] == {"parties": 2, "of": 4}
    assert {each["model"] for each in row["models"]} == row["issues"][0]["models"].keys()
