"""The built-in case `marrakesh`, against the shared facts it comes from and against what they show when read."""

from collections import Counter
from importlib.resources import as_file, files

import pytest
import yaml

from corpus import CORPUS, needs_corpus
from travaux.facts.loading import load
from travaux.facts.model import FACTS

PROSE = {"what", "question", "label", "reason", "note", "result", "about", "a", "b", "entry_condition", "gaps"}
POSITION = ("party", "issue", "option", "stance", "date", "source", "evidence", "confidence")
OUTCOME = ("issue", "option", "date", "source", "evidence", "confidence")
REFERENCES = ("refs_normal_exploitation", "refs_three_step_more", "refs_technological_measures")
ADDED_SOURCE = "osf_2012"  # for the doubt on one position


@pytest.fixture(scope="module")
def ours():
    return yaml.safe_load((files("travaux.cases") / "marrakesh" / "case.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shared():
    return yaml.safe_load((CORPUS / "cases" / "marrakesh.yaml").read_text(encoding="utf-8"))


def on_record(facts, keys):
    """The facts that are not recalled, by these keys, as a bag."""
    return Counter(tuple(fact.get(key) for key in keys) for fact in facts if fact.get("evidence") != "recalled")


def prose(value, key=""):
    if isinstance(value, dict):
        for name, part in value.items():
            yield from prose(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from prose(part, key)
    elif isinstance(value, str) and key in PROSE:
        yield " ".join(value.lower().split())


def test_every_fact_fits_its_model(ours):
    for section, kind in FACTS.items():
        facts = ours.get(section, [])
        if section == "sources":
            facts = [{"id": name, **source} for name, source in facts.items()]
        for fact in facts if isinstance(facts, list) else [facts]:
            unknown = set(kind.model_validate(fact).model_extra or {})
            assert unknown <= {*REFERENCES, "refs_commercial_availability"}, fact


def test_the_folder_loads_without_a_remark():
    with as_file(files("travaux.cases") / "marrakesh") as folder:
        record = load(folder)
    assert record.remarks == ()
    assert record.name == "marrakesh"


def test_every_name_used_is_defined(ours):
    parties = {party["id"] for party in ours["parties"]}
    options = {(issue["id"], option["id"]) for issue in ours["issues"] for option in issue["options"]}
    for section in ("sessions", "drafts", "groups", "issues", "positions", "outcome"):
        assert {fact["source"] for fact in ours[section]} <= set(ours["sources"])
    assert {draft["session"] for draft in ours["drafts"]} <= {session["id"] for session in ours["sessions"]}
    assert {member for group in ours["groups"] for member in group["members"]} <= parties
    assert {fact["party"] for fact in ours["positions"]} <= parties
    assert {(fact["issue"], fact["option"]) for fact in ours["positions"] + ours["outcome"]} <= options


def test_nothing_recalled_is_in_the_case(ours):
    for section in ("sessions", "groups", "issues", "positions", "outcome"):
        assert {fact["evidence"] for fact in ours[section]} <= {"seen", "derived"}


@needs_corpus
def test_positions_and_outcomes_are_those_on_record(ours, shared):
    assert on_record(ours["positions"], POSITION) == on_record(shared["positions"], POSITION)
    assert on_record(ours["outcome"], OUTCOME) == on_record(shared["outcome"], OUTCOME)
    kinds = (*POSITION, "kind")
    flat = [[{**fact, **fact["restraint"]} for fact in case["positions"]] for case in (ours, shared)]
    assert on_record(flat[0], kinds) == on_record(flat[1], kinds)


@needs_corpus
def test_sessions_drafts_groups_parties_and_sources_carry_over(ours, shared):
    numbers = ("pages", "brackets", "alternatives", *REFERENCES, "refs_commercial_availability")
    for section, keys in {
        "sessions": ("id", "body", "start", "end", "place", "source", "evidence", "confidence"),
        "parties": ("id", "name", "kind"),
        "drafts": ("id", "date", "session", "source", *numbers),
    }.items():
        assert on_record(ours[section], keys) == on_record(shared[section], keys)
    for part in ("id", "members", "source", "evidence"):
        assert [group[part] for group in ours["groups"]] == [group[part] for group in shared["groups"]]
    for part in ("agreed", "open", "deleted", "added"):
        assert [len(draft.get(part, [])) for draft in ours["drafts"]] == [
            len(draft.get(part, [])) for draft in shared["drafts"]
        ]
    for name, source in shared["sources"].items():
        assert ours["sources"][name] == source
    assert set(ours["sources"]) - set(shared["sources"]) == {ADDED_SOURCE}


@needs_corpus
def test_the_treaty_its_first_parties_and_the_issues_carry_over(ours, shared):
    days = ("id", "name", "adopted", "in_force", "depositary", "evidence", "sources")
    assert [ours["instrument"][key] for key in days] == [shared["instrument"][key] for key in days]
    spelt_out = {"DPR Korea": "Democratic People's Republic of Korea"}
    first = [spelt_out.get(name, name) for name in shared["first_twenty"]["names"]]
    assert ours["first_twenty"]["names"] == first
    for mine, theirs in zip(ours["issues"], shared["issues"], strict=True):
        for key in ("id", "article", "source", "evidence", "confidence"):
            assert mine.get(key) == theirs[key]
        assert [option["id"] for option in mine["options"]] == [option["id"] for option in theirs["options"]]
    assert len(ours["conflicts"]) == len(shared["conflicts"])
    assert len(ours["gaps"]) == len(shared["gaps"]) + 1  # one more: the outcomes that are left out


@needs_corpus
def test_no_description_is_taken_over_word_for_word(ours, shared):
    theirs = set(prose(shared))
    assert [each for each in prose(ours) if len(each.split()) >= 5 and each in theirs] == []


def test_seven_of_nine_issues_have_an_outcome_and_two_stay_open(ours):
    issues = {issue["id"] for issue in ours["issues"]}
    settled = {fact["issue"] for fact in ours["outcome"] if fact.get("option")}
    assert len(issues) == 9
    assert len(settled) == len(ours["outcome"]) == 7
    assert issues - settled == {"commercial", "translation"}


def test_twenty_instruments_brought_the_treaty_into_force(ours):
    names = ours["first_twenty"]["names"]
    assert len(set(names)) == 20
    assert names[-1] == "Canada"


def test_the_two_red_lines_of_the_united_states_agree_with_the_outcome(ours):
    red = {(fact["party"], fact["issue"], fact["option"]) for fact in ours["positions"] if fact["stance"] == "red_line"}
    assert red == {("us", "beneficiaries", "with_deaf"), ("us", "works", "av_in")}
    chosen = {(fact["issue"], fact["option"]) for fact in ours["outcome"]}
    assert {("beneficiaries", "print_only"), ("works", "av_out")} <= chosen


def test_positions_that_an_advocate_tells_of_others_say_so(ours):
    told = [fact for fact in ours["positions"] if fact["source"] == "kei_22178"]
    assert {fact["party"] for fact in told} == {"us", "eu", "mpaa", "publishers"}
    assert all("told by KEI" in fact["note"] and "KEI" in fact["restraint"]["reason"] for fact in told)


def test_the_count_of_brackets_falls_from_88_to_none_in_two_months(ours):
    counted = {draft["date"]: draft["brackets"] for draft in ours["drafts"] if isinstance(draft.get("brackets"), int)}
    assert counted == {"2013-04-20": 88, "2013-06-25": 0}


def test_whatever_is_derived_says_how(ours):
    for section in ("drafts", "positions", "outcome"):
        assert all(fact.get("note") for fact in ours[section] if fact.get("evidence") == "derived")
