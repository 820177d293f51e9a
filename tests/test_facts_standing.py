"""Who stands where: which statements count, since when, and for whom."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from corpus import CORPUS, needs_corpus
from travaux.facts import case as case_room
from travaux.facts import from_mapping, load, rows, view
from travaux.facts.register import register
from two_worlds import WITHOUT_SHRINKING, members_on, pairs

ISSUES = [{"id": "i", "title": "Term", "options": [{"id": "a", "label": "Fifty years"}, {"id": "b"}]}]


def case(positions, groups=(), **more):
    facts = [{"id": f"p{number}", "issue": "i", "option": "a", **each} for number, each in enumerate(positions)]
    sections = {"issues": ISSUES, "positions": facts, "groups": list(groups), **more}
    return view(from_mapping({"schema": "travaux-case/1", **sections}))


def says(party, stance=None, day=None, **more):
    fact = {"party": party, "stance": stance, "date": day, **more}
    return {key: value for key, value in fact.items() if value is not None}


def who(*positions, groups=(), on=None):
    """The rows of statements, as party, option, stance, and id."""
    return [(one.party, one.option, one.stance, one.fact) for one in case(positions, groups).who(on=on)]


def group(name, *members):
    return {"id": name, "name": name.upper(), "members": list(members)}


def test_the_latest_statement_counts_and_keeps_those_before_it():
    said = case(
        [says("us", "oppose", "2000-01-01"), says("us", "red_line", "2001-01-01"), says("us", "red_line", "2002-01-01")]
    )
    [one] = said.who()
    assert (one.fact, one.stance, one.date, one.since) == ("p2", "red_line", date(2002, 1, 1), date(2001, 1, 1))
    assert one.earlier == ((date(2000, 1, 1), "oppose"), (date(2001, 1, 1), "red_line"))


def test_the_order_of_the_file_does_not_decide_what_is_latest():
    assert who(says("us", "accept", "2002-01-01"), says("us", "oppose", "2000-01-01")) == [("us", "a", "accept", "p0")]


def test_a_run_that_was_broken_begins_anew():
    days = [("prefer", "2000-01-01"), ("oppose", "2001-01-01"), ("prefer", "2002-01-01"), ("prefer", "2003-01-01")]
    [one] = case([says("us", stance, day) for stance, day in days]).who()
    assert one.since == date(2002, 1, 1)


def test_a_statement_without_a_day_comes_before_all_others():
    [one] = case([says("us", "oppose", "2000-01-01"), says("us", "oppose")]).who()
    assert (one.fact, one.since, one.earlier) == ("p0", None, ((None, "oppose"),))


def test_each_option_stands_for_itself():
    assert who(says("us", "oppose", "2000-01-01"), says("us", "prefer", "2001-01-01", option="b")) == [
        ("us", "a", "oppose", "p0"),
        ("us", "b", "prefer", "p1"),
    ]


def test_two_stances_of_one_day_both_stay_and_conflict():
    said = case(
        [says("us", "accept", "2000-01-01"), says("us", "oppose", "2000-01-01"), says("us", "oppose", "2000-01-01")]
    )
    assert [(one.fact, one.conflicts_with) for one in said.who()] == [
        ("p0", ("p1", "p2")),
        ("p1", ("p0",)),
        ("p2", ("p0",)),
    ]


def test_statements_that_share_an_id_by_mistake_conflict_all_the_same():
    twice = [says("us", "accept", "2000-01-01", id="p"), says("us", "oppose", "2000-01-01", id="p")]
    assert [(one.stance, one.conflicts_with) for one in case(twice).who()] == [("accept", ("p",)), ("oppose", ("p",))]


def test_a_statement_nobody_can_read_keeps_its_words():
    [one] = case([says("us", words="needs more time")]).who()
    assert (one.option, one.stance, one.words, one.since) == ("a", None, "needs more time", None)


def test_an_unread_statement_leaves_no_acceptance_standing():
    said = (says("us", "accept", "2000-01-01"), says("us", None, "2001-01-01", words="withdraws its support"))
    assert who(*said) == [("us", "a", None, "p1")]
    [one] = case(said).who()
    assert one.earlier == ((date(2000, 1, 1), "accept"),)


@pytest.mark.parametrize("stance", ["oppose", "red_line"])
def test_an_unread_statement_lifts_no_objection(stance):
    said = (says("us", stance, "2000-01-01"), says("us", None, "2001-01-01", words="is flexible"))
    assert who(*said) == [("us", "a", stance, "p0"), ("us", "a", None, "p1")]
    again = case([*said, says("us", stance, "2002-01-01")])
    assert [(one.fact, one.since) for one in again.who()] == [("p2", date(2000, 1, 1))]


def test_an_acceptance_after_an_unread_statement_is_a_new_one():
    said = case(
        [says("us", "accept", "2000-01-01"), says("us", None, "2001-01-01"), says("us", "accept", "2002-01-01")]
    )
    assert [one.since for one in said.who()] == [date(2002, 1, 1)]


def test_words_on_an_issue_as_a_whole_touch_no_option():
    whole = {"id": "whole", "issue": "i", "party": "us", "words": "wants time", "date": "2001-01-01"}
    option = {"id": "p0", "issue": "i", "option": "a", "party": "us", "stance": "accept", "date": "2000-01-01"}
    said = view(from_mapping({"schema": "travaux-case/1", "issues": ISSUES, "positions": [option, whole]}))
    assert [(one.fact, one.option) for one in said.who()] == [("p0", "a"), ("whole", None)]


def test_what_a_group_says_counts_for_its_members_on_that_day():
    members = ("us", {"party": "uk", "to": "1999-12-31"}, {"party": "pl", "from": "2000-01-01"})
    said = case(
        [says("g", "red_line", "2000-01-01", restraint={"kind": "principle"}, evidence="seen")], [group("g", *members)]
    )
    assert [(one.party, one.basis, one.group, one.evidence) for one in said.who()] == [
        ("g", "own", None, "seen"),
        ("us", "group", "g", "derived"),
        ("pl", "group", "g", "derived"),
    ]
    assert {one.restraint.kind for one in said.who()} == {"principle"}
    assert {one.fact for one in said.who()} == {"p0"}


def test_who_left_a_group_is_still_held_by_what_it_said_before():
    members = ("us", {"party": "uk", "to": "2005-12-31"})
    said = case([says("g", "red_line", "2000-01-01"), says("g", "accept", "2010-01-01")], [group("g", *members)])
    assert [(one.party, one.stance) for one in said.who()] == [("g", "accept"), ("us", "accept"), ("uk", "red_line")]


@pytest.mark.parametrize("day", ["1999-01-01", "2000-01-01", "2001-01-01"])
def test_a_members_own_word_overrides_that_of_its_group_whenever_it_was_said(day):
    said = (says("g", "red_line", "2000-01-01"), says("us", "accept", day))
    groups = [group("g", "us", "eu")]
    assert who(*said, groups=groups) == [
        ("g", "a", "red_line", "p0"),
        ("us", "a", "accept", "p1"),
        ("eu", "a", "red_line", "p0"),
    ]


def test_a_members_word_on_another_option_overrides_nothing():
    said = (says("g", "red_line", "2000-01-01"), says("us", "accept", "2000-01-01", option="b"))
    assert ("us", "a", "red_line", "p0") in who(*said, groups=[group("g", "us")])


def test_a_members_unread_word_overrides_the_groups_acceptance_and_not_its_objection():
    unread = says("us", None, "2001-01-01", words="is studying it")
    groups = [group("g", "us")]
    kept = who(says("g", "red_line", "2000-01-01"), unread, groups=groups)
    assert [row for row in kept if row[0] == "us"] == [("us", "a", None, "p1"), ("us", "a", "red_line", "p0")]
    gone = who(says("g", "accept", "2000-01-01"), unread, groups=groups)
    assert [row for row in gone if row[0] == "us"] == [("us", "a", None, "p1")]


def test_two_groups_that_differ_both_stay_and_conflict():
    groups = [group("g", "us"), group("h", "us")]
    said = case([says("g", "red_line", "2000-01-01"), says("h", "accept", "2010-01-01")], groups)
    ours = [(one.fact, one.group, one.conflicts_with) for one in said.who(party="us")]
    assert ours == [("p0", "g", ("p1",)), ("p1", "h", ("p0",))]


def test_two_groups_that_agree_do_not_conflict():
    groups = [group("g", "us"), group("h", "us")]
    said = case([says("g", "accept", "2000-01-01"), says("h", "accept", "2010-01-01")], groups)
    assert [(one.group, one.conflicts_with) for one in said.who(party="us")] == [("g", ()), ("h", ())]


def test_a_group_inside_a_group_passes_it_on():
    groups = [group("outer", "inner", "eu"), group("inner", "us")]
    assert [row[0] for row in who(says("outer", "oppose", "2000-01-01"), groups=groups)] == ["outer", "eu", "us"]


def test_an_option_off_the_table_has_no_row():
    issues = [{"id": "i", "options": [{"id": "a", "since": "2005-01-01"}, {"id": "b"}]}]
    early = says("us", "accept", "2004-01-01")
    said = case([early, says("us", "accept", "2006-01-01"), says("us", "oppose", option="zz")], issues=issues)
    assert said.who(on="2004-12-31") == ()
    [one] = said.who()
    assert (one.fact, one.since) == ("p1", date(2004, 1, 1))
    assert any("'zz'" in each.what for each in said.remarks)


def test_rows_come_by_issue_then_party_then_option_in_the_order_of_the_file():
    sections = {
        "parties": [{"id": "z", "name": "Z"}, {"id": "b", "name": "B"}],
        "issues": [{"id": "late", "options": [{"id": "y"}, {"id": "x"}]}, {"id": "early", "options": [{"id": "x"}]}],
        "positions": [
            {"party": party, "issue": issue, "option": option, "stance": "accept"}
            for party, issue, option in [
                ("new", "late", "x"), ("b", "early", "x"), ("z", "late", "x"), ("z", "late", "y"), ("b", "late", "x"),
            ]
        ],
    }  # fmt: skip
    found = view(from_mapping({"schema": "travaux-case/1", **sections})).who()
    assert [(one.issue, one.party, one.option) for one in found] == [
        ("late", "z", "y"), ("late", "z", "x"), ("late", "b", "x"), ("late", "new", "x"), ("early", "b", "x"),
    ]  # fmt: skip


def test_rows_can_be_asked_for_by_issue_party_and_group():
    parties = [{"id": "us", "name": "United States"}, {"id": "eu", "name": "EU"}, {"id": "ch", "name": "CH"}]
    said = case(
        [says("us", "oppose"), says("ch", "accept"), says("g", "accept")], [group("g", "us", "eu")], parties=parties
    )
    assert [one.party for one in said.who(group="g")] == ["us", "eu", "g"]
    assert [one.party for one in said.who(party="United States")] == ["us"]
    assert said.who(party="ch", group="g") == ()
    assert said.who(issue="i") == said.who()


def test_a_row_has_every_field_on_record():
    fact = {
        "id": "p", "party": "us", "issue": "i", "option": "a", "stance": "accept", "date": "2001-01-01", "source": "s",
        "restraint": {"kind": "capacity", "reason": "few staff"}, "conditions": [{"issue": "j", "option": "x"}],
        "subject_to": "ad referendum", "salience": 2, "evidence": "seen", "confidence": "low", "note": "doubtful",
        "words": "could live with it", "recorded": "2002-02-02", "supersedes": "q", "x_page": 4,
    }  # fmt: skip
    record = from_mapping({
        "schema": "travaux-case/1",
        "sources": {"s": {"title": "Report", "address": "https://example.org/r"}},
        "parties": [{"id": "us", "name": "United States"}],
        "issues": ISSUES,
        "positions": [fact],
    })  # fmt: skip
    expected = {
        **fact, "fact": "p", "party_name": "United States", "issue_title": "Term", "option_label": "Fifty years",
        "source_title": "Report", "source_address": "https://example.org/r", "since": "2001-01-01", "reader": "public",
        "basis": "own", "group": None, "conflicts_with": [], "earlier": [], "extra": {"x_page": 4},
    }  # fmt: skip
    [row] = rows(view(record), view(record).who())
    assert row == {key: value for key, value in expected.items() if key not in ("id", "x_page")}
    assert json.loads(json.dumps(row)) == row


def test_a_row_without_names_on_record_says_so():
    [row] = rows(said := case([says("us", "accept", source="s", option="b")]), said.who())
    assert [row[key] for key in ("party_name", "option_label", "source_title", "source_address", "date")] == [
        "us", None, None, None, None,
    ]  # fmt: skip


@settings(max_examples=150, deadline=None, phases=WITHOUT_SHRINKING, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_no_objection_is_lost_and_no_consent_is_made_up(pair):
    for reader in ("public", "chair"):
        seen = view(from_mapping(pair.one), reader)
        found = seen.who()
        spoken = {(own.party, own.issue, own.option) for own in found if own.basis == "own" and own.stance}
        said = [(each.id, each.party, each.option, each.stance) for each in seen.positions]
        for one in found:
            assert (one.fact, one.group or one.party, one.option, one.stance) in said
            assert one.option is None or one.option in [option.id for option in seen.options(one.issue)]
            if one.basis == "group":
                assert (one.party, one.issue, one.option) not in spoken
                day = one.date or seen.as_of
                hidden = day is None or any(fact.reader != "public" for fact in seen.groups)
                assert hidden or one.party in members_on(pair.one, one.group, str(day), ())
        assert _objections(seen) <= {(one.party, one.issue, one.option) for one in found if one.stance in AGAINST}


AGAINST = ("oppose", "red_line")


def _objections(seen):
    """Where the last words of a party that can be read are against an option on the table."""
    last = {}
    for position in sorted(seen.positions, key=lambda each: each.date or date.min):
        on_the_table = [
            option.id for each in seen.issues if each.id == position.issue for option in seen.options(each.id)
        ]
        if position.stance and position.option in on_the_table:
            last[position.party, position.issue, position.option] = position.stance
    return {key for key, stance in last.items() if stance in AGAINST}


# Derived by hand from the case files.


@pytest.fixture(scope="module")
def avp():
    return view(load(CORPUS / "cases" / "avp.yaml"))


@pytest.fixture(scope="module")
def patents():
    return view(load(CORPUS / "cases" / "patent_harmonisation.yaml"))


@needs_corpus
def test_avp_the_us_on_article_12_at_the_end_of_2000(avp):
    found = avp.who("a12", "us", on="2000-12-20")
    assert [(one.option, one.stance, str(one.since), str(one.date)) for one in found] == [
        ("presumption", "prefer", "1996-12-11", "2000-04-11"),
        ("irrebuttable", "accept", "1996-12-11", "1996-12-11"),
        ("applicable_law", "prefer", "1996-12-11", "1996-12-11"),
        ("no_provision", "red_line", "2000-12-20", "2000-12-20"),
    ]
    assert found[-1].earlier == ((date(2000, 4, 11), "oppose"),)
    assert (found[-1].restraint.kind, found[-1].source, found[-1].confidence) == (
        "constituency",
        "cardozo_pr",
        "medium",
    )


@needs_corpus
def test_avp_the_day_before_the_us_had_only_argued_against_no_provision(avp):
    [one] = [one for one in avp.who("a12", "us", on="2000-12-19") if one.option == "no_provision"]
    assert (one.stance, one.since, one.earlier) == ("oppose", date(2000, 4, 11), ())


@needs_corpus
def test_avp_what_the_eu_is_only_remembered_to_have_wanted_is_not_there(avp):
    assert [(one.option, one.stance) for one in avp.who("a12", "eu", on="2000-12-20")] == [("presumption", "red_line")]
    assert avp.who("a05", "eu") == ()


@needs_corpus
def test_avp_the_permissive_clause_is_not_on_the_table_before_june_2011(avp):
    def on(day):
        return {one.party: one.stance for one in avp.who("a12", on=day) if one.option == "permissive"}

    assert "permissive" not in [option.id for option in avp.on_day("2011-06-14").options("a12")]
    assert "permissive" in [option.id for option in avp.on_day("2011-06-15").options("a12")]
    assert on("2011-06-15") == {}
    assert on("2011-06-24") == dict.fromkeys(("us", "sag", "eu", "in"), "accept")
    assert on("2012-06-26") == dict.fromkeys(("us", "sag", "eu", "in", "fia", "mpa"), "accept")


@needs_corpus
def test_avp_india_speaks_for_itself_and_korea_through_the_consultation_of_1998(avp):
    rows_of = {party: avp.who("pace", party, on="1998-12-31") for party in ("in", "kr")}
    assert [(one.option, one.stance, one.basis) for one in rows_of["in"]] == [("wait", "accept", "own")]
    assert [(one.option, one.stance, one.group) for one in rows_of["kr"]] == [("wait", "prefer", "asia_pacific_1998")]


@needs_corpus
def test_avp_latin_america_has_asked_for_a_protocol_since_quito(avp):
    [one] = avp.who("form", "pe")
    assert (one.stance, one.group, str(one.since), str(one.date)) == (
        "prefer",
        "grulac_1998",
        "1998-05-06",
        "1998-10-01",
    )


@needs_corpus
def test_patents_the_red_line_of_group_b_counts_for_its_five_members(patents):
    found = [one for one in patents.who("scope", on="2006-04-12") if one.option == "all" and one.stance == "red_line"]
    assert {one.party: (one.basis, one.evidence) for one in found} == {
        "group_b": ("own", "seen"),
        **dict.fromkeys(("us", "jp", "eu", "ca", "au"), ("group", "derived")),
    }
    assert patents.who("scope", "us", on="2006-04-11") == ()


@needs_corpus
def test_patents_the_friends_of_development_exclude_the_short_package(patents):
    found = [one for one in patents.who("scope", on="2006-04-12") if one.option == "four" and one.stance == "red_line"]
    assert {(one.party, str(one.since)) for one in found} == {(party, "2005-06-01") for party in ("gfod", "ar", "br")}


@needs_corpus
def test_patents_on_the_forum_the_us_spoke_for_itself_and_japan_is_in_two_groups(patents):
    assert [(one.stance, one.basis) for one in patents.who("forum", "us")] == [("accept", "own")]
    assert {(one.stance, one.group, one.conflicts_with) for one in patents.who("forum", "jp")} == {
        ("prefer", "bplus", ()),
        ("prefer", "tegernsee", ()),
    }


@needs_corpus
def test_patents_the_safety_net_is_accepted_by_the_epo_and_unknown_for_the_us(patents):
    net = {one.party: one for one in patents.who("grace", on="2024-04-24") if one.option == "safety_net"}
    assert (net["epo"].stance, net["epo"].restraint.kind, net["epo"].since) == ("accept", "linkage", date(2023, 7, 31))
    assert "us" not in net


@needs_corpus
@pytest.mark.parametrize("name", ["avp", "patent_harmonisation", "marrakesh"])
def test_recalled_facts_are_in_no_answer(name):
    seen = view(load(CORPUS / "cases" / f"{name}.yaml"))
    recalled = {fact.id for fact in seen.set_aside}
    assert recalled
    assert not recalled & {one.fact for one in seen.who()}
    assert not recalled & {fact.id for facts in seen.sections.values() for fact in facts}
    assert not any(one.evidence == "recalled" for one in seen.who())


def test_the_register_is_made_once_for_all_questions(monkeypatch):
    made = []
    monkeypatch.setattr(case_room, "register", lambda seen: made.append(seen) or register(seen))
    seen = case([says("us", "oppose"), says("eu", "accept")])
    assert [len(seen.who()), len(seen.who("i", "us")), len(seen.who(party="eu"))] == [2, 1, 1]
    assert len(made) == 1
