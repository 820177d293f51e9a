"""The case as one reader sees it on one day."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import CORPUS, needs_corpus
from travaux.errors import TravauxError
from travaux.facts import from_mapping, load, view
from travaux.facts.model import Issue, Position, TreatyAction, TreatyStatus
from two_worlds import DAYS, LATE, WITHOUT_SHRINKING, pairs

ISSUE = {"id": "i", "title": "Term", "options": [{"id": "a", "label": "Fifty"}, {"id": "b", "since": "2005-01-01"}]}


def record(name="talks", **sections):
    return from_mapping({"schema": "travaux-case/1", **sections}, name)


def said(party="us", option="a", stance="oppose", issue="i", **more):
    return {"party": party, "issue": issue, "option": option, "stance": stance, **more}


def ids(facts):
    return [fact.id for fact in facts]


def test_a_view_holds_what_its_reader_may_read_in_the_order_of_the_file():
    facts = [said(id="p1"), said(id="p2", reader="chair"), said(id="p3", reader="party:eu"), said(id="p4")]
    case = record(positions=facts, parties=[{"id": "eu", "name": "EU"}])
    assert ids(view(case).positions) == ["p1", "p4"]
    assert ids(view(case, "chair").positions) == ["p1", "p2", "p4"]
    assert ids(view(case, "eu").positions) == ["p1", "p3", "p4"]
    assert ids(view(case, "us").positions) == ["p1", "p2", "p4"]
    assert "p3" not in repr(vars(view(case, "us")))


def test_facts_of_a_later_day_are_not_there():
    case = view(
        record(positions=[said(id="old", date="2000-01-01"), said(id="new", date="2001-01-01"), said(id="ever")])
    )
    assert ids(case.on_day("2000-12-31").positions) == ["old", "ever"]
    assert ids(case.on_day("2001-01-01").positions) == ["old", "new", "ever"]


def test_what_came_on_record_later_was_not_known():
    facts = [
        said(id="early", recorded="2000-02-01"),
        said(id="late", date="1999-01-01", recorded="2005-01-01"),
        said(id="ever"),
    ]
    case = view(record(positions=facts))
    assert ids(case.known_by("2001-01-01").positions) == ["early", "ever"]
    assert ids(case.on_day("2001-01-01").positions) == ["early", "late", "ever"]


def test_nothing_later_than_the_day_of_knowledge_was_known_unless_a_day_is_given():
    case = view(record(positions=[said(id="planned", date="2005-01-01"), said(id="old", date="2000-01-01")]))
    assert ids(case.known_by("2001-01-01").positions) == ["old"]
    assert ids(case.known_by("2001-01-01").on_day("2006-01-01").positions) == ["planned", "old"]


def test_the_day_of_a_view_is_the_one_asked_for_or_that_of_the_latest_fact_seen():
    case = record(positions=[said(date="2001-05-05"), said("eu", date="2004-04-04", reader="chair")])
    assert view(case).as_of == date(2001, 5, 5)
    assert view(case, "chair").as_of == date(2004, 4, 4)
    assert view(case, on="1999-01-01").as_of == date(1999, 1, 1)
    assert view(case, "chair", known="2003-01-01").as_of == date(2001, 5, 5)
    assert view(record(positions=[said()])).as_of is None


def test_a_day_may_be_a_date_a_time_or_words():
    case = view(record(positions=[said()]))
    day = date(2000, 12, 20)
    assert [case.on_day(each).on for each in (day, datetime(2000, 12, 20, 9), "2000-12-20", None)] == [
        day,
        day,
        day,
        None,
    ]


@pytest.mark.parametrize("words", ["2000", "2000-12", "20001220", "2001-02-29", "tomorrow", "2000-12-20T10"])
def test_what_is_no_day_is_refused(words):
    with pytest.raises(TravauxError, match="is no day"):
        view(record(positions=[said()]), on=words)


@settings(max_examples=60, deadline=None, phases=WITHOUT_SHRINKING, suppress_health_check=list(HealthCheck))
@given(
    pairs(),
    st.sampled_from((*DAYS, LATE, None)),
    st.sampled_from((*DAYS, None)),
    st.sampled_from(("public", "chair", "aa")),
)
def test_going_to_another_day_and_back_is_the_view_of_that_day(pair, first, then, reader):
    case = from_mapping(pair.one)
    for day in (then, None):
        there, straight = view(case, reader, on=first).on_day(day), view(case, reader, on=day)
        assert there == straight
        assert there.who() == straight.who()
        assert there.sections == straight.sections


def test_a_correction_takes_the_place_of_what_it_corrects():
    facts = [said(id="slip"), said(id="other", party="eu"), said(id="right", stance="accept", supersedes="slip")]
    assert ids(view(record(positions=facts)).positions) == ["other", "right"]


def test_a_correction_counts_from_the_day_it_was_known_and_for_whoever_may_read_it():
    right = said(id="right", stance="accept", supersedes="slip", reader="chair", recorded="2003-01-01")
    case = record(positions=[said(id="slip"), right])
    assert ids(view(case).positions) == ["slip"]
    assert ids(view(case, "chair").positions) == ["right"]
    assert ids(view(case, "chair", known="2002-01-01").positions) == ["slip"]


def test_corrections_of_corrections_leave_the_last():
    facts = [said(id="p1"), said(id="p3", supersedes="p2"), said(id="p2", supersedes="p1")]
    assert ids(view(record(positions=facts)).positions) == ["p3"]


def test_facts_that_correct_each_other_or_themselves_all_stay():
    facts = [said(id="p1", supersedes="p2"), said(id="p2", supersedes="p1"), said(id="p3", supersedes="p3")]
    assert ids(view(record(positions=facts)).positions) == ["p1", "p2", "p3"]
    assert ids(view(record(positions=[*facts, said(id="p0"), said(id="p4", supersedes="p1")])).positions) == [
        "p2", "p3", "p0", "p4",
    ]  # fmt: skip


def test_a_corrected_issue_keeps_its_name_and_its_place():
    better = {**ISSUE, "id": "i-2", "title": "Term of protection", "supersedes": "i"}
    case = view(record(issues=[ISSUE, {"id": "j", "options": [{"id": "x"}]}, better], positions=[said()]))
    assert [(issue.id, issue.title) for issue in case.issues] == [("i", "Term of protection"), ("j", "")]
    assert [one.issue for one in case.who()] == ["i"]


def test_facts_of_different_kinds_with_one_id_do_not_correct_each_other():
    parties = [{"id": "g", "name": "G", "kind": "group"}]
    groups = [
        {"id": "g", "name": "G", "members": ["us"]},
        {"id": "g-2", "name": "G", "members": ["eu"], "supersedes": "g"},
    ]
    case = view(record(parties=parties, groups=groups))
    assert ids(case.parties) == ["g"]
    assert case.members("g") == ("eu",)


def test_what_is_recalled_is_set_aside_and_in_no_answer():
    facts = [
        said(id="seen", date="2000-01-01"),
        said(id="recalled", option="b", date="2009-01-01", evidence="recalled"),
        said(id="slip", stance="accept", supersedes="seen", evidence="recalled"),
    ]
    outcome = [{"id": "end", "issue": "i", "option": "a", "evidence": "recalled"}]
    case = view(record(issues=[ISSUE], positions=facts, outcome=outcome))
    assert ids(case.set_aside) == ["recalled", "slip", "end"]
    assert [one.fact for one in case.who()] == ["seen"]
    assert case.outcome("i") is None
    assert case.as_of == date(2000, 1, 1)


def test_a_meeting_is_not_there_before_it_begins():
    case = view(record(sessions=[{"id": "s", "start": "2000-12-07", "end": "2000-12-20"}]))
    assert ids(case.on_day("2000-12-06").sessions) == []
    assert ids(case.on_day("2000-12-07").sessions) == ["s"]


def test_what_happens_to_a_treaty_later_has_not_happened():
    case = view(record(
        instrument={"id": "t", "name": "T", "adopted": "2012-06-24", "in_force": "2020-04-28"},
        status=[
            {"id": "cn", "party": "cn", "signed": "2012-06-26", "instrument": "2014-07-09", "kind": "ratification"},
            {"id": "jp", "party": "jp", "instrument": "2014-06-10", "kind": "accession"},
        ],
    )).on_day("2013-01-01")  # fmt: skip
    [treaty] = case.sections["instrument"]
    assert (treaty.adopted, treaty.in_force) == (date(2012, 6, 24), None)
    [china] = case.of(TreatyStatus)
    assert (china.id, china.signed, china.instrument, china.kind) == ("cn", date(2012, 6, 26), None, None)


def test_an_issue_that_is_not_there_is_refused_with_those_close_to_it():
    case = view(record(issues=[ISSUE, {"id": "scope", "options": [{"id": "x"}]}]))
    with pytest.raises(TravauxError) as refusal:
        case.issue("scop")
    assert str(refusal.value) == "talks: there is no issue 'scop' (close to it: scope). Remedy: name one of i, scope."
    for ask in (case.options, case.outcome, lambda name: case.who(issue=name)):
        with pytest.raises(TravauxError, match="there is no issue 'scop'"):
            ask("scop")


def test_a_refusal_names_no_hundred_names():
    case = view(record(issues=[{"id": f"i{n}", "options": [{"id": "x"}]} for n in range(100)]))
    with pytest.raises(TravauxError) as refusal:
        case.issue("scope")
    assert refusal.value.remedy.startswith("name one of the 100 on record, such as i0, i1")
    assert len(str(refusal.value)) < 200


def test_an_option_exists_from_its_first_to_its_last_day():
    options = [{"id": "a", "until": "2004-12-31"}, {"id": "b", "since": "2005-01-01"}, {"id": "c"}]
    case = view(record(issues=[{"id": "i", "options": options}]))
    assert ids(case.on_day("2004-12-31").options("i")) == ["a", "c"]
    assert ids(case.on_day("2005-01-01").options("i")) == ["b", "c"]
    assert ids(case.options("i")) == ["a", "b", "c"]


def ended(option, day=None, **more):
    return {"issue": "i", "option": option, "date": day, **more} if day else {"issue": "i", "option": option, **more}


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([], None),
        ([ended("a", "2000-01-01")], "a"),
        ([ended("a", "2000-01-01"), ended("b", "2006-01-01")], "b"),
        ([ended("b", "2006-01-01"), ended("a")], "b"),
        ([ended("a", "2000-01-01"), {"issue": "i", "result": "reopened", "date": "2003-01-01"}], None),
        ([ended("a", "2000-01-01"), ended("b", "2000-01-01")], None),
        ([ended("a", "2000-01-01", source="x"), ended("a", "2000-01-01", source="y")], "a"),
        ([ended("zz", "2000-01-01")], None),
        ([ended("a", "2010-01-01")], None),
    ],
)
def test_an_issue_ends_as_the_latest_outcome_by_that_day_says(outcomes, expected):
    found = view(record(issues=[ISSUE], outcome=outcomes), on="2008-01-01").outcome("i")
    assert (found.option if found else None) == expected


def test_states_and_organisations_decide_and_groups_without_members():
    parties = [
        {"id": "us", "name": "US"},
        {"id": "eu", "name": "EU", "kind": "igo"},
        {"id": "mpa", "name": "MPA", "kind": "ngo"},
        {"id": "wbu", "name": "WBU", "kind": "ngo", "decides": True},
        {"id": "obs", "name": "Observer", "decides": False},
        {"id": "africa", "name": "African Group", "kind": "group"},
        {"id": "b", "name": "Group B", "kind": "group"},
    ]
    groups = [{"id": "b", "name": "Group B", "members": [{"party": "us", "from": "2005-01-01"}]}]
    case = view(record(parties=parties, groups=groups, positions=[said("in"), said("b")]))
    assert case.on_day("2006-01-01").deciders == ("us", "eu", "wbu", "africa", "in")
    assert case.on_day("2004-01-01").deciders == ("us", "eu", "wbu", "africa", "b", "in")


def test_a_group_inside_a_group_decides_while_nobody_speaks_in_its_place():
    inner = {"id": "inner", "name": "Inner", "members": [{"party": "us", "from": "2005-01-01"}]}
    case = view(record(groups=[{"id": "outer", "name": "Outer", "members": ["inner", "eu"]}, inner], issues=[ISSUE],
                       positions=[said("outer", date="2004-01-01")]))  # fmt: skip
    assert case.on_day("2004-06-01").deciders == ("inner", "eu", "us")
    assert [one.party for one in case.on_day("2004-06-01").who()] == ["outer", "inner", "eu"]
    assert case.on_day("2006-06-01").deciders == ("eu", "us")


def test_members_are_those_of_the_day_asked_for_or_of_the_view():
    members = ["us", {"party": "uk", "to": "2020-01-31"}]
    case = view(record(groups=[{"id": "g", "name": "G", "members": members}]), on="2021-01-01")
    assert case.members("g") == ("us",)
    assert case.members("g", date(2019, 1, 1)) == ("us", "uk")
    assert case.members("us") == ()


def test_a_party_is_found_by_id_name_or_alias_in_any_case():
    parties = [{"id": "us", "name": "United States of America", "aliases": ["USA"]}, {"id": "eu", "name": "EU"}]
    case = view(record(parties=parties, positions=[said("JP")]))
    asked = ("us", "US", "usa", "united states of america", "eu", "jp")
    assert [case.party_named(words) for words in asked] == ["us", "us", "us", "us", "eu", "JP"]
    assert [case.party_name(each) for each in ("us", "JP")] == ["United States of America", "JP"]
    with pytest.raises(TravauxError, match="there is no party 'uk'"):
        case.who(party="uk")


def test_a_group_that_is_none_is_refused():
    case = view(record(groups=[{"id": "g77", "name": "G77"}], parties=[{"id": "us", "name": "US"}]))
    with pytest.raises(TravauxError, match="there is no group 'g7' \\(close to it: g77\\)"):
        case.who(group="g7")


def test_remarks_are_made_on_what_is_seen_and_say_no_line():
    positions = [said("us", "a"), said("us", "zz", reader="chair"), said("eu", "yy"), {**said("eu"), "stance": "maybe"}]
    parties = [{"id": "us", "name": "US"}, {"id": "eu", "name": "EU"}]
    case = record(issues=[ISSUE], positions=positions, parties=parties)
    public, chair = (view(case, reader).remarks for reader in ("public", "chair"))
    assert any("'yy'" in each.what for each in public)
    assert any("'maybe'" in each.what for each in public)
    assert not any("'zz'" in str(each) for each in public)
    assert any("'zz'" in each.what for each in chair)
    assert not any(each.line for each in (*public, *chair))


def test_a_remark_on_what_cannot_be_read_is_for_a_group_and_not_for_who_may_have_left_it():
    groups = [{"id": "g", "name": "G", "members": [{"party": "us", "to": "2001-12-31"}, "eu"]}]
    case = record(groups=groups, positions=[{**said(), "date": "soon", "recorded": "2003-12-31", "reader": "group:g"}])
    heard = {
        reader: any("'soon'" in each.what for each in view(case, reader).remarks) for reader in ("group:g", "us", "eu")
    }
    assert heard == {"group:g": True, "us": False, "eu": False}


def test_every_section_is_there_so_that_none_tells_of_hidden_facts():
    mandate = {"party": "us", "at_least": 0.5, "reader": "chair"}
    assert (
        view(record(mandates=[mandate], positions=[said()])).sections.keys()
        == view(record(positions=[said()])).sections.keys()
    )


def test_a_case_asks_for_facts_by_kind():
    case = view(record(issues=[ISSUE], positions=[said(id="p")]))
    assert ids(case.of(Issue)) == ["i"]
    assert ids(case.of(Position)) == ["p"]


def folder(path: Path, *texts):
    (path / "texts").mkdir()
    (path / "texts" / "old.txt").write_text("Each Party [shall][may] act.", encoding="utf-8")
    (path / "texts" / "new.txt").write_text("Each Party [shall] act.", encoding="utf-8")
    (path.parent / "outside.txt").write_text("Each Party [shall] act.", encoding="utf-8")
    lines = "".join(f"  - {text}\n" for text in texts)
    (path / "case.yaml").write_text("schema: travaux-case/1\ntexts:\n" + lines, encoding="utf-8")
    return load(path)


def test_the_draft_of_a_case_is_its_latest_text(tmp_path):
    case = folder(tmp_path, "{id: n, file: new.txt, date: 2001-01-01}", "{id: o, file: old.txt, date: 2000-01-01}")
    drafts = [view(case, on=day).draft() for day in (None, "2000-06-01", "1999-01-01")]
    assert [draft.clean_texts if draft else None for draft in drafts] == [2, 2, None]
    assert [len(draft.issues()[0].options) if draft else None for draft in drafts] == [1, 2, None]


@pytest.mark.parametrize("name", ["../outside.txt", "gone.txt", "/etc/hostname", "case.yaml", "link.txt"])
def test_a_draft_that_is_not_in_the_folder_is_refused(tmp_path, name):
    home = tmp_path / "case"
    home.mkdir()
    case = view(folder(home, f"{{id: x, file: {name}}}"))
    (home / "texts" / "link.txt").symlink_to(home / "case.yaml")
    with pytest.raises(TravauxError, match="is not in the folder of the case"):
        case.draft()


def test_a_draft_told_to_the_chair_is_read_by_the_chair(tmp_path):
    case = folder(tmp_path, "{id: o, file: old.txt}", "{id: n, file: new.txt, reader: chair}")
    options = [len(view(case, reader).draft().issues()[0].options) for reader in ("public", "chair")]
    assert options == [2, 1]


@needs_corpus
def test_avp_ends_with_every_article_but_those_only_recalled():
    case = view(load(CORPUS / "cases" / "avp.yaml"))
    open_issues = [issue.id for issue in case.issues if case.outcome(issue.id) is None]
    assert open_issues == ["a18"]
    recalled = [("Issue", "a19"), ("Outcome", "a18"), ("Outcome", "a19"), ("Position", "a05"), ("Position", "a12")]
    assert sorted((type(fact).__name__, getattr(fact, "issue", fact.id)) for fact in case.set_aside) == recalled


@needs_corpus
def test_marrakesh_ends_with_seven_of_nine_issues():
    case = view(load(CORPUS / "cases" / "marrakesh.yaml"))
    settled = [issue.id for issue in case.issues if case.outcome(issue.id)]
    assert set(settled) == {issue.id for issue in case.issues} - {"commercial", "translation"}
    assert len(case.issues) == 9


@needs_corpus
def test_the_african_group_decides_where_nobody_is_on_record_as_its_member():
    case = view(load(CORPUS / "cases" / "marrakesh.yaml"))
    assert "african_group" in case.deciders
    assert not set(case.deciders) & {"wbu", "kei", "mpaa", "publishers"}
    assert len(case.deciders) == 12  # ten states, the EU and the group; the four non-governmental bodies do not decide


def test_a_day_of_entry_into_force_that_lies_ahead_is_not_the_day_of_the_view():
    deed = {"treaty": "pact", "party": "us"}
    case = view(record(
        treaties=[{"id": "pact", "name": "Pact", "adopted": "2001-01-01"}],
        actions=[{**deed, "kind": "ratification", "date": "2003-05-01"},
                 {**deed, "kind": "entry_into_force", "date": "2090-05-01"}],
    ))  # fmt: skip
    assert case.as_of == date(2003, 5, 1)
    assert [each.kind for each in case.of(TreatyAction)] == ["ratification", "entry_into_force"]
