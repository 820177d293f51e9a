"""What if: it changes the answer and nothing else, refuses nonsense in words, and knows no more than the view."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import travaux
from travaux.errors import TravauxError
from travaux.facts import from_mapping
from travaux.facts.model import Position
from travaux.server.pages.supposing import MOST, SUPPOSED, Supposition, as_if, read
from workbench import account_of, client, own_case, words

DAY = "2000-12-20"
LINE = "eu-a12-presumption-4b0a4e72"
ADDRESS = f"/c/avp/consensus/?on={DAY}"


def got(address, account="observer", status=200):
    response = client(account).get(address, headers={"HX-Request": "true"})
    assert response.status_code == status
    return html.fromstring(f"<main>{words(response)}</main>")


def said(element):
    return " ".join(element.text_content().split())


def answer(page):
    [found] = page.find_class("c-answer")
    return said(found)


@given(st.tuples(*[st.text(min_size=1).map(str.strip).filter(bool)] * 4))
def test_a_supposition_stands_in_an_address_whatever_its_ids_are(parts):
    one = Supposition(*parts)
    assert read(one.code) == one


def test_leaving_out_a_statement_opens_what_it_blocked_and_shows_both_answers():
    page = got(f"{ADDRESS}&without={LINE}")
    rows = {said(row.find("th")): [said(cell) for cell in row.iterfind("td")] for row in page.xpath(".//tbody/tr")}
    assert rows["Article 12 (Transfer of rights)"] == ["blocked", "open"]
    assert rows["Known"] == ["19 of 33 delegations known", "18 of 33 delegations known"]
    assert "Nothing of this is saved" in said(page)
    assert "blocked" not in answer(page)


def test_a_supposed_acceptance_takes_the_place_of_the_red_line_of_that_party():
    case = travaux.open_case("avp", on=DAY)
    then = as_if(case, [Supposition("eu", "a12", "presumption", "accept")])
    [one] = then.who(issue="a12", party="eu")
    assert (one.stance, one.evidence, one.fact.startswith(SUPPOSED)) == ("accept", "derived", True)
    assert [each.stance for each in case.who(issue="a12", party="eu")] == ["red_line"]
    assert then.as_of == case.as_of
    page = got(f"{ADDRESS}&suppose=eu%7Ca12%7Cpresumption%7Caccept")
    assert "supposed on this page, not on record" in said(page)
    assert not page.xpath(f".//a[contains(@href, '#fact-{SUPPOSED}')]")


def test_what_the_form_sends_is_the_same_question_as_its_link():
    page = got(f"{ADDRESS}&party=eu&point=a12%7Cpresumption&stance=accept")
    [link] = page.xpath(".//a[text()='Link to this question']/@href")
    assert "suppose=eu%7Ca12%7Cpresumption%7Caccept" in link
    assert answer(got(f"/c/avp/consensus/{link}")) == answer(page)


def test_each_supposition_can_be_taken_back_and_the_last_leads_to_the_record():
    page = got(f"{ADDRESS}&without={LINE}&suppose=in%7Ca04%7Cfull%7Cred_line")
    back = page.xpath(".//*[contains(@class, 'c-back')]/@href")
    assert len(back) == 2
    one_left = got(f"/c/avp/consensus/{back[0]}")
    [last] = one_left.xpath(".//*[contains(@class, 'c-back')]/@href")
    assert answer(got(f"/c/avp/consensus/{last}")) == answer(got(ADDRESS))


def test_every_link_to_suppose_on_the_page_leads_to_an_answer():
    page = got(ADDRESS)
    links = page.xpath(".//a[starts-with(text(), 'Suppose this')]/@href")
    assert len(links) == 3
    for link in links:
        assert "Supposed, not on record" in said(got(f"/c/avp/consensus/{link}"))


def test_nothing_is_entered_by_asking_what_if():
    name = own_case("avp")
    from travaux.server.register import kept

    head, before = kept(name).head, words(client("chair").get(f"/c/{name}/record/file.json?on={DAY}"))
    for ending in ("", "file.json", "file.csv", "file.docx"):
        asked = f"?on={DAY}&suppose=eu%7Ca12%7Centitlement%7Caccept&without={LINE}"
        assert client("chair").get(f"/c/{name}/consensus/{ending}{asked}").status_code == 200
    assert kept(name).head == head
    assert words(client("chair").get(f"/c/{name}/record/file.json?on={DAY}")) == before


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("suppose=xx%7Ca12%7Cpresumption%7Caccept", "there is no delegation or group 'xx'"),
        ("suppose=eu%7Ca99%7Cpresumption%7Caccept", "there is no issue 'a99'"),
        ("suppose=eu%7Ca12%7Cmay%7Caccept", "there is no option on the table 'may'"),
        ("suppose=eu%7Ca12%7Cpermissive%7Caccept", "there is no option on the table 'permissive'"),
        ("suppose=eu%7Ca12%7Cpresumption%7Cagree", "there is no stance 'agree'"),
        ("suppose=eu", "this supposition is not whole"),
        ("suppose=a%7Cb%7Cc%7Cd%7Ce", "it has more parts than four"),
        ("party=eu", "this supposition is not whole"),
        ("without=%3Cscript%3E", "there is no such statement to leave out"),
        ("rule=unanimity", "there is no rule of decision 'unanimity'"),
        ("top=0", "'0' is not how many packages"),
        ("top=999999999", "give a number from 1 to 50"),
        ("package=-1", "is not the number of a package"),
    ],
)
def test_nonsense_is_refused_in_words_beside_the_answer_on_record(asked, told):
    page = got(f"{ADDRESS}&{asked}", status=422)
    [problem] = page.find_class("problem")
    assert told.casefold() in said(problem).casefold()
    assert answer(page) == answer(got(ADDRESS))


def test_too_many_suppositions_are_refused_as_a_whole():
    parties = [  # one more than may be
        "us", "in", "br", "mx", "ng", "cn", "jp", "id", "kr", "pe", "bd", "bn", "my", "mn", "pk", "ph", "qa", "sg",
        "th", "ae", "ar",
    ]  # fmt: skip
    asked = "".join(f"&suppose={party}%7Ca12%7Centitlement%7Caccept" for party in parties)
    assert len(parties) == MOST + 1
    page = got(ADDRESS + asked, status=422)
    assert f"a question may hold {MOST}" in said(page)
    assert answer(page) == answer(got(ADDRESS))


def test_a_file_of_nonsense_is_an_error_and_one_of_a_supposition_says_so():
    assert client("observer").get(f"/c/avp/consensus/file.csv?on={DAY}&without=none").status_code == 404
    response = client("observer").get(f"/c/avp/consensus/file.csv?on={DAY}&without={LINE}")
    assert "what-if" in response["Content-Disposition"]
    assert "SUPPOSED, NOT ON RECORD" in words(response)


def test_leaving_out_the_last_fact_does_not_turn_the_day_back():
    record = from_mapping({
        "schema": "travaux-case/1", "name": "days", "parties": [{"id": "aa", "name": "A"}, {"id": "bb", "name": "B"}],
        "issues": [{"id": "i", "options": [{"id": "x"}, {"id": "y", "since": "2020-02-01"}]}],
        "positions": [
            {"id": "early", "party": "bb", "issue": "i", "option": "x", "stance": "oppose", "date": "2020-01-01"},
            {"id": "late", "party": "aa", "issue": "i", "option": "x", "stance": "red_line", "date": "2020-03-01"},
        ],
    })  # fmt: skip
    case = travaux.facts.view(record)
    then = as_if(case, without=["late"])
    assert then.as_of == case.as_of
    assert [option.id for option in then.options("i")] == ["x", "y"]
    assert [one.fact for one in then.who()] == ["early"]


SECRET = "told in the corridor"


def confidential(case):
    """A red line of India against an option that nobody excludes, told to the chair alone."""
    from travaux.server.register import enter, fact_act

    line = Position.model_validate({
        "id": "in-hidden", "party": "in", "issue": "a12", "option": "entitlement", "stance": "red_line",
        "date": "2000-12-19", "reader": "chair", "evidence": "seen",
        "restraint": {"kind": "mandate", "reason": SECRET},
    })  # fmt: skip
    enter(case, [fact_act("positions", line)], by="chair")


READERS = ("observer", "united-states", "european-union")
PARTS = ("", "file.json", "file.csv", "file.xlsx", "file.html")
ASKED = ("", f"&without={LINE}", "&suppose=jp%7Ca12%7Centitlement%7Caccept&package=1", "&without=in-hidden")


def test_a_red_line_told_to_the_chair_changes_the_chairs_answer_and_no_byte_of_any_other():
    name = own_case("avp", public=True)
    client("observer")
    india = account_of("delegation", "in")

    def everything():
        return {
            (reader, part, asked): client(reader)
            .get(f"/c/{name}/consensus/{part}?on={DAY}{asked}", headers={"HX-Request": "true"})
            .content
            for reader in (*READERS, "")
            for part in PARTS
            for asked in ASKED
        }

    before = everything()
    page = got(f"/c/{name}/consensus/?on={DAY}", "chair")
    assert SECRET not in said(page)
    confidential(name)
    assert everything() == before
    for account in ("chair", india):
        page = got(f"/c/{name}/consensus/?on={DAY}", account)
        [blocked] = page.find_class("c-blocked")
        assert SECRET in said(blocked)
        assert "told to the chair" in said(blocked)
        [option] = [each for each in page.find_class("c-zone")[0].find("ul") if "may exercise them" in said(each)]
        assert "1 exclude" in said(option)


def test_a_hidden_statement_is_refused_in_the_words_for_one_that_does_not_exist():
    name = own_case("avp")
    confidential(name)
    address = f"/c/{name}/consensus/?on={DAY}&without="
    hidden, nowhere = (said(got(address + fact, status=422)) for fact in ("in-hidden", "in-nowhere"))
    assert hidden.replace("in-hidden", "in-nowhere") == nowhere
    assert "Supposed, not on record" in said(got(address + "in-hidden", "chair"))


def test_what_is_no_supposition_raises_one_error_of_the_family():
    for asked in ("", "|||", "a|b|c"):
        with pytest.raises(TravauxError, match="not whole"):
            read(asked)
    assert re.fullmatch(r"[^|]*(\|[^|]*){3}", Supposition("a|b", "c", "d e", "f%").code)


def test_a_supposed_line_that_is_no_way_out_is_called_supposed_and_leads_to_no_fact():
    page = got(f"{ADDRESS}&suppose=us%7Ca12%7Capplicable_law%7Cred_line")
    lines = [each for group in page.find_class("c-no-ways") for each in group if each.find_class("chip")]
    assert [said(each.find_class("chip")[0]) for each in lines] == ["supposed"]
    assert not page.xpath(f".//a[contains(@href, '#fact-{SUPPOSED}')]")


def test_a_line_told_to_the_chair_is_marked_where_it_is_no_way_out_and_is_nowhere_for_others():
    record = from_mapping({
        "schema": "travaux-case/1", "name": "lines",
        "parties": [{"id": "aa", "name": "A"}, {"id": "bb", "name": "B"}],
        "issues": [{"id": "i", "title": "Term", "options": [
            {"id": "x", "label": "Long"}, {"id": "y", "label": "Short"}, {"id": "z", "label": "None"},
        ]}],
        "positions": [
            {"party": "aa", "issue": "i", "option": "x", "stance": "red_line", "date": "2020-01-01"},
            {"party": "bb", "issue": "i", "option": "x", "stance": "prefer", "date": "2020-01-01"},
            {"party": "bb", "issue": "i", "option": "y", "stance": "red_line", "date": "2020-01-01", "reader": "chair"},
        ],
    })  # fmt: skip
    name = own_case(record)
    [line] = got(f"/c/{name}/consensus/", "chair").find_class("c-no-ways")[0]
    assert said(line).startswith("B on Term, “Short” told to the chair: nobody would exclude the option any more")
    assert not got(f"/c/{name}/consensus/", "observer").find_class("c-no-ways")
