"""What a finding says of hand-made cases: packages, on whom they rely, what blocks, and the ways out."""

import pytest

import travaux
from small_cases import case_of, issues, point, says
from travaux.consensus import Finding, row
from travaux.consensus.costs import Costs, cost_of, default_costs
from travaux.errors import TravauxError

TWO = issues(i="x y", j="a b")
FOUR = issues(i="x y", j="a b", k="p q", m="u v")


def finding(questions, *said, rule=None, top=5, costs=None, **more) -> Finding:
    return travaux.consensus(case_of(questions, said, **more), rule=rule, top=top, costs=costs)


def choices(found):
    """The packages in their order, each in a word such as `xa`."""
    return ["".join(package.choices.values()) for package in found.packages]


def blockers(found):
    """The blocking sets, each as who excludes what."""
    return [{(move.party, f"{move.issue}.{move.option}") for move in each.moves} for each in found.blocking]


def ways_out(found, unlocks="package"):
    return [
        (each.cost, {(move.party, f"{move.issue}.{move.option}") for move in each.moves})
        for each in found.concessions
        if each.unlocks == unlocks
    ]


# Packages


def test_packages_come_by_the_fewest_oppositions_first():
    found = finding(
        issues(i="x y z"), says("us prefer i.x"), says("in prefer i.x"), says("fj oppose i.x"), says("to oppose i.y")
    )
    # x has all the value and one against it, as y has; z has nobody for it and nobody against it.
    assert choices(found) == ["z", "x", "y"]
    assert [package.oppositions for package in found.packages] == [0, 1, 1]


def test_among_equals_the_one_comes_first_that_leaves_nobody_with_little():
    said = [says("us prefer i.x"), says("us prefer j.a"), says("in prefer i.y"), says("in prefer j.b")]
    found = finding(TWO, *said)
    # xb and ya give everyone a half; xa and yb give one everything and the other nothing.
    assert [package.maximin for package in found.packages] == [pytest.approx(each) for each in (0.5, 0.5, 0, 0)]
    assert set(choices(found)[:2]) == {"xb", "ya"}
    assert [package.nash for package in found.packages] == [pytest.approx(each) for each in (0.25, 0.25, 0, 0)]
    assert [package.utilitarian for package in found.packages] == [pytest.approx(1)] * 4


def test_among_equals_again_the_product_and_then_the_sum_decide():
    said = [says("us accept i.x"), says("us accept i.y"), says("in prefer i.y"), says("in accept i.x")]
    found = finding(issues(i="x y"), *said)
    # Each party has one issue. x: a half each. y: a half and all. The least is a half in both, the product is not.
    assert choices(found) == ["y", "x"]
    assert [package.maximin for package in found.packages] == [pytest.approx(0.5), pytest.approx(0.5)]
    assert [package.nash for package in found.packages] == [pytest.approx(0.5), pytest.approx(0.25)]


def test_no_more_packages_than_were_asked_for_and_none_twice():
    said = [says(f"us prefer {place}") for place in ("i.x", "i.y", "j.a", "j.b")]
    assert len(finding(TWO, *said, top=3).packages) == 3
    all_of_them = choices(finding(TWO, *said, top=50))
    assert sorted(all_of_them) == ["xa", "xb", "ya", "yb"]


@pytest.mark.parametrize("top", [0, -1])
def test_less_than_one_package_cannot_be_asked_for(top):
    with pytest.raises(TravauxError):
        finding(TWO, says("us prefer i.x"), top=top)


def test_a_choice_that_is_proven_best_says_so():
    for package in finding(TWO, says("us prefer i.x"), says("in prefer i.y")).packages:
        assert package.proven
        assert package.gap == 0


def test_the_share_of_positions_known_counts_the_silent():
    found = finding(TWO, says("us prefer i.x"), says("us prefer j.a"), says("in accept i.x"), silent="fj to")
    assert choices(found)[0] == "xa"
    # Four delegations and two options chosen: eight pairs, of which three are on record.
    assert found.packages[0].known_share == pytest.approx(3 / 8)
    assert (found.known, found.of) == (2, 4)


def test_nothing_is_chosen_where_no_delegation_has_spoken():
    found = finding(TWO, says("us prefer i.x"), silent="in")
    assert found.left_out == ("j",)
    assert all("j" not in package.choices for package in found.packages)


def test_options_of_which_nobody_has_spoken_are_told_apart_by_nothing():
    found = finding(issues(i="x y z"), says("us oppose i.x"))
    named = {package.choices["i"]: package.as_well.get("i", ()) for package in found.packages}
    assert named == {"y": ("z",), "x": ()} or named == {"y": (), "z": (), "x": ()}


# On whom a package relies


def relied_on(found, number=0):
    return {(each.party, each.issue): each.why for each in found.packages[number].reliance}


def test_a_package_relies_on_nobody_who_said_an_unconditional_yes():
    assert relied_on(finding(TWO, says("us prefer i.x"), says("in accept i.x"))) == {}


def test_a_package_relies_on_those_who_spoke_of_another_option():
    said = [says("us prefer i.x"), says("in red_line i.y"), says("in accept i.x"), says("fj accept i.y")]
    found = finding(TWO, *said)
    assert choices(found) == ["x"]
    assert relied_on(found).keys() == {("fj", "i")}
    assert found.packages[0].relies_on == ("fj",)


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (says("us accept i.x", subject_to="ad referendum"), "ad referendum"),
        (says("us accept i.x", only_with="j.a"), "j = a"),
        (says("us oppose i.x"), "oppose"),
    ],
    ids=["subject to something", "on a condition", "opposed"],
)
def test_a_package_relies_on_those_whose_yes_has_a_condition(said, word):
    found = finding(
        TWO, said, says("in prefer i.x"), says("in prefer j.a"), says("fj red_line i.y"), says("fj accept i.x")
    )
    assert choices(found)[0] == "xa"
    assert word in relied_on(found)["us", "i"]


def test_a_package_relies_on_those_of_whom_sources_disagree():
    sources = {"s": {"title": "S"}, "t": {"title": "T"}}
    said = [says("us prefer i.x", source="s"), says("us accept i.x", source="t")]
    assert ("us", "i") in relied_on(finding(TWO, *said, sources=sources))


def test_a_red_line_that_a_condition_lifts_is_relied_on_with_the_condition():
    said = [
        says("us red_line i.x", only_with="j.a"),
        says("in prefer i.x"),
        says("in prefer j.a"),
        says("in red_line i.y"),
    ]
    found = finding(TWO, *said)
    assert choices(found) == ["xa"]
    assert "j = a" in relied_on(found)["us", "i"]


def test_a_settled_issue_relies_on_nobody():
    found = finding(TWO, says("us oppose i.x"), says("us accept j.a"), outcome=[{"issue": "i", "option": "x"}])
    assert choices(found)[0] == "xa"
    assert relied_on(found) == {}


# Nested issues, conditions, packages, mandates

NESTED = issues(outer="a b", inner={"options": "x y", "only_if": point("outer.b")})


def test_a_nested_issue_is_chosen_only_where_its_parent_is():
    found = finding(NESTED, says("us prefer outer.b"), says("us prefer inner.x"), says("in accept outer.a"))
    for package in found.packages:
        assert ("inner" in package.choices) == (package.choices["outer"] == "b")
    assert {"a", "bx", "by"} == set(choices(found))


def test_a_nested_issue_with_nothing_left_leaves_the_other_way():
    found = finding(NESTED, says("us red_line inner.x"), says("in red_line inner.y"), says("us prefer outer.b"))
    assert choices(found) == ["a"]


def test_a_nested_issue_blocks_where_its_parent_is_settled():
    settled = [{"issue": "outer", "option": "b"}]
    found = finding(NESTED, says("us red_line inner.x"), says("in red_line inner.y"), outcome=settled)
    assert found.packages == ()
    assert blockers(found)[0] == {("us", "inner.x"), ("in", "inner.y")}


def test_a_nested_issue_falls_away_where_its_parent_is_settled_otherwise():
    settled = [{"issue": "outer", "option": "a"}]
    found = finding(NESTED, says("us red_line inner.x"), says("in red_line inner.y"), outcome=settled)
    assert choices(found) == ["a"]


def test_this_only_if_that_is_in_no_package_otherwise():
    found = finding(TWO, says("us accept i.x", only_with="j.a"), says("in prefer i.x"), top=9)
    assert set(choices(found)) == {"xa", "ya", "yb"}


def test_a_condition_lifts_a_red_line():
    found = finding(TWO, says("us red_line i.x", only_with="j.a"), says("in prefer i.x"), top=9)
    assert set(choices(found)) == {"xa", "ya", "yb"}


def test_conditions_that_wait_for_each_other_are_met_together_or_not_at_all():
    found = finding(TWO, says("us accept i.x", only_with="j.a"), says("in accept j.a", only_with="i.x"), top=9)
    assert set(choices(found)) == {"xa", "yb"}


def test_points_offered_together_are_chosen_together():
    offered = [{"id": "p", "by": "us", "points": [point("i.x"), point("j.a")]}]
    found = finding(TWO, says("us prefer i.x"), says("in prefer j.b"), packages=offered, top=9)
    assert set(choices(found)) == {"xa", "yb"}


def test_a_package_and_a_red_line_can_leave_nothing():
    offered = [{"id": "p", "by": "us", "points": [point("i.x"), point("j.a")], "restraint": {"kind": "linkage"}}]
    said = [says("in red_line i.y", "domestic_law"), says("in red_line j.a", "economic")]
    found = finding(TWO, *said, silent="us", packages=offered)
    assert found.packages == ()
    assert {move.party for move in found.blocking[0].moves} == {"us", "in"}
    assert len(found.blocking[0].moves) == 3
    assert set(found.blocking[0].issues) == {"i", "j"}
    # The package goes (1 * 3), the line on j.a goes (2 * 4), or that on i.y (6 * 4).
    assert [cost for cost, _ in ways_out(found)][:3] == [
        pytest.approx(cost_of("linkage", "package")),
        pytest.approx(cost_of("economic", "red_line")),
        pytest.approx(cost_of("domestic_law", "red_line")),
    ]


def test_what_the_table_offers_together_nobody_can_give_up():
    offered = [{"id": "p", "points": [point("i.x"), point("j.a")]}]
    said = [says("in red_line i.y", "domestic_law"), says("in red_line j.a", "economic")]
    found = finding(TWO, *said, packages=offered)
    assert found.packages == ()
    assert all(move.party == "in" for each in (*found.blocking, *found.concessions) for move in each.moves)
    assert ways_out(found)[0] == (pytest.approx(cost_of("economic", "red_line")), {("in", "j.a")})


def test_where_what_is_settled_cannot_stand_with_what_is_offered_nobody_blocks_and_the_answer_says_so():
    offered = [{"id": "p", "points": [point("i.x"), point("j.a")]}]
    settled = [{"issue": "i", "option": "x"}, {"issue": "j", "option": "b"}]
    found = finding(TWO, says("us prefer i.x"), packages=offered, outcome=settled)
    assert found.packages == found.blocking == found.concessions == ()
    assert "settled" in found.why_none


GROUP = [{"id": "g", "name": "G", "members": ["us", "jp", "au"]}]


def test_a_package_of_a_group_is_given_up_by_the_group_as_one():
    offered = [{"id": "p", "by": "g", "points": [point("i.x"), point("j.a")], "restraint": {"kind": "linkage"}}]
    said = [says("in red_line i.y", "domestic_law"), says("in red_line j.a", "domestic_law")]
    found = finding(TWO, *said, silent="us jp au", groups=GROUP, packages=offered)
    cheapest = found.concessions[0]
    assert cheapest.cost == pytest.approx(cost_of("linkage", "package"))
    assert [move.party for move in cheapest.moves] == ["g"]
    assert set(cheapest.moves[0].members) == {"us", "jp", "au"}
    assert sum(move.party == "g" for move in found.blocking[0].moves) == 1


def test_a_package_of_four_points_is_given_up_once():
    points = [point(each) for each in ("i.x", "j.a", "k.p", "m.u")]
    offered = [{"id": "p", "by": "us", "points": points, "restraint": {"kind": "linkage"}}]
    said = [says(f"in red_line {place}", "domestic_law") for place in ("i.y", "j.a", "k.q", "m.u")]
    found = finding(FOUR, *said, silent="us", packages=offered)
    # What is left is i.x, j.b, k.p, m.v: two points of four, the first and the third.
    assert found.concessions[0].cost == pytest.approx(cost_of("linkage", "package"))
    assert {move.party for move in found.concessions[0].moves} == {"us"}


def test_a_statement_with_two_conditions_is_given_up_once():
    three = issues(i="x y", j="a b", k="p q")
    said = [
        says("us red_line i.x", "economic", only_with="j.a k.p"),
        says("in red_line i.y", "domestic_law"),
        says("in red_line j.a", "domestic_law"),
        says("in red_line k.p", "domestic_law"),
    ]
    cost, moves = ways_out(finding(three, *said))[0]
    assert moves == {("us", "i.x")}
    assert cost == pytest.approx(cost_of("economic", "red_line"))


def test_a_statement_with_two_conditions_blocks_as_one():
    three = issues(i="x y", j="a b", k="p q")
    said = [says("us accept i.x", only_with="k.p k.q"), says("in red_line i.y"), says("fj red_line k.p")]
    found = finding(three, *said)
    # Both conditions can never hold together, whatever Fiji says of one of them.
    assert blockers(found)[0] == {("us", "i.x"), ("in", "i.y")}


def test_the_cost_of_a_way_out_is_the_sum_of_what_the_table_says_of_its_moves():
    said = [
        says("us red_line i.x", "forum"),
        says("in red_line i.x", "ratification"),
        says("fj red_line i.y", "principle"),
    ]
    found = finding(issues(i="x y"), *said)
    both = cost_of("forum", "red_line") + cost_of("ratification", "red_line")
    assert ways_out(found) == [
        (pytest.approx(cost_of("principle", "red_line")), {("fj", "i.y")}),
        (pytest.approx(both), {("us", "i.x"), ("in", "i.x")}),
    ]


def test_the_line_of_a_group_blocks_and_is_given_up_as_one():
    said = [says("g red_line i.x", "principle"), says("in red_line i.y", "domestic_law")]
    found = finding(issues(i="x y"), *said, silent="us jp au", groups=GROUP)
    assert blockers(found) == [{("g", "i.x"), ("in", "i.y")}]
    [group] = [move for move in found.blocking[0].moves if move.party == "g"]
    assert not {"us", "jp", "au"} & set(group.also)
    cost, moves = ways_out(found)[0]
    assert (cost, moves) == (pytest.approx(cost_of("principle", "red_line")), {("g", "i.x")})
    [move] = found.concessions[0].moves
    assert set(move.members) == {"us", "jp", "au"}


def test_a_party_bound_by_two_groups_is_free_only_when_both_give_up():
    groups = [{"id": name, "name": name, "members": ["us"]} for name in ("g", "h")]
    said = [
        says("g red_line i.x", "economic"),
        says("h red_line i.x", "economic"),
        says("in red_line i.y", "domestic_law"),
    ]
    cost, moves = ways_out(finding(issues(i="x y"), *said, silent="us", groups=groups))[0]
    assert moves == {("g", "i.x"), ("h", "i.x")}
    assert cost == pytest.approx(2 * cost_of("economic", "red_line"))


def test_a_mandate_that_nothing_reaches_is_named_among_what_blocks():
    said = [says("us prefer i.x"), says("us prefer j.a"), says("in red_line i.x", "linkage"), says("in accept i.y")]
    found = finding(TWO, *said, mandates=[{"id": "m", "party": "us", "at_least": 1.0}])
    assert found.packages == ()
    assert {(move.party, move.issue) for move in found.blocking[0].moves} == {("us", ""), ("in", "i")}
    assert ways_out(found) == [
        (pytest.approx(cost_of("linkage", "red_line")), {("in", "i.x")}),
        (pytest.approx(cost_of("mandate", "mandate")), {("us", ".")}),
    ]


def test_a_mandate_that_something_reaches_leaves_only_what_reaches_it():
    said = [says("us prefer i.x"), says("us prefer j.a"), says("in prefer i.y")]
    found = finding(TWO, *said, mandates=[{"id": "m", "party": "us", "at_least": 0.5}], top=9)
    assert set(choices(found)) == {"xa", "xb", "ya"}


def test_costs_of_ones_own_change_the_cheapest_way_out():
    said = [says("us red_line i.x", "forum"), says("fj red_line i.y", "principle")]
    default = default_costs()
    own = Costs(restraint={**default.restraint, "principle": 0.1}, stance=default.stance)
    assert ways_out(finding(issues(i="x y"), *said))[0][1] == {("us", "i.x")}
    assert ways_out(finding(issues(i="x y"), *said, costs=own))[0][1] == {("fj", "i.y")}


def test_distinct_blocking_sets_are_not_about_the_same_issues():
    said = [says(f"us red_line {place}") for place in ("i.x", "j.a")] + [
        says(f"in red_line {place}") for place in ("i.y", "j.b")
    ]
    said += [says("fj red_line i.x"), says("fj red_line j.b")]
    found = finding(TWO, *said)
    assert {each.issues for each in found.blocking} == {("i",), ("j",)}
    assert len(found.blocking) == 2
    also = {move.option: {move.party, *move.also} for each in found.blocking for move in each.moves}
    assert also == {"x": {"us", "fj"}, "y": {"in"}, "a": {"us"}, "b": {"in", "fj"}}


# Votes

CAST = ["a red_line i.x", "b prefer i.x", "c prefer i.x", "d prefer i.x", "e prefer i.x"]


def test_by_vote_a_package_may_stand_against_a_red_line():
    said = [says(each) for each in [*CAST, "b red_line i.y"]]
    assert finding(issues(i="x y"), *said).packages == ()
    found = finding(issues(i="x y"), *said, rule="majority")
    assert choices(found) == ["y", "x"] or choices(found) == ["x", "y"]
    assert {package.choices["i"]: package.oppositions for package in found.packages} == {"x": 1, "y": 1}


def test_by_vote_more_against_than_the_rule_allows_exclude_a_package():
    # Two of five may be against for a majority, one for two thirds; two oppose j.b, and nothing else has two against it
    said = [says(each) for each in ("a red_line i.x", "b oppose j.a", "c oppose j.b", "d oppose j.b")]
    assert set(choices(finding(TWO, *said, silent="e", rule="majority", top=9))) == {"xa", "xb", "ya", "yb"}
    assert set(choices(finding(TWO, *said, silent="e", rule="two_thirds", top=9))) == {"xa", "ya"}


def test_by_vote_a_party_that_rejects_two_things_counts_once():
    said = [says("a red_line i.x"), says("a red_line j.a"), says("b oppose i.x")]
    assert "xa" in choices(finding(TWO, *said, silent="c d e", rule="majority", top=9))


def test_by_weight_the_heavy_decide():
    rules = [{"id": "own", "kind": "weighted", "threshold": 0.6, "weights": {"us": 3, "in": 2}}]
    said = [says("us red_line i.x"), says("in red_line i.y")]
    found = finding(issues(i="x y"), *said, silent="fj to", rules=rules, rule="own", top=9)
    assert choices(found) == ["y"]
    assert (found.rule.name, found.rule.kind) == ("own", "weighted")


def test_by_vote_what_blocks_takes_as_many_as_the_rule_asks_for():
    said = [says(f"{party} red_line i.{name}") for party, name in zip("abcd", "xxyy", strict=True)]
    found = finding(issues(i="x y"), *said, silent="e", rule="two_thirds")
    assert found.packages == ()
    assert blockers(found)[0] == {("a", "i.x"), ("b", "i.x"), ("c", "i.y"), ("d", "i.y")}
    assert all(len(moves) == 1 for _, moves in ways_out(found))


# Little or nothing on record


def test_where_nothing_is_on_record_there_is_no_package_and_a_reason():
    found = finding(TWO, silent="us in")
    assert found.packages == found.partial == found.blocking == found.concessions == found.new_options == ()
    assert (found.known, found.of) == (0, 2)
    assert {issue.status for issue in found.issues} == {"unknown"}
    assert "no position" in found.why_none


def test_a_case_without_anything_has_no_package():
    found = finding([])
    assert found.packages == ()
    assert found.why_none
    assert (found.known, found.of, found.issues, found.as_of) == (0, 0, (), None)


@pytest.mark.parametrize("rule", ["no_opposition", "two_thirds", "majority"])
def test_where_nobody_decides_nothing_is_blocked(rule):
    found = finding(TWO, parties=[{"id": "wbu", "name": "W", "kind": "ngo"}], rule=rule)
    assert found.packages == found.blocking == ()
    assert {issue.status for issue in found.issues} == {"unknown"}


def test_words_that_are_no_stance_choose_nothing():
    found = finding(TWO, {"party": "us", "issue": "i", "option": "x", "words": "reserves"})
    assert found.packages == ()
    assert (found.known, found.of) == (0, 1)


def test_an_unknown_rule_is_refused():
    with pytest.raises(TravauxError, match="unanimity"):
        finding(TWO, says("us prefer i.x"), rule="unanimity")


# Faulty records


def test_stances_that_contradict_each_other_are_told_and_counted_at_the_strictest():
    said = [says("us prefer i.x", date="2000-01-01"), says("us red_line i.x", date="2000-01-01")]
    found = finding(issues(i="x y"), *said)
    assert choices(found) == ["y"]
    assert any("us" in remark.what for remark in found.remarks)


def test_a_position_on_an_unknown_option_is_told_and_chosen_nowhere():
    found = finding(TWO, says("us prefer i.nonsense"), says("in prefer i.x"))
    assert {package.choices["i"] for package in found.packages} <= {"x", "y"}
    assert any("nonsense" in remark.what for remark in found.remarks)


def test_issues_that_are_nested_in_each_other_are_told_and_never_chosen():
    circle = issues(
        i={"options": "x y", "only_if": point("j.a")}, j={"options": "a b", "only_if": point("i.x")}, k="p q"
    )
    found = finding(circle, says("us prefer i.x"), says("us prefer j.a"), says("us prefer k.p"))
    assert all(set(package.choices) == {"k"} for package in found.packages)
    assert any(remark.level == "error" for remark in found.remarks)


def test_conditions_in_a_circle_are_told_and_answered():
    said = [says("us accept i.x", only_with="j.a"), says("us accept j.a", only_with="i.x")]
    found = finding(TWO, *said, top=9)
    assert set(choices(found)) == {"xa", "yb"}
    assert any(
        "circle" in (remark.what + remark.why) or "cycl" in (remark.what + remark.why) for remark in found.remarks
    )


# Who looks, and when


def test_what_was_told_to_the_chair_steers_what_the_chair_sees_and_nothing_else():
    said = [says("us prefer i.x"), says("in red_line i.x", reader="chair"), says("in accept j.a")]
    public, chair = (finding(TWO, *said, reader=reader) for reader in ("public", "chair"))
    without = finding(TWO, says("us prefer i.x"), says("in accept j.a"))
    assert row(public) == row(without)
    assert chair.reader == "chair"
    assert all(package.choices["i"] == "y" for package in chair.packages)
    assert any(package.choices["i"] == "x" for package in public.packages)


def test_a_day_can_be_asked_for():
    said = [says("us red_line i.x", date="2000-01-01"), says("us accept i.x", date="2001-01-01", id="later")]
    case = case_of(issues(i="x y"), said)
    before = travaux.consensus(case, on=case_of(TWO, on="2000-06-01").on)
    assert [issue.id for issue in before.with_status("blocked")] == ["i"]
    assert before.as_of.isoformat() == "2000-06-01"
    assert travaux.consensus(case).with_status("blocked") == ()


def test_the_steps_of_a_long_run_are_told():
    told = []
    travaux.consensus(case_of(TWO, [says("us red_line i.x"), says("in red_line i.y")]), progress=told.append)
    assert told
    assert all(isinstance(words, str) and words for words in told)
