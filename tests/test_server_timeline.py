"""The page Timeline: its trend in words, every stop in its place, figures of others marked as theirs."""

import csv
import io
import json
import re
from datetime import date
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

import travaux
from travaux.lineage import timeline, versions_of
from travaux.lineage.timelines import report
from travaux.lineage.versions import Version
from travaux.server.pages.timeline_stops import reached, stops
from travaux.server.pages.timeline_words import trend
from workbench import client, own_case, words

CASES = ("typefaces", "avp", "patents", "marrakesh")


def page_of(case, account="chair", asked=""):
    response = client(account).get(f"/c/{case}/timeline/{asked}")
    assert response.status_code == 200, words(response)
    return html.document_fromstring(words(response))


def told(element):
    return " ".join(element.text_content().split())


def chain_of(*drafts):
    return timeline([
        Version(f"v{n}", date(2026, 1, n), travaux.read_text(draft), f"Rev. {n}") for n, draft in enumerate(drafts, 1)
    ])


def with_open(number):
    """A draft with so many open choices, each in a provision of its own."""
    lines = [f"{n}. Each Party {'[shall][should]' if n <= number else 'shall'} keep sample {n}." for n in range(1, 7)]
    return "\n\n".join(lines) + "\n"


CASE = travaux.open_case("patents")


def test_choices_that_become_fewer_with_each_version_are_said_to():
    said = trend(CASE, chain_of(with_open(5), with_open(3), with_open(1)))
    assert said.startswith("Open choices fell from 5 in Rev. 1 to 1 in Rev. 3, with fewer in each version")


def test_a_rise_on_the_way_is_not_passed_over():
    said = trend(CASE, chain_of(with_open(4), with_open(6), with_open(1)))
    assert "fell from 4 in Rev. 1 to 1 in Rev. 3; on the way they rose in Rev. 2" in said


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=2, max_size=4))
def test_the_trend_says_what_the_first_and_the_last_version_count(numbers):
    said = trend(CASE, chain_of(*map(with_open, numbers)))
    if numbers[0] == numbers[-1]:
        assert f"as many open choices in Rev. {len(numbers)} as in Rev. 1: {numbers[-1]}" in said
    else:
        verb = "fell" if numbers[-1] < numbers[0] else "rose"
        assert f"{verb} from {numbers[0]} in Rev. 1 to {numbers[-1]} in Rev. {len(numbers)}" in said
    fewer = all(later < before for before, later in pairwise(numbers))
    assert ("fewer in each version" in said) == (fewer and len(numbers) > 2)


def test_what_was_reopened_is_in_the_trend():
    assert "No agreed text was reopened." in trend(CASE, chain_of(with_open(3), with_open(2)))
    assert "Agreed text was reopened: 1 place in Rev. 2." in trend(CASE, chain_of(with_open(2), with_open(3)))


def test_one_version_or_none_is_said_to_be_so():
    assert trend(CASE, chain_of(with_open(2))).startswith("There is one version, Rev. 1: 2 open choices")
    said = trend(CASE, None)
    assert said.startswith("No text of this case is on record.")
    assert f"{len(CASE.positions)} positions" in said


def test_the_figures_of_each_version_are_those_of_the_timeline():
    chain = timeline(versions_of(travaux.open_case("typefaces")))
    rows = page_of("typefaces").xpath("//table[@class='line']/tbody/tr[@class='version']")
    assert len(rows) == len(chain.rows)
    for row, found in zip(rows, chain.rows, strict=True):
        counts, happened = found.measures, found.happened
        cells = [told(cell) for cell in row.xpath("./td[@class='n']")]
        expected = [f"{counts.choices}", f"{counts.agreed_provisions} of {counts.provisions}", f"{counts.marks[0]}",
                    f"{counts.words}"]  # fmt: skip
        if happened is not None:
            figures = (happened.opened, happened.closed, happened.gone, happened.reopened)
            expected += [*map(str, figures), f"{100 * happened.matched_share:.0f}%"]
        assert cells == expected


def test_a_place_that_was_reopened_is_reached_from_its_number():
    page = page_of("typefaces")
    [link] = page.xpath("//a[@class='again']/@href")
    section = page.get_element_by_id(link[1:])
    assert told(section.xpath("./h3")[0]).startswith("To Rev. 3")
    assert "Agreed text reopened in 1 place" in told(section)
    within = {link[1:] for link in page.xpath("//main//a/@href") if link.startswith("#")}
    assert within <= set(page.xpath("//@id"))


@pytest.mark.parametrize("name", CASES)
def test_every_session_and_every_version_has_its_place_in_the_order_of_days(name):
    case = travaux.open_case(name, reader="chair")
    chain = timeline(versions_of(case)) if case.texts else None
    line = stops(case, chain)
    days = [stop.day for stop in line if stop.day]
    assert days == sorted(days)
    shown = {stop.fact.id for stop in line if stop.kind == "session"}
    shown |= {stop.row.version.session for stop in line if stop.row}
    assert {session.id for session in case.sessions} <= shown
    assert sum(stop.kind == "version" for stop in line) == len(case.texts)


@pytest.mark.parametrize("name", CASES)
def test_what_is_on_record_by_the_end_of_a_session_never_becomes_less(name):
    case = travaux.open_case(name, reader="chair")
    found = reached(case)
    assert found
    for before, later in pairwise(found):
        assert before.positions <= later.positions
        assert before.parties <= later.parties
        assert before.ended <= later.ended
    last = [one for one in case.positions if one.date and one.date <= found[-1].day]
    assert found[-1].positions == len(last)


def test_figures_that_others_published_are_marked_as_theirs_with_their_source():
    page = page_of("marrakesh")
    rows = page.xpath("//tr[@class='published']")
    assert len(rows) == len(travaux.open_case("marrakesh").sections["drafts"])
    for row in rows:
        assert "published by others" in told(row)
        assert row.xpath(".//p[@class='from']/a[contains(@href, '/record/')]")
    [counted] = [told(row) for row in rows if "88 brackets" in told(row)]
    assert "17 alternatives" in counted
    assert "KEI" in counted


@pytest.mark.parametrize("name", CASES)
def test_every_page_says_its_trend_first_and_defines_its_figures(name):
    page = page_of(name)
    main = page.get_element_by_id("main")
    order = [each.tag for each in main.xpath(".//h1 | .//p[contains(@class, 'lead')] | .//table")]
    assert order[:2] == ["h1", "p"]
    assert main.xpath(".//details//dt[text()='brackets' or text()='positions']")
    assert not main.xpath(".//style | .//script | .//*[@style]")


def test_a_version_one_may_not_read_is_counted_for_nobody_else():
    from travaux.facts.model import TextVersion
    from travaux.server.register import enter, fact_act

    def bare(account, path):
        said = words(client(account).get(f"/c/{case}/timeline/{path}"))
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", said)

    case = own_case("typefaces")
    paths = ("", "file.csv", "file.json")
    before = {(account, path): bare(account, path) for account in ("observer", "kenya") for path in paths}
    fact = TextVersion(id="secret", file="x.txt", date="2026-01-01", reader="chair", title="Paper of the chair")
    enter(case, [fact_act("texts", fact, with_open(3).encode())], by="test")
    assert {key: bare(*key) for key in before} == before
    assert "Paper of the chair" in bare("chair", "")


def test_the_files_tell_the_same_line():
    there = client("chair")
    rows = list(csv.reader(io.StringIO(there.get("/c/marrakesh/timeline/file.csv").content.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(there.get("/c/marrakesh/timeline/file.xlsx").content))
    cells = book["Timeline"].iter_rows(values_only=True)
    assert [["" if cell is None else str(cell) for cell in row] for row in cells] == rows
    found = json.loads(there.get("/c/marrakesh/timeline/file.json").content)
    assert [(one["kind"], one["day"] or "", one["name"]) for one in found["line"]] == [
        (row[0], row[1], row[3]) for row in rows[1:]
    ]
    versions = json.loads(there.get("/c/typefaces/timeline/file.json").content)["versions"]
    again = json.loads(json.dumps(report(timeline(versions_of(travaux.open_case("typefaces"))))["versions"]))
    for one in (*versions, *again):
        one.pop("file")  # a version is kept under another name of file in the register
    assert versions == again


def test_a_spreadsheet_takes_no_cell_of_the_line_for_a_formula():
    from travaux.facts.model import Session
    from travaux.server.register import enter, fact_act

    case = own_case("patents")
    fact = Session(id="s-formula", body="=HYPERLINK(1)", start="2026-01-01", what="+1\x00", source="@SUM(1)")
    enter(case, [fact_act("sessions", fact)], by="test")
    there = client("chair")
    rows = list(csv.reader(io.StringIO(there.get(f"/c/{case}/timeline/file.csv").content.decode("utf-8-sig"))))
    assert any("HYPERLINK" in cell for row in rows for cell in row)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "-"))]
    book = openpyxl.load_workbook(io.BytesIO(there.get(f"/c/{case}/timeline/file.xlsx").content))
    assert not [cell for row in book["Timeline"].iter_rows() for cell in row if cell.data_type == "f"]


def test_a_file_with_another_ending_is_refused_in_words():
    response = client("chair").get("/c/typefaces/timeline/file.exe")
    assert response.status_code == 404
    assert "a timeline is not written as" in words(response)


def test_on_another_day_the_line_ends_there():
    page = page_of("typefaces", asked="?on=2025-10-01")
    assert [told(row) for row in page.xpath("//tr[@class='version']/th/a")] == ["Rev. 1", "Rev. 2", "Rev. 3"]
    links = [link for link in page.xpath("//main//a/@href") if not link.startswith("#") and "?on=" not in link]
    assert all("on=2025-10-01" in link or link.startswith("http") for link in links)
