"""The built-in case `patents`, against the shared facts it comes from and against what they show when read."""

from collections import Counter
from importlib.resources import as_file, files

import pytest
import yaml

from corpus import CORPUS, needs_corpus
from travaux.facts.loading import load
from travaux.facts.model import FACTS

PROSE = {"what", "question", "label", "reason", "note", "result", "about", "a", "b", "subject_to", "gaps"}
# What a position and an outcome are, besides our words for them.
POSITION = ("party", "issue", "option", "stance", "date", "source", "evidence", "confidence")
OUTCOME = ("issue", "option", "date", "source", "evidence", "confidence")
LAW_NOTE = "read from the law as it stood; no statement in the talks was seen"


@pytest.fixture(scope="module")
def ours():
    return yaml.safe_load((files("travaux.cases") / "patents" / "case.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shared():
    path = CORPUS / "cases" / "patent_harmonisation.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def on_record(facts, keys):
    """The facts that are not recalled, by these keys, as a bag."""
    return Counter(tuple(fact.get(key) for key in keys) for fact in facts if fact.get("evidence") != "recalled")


def stances(case, issue, day):
    """Latest stance of each party on each option of an issue by a day, groups not opened."""
    found = {}
    for fact in sorted(case["positions"], key=lambda each: each["date"]):
        if fact["issue"] == issue and fact["date"] <= day:
            found[fact["party"], fact["option"]] = fact["stance"]
    return found


def prose(value, key=""):
    if isinstance(value, dict):
        for name, part in value.items():
            yield from prose(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from prose(part, key)
    elif isinstance(value, str) and key in PROSE:
        yield " ".join(value.lower().split())


def test_every_fact_fits_its_model_and_has_no_unknown_key(ours):
    for section, kind in FACTS.items():
        facts = ours.get(section, [])
        if section == "sources":
            facts = [{"id": name, **source} for name, source in facts.items()]
        for fact in facts if isinstance(facts, list) else [facts]:
            assert not kind.model_validate(fact).model_extra, fact


def test_the_folder_loads_without_a_remark():
    with as_file(files("travaux.cases") / "patents") as folder:
        record = load(folder)
    assert record.remarks == ()
    assert record.name == "patents"


def test_every_name_used_is_defined(ours):
    parties = {party["id"] for party in ours["parties"]}
    options = {(issue["id"], option["id"]) for issue in ours["issues"] for option in issue["options"]}
    for section in ("sessions", "groups", "issues", "positions", "outcome", "numbers"):
        assert {fact["source"] for fact in ours[section]} <= set(ours["sources"])
    assert {member for group in ours["groups"] for member in group["members"]} <= parties
    for fact in ours["positions"]:
        assert fact["party"] in parties
        assert (fact["issue"], fact["option"]) in options
        assert all((each["issue"], each["option"]) in options for each in fact.get("conditions", []))
    assert {(fact["issue"], fact["option"]) for fact in ours["outcome"] if "option" in fact} <= options


def test_nothing_recalled_is_in_the_case(ours):
    for section in ("sessions", "groups", "issues", "positions", "outcome"):
        assert {fact["evidence"] for fact in ours[section]} <= {"seen", "derived"}


def test_the_two_stances_on_conflicting_applications_that_nobody_checked_are_left_out(ours):
    assert stances(ours, "conflict", "2024-04-24") == {("epo", "strict_novelty"): "prefer"}


@needs_corpus
def test_positions_and_outcomes_are_those_on_record(ours, shared):
    assert on_record(ours["positions"], POSITION) == on_record(shared["positions"], POSITION)
    assert on_record(ours["outcome"], OUTCOME) == on_record(shared["outcome"], OUTCOME)
    kinds = (*POSITION, "kind")
    flat = [[{**fact, **fact["restraint"]} for fact in case["positions"]] for case in (ours, shared)]
    assert on_record(flat[0], kinds) == on_record(flat[1], kinds)


@needs_corpus
def test_sessions_groups_parties_sources_and_numbers_carry_over(ours, shared):
    for section, keys in {
        "sessions": ("id", "body", "start", "end", "place", "source", "evidence", "confidence"),
        "parties": ("id", "name", "kind"),
        "numbers": ("value", "unit", "date", "source"),
    }.items():
        assert on_record(ours[section], keys) == on_record(shared[section], keys)
    for part in ("id", "members", "source", "evidence"):
        assert [group[part] for group in ours["groups"]] == [group[part] for group in shared["groups"]]
    assert list(ours["sources"]) == list(shared["sources"])
    for name, source in shared["sources"].items():
        assert (ours["sources"][name]["title"], ours["sources"][name]["kind"]) == (source["title"], source["kind"])
        web = source["address"] if source["address"].startswith("http") else None
        assert ours["sources"][name].get("address") == web
    assert len(ours["conflicts"]) == len(shared["conflicts"])
    assert len(ours["gaps"]) == len(shared["gaps"])


@needs_corpus
def test_issues_keep_their_options_and_articles(ours, shared):
    for mine, theirs in zip(ours["issues"], shared["issues"], strict=True):
        for key in ("id", "article", "source", "evidence", "confidence"):
            assert mine.get(key) == theirs[key]
        assert [option["id"] for option in mine["options"]] == [option["id"] for option in theirs["options"]]


@needs_corpus
def test_no_description_is_taken_over_word_for_word(ours, shared):
    theirs = set(prose(shared))
    assert [each for each in prose(ours) if len(each.split()) >= 5 and each in theirs] == []


def test_in_april_2006_each_side_excludes_the_scope_that_the_other_asks_for(ours):
    assert stances(ours, "scope", "2006-04-12") == {
        ("wipo_sec", "four"): "prefer",
        ("group_b", "four"): "prefer",
        ("group_b", "all"): "red_line",
        ("gfod", "all"): "prefer",
        ("gfod", "four"): "red_line",
    }
    assert [fact.get("option") for fact in ours["outcome"] if fact["issue"] == "scope"] == [None]


def test_in_2024_states_split_on_the_grace_period_along_their_law(ours):
    law = {
        (fact["party"], fact["option"])
        for fact in ours["positions"]
        if fact["issue"] == "grace" and fact.get("note", "").startswith(LAW_NOTE)
    }
    broad = {(party, "broad") for party in ("us", "jp", "ca", "au", "nz", "kr")}
    assert law == broad | {("epo", "strict"), ("cn", "strict")}
    assert "red_line" not in stances(ours, "grace", "2024-04-24").values()
    assert [fact.get("option") for fact in ours["outcome"] if fact["issue"] == "grace"] == [None]


def test_in_2024_the_epo_accepts_a_safety_net_in_a_package_and_the_us_has_not_spoken_on_it(ours):
    found = stances(ours, "grace", "2024-04-24")
    assert found["epo", "safety_net"] == "accept"
    assert ("us", "safety_net") not in found
    assert {party for party, option in found if option == "safety_net"} == {"epo", "epi", "it3", "ficpi"}
    epo = next(fact for fact in ours["positions"] if (fact["party"], fact["option"]) == ("epo", "safety_net"))
    assert "package" in epo["subject_to"]
    assert "conditions" not in epo  # the report does not say what the package holds


def test_epi_accepts_a_safety_net_only_with_prior_users_protected(ours):
    conditional = [fact for fact in ours["positions"] if fact.get("conditions")]
    assert [(fact["party"], fact["option"]) for fact in conditional] == [("epi", "safety_net")]
    assert conditional[0]["conditions"] == [{"issue": "pur", "option": "harmonised"}]


def test_the_grace_period_has_a_scale_that_says_it_is_our_reading(ours):
    grace = next(issue for issue in ours["issues"] if issue["id"] == "grace")
    assert {option["id"]: option["at"] for option in grace["options"]} == {"strict": 0, "safety_net": 1, "broad": 2}
    assert grace["scale"]["unit"] == "width of the grace period, ordinal"
    assert "derived" in grace["note"]
    assert [issue["id"] for issue in ours["issues"] if "scale" in issue] == ["grace"]


def test_whatever_is_derived_says_how(ours):
    for section in ("groups", "positions", "outcome"):
        assert all(fact.get("note") for fact in ours[section] if fact["evidence"] == "derived")
