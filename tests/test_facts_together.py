"""Who is alone, and who stands together."""

import re
from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

import travaux
from corpus import CORPUS, needs_corpus
from travaux.facts.case import view
from travaux.facts.from_text import facts_of
from travaux.facts.loading import from_mapping
from travaux.facts.together import DEFINITION, row, together

PARTIES = ["aa", "bb", "cc", "dd"]


def case_of(*positions, groups=()):
    """A case with positions (party, option, stance) on one issue."""
    return view(
        from_mapping(
            {
                "parties": [{"id": party, "name": party.upper()} for party in PARTIES],
                "groups": list(groups),
                "issues": [{"id": "one", "options": [{"id": "left"}, {"id": "right"}]}],
                "positions": [
                    {
                        "party": party,
                        "issue": "one",
                        "option": option,
                        **({"stance": stance} if stance else {"words": "?"}),
                        "source": f"s{number}",
                        "date": "2000-01-01",
                    }
                    for number, (party, option, stance) in enumerate(positions)
                ],
            }
        )
    )


def alone(counts):
    return {each.party: (each.only_for, each.only_against, each.sides) for each in counts.alone}


def pairs(counts):
    return {(pair.one, pair.other): (pair.both_for, pair.both_against, pair.apart) for pair in counts.pairs}


def test_the_only_one_for_and_the_only_one_against_are_alone():
    counts = together(case_of(("aa", "left", "prefer"), ("bb", "left", "oppose"), ("cc", "left", "red_line")))
    assert alone(counts) == {"aa": (1, 0, 1), "bb": (0, 0, 1), "cc": (0, 0, 1)}
    assert pairs(counts) == {("aa", "bb"): (0, 0, 1), ("aa", "cc"): (0, 0, 1), ("bb", "cc"): (0, 1, 0)}


def test_who_accepts_is_on_the_side_of_who_asks():
    counts = together(case_of(("aa", "left", "prefer"), ("bb", "left", "accept")))
    assert alone(counts) == {"aa": (0, 0, 1), "bb": (0, 0, 1)}
    assert pairs(counts) == {("aa", "bb"): (1, 0, 0)}


def test_options_are_counted_one_by_one():
    counts = together(case_of(("aa", "left", "prefer"), ("bb", "right", "prefer")))
    assert (counts.options, counts.issues) == (2, 1)
    assert alone(counts) == {"aa": (1, 0, 1), "bb": (1, 0, 1)}
    assert pairs(counts) == {}


def test_words_without_a_stance_are_no_side():
    counts = together(case_of(("aa", "left", "prefer"), ("bb", "left", None)))
    assert alone(counts) == {"aa": (1, 0, 1)}


def test_with_statements_that_disagree_the_stricter_counts():
    counts = together(case_of(("aa", "left", "prefer"), ("aa", "left", "oppose"), ("bb", "left", "oppose")))
    assert pairs(counts) == {("aa", "bb"): (0, 1, 0)}


def test_a_group_is_one_party_and_its_members_did_not_speak():
    group = {"id": "gg", "name": "The group", "members": ["aa", "bb"]}
    counts = together(case_of(("gg", "left", "prefer"), ("cc", "left", "prefer"), groups=[group]))
    assert pairs(counts) == {("cc", "gg"): (1, 0, 0)}
    assert set(alone(counts)) == {"cc", "gg"}


def test_without_positions_there_is_nothing_to_count():
    counts = together(case_of())
    assert (counts.options, counts.alone, counts.pairs) == (0, (), ())


STATED = st.lists(
    st.tuples(
        st.sampled_from(PARTIES),
        st.sampled_from(["left", "right"]),
        st.sampled_from(["prefer", "accept", "oppose", "red_line"]),
    ),
    unique_by=lambda one: one[:2],
    max_size=8,
)


@given(STATED)
def test_counts_are_those_of_counting_one_by_one(positions):
    counts = together(case_of(*positions))
    side = {(party, option): stance in ("prefer", "accept") for party, option, stance in positions}
    for party, (only_for, only_against, sides) in alone(counts).items():
        mine = {option: held for (who, option), held in side.items() if who == party}
        lone = [
            held
            for option, held in mine.items()
            if not any(other != party and there == option and also == held for (other, there), also in side.items())
        ]
        assert (only_for, only_against, sides) == (lone.count(True), lone.count(False), len(mine))
    for one, other in combinations(PARTIES, 2):
        met = [
            (side[one, option], side[other, option])
            for option in ("left", "right")
            if (one, option) in side and (other, option) in side
        ]
        expected = (
            met.count((True, True)),
            met.count((False, False)),
            met.count((True, False)) + met.count((False, True)),
        )
        assert pairs(counts).get((one, other), (0, 0, 0)) == expected


@given(STATED)
def test_the_order_of_the_statements_does_not_matter(positions):
    assert together(case_of(*positions)) == together(case_of(*reversed(positions)))


def test_the_rows_come_most_frequent_first_and_with_their_definition():
    printed = row(together(case_of(("aa", "left", "prefer"), ("bb", "right", "prefer"), ("cc", "right", "prefer"))))
    assert printed["definition"] == DEFINITION
    assert printed["counted"] == {"options": 2, "issues": 1}
    assert [each["times"] for each in printed["alone"]] == [1, 0, 0]
    assert printed["together"] == [{"parties": ["bb", "cc"], "times": 1, "both_for": 1, "both_against": 0, "apart": 0}]


# The chapter on intellectual property of 30 August 2013, counted a second time from its letters alone

FURNITURE = re.compile(r"TPP CONFIDENTIAL|HANDLING AUTHORIZED|Intellectual Property \[Rights\] Chapter|█|^\s*\d+\s*$")
CODE = r"(?:AU|BN|CA|CL|JP|MX|MY|NZ|PE|SG|US|VN)(?:\s?\d+)?"
CLAUSE = (
    rf"({CODE}(?:\s*/+\s*{CODE})*)\s*(?::\s*(?=oppose|propose))?"
    r"((?:[Aa]lternative )?[Pp]ropos\w*|[Oo]ppos\w*)?(?:\s?\d+)?\s*"
)
HEAD = re.compile(rf"\[\s*{CLAUSE}(?:;\s*\d*\s*{CLAUSE})?([:.]|(?=[a-zA-Z,(]))")
REMARKS = ("reserves", "Negotiators", "will go")


def heads(words):
    """Backers and opposers of every bracket that begins with codes, by a pattern over the words of the file."""
    for found in HEAD.finditer(words):
        first, verb, second, other_verb, end = found.groups()
        after = words[found.end() :].lstrip(" :")
        if (verb is None and end != ":") or after.startswith(REMARKS):
            continue
        sides = {True: set(), False: set()}
        for codes, what in ((first, verb), (second, other_verb)):
            if codes:
                sides[not (what or "").lower().startswith("oppos")] |= set(re.findall("[A-Z]{2}", codes))
        yield sides


@needs_corpus
def test_the_counts_of_the_chapter_are_those_of_its_heads():
    path = CORPUS / "texts" / "tpp-ip-chapter-2013-08-30-sections-A-D.layout.txt"
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if not FURNITURE.search(line)]
    only, both = Counter(), Counter()
    found = list(heads(" ".join(" ".join(lines).split())))
    for sides in found:
        for side, codes in sides.items():
            if len(codes) == 1:
                only[next(iter(codes)), side] += 1
            both.update((pair, side) for pair in combinations(sorted(codes), 2))
    draft = travaux.read(path)
    case = view(facts_of(draft, path.name))
    in_heads = {
        (code, point.id, case.issue(point.id).options[index].id)
        for point in draft.issues()
        if point.id in {issue.id for issue in case.issues}
        for index, option in enumerate(point.options)
        for code in (*option.backs, *option.opposes)
    }
    counts = together(each for each in case.who() if (each.party, each.issue, each.option) in in_heads)
    assert counts.options == len(found) > 100
    assert {each.party: (each.only_for, each.only_against) for each in counts.alone} == {
        each.party: (only[each.party, True], only[each.party, False]) for each in counts.alone
    }
    assert sum(each.times for each in counts.alone) == only.total()
    assert {(pair.one, pair.other): (pair.both_for, pair.both_against) for pair in counts.pairs if pair.times} == {
        pair: (both[pair, True], both[pair, False]) for pair in {pair for pair, _ in both}
    }
    assert counts.alone[0].party == "US"
