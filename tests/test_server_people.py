"""People in the browser: who takes part and why, groups with their days, public pages on and off."""

from __future__ import annotations

import re

import lxml.html
import pytest

import travaux
from travaux.facts.loading import from_mapping
from workbench import account_of, client, own_case, ready, words

ready()

from travaux.server.pages.people_rows import groups_of, parties_of  # noqa: E402
from travaux.server.register import enter, fact_act, kept  # noqa: E402

CLUB = {
    "sources": {"charter": {"title": "Charter of the club"}, "talk": {"title": "A talk", "reader": "chair"}},
    "parties": [
        {"id": "ke", "name": "Kenya"},
        {"id": "uy", "name": "Uruguay"},
        {"id": "ngo", "name": "Friends of fonts", "kind": "ngo"},
        {"id": "guest", "name": "A guest with a vote", "kind": "ngo", "decides": True},
        {"id": "hidden", "name": "Whispered name", "reader": "chair"},
    ],
    "groups": [
        {"id": "g", "name": "The club", "source": "charter",
         "members": ["ke", {"party": "uy", "from": "2020-01-01", "to": "2020-12-31"}]},
    ],
    "issues": [{"id": "scope", "title": "Scope", "options": [{"id": "wide"}, {"id": "narrow"}], "date": "2019-01-01"}],
    "sessions": [{"id": "last", "body": "The club", "date": "2021-06-01"}],
    "positions": [
        {"party": "g", "issue": "scope", "option": "wide", "stance": "accept", "date": "2020-06-01"},
        {"party": "ke", "issue": "scope", "option": "narrow", "stance": "oppose", "date": "2020-06-01"},
        {"id": "inside", "party": "ke", "issue": "scope", "option": "wide", "stance": "prefer", "date": "2021-02-01",
         "recorded": "2021-02-01", "reader": "group:g"},
    ],
}  # fmt: skip


def club(**options):
    return own_case(from_mapping(CLUB, "club"), **options)


def page(account, case, query=""):
    response = client(account).get(f"/c/{case}/people/{query}")
    assert response.status_code == 200
    return lxml.html.fromstring(words(response))


def line(tree, party):
    [row] = tree.xpath(f"//tr[@id='party-{party}']")
    return " ".join(row.text_content().split())


def test_who_decides_is_said_with_its_reason():
    tree = page("observer", club())
    assert "Kenya ke state yes" in line(tree, "ke")
    assert "non-governmental organisation no" in line(tree, "ngo")
    assert "yes the record says so" in line(tree, "guest")
    assert "none known" in line(tree, "ngo")
    assert not tree.xpath("//tr[@id='party-hidden']")
    assert "Whispered name" in line(page("chair", club()), "hidden")


def test_positions_through_a_group_are_counted_apart_and_every_number_opens():
    tree = page("observer", club(), "?on=2020-07-01")
    assert "1, 1 through The club" in line(tree, "ke")
    assert "1 through The club" in line(tree, "uy")
    links = tree.xpath("//tr[@id='party-ke']//a/@href")
    assert all(client("observer").get(link).status_code == 200 for link in links)
    assert all("on=2020-07-01" in link for link in links)


@pytest.mark.parametrize(
    ("day", "members"), [("2019-06-01", {"ke"}), ("2020-06-01", {"ke", "uy"}), ("2021-06-01", {"ke"})]
)
def test_a_group_has_the_members_of_the_day(day, members):
    record = from_mapping(CLUB, "club")
    [group] = groups_of(travaux.facts.view(record, on=day))
    assert {member.party for member in group.members if member.now} == members
    assert group.now == len(members)
    assert {(each.party, each.first.isoformat(), each.last.isoformat()) for each in group.members if each.first} == {
        ("uy", "2020-01-01", "2020-12-31")
    }


@pytest.mark.parametrize("name", ["avp", "patents", "marrakesh", "typefaces"])
def test_the_rows_agree_with_the_case_itself(name):
    case = travaux.open_case(name)
    rows = parties_of(case)
    assert {row.id for row in rows} == set(case.speakers)
    assert {row.id for row in rows if row.decides} == set(case.deciders)
    for row in rows:
        standings = [one for one in case.who() if one.party == row.id]
        assert row.own + sum(count for *_, count in row.through) == len(standings)


CHANGE = {"group": "g", "party": "uy", "change": "joins", "day": "2021-03-01", "source": "charter"}


def changed(case, account="secretariat", **more):
    before = kept(case).head
    response = client(account).post(f"/c/{case}/people/group", CHANGE | more)
    return response, kept(case).head - before


def shown_fields(response):
    """The hidden fields of the confirming step, as a browser sends them along."""
    fields = lxml.html.fromstring(words(response)).xpath("//section[contains(@class, 'change')]//input")
    return {field.get("name"): field.get("value") for field in fields}


def confirmed(case, **more):
    """Look at a change, then press the button below it."""
    return changed(case, **shown_fields(changed(case, **more)[0]))


def test_a_change_of_a_group_is_shown_before_it_is_entered():
    case = club()
    response, entered = changed(case)
    shown = " ".join(words(response).split())
    assert (response.status_code, entered) == (200, 0)
    assert "From 1 March 2021 on, Uruguay may read what is told to The club from that day on." in shown
    assert "That day is past" in shown
    assert "<dt>Members until now</dt><dd>1: Kenya</dd><dt>Members then</dt><dd>2: Kenya, Uruguay</dd>" in shown
    assert "Whispered" not in shown


def test_a_confirmed_change_corrects_the_group_and_opens_what_is_told_to_it():
    case = club()
    uruguay = account_of("delegation", "uy", case)
    assert "inside" not in words(client(uruguay).get(f"/c/{case}/record/?section=positions"))
    # A first day before the fact came on record: it opens. One after it: it stays closed.
    response, entered = confirmed(case, day="2021-02-15")
    assert (response.status_code, entered) == (303, 1)
    assert "fact-inside" not in words(client(uruguay).get(f"/c/{case}/record/?section=positions"))
    other = club()
    uruguay = account_of("delegation", "uy", other)
    assert confirmed(other, day="2021-01-15")[1] == 1
    assert "fact-inside" in words(client(uruguay).get(f"/c/{other}/record/?section=positions"))
    first, second = kept(other).record.sections["groups"]
    assert (second.supersedes, second.reader, first.id) == ("g", "public", "g")


def test_several_changes_follow_each_other():
    case = club()
    left, back = {"change": "leaves", "day": "2021-04-01"}, {"change": "joins", "day": "2021-05-01"}
    for more in ({}, left, back, {"change": "never"}):
        assert confirmed(case, **more)[1] == 1, more
    groups = travaux.facts.view(kept(case).record).groups
    assert [(group.id, [member.party for member in group.members]) for group in groups] == [("g", ["ke"])]
    assert len(kept(case).record.sections["groups"]) == 5


@pytest.mark.parametrize(
    "more",
    [{"group": "none"}, {"party": "none"}, {"party": "hidden"}, {"party": "g"}, {"change": "none"}, {"day": ""},
     {"day": "soon"}, {"source": "talk"}, {"source": "none"}, {"party": "ke"}, {"change": "leaves"},
     {"change": "never", "party": "ngo"}],
)  # fmt: skip
def test_a_change_that_cannot_be_is_refused(more):
    response, entered = changed(club(), confirm="1", **more)
    assert (response.status_code, entered) == (422, 0)
    assert "Nothing was changed" in words(response)


def test_a_party_that_is_hidden_is_refused_like_one_that_is_not_there():
    case = club()

    def refused(party):
        return re.findall(r'class="problem".*?</div>', words(changed(case, party=party)[0]), re.DOTALL)

    assert refused("hidden") == refused("no-such-party")


def test_of_two_changes_that_were_shown_at_once_the_second_is_refused_and_nothing_is_lost():
    case = club()
    first, second = (shown_fields(changed(case, **more)[0]) for more in ({}, {"party": "guest"}))
    assert changed(case, **first)[1] == 1
    response, entered = changed(case, **second)
    assert (response.status_code, entered) == (422, 0)
    assert "the group was changed meanwhile" in words(response)
    assert 'value="guest" selected' in words(response)  # what was chosen is still there
    assert confirmed(case, party="guest")[1] == 1
    [group] = travaux.facts.view(kept(case).record).groups
    assert [member.party for member in group.members] == ["ke", "uy", "uy", "guest"]


@pytest.mark.parametrize("forged", ["", "g2", "none", "inside"])
def test_a_confirmation_of_something_that_was_never_shown_is_refused(forged):
    response, entered = changed(club(), confirm="1", standing=forged)
    assert (response.status_code, entered) == (422, 0)


def test_what_a_member_that_leaves_may_still_read_is_said_as_it_is():
    case = club()
    assert confirmed(case, day="2021-01-15")[1] == 1
    leaving = {"change": "leaves", "day": "2021-03-31"}
    shown = " ".join(words(changed(case, **leaving)[0]).split())
    assert "no longer read what was or is told" not in shown
    assert "After 31 March 2021, Uruguay reads nothing that was or is told to The club." in shown
    assert "as on a day up to 31 March 2021" in shown
    assert confirmed(case, **leaving)[1] == 1
    uruguay = client(account_of("delegation", "uy", case))
    for day, there in (("2021-03-31", True), ("2021-06-01", False), ("", False)):
        asked = f"/c/{case}/record/?section=positions" + (f"&on={day}" if day else "")
        assert ("fact-inside" in words(uruguay.get(asked))) is there, day


def test_a_party_that_comes_back_is_told_that_its_earlier_days_open_again():
    shown = " ".join(words(changed(club())[0]).split())
    assert "stays closed to Uruguay, except what was told to it on its earlier days as a member" in shown
    other = " ".join(words(changed(club(), party="guest")[0]).split())
    assert "stays closed to A guest with a vote." in other


def publishing(case, do="publish", **more):
    return client("secretariat").post(f"/c/{case}/people/publish", {"do": do, **more})


def test_one_press_publishes_nothing_and_says_what_strangers_would_see():
    case = club(public=False)
    head = kept(case).head
    response = publishing(case)
    shown = " ".join(lxml.html.fromstring(words(response)).text_content().split())
    assert (response.status_code, kept(case).head) == (200, head)
    assert client().get(f"/c/{case}/people/").status_code == 302
    record = kept(case).record
    public = sum(fact.reader == "public" for facts in record.sections.values() for fact in facts)
    assert f"{public} public facts" in shown
    assert "0 drafts" in shown
    assert "stays hidden" in shown
    assert "Publish it" in shown
    tabs = lxml.html.fromstring(words(response)).xpath("//nav//a[@aria-current='page']/text()")
    assert tabs == ["People"]
    assert "Back" in shown
    assert "Whispered" not in shown
    assert publishing(case, confirm="1").status_code == 303
    assert client().get(f"/c/{case}/people/").status_code == 200


def test_one_press_withdraws_nothing():
    case = club(public=True)
    head = kept(case).head
    response = publishing(case, "withdraw")
    assert (response.status_code, kept(case).head) == (200, head)
    assert "Withdraw them" in words(response)
    assert client().get(f"/c/{case}/people/").status_code == 200
    assert publishing(case, "withdraw", confirm="1").status_code == 303
    assert client().get(f"/c/{case}/people/").status_code == 302


def test_the_page_of_accounts_is_named_only_to_those_who_may_open_it():
    case = club()
    of_house, of_case = client("secretariat"), client(account_of("secretariat", case=case))
    for visitor, there in ((of_case, False), (of_house, True), (of_case, False)):
        assert visitor.get("/accounts/").status_code == (200 if there else 403)
        assert ('href="/accounts/"' in words(visitor.get(f"/c/{case}/people/"))) is there


def test_publishing_opens_the_case_to_anybody_and_withdrawing_closes_it():
    case = club()
    assert client().get(f"/c/{case}/people/").status_code == 302
    secretariat = client("secretariat")
    assert "Publishing opens" in words(secretariat.get(f"/c/{case}/people/"))
    assert secretariat.post(f"/c/{case}/people/publish", {"do": "publish", "confirm": "1"}).status_code == 303
    shown = words(client().get(f"/c/{case}/people/"))
    assert "This case has public pages" in shown
    assert "Whispered name" not in shown
    assert "Withdraw" not in shown
    head = kept(case).head
    assert secretariat.post(f"/c/{case}/people/publish", {"do": "publish"}).status_code == 303
    assert kept(case).head == head  # what is so already is not entered again
    assert secretariat.post(f"/c/{case}/people/publish", {"do": "withdraw", "confirm": "1"}).status_code == 303
    assert client().get(f"/c/{case}/people/").status_code == 302
    assert secretariat.post(f"/c/{case}/people/publish", {"do": "sell"}).status_code == 422


def test_an_empty_case_says_what_is_missing():
    shown = words(client("observer").get(f"/c/{own_case(from_mapping({'gaps': ['all of it']}, 'bare'))}/people/"))
    assert "Nobody is named on record yet" in shown
    assert "No group is on record" in shown


def test_no_account_is_named_on_a_page_that_is_kept():
    case = club()
    name = account_of("delegation", "ke", case)
    main = words(client(name).get(f"/c/{case}/people/", headers={"HX-Request": "true"}))
    assert name not in main


def test_a_hidden_party_changes_nothing_for_others():
    from travaux.facts.model import Party

    case = club()
    before = words(client("observer").get(f"/c/{case}/people/"))
    enter(case, [fact_act("parties", Party(id="zz", name="Zembla", reader="chair"))], by="chair")
    assert "Zembla" in words(client("chair").get(f"/c/{case}/people/"))
    after = words(client("observer").get(f"/c/{case}/people/"))
    mask = re.compile(r'(csrfmiddlewaretoken" value=")\w+')
    assert mask.sub(r"\1", before) == mask.sub(r"\1", after)
