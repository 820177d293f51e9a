"""The pages Treaty: what the rooms find stands on them with its source, on the day that was asked for."""

import csv
import io
import json
from datetime import date
from functools import cache

import pytest
from lxml import html

from travaux.facts import view
from travaux.facts.loading import from_mapping
from travaux.treaty.gathering import treaties_of
from travaux.treaty.standing import bound, status
from workbench import client, own_case, words

SECRET = "zanzibar-pact"


def deed(party, kind, day, **more):
    return {"treaty": "pact", "party": party, "kind": kind, "date": day, "source": "list", **more}


RECORD = {
    "schema": "travaux-case/1",
    "sources": {"list": {"title": "List of the depositary", "address": "https://example.org/list"}},
    "parties": [
        {"id": "KE", "name": "Kenya"}, {"id": "UG", "name": "Uganda"}, {"id": "TZ", "name": "Tanzania"},
        {"id": "EU", "name": "European Union", "kind": "igo"},
    ],
    "treaties": [
        {"id": "pact", "name": "Pact on Samples", "adopted": "2000-01-01", "article": "9", "source": "list",
         "note": "the article was not seen", "later": {"months": 3},
         "force": {"threshold": 2, "counts": "states", "delay": {"months": 3},
                   "words": "three months after two States"}},
        {"id": "other", "name": "Other Pact", "adopted": "2005-01-01"},
        {"id": "quiet", "name": SECRET, "reader": "chair"},
    ],
    "actions": [
        deed("KE", "signature", "2000-02-01"), deed("KE", "ratification", "2001-01-31"),
        deed("EU", "approval", "2001-02-01"), deed("UG", "accession", "2001-11-30", note="day read from a photograph"),
        deed("TZ", "signature", "2000-02-01"),
        deed("KE", "declaration", "2003-01-01", words="Only for samples of wood."),
        deed("UG", "territorial_extension", "2004-01-01", territory="Samples Island"),
        deed("KE", "denunciation", "2006-01-01", effective="2007-01-01"),
        deed("TZ", "ratification", "2005-05-05", reader="chair", note=SECRET),
    ],
}  # fmt: skip


@cache
def pacts():
    return own_case(from_mapping(RECORD, "pacts"), public=True)


def got(path, account="", **more):
    response = client(account).get(f"/c/{pacts()}/{path}", **more)
    assert response.status_code == 200, words(response)
    return response


def page_of(path, account=""):
    return html.document_fromstring(words(got(path, account)))


def told(element):
    return " ".join(element.text_content().split())


def rows(page):
    """The first table of states: party or treaty → the words of its cells."""
    [table] = page.xpath("(//table[thead//th[contains(., 'Where it stands')]])[1]")
    return {told(row.xpath("./th")[0]): [told(cell) for cell in row.xpath("./td")] for row in table.xpath("./tbody/tr")}


def test_the_list_says_for_each_treaty_who_is_bound_and_since_when_it_is_in_force():
    page = page_of("treaty/?day=2002-03-01")
    [row] = [row for row in page.xpath("//tbody/tr") if "Pact on Samples" in told(row)]
    cells = [told(cell) for cell in row.xpath("./td")]
    # Three months after 30 November are over on 28 February; the Union is bound then too, though it did not count.
    assert cells[1:3] == ["3", "1"]
    assert cells[3].startswith("28 Feb 2002")
    assert "by the rule" in cells[3]
    assert cells[4] == "2, reached"
    assert "Doubt: the article was not seen" in cells[5]


def test_a_rule_that_is_not_on_record_is_said_to_be_so():
    [row] = [row for row in page_of("treaty/").xpath("//tbody/tr") if "Other Pact" in told(row)]
    assert "rule not on record" in told(row)


def test_the_states_on_the_page_are_those_that_the_room_finds_on_the_day():
    data = treaties_of(view(from_mapping(RECORD, "pacts")))
    for day in ("2000-06-01", "2001-06-01", "2002-03-01", "2008-01-01"):
        shown = rows(page_of(f"treaty/pact/?day={day}"))
        for each in status(data, "pact", date.fromisoformat(day)):
            name = data.parties[each.party].name
            if each.state != "none":
                assert shown[name][0].startswith({"bound": "bound", "signed": "signed only", "left": "left",
                                                  "deposited": "deposited"}[each.state]), (day, name)  # fmt: skip


def test_a_state_has_its_source_its_doubt_and_a_link_to_the_record():
    page = page_of("treaty/pact/")
    cell = rows(page)["Uganda"][-1]
    assert "List of the depositary" in cell
    assert "Doubt: day read from a photograph" in cell
    assert "https://example.org/list" in page.xpath("//table//a/@href")
    record = words(client().get(f"/c/{pacts()}/record/"))
    for link in page.xpath("//td[@class='from']//a[contains(@href, '/record/')]/@href"):
        assert f'id="{link.partition("#")[2]}"' in record


def test_the_rule_is_told_in_words_and_as_the_way_to_the_day():
    section = page_of("treaty/pact/").xpath("//section[@aria-labelledby='force']")[0]
    assert "three months after two States" in told(section)
    assert "2, of states alone" in told(section)
    assert "28 February 2002" in told(section)
    assert section.xpath(".//ol/li")
    [aside] = [told(each) for each in section.xpath(".//details//li") if "European Union" in told(each)]
    assert "approval of 1 February 2001" in aside


def test_declarations_territories_and_withdrawals_stand_on_the_page():
    page = page_of("treaty/pact/")
    sections = {each.get("aria-labelledby"): told(each) for each in page.xpath("//section")}
    assert "Only for samples of wood." in sections["said"]
    assert "Uganda: Samples Island" in sections["lands"]
    assert "Kenya: denunciation, 1 January 2006, in effect on 1 January 2007" in sections["ended"]
    before = {each.get("aria-labelledby"): told(each) for each in page_of("treaty/pact/?year=2001").xpath("//section")}
    assert "None on record by this day" in before["said"]


def test_the_slider_and_the_date_field_work_without_scripts():
    page = page_of("treaty/pact/")
    forms = {tuple(form.xpath(".//input/@name")): form for form in page.xpath("//main//form")}
    assert set(forms) == {("year",), ("day",)}
    [slider] = forms["year",].xpath(".//input[@type='range']")
    assert (slider.get("min"), slider.get("max")) == ("2000", "2006")
    assert forms["year",].get("method") == "get"
    assert forms["year",].xpath(".//button")
    assert forms["year",].get("hx-get") == forms["year",].get("action")
    assert "On 31 December 2001" in told(page_of("treaty/pact/?year=2001").xpath("//p[@data-tell]")[0])


def test_with_htmx_only_the_main_part_is_sent():
    response = got("treaty/pact/?year=2001", headers={"HX-Request": "true"})
    assert "<header" not in words(response)
    assert "On 31 December 2001" in words(response)


def test_a_day_later_than_the_one_looked_at_is_not_shown():
    page = page_of("treaty/pact/?on=2001-06-01&day=2008-01-01")
    assert "On 1 June 2001" in told(page.xpath("//p[@data-tell]")[0])
    assert "of a later day nothing is shown" in told(page.xpath("//main")[0])


def test_the_pictures_are_those_of_the_same_day():
    page = page_of("treaty/pact/?day=2001-06-01")
    pictures = page.xpath("//figure//img/@src")
    assert len(pictures) == 2
    for address in pictures:
        assert "day=2001-06-01" in address
        assert client().get(address).status_code == 200
    tiles = client().get(f"/c/{pacts()}/picture/tile-map.csv?treaty=pact&day=2001-06-01").content.decode("utf-8-sig")
    states = {row["party"]: row["state"] for row in csv.DictReader(io.StringIO(tiles))}
    assert states["KE"] == "deposited"


def test_what_binds_a_party_is_what_the_room_finds():
    data = treaties_of(view(from_mapping(RECORD, "pacts")))
    for day in ("2001-06-01", "2005-01-01", "2008-01-01"):
        page = page_of(f"treaty/party/ke/?day={day}")
        found = [each for each in bound(data, "KE", date.fromisoformat(day)) if each.state == "bound"]
        assert told(page.xpath("//p[@data-tell]")[0]).startswith("On ")
        section = page.xpath("//section[@aria-labelledby='bound']")[0]
        assert len(section.xpath(".//tbody/tr")) == len(found)
    assert "left" in told(page.xpath("//section[@aria-labelledby='others']")[0])


@pytest.mark.parametrize("path", ["treaty/file", "treaty/pact/file", "treaty/party/KE/file"])
def test_every_table_can_be_taken_away(path):
    table = list(csv.DictReader(io.StringIO(got(f"{path}.csv?day=2002-03-01").content.decode("utf-8-sig"))))
    whole = json.loads(got(f"{path}.json?day=2002-03-01").content)
    assert whole["on"] == "2002-03-01"
    assert whole["definitions"]["bound"]
    assert [row["treaty"] for row in table] == [row["treaty"] for row in whole["rows"]]
    assert table


@pytest.mark.parametrize(
    "path", ["treaty/none/", "treaty/pact/?day=2001-02-30", "treaty/?year=soon", "treaty/party/zembla/",
             "treaty/file.exe", "picture/tile-map.svg?treaty=none"],
)  # fmt: skip
def test_what_there_is_not_is_said_in_one_clear_error(path):
    response = client().get(f"/c/{pacts()}/{path}")
    assert response.status_code in (404, 422)
    assert "This did not work" in words(response)


@pytest.mark.parametrize("path", ["", "treaty/", "treaty/pact/", "treaty/party/TZ/", "treaty/file.csv",
                                  "treaty/pact/file.json", "picture/tile-map.csv?treaty=pact"])  # fmt: skip
def test_what_is_for_the_chair_alone_is_on_no_public_page(path):
    assert SECRET not in words(got(path))


def test_the_chair_sees_it_and_that_it_is_not_public():
    page = page_of("treaty/pact/", "chair")
    assert SECRET in rows(page)["Tanzania"][-1]
    assert "told to the chair" in rows(page)["Tanzania"][-1]
    assert SECRET in words(got("treaty/", "chair"))
    assert client().get(f"/c/{pacts()}/treaty/quiet/").status_code == 404


def test_the_tab_is_there_only_where_the_view_has_treaties():
    def tabs(name, account=""):
        page = html.document_fromstring(words(client(account).get(f"/c/{name}/")))
        return [told(each) for each in page.xpath("//nav//a")]

    hidden = {"schema": "travaux-case/1", "parties": RECORD["parties"],
              "treaties": [{"id": "quiet", "name": SECRET, "reader": "chair"}]}  # fmt: skip
    name = own_case(from_mapping(hidden, "hidden"), public=True)
    assert "Treaty" in tabs(pacts())
    assert "Treaty" not in tabs(name)
    assert "Treaty" in tabs(name, "chair")


def test_a_case_without_treaties_says_what_could_stand_there():
    name = own_case(from_mapping({"schema": "travaux-case/1", "parties": RECORD["parties"]}, "bare"), public=True)
    assert "No treaty and no treaty action is on record" in words(client().get(f"/c/{name}/treaty/"))


def test_a_forecast_stands_beside_its_base_rate_with_its_definitions():
    page = page_of("treaty/pact/forecast/")
    assert "Base rate" in told(page.xpath("//main")[0])
    assert "base rate" in [told(each) for each in page.xpath("//dt")]
    [picture] = page.xpath("//figure//img/@src")
    assert client().get(picture).status_code == 200
    whole = json.loads(got("treaty/pact/forecast/file.json").content)
    assert whole["forecast"]["treaty"] == "pact"


def test_a_treaty_of_which_nothing_is_on_record_has_no_forecast_and_says_why():
    assert "There is no forecast here" in words(got("treaty/other/forecast/"))


def test_without_the_extra_the_page_says_what_to_install(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "lifelines", None)
    name = own_case(from_mapping(RECORD, "bare-pacts"), public=True)
    said = words(client().get(f"/c/{name}/treaty/pact/forecast/?on=2005-01-01"))
    assert "travaux[forecast]" in said
