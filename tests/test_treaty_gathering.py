"""Treaties and actions out of a case, as its reader sees them."""

from datetime import date

import pytest

from travaux import open_case
from travaux.facts import from_mapping, view
from travaux.treaty.gathering import treaties_of
from travaux.treaty.opening import open_treaties, party_named

CASE = {
    "schema": "travaux-case/1",
    "parties": [
        {"id": "ke", "name": "Kenya", "aliases": ["Republic of Kenya"]},
        {"id": "no", "name": "Norway"},
        {"id": "sb", "name": "Salt Board", "kind": "igo"},
    ],
    "groups": [{"id": "coast", "name": "Coast", "members": [{"party": "ke", "from": "2001-01-01"}]}],
    "sources": {"gazette": {"title": "Gazette"}},
    "treaties": [
        {"id": "salt", "name": "Convention on Salt", "adopted": "2000-01-01", "source": "gazette",
         "force": {"threshold": 2, "counts": "states", "delay": {"months": 3}}},
        {"id": "pepper", "name": "Convention on Pepper", "adopted": "2010-01-01"},
    ],
    "actions": [
        {"treaty": "salt", "party": "ke", "kind": "ratification", "date": "2001-02-03", "source": "gazette"},
        {"treaty": "salt", "party": "no", "kind": "accession", "date": "2002-02-03", "reader": "chair"},
        {"treaty": "salt", "party": "sb", "kind": "entry_into_force", "date": "2012-02-03"},
        {"treaty": "salt", "party": "td", "kind": "accession", "date": "2003-02-03", "evidence": "recalled"},
        {"treaty": "salt", "party": "lu", "kind": "accession", "date": "2004-02-03"},
    ],
}  # fmt: skip
TALKS = {
    "schema": "travaux-case/1",
    "parties": [{"id": "ke", "name": "Kenya"}, {"id": "cn", "name": "China"}],
    "instrument": {"id": "sugar", "name": "Treaty on Sugar", "adopted": "2000-01-01",
                   "opened_for_signature": "2000-01-02", "depositary": "The Sugar Office",
                   "entry_condition": "twelve States, then ninety days"},
    "status": [
        {"party": "cn", "signed": "2000-02-01", "instrument": "2001-02-01", "kind": "ratification",
         "note": "told once"},
        {"name": "Kenya", "signed": "2000-02-02"},
        {"name": "Norway", "instrument": "2002-02-01", "kind": "deposit of a letter"},
        {"name": "Zembla", "instrument": "2003-02-01", "kind": "Definitive signature"},
        {"name": "Nobody"},
    ],
}  # fmt: skip


def test_the_facts_of_a_case_are_its_treaties():
    found = treaties_of(view(from_mapping(CASE, "spices")))
    assert (found.name, list(found.treaties)) == ("spices", ["salt", "pepper"])
    assert found.treaties["salt"].force.threshold == 2
    assert [each.party for each in found.actions] == ["ke", "sb", "lu"]
    assert found.groups.of("coast", date(2002, 1, 1)) == ("ke",)
    assert found.sources["gazette"].title == "Gazette"


def test_a_reader_sees_what_is_meant_for_it():
    found = treaties_of(view(from_mapping(CASE), "chair"))
    assert "no" in [each.party for each in found.actions]
    assert "td" not in [each.party for each in found.actions]


def test_what_came_later_is_in_no_answer():
    found = treaties_of(view(from_mapping(CASE), on="2003-01-01"))
    assert [each.party for each in found.actions] == ["ke"]
    assert list(found.treaties) == ["salt"]
    assert found.as_of == date(2003, 1, 1)


def test_an_entry_into_force_that_lies_ahead_is_not_the_day_of_the_record():
    assert treaties_of(view(from_mapping(CASE))).as_of == date(2010, 1, 1)


def test_a_party_without_a_fact_of_its_own_is_known_by_its_code():
    found = treaties_of(view(from_mapping(CASE)))
    assert (found.parties["lu"].id, found.parties["lu"].name) == ("lu", "Luxembourg")
    assert party_named(found, "Luxembourg") == "lu"
    assert party_named(found, "republic of kenya") == "ke"
    assert party_named(found, "KEN") == "ke"


def test_the_treaty_under_negotiation_is_a_treaty():
    found = treaties_of(view(from_mapping(TALKS)))
    treaty = found.treaties["sugar"]
    assert (treaty.adopted, treaty.opened, treaty.depositary) == (
        date(2000, 1, 1),
        date(2000, 1, 2),
        "The Sugar Office",
    )
    assert (treaty.force.threshold, treaty.force.counts, treaty.force.delay.days) == (12, "states", 90)
    assert [(each.party, each.kind, each.words) for each in found.actions] == [
        ("cn", "signature", None),
        ("cn", "ratification", None),
        ("ke", "signature", None),
        ("no", "consent_to_be_bound", "deposit of a letter"),
        ("Zembla", "definitive_signature", None),
    ]
    assert found.actions[1].note == "told once"
    assert len({each.id for each in found.actions}) == 5
    assert found.parties["no"].name == "Norway"


def test_a_case_about_a_draft_has_no_treaties():
    assert treaties_of(open_case("typefaces")).treaties == {}


@pytest.mark.parametrize(("case", "treaty", "threshold", "months"), [("avp", "avp", 30, 3), ("wipo", "beijing", 30, 3)])
def test_built_in_cases_give_their_rules(case, treaty, threshold, months):
    force = open_treaties(case).treaties[treaty].force
    assert (force.threshold, force.delay.months) == (threshold, months)


def test_the_two_records_of_one_treaty_agree_where_both_speak():
    avp, wipo = open_treaties("avp"), open_treaties("wipo")
    theirs = {(each.party, each.kind): each.date for each in wipo.actions if each.treaty == "beijing"}
    told = {(each.party.upper(), each.kind): each.date for each in avp.actions}
    shared = {key: day for key, day in told.items() if key in theirs}
    assert len(shared) >= 10
    assert {key for key, day in shared.items() if theirs[key] != day} == set()


def test_an_action_on_the_treaty_under_negotiation_finds_it_with_its_rule():
    case = view(from_mapping({
        "schema": "travaux-case/1",
        "parties": [{"id": "us", "name": "United States"}],
        "instrument": {"id": "salt", "name": "Salt Treaty", "entry_condition": "three months after the 2nd instrument"},
        "actions": [{"treaty": "salt", "party": "us", "kind": "signature", "date": "2001-01-02"}],
    }))  # fmt: skip
    found = treaties_of(case).treaties["salt"]
    assert (found.name, found.force and found.force.threshold) == ("Salt Treaty", 2)


def test_deeds_in_status_that_are_left_aside_are_said_to_be():
    case = view(from_mapping({
        "schema": "travaux-case/1",
        "parties": [{"id": "us", "name": "United States"}],
        "instrument": {"id": "salt", "name": "Salt Treaty"},
        "treaties": [{"id": "salt", "name": "Salt Treaty"}],
        "status": [{"party": "us", "signed": "2001-01-02", "instrument": "2002-01-02", "kind": "ratification"}],
    }))  # fmt: skip
    found = treaties_of(case)
    assert not found.actions
    assert any("2 signatures and instruments in `status` left aside" in remark.what for remark in found.remarks)
