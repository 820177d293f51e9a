"""Every shape that `travaux schema` prints fits what the commands print, for the built-in cases and for harder ones."""

import json

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from travaux.cases import BUILT_IN, EXERCISES
from travaux.cli.shapes import PRINTED, schemas
from travaux.facts.schema import case_schema

SILENT = [{"id": party, "name": party.upper()} for party in ("aa", "bb", "cc", "dd")]
CASE = {
    "schema": "travaux-case/1",
    "parties": [*SILENT, {"id": "watch", "name": "Watch", "kind": "ngo"}],
    "groups": [{"id": "friends", "name": "Friends", "members": ["cc", "dd"]}],
    "sources": {"minutes": {"title": "Minutes"}},
    "issues": [
        {"id": "term", "scale": {"unit": "years", "status_quo": 20},
         "options": [{"id": "fifty", "at": 50}, {"id": "seventy", "at": 70}]},
        {"id": "fee", "options": [{"id": "none"}, {"id": "flat"}], "only_if": {"issue": "term", "option": "fifty"}},
        {"id": "seat", "options": [{"id": "north"}, {"id": "south"}]},
        {"id": "tongue", "scale": {"unit": "languages"}, "options": [{"id": "one", "at": 1}, {"id": "six", "at": 6}]},
    ],
    "positions": [
        {"party": "aa", "issue": "term", "option": "fifty", "stance": "red_line", "date": "2001-01-01"},
        {"party": "friends", "issue": "term", "option": "seventy", "stance": "red_line", "date": "2001-01-01",
         "source": "minutes", "restraint": {"kind": "domestic_law", "reason": "Statute"}},
        {"party": "aa", "issue": "term", "option": "seventy", "stance": "prefer", "date": "2001-01-01", "x_page": 3},
        {"party": "bb", "issue": "fee", "option": "flat", "stance": "accept", "date": "2001-01-02",
         "conditions": [{"issue": "seat", "option": "north"}], "subject_to": "ad referendum"},
        {"party": "bb", "issue": "seat", "words": "is thinking about it"},
        {"party": "watch", "issue": "seat", "option": "north", "stance": "prefer"},
        {"party": "aa", "issue": "tongue", "option": "one", "stance": "prefer", "date": "2000-01-01"},
        {"party": "nobody", "issue": "sat", "option": "north", "stance": "prefer"},
    ],
    "outcome": [{"issue": "tongue", "option": "six", "date": "2000-06-01"}],
    "packages": [{"id": "deal", "by": "bb", "points": [{"issue": "fee", "option": "flat"},
                                                        {"issue": "seat", "option": "north"}]}],
    "mandates": [{"id": "least", "party": "aa", "at_least": 1.0}],
}  # fmt: skip
TABLE = "actor,power,x,sx\nA,1,0,1\nB,3,10,1\nC,1,?,1\n"
KEPT_ELSEWHERE = {"text", "case"}  # formats of files, with tests of their own


@pytest.fixture
def files(tmp_path):
    (tmp_path / "talks.json").write_text(json.dumps(CASE), encoding="utf-8")
    (tmp_path / "actors.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "actors.answers.json").write_text('{"initial": {"weighted_mean": 7.5}}', encoding="utf-8")
    return tmp_path


def fitting(name, out):
    """What a command printed, once it is found to fit its shape."""
    TypeAdapter(PRINTED[name]).validate_json(out)
    return json.loads(out)


@pytest.mark.parametrize("case", [*BUILT_IN, *EXERCISES])
@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("who", ["who"]),
        ("who_together", ["who", "--together"]),
        ("consensus", ["consensus"]),
        ("forecast", ["forecast"]),
        ("forecast_backtest", ["forecast", "--backtest"]),
        ("case_check", ["case", "check"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_printed_of_a_built_in_case_fits_its_shape(travaux, case, name, command):
    status, out, _ = travaux(*command, case, "--json")
    assert status == 0
    fitting(name, out)


@pytest.mark.parametrize(("case", "day"), [("avp", "2000-12-20"), ("patents", "2006-04-12"), ("patents", "2024-12-31")])
@pytest.mark.parametrize("name", ["who", "consensus", "forecast"])
def test_so_does_what_is_printed_of_an_earlier_day(travaux, case, day, name):
    assert fitting(name, travaux(name, case, "--on", day, "--json")[1])


def test_the_list_of_cases_fits_its_shape(travaux):
    rows = fitting("case_list", travaux("case", "list", "--json")[1])
    assert [row["name"] for row in rows] == [*BUILT_IN, *EXERCISES]


def test_notes_groups_and_keys_of_ones_own_fit_the_shape_of_who(travaux, files):
    rows = fitting("who", travaux("who", files / "talks.json", "--json")[1])
    assert {row["basis"] for row in rows} == {"own", "group"}
    assert any(row["stance"] is None for row in rows)
    assert {"x_page": 3} in [row["extra"] for row in rows]


@pytest.mark.parametrize("rule", ["consensus", "no_opposition", "two_thirds", "majority"])
def test_what_blocks_and_what_it_costs_fit_the_shape_of_consensus(travaux, files, rule):
    found = fitting("consensus", travaux("consensus", files / "talks.json", "--rule", rule, "--json")[1])
    if rule == "consensus":
        assert found["blocking"]
        assert found["new_options"]
        assert found["why_none"]


def test_remarks_on_a_case_fit_the_shape_of_check(travaux, files):
    status, out, _ = travaux("case", "check", files / "talks.json", "--json")
    rows = fitting("case_check", out)
    assert status == 1
    assert any("sat" in row["what"] for row in rows)


def test_a_back_test_fits_its_shape(travaux, files):
    found = fitting("forecast_backtest", travaux("forecast", files / "talks.json", "--backtest", "--json")[1])
    [scored] = found["backtest"]["issues"]
    # The only position is at 1, and 6 was decided, on a scale that is 5 long.
    assert scored["models"]["compromise"] == {"at": 1.0, "error": 5.0, "percent": 100.0}
    assert "term" in found["backtest"]["left_out"]


def test_forecasts_from_a_table_of_actors_fit_their_shapes(travaux, files):
    found = fitting("forecast_table", travaux("forecast", files / "actors.csv", "--json")[1])
    assert found["wrong_cells"][0]["found"] == "?"
    compared = fitting("forecast_table_backtest", travaux("forecast", files / "actors.csv", "--backtest", "--json")[1])
    # (1 * 0 + 3 * 10) / 4, as the reference says.
    assert [(each["here"], each["difference"]) for each in compared["comparisons"]] == [(7.5, 0.0)]


# What is promised of all of them


def records(shape):
    """The records of a JSON Schema."""
    return [each for each in (shape, *shape.get("$defs", {}).values()) if "properties" in each]


@pytest.mark.parametrize("name", sorted(PRINTED.keys() - {"issues"}))
def test_every_key_is_always_there_and_no_other(name):
    for record in records(schemas()[name]):
        assert sorted(record["required"]) == sorted(record["properties"])
        assert record["additionalProperties"] is False


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_every_record_says_what_it_is(name):
    assert all(record.get("description", "").endswith(".") for record in records(schemas()[name]))


def test_a_key_more_or_a_number_that_is_none_does_not_fit():
    shape = TypeAdapter(PRINTED["who_together"])
    good = {"definition": "", "counted": {"options": 0, "issues": 0}, "alone": [], "together": []}
    shape.validate_json(json.dumps(good))
    for bad in (good | {"more": 1}, good | {"counted": {"options": "0", "issues": 0}}, good | {"alone": None}):
        with pytest.raises(ValidationError):
            shape.validate_json(json.dumps(bad))


def test_schema_prints_all_of_them_and_the_two_formats_of_files(travaux):
    status, out, _ = travaux("schema")
    printed = json.loads(out)
    assert status == 0
    assert printed.keys() == PRINTED.keys() | KEPT_ELSEWHERE
    assert printed["case"] == json.loads(json.dumps(case_schema()))


def test_a_shape_of_a_record_has_a_class_of_its_own():
    kinds = [getattr(shape, "__args__", [shape])[0] for shape in PRINTED.values()]
    assert all(issubclass(kind, BaseModel) for kind in kinds)
    assert len(set(kinds)) == len(PRINTED)
