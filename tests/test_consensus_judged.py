"""The engine against a judge that tries everything: small cases with nested issues, conditions, groups and packages.

Each law looks at the same forty cases, which are worked out once, and then at others that nobody has seen.
"""

from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import travaux
from judged_cases import Judge, conds, random_case
from travaux.consensus.costs import cost_of
from travaux.facts import view
from travaux.facts.loading import from_mapping

RULES = ("consensus", "no_opposition", "consensus", "two_thirds", "no_opposition", "majority")
MANY = 200  # more than there are ways to choose


class Trial(NamedTuple):
    """A case with what the engine finds and what the judge says."""

    content: dict
    rule: str
    found: travaux.consensus.Finding
    judge: Judge
    ways: list


@cache
def trial(seed):
    content, rule = random_case(seed), RULES[seed // 2 % len(RULES)]
    judge = Judge(content, rule)
    return Trial(content, rule, finding(content, rule), judge, [each for each in judge.selections() if each])


def finding(content, rule):
    return travaux.consensus(view(from_mapping(content)), rule=rule, top=MANY)


def facts_of(found):
    return frozenset(fact for move in found.moves for fact in move.facts)


def unanimous(case):
    return case.rule in ("consensus", "no_opposition")


def has_two_conditions(case):
    return any(len(conds(fact)) > 1 for fact in case.content["positions"])


# The laws


def no_package_is_excluded_and_none_is_missed(case):
    fine = [chosen for chosen in case.ways if not case.judge.excluded(chosen)]
    shapes = [shape(case, package.choices) for package in case.found.packages]
    assert all(dict(package.choices) in fine for package in case.found.packages)
    assert len(set(shapes)) == len(shapes)
    assert set(shapes) == {shape(case, chosen) for chosen in fine}


def shape(case, chosen):
    """The choices, with one name for all options of an issue of which nothing on record speaks."""
    spoken = {(issue, option) for _, issue, option in case.judge.held}
    points = [each for fact in case.content["positions"] for each in conds(fact)]
    points += [each for offer in case.content["packages"] for each in offer["points"]]
    points += [issue["only_if"] for issue in case.content["issues"] if "only_if" in issue]
    spoken |= {(each["issue"], each["option"]) for each in points}
    return frozenset((issue, option if (issue, option) in spoken else "any") for issue, option in chosen.items())


def packages_have_the_figures_that_are_defined_and_come_in_their_order(case):
    figures = [
        (package.oppositions, package.maximin, package.nash, package.utilitarian) for package in case.found.packages
    ]
    for package, said in zip(case.found.packages, figures, strict=True):
        assert said == pytest.approx(case.judge.figures(package.choices))
    ranks = [(oppositions, *(-round(value, 9) for value in values)) for oppositions, *values in figures]
    assert ranks == sorted(ranks)


def no_package_has_what_a_delegation_excludes(case):
    if not unanimous(case):
        return
    for package in case.found.packages:
        for (party, issue, option), fact in case.judge.held.items():
            if fact["stance"] in case.judge.against and package.choices.get(issue) == option:
                lifting = [package.choices.get(each["issue"]) == each["option"] for each in conds(fact)]
                assert lifting, f"{party} excludes {issue}.{option}"
                assert all(lifting), f"{party} excludes {issue}.{option}"


def every_blocking_set_blocks_and_none_of_it_could_be_left_out(case):
    judge = case.judge
    if not unanimous(case):
        return
    for each in case.found.blocking:
        facts, ways = facts_of(each), case.ways
        if case.found.packages or len(each.issues) == 1:  # it may concern one issue by itself, where that arises
            [name] = each.issues
            ways = [chosen for chosen in ways if name in chosen and chosen[name] not in each.untested]
            if any(fact in judge.facts and conds(judge.facts[fact]) for fact in facts):
                continue  # another issue can lift it
        assert all(judge.excluded(chosen, judge.demanding() - facts) for chosen in ways)
        for fact in () if has_two_conditions(case) else facts:
            assert not all(judge.excluded(chosen, judge.demanding() - (facts - {fact})) for chosen in ways)


def what_is_given_up_in_a_way_out_opens_a_package_and_no_part_of_it_would(case):
    for each in case.found.concessions:
        if each.unlocks == "package":
            facts = facts_of(each)
            assert any(not case.judge.excluded(chosen, facts) for chosen in case.ways)
            for fact in facts if unanimous(case) and not has_two_conditions(case) else ():
                assert all(case.judge.excluded(chosen, facts - {fact}) for chosen in case.ways)


def without_the_lines_of_a_way_out_the_case_itself_has_a_package(case):
    positions, offers = case.content["positions"], case.content["packages"]
    own = {(fact["issue"], fact["option"]) for fact in positions if fact["party"] == "c"}
    if not unanimous(case) or any(
        fact["party"] == "g" and (fact["issue"], fact["option"]) in own for fact in positions
    ):
        return  # a member that spoke for itself would be bound by its group again if its word were struck out
    for each in case.found.concessions[:1]:
        if each.unlocks == "package":
            left = [fact for fact in positions if fact["id"] not in facts_of(each)]
            kept = [fact for fact in offers if fact["id"] not in facts_of(each)]
            assert finding({**case.content, "positions": left, "packages": kept}, case.rule).packages or not left


def the_first_way_out_costs_least(case):
    ways = [each.cost for each in case.found.concessions if each.unlocks == "package"]
    assert ways == sorted(ways)
    judge = case.judge
    if not unanimous(case) or not ways or has_two_conditions(case):
        return
    costs = [sum(price(judge, fact) for fact in judge.broken_facts(chosen)) for chosen in case.ways]
    assert ways[0] == pytest.approx(min(costs))


def price(judge, name):
    if name in judge.offers:
        return cost_of("linkage", "package")
    fact = judge.facts[name]
    return cost_of(fact["restraint"]["kind"], fact["stance"] if fact["stance"] in judge.against else "condition")


def there_are_packages_or_there_is_a_reason(case):
    found = case.found
    if found.packages:
        assert not found.why_none
        assert not [each for each in found.concessions if each.unlocks == "package"]
    else:
        assert found.why_none
        assert not case.ways or found.blocking


def everything_that_relies_on_nobody_is_wanted_or_accepted_by_all_who_spoke(case):
    for package in case.found.packages:
        for issue, option in package.choices.items():
            spoke = {party for party, about, _ in case.judge.held if about == issue}
            relied = {each.party for each in package.reliance if each.issue == issue}
            for party in spoke - relied:
                fact = case.judge.held[party, issue, option]
                assert fact["stance"] in ("prefer", "accept")
                assert not conds(fact)


LAWS = [
    no_package_is_excluded_and_none_is_missed,
    packages_have_the_figures_that_are_defined_and_come_in_their_order,
    no_package_has_what_a_delegation_excludes,
    every_blocking_set_blocks_and_none_of_it_could_be_left_out,
    what_is_given_up_in_a_way_out_opens_a_package_and_no_part_of_it_would,
    without_the_lines_of_a_way_out_the_case_itself_has_a_package,
    the_first_way_out_costs_least,
    there_are_packages_or_there_is_a_reason,
    everything_that_relies_on_nobody_is_wanted_or_accepted_by_all_who_spoke,
]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_law_holds_in_forty_cases(law):
    for seed in range(40):
        law(trial(seed))


@settings(max_examples=8, deadline=None)
@given(st.integers(40, 2**20))
def test_the_laws_hold_in_a_case_that_nobody_has_seen(seed):
    for law in LAWS:
        law(trial(seed))


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_one_more_delegation_that_says_nothing_excludes_and_accepts_nothing(seed):
    case = trial(seed)
    after = finding({**case.content, "parties": [*case.content["parties"], {"id": "silent", "name": ""}]}, case.rule)
    if unanimous(case):
        assert [package.choices for package in case.found.packages] == [package.choices for package in after.packages]
    for one, other in zip(case.found.issues, after.issues, strict=True):
        for less, more in zip(one.options, other.options, strict=True):
            assert less.acceptable or not more.acceptable
    assert all(package.known_share <= 0.8 for package in after.packages)  # one of five has said nothing


def test_the_judge_knows_a_case_by_hand():
    content = {**random_case(0), "positions": [], "packages": []}
    judge = Judge(content)
    assert list(judge.selections()) == [{}]
    assert not judge.excluded({})


def test_the_cases_are_of_every_kind():
    cases = [trial(seed) for seed in range(40)]
    assert sum(not case.found.packages for case in cases) >= 8
    assert sum(len(case.found.packages) > 2 for case in cases) >= 8
    assert sum(any("only_if" in issue for issue in case.content["issues"]) for case in cases) >= 8
    assert sum(bool(case.content["packages"]) for case in cases) >= 8
    assert {case.rule for case in cases} == set(RULES)
