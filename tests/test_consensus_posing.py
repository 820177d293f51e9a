"""From a case to a problem: what is in it, what each party demands, and what its words are worth."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_cases import case_of, issues, mapping, point, posed, says
from travaux.consensus.costs import cost_of
from travaux.consensus.evaluating import evaluate
from travaux.consensus.problem import NOBODY
from travaux.facts import view
from travaux.facts.loading import from_mapping

TWO = issues(i="x y", j="a b")


def cell(problem, words):
    found = [number for number in range(problem.cells) if ".".join(problem.name_of(number)) == words]
    assert len(found) == 1, words
    return found[0]


def selection(problem, words, switches=()):
    """The selection that chooses these cells and nothing on any other issue."""
    chosen = [*(cell(problem, each) for each in words.split()), *switches]
    return tuple(next((each for each in chosen if each in problem.cells_of(i)), -1) for i in range(len(problem.issues)))


def verdict(case, words, rule=None):
    """What the evaluator says of these options, with every statement held that can be held."""
    found = posed(case, rule)
    held = evaluate(found.problem, selection(found.problem, words, [each.held for each in found.switches]))
    if held.sound or not found.switches:
        return held
    return evaluate(found.problem, selection(found.problem, words, [each.given_up for each in found.switches]))


def rejecting(case, words, rule=None):
    problem = posed(case, rule).problem
    return [problem.parties[party] for party in verdict(case, words, rule).rejecting]


def worth(case, words):
    problem = posed(case).problem
    return dict(zip(problem.parties, verdict(case, words).values, strict=True))


# What words are worth


def test_a_preference_is_worth_its_salience_and_an_acceptance_half_of_it():
    said = [says("us prefer i.x", salience=3), says("us accept i.y", salience=3), says("us accept j.a", salience=1)]
    case = case_of(TWO, said)
    # The most there could be is 3 for i and 1 for j: shares of 4.
    assert worth(case, "i.x j.a") == {"us": pytest.approx((3 + 0.5) / 4)}
    assert worth(case, "i.y j.b") == {"us": pytest.approx(1.5 / 4)}


def test_what_is_opposed_excluded_or_unknown_is_worth_nothing():
    said = [says("us prefer i.x"), says("us oppose i.y"), says("in red_line i.x"), says("fj accept j.a")]
    assert worth(case_of(TWO, said), "i.y j.b") == {"us": 0, "in": 0, "fj": 0}


def test_what_is_known_and_what_is_opposed_is_told_apart_from_what_is_unknown():
    problem = posed(case_of(TWO, [says("us oppose i.x"), says("us accept i.y"), says("us red_line j.a")])).problem
    known = {words: bool(problem.known[0, cell(problem, words)]) for words in ("i.x", "i.y", "j.a", "j.b")}
    against = {words: bool(problem.opposed[0, cell(problem, words)]) for words in ("i.x", "i.y", "j.a", "j.b")}
    assert known == {"i.x": True, "i.y": True, "j.a": True, "j.b": False}
    assert against == {"i.x": True, "i.y": False, "j.a": True, "j.b": False}


def test_a_silent_party_is_in_the_problem_and_in_no_gain():
    case = case_of(TWO, [says("us prefer i.x"), says("us prefer j.a")], silent="fj")
    problem = posed(case).problem
    assert problem.parties == ("us", "fj")
    found = verdict(case, "i.x j.a")
    assert found.maximin == pytest.approx(1.0)
    assert found.known_share == pytest.approx(0.5)


def test_everybodys_worths_sum_to_at_most_one():
    said = [says("us prefer i.x", salience=7), says("us prefer j.a", salience=0.1), says("in accept i.y", salience=9)]
    assert worth(case_of(TWO, said), "i.x j.a")["us"] == pytest.approx(1.0)
    assert worth(case_of(TWO, said), "i.y j.a")["in"] == pytest.approx(0.5)


# Which issues are in the problem


def test_an_issue_on_which_nobody_has_spoken_stays_out_and_is_named():
    found = posed(case_of(TWO, [says("us accept i.x")], silent="fj"))
    assert found.problem.issues == ("i",)
    assert found.left_out == ("j",)


def test_an_issue_on_which_only_an_observer_has_spoken_stays_out():
    said = [says("us accept i.x"), says("wbu prefer j.a")]
    assert posed(case_of(TWO, said, parties=[{"id": "wbu", "name": "", "kind": "ngo"}])).left_out == ("j",)


def test_an_issue_that_a_condition_asks_for_is_in():
    assert posed(case_of(TWO, [says("us accept i.x", only_with="j.a")])).problem.issues == ("i", "j")


def test_an_issue_that_a_package_asks_for_is_in():
    offered = [{"id": "p", "points": [point("i.x"), point("j.a")]}]
    assert posed(case_of(TWO, [says("us accept i.x")], packages=offered)).problem.issues == ("i", "j")


def test_the_issue_around_a_nested_one_is_in():
    nested = issues(outer="a b", inner={"options": "x y", "only_if": point("outer.b")})
    problem = posed(case_of(nested, [says("us accept inner.x")])).problem
    assert problem.issues == ("outer", "inner")
    assert problem.parents == (-1, cell(problem, "outer.b"))


def test_a_nested_issue_matters_only_where_its_parent_is_chosen():
    nested = issues(outer="a b", inner={"options": "x y", "only_if": point("outer.b")})
    case = case_of(nested, [says("us red_line inner.x"), says("us red_line inner.y"), says("us accept outer.a")])
    assert not verdict(case, "outer.a").excluded
    assert not verdict(case, "outer.a inner.x").sound
    assert not verdict(case, "outer.b").sound
    assert verdict(case, "outer.b inner.x").excluded


def test_a_nested_issue_does_not_arise_before_its_parent_is_on_the_table():
    nested = issues(
        outer={"options": [{"id": "a"}, {"id": "b", "since": "2011-06-15"}]},
        inner={"options": "x y", "only_if": point("outer.b")},
    )
    said = [says("us red_line inner.x", date="2000-01-01"), says("us red_line inner.y", date="2000-01-01")]
    case = case_of(nested, [*said, says("us accept outer.a", date="2000-01-01")], on="2000-12-20")
    assert verdict(case, "outer.a").sound
    assert not verdict(case, "outer.a").excluded


def test_a_settled_issue_has_its_outcome_and_no_other():
    said = [says("us red_line i.x", date="2000-01-01"), says("us accept j.a", date="2000-01-01")]
    case = case_of(TWO, said, outcome=[{"issue": "i", "option": "x", "date": "2001-01-01"}])
    assert posed(case).problem.options[0] == ("x",)
    assert not verdict(case, "i.x j.a").excluded  # a line drawn before does not reopen what is settled


# Demands


def test_a_red_line_is_never_this_option():
    found = posed(case_of(TWO, [says("us red_line i.x", "principle", id="line"), says("in accept i.y")]))
    [demand] = found.problem.demands
    assert (demand.given, demand.needs, demand.kind) == ((cell(found.problem, "i.x"),), (), "red_line")
    assert (demand.restraint, demand.facts) == ("principle", ("line",))
    assert demand.cost == pytest.approx(cost_of("principle", "red_line"))
    assert found.standing_of(demand.party, demand.facts).party == "us"


def test_opposition_is_a_demand_only_where_the_rule_says_so():
    said = [says("us oppose i.x", "forum")]
    assert posed(case_of(TWO, said)).problem.demands == ()
    for rule in ("no_opposition", "two_thirds", "majority"):
        [demand] = posed(case_of(TWO, said), rule).problem.demands
        assert (demand.kind, demand.cost) == ("opposition", pytest.approx(cost_of("forum", "oppose")))


def test_this_only_if_that():
    case = case_of(TWO, [says("us accept i.x", only_with="j.a")])
    assert rejecting(case, "i.x j.a") == []
    assert rejecting(case, "i.x j.b") == ["us"]
    assert rejecting(case, "i.y j.b") == []


def test_all_conditions_of_a_yes_must_be_met():
    three = issues(i="x y", j="a b", k="p q")
    case = case_of(three, [says("us accept i.x", only_with="j.a k.p")])
    assert {ways: rejecting(case, f"i.x {ways}") for ways in ("j.a k.p", "j.a k.q", "j.b k.p", "j.b k.q")} == {
        "j.a k.p": [],
        "j.a k.q": ["us"],
        "j.b k.p": ["us"],
        "j.b k.q": ["us"],
    }


def test_all_conditions_of_a_red_line_must_be_met_to_lift_it():
    three = issues(i="x y", j="a b", k="p q")
    case = case_of(three, [says("us red_line i.x", only_with="j.a k.p")])
    assert {ways: rejecting(case, f"i.x {ways}") for ways in ("j.a k.p", "j.a k.q", "j.b k.p", "j.b k.q")} == {
        "j.a k.p": [],
        "j.a k.q": ["us"],
        "j.b k.p": ["us"],
        "j.b k.q": ["us"],
    }


@pytest.mark.parametrize("words", ["j.nonsense", "nonsense.a"])
@pytest.mark.parametrize("stance", ["accept", "red_line"])
def test_a_condition_that_cannot_be_met_is_never_met(words, stance):
    case = case_of(TWO, [says(f"us {stance} i.x", only_with=words), says("us accept j.a")])
    assert rejecting(case, "i.x j.a") == rejecting(case, "i.x j.b") == ["us"]


def test_a_condition_on_an_option_not_yet_on_the_table_is_not_met():
    later = issues(i="x y", j={"options": [{"id": "a", "since": "2005-01-01"}, {"id": "b"}]})
    said = [says("us accept i.x", only_with="j.a", date="2000-01-01")]
    assert rejecting(case_of(later, said, on="2004-12-31"), "i.x j.b") == ["us"]
    assert rejecting(case_of(later, said, on="2005-01-01"), "i.x j.a") == []


def test_a_word_subject_to_something_outside_the_text_is_no_demand():
    assert posed(case_of(TWO, [says("us accept i.x", subject_to="ad referendum")])).problem.demands == ()


def test_what_an_observer_demands_is_nobodys_demand():
    said = [says("us accept i.x"), says("wbu red_line i.x")]
    case = case_of(
        TWO,
        said,
        parties=[{"id": "wbu", "name": "", "kind": "ngo"}],
        packages=[{"id": "p", "by": "wbu", "points": [point("i.x"), point("j.a")]}],
        mandates=[{"id": "m", "party": "wbu", "at_least": 1.0}],
    )
    assert posed(case).problem.demands == ()
    assert posed(case).problem.mandates == ()


GROUPS = [{"id": "g", "name": "G", "members": ["us", "in", "fj"]}]


def test_the_line_of_a_group_costs_once_what_one_line_costs():
    problem = posed(case_of(TWO, [says("g red_line i.x", "principle")], silent="us in fj", groups=GROUPS)).problem
    assert sorted(problem.parties[demand.party] for demand in problem.demands) == ["fj", "in", "us"]
    assert math.fsum(demand.cost for demand in problem.demands) == pytest.approx(cost_of("principle", "red_line"))


def test_members_with_a_word_of_their_own_do_not_share_the_line_of_the_group():
    said = [says("g red_line i.x", "principle"), says("us accept i.x")]
    problem = posed(case_of(TWO, said, groups=GROUPS)).problem
    assert sorted(problem.parties[demand.party] for demand in problem.demands) == ["fj", "in"]
    assert math.fsum(demand.cost for demand in problem.demands) == pytest.approx(cost_of("principle", "red_line"))


def test_a_condition_costs_what_the_table_says_of_conditions():
    [demand] = posed(case_of(TWO, [says("us accept i.x", "linkage", only_with="j.a")])).problem.demands
    assert (demand.kind, demand.cost) == ("condition", pytest.approx(cost_of("linkage", "condition")))


# Packages


def test_a_package_of_a_party_is_all_or_none_to_that_party():
    offered = [{"id": "p", "by": "us", "points": [point("i.x"), point("j.a")]}]
    case = case_of(TWO, [says("us accept i.x"), says("in accept j.b")], packages=offered)
    ways = {f"i.{one} j.{other}": rejecting(case, f"i.{one} j.{other}") for one in "xy" for other in "ab"}
    assert ways == {"i.x j.a": [], "i.y j.b": [], "i.x j.b": ["us"], "i.y j.a": ["us"]}


def test_a_package_of_a_group_is_all_or_none_to_each_of_its_members():
    offered = [{"id": "p", "by": "g", "points": [point("i.x"), point("j.a")]}]
    case = case_of(TWO, [says("us accept i.x"), says("eu accept i.x")], silent="in fj", groups=GROUPS, packages=offered)
    assert rejecting(case, "i.x j.b") == ["us", "in", "fj"]
    assert rejecting(case, "i.x j.a") == []


def test_a_package_of_the_table_can_be_broken_by_nobody():
    offered = [{"id": "p", "points": [point("i.x"), point("j.a")]}]
    case = case_of(TWO, [says("us accept i.x")], packages=offered)
    problem = posed(case).problem
    assert {demand.party for demand in problem.demands} == {NOBODY}
    assert all(math.isinf(demand.cost) for demand in problem.demands)
    assert not verdict(case, "i.x j.b").sound
    assert verdict(case, "i.x j.a").sound
    assert verdict(case, "i.y j.b").sound


@pytest.mark.parametrize("chosen", ["i.x", "i.y"])
def test_of_four_points_in_a_package_all_or_none_may_be_chosen(chosen):
    four = issues(i="x y", j="a b", k="p q", m="u v")
    offered = [{"id": "pk", "by": "us", "points": [point(each) for each in ("i.x", "j.a", "k.p", "m.u")]}]
    case = case_of(four, [says("us accept i.x")], packages=offered)
    for rest in ("j.a k.p m.u", "j.b k.p m.u", "j.a k.q m.u", "j.a k.p m.v", "j.b k.p m.v", "j.b k.q m.v"):
        points = sum(each in ("i.x", "j.a", "k.p", "m.u") for each in [chosen, *rest.split()])
        assert rejecting(case, f"{chosen} {rest}") == ([] if points in (0, 4) else ["us"])


def test_a_package_with_a_point_that_is_not_on_the_table_is_none():
    offered = [{"id": "p", "by": "us", "points": [point("i.x"), point("j.nonsense")]}]
    case = case_of(TWO, [says("us accept i.x"), says("us accept j.a")], packages=offered)
    assert rejecting(case, "i.x j.a") == ["us"]
    assert rejecting(case, "i.y j.a") == []


# Mandates


def test_a_mandate_is_a_share_of_the_most_that_the_options_could_give():
    said = [says("us prefer i.x"), says("us accept i.y"), says("us accept j.a")]
    # The most is a preference on i and an acceptance on j: 1.5 of 2. Four fifths of that are 1.2 of 2.
    case = case_of(TWO, said, mandates=[{"id": "m", "party": "us", "at_least": 0.8}])
    assert posed(case).problem.mandates[0].at_least == pytest.approx(1.2 / 2)
    assert rejecting(case, "i.x j.a") == []  # 1.5
    assert rejecting(case, "i.x j.b") == ["us"]  # 1.0
    assert rejecting(case, "i.y j.a") == ["us"]  # 1.0


def test_the_mandate_of_a_group_binds_each_of_its_members():
    case = case_of(
        TWO,
        [says("us prefer i.x"), says("in prefer i.y")],
        silent="fj",
        groups=GROUPS,
        mandates=[{"id": "m", "party": "g", "at_least": 0.5}],
    )
    assert rejecting(case, "i.x") == ["in"]
    assert rejecting(case, "i.y") == ["us"]


def test_the_mandate_of_a_group_costs_once_what_one_mandate_costs():
    case = case_of(TWO, [says("us prefer i.x")], groups=GROUPS, mandates=[{"id": "m", "party": "g", "at_least": 0.5}])
    lines = posed(case).problem.mandates
    assert math.fsum(line.cost for line in lines) == pytest.approx(cost_of("mandate", "mandate"))


def test_the_most_that_nested_options_could_give_is_what_can_be_had_together():
    nested = issues(
        outer="a b",
        left={"options": "x y", "only_if": point("outer.a")},
        right={"options": "u v", "only_if": point("outer.b")},
    )
    said = [says("us prefer left.x"), says("us prefer right.u"), says("in accept outer.a")]
    case = case_of(nested, said, mandates=[{"id": "m", "party": "us", "at_least": 1.0}])
    # Left and right never arise together, so the best there is for us is one of them.
    assert rejecting(case, "outer.a left.x") == []
    assert rejecting(case, "outer.a left.y") == ["us"]


# Votes


def test_the_weights_and_the_bound_are_those_of_the_rule():
    rules = [{"id": "own", "kind": "weighted", "threshold": 0.6, "weights": {"us": 3, "in": 2}}]
    case = case_of(TWO, [says("us red_line i.x"), says("in red_line i.y")], silent="fj to", rules=rules)
    problem = posed(case, "own").problem
    assert dict(zip(problem.parties, problem.weight.tolist(), strict=True)) == {"us": 3, "in": 2, "fj": 1, "to": 1}
    assert problem.allowance == 2
    assert verdict(case, "i.x", "own").excluded  # three of seven are against
    assert not verdict(case, "i.y", "own").excluded  # two are


# Unknown is never consent

PARTIES = ("a", "b")
STANCES = ("prefer", "accept", "oppose", "red_line", None)


@settings(max_examples=40, deadline=None)
@given(
    st.fixed_dictionaries({(party, place): st.sampled_from(STANCES) for party in PARTIES for place in ("i.x", "j.a")}),
    st.sampled_from(["consensus", "no_opposition"]),
)
def test_a_party_that_says_nothing_adds_nothing_but_its_silence(said, rule):
    content = mapping(TWO, [says(f"{party} {stance} {place}") for (party, place), stance in said.items() if stance])
    before = posed(view(from_mapping(content)), rule).problem
    content["parties"].append({"id": "silent", "name": ""})
    after = posed(view(from_mapping(content)), rule).problem
    assert after.demands == before.demands
    assert after.issues == before.issues
    assert after.value[:-1].tolist() == before.value.tolist()
    for marks in (after.value, after.known, after.opposed):
        assert not marks[-1].any()
