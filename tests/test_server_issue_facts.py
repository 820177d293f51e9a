"""How one fact is told on a page: by whom, in which words, from where, and for whom."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import travaux
from travaux.facts import Reader
from travaux.server.desk.templatetags.facts import (
    for_whom,
    how_known,
    option_label,
    source_title,
    told,
    web,
    who_can_read,
)


def look(name="typefaces", reader="chair"):
    return SimpleNamespace(case=travaux.open_case(name, reader=reader), reader=Reader.parse(reader))


@pytest.mark.parametrize("address", ["http://a.example/x", "https://a.example"])
def test_an_address_of_the_web_may_be_a_link(address):
    assert web(address) == address


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "data:text/html,x", "//a.example", "http://[", "ftp://a"])
def test_any_other_address_is_none(address):
    assert web(address) == ""


@given(st.text())
def test_a_link_goes_to_the_web_or_nowhere(address):
    assert web(address) == "" or web(address).lower().startswith(("http://", "https://"))


@pytest.mark.parametrize("name", ["avp", "patents", "typefaces", "marrakesh"])
def test_every_row_of_the_register_is_told_once_as_a_statement_or_as_a_member_of_one(name):
    rows = travaux.open_case(name).who()
    statements = told(rows)
    own = [(each.one.fact, each.speaker) for each in statements if each.one.group is None]
    through = [(each.one.fact, member) for each in statements for member in each.members]
    assert sorted(own + through) == sorted((one.fact, one.party) for one in rows)
    for each in statements:
        assert each.speaker == (each.one.group or each.one.party)
        held = {one.party for one in rows if one.group == each.speaker and one.fact == each.one.fact}
        assert set(each.members) <= held


def test_for_whom_a_fact_is_stands_in_words():
    assert for_whom("public", look()) == ""
    assert for_whom("chair", look()) == "told to the chair"
    assert for_whom("party:ke", look()) == "for Kenya alone"
    assert for_whom("group:group_b", look("patents")) == "within Group B"
    assert for_whom("everybody", look()) == "for nobody: its label cannot be read"


def test_who_can_read_it_names_the_chair_and_the_party_itself():
    assert who_can_read("chair", look(), "gh") == "the chair and Ghana; nobody else"
    assert who_can_read("chair", look(reader="party:ke")) == "the chair and Kenya; nobody else"
    assert "not the chair" in who_can_read("party:ke", look())
    assert who_can_read("public", look()) == "everybody who may see this case"


def test_a_source_has_its_title_or_the_words_in_its_place_and_none_is_said_to_be_none():
    assert source_title("minutes1", look()) == "Minutes of the first session (invented)"
    assert source_title("a letter", look()) == "a letter"
    assert source_title(None, look()) == "source not named"


def test_an_option_is_called_by_its_label_even_where_the_issue_is_not_known():
    issue = look().case.issue("digital")
    assert option_label("may", issue) == "It may"
    assert option_label("other", None) == "other"
    assert option_label(None, issue) == "the issue as a whole"


def test_evidence_that_is_not_stated_is_said_to_be_so():
    assert how_known(SimpleNamespace(evidence=None, confidence=None)) == "evidence not stated"
    assert how_known(SimpleNamespace(evidence="seen", confidence="low")) == "seen, low confidence"
