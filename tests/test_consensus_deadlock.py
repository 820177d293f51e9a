"""A blocked issue by itself: which lines close it, and which would have to go for it to open."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_cases import case_of, issues, mapping, says, states_of
from travaux.consensus.costs import Costs, cost_of, default_costs
from travaux.consensus.deadlock import closing, opening
from travaux.consensus.rules import decision
from travaux.facts import view
from travaux.facts.loading import from_mapping

TWO = issues(i="x y")
THREE = issues(i="x y z")
GROUPS = [{"id": "g", "name": "G", "members": ["us", "jp", "au"]}]


def closed(case, rule=None):
    return closing(states_of(case, rule)["i"], decision(rule, case.rules))


def opened(case, rule=None, costs=None, most=3):
    return opening(states_of(case, rule)["i"], decision(rule, case.rules), costs or default_costs(), most)


def lines(found):
    """Who gives up, or blocks, what: party and option."""
    return {(move.party, move.option) for move in found.moves}


# What closes


def test_each_excluded_option_is_closed_by_one_of_its_excluders():
    found = closed(case_of(TWO, [says("us red_line i.x"), says("eu red_line i.y"), says("in red_line i.y")]))
    assert len(found.moves) == 2
    assert found.issues == ("i",)
    by_option = {move.option: {move.party, *move.also} for move in found.moves}
    assert by_option == {"x": {"us"}, "y": {"eu", "in"}}


def test_a_line_is_said_with_its_restraint_and_the_fact_it_comes_from():
    said = says("us red_line i.x", id="line")
    said["restraint"] = {"kind": "domestic_law", "reason": "the act says otherwise"}
    [move] = closed(case_of(TWO, [said])).moves
    assert (move.party, move.issue, move.option, move.stance) == ("us", "i", "x", "red_line")
    assert (move.restraint, move.reason, move.facts) == ("domestic_law", "the act says otherwise", ("line",))


def test_options_that_nobody_excludes_are_set_aside_by_name():
    found = closed(case_of(THREE, [says("us red_line i.x"), says("eu red_line i.y"), says("us prefer i.y")]))
    assert found.untested == ("z",)
    assert "z" not in {move.option for move in found.moves}


def test_a_group_closes_as_one_with_its_members_named():
    found = closed(case_of(TWO, [says("g red_line i.x"), says("in red_line i.y")], silent="us jp au", groups=GROUPS))
    assert lines(found) == {("g", "x"), ("in", "y")}
    [group] = [move for move in found.moves if move.party == "g"]
    assert set(group.members) == {"us", "jp", "au"}
    assert group.also == ()


def test_a_member_that_says_so_itself_would_block_as_well():
    said = [says("g red_line i.x"), says("us red_line i.x")]
    [move] = closed(case_of(TWO, said, silent="jp au", groups=GROUPS)).moves
    assert {move.party, *move.also} == {"g", "us"}


@pytest.mark.parametrize("order", [1, -1])
def test_a_line_that_nothing_lifts_closes_before_one_that_something_does(order):
    said = [says("us red_line i.x", only_with="j.a"), says("in red_line i.x")][::order]
    [move] = closed(case_of(issues(i="x y", j="a b"), said)).moves
    assert move.party == "in"


def test_by_vote_as_many_lines_as_it_takes_close_and_no_more():
    said = [says(f"{party} oppose i.x") for party in "abcd"]
    found = closed(case_of(TWO, said, silent="e"), "majority")
    # Of five, two may be against: three close, and the fourth would do as well.
    assert len(found.moves) == 3
    assert {move.party for move in found.moves} | set(found.moves[0].also) == set("abcd")


def test_by_vote_weights_decide_how_many_lines_it_takes():
    rules = [{"id": "own", "kind": "weighted", "threshold": 0.6, "weights": {"us": 3, "in": 2}}]
    said = [says("fj oppose i.x"), says("in oppose i.x"), says("us oppose i.x")]
    found = closed(case_of(TWO, said, silent="to", rules=rules), "own")
    # Two of seven may be against; those three of the US are enough.
    assert [move.party for move in found.moves] == ["us"]


# What opens


def test_the_one_whose_counterpart_accepts_the_option_is_the_cheapest_way():
    said = [
        says("us red_line i.x", "constituency"),
        says("eu red_line i.y", "domestic_law"),
        says("us prefer i.y", "constituency"),
    ]
    [found] = opened(case_of(THREE, said))
    # If the EU gives up its line on y, the only line left is that of the US, which accepts y. If the US gives up its
    # own, the EU still accepts nothing on record.
    assert lines(found) == {("eu", "y")}
    assert found.cost == pytest.approx(cost_of("domestic_law", "red_line"))
    assert found.unlocks == "i"


def test_ways_out_come_by_their_cost():
    said = [
        says("us red_line i.x", "domestic_law"),
        says("us prefer i.y"),
        says("eu red_line i.y", "economic"),
        says("eu prefer i.x"),
    ]
    found = opened(case_of(TWO, said))
    assert [lines(each) for each in found] == [{("eu", "y")}, {("us", "x")}]
    expected = [cost_of("economic", "red_line"), cost_of("domestic_law", "red_line")]
    assert [each.cost for each in found] == [pytest.approx(cost) for cost in expected]


def test_one_way_out_may_need_several():
    said = [says("us red_line i.x", "economic"), says("in red_line i.x", "economic"), says("us accept i.y")]
    found = opened(case_of(TWO, said))
    # India alone is enough: then the only line is that of the US, which accepts y.
    assert [lines(each) for each in found] == [{("in", "x")}]
    both = opened(case_of(TWO, said[:2]))
    assert [lines(each) for each in both] == [{("us", "x"), ("in", "x")}]
    assert both[0].cost == pytest.approx(2 * cost_of("economic", "red_line"))


def test_a_group_gives_up_its_line_once():
    case = case_of(TWO, [says("g red_line i.x", "principle")], silent="us jp au", groups=GROUPS)
    [found] = opened(case)
    [move] = found.moves
    assert (move.party, set(move.members)) == ("g", {"us", "jp", "au"})
    assert found.cost == pytest.approx(cost_of("principle", "red_line"))


def test_what_one_needs_not_give_up_is_in_no_way_out():
    said = [says("us red_line i.x"), says("us red_line i.y"), says("us accept i.z"), says("in red_line i.x")]
    assert [lines(each) for each in opened(case_of(THREE, said))] == [{("in", "x")}]


def test_a_group_gives_up_its_line_for_all_its_members():
    said = [says("in red_line i.y"), says("in prefer i.z"), says("g red_line i.z"), says("us prefer i.y")]
    found = opened(case_of(THREE, said, silent="jp au", groups=GROUPS))
    # Once the group gives up its line, India's is the only one left, and India accepts z. Nobody else has to move.
    assert [lines(each) for each in found] == [{("g", "z")}]
    assert set(found[0].moves[0].members) == {"us", "jp", "au"}


def test_a_party_bound_by_two_groups_is_free_only_when_both_give_up():
    groups = [{"id": name, "name": name, "members": ["us"]} for name in ("g", "h")]
    said = [says("g red_line i.x", "economic"), says("h red_line i.x", "economic"), says("in accept i.x")]
    [found] = opened(case_of(TWO, said, silent="us", groups=groups))
    assert {move.party for move in found.moves} == {"g", "h"}


def test_lines_of_two_sources_are_both_given_up():
    sources = {"s": {"title": "S"}, "t": {"title": "T"}}
    said = [says("us red_line i.x", id=name, source=name, date="2000-01-01") for name in ("s", "t")]
    [found] = opened(case_of(TWO, said, sources=sources))
    assert {fact for move in found.moves for fact in move.facts} == {"s", "t"}


def test_opposition_is_given_up_where_the_rule_makes_it_count():
    said = [says("us oppose i.x", "forum"), says("in oppose i.x", "forum"), says("fj red_line i.x", "economic")]
    [found] = opened(case_of(TWO, said), "no_opposition")
    assert lines(found) == {("us", "x"), ("in", "x"), ("fj", "x")}
    assert found.cost == pytest.approx(2 * cost_of("forum", "oppose") + cost_of("economic", "red_line"))


def test_a_cost_of_ones_own_changes_the_order():
    said = [
        says("us red_line i.x", "domestic_law"),
        says("us prefer i.y"),
        says("eu red_line i.y", "economic"),
        says("eu prefer i.x"),
    ]
    default = default_costs()
    own = Costs(restraint={**default.restraint, "domestic_law": 0.5}, stance=default.stance)
    assert [lines(each) for each in opened(case_of(TWO, said), costs=own)] == [{("us", "x")}, {("eu", "y")}]


def test_what_costs_infinitely_much_nobody_is_asked_to_give_up():
    said = [says("us red_line i.x", "domestic_law"), says("us prefer i.y"), says("eu red_line i.y", "economic")]
    default = default_costs()
    own = Costs(restraint={**default.restraint, "economic": math.inf}, stance=default.stance)
    found = opened(case_of(TWO, said), costs=own)
    assert all(("eu", "y") not in lines(each) for each in found)
    assert all(math.isfinite(each.cost) for each in found)


def test_nothing_opens_what_is_not_blocked():
    assert opened(case_of(TWO, [says("us oppose i.x")])) == ()
    assert opened(case_of(TWO, silent="us")) == ()


# Laws, against a table of who holds what that is made by hand: what g says counts for c and d, unless they spoke

PARTIES = ("a", "b", "c", "d")
SPEAKERS = (*PARTIES, "g")
KINDS = ("economic", "principle", "domestic_law", "unstated")
MEMBERS = [{"id": "g", "name": "G", "members": ["c", "d"]}]
AGAINST = {"consensus": ("red_line",), "no_opposition": ("red_line", "oppose")}
words = st.fixed_dictionaries(
    {
        (party, name): st.sampled_from((None, None, "red_line", "red_line", "prefer", "accept", "oppose"))
        for party in SPEAKERS
        for name in "xyz"
    }
)
kinds = st.fixed_dictionaries({party: st.sampled_from(KINDS) for party in SPEAKERS})


def content(said, kind):
    positions = [says(f"{party} {stance} i.{name}", kind[party]) for (party, name), stance in said.items() if stance]
    parties = [{"id": party, "name": party} for party in PARTIES]
    return mapping(THREE, positions, parties=parties, groups=MEMBERS)


def held(said, given_up=frozenset()):
    """For each party and option the stance that counts, without the statements (speaker, option) given up."""
    table = {}
    for party in PARTIES:
        for name in "xyz":
            speaker = "g" if party in "cd" and not said[party, name] else party
            table[party, name] = None if (speaker, name) in given_up else said[speaker, name]
    return table


def is_blocked(table, rule):
    against = AGAINST[rule]
    drawers = {party for (party, _), stance in table.items() if stance in against}
    fine = [
        name
        for name in "xyz"
        if not any(table[party, name] in against for party in PARTIES)
        and all(table[party, name] in ("prefer", "accept") for party in drawers)
    ]
    return bool(drawers) and not fine


@settings(max_examples=100, deadline=None)
@given(words, kinds, st.sampled_from(["consensus", "no_opposition"]))
def test_every_way_out_opens_and_none_of_its_lines_could_stay(said, kind, rule):
    found = opened(view(from_mapping(content(said, kind))), rule)
    assert bool(found) == is_blocked(held(said), rule)
    for each in found:
        moves = lines(each)
        assert not is_blocked(held(said, moves), rule)
        assert all(is_blocked(held(said, moves - {move}), rule) for move in moves)


@settings(max_examples=40, deadline=None)
@given(words, kinds)
def test_without_the_lines_of_a_way_out_the_case_itself_is_not_blocked(said, kind):
    # A member that spoke for itself would be bound by its group again if its word were struck from the record.
    said = {(party, name): None if party in "cd" and said["g", name] else word for (party, name), word in said.items()}
    case = content(said, kind)
    for found in opened(view(from_mapping(case))):
        facts = {fact for move in found.moves for fact in move.facts}
        left = {**case, "positions": [each for each in case["positions"] if each["id"] not in facts]}
        assert states_of(view(from_mapping(left)))["i"].status != "blocked"


@settings(max_examples=100, deadline=None)
@given(words, kinds)
def test_the_first_way_out_is_the_cheapest_of_all(said, kind):
    if not is_blocked(held(said), "consensus"):
        return
    found = opened(view(from_mapping(content(said, kind))))
    cost = {place: cost_of(kind[place[0]], "red_line") for place, stance in said.items() if stance == "red_line"}
    opening_sets = (some for some in subsets(list(cost)) if not is_blocked(held(said, some), "consensus"))
    assert found[0].cost == pytest.approx(min(sum(cost[place] for place in some) for some in opening_sets))
    assert [each.cost for each in found] == sorted(each.cost for each in found)


def subsets(places):
    for mask in range(1 << len(places)):
        yield {place for number, place in enumerate(places) if mask >> number & 1}


@settings(max_examples=80, deadline=None)
@given(words, kinds, st.sampled_from(["consensus", "no_opposition", "majority", "two_thirds"]))
def test_what_closes_excludes_every_option_but_the_untested_and_no_line_of_it_could_go(said, kind, rule):
    case = view(from_mapping(content(said, kind)))
    if states_of(case, rule)["i"].status != "blocked":
        return
    found = closed(case, rule)
    weight = {name: sum(len(move.members) for move in found.moves if move.option == name) for name in "xyz"}
    allowance = {"consensus": 0, "no_opposition": 0, "majority": 1, "two_thirds": 1}[rule]  # four decide
    assert {name for name in "xyz" if weight[name] <= allowance} == set(found.untested)
    for move in found.moves:
        assert weight[move.option] - len(move.members) <= allowance
        against = AGAINST.get(rule, AGAINST["no_opposition"])
        assert all(held(said)[member, move.option] in against for member in move.members)
