"""What changed for us: marks are each account's own, and nothing of another's confidence is in it."""

import re
from datetime import date

from lxml import html

import travaux
from travaux.facts.model import Position
from workbench import account_of, client, own_case, words


def page_of(case, account, asked="", status=200):
    response = client(account).get(f"/c/{case}/changes/for-us/{asked}")
    assert response.status_code == status, words(response)
    return html.document_fromstring(words(response))


def told(element):
    return " ".join(element.text_content().split())


def main_of(*args, **kwargs):
    return told(page_of(*args, **kwargs).get_element_by_id("main"))


def read_it(case, account):
    """Press the button, with what the page of this account sends along."""
    there = client(account)
    page = html.document_fromstring(words(there.get(f"/c/{case}/changes/for-us/")))
    form = page.xpath("//form[contains(@action, '/changes/seen')]")[0]
    return there.post(form.get("action"), dict(form.form_values()))


def say(case, party, option="may", reader="public", issue="digital", by="test", **more):
    from travaux.server.register import enter, fact_act

    fact = Position(party=party, issue=issue, option=option, stance="oppose", date="2025-12-13", reader=reader, **more)
    enter(case, [fact_act("positions", fact)], by=by)


def test_the_first_time_it_begins_with_the_version_before_the_last_and_says_so():
    said = main_of(own_case("typefaces"), "kenya")
    assert "You have not marked this case as read yet" in said
    assert "begins with Rev. 3, the version before the last" in said
    assert "From Rev. 3 of 19 September 2025 to Adopted text of 12 December 2025" in said


def test_a_delegation_finds_its_own_red_line_and_nobody_else_does():
    case = own_case("typefaces")
    assert "red line at “It may”" in main_of(case, "kenya", "?since=rev2")
    assert "told to the chair" in main_of(case, "kenya", "?since=rev2")
    for account in ("united-states", "observer", account_of("delegation", "gh", case)):
        said = main_of(case, account, "?since=rev2&party=ke")
        assert "What changed for Kenya" in said
        assert "red line at “It may”" not in said
        assert "told to the chair" not in said
    assert "red line at “It may”" in main_of(case, "chair", "?since=rev2&party=ke")


def test_marks_are_those_of_one_account_in_one_case():
    case, other = own_case("typefaces"), own_case("typefaces")
    ghana = account_of("delegation", "gh", case)
    assert read_it(case, "kenya").status_code == 303
    assert "You marked this case as read on" in main_of(case, "kenya")
    assert "which you had read, is still the latest version" in main_of(case, "kenya")
    assert "You have not marked this case as read yet" in main_of(case, ghana)
    assert "You have not marked this case as read yet" in main_of(other, "kenya")
    assert re.search(r"since I last looked \(\d+ \w+ \d{4}\)", words(client("kenya").get(f"/c/{case}/changes/")))
    assert "since I last looked</a>" in words(client(ghana).get(f"/c/{case}/changes/"))


def test_what_came_on_record_since_the_mark_is_listed_with_who_entered_it_the_latest_first():
    case = own_case("typefaces")
    read_it(case, "kenya")
    assert "Nothing came on record in your view" in main_of(case, "kenya")
    say(case, "fj", by="someone-first")
    say(case, "jm", by="someone-second")
    page = page_of(case, "kenya")
    items = [told(item) for item in page.xpath("//ul[@class='entered']/li")]
    assert len(items) == 2
    assert "Jamaica" in items[0]
    assert "by someone-second" in items[0]
    assert "Fiji" in items[1]
    read_it(case, "kenya")
    assert not page_of(case, "kenya").xpath("//ul[@class='entered']/li")


def test_a_fact_told_to_the_chair_by_another_is_news_to_the_chair_and_to_nobody_else():
    case = own_case("typefaces")
    for account in ("kenya", "chair", "observer"):
        read_it(case, account)
    before = {account: main_of(case, account, "?party=jm") for account in ("kenya", "observer")}
    say(case, "jm", reader="chair", words="whispered to the chair")
    assert {account: main_of(case, account, "?party=jm") for account in before} == before
    said = main_of(case, "chair")
    assert "1 fact came on record" in said
    assert "told to the chair" in said


def test_the_mark_is_not_set_if_something_came_in_that_the_page_did_not_show():
    case = own_case("typefaces")
    there = client("kenya")
    page = html.document_fromstring(words(there.get(f"/c/{case}/changes/for-us/")))
    form = page.xpath("//form[contains(@action, '/changes/seen')]")[0]
    say(case, "fj")
    answer = there.post(form.get("action"), dict(form.form_values()), follow=True)
    assert "Something came on record while you were reading" in words(answer)
    assert "You have not marked this case as read yet" in main_of(case, "kenya")


def test_a_fact_one_may_not_see_does_not_keep_the_mark_from_being_set():
    case = own_case("typefaces")
    there = client("kenya")
    page = html.document_fromstring(words(there.get(f"/c/{case}/changes/for-us/")))
    form = page.xpath("//form[contains(@action, '/changes/seen')]")[0]
    say(case, "jm", reader="chair")
    there.post(form.get("action"), dict(form.form_values()))
    assert "You marked this case as read on" in main_of(case, "kenya")


def test_a_mark_at_a_version_that_is_no_longer_in_the_view_is_as_if_none_had_been_read():
    from travaux.facts.model import TextVersion
    from travaux.server.accounts.models import Seat
    from travaux.server.register import enter, fact_act

    case = own_case("typefaces")
    fact = TextVersion(id="for-chair", file="x.txt", date="2026-01-01", reader="chair", title="Paper of the chair")
    enter(case, [fact_act("texts", fact, b"1. Each Party shall act in good faith.\n")], by="test")
    account = account_of("chair", case=case)
    read_it(case, account)
    Seat.objects.filter(account__username=account).update(role="observer")
    said = main_of(case, account, "?party=ke")
    assert "Paper of the chair" not in said
    assert "for-chair" not in said
    assert "From Rev. 3" in said


def test_the_chair_chooses_a_delegation_and_has_news_without_one():
    case = own_case("typefaces")
    assert "Choose a delegation above" in main_of(case, "chair")
    read_it(case, "chair")
    say(case, "fj")
    assert "1 fact came on record" in main_of(case, "chair")
    assert "What changed for Uruguay" in main_of(case, "chair", "?party=uy&since=rev1")


def test_every_section_says_what_it_lists():
    from travaux.lineage.changed import DEFINITIONS

    said = main_of(own_case("typefaces"), "kenya").casefold()
    for words_of_it in DEFINITIONS.values():
        assert " ".join(words_of_it.split()).casefold() in said


def test_unknown_delegations_and_versions_are_refused_in_words():
    case = own_case("typefaces")
    assert "there is no party 'xx'" in main_of(case, "kenya", "?party=xx", status=422)
    assert "there is no version 'rev9'" in main_of(case, "kenya", "?since=rev9", status=422)


def test_a_party_that_only_the_chair_knows_is_unknown_to_others_in_the_same_words():
    case = own_case("typefaces")
    say(case, "zz-hidden", reader="chair")
    assert client("chair").get(f"/c/{case}/changes/for-us/?party=zz-hidden").status_code == 200
    hidden = main_of(case, "observer", "?party=zz-hidden", status=422)
    assert hidden == main_of(case, "observer", "?party=zz-hiddem", status=422).replace("zz-hiddem", "zz-hidden")


def test_a_case_without_texts_still_has_news():
    case = own_case("patents")
    read_it(case, "chair")
    said = main_of(case, "chair")
    assert "There is no text in this case" in said
    assert "Nothing came on record in your view" in said


def test_nobody_without_an_account_has_marks_and_the_mark_is_set_by_sending_a_form_only():
    case = own_case("typefaces")
    assert client().get(f"/c/{case}/changes/for-us/").status_code == 302
    assert client().post(f"/c/{case}/changes/seen").status_code == 302
    assert client("kenya").get(f"/c/{case}/changes/seen").status_code == 405
    assert "for-us" not in words(client().get(f"/c/{case}/changes/"))


def test_on_another_day_there_is_nothing_to_mark():
    case = own_case("typefaces")
    page = page_of(case, "kenya", "?on=2025-10-01")
    assert not page.xpath("//form[contains(@action, '/changes/seen')]")
    assert "From Rev. 2" in told(page.get_element_by_id("main"))


def test_words_of_a_position_are_shown_as_words():
    case = own_case("typefaces")
    read_it(case, "kenya")
    say(case, "fj", words="<script>alert(1)</script>", note="<b onclick='x'>")
    page = page_of(case, "kenya")
    assert len(page.xpath("//ul[@class='entered']/li")) == 1
    assert not page.get_element_by_id("main").xpath(".//script | .//b[@onclick]")


def test_days_are_said_in_words_and_issues_and_options_by_their_names():
    case = own_case("typefaces")
    for party, account in (("ke", "kenya"), ("np", "observer"), ("uy", "observer"), ("gh", "observer")):
        said = main_of(case, account, f"?since=rev1&party={party}")
        assert not re.search(r"\d{4}-\d\d-\d\d", said), party
        assert "red_line" not in said
    said = main_of(case, "kenya", "?since=rev2")
    [issue] = [each for each in _view(case).issues if each.id == "digital"]
    assert f"red line at “It may” (“{issue.title}”, since 5 June 2025)" in said
    assert "(digital" not in said


def _view(case):
    from travaux.server.register import kept

    return travaux.facts.view(kept(case).record)


def test_options_that_a_delegation_prefers_are_named_by_their_labels():
    from travaux.facts.loading import from_mapping
    from travaux.lineage.recorded import recorded_since

    facts = {
        "issues": [{"id": "a1", "title": "Scope", "options": [{"id": "o1", "label": "Wide scope"},
                                                              {"id": "o2", "label": "Narrow scope"}]}],
        "parties": [{"id": "ke", "name": "Kenya"}, {"id": "gh", "name": "Ghana"}],
        "positions": [{"party": party, "issue": "a1", "option": option, "stance": "prefer", "date": day}
                      for party, option, day in (("ke", "o1", "2020-01-01"), ("gh", "o2", "2021-01-01"))],
    }  # fmt: skip
    seen = travaux.facts.view(from_mapping(facts, "two"))
    [(side, line)] = recorded_since(seen, "ke", "Kenya", date(2020, 6, 1))
    assert side == "opponents"
    assert line.spoken.endswith("where Kenya prefers “Wide scope”")
    assert line.text.endswith("where Kenya prefers o1")
