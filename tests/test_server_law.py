"""The law pages: who has which rule, how far laws agree, what a reform changed, what is left to change, and hints.

What is expected is worked out by hand from the few laws below: on the one norm two jurisdictions differ wholly until
the reform and not at all after it, on the other by half of the scale.
"""

import csv
import io
import json
import re

import pytest
from lxml import html

from travaux.facts.loading import from_mapping
from workbench import account_of, client, own_case, words

SECRET = "whispered-in-the-lobby"
CONTENT = {
    "sources": {"book": {"title": "A handbook of laws", "address": "https://example.org/handbook"}},
    "parties": [
        {"id": "US", "name": "United States"}, {"id": "EP", "name": "European Patent Organisation", "kind": "igo"},
        {"id": "JP", "name": "Japan"}, {"id": "ZA", "name": "South Africa"},
    ],
    "groups": [{"id": "two", "name": "The two", "members": ["US", "EP"]}],
    "norms": [
        {"id": "priority", "title": "Who is first", "definition": "Who has the right", "scale": "nominal",
         "categories": {"invention": ["first_to_invent"], "filing": ["first_to_file"]}},
        {"id": "grace", "title": "Grace", "scale": "interval", "unit": "months", "low": 0, "high": 12},
    ],
    "laws": [
        {"jurisdiction": "US", "norm": "priority", "value": "first_to_invent", "from": "1952-07-19",
         "to": "2013-03-15", "ref": "s. 102", "source": "book"},
        {"jurisdiction": "US", "norm": "priority", "value": "first_to_file", "from": "2013-03-16", "as_of": "2017-05",
         "ref": "s. 102(a)", "source": "book"},
        {"jurisdiction": "EP", "norm": "priority", "value": "first_to_file", "from": "1977-10-07", "as_of": "2017-05",
         "ref": "Art. 60", "source": "book"},
        {"jurisdiction": "US", "norm": "grace", "value": "12", "from": "1952-07-19", "as_of": "2017-05"},
        {"jurisdiction": "EP", "norm": "grace", "value": "6", "as_of": "2014",
         "note": "the page may be older than it says"},
        {"jurisdiction": "JP", "norm": "priority", "value": "it_depends", "as_of": "2016"},
        {"jurisdiction": "ZA", "norm": "grace", "value": "3", "as_of": "2016", "reader": "chair", "note": SECRET},
    ],
    "issues": [
        {"id": "first", "title": "Priority", "norm": "priority", "options": [
            {"id": "file", "label": "Whoever filed", "law": ["filing"]},
            {"id": "invent", "label": "Whoever invented", "law": ["invention"]}]},
        {"id": "other", "title": "Another", "options": [{"id": "a"}, {"id": "b"}]},
    ],
}  # fmt: skip
REFORM = "law/reform/?jurisdiction=US&from=2012-12-31&to=2013-12-31"


@pytest.fixture(scope="module")
def case():
    return own_case(from_mapping(CONTENT, "laws"), public=True)


@pytest.fixture(scope="module")
def chair():
    return account_of("chair")


def got(case, path, account="", status=200):
    response = client(account).get(f"/c/{case}/{path}")
    assert response.status_code == status, words(response)
    return response


def page_of(case, path, account="", status=200):
    return html.document_fromstring(words(got(case, path, account, status)))


def told(element):
    return " ".join(" ".join(element.itertext()).split())


def rows_of(case, path):
    return list(csv.DictReader(io.StringIO(got(case, path).content.decode("utf-8-sig"))))


def cell_of(page, norm, name):
    """The cell of a norm and a jurisdiction, by the words of its row and column."""
    [table] = page.xpath("//table[contains(@class, 'lawtable')]")
    heads = [each.get("title") for each in table.xpath(".//thead//abbr")]
    [row] = [each for each in table.xpath(".//tbody/tr") if told(each.xpath(".//th/a")[0]) == norm]
    return row.xpath(".//td")[heads.index(name)]


def test_each_cell_says_its_rule_and_opens_to_place_source_and_doubt(case):
    page = page_of(case, "law/")
    cell = cell_of(page, "Who is first", "United States")
    assert told(cell.xpath(".//summary")[0]) == "filing"
    said = told(cell.xpath(".//dl")[0])
    assert "s. 102(a)" in said
    assert "from 2013-03-16" in said
    assert "A handbook of laws" in said
    [link] = cell.xpath(".//a[starts-with(@href, 'https://example.org/handbook')]")
    assert link.get("rel") == "noreferrer"
    assert "the page may be older than it says" in told(cell_of(page, "Grace", "European Patent Organisation"))


def test_marks_tell_assumed_and_doubted_and_not_compared_and_missing_apart(case):
    page = page_of(case, "law/")
    assumed = cell_of(page, "Grace", "European Patent Organisation")  # its source speaks of 2014
    assert told(assumed.xpath(".//summary")[0]) == "6 months ~ , assumed ! , carries a doubt"
    other = cell_of(page, "Who is first", "Japan")
    assert told(other.xpath(".//summary")[0]) == "it depends ≠ , not compared"
    assert "nothing on record" in told(cell_of(page, "Grace", "Japan"))


def test_on_an_earlier_day_the_earlier_rule_stands(case):
    page = page_of(case, "law/?on=2010-01-01")
    assert told(cell_of(page, "Who is first", "United States").xpath(".//summary")[0]) == "invention"
    assert "1 January 2010" in told(page.xpath("//p[contains(@class, 'lead')]")[0])


def test_one_norm_is_a_list_that_names_of_whom_nothing_is_on_record(case):
    page = page_of(case, "law/?norm=grace")
    assert [told(each) for each in page.xpath("//*[@class='held']//h2")] == [
        "United States: 12 months", "European Patent Organisation: 6 months"
    ]  # fmt: skip
    assert "Nothing on record: Japan (1)" in told(page)


def test_links_to_the_record_lead_to_the_fact(case):
    page = page_of(case, "law/")
    anchors = {each.get("id") for each in page_of(case, "record/").xpath("//*[@id]")}
    links = {link.partition("#")[2] for link in page.xpath("//table//a/@href") if "/record/" in link}
    assert len(links) == 5  # of the two rules of one jurisdiction one is past
    assert links <= anchors


def test_the_index_is_that_of_the_laws(case):
    # 2012: one norm differs wholly, one by half: 1 - (1 + 0.5)/2; a year later the first differs no more.
    page = page_of(case, "law/index/?from=2012&to=2013")
    lead = told(page.xpath("//p[contains(@class, 'answer')]")[0])
    assert "On 31 December 2013 the laws that can be compared agree to 0.750" in lead
    assert "on 31 December 2012 to 0.250" in lead
    moved = told(page.get_element_by_id("moved").getparent())
    assert "changes of law make +0.500" in moved
    [change] = page.get_element_by_id("moved").getparent().xpath(".//tbody/tr")
    assert told(change) == "31 Dec 2012 and 31 Dec 2013 United States Who is first invention filing +0.500"


def test_bounds_hold_whatever_stands_in_the_gaps(case):
    row = json.loads(got(case, "law/index.json?from=2013&to=2013").content)["points"][0]
    assert 0 <= row["low"] <= row["high"] <= 1
    assert row["known_pairs"] == 2  # US and EP on two norms
    assert row["of_pairs"] == 6  # three jurisdictions are three pairs


def test_weights_of_the_form_count(case):
    alone = page_of(case, "law/index/?from=2013&to=2013&w%3Apriority=0&w%3Agrace=1")
    assert "agree to 0.500" in told(alone.xpath("//p[contains(@class, 'answer')]")[0])
    same = page_of(case, "law/index/?from=2013&to=2013&weights=grace:1")
    assert "agree to 0.500" in told(same.xpath("//p[contains(@class, 'answer')]")[0])
    plain = page_of(case, "law/index/?from=2013&to=2013&measure=disagreement")
    assert "agree to 0.500" in told(plain.xpath("//p[contains(@class, 'answer')]")[0])


@pytest.mark.parametrize("asked", ["from=soon", "from=0", "w%3Agrace=much", "w%3Agrace=-1", "w%3Agrace=inf",
                                   "measure=by-eye", "group=nobody", "weights=none:1", "from=2010&to=2000",
                                   "w%3Agrace=0&w%3Apriority=0"])  # fmt: skip
def test_what_cannot_be_read_is_said_on_the_page_and_the_form_stays(case, asked):
    page = page_of(case, f"law/index/?{asked}", status=422)
    assert page.xpath("//*[@class='problem']")
    assert "Traceback" not in told(page)


def test_a_reform_names_to_whom_it_came_closer(case):
    page = page_of(case, REFORM)
    lead = told(page.xpath("//p[contains(@class, 'answer')]")[0])
    assert "United States changed on 1 norm: closer to 1, away from 0 of 2 others" in lead
    assert "from 0.250 to 0.750 (+0.500)" in lead
    [row] = page.xpath("//table[@class='normchanges']/tbody/tr")
    said = told(row)
    assert said.startswith("Who is first invention first to invent filing first to file, since 16 March 2013 +0.500 EP")
    assert "s. 102" in said
    partners = told(page.get_element_by_id("partners").getparent())
    assert "European Patent Organisation" in partners
    assert "0.750 0.250 −0.500 2" in partners
    assert "Cannot be compared on both days: Japan" in partners
    assert "Unmoved: Grace (12 months)" in told(page)


def test_without_a_choice_the_reform_page_offers_days_on_which_rules_began(case):
    page = page_of(case, "law/reform/")
    links = [each for each in page.xpath("//h2[@id='known']/following-sibling::ul//a") if "2013" in told(each)]
    assert [told(each) for each in links] == ["United States, 16 March 2013"]
    follow = client().get(links[0].get("href"))
    assert "changed on 1 norm" in words(follow)


def test_a_gap_names_what_is_left_to_change(case):
    page = page_of(case, "law/gap/?of=us&target=ep")
    [row] = page.xpath("//table[@class='normchanges']/tbody/tr")
    assert [told(each).split(" ~")[0] for each in row.xpath(".//th/a | .//summary")] == [
        "Grace",
        "12 months",
        "6 months",
    ]
    assert told(row.xpath(".//td")[-2]) == "shorten"
    assert told(row.xpath(".//td")[-1]) == "0.500"
    assert "The same: Who is first (filing)" in told(page)


def test_the_order_of_an_ordinal_norm_is_kept_in_the_register():
    # From least to most, which is not the order of the alphabet: from none to all is the whole way.
    content = {
        "norms": [{"id": "reach", "scale": "ordinal",
                   "categories": {"none": ["no"], "some": ["part"], "all": ["full"]}}],
        "laws": [{"jurisdiction": name, "norm": "reach", "value": value, "as_of": "2001"}
                 for name, value in (("A", "no"), ("B", "full"), ("C", "part"))],
    }  # fmt: skip
    name = own_case(from_mapping(content, "ordered"), public=True)
    found = json.loads(got(name, "law/gap.json?of=A&target=B").content)["norms"][0]
    assert list(found["norm"]["categories"]) == ["none", "some", "all"]
    assert found["distance"] == 1
    assert json.loads(got(name, "law/gap.json?of=A&target=C").content)["norms"][0]["distance"] == 0.5


def test_a_target_on_the_workbench_is_never_a_file(case, tmp_path):
    file = tmp_path / "target.yaml"
    file.write_text("grace: 3\n", encoding="utf-8")
    for path in (f"law/gap/?of=US&target={file}", f"law/gap.json?of=US&target={file}"):
        response = client().get(f"/c/{case}/{path}")
        assert response.status_code in (404, 422)
        assert "there is no jurisdiction" in words(response).lower()


def test_files_hold_what_the_pages_show(case):
    table = rows_of(case, "law/table.csv")
    [held] = [row for row in table if row["norm"] == "grace" and row["jurisdiction"] == "EP"]
    assert (held["answers"], held["basis"], held["doubt"]) == ("6", "assumed", "the page may be older than it says")
    [empty] = [row for row in table if row["norm"] == "grace" and row["jurisdiction"] == "JP"]
    assert (empty["answers"], empty["basis"], empty["value"]) == ("", "missing", "")
    index = {
        row["day"]: row["index"] for row in rows_of(case, "law/index.csv?from=2012&to=2013") if row["what"] == "all"
    }
    assert index == {"2012-12-31": "0.25", "2013-12-31": "0.75"}
    [moved] = [row for row in rows_of(case, REFORM.replace("reform/", "reform.csv")) if row["turn"] == "reform"]
    assert (moved["norm"], moved["had"], moved["has"]) == ("priority", "invention", "filing")
    assert {row["norm"]: row["change"] for row in rows_of(case, "law/gap.csv?of=US&target=EP")} == {
        "priority": "none", "grace": "shorten"
    }  # fmt: skip
    for path in ("table.json", "index.json", f"{REFORM.replace('law/reform/', 'reform.json')}",
                 "gap.json?of=US&target=EP"):  # fmt: skip
        assert json.loads(got(case, f"law/{path}").content)


def test_files_that_cannot_be_are_refused(case):
    for path in ("table.exe", "none.csv", "reform.csv", "gap.csv", "gap.json?of=US", "table.csv?norm=none"):
        page = page_of(case, f"law/{path}", status=404)
        assert "What you can do" in told(page)


def test_a_law_for_the_chair_is_seen_by_the_chair_alone(case, chair):
    paths = ("law/", "law/?norm=grace", "law/index/", REFORM, "law/gap/?of=US&target=EP", "law/table.csv",
             "law/table.json", "law/index.json", "", "record/")  # fmt: skip
    for path in paths:
        public = words(got(case, path))
        assert SECRET not in public, path
        assert "South Africa" not in public or path == "record/", path
    assert SECRET in words(got(case, "law/", chair))
    assert SECRET in words(got(case, "law/table.csv", chair))


HARM = '=1+1"><script>alert(1)</script><img src=x onerror=alert(2)> {{ visitor }}'


def test_what_is_on_record_is_never_script_and_never_a_formula():
    content = {
        "sources": {"s": {"title": HARM, "address": "javascript:alert(3)"}},
        "parties": [{"id": "A", "name": HARM}, {"id": "B", "name": HARM}],
        "norms": [{"id": "n", "title": HARM, "definition": HARM, "scale": "nominal",
                   "categories": {HARM: ["x"], "other": ["y"]}}],
        "laws": [
            {"jurisdiction": "A", "norm": "n", "value": "x", "to": "2001-01-01", "ref": HARM, "source": "s",
             "note": HARM},
            {"jurisdiction": "A", "norm": "n", "value": "y", "from": "2001-01-02", "ref": HARM, "source": "s",
             "note": HARM},
            {"jurisdiction": "B", "norm": "n", "value": HARM, "as_of": "2001", "ref": HARM, "source": HARM},
        ],
        "issues": [{"id": "i", "norm": "n", "options": [{"id": "o", "label": HARM, "law": [HARM]}]}],
    }  # fmt: skip
    name = own_case(from_mapping(content, "harmful"), public=True)
    around = "from=2000-12-31&to=2001-01-02"
    for path in ("", "law/", "law/?norm=n", "law/index/", f"law/reform/?jurisdiction=A&{around}", "law/reform/",
                 "law/gap/?of=A&target=B", "issue/i/", "record/"):  # fmt: skip
        page = page_of(name, path)
        assert not [each for each in page.xpath("//script") if not each.get("src", "").startswith("/assets/")], path
        assert not page.xpath("//img[@src='x'] | //@onerror"), path
        assert not [link for link in page.xpath("//a/@href") if link.strip().lower().startswith("javascript")], path
    for path in ("law/table.csv", "law/index.csv", f"law/reform.csv?jurisdiction=A&{around}",
                 "law/gap.csv?of=A&target=B"):  # fmt: skip
        cells = [cell for row in rows_of(name, path) for cell in row.values()]
        assert not [cell for cell in cells if cell.startswith("=")], path


def test_the_tab_stands_where_there_is_law_and_only_there(case):
    def tabs(page):
        return [told(each) for each in page.xpath("//header//nav//a")]

    here = page_of(case, "law/")
    assert "Law" in tabs(here)
    assert told(here.xpath("//header//nav//*[@aria-current]")[0]) == "Law"
    assert told(page_of(case, REFORM).xpath("//header//nav//*[@aria-current]")[0]) == "Law"
    assert "Treaty" not in tabs(here)
    bare = own_case(from_mapping({"parties": [{"id": "a", "name": "A"}]}, "bare"), public=True)
    assert not {"Law", "Treaty"} & set(tabs(page_of(bare, "")))
    page = page_of(bare, "law/")
    assert "No norm and no law is on record" in told(page)
    for path in ("law/index/", "law/reform/", "law/gap/"):
        assert page_of(bare, path).xpath("//*[@class='empty']")


def test_hints_from_law_are_shown_as_derived_and_never_as_positions(case):
    page = page_of(case, "issue/first/?on=2010-01-01")
    hints = page.get_element_by_id("hints")
    said = told(hints)
    assert "Derived from law, not said by anybody" in said
    assert "These are no positions" in said
    assert [told(each) for each in hints.xpath(".//h3")] == ["Whoever filed", "Whoever invented"]
    assert re.search(r"United States : its law says otherwise since 1952-07-19, s\. 102 \(first to invent\)", said)
    assert hints.xpath(".//a[@href='https://example.org/handbook']")
    rest = told(page).replace(said, "")
    assert "Nobody has spoken of this option" in rest
    assert not page_of(case, "issue/other/").xpath("//*[@id='hints']")


def test_hints_change_no_figure_of_the_issue(case):
    without = {**CONTENT, "issues": [{**each, "norm": None} for each in CONTENT["issues"]]}
    plain = own_case(from_mapping(without, "laws"), public=True)
    assert got(case, "consensus/file.csv").content.replace(case.encode(), b"") == got(
        plain, "consensus/file.csv"
    ).content.replace(plain.encode(), b"")


def test_cases_without_talks_say_what_they_hold():
    content = {name: facts for name, facts in CONTENT.items() if name != "issues"}
    name = own_case(from_mapping(content, "only-laws"), public=True)
    glance = told(page_of(name, ""))
    assert "2 norms, 3 jurisdictions, 6 laws" in glance
    assert "No issue is on record" not in glance
    front = html.document_fromstring(words(client().get("/")))
    [card] = [each for each in front.xpath("//li[@class='card']") if told(each.xpath(".//h2/a")[0]) == name]
    assert told(card) == f"{name} Law 2 norms, 3 jurisdictions, 6 laws"


def test_pages_stand_on_pictures_with_a_table_of_their_own(case):
    page = page_of(case, "law/index/?from=2012&to=2013")
    [picture] = page.xpath("//figure[@class='picture']")
    assert picture.xpath(".//table")
    for address in picture.xpath(".//img/@src | .//source/@srcset | .//@data-picture"):
        assert client().get(address).status_code == 200, address
    assert page_of(case, REFORM).xpath("//figure[@class='picture']")


def test_many_cells_are_shown_norm_by_norm():
    from travaux.server.pages.law import MOST

    many = 110
    content = {
        "norms": [{"id": f"n{number}", "scale": "nominal"} for number in range(many)],
        "laws": [{"jurisdiction": f"j{number}", "norm": f"n{number}", "value": "x", "as_of": "2001"}
                 for number in range(many)],
    }  # fmt: skip
    assert many * many > MOST
    name = own_case(from_mapping(content, "many-laws"), public=True)
    page = page_of(name, "law/")
    assert "too many cells for one page" in told(page)
    assert len(page.xpath("//*[@class='held']/li")) == 1


def test_a_value_in_no_category_is_told_above_the_table(case):
    remarks = page_of(case, "law/").find_class("remarks")
    assert "'it_depends', which falls in no category of norm 'priority'" in told(remarks[0])
