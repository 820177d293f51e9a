"""The matrix of positions: every cell from the register, unknown as unknown; and the same as files."""

import csv
import io
import re
from functools import cache

import openpyxl
import pytest

import travaux
from travaux.facts import from_mapping
from travaux.server.access.policy import Visitor
from travaux.server.desk.looking import Look
from travaux.server.pages.positions_files import COLUMNS
from travaux.server.pages.positions_table import ORDERS, matrix
from workbench import client, own_case, words

CASES = ("avp", "patents", "marrakesh", "typefaces")


def main(response):
    text = words(response)
    return text[text.index("<main") : text.index("</main>")]


@cache
def look(name, reader="public", on=None):
    case = travaux.open_case(name, reader=reader, on=on)
    return Look(Visitor(), None, name, name, case, case.on, None, False, f"{name} {reader} {on} test", {})


def rows(case, query="", ending="csv", who="observer"):
    response = client(who).get(f"/c/{case}/positions/file.{ending}{query}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("case", CASES)
def test_every_stance_in_the_register_is_in_its_cell_and_nothing_else(case, order):
    seen = look(case, "chair")
    found = matrix(seen, order)
    cells = {
        (row.party, column.issue.id): {one.fact for one in cell.standings}
        for section in found.sections
        for row in section.rows
        for column, cell in row.cells
    }
    groups = {group.id for group in seen.case.groups} | {one.id for one in seen.case.parties if one.kind == "group"}
    for (party, issue), facts in cells.items():
        held = seen.case.who(issue=issue)
        assert facts == {one.fact for one in held if one.party == party and one.option and one.stance}
    told = {
        (one.party, one.issue)
        for one in seen.case.who()
        if one.option and one.stance and (one.party not in groups or one.party in seen.case.deciders)
    }
    assert {place for place, facts in cells.items() if facts} == told


@pytest.mark.parametrize("case", CASES)
def test_known_and_unknown_add_up(case):
    seen = look(case)
    found = matrix(seen, "likeness")
    deciders = set(seen.case.deciders)
    spoke = {(one.party, one.issue) for one in seen.case.who() if one.option and one.stance and one.party in deciders}
    assert found.deciders == len(deciders)
    assert found.known == len(spoke)
    assert found.cells == len(deciders) * len(seen.case.issues)
    assert found.spoke == len({party for party, _ in spoke})
    for column in found.columns:
        assert column.known == len({party for party, issue in spoke if issue == column.issue.id})


def test_the_strictest_statement_stands_first():
    seen = look("avp", on="2000-12-20")
    order = ("red_line", "oppose", "accept", "prefer")
    cells = [cell for section in matrix(seen, "name").sections for row in section.rows for _, cell in row.cells]
    several = [[order.index(one.stance) for one in cell.standings] for cell in cells if len(cell.standings) > 1]
    assert several
    assert all(stances == sorted(stances) for stances in several)


def test_delegations_with_nothing_on_record_are_one_line_and_not_rows():
    html = main(client("observer").get("/c/typefaces/positions/"))
    assert "No recorded position: Bhutan (1)." in html
    assert '<th scope="row">Bhutan' not in html
    assert '<th scope="row">Kenya' in html


def test_unknown_looks_and_reads_as_unknown():
    html = main(client("observer").get("/c/typefaces/positions/"))
    row = re.search(r'<tr><th scope="row">Jamaica.*?</tr>', html, re.DOTALL)[0]
    seen = look("typefaces").case
    known = {one.issue for one in seen.who(party="jm") if one.stance}
    assert row.count('<span class="sr">unknown</span>') == len(seen.issues) - len(known)
    assert "prefers “It shall”" in row
    assert "that is not consent" in html


def test_by_group_each_stands_once_and_its_other_groups_are_named():
    found = matrix(look("patents"), "group")
    names = [row.party for section in found.sections for row in section.rows]
    assert len(names) == len(set(names))
    case = look("patents").case
    headings = {case.party_name(group.id) for group in case.groups}
    for section in found.sections:
        for row in section.rows:
            if section.heading in headings:
                inside = {case.party_name(group.id) for group in case.groups if row.party in case.members(group.id)}
                assert {section.heading, *row.also} == inside


def test_only_the_members_of_a_group_on_that_day():
    seen = look("avp")
    found = matrix(seen, "name", group="grulac_1998")
    names = {row.name for section in found.sections for row in section.rows}
    names |= {name for section in found.sections for name in section.silent}
    members = seen.case.members("grulac_1998")
    assert names == {seen.case.party_name(party) for party in members if party in seen.case.deciders}


def test_only_issues_with_a_status():
    finding = travaux.consensus(look("patents").case, top=5)
    for status in ("blocked", "open", "unknown", "settled"):
        found = matrix(look("patents"), "name", status=status)
        assert [column.issue.id for column in found.columns] == [
            state.id for state in finding.issues if state.status == status
        ]
    assert "No issue is blocked on this day" in main(client("observer").get("/c/typefaces/positions/?status=blocked"))


@pytest.mark.parametrize("query", ["order=size", "group=nobody", "status=happy", "as=poem"])
def test_what_the_page_cannot_order_or_find_is_an_error_in_words(query):
    response = client("observer").get(f"/c/typefaces/positions/?{query}")
    assert response.status_code == 422
    assert "there is no" in main(response).lower()


def test_a_matrix_of_a_case_without_issues_or_delegations_says_so():
    for sections in ({"parties": [{"id": "ke", "name": "Kenya"}]}, {"issues": [{"id": "i", "options": [{"id": "a"}]}]}):
        name = own_case(from_mapping({"schema": "travaux-case/1", **sections}, name="bare"))
        response = client("chair").get(f"/c/{name}/positions/")
        assert response.status_code == 200
        assert 'class="empty"' in main(response)


def test_what_is_for_the_chair_is_marked_for_the_chair_and_not_there_for_others():
    told = {who: main(client(who).get("/c/typefaces/positions/")) for who in ("chair", "observer")}
    assert "draws a red line at “It may”" in told["chair"]
    assert "hush" in told["chair"]
    assert "draws a red line at “It may”" not in told["observer"]
    assert "hush" not in told["observer"]


def test_the_file_holds_every_statement_with_its_source_and_every_unknown():
    case = travaux.open_case("avp")
    found = rows("avp")
    assert tuple(found[0]) == tuple(COLUMNS)
    known = [row for row in found if row["stance"] != "unknown"]
    assert sorted((row["fact"], row["party"]) for row in known) == sorted((one.fact, one.party) for one in case.who())
    sources = {one.fact: one.source for one in case.who()}
    assert all(row["source"] == sources[row["fact"]] for row in known)
    assert all(row["source_title"] == case.sources[row["source"]].title for row in known)
    spoke = {(one.party, one.issue) for one in case.who() if one.option and one.stance}
    unknown = {(row["party"], row["issue"]) for row in found if row["stance"] == "unknown"}
    assert unknown == {(party, issue.id) for party in case.deciders for issue in case.issues} - spoke


def test_the_file_of_a_group_and_a_status_holds_no_others():
    found = rows("patents", "?group=group_b&status=blocked")
    members = {"group_b", *travaux.open_case("patents").members("group_b")}
    assert found
    assert {row["issue"] for row in found} == {"scope"}
    assert {row["party"] for row in found} <= members


def test_the_workbook_says_the_same_as_the_csv_and_explains_every_column():
    book = openpyxl.load_workbook(io.BytesIO(client("chair").get("/c/avp/positions/file.xlsx").content))
    lines = [["" if cell is None else cell for cell in line] for line in book["Who stands where"].values]
    assert lines == [list(COLUMNS), *(list(row.values()) for row in rows("avp", who="chair"))]
    meanings = {row["column"]: row["meaning"] for row in rows("avp", ending="columns")}
    assert meanings == dict(COLUMNS)
    assert dict(list(book["Columns"].values)[1:]) == dict(COLUMNS)


@pytest.mark.parametrize("nasty", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_of_a_file_is_a_formula(nasty):
    name = own_case(
        from_mapping(
            {
                "schema": "travaux-case/1",
                "sources": {"s": {"title": nasty}},
                "parties": [{"id": "ke", "name": nasty}],
                "issues": [{"id": "i", "title": nasty, "options": [{"id": "a", "label": nasty}]}],
                "positions": [
                    {"party": "ke", "issue": "i", "option": "a", "stance": "prefer", "words": nasty, "source": "s"}
                ],
            },
            name="nasty",
        )
    )
    [row] = rows(name, who="chair")
    assert row["words"] == row["party_name"] == row["source_title"] == f"'{nasty}"
    book = openpyxl.load_workbook(io.BytesIO(client("chair").get(f"/c/{name}/positions/file.xlsx").content))
    cells = [cell for line in book["Who stands where"].iter_rows(min_row=2) for cell in line if cell.value is not None]
    assert nasty in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_chairs_fact_is_in_the_chairs_file_alone():
    fact = "ke-digital-may-36dff77a"
    assert fact in {row["fact"] for row in rows("typefaces", who="chair")}
    for who in ("observer", "secretariat", "united-states"):
        content = client(who).get("/c/typefaces/positions/file.csv").content.decode()
        assert fact not in content
        assert "foundries could not" not in content


def test_a_file_of_another_kind_is_not_there():
    assert client("observer").get("/c/typefaces/positions/file.pdf").status_code == 404
    assert client("observer").get("/c/typefaces/positions/file.csv?group=nobody").status_code == 404


@pytest.mark.parametrize("way", ["picture", "map"])
def test_the_same_is_there_as_a_picture_with_words_table_and_files(way):
    html = main(client("observer").get(f"/c/typefaces/positions/?as={way}&order=name&on=2025-10-01"))
    name = {"picture": "positions", "map": "parties"}[way]
    assert '<figure class="picture">' in html
    for ending in ("svg", "png", "csv"):
        [address] = set(re.findall(rf'href="(/c/typefaces/picture/{name}\.{ending}[^"]*)" download', html))
        assert "on=2025-10-01" in address
        assert client("observer").get(address.replace("&amp;", "&")).status_code == 200
    assert "as a table</a>" in html
