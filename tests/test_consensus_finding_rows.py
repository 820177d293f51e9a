"""A finding as JSON and as tables of words: everything the issue asks for is there, defined, and never a consent."""

import json
import re
from dataclasses import replace

import pytest

import travaux
from small_cases import case_of, issues, point, says
from travaux.consensus import row
from travaux.consensus.definitions import definitions
from travaux.consensus.tables import tables

QUESTIONS = issues(i="x y z", j="a b", k="p q")
SAID = [
    says("us prefer i.x", "economic", date="2000-01-01"),
    says("us red_line i.y", "domestic_law", date="2000-01-01"),
    says("in prefer i.y", "economic", date="2000-01-01"),
    says("in red_line i.x", "constituency", date="2000-01-01"),
    says("fj accept j.a", date="2000-01-01"),
    says("fj oppose j.b", date="2000-01-01"),
    says("wbu prefer i.z", date="2000-01-01"),
    says("g accept j.b", date="2000-01-01"),
]
WBU = [{"id": "wbu", "name": "W", "kind": "ngo"}]
GROUPS = [{"id": "g", "name": "G", "members": ["us", "in"]}]
ENDS = [{"issue": "m", "option": "u", "date": "1999-12-31"}]


@pytest.fixture(scope="module")
def found():
    """One issue of each status: blocked with an untested option, open, unknown, settled."""
    questions = [*QUESTIONS, *issues(m="u v")]
    case = case_of(questions, SAID, silent="to", parties=WBU, groups=GROUPS, outcome=ENDS)
    return travaux.consensus(case)


@pytest.fixture(scope="module")
def shut():
    """A case in which packages and mandates leave nothing."""
    offered = [{"id": "p", "by": "us", "points": [point("i.x"), point("j.a")]}]
    said = [says("in red_line i.y"), says("in red_line j.a"), says("in red_line i.z"), says("us prefer k.p")]
    return travaux.consensus(
        case_of(QUESTIONS, said, packages=offered, mandates=[{"id": "m", "party": "us", "at_least": 1.0}])
    )


def strict(found):
    """The JSON as a reader gets it that knows no NaN and no infinity."""

    def refuse(words):
        raise AssertionError(f"{words} is not JSON")

    return json.loads(json.dumps(row(found)), parse_constant=refuse)


# The keys that are promised, with their types


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def are_names(value):
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def test_the_head_of_the_json(found):
    answer = strict(found)
    assert answer["as_of"] == "2000-01-01"
    assert answer["rule"] == "consensus"
    assert answer["reader"] == "public"
    assert answer["known"] == {"parties": 3, "of": 4}


def test_issues_in_the_json(found):
    listed = strict(found)["issues"]
    assert [(each["id"], each["status"]) for each in listed] == [
        ("i", "blocked"),
        ("j", "open"),
        ("k", "unknown"),
        ("m", "settled"),
    ]
    for option in (option for each in listed for option in each["options"]):
        assert isinstance(option["id"], str)
        assert all(are_names(option[stance]) for stance in ("prefer", "accept", "oppose", "red_line"))
        assert isinstance(option["unknown"], int)


def test_options_in_the_json_say_who_stands_where(found):
    [blocked, open_one, unknown, _] = strict(found)["issues"]
    by_id = {each["id"]: each for each in [*blocked["options"], *open_one["options"], *unknown["options"]]}
    assert (by_id["x"]["prefer"], by_id["x"]["red_line"], by_id["x"]["unknown"]) == (["us"], ["in"], 2)
    assert (by_id["y"]["prefer"], by_id["y"]["red_line"], by_id["y"]["unknown"]) == (["in"], ["us"], 2)
    assert by_id["z"]["unknown"] == 4  # what an observer prefers makes nobody known
    assert set(by_id["b"]["accept"]) == {"g", "us", "in"}
    assert by_id["b"]["oppose"] == ["fj"]
    assert by_id["b"]["unknown"] == 1
    assert by_id["p"]["unknown"] == 4


def test_the_outcome_of_a_settled_issue_is_in_the_json(found):
    settled = strict(found)["issues"][-1]
    assert (settled["outcome"], settled["settled_on"]) == ("u", "1999-12-31")


def test_packages_in_the_json(found):
    listed = strict(found)["packages"]
    assert listed
    for package in listed:
        assert all(isinstance(each, str) for pair in package["choices"].items() for each in pair)
        assert isinstance(package["oppositions"], int)
        assert all(is_number(package[key]) for key in ("maximin", "nash", "utilitarian", "known_share", "gap"))
        assert 0 <= package["known_share"] <= 1
        assert are_names(package["relies_on"])
        assert package["choices"]["i"] == "z"
        assert package["choices"]["m"] == "u"


@pytest.mark.parametrize("which", ["found", "shut"])
def test_blocking_sets_and_concessions_in_the_json(which, request):
    answer = strict(request.getfixturevalue(which))
    assert answer["blocking_sets"]
    assert answer["concessions"]
    moves = [move for each in answer["blocking_sets"] for move in each]
    for concession in answer["concessions"]:
        assert is_number(concession["cost"])
        assert concession["moves"]
        moves += concession["moves"]
    for move in moves:
        assert isinstance(move["party"], str)
        assert isinstance(move["restraint"], str)
        assert move["issue"] is None or isinstance(move["issue"], str)
        assert move["option"] is None or isinstance(move["option"], str)


def test_new_options_in_the_json(found):
    [new] = strict(found)["new_options"]
    assert new["issue"] == "i"
    assert all(isinstance(new[key], list) for key in ("avoid", "keep", "patterns"))
    assert {(each["party"], each["option"]) for each in new["avoid"]} == {("us", "y"), ("in", "x")}
    assert {(each["party"], each["option"]) for each in new["keep"]} == {("us", "x"), ("in", "y")}


def test_why_there_is_no_package_is_in_the_json_where_there_is_none(found, shut):
    assert strict(found)["why_none"] is None
    assert strict(shut)["packages"] == []
    assert strict(shut)["why_none"]


def test_every_move_names_facts_of_the_case(found):
    ids = {fact["id"] for fact in SAID}
    for each in (*found.blocking, *found.concessions):
        for move in each.moves:
            assert move.facts
            assert set(move.facts) <= ids


def test_the_same_case_gives_the_same_words_twice(shut):
    offered = [{"id": "p", "by": "us", "points": [point("i.x"), point("j.a")]}]
    said = [says("in red_line i.y"), says("in red_line j.a"), says("in red_line i.z"), says("us prefer k.p")]
    again = case_of(QUESTIONS, said, packages=offered, mandates=[{"id": "m", "party": "us", "at_least": 1.0}])
    assert json.dumps(row(travaux.consensus(again))) == json.dumps(row(shut))


def test_remarks_on_the_case_go_with_the_answer():
    found = travaux.consensus(case_of(QUESTIONS, [says("us prefer nonsense.x"), says("us prefer i.x")]))
    told = strict(found)["remarks"]
    assert any("nonsense" in remark["what"] and remark["remedy"] for remark in told)


# Unknown is never consent


def test_no_option_that_nobody_accepts_is_called_acceptable(found):
    for each in strict(found)["issues"]:
        for option in each["options"]:
            if not option["prefer"] and not option["accept"]:
                assert not option["acceptable"], f"{each['id']}.{option['id']}"


def test_the_words_of_the_tables_call_nothing_a_compromise_or_consent(found, shut):
    for one in (found, shut):
        words = " ".join(
            [cell for table in tables(one) for line in table.rows for cell in line]
            + [note for table in tables(one) for note in (table.title, *table.notes)]
            + list(definitions(one).values())
        ).lower()
        words = words.replace("unknown is never consent", "")
        assert not re.search(r"\b(compromise|consents?|agrees|everybody accepts|all accept)\b", words)


def test_a_package_that_crosses_a_red_line_is_not_called_free_of_what_is_on_record():
    case = case_of(
        issues(i="x y"), [says("us red_line i.x"), says("us red_line i.y"), says("in prefer i.x")], silent="a b c"
    )
    found = travaux.consensus(case, rule="majority")
    assert found.packages
    assert found.packages[0].oppositions == 1
    [table] = [each for each in tables(found) if each.name == "packages"]
    assert "anything on record" not in table.title
    assert "red line" not in table.title


# Tables


def test_the_names_that_the_room_promises_mean_the_same_in_any_order():
    import travaux.consensus.tables as module
    from travaux import consensus as room

    assert module.__name__ == "travaux.consensus.tables"
    for name in room.__all__:
        first, again = getattr(room, name), getattr(room, name)
        assert first is again
        assert callable(first), name


def table_named(found, name):
    [table] = [each for each in tables(found) if each.name == name]
    return table


@pytest.mark.parametrize("which", ["found", "shut"])
def test_every_row_has_a_cell_for_each_column(which, request):
    for table in tables(request.getfixturevalue(which)):
        assert table.title
        assert table.rows
        assert all(len(line) == len(table.columns) for line in table.rows)
        assert all(isinstance(cell, str) for line in table.rows for cell in line)


def test_the_table_of_issues_says_who_stands_where(found):
    lines = {line[2]: [cell.casefold() for cell in line] for line in table_named(found, "issues").rows}
    assert lines["x"][0].startswith("i ")
    assert lines["x"][1] == "blocked"
    assert "excluded by in" in lines["x"][3]
    assert "preferred by us" in lines["x"][3]
    assert "2 unknown" in lines["x"][3]
    assert "untested" in lines["z"][3]
    assert "opposed by fj" in lines["b"][3]
    assert "accepted by g" in lines["b"][3]


def test_a_table_with_packages_says_how_many_delegations_are_known(found):
    assert "3 of 4" in table_named(found, "packages").title


def test_the_first_package_is_shown_with_what_it_chooses_and_on_whom_it_relies(found):
    line = table_named(found, "packages").rows[0]
    assert "i z" in " ".join(line)
    assert line[-1].casefold().split(", ") == ["us", "in"]


def test_of_the_further_packages_only_what_differs_from_the_first_is_shown():
    said = [says("us prefer i.x"), says("us prefer j.a"), says("us accept k.p"), says("in accept i.y")]
    found = travaux.consensus(case_of(QUESTIONS, said))
    first, *rest = found.packages
    for package, line in zip(rest, table_named(found, "packages").rows[1:], strict=True):
        shown = set(re.findall(r"\b([ijk]) ", line[1]))
        assert shown == {issue for issue in package.choices if package.choices[issue] != first.choices[issue]}


def test_what_blocks_names_the_untested_apart(found):
    words = [" ".join(line).casefold() for line in table_named(found, "blocking").rows]
    assert any("us" in line and "y" in line and "domestic law" in line for line in words)
    assert any("untested" in line and "z" in line for line in words)


def test_ways_out_are_shown_with_their_cost(found):
    rows = table_named(found, "concessions").rows
    assert [line[1] for line in rows if line[1]] == [f"{each.cost:.3g}" for each in found.concessions]


def test_a_gap_is_shown_where_the_best_is_not_proven(found):
    first, *rest = found.packages
    words = [" ".join(cell for line in each.rows for cell in line) + " ".join(each.notes) for each in tables(found)]
    assert not re.search(r"1\.5 ?%|0\.015", " ".join(words))
    unproven = replace(found, packages=(replace(first, gap=0.015, proven=False), *rest))
    table = table_named(unproven, "packages")
    assert re.search(r"1\.5 ?%|0\.015", " ".join([*table.rows[0], *table.notes]))


def test_a_gap_is_shown_where_the_cheapest_is_not_proven(shut):
    first, *rest = shut.concessions
    unproven = replace(shut, concessions=(replace(first, gap=0.015, proven=False), *rest))
    table = table_named(unproven, "concessions")
    assert re.search(r"1\.5 ?%|0\.015", " ".join([cell for line in table.rows for cell in line] + list(table.notes)))


def test_names_beyond_a_few_are_counted():
    said = [says(f"p{number} prefer i.x") for number in range(20)]
    found = travaux.consensus(case_of(issues(i="x y"), said))
    [line] = [each for each in table_named(found, "issues").rows if each[2] == "x"]
    shown = re.findall(r"p\d+", line[3].casefold())
    [more] = re.findall(r"and (\d+) more", line[3])
    assert len(shown) + int(more) == 20


def test_a_case_with_nothing_in_it_has_no_tables():
    assert tables(travaux.consensus(case_of([]))) == ()


# Definitions


@pytest.mark.parametrize(
    "figure",
    [
        "known",
        "not excluded",
        "blocked",
        "untested",
        "oppositions",
        "maximin",
        "nash",
        "utilitarian",
        "known_share",
        "relies_on",
        "gap",
        "cost",
        "value",
        "ranking",
    ],
)
def test_every_figure_has_a_definition(found, figure):
    assert len(strict(found)["definitions"][figure].split()) > 3


def test_definitions_name_the_rule_that_applies():
    found = travaux.consensus(case_of(QUESTIONS, SAID, parties=WBU, groups=GROUPS), rule="two_thirds")
    assert "two_thirds" in definitions(found)["not excluded"]
    assert "two_thirds" not in definitions(travaux.consensus(case_of(QUESTIONS, SAID, parties=WBU)))["not excluded"]


def test_the_definition_of_known_says_the_numbers(found):
    assert "3 of 4" in definitions(found)["known"]
