"""Back-tests: each forecast from what was known on its day, scored once its horizon is over."""

import json
from datetime import date

import pytest
from pydantic import TypeAdapter

from travaux.cli.treaty_forecast_shapes import TreatyBacktestReport, TreatyForecastReport
from travaux.errors import TravauxError
from travaux.treaty.forecasting import backtest, forecast
from treaty_forecasting_world import act, many, treaties


@pytest.fixture(scope="module")
def found():
    told = []
    scored = backtest(many(count=14, states=50), told=lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1] == len(told)
    return scored


def test_no_forecast_is_scored_before_its_horizon_is_over(found):
    assert max(each.on for each in found.forecasts) <= date(2015, 12, 31)
    assert len({(each.treaty, each.on) for each in found.forecasts}) == len(found.forecasts) > 100


def test_what_came_is_what_the_record_says(found):
    acts = many(count=14, states=50).actions
    for each in found.forecasts[::17]:
        last = each.on.toordinal() + 1826
        came = [
            action for action in acts
            if action.treaty == each.treaty and action.kind != "signature"
            and each.on.toordinal() < action.date.toordinal() <= last
        ]  # fmt: skip
        assert each.came == len(came)


def test_where_parties_do_keep_their_pace_the_forecast_beats_the_base_rate(found):
    scores = found.overall
    assert scores.log_score < scores.base_log_score
    assert scores.coverage.most > 0.85
    assert scores.party_log_score < scores.party_base


def test_the_scores_follow_from_the_rows_that_are_printed(found):
    row = json.loads(json.dumps(found.row()))
    rows, overall = row["forecasts"], row["overall"]

    def mean(values):
        return pytest.approx(sum(values) / len(values), abs=1e-5)

    assert overall["log_score"] == mean([each["model"]["log_score"] for each in rows])
    inside = [each["model"]["wide"][0] <= each["came"] <= each["model"]["wide"][1] for each in rows]
    assert overall["coverage"]["most"] == mean(inside)
    for name, score in (("next_ten", "brier_next_ten"), ("threshold", "brier_threshold")):
        asked = [each[name] for each in rows if each[name]]
        assert overall[score] == mean([(each["chance"] - each["happened"]) ** 2 for each in asked])
        assert overall[f"base_{score}"] == mean([(each["base"] - each["happened"]) ** 2 for each in asked])
    parties = sum(each["parties"] for each in rows)
    every = sum(each["party_log_score"] for each in rows)
    assert overall["party_log_score"] == pytest.approx(every / parties, abs=1e-5)


def test_the_sets_the_years_and_the_treaties_each_hold_all_forecasts(found):
    for parts in (found.sets, found.by_year, found.by_treaty):
        assert sum(each.forecasts for each in parts.values()) == found.overall.forecasts


def test_thresholds_are_asked_only_while_they_are_open(found):
    asked = [each for each in found.forecasts if each.threshold]
    assert 0 < len(asked) < len(found.forecasts)
    assert {each.threshold.happened for each in asked} == {True, False}


def test_too_little_to_score_is_one_error():
    with pytest.raises(TravauxError, match="no forecast can be scored"):
        backtest(treaties([act("a", "X", "signature", date(2019, 1, 1))]))


def test_years_the_wrong_way_round_are_one_error():
    with pytest.raises(TravauxError, match="comes after"):
        backtest(many(), start=2010, end=2005)


def test_what_is_printed_fits_its_shape(found):
    TypeAdapter(TreatyBacktestReport).validate_json(json.dumps(found.row()))
    row = forecast(many(), "t11", on="2004-12-31").row()
    TypeAdapter(TreatyForecastReport).validate_json(json.dumps(row))
    assert list(row)[:6] == ["treaty", "name", "on", "horizon", "parties_now", "counted"]


@pytest.fixture
def table(tmp_path):
    lines = ["treaty,party,action,date"]
    lines += [f"{each.treaty},{each.party},{each.kind},{each.date}" for each in many(count=10, states=30).actions]
    path = tmp_path / "actions.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_commands_print_pages_of_80_columns_and_json(travaux, table):
    status, out, _ = travaux("treaty", "forecast", "t09", "--in", table, "--on", "2001-12-31", "--threshold", "15")
    assert status == 0
    assert "base rate" in out
    assert "later than" in out or "median 200" in out
    assert max(map(len, out.splitlines())) <= 80
    status, out, _ = travaux("treaty", "forecast", "t09", "--in", table, "--json", "--horizon", "18m")
    TypeAdapter(TreatyForecastReport).validate_json(out)
    status, out, err = travaux("treaty", "backtest", table, "--from", "2005", "--to", "2007")
    assert (status, "90 % interval held" in out) == (0, True)
    assert max(map(len, out.splitlines())) <= 80
    assert "Forecasting" in err


def test_a_span_that_means_nothing_is_one_line_on_standard_error(travaux, table):
    status, out, err = travaux("treaty", "forecast", "t09", "--in", table, "--horizon", "soon")
    assert (status, out) == (2, "")
    assert "soon" in err
    assert "5y" in err
