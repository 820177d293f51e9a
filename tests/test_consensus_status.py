"""Who stands where as the engine counts it, and the status that follows for every issue."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_cases import case_of, issues, mapping, says, states_of
from travaux.consensus.standings import ground
from travaux.facts import view
from travaux.facts.loading import from_mapping

TWO = issues(i="x y")
THREE = issues(i="x y z")


def option(case, name, issue="i"):
    [found] = [each for each in ground(case) if each.issue.id == issue]
    return found.option(name)


def stances(case, name, issue="i"):
    return {party: standing.stance for party, standing in option(case, name, issue).spoken.items()}


def status(case, rule=None, issue="i"):
    return states_of(case, rule)[issue].status


def untested(case, rule=None, issue="i"):
    return [each.id for each in states_of(case, rule)[issue].untested]


def outcome(option, day="2001-01-01", issue="i"):
    return {"issue": issue, "option": option, "date": day, "result": "in words"}


# Who stands where


def test_deciding_parties_stand_in_the_order_of_the_record():
    case = case_of(TWO, [says("us accept i.y"), says("in prefer i.x"), says("us accept i.x")])
    [found] = ground(case)
    assert found.speakers == ("us", "in")
    assert list(found.options[0].spoken) == ["us", "in"]


def test_a_party_that_is_silent_is_in_no_count():
    case = case_of(TWO, [says("us accept i.x")], silent="fj to")
    [found] = ground(case)
    assert found.deciders == ("us", "fj", "to")
    assert found.speakers == ("us",)
    assert option(case, "y").spoken == {}


@pytest.mark.parametrize("kind", ["ngo", "secretariat", "company"])
def test_whoever_does_not_decide_is_an_observer(kind):
    case = case_of(
        TWO, [says("wbu red_line i.x"), says("us accept i.x")], parties=[{"id": "wbu", "name": "", "kind": kind}]
    )
    assert stances(case, "x") == {"us": "accept"}
    assert list(option(case, "x").observers) == ["wbu"]


GROUP = [{"id": "g", "name": "G", "members": [{"party": "us"}, {"party": "in", "from": "2000-06-01"}]}]


def test_what_a_group_says_counts_for_who_is_in_it_on_that_day():
    case = case_of(TWO, [says("g red_line i.x", date="2000-01-01")], silent="us in fj", groups=GROUP, on="2001-01-01")
    assert stances(case, "x") == {"us": "red_line"}
    assert list(option(case, "x").groups) == ["g"]
    later = case_of(TWO, [says("g red_line i.x", date="2000-06-01")], silent="us in fj", groups=GROUP, on="2001-01-01")
    assert stances(later, "x") == {"us": "red_line", "in": "red_line"}


def test_a_groups_own_word_is_not_one_more_party():
    case = case_of(TWO, [says("g red_line i.x")], silent="us in fj", groups=GROUP)
    [found] = ground(case)
    assert "g" not in found.deciders
    assert "g" not in found.speakers


@pytest.mark.parametrize("day", ["1999-01-01", "2001-01-01"])
def test_a_members_own_word_goes_before_that_of_its_group_on_any_day(day):
    said = [says("g red_line i.x", date="2000-06-01"), says("us accept i.x", date=day)]
    assert stances(case_of(TWO, said, silent="in", groups=GROUP), "x") == {"us": "accept", "in": "red_line"}


def test_a_members_word_on_another_option_leaves_that_of_its_group():
    said = [says("g red_line i.x", date="2000-06-01"), says("us prefer i.y", date="2000-07-01")]
    assert stances(case_of(TWO, said, groups=GROUP), "x")["us"] == "red_line"


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("one", "other", "counts"),
    [
        ("prefer", "accept", "accept"),
        ("accept", "oppose", "oppose"),
        ("prefer", "red_line", "red_line"),
        ("oppose", "red_line", "red_line"),
    ],
)
def test_where_sources_of_one_day_disagree_the_strictest_word_counts(one, other, counts, order):
    said = [says(f"us {stance} i.x", date="2000-01-01", source=stance) for stance in (one, other)][::order]
    sources = {stance: {"title": stance} for stance in (one, other)}
    case = case_of(TWO, said, sources=sources)
    assert stances(case, "x") == {"us": counts}
    assert option(case, "x").spoken["us"].conflicts_with


@pytest.mark.parametrize("order", [1, -1])
def test_where_groups_disagree_the_strictest_word_counts(order):
    groups = [{"id": name, "name": name, "members": ["us", other]} for name, other in (("g", "in"), ("h", "fj"))]
    said = [says("g accept i.x"), says("h red_line i.x")][::order]
    assert stances(case_of(TWO, said, groups=groups), "x") == {"us": "red_line", "in": "accept", "fj": "red_line"}


@pytest.mark.parametrize("order", [1, -1])
def test_a_yes_with_a_condition_is_stricter_than_one_without(order):
    said = [
        says("us accept i.x", id="free", date="2000-01-01", source="s"),
        says("us accept i.x", id="bound", date="2000-01-01", source="t", only_with="j.a"),
    ][::order]
    case = case_of(issues(i="x y", j="a b"), said, sources={"s": {"title": "s"}, "t": {"title": "t"}})
    assert option(case, "x").spoken["us"].conditions


@pytest.mark.parametrize("order", [1, -1])
def test_a_red_line_that_nothing_lifts_is_stricter_than_one_that_something_does(order):
    said = [
        says("us red_line i.x", id="firm", date="2000-01-01", source="s"),
        says("us red_line i.x", id="bound", date="2000-01-01", source="t", only_with="j.a"),
    ][::order]
    case = case_of(issues(i="x y", j="a b"), said, sources={"s": {"title": "s"}, "t": {"title": "t"}})
    assert not option(case, "x").spoken["us"].conditions


def test_a_later_word_takes_the_place_of_an_earlier_one():
    said = [says("us red_line i.x", date="2000-01-01"), says("us accept i.x", date="2001-01-01")]
    assert stances(case_of(TWO, said), "x") == {"us": "accept"}
    assert stances(case_of(TWO, said, on="2000-12-31"), "x") == {"us": "red_line"}


def test_words_that_are_no_stance_stand_for_none():
    said = [{"party": "us", "issue": "i", "option": "x", "words": "reserves"}]
    case = case_of(TWO, said)
    assert stances(case, "x") == {}
    assert status(case) == "unknown"


def test_an_option_is_there_from_the_day_it_was_on_the_table():
    later = issues(i={"options": [{"id": "x"}, {"id": "y", "since": "2011-06-15"}]})
    said = [says("us accept i.y", date="2000-01-01"), says("us accept i.x", date="2000-01-01")]
    before, after = (case_of(later, said, on=day) for day in ("2011-06-14", "2011-06-15"))
    assert [each.id for each in ground(before)[0].options] == ["x"]
    assert [each.id for each in ground(after)[0].options] == ["x", "y"]


# Settled


def test_an_issue_is_settled_from_the_day_of_its_outcome():
    said = [says("us red_line i.x", date="2000-01-01")]
    assert status(case_of(TWO, said, outcome=[outcome("x")], on="2001-01-01")) == "settled"
    assert status(case_of(TWO, said, outcome=[outcome("x")], on="2000-12-31")) == "blocked"


def test_an_outcome_without_an_option_settles_nothing():
    assert status(case_of(TWO, [says("us accept i.x")], outcome=[outcome(None)])) == "open"


def test_a_later_outcome_without_an_option_opens_again():
    ends = [outcome("x"), outcome(None, "2002-01-01")]
    assert status(case_of(TWO, [says("us accept i.x")], outcome=ends)) == "open"
    assert status(case_of(TWO, [says("us accept i.x")], outcome=ends, on="2001-06-01")) == "settled"


def test_two_outcomes_of_one_day_that_differ_settle_nothing():
    assert status(case_of(TWO, [says("us accept i.x")], outcome=[outcome("x"), outcome("y")])) == "open"


def test_an_outcome_on_an_option_that_there_is_not_settles_nothing():
    assert status(case_of(TWO, [says("us accept i.x")], outcome=[outcome("w")])) == "open"


def test_an_outcome_from_memory_settles_nothing():
    assert status(case_of(TWO, [], silent="us", outcome=[outcome("x") | {"evidence": "recalled"}])) == "unknown"


# Unknown and open


def test_an_issue_on_which_nothing_is_on_record_is_unknown():
    assert status(case_of(TWO, silent="us in")) == "unknown"


def test_an_issue_on_which_somebody_spoke_is_open():
    assert status(case_of(TWO, [says("us oppose i.x")], silent="in")) == "open"


# Blocked: somebody has drawn a red line, and no option is known to be acceptable to everyone who has


def test_a_red_line_blocks_where_its_drawer_has_accepted_nothing():
    case = case_of(THREE, [says("us red_line i.x")])
    assert status(case) == "blocked"
    assert untested(case) == ["y", "z"]


def test_two_who_exclude_each_others_wording_block():
    said = [says("us prefer i.x"), says("us red_line i.y"), says("eu prefer i.y"), says("eu red_line i.x")]
    case = case_of(THREE, said, silent="in")
    assert status(case) == "blocked"
    assert untested(case) == ["z"]


@pytest.mark.parametrize("yes", ["accept", "prefer"])
def test_an_option_that_everyone_with_a_line_accepts_opens(yes):
    said = [says("us red_line i.x"), says("eu red_line i.y"), says(f"us {yes} i.z"), says("eu accept i.z")]
    case = case_of(THREE, said, silent="in")
    assert status(case) == "open"
    assert [each.id for each in states_of(case)["i"].options if each.excluded] == ["x", "y"]


def test_one_of_two_who_accepts_is_not_enough():
    said = [says("us red_line i.x"), says("eu red_line i.y"), says("us accept i.z")]
    assert status(case_of(THREE, said)) == "blocked"


def test_those_without_a_line_need_not_have_accepted():
    said = [says("us red_line i.x"), says("us accept i.y"), says("in oppose i.y")]
    assert status(case_of(TWO, said, silent="fj")) == "open"


def test_an_option_that_a_third_excludes_opens_nothing():
    said = [says("us red_line i.x"), says("us accept i.y"), says("in red_line i.y"), says("in accept i.x")]
    assert status(case_of(TWO, said)) == "blocked"


def test_a_line_on_an_option_off_the_table_blocks_nothing():
    gone = issues(i={"options": [{"id": "x", "until": "2000-12-31"}, {"id": "y"}]})
    said = [says("us red_line i.x", date="2000-01-01"), says("in accept i.y", date="2000-01-01")]
    assert status(case_of(gone, said, on="2000-12-31")) == "blocked"
    assert status(case_of(gone, said, on="2001-01-01")) == "open"


def test_the_line_of_an_observer_blocks_nothing():
    said = [says("wbu red_line i.x"), says("us accept i.x")]
    assert status(case_of(TWO, said, parties=[{"id": "wbu", "name": "W", "kind": "ngo"}])) == "open"


def test_opposition_blocks_only_under_a_rule_that_says_so():
    said = [says("us oppose i.x"), says("eu oppose i.y")]
    assert status(case_of(TWO, said)) == "open"
    assert status(case_of(TWO, said), "no_opposition") == "blocked"


def test_the_untested_of_an_issue_that_is_not_blocked_are_nobodys_business():
    assert untested(case_of(TWO, [says("us accept i.x")])) == []


# By vote


def five(*said):
    return case_of(TWO, [says(each) for each in said], silent="a b c d e")


def test_by_vote_one_red_line_of_five_excludes_nothing():
    case = five("a red_line i.x", "b accept i.x")
    assert not states_of(case, "majority")["i"].options[0].excluded
    assert status(case, "majority") == "open"


def test_by_vote_as_many_against_as_the_rule_forbids_exclude():
    # Of five, two may be against under two thirds only if three others are two thirds of five: they are not.
    case = five("a red_line i.x", "b oppose i.x")
    assert states_of(case, "two_thirds")["i"].options[0].excluded
    assert not states_of(case, "majority")["i"].options[0].excluded
    assert states_of(five("a red_line i.x", "b oppose i.x", "c oppose i.x"), "majority")["i"].options[0].excluded


def test_by_vote_silence_carries_nothing():
    case = five("a oppose i.x", "b oppose i.x", "c oppose i.x", "a accept i.y", "b accept i.y")
    assert not states_of(case, "majority")["i"].options[1].acceptable  # two of five have said yes
    assert status(case, "majority") == "blocked"
    assert untested(case, "majority") == ["y"]


def test_by_vote_enough_votes_on_record_open():
    case = five("a oppose i.x", "b oppose i.x", "c oppose i.x", "a accept i.y", "b accept i.y", "d prefer i.y")
    assert states_of(case, "majority")["i"].options[1].acceptable
    assert status(case, "majority") == "open"


def test_by_vote_an_option_with_enough_votes_may_have_red_lines_against_it():
    said = ["a red_line i.x", "b accept i.x", "c accept i.x", "d accept i.x"]
    assert states_of(five(*said), "majority")["i"].options[0].acceptable
    assert not states_of(five(*said), "consensus")["i"].options[0].acceptable


@pytest.mark.parametrize("rule", ["consensus", "no_opposition", "two_thirds", "majority"])
def test_where_nobody_decides_everything_is_unknown(rule):
    observer = [{"id": "wbu", "name": "W", "kind": "ngo"}]
    assert status(case_of(TWO, parties=observer), rule) == "unknown"


# Unknown is never consent


@pytest.mark.parametrize("rule", ["consensus", "no_opposition", "two_thirds", "majority"])
@pytest.mark.parametrize(
    ("said", "ends"),
    [([], []), (["us oppose i.y"], []), (["us prefer i.x"], []), (["us prefer i.x"], [outcome("x")])],
    ids=["nothing said", "only opposition", "another option accepted", "settled otherwise"],
)
def test_an_option_to_which_nobody_said_yes_is_not_acceptable(said, ends, rule):
    case = case_of(TWO, [says(each) for each in said], silent="in fj", outcome=ends)
    [_, other] = states_of(case, rule)["i"].options
    assert not other.acceptable


PARTIES = ("a", "b", "c")
STANCES = ("prefer", "accept", "oppose", "red_line", None)
said_of = st.fixed_dictionaries({(party, name): st.sampled_from(STANCES) for party in PARTIES for name in "xyz"})


def case_with(said):
    positions = [says(f"{party} {stance} i.{name}") for (party, name), stance in said.items() if stance]
    return case_of(THREE, positions, parties=[{"id": party, "name": party} for party in PARTIES])


@settings(max_examples=150, deadline=None)
@given(said_of)
def test_status_is_what_its_definition_says(said):
    lines = {party for (party, _), stance in said.items() if stance == "red_line"}
    fine = [
        name
        for name in "xyz"
        if "red_line" not in {said[party, name] for party in PARTIES}
        and all(said[party, name] in ("prefer", "accept") for party in lines)
    ]
    expected = "blocked" if lines and not fine else "open" if any(said.values()) else "unknown"
    case = case_with(said)
    assert status(case) == expected
    excluded = {name for name in "xyz" if any(said[party, name] == "red_line" for party in PARTIES)}
    assert {each.id for each in states_of(case)["i"].options if each.excluded} == excluded
    assert untested(case) == ([name for name in "xyz" if name not in excluded] if expected == "blocked" else [])


@settings(max_examples=60, deadline=None)
@given(said_of, st.sampled_from(["consensus", "no_opposition", "two_thirds", "majority"]))
def test_more_who_say_nothing_never_make_an_option_acceptable(said, rule):
    content = mapping(THREE, [says(f"{p} {stance} i.{name}") for (p, name), stance in said.items() if stance])
    known = {party["id"] for party in content["parties"]}
    content["parties"] += [{"id": party, "name": party} for party in PARTIES if party not in known]
    before = states_of(view(from_mapping(content)), rule)["i"]
    content["parties"] += [{"id": f"silent{number}", "name": "", "kind": "state"} for number in range(3)]
    after = states_of(view(from_mapping(content)), rule)["i"]
    for one, other in zip(before.options, after.options, strict=True):
        assert one.acceptable or not other.acceptable
