"""The list of cases: what is open, what moved last, which session comes next, for each visitor."""

from datetime import date

from lxml import html as lxml_html

import travaux
from travaux.consensus import consensus
from travaux.facts import from_mapping, view
from travaux.server.pages.cases import last_movement, sessions_of
from workbench import account_of, client, own_case, ready, words

ready()


def cards(visitor):
    page = lxml_html.document_fromstring(visitor.get("/").content)
    found = {}
    for card in page.xpath("//li[contains(@class,'card')]"):
        terms = [each.text_content() for each in card.xpath(".//dt")]
        said = [" ".join(each.text_content().split()) for each in card.xpath(".//dd")]
        found[card.xpath(".//h2/a/@href")[0]] = dict(zip(terms, said, strict=True))
    return found


def test_the_numbers_of_issues_are_those_of_the_analysis():
    for name in ("avp", "patents", "marrakesh"):
        finding = consensus(travaux.open_case(name, reader="chair"))
        said = cards(client("chair"))[f"/c/{name}/"]["Issues"]
        for status, words_of in (("blocked", "blocked"), ("open", "open"), ("settled", "settled")):
            number = len(finding.with_status(status))
            assert (f"{number} {words_of}" in said) == bool(number)


def test_the_last_movement_and_the_sessions_are_those_on_record():
    card = cards(client("chair"))["/c/avp/"]
    assert card["Last movement"] == "28 January 2020: 30 instruments had been deposited"
    assert card["Next session on record"].startswith("28 April 2020: Depositary")
    past = cards(client("chair"))["/c/patents/"]["Next session on record"]
    assert past.startswith("None after the last movement. The last began")


def public_cases():
    """The addresses of the cases with public pages: that of the exercise, and copies of it that other tests made."""
    from travaux.server.register import case_names, kept

    found = {f"/c/{name}/" for name in case_names() if kept(name).public}
    assert "/c/typefaces/" in found
    assert "/c/avp/" not in found
    return found


def test_strangers_see_the_public_cases_and_where_to_sign_in():
    page = words(client().get("/"))
    assert set(cards(client())) == public_cases()
    assert "You are not signed in" in page
    assert 'href="/account/sign-in/"' in page
    assert "accounts/" not in page.replace("/account/", "")


def test_the_secretariat_alone_is_led_to_accounts_and_import():
    assert 'href="/accounts/"' in words(client("secretariat").get("/"))
    for account in ("chair", "observer", "kenya"):
        assert 'href="/accounts/"' not in words(client(account).get("/"))


def test_a_visitor_with_a_seat_in_one_case_sees_that_case_and_public_ones():
    name = own_case("marrakesh")
    assert set(cards(client(account_of("observer", case=name)))) == {f"/c/{name}/", *public_cases()}


def test_a_visitor_without_a_seat_is_told_what_to_do():
    from django.contrib.auth import get_user_model

    get_user_model().objects.create_user(username="nobody-yet", password="a long enough password 7")
    page = client("nobody-yet").get("/")
    assert page.status_code == 200
    assert set(cards(client("nobody-yet"))) == public_cases()


def case_of(**sections):
    return from_mapping({"schema": "travaux-case/1", "name": "small", **sections})


POSITION = {"party": "us", "issue": "i", "option": "a", "stance": "prefer"}
ISSUE = {"id": "i", "title": "Term", "options": [{"id": "a", "label": "Ten years"}]}


def test_of_several_facts_of_the_last_day_a_draft_is_named():
    record = case_of(issues=[ISSUE], positions=[{**POSITION, "date": "2001-02-03"}],
                     texts=[{"id": "t", "file": "t.txt", "title": "Rev. 1", "date": "2001-02-03"}])
    found = last_movement(view(record))
    assert (found.day, found.words, found.fact) == (date(2001, 2, 3), "the draft Rev. 1", "t")


def test_what_is_told_to_the_chair_moves_the_case_for_the_chair_alone():
    record = case_of(issues=[ISSUE], positions=[
        {**POSITION, "date": "2001-02-03"}, {**POSITION, "date": "2001-05-05", "stance": "oppose", "reader": "chair"}])
    assert last_movement(view(record, "chair")).day == date(2001, 5, 5)
    assert last_movement(view(record)).day == date(2001, 2, 3)


def test_an_empty_case_has_no_movement_and_no_session():
    assert last_movement(view(case_of())) is None
    assert sessions_of(view(case_of())) == (None, None)


def test_the_next_session_is_the_first_after_the_last_day_on_record():
    record = case_of(issues=[ISSUE], positions=[{**POSITION, "date": "2001-02-03"}], sessions=[
        {"id": "late", "start": "2003-01-01"}, {"id": "next", "start": "2002-01-01"},
        {"id": "past", "start": "2001-02-03"}, {"id": "first", "start": "2000-01-01"}, {"id": "undated"}])
    assert [session.id for session in sessions_of(view(record))] == ["next", "past"]


def test_a_case_with_nothing_on_record_is_listed_with_words_for_what_is_missing():
    name = own_case(case_of())
    card = cards(client("chair"))[f"/c/{name}/"]
    assert card["Issues"] == "No issue is on record."
    assert card["Latest draft"] == "No draft on record."
    assert card["Last movement"] == "Nothing on record has a day."
