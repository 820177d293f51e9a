"""The position matrix: every stance on record, in its place, and nothing else."""

import pytest
from hypothesis import given, settings

import travaux
from pictured_cases import assert_table_holds_what_is_drawn, cases, drawn, sizes
from small_cases import case_of, issues, options, says
from travaux.consensus import consensus
from travaux.errors import TravauxError
from travaux.facts.case import view
from travaux.facts.loading import from_mapping
from travaux.pictures import landing_zone, party_map, position_matrix
from travaux.pictures.matrix_rows import OBSERVERS

BUILT_IN = ("avp", "patents", "marrakesh", "typefaces")
STRICTEST = ("red_line", "oppose", "accept", "prefer")


def cells(picture):
    """Delegation, issue and option → what the table says of it."""
    found = [dict(zip(picture.columns, row, strict=True)) for row in picture.rows]
    return {(each["delegation"], each["issue"], each["option"]): each for each in found}


@settings(deadline=None, max_examples=8)
@given(cases())
def test_the_table_holds_what_is_drawn_and_no_more(case):
    for order in ("likeness", "group", "name"):
        assert_table_holds_what_is_drawn(position_matrix(case, order))


@settings(deadline=None, max_examples=8)
@given(cases())
def test_the_order_changes_no_cell(case):
    by_name = sorted(position_matrix(case, "name").rows, key=str)
    assert sorted(position_matrix(case, "likeness").rows, key=str) == by_name


@settings(deadline=None, max_examples=6)
@given(cases())
def test_any_case_can_be_drawn(case):
    assert position_matrix(case).svg("dark").startswith("<svg")


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_stance_of_the_register_is_in_its_cell(name):
    case = travaux.open_case(name)
    found = cells(position_matrix(case))
    labels = {(issue.id, option.id): option.label for issue in case.issues for option in case.options(issue.id)}
    titles = {issue.id: issue.title for issue in case.issues}
    speaking = {case.party_name(party) for party in case.deciders}
    expected = {}
    for row in case.who():
        if row.stance and (row.issue, row.option) in labels:
            key = (case.party_name(row.party), titles[row.issue], labels[row.issue, row.option])
            expected.setdefault(key, []).append(row.stance)
    for key, each in found.items():
        stances = expected.pop(key, [])
        strictest = min(stances, key=STRICTEST.index, default="unknown")
        assert each["stance"] == strictest.replace("_", " ")
    assert not {key for key in expected if key[0] in speaking}


@pytest.mark.parametrize("name", BUILT_IN)
def test_letters_are_large_enough_to_read(name):
    assert min(sizes(position_matrix(travaux.open_case(name)).svg())) >= 10


def test_unknown_is_never_drawn_as_consent():
    case = case_of(issues(i="a b"), [says("us accept i.a")], silent="ke")
    records = {(each["delegation"], each["letter"]): each for each in drawn(position_matrix(case).spec())}
    assert {key: each["sign"] for key, each in records.items()} == {
        ("US", "A"): "accept", ("US", "B"): "unknown", ("KE", "A"): "unknown", ("KE", "B"): "unknown",
    }  # fmt: skip


def test_a_yes_on_a_condition_has_a_sign_of_its_own():
    said = [says("us accept i.a", only_with="j.b"), says("us red_line j.a", only_with="i.b")]
    case = case_of(issues(i="a b", j="a b"), said)
    found = cells(position_matrix(case))
    assert found["US", "Issue i", "Option a"]["condition"] == "j = b"
    signs = {(each["issue"], each["letter"]): each["sign"] for each in drawn(position_matrix(case).spec())}
    assert signs["Issue i", "A"] == "on condition"
    assert signs["Issue j", "A"] == "red line"


def test_what_a_group_said_is_marked_for_its_members():
    groups = [{"id": "g", "name": "The group", "members": ["us", "ke"]}]
    case = case_of(issues(i="a b"), [says("g prefer i.a"), says("us oppose i.a")], silent="ke", groups=groups)
    found = cells(position_matrix(case, "group"))
    assert (found["KE", "Issue i", "Option a"]["stance"], found["KE", "Issue i", "Option a"]["through"]) == (
        "prefer", "The group",
    )  # fmt: skip
    assert found["US", "Issue i", "Option a"]["through"] is None
    assert {each["under"] for each in found.values()} == {"The group"}


def test_observers_stand_apart_and_only_if_they_spoke():
    parties = [{"id": "ngo1", "name": "First", "kind": "ngo"}, {"id": "ngo2", "name": "Second", "kind": "ngo"}]
    case = case_of(issues(i="a b"), [says("ngo1 prefer i.a"), says("us prefer i.a")], parties=parties)
    under = {each["delegation"]: each["under"] for each in cells(position_matrix(case)).values()}
    assert under == {"US": None, "First": OBSERVERS}


def test_one_group_alone_can_be_shown():
    groups = [{"id": "g", "name": "The group", "members": ["us"]}]
    case = case_of(issues(i="a b"), [says("us prefer i.a"), says("ke oppose i.a")], groups=groups)
    assert {row[0] for row in position_matrix(case, group="g").rows} == {"US"}
    with pytest.raises(TravauxError, match="group"):
        position_matrix(case, group="h")
    with pytest.raises(TravauxError, match="ordered"):
        position_matrix(case, "size")


def test_the_day_of_the_case_is_the_day_of_the_matrix():
    said = [says("us prefer i.a", date="2001-01-01"), says("us red_line i.b", date="2003-01-01")]
    early, late = (case_of(issues(i="a b"), said, on=day) for day in ("2002-01-01", "2004-01-01"))
    assert [row[5] for row in position_matrix(early).rows] == ["prefer", "unknown"]
    assert [row[5] for row in position_matrix(late).rows] == ["prefer", "red line"]
    assert "2002-01-01" in position_matrix(early).title


def test_nothing_on_record_is_said_in_words():
    assert "no issue" in position_matrix(view(from_mapping({"schema": "travaux-case/1"}))).description


def test_too_much_for_a_picture_stays_in_the_table():
    many = {f"i{number}": {"options": options("a b c d")} for number in range(60)}
    case = case_of(issues(**many), [says(f"p{number} prefer i1.a") for number in range(90)])
    picture = position_matrix(case)
    assert len(picture.rows) == 90 * 60 * 4
    assert "too many" in picture.description
    assert len(picture.svg()) < 10_000


def test_what_only_the_chair_was_told_leaves_no_trace_in_anything_others_get():
    told = says("ke red_line i.b", reader="chair", date="2009-09-09")
    open_ = [says("us prefer i.a", date="2001-01-01"), says("br oppose i.a", date="2001-01-01")]

    def everything(said, reader):
        case = case_of(issues(i="a b"), said, silent="ke", reader=reader)
        found = (position_matrix(case), landing_zone(consensus(case)), party_map(case), party_map(case, "i"))
        return [(each.title, each.description, each.spec(), each.rows) for each in found]

    assert everything([*open_, told], "public") == everything(open_, "public")
    assert everything([*open_, told], "us") == everything(open_, "us")
    assert everything([*open_, told], "chair") != everything(open_, "chair")
