"""Forecasts: whose positions count, at which weight, and what is said of those who are unknown."""

import json
from datetime import date

import pytest

from corpus import CORPUS, needs_corpus
from travaux.consensus.actors import read_actors
from travaux.consensus.forecasting import forecast_table, forecasts
from travaux.errors import TravauxError
from travaux.facts import view
from travaux.facts.loading import from_mapping

BDM = CORPUS / "negotiation" / "bdm" if CORPUS else None

GRACE = {
    "id": "grace",
    "title": "Grace period",
    "scale": {"unit": "months", "status_quo": 0},
    "options": [
        {"id": "none", "at": 0},
        {"id": "six", "at": 6},
        {"id": "twelve", "at": 12},
        {"id": "later", "at": 24, "since": "2020-01-01"},
        {"id": "study"},
    ],
}
PARTIES = [
    {"id": "a", "name": "Aland", "power": 2},
    {"id": "b", "name": "Borland"},
    {"id": "c", "name": "Corland"},
    {"id": "d", "name": "Dorland"},
    {"id": "ngo", "name": "Friends of grace", "kind": "ngo"},
]


def said(party, option, stance, day="2010-01-01", **more):
    return {"party": party, "issue": "grace", "option": option, "stance": stance, "date": day, **more}


def case(*positions, on="2015-01-01", reader="public", **sections):
    record = from_mapping(
        {
            "schema": "travaux-case/1",
            "parties": sections.pop("parties", PARTIES),
            "issues": sections.pop("issues", [GRACE]),
            "positions": list(positions),
            **sections,
        }
    )
    assert [each for each in record.remarks if each.level == "error"] == []
    return view(record, reader, on=on)


def only(*positions, **options):
    [found] = forecasts(case(*positions, **options))
    return found


def places(found):
    return {voice.party: voice.at for voice in found.voices}


def test_a_position_is_the_mean_of_what_is_preferred_or_else_of_what_is_accepted():
    found = only(
        said("a", "six", "prefer"),
        said("a", "twelve", "prefer"),
        said("a", "none", "accept"),
        said("b", "none", "accept"),
        said("b", "twelve", "accept"),
        said("b", "six", "oppose"),
    )
    assert places(found) == {"a": 9.0, "b": 6.0}
    assert [(voice.basis, voice.options) for voice in found.voices] == [
        ("prefer", ("six", "twelve")),
        ("accept", ("none", "twelve")),
    ]


def test_who_only_opposes_or_excludes_has_no_place_and_is_counted_as_unknown():
    found = only(said("a", "six", "prefer"), said("b", "none", "oppose"), said("c", "none", "red_line"))
    assert places(found) == {"a": 6.0}
    assert found.without == ("b", "c", "d")
    assert (len(found.voices), found.of) == (1, 4)


def test_a_statement_without_a_stance_places_nobody():
    found = only(said("a", "six", None, words="we reflect"), said("b", "twelve", "prefer"))
    assert places(found) == {"b": 12.0}
    assert "a" in found.without


def test_an_option_without_a_place_places_nobody():
    assert places(only(said("a", "study", "prefer"), said("b", "study", "prefer"), said("b", "six", "accept"))) == {
        "b": 6.0
    }


def test_weight_is_power_times_salience():
    found = only(said("a", "six", "prefer", salience=3), said("b", "none", "prefer", salience=0.5))
    assert {voice.party: voice.weight for voice in found.voices} == {"a": 6.0, "b": 0.5}
    assert found.models["compromise"] == pytest.approx(36 / 6.5)


def test_where_sources_disagree_the_stricter_word_counts():
    found = only(
        said("a", "six", "prefer", source="x"),
        said("a", "six", "oppose", source="y"),
        sources={"x": {"title": "X"}, "y": {"title": "Y"}},
    )
    assert found.voices == ()


def test_who_takes_no_part_in_the_decision_does_not_weigh():
    found = only(said("a", "six", "prefer"), said("ngo", "twelve", "prefer"))
    assert places(found) == {"a": 6.0}
    assert "ngo" not in found.without


def test_a_group_speaks_for_its_members_until_they_speak_themselves():
    group = {"id": "g", "name": "G", "members": ["a", "b"]}
    found = only(said("g", "twelve", "prefer"), said("b", "twelve", "oppose"), groups=[group])
    assert [(voice.party, voice.through) for voice in found.voices] == [("a", "g")]


def test_a_yes_under_a_condition_says_so():
    found = only(said("a", "six", "accept", subject_to="ad referendum"), said("b", "six", "accept"))
    assert {voice.party: voice.conditional for voice in found.voices} == {"a": True, "b": False}


def test_the_scale_is_what_is_on_the_table_that_day_and_the_status_quo():
    before = only(said("a", "six", "prefer"), on="2019-12-31")
    after = only(said("a", "six", "prefer"), on="2020-01-01")
    assert (before.low, before.high, after.low, after.high) == (0, 12, 0, 24)
    assert [place.option for place in before.places] == ["none", "six", "twelve"]


def test_a_position_of_a_later_day_is_not_known_yet():
    positions = (said("a", "six", "prefer"), said("b", "twelve", "prefer", day="2016-01-01"))
    assert places(only(*positions)) == {"a": 6.0}
    assert places(only(*positions, on="2016-01-01")) == {"a": 6.0, "b": 12.0}


def test_without_any_position_nothing_is_expected():
    found = only()
    assert (found.models, found.spread) == ({}, None)
    assert found.without == ("a", "b", "c", "d")


def test_the_spread_is_that_of_the_models_and_there_is_no_probability():
    found = only(said("a", "none", "prefer"), said("b", "twelve", "prefer"))
    assert found.spread == (min(found.models.values()), max(found.models.values()))
    row = json.dumps(found.row())
    assert "probab" not in row
    assert "confidence" not in row


def test_silent_parties_pull_only_the_model_that_says_so_towards_the_status_quo():
    many = [*PARTIES, *({"id": f"p{number}", "name": f"P{number}"} for number in range(8))]
    few, more = only(said("b", "six", "prefer")), only(said("b", "six", "prefer"), parties=many)
    assert few.models["status_quo"] == 6 / (1 + 1 + 3)
    assert more.models["status_quo"] == 6 / (1 + 1 + 11)
    for model in ("compromise", "median", "nash"):
        assert few.models[model] == more.models[model] == 6.0


def test_what_is_settled_is_said():
    outcome = {"issue": "grace", "option": "six", "date": "2014-01-01"}
    assert only(said("a", "none", "prefer"), outcome=[outcome]).settled == 6.0
    assert only(said("a", "none", "prefer"), outcome=[outcome], on="2013-12-31").settled is None


def test_what_a_reader_may_not_read_does_not_weigh():
    secret = said("b", "twelve", "prefer", reader="chair")
    assert places(only(said("a", "six", "prefer"), secret)) == {"a": 6.0}
    assert places(only(said("a", "six", "prefer"), secret, reader="chair")) == {"a": 6.0, "b": 12.0}


def test_an_issue_on_no_scale_is_left_out_and_refused_by_name():
    flat = {"id": "form", "options": [{"id": "treaty"}, {"id": "protocol"}]}
    here = case(said("a", "six", "prefer"), issues=[flat, GRACE])
    assert [found.issue for found in forecasts(here)] == ["grace"]
    with pytest.raises(TravauxError, match="no scale"):
        forecasts(here, "form")
    with pytest.raises(TravauxError, match="grace"):
        forecasts(here, "grade")


def test_the_row_has_what_is_promised():
    row = only(said("a", "six", "prefer")).row()
    assert row.keys() >= {"issue", "unit", "scale", "status_quo", "models", "spread", "known", "positions"}
    assert row["known"] == {"parties": 1, "of": 4}
    assert json.loads(json.dumps(row)) == row


# Tables of actors


def test_a_wrong_cell_leaves_its_actor_out_of_that_dimension_only(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("actor,power,x,sx,y,sy\nA,1,2,1,5,1\nB,1,?,1,7,1\nB,1,4,1,9,1\n")
    x, y = forecast_table(read_actors(path))
    assert ([voice.at for voice in x.voices], x.without) == ([2.0, 4.0], ("B",))
    assert ([voice.at for voice in y.voices], y.without) == ([5.0, 7.0, 9.0], ())
    assert (x.models["compromise"], y.models["compromise"]) == (3.0, 7.0)


def test_a_table_without_actors_expects_nothing(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("actor,power,x,sx\n")
    [found] = forecast_table(read_actors(path))
    assert (found.models, found.spread, found.low, found.of) == ({}, None, None, 0)


@needs_corpus
def test_emission_standards_have_the_published_median_and_mean():
    [found] = forecast_table(read_actors(BDM / "emission_standards.csv"))
    published = json.loads((BDM / "emission_standards.answers.json").read_text())["initial"]
    assert published == {"weighted_median": 7.0, "weighted_mean": 7.389955686853767}
    assert found.models["median"] == published["weighted_median"]
    assert found.models["compromise"] == pytest.approx(published["weighted_mean"], abs=1e-12)


def test_a_view_of_a_day_is_what_is_computed_from():
    here = case(said("a", "six", "prefer"), said("a", "twelve", "prefer", day="2012-01-01"), on=None)
    assert places(forecasts(here.on_day(date(2011, 1, 1)))[0]) == {"a": 6.0}
