"""The landing zone: how many stand where, of all that decide."""

import pytest
from hypothesis import given, settings

import travaux
from pictured_cases import assert_table_holds_what_is_drawn, cases, sizes
from small_cases import case_of, issues, says
from travaux.consensus import consensus, row
from travaux.errors import TravauxError
from travaux.facts.case import view
from travaux.facts.loading import from_mapping
from travaux.pictures import landing_zone

COUNTED = ("prefer", "accept", "unknown", "oppose", "red_line")


def table(picture):
    return [dict(zip(picture.columns, each, strict=True)) for each in picture.rows]


@settings(deadline=None, max_examples=12)
@given(cases())
def test_the_table_holds_what_is_drawn_and_every_row_counts_all_who_decide(case):
    finding = consensus(case)
    picture = landing_zone(finding)
    assert_table_holds_what_is_drawn(picture)
    for each in table(picture):
        assert sum(each[stance] for stance in COUNTED) == len(case.deciders)
        assert 0 <= each["on_condition"] <= each["prefer"] + each["accept"]


@pytest.mark.parametrize("name", ["avp", "patents", "marrakesh", "typefaces"])
def test_the_figures_are_those_of_the_finding(name):
    finding = consensus(travaux.open_case(name))
    deciders = set(travaux.open_case(name).deciders)
    expected = [
        [len(deciders & set(option[stance])) if stance != "unknown" else option["unknown"] for stance in COUNTED]
        for issue in row(finding)["issues"]
        for option in issue["options"]
    ]
    picture = landing_zone(finding)
    assert [[each[stance] for stance in COUNTED] for each in table(picture)] == expected
    assert min(sizes(picture.svg())) >= 10


def test_results_are_said_in_words_of_the_rule():
    said = [says("us red_line i.a"), says("us accept i.b"), says("ke accept i.b"), says("ke prefer i.c")]
    case = case_of(issues(i="a b c d"), said)
    assert [each["result"] for each in table(landing_zone(consensus(case)))] == [
        "excluded", "acceptable", "not excluded", "nothing known",
    ]  # fmt: skip


def test_an_outcome_on_record_is_named():
    case = case_of(issues(i="a b"), [says("us prefer i.a")], outcome=[{"id": "o", "issue": "i", "option": "b"}])
    assert [each["result"] for each in table(landing_zone(consensus(case)))] == ["not taken", "outcome"]


def test_a_yes_on_a_condition_is_counted_apart():
    case = case_of(issues(i="a b", j="a b"), [says("us accept i.a", only_with="j.b"), says("ke accept i.a")])
    first = table(landing_zone(consensus(case), "i"))[0]
    assert (first["accept"], first["on_condition"]) == (2, 1)
    assert "(1 on condition)" in landing_zone(consensus(case), "i").svg()


def test_one_issue_can_be_shown_and_an_unknown_one_is_refused():
    finding = consensus(travaux.open_case("marrakesh"))
    assert {each["issue"] for each in table(landing_zone(finding, "tpm"))} == {"Technological measures"}
    with pytest.raises(TravauxError) as refused:
        landing_zone(finding, "nowhere")
    assert "tpm" in refused.value.remedy


def test_nothing_on_the_table_is_said_in_words():
    picture = landing_zone(consensus(view(from_mapping({"schema": "travaux-case/1"}))))
    assert "no option" in picture.description
    assert picture.rows == ()
