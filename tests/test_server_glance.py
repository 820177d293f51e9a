"""A case at a glance: its state, the brackets and who holds them, who blocks, what changed, the package left."""

import pytest
from lxml import html as lxml_html

import travaux
from test_server_text import two_drafts
from travaux.facts import from_mapping
from travaux.text.comparing import compare
from workbench import account_of, client, own_case, ready, words

ready()
DEMO = "/c/typefaces/?on=2025-10-01"
CASE = travaux.open_case("typefaces", reader="chair", on="2025-10-01")


def section(address, name, account="chair"):
    page = lxml_html.document_fromstring(client(account).get(address).content)
    return page.xpath(f"//section[@aria-labelledby='g-{name}']")[0]


def said(element):
    return " ".join(element.text_content().split())


def test_the_parts_stand_in_the_order_in_which_a_chair_asks():
    page = lxml_html.document_fromstring(client("chair").get(DEMO).content)
    assert [each.get("aria-labelledby") for each in page.xpath("//main/section")] == [
        "g-draft", "g-blocks", "g-changed", "g-package",
    ]
    assert page.xpath("//main/p[@class='sentence']")


def test_the_state_counts_what_the_analysis_counts():
    finding = travaux.consensus(CASE)
    page = lxml_html.document_fromstring(client("chair").get(DEMO).content)
    state = page.xpath("//p[@class='sentence']")[0].text_content()
    for status in ("settled", "open", "blocked"):
        assert f"{len(finding.with_status(status))} {status}" in state
    assert "(Fair uses)" in state
    assert f"holds {len(CASE.draft().issues())} open choices" in state


def test_each_number_of_the_first_sentence_leads_to_the_facts_that_it_counts():
    finding = travaux.consensus(CASE)
    page = lxml_html.document_fromstring(client("chair").get(DEMO).content)
    links = {said(link): link.get("href") for link in page.xpath("//p[@class='sentence']/a")}
    settled = finding.with_status("settled")
    assert links[f"{len(settled)} settled"].split("?")[0] == "/c/typefaces/consensus/"
    there = lxml_html.document_fromstring(client("chair").get(links[f"{len(settled)} settled"]).content)
    assert len(there.xpath("//*[@id='settled']/following-sibling::ul[1]/li")) == len(settled)
    for status in ("open", "blocked"):
        number = len(finding.with_status(status))
        [place] = page.xpath(f"//*[@id='{links[f'{number} {status}'][1:]}']")
        assert len(place.xpath("./a | ./article/h3/a")) == number
    assert links[f"{len(CASE.draft().issues())} open choices"].startswith("/c/typefaces/text/")


def test_the_provision_with_most_open_choices_stands_there_with_those_who_hold_them():
    draft = section(DEMO, "draft")
    article = said(draft.xpath(".//article")[0])
    assert article.startswith("Article 2 ")
    assert "Article 3" not in article
    most = max(CASE.draft().outline(), key=lambda each: (each.role == "article", each.choices))
    assert most.number == "Article 2"
    held = said(draft.xpath(".//div[@class='held']")[0])
    assert "+ Uruguay + Ghana" in held
    assert "Who is not named has not agreed" in held


def test_each_block_names_who_what_and_why_and_opens_to_the_facts():
    blocks = section(DEMO, "blocks")
    finding = travaux.consensus(CASE)
    cards = blocks.xpath("./article")
    assert len(cards) == len(finding.blocking)
    move = finding.blocking[0].moves[0]
    blocked = "Uruguay cannot accept “Special cases and uses that are fair”"
    assert f"{blocked}. Restraint, constituency: {move.reason}" in said(cards[0])
    facts = cards[0].xpath(".//details[@class='facts']")[0]
    assert facts.xpath(f".//a[contains(@href,'{move.facts[0]}')]")


def test_what_the_chair_was_told_blocks_for_the_chair_alone():
    name = own_case(restrained())
    chair, others = client("chair"), [client("observer"), client(account_of("delegation", "eu", name))]
    assert "secretly" in words(chair.get(f"/c/{name}/"))
    assert all("secretly" not in words(each.get(f"/c/{name}/")) for each in others)


def restrained():
    return from_mapping({
        "schema": "travaux-case/1", "name": "told",
        "parties": [{"id": "us", "name": "United States"}, {"id": "eu", "name": "European Union", "kind": "igo"}],
        "issues": [{"id": "term", "title": "Term", "options": [{"id": "ten", "label": "Ten"}, {"id": "six"}]}],
        "positions": [
            {"party": "eu", "issue": "term", "option": "ten", "stance": "prefer", "date": "2001-01-01"},
            {"party": "us", "issue": "term", "option": "ten", "stance": "red_line", "date": "2001-01-01",
             "reader": "chair", "restraint": {"kind": "mandate", "reason": "secretly"}},
        ],
    })


def test_what_changed_counts_what_the_comparison_counts_with_definitions():
    versions = {text.id: each for text, each in CASE.versions()}
    found = compare(versions["rev2"], versions["rev3"])
    changed = section(DEMO, "changed")
    assert "from Rev. 2 to Rev. 3" in said(changed)
    counts = {said(each.xpath("./details/summary")[0]): said(each.xpath("./details/p")[0]) for each in
              changed.xpath("./ul[@class='counts']/li")}
    assert next(iter(counts)) == f"{len(found.reopened)} place of agreed text reopened"
    closed = sum(change.fate == "closed" for change in found.choices)
    assert counts[f"{closed} choices closed"].startswith("the question is settled")
    assert all(counts.values())
    reopened = changed.xpath("./div[contains(@class,'reopened')]")[0]
    assert found.reopened[0].where in said(reopened)


def test_the_package_is_said_to_be_not_excluded_and_of_how_many_one_knows():
    finding = travaux.consensus(CASE)
    package = section(DEMO, "package")
    assert "not excluded by any recorded red line" in said(package)
    assert f"{finding.known} of {finding.of} delegations known" in said(package)
    lines = [said(each) for each in package.xpath(".//dl/dt")]
    left = [issue.ground.issue.title for issue in finding.issues
            if issue.status != "settled" and issue.id in finding.packages[0].choices]
    assert lines == left
    names = said(package.xpath(".//details")[0])
    assert "Bhutan" in names.split("Unknown:")[1]
    assert "What is not excluded is not agreed." in said(package)
    assert f"(1 of {len(finding.packages)} found)" in said(package.xpath("./h2")[0])


def test_the_oppositions_to_the_package_open_to_the_statements():
    finding = travaux.consensus(CASE)
    [opened] = section(DEMO, "package").xpath(".//details[contains(summary, 'recorded opposition')]")
    number = finding.packages[0].oppositions
    assert number
    assert said(opened.xpath("./summary")[0]).startswith(f"{number} recorded opposition")
    assert len(opened.xpath(".//ul[contains(@class,'standings')]/li")) == number


@pytest.mark.parametrize(("address", "words_said"), [
    ("/c/patents/", "No draft is on record"),
    ("/c/patents/", "would be left for another day"),
    ("/c/marrakesh/", "No red line on record blocks an issue"),
    ("/c/typefaces/", "All 11 issues are settled"),
    ("/c/typefaces/", "has no brackets left"),
    ("/c/typefaces/", "Nothing is left to choose: 11 issues are settled"),
    ("/c/avp/?on=2000-12-20", "There is only one draft on record"),
])
def test_cases_without_a_draft_or_with_everything_settled_have_words_for_it(address, words_said):
    assert words_said in said(lxml_html.document_fromstring(client("chair").get(address).content))


def test_a_case_with_a_draft_alone_shows_the_draft():
    name = own_case(two_drafts("Article 1\n\n1. Each Party [shall] act.\n", "Article 1\n\n1. Each Party [may] act.\n"))
    page = said(lxml_html.document_fromstring(client("chair").get(f"/c/{name}/").content))
    assert "No issue is on record" in page
    assert "1 of its 1 open choice" in page
    assert "nothing to put together" in page


def test_an_empty_case_and_a_draft_that_cannot_be_read_are_pages_all_the_same():
    empty = from_mapping({"schema": "travaux-case/1", "name": "empty"})
    gone = from_mapping({"schema": "travaux-case/1", "name": "gone", "texts": [
        {"id": "a", "file": "a.txt", "date": "2001-01-01"}, {"id": "b", "file": "b.txt", "date": "2002-01-01"}]})
    assert client("chair").get(f"/c/{own_case(empty)}/").status_code == 200
    page = client("chair").get(f"/c/{own_case(gone)}/")
    assert page.status_code == 200
    assert "cannot be read" in words(page)


def test_links_keep_the_day():
    page = lxml_html.document_fromstring(client("chair").get(DEMO).content)
    links = [link for link in page.xpath("//main//a/@href") if link.startswith("/c/")]
    assert links
    assert all("on=2025-10-01" in link for link in links)
