"""What a new option must avoid and keep, and the bridges that were used before."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

import yaml
from hypothesis import given
from hypothesis import strategies as st

from corpus import CORPUS, needs_corpus
from travaux.cases import folder
from travaux.consensus.new_options import Bridge, bridges, new_option
from travaux.facts import view
from travaux.facts.loading import load
from travaux.facts.model import Issue, IssueOption, Restraint, RestraintKind, Stance

KINDS = get_args(RestraintKind)
STANCES = get_args(Stance)
OPTIONS = (IssueOption(id="duty", label="Shall"), IssueOption(id="none"), IssueOption(id="free", label="Free"))


@dataclass(frozen=True)
class Said:
    party: str
    option: str | None
    stance: str | None
    restraint: Restraint = field(default_factory=Restraint)
    group: str | None = None
    fact: str = ""


def held(kind, reason=""):
    return Restraint(kind=kind, reason=reason)


def bridge(name, *kinds, year=1990):
    precedent = {"case": "A", "provision": "1", "year": year, "what": "w", "source": "s", "evidence": "seen"}
    return Bridge(
        id=name,
        name=name.upper(),
        does="d",
        eases=dict.fromkeys(kinds, f"{name} eases it"),
        precedent=(precedent,),
    )


LINES = (
    Said("eu", "duty", "red_line", held("domestic_law", "laws differ"), fact="f1"),
    Said("us", "none", "red_line", held("constituency", "industry"), fact="f2"),
    Said("us", "duty", "prefer", held("economic"), fact="f3"),
    Said("in", "duty", "accept", fact="f4"),
    Said("in", "free", "oppose", fact="f5"),
)


def test_red_lines_are_to_be_avoided_with_their_restraint_and_reason():
    found = new_option("a12", OPTIONS, LINES)
    assert [(each.party, each.option, each.label, each.restraint, each.reason) for each in found.avoid] == [
        ("eu", "duty", "Shall", "domestic_law", "laws differ"),
        ("us", "none", "none", "constituency", "industry"),
    ]


def test_what_parties_prefer_or_accept_is_to_be_kept():
    found = new_option("a12", OPTIONS, LINES)
    assert [(each.party, each.option, each.stance) for each in found.keep] == [
        ("us", "duty", "prefer"),
        ("in", "duty", "accept"),
    ]


def test_oppositions_exclude_only_where_the_rule_says_so():
    found = new_option("a12", OPTIONS, LINES, excluding={"red_line", "oppose"})
    assert [(each.party, each.stance) for each in found.avoid][-1] == ("in", "oppose")


def test_what_a_group_said_stands_once_with_the_members_it_binds():
    said = [Said(party, "duty", "red_line", held("principle"), group="g77", fact="f1") for party in ("br", "in")]
    own = Said("cn", "duty", "red_line", held("principle"), fact="f2")
    found = new_option("a12", OPTIONS, [*said, own])
    assert [(each.party, each.members) for each in found.avoid] == [("g77", ("br", "in")), ("cn", ())]


def test_two_statements_of_one_group_stay_two():
    said = [Said("br", "duty", "red_line", group="g77", fact=fact) for fact in ("f1", "f2")]
    assert len(new_option("a12", OPTIONS, said).avoid) == 2


def test_statements_on_no_option_or_on_one_that_is_not_on_the_table_are_not_looked_at():
    said = [Said("eu", None, "red_line"), Said("eu", "gone", "red_line"), Said("eu", "duty", None)]
    found = new_option("a12", OPTIONS, said)
    assert (found.avoid, found.keep, found.patterns, found.not_stated) == ((), (), (), ())


def test_who_gives_no_reason_is_named_to_be_asked_and_gets_no_bridge():
    found = new_option("a12", OPTIONS, [Said("eu", "duty", "red_line", fact="f1")])
    assert found.not_stated == ("eu",)
    assert found.patterns == ()


def test_the_bridge_that_eases_more_of_what_is_in_the_way_comes_first():
    known = [bridge("law", "domestic_law"), bridge("both", "constituency", "domestic_law"), bridge("none", "forum")]
    found = new_option("a12", OPTIONS, LINES, known=known)
    assert [pattern.id for pattern in found.patterns] == ["both", "law"]
    assert [(each.party, each.option, each.restraint) for each in found.patterns[0].eases] == [
        ("eu", "duty", "domestic_law"),
        ("us", "none", "constituency"),
    ]
    assert found.patterns[1].why == "eu, domestic law: law eases it"


def test_among_equals_the_order_of_the_file_decides():
    known = [bridge(name, "domestic_law") for name in ("z", "a", "m")]
    assert [pattern.id for pattern in new_option("a12", OPTIONS, LINES, known=known).patterns] == ["z", "a", "m"]


def test_a_view_of_the_past_knows_no_later_precedent():
    known = [bridge("early", "domestic_law", year=1990), bridge("late", "domestic_law", year=2012)]
    found = new_option("a12", OPTIONS, LINES, known=known, before=date(2012, 6, 24))
    assert [(pattern.id, len(pattern.precedents)) for pattern in found.patterns] == [("early", 1), ("late", 0)]


def test_the_row_is_plain_and_has_what_is_promised():
    found = new_option("a12", OPTIONS, LINES)
    row = json.loads(json.dumps(found.row()))
    assert row.keys() >= {"issue", "avoid", "keep", "patterns"}
    assert row["issue"] == "a12"
    assert row["avoid"][0]["party"] == "eu"
    assert row["patterns"][0]["precedents"][0].keys() >= {"case", "provision", "year", "source", "evidence"}


def test_an_issue_or_its_id_is_the_same():
    issue = Issue(id="a12", options=OPTIONS)
    assert new_option(issue, OPTIONS, LINES) == new_option("a12", OPTIONS, LINES)


statements = st.builds(
    Said,
    party=st.sampled_from("abcd"),
    option=st.sampled_from(["duty", "none", "free", None]),
    stance=st.sampled_from([*STANCES, None]),
    restraint=st.builds(Restraint, kind=st.sampled_from(KINDS)),
    group=st.sampled_from([None, "g", "h"]),
    fact=st.sampled_from("123456"),
)


@given(st.lists(statements, max_size=12))
def test_nothing_is_lost_and_every_suggestion_has_its_reason(said):
    found = new_option("a12", OPTIONS, said)
    lines = {(each.group or each.party, each.option) for each in said if each.option and each.stance == "red_line"}
    assert {(each.party, each.option) for each in found.avoid} == lines
    asked = {(each.group or each.party, each.option) for each in said if each.stance in ("prefer", "accept")}
    assert {(each.party, each.option) for each in found.keep} == {point for point in asked if point[1]}
    by_id = {each.id: each for each in bridges()}
    for pattern in found.patterns:
        for reason in pattern.eases:
            assert by_id[pattern.id].eases[reason.restraint] == reason.why
            assert any((each.party, each.option) == (reason.party, reason.option) for each in found.avoid)
    counts = [len(pattern.eases) for pattern in found.patterns]
    assert counts == sorted(counts, reverse=True)
    assert set(found.not_stated) == {each.party for each in found.avoid if each.restraint == "unstated"}


# The bridges that come with Travaux


def test_every_restraint_that_has_a_reason_can_be_eased_in_more_than_one_way():
    eased = Counter(kind for each in bridges() for kind in each.eases)
    assert {kind for kind in KINDS if eased[kind] >= 2} == set(KINDS) - {"unstated"}


def test_bridges_have_ids_of_their_own_and_precedents_with_a_source():
    assert len({each.id for each in bridges()}) == len(bridges())
    for each in bridges():
        assert each.does.endswith(".")
        assert all(precedent.source and precedent.what for precedent in each.precedent)
        years = [precedent.year for precedent in each.precedent]
        assert years == sorted(years)


@needs_corpus
def test_no_precedent_stands_on_a_source_that_the_cases_mark_as_unchecked():
    files = {path: yaml.safe_load(path.read_text()) for path in (CORPUS / "cases").glob("*.yaml")}
    facts = [fact for case in files.values() for key in case for fact in listed(case[key])]
    addresses = {source["address"]: name for case in files.values() for name, source in case.get("sources", {}).items()}
    checked = {fact.get("source") for fact in facts if fact.get("evidence") in ("seen", "derived")}
    cited = [each.address for one in bridges() for each in one.precedent if each.address in addresses]
    assert len(cited) > 8
    assert [address for address in cited if addresses[address] not in checked] == []


def listed(value):
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


# The built-in case that was closed by a new option


def a12(day):
    case = view(load(folder("avp")), on=day)
    return case, new_option(
        case.issue("a12"),
        case.options("a12"),
        [each for each in case.who(issue="a12") if each.party in case.deciders],
        before=case.as_of,
    )


def test_in_2000_a_new_article_12_must_avoid_what_the_eu_and_the_us_exclude():
    _, found = a12(date(2000, 12, 20))
    assert {(each.party, each.option) for each in found.avoid} == {("eu", "presumption"), ("us", "no_provision")}
    assert ("us", "presumption") in {(each.party, each.option) for each in found.keep}
    assert ("in", "presumption") in {(each.party, each.option) for each in found.keep}


def test_in_2000_the_may_clause_that_closed_it_in_2011_leads_and_nothing_later_is_cited():
    _, found = a12(date(2000, 12, 20))
    assert found.patterns[0].id == "may_clause"
    assert all(each.year < 2000 for pattern in found.patterns for each in pattern.precedents)
    assert found.patterns[0].precedents
