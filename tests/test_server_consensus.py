"""The page Consensus: its numbers against the case file, its words, its files, and cases with little on record."""

import csv
import io
import json
import math
import re
import tomllib
import zipfile
from importlib.resources import files

import pytest
import yaml
from lxml import html

import travaux
from travaux.facts import from_mapping, supposing
from workbench import client, own_case, words

DAY = "2000-12-20"
ADDRESS = f"/c/avp/consensus/?on={DAY}"


def got(address, account="observer", status=200):
    response = client(account).get(address)
    assert response.status_code == status
    return html.fromstring(words(response)).get_element_by_id("main")


def said(element):
    return " ".join(element.text_content().split())


def case_file(name):
    return yaml.safe_load(files("travaux.cases").joinpath(name, "case.yaml").read_text("utf-8"))


def zone(page, name):
    """The counts of an issue as the page has them: label of the option → stance → number."""
    [article] = [each for each in page.find_class("c-zone") if name in said(each.find("h3"))]
    found = {}
    for option in article.find("ul"):
        label = " ".join((option.find("p").text or "").split())
        spans = option.find_class("c-zero")
        cells = [said(each) for each in (*spans, *option.iterfind(".//summary/span"))]
        pairs = (re.search(r"(\d+) (\w+)", cell).groups() for cell in cells)
        found[label] = {word: int(number) for number, word in pairs}
    return found


def counted_by_hand(record, issue):
    """Who stands where on the day, from the file alone: the latest word of each state, groups for their members."""
    kinds = {party["id"]: party.get("kind", "state") for party in record["parties"]}
    deciders = {party for party, kind in kinds.items() if kind in ("state", "igo")}
    members = {group["id"]: group["members"] for group in record["groups"]}
    latest, own = {}, set()
    lines = [each for each in record["positions"] if each["issue"] == issue and each["date"] <= DAY]
    for each in sorted(lines, key=lambda line: line["date"]):
        for party in [each["party"], *members.get(each["party"], ())]:
            key = (party, each["option"])
            if party != each["party"] and key in own:
                continue
            own |= {key} if party == each["party"] else set()
            latest[key] = each["stance"]
    found = {}
    [fact] = [each for each in record["issues"] if each["id"] == issue]
    for option in fact["options"]:
        if str(option.get("since", DAY)) > DAY:
            continue
        stances = [latest.get((party, option["id"]), "unknown") for party in deciders]
        found[option["label"]] = {
            word: stances.count(stance)
            for stance, word in (
                ("prefer", "prefer"), ("accept", "accept"), ("oppose", "oppose"), ("red_line", "exclude"),
                ("unknown", "unknown"),
            )
        }  # fmt: skip
    return found


@pytest.mark.parametrize(("issue", "name"), [("a12", "Article 12"), ("form", "Form"), ("a05", "Article 5")])
def test_the_landing_zone_has_the_numbers_of_the_case_file(issue, name):
    by_hand = counted_by_hand(case_file("avp"), issue)
    assert sum(sum(each.values()) for each in by_hand.values()) == 33 * len(by_hand)
    assert zone(got(ADDRESS), name) == by_hand


def test_the_first_sentences_say_who_blocks_and_that_ways_out_are_listed_without_a_verdict():
    [answer] = got(ADDRESS).find_class("c-answer")
    lines = [said(each) for each in answer.iterfind("p")]
    assert lines[0].startswith("Article 12 (Transfer of rights) is blocked by 2 statements of European Union")
    assert "not excluded by any recorded red line (19 of 33 delegations known)" in lines[1]
    assert lines[-1].startswith("1 way out is listed below")
    assert "a judgement" in lines[-1]
    assert not re.search(r"European Union|United States|cost \d", lines[-1])


def test_a_way_out_has_the_cost_of_the_table():
    costs = tomllib.loads(files("travaux.consensus").joinpath("costs.toml").read_text("utf-8"))
    cost = costs["restraint"]["domestic_law"] * costs["stance"]["red_line"]
    [way] = got(ADDRESS).find_class("c-cost")
    assert said(way).startswith(f"Cost {cost} ")


def test_the_line_of_the_other_party_is_told_with_the_reason_why_it_is_no_way_out():
    [other] = got(ADDRESS).find_class("c-no-ways")[0]
    assert said(other).startswith("United States of America on Article 12")
    assert "it is not on record that European Union (until 2009 European Community) can live with it" in said(other)
    assert other.xpath(".//a[contains(@href, '#fact-')]")


@pytest.mark.parametrize("rule", ["consensus", "no_opposition"])
@pytest.mark.parametrize(("name", "day"), [
    ("avp", "1998-10-01"), ("avp", DAY), ("patents", "2006-04-12"), ("typefaces", "2025-10-01"),
])
def test_a_line_that_is_said_to_open_nothing_by_itself_leaves_its_issue_blocked(name, day, rule):
    from travaux.consensus import consensus
    from travaux.server.pages.consensus_ways import no_ways

    case = travaux.open_case(name, on=day)
    finding = consensus(case, rule=rule)
    in_ways = {fact for way in finding.concessions for move in way.moves for fact in move.facts}
    told = no_ways(finding, case)
    for each in told:
        assert not in_ways.intersection(each.facts)
        for fact in each.facts:
            then = {issue.id: issue.status for issue in consensus(supposing(case, without=[fact]), rule=rule).issues}
            assert (then[each.issue] == "blocked") == ("it would open the issue too" not in each.why)
    lines = {one.fact for issue in finding.with_status("blocked") for _, one in issue.ground.statements()
             if one.stance in finding.rule.excluding}
    assert lines - in_ways == {fact for each in told for fact in each.facts}


def test_no_line_is_explained_where_decisions_are_by_vote():
    assert not got(f"{ADDRESS}&rule=majority").find_class("c-no-ways")


@pytest.mark.parametrize(("name", "day"), [("avp", DAY), ("patents", "2006-04-12"), ("typefaces", "2025-10-01")])
def test_the_gains_that_a_figure_opens_to_make_that_figure(name, day):
    from travaux.consensus import consensus
    from travaux.server.pages.consensus_gains import Gains

    case = travaux.open_case(name, on=day)
    finding = consensus(case)
    for found in finding.packages or finding.partial:
        gains = Gains(case, finding)
        figures, each = gains.of(found), dict(zip(case.deciders, gains.each(found), strict=True))
        assert sum(each.values()) == pytest.approx(found.utilitarian)
        counted = [each[party] for shared in figures.gains for party in shared.parties]
        assert len(counted) == len(_asking(case, finding.set_aside).intersection(case.deciders))
        assert min(counted) == pytest.approx(found.maximin)
        assert math.prod(counted) == pytest.approx(found.nash)
        assert [each[party] for party in figures.least] == pytest.approx([found.maximin] * len(figures.least))
        assert figures.pairs / figures.of == pytest.approx(found.known_share)


def _asking(case, set_aside):
    """Who prefers or accepts something that can still be chosen, or was, on the issues that are not set aside."""
    ended = {each.issue: each.option for each in case.outcomes if each.option}
    return {one.party for one in case.who() if one.stance in ("prefer", "accept")
            and one.issue not in set_aside and ended.get(one.issue, one.option) == one.option}


def test_every_figure_of_a_package_opens_to_its_definition_and_what_it_is_made_of():
    for figures in got(ADDRESS).find_class("c-figures"):
        for item in figures:
            if not said(item).startswith("0 "):
                assert len(said(item.find("details"))) > 40


def test_a_package_is_never_called_what_nobody_agreed_to():
    for address in (ADDRESS, "/c/patents/consensus/?on=2006-04-12", "/c/typefaces/consensus/?on=2025-10-01"):
        page = got(address)
        for word in ("compromise", "agreed package", "consensus is reached"):
            for part in (*page.find_class("c-answer"), *page.find_class("c-package")):
                assert word not in said(part).casefold()
        [claim] = page.find_class("c-claim")
        assert "not excluded by any recorded red line" in said(claim)
        assert re.search(r"\(\d+ of \d+ delegations known\)", said(claim))


def test_what_a_package_chooses_stands_in_the_words_of_the_case_file():
    record = case_file("avp")
    labels = {option["label"] for issue in record["issues"] for option in issue["options"]}
    [first] = got(ADDRESS).find_class("c-first")[1:]
    chosen = [said(each) for each in first.find_class("c-option")]
    assert len(chosen) == 4
    assert labels.issuperset(chosen)
    counts = [said(each).split()[0] for each in first.find_class("c-count")]
    by_hand = [counted_by_hand(record, issue) for issue in ("form", "a04", "a05", "a12")]
    assert counts == [str(33 - each[label]["unknown"]) for each, label in zip(by_hand, chosen, strict=True)]


@pytest.mark.parametrize("rule", ["consensus", "no_opposition", "two_thirds", "majority"])
@pytest.mark.parametrize("day", ["1996-12-11", "1998-10-01", DAY, "2011-06-24"])
def test_the_statements_behind_the_oppositions_are_as_many_as_the_number_says(day, rule):
    from travaux.consensus import consensus
    from travaux.server.pages.consensus_packages import packages

    case = travaux.open_case("avp", on=day)
    finding = consensus(case, rule=rule)
    for shown in packages(case, finding, str):
        assert len(shown.opposed.recorded) == shown.found.oppositions
        relying = {party for party, _ in shown.relies}
        assert relying == set(shown.found.relies_on)


def test_each_rule_of_decision_can_be_asked_for_and_says_what_it_excludes():
    for rule, part in (
        ("no_opposition", "or is opposed by a delegation on record"),
        ("two_thirds", "more than a third of the weight"),
        ("majority", "half of the weight or more"),
    ):
        page = got(f"{ADDRESS}&rule={rule}")
        [words_of_rule] = page.find_class("c-rule")
        assert part in said(words_of_rule)
        assert page.get_element_by_id("rule").value == rule


def test_every_number_above_nothing_opens_to_statements_with_a_source_or_to_names():
    page = got(ADDRESS)
    for article in page.find_class("c-zone"):
        for details in article.iterfind(".//details"):
            words_of_count = said(details.find("summary"))
            number = int(re.search(r"\d+", words_of_count)[0])
            if "unknown" in words_of_count:
                assert said(details.find("p")).count(",") == number - 1
            else:
                assert details.xpath(".//a[contains(@href, '/record/')]")


def test_bridges_have_a_precedent_from_before_the_day_and_its_source():
    page = got(ADDRESS)
    years = [int(year) for each in page.find_class("c-bridges") for year in re.findall(r"\((\d{4})\):", said(each))]
    assert years
    assert max(years) < 2000


def test_the_text_of_a_package_is_the_draft_with_its_choices():
    page = got(f"{ADDRESS}&package=1")
    [sheet] = page.find_class("c-sheet")
    assert "DRAFT PROTOCOL TO THE WPPT" in said(sheet)
    assert "A clean text is not an agreed text" in said(page)
    response = client("observer").get(f"/c/avp/consensus/file.docx?on={DAY}&package=1")
    assert "attachment" in response["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        assert "DRAFT PROTOCOL TO THE WPPT" in re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode())


def test_a_package_that_is_not_there_and_a_case_without_a_draft_say_so():
    assert "there is no package 9" in said(got(f"{ADDRESS}&package=9")).casefold()
    assert "the case has no draft" in said(got("/c/patents/consensus/?on=2006-04-12&package=1")).casefold()
    assert client("observer").get("/c/patents/consensus/file.docx?on=2006-04-12").status_code == 404
    assert client("observer").get(f"/c/avp/consensus/file.exe?on={DAY}").status_code == 404


def test_the_files_hold_the_same_answer_and_no_formula():
    asked = f"?on={DAY}"
    told = json.loads(client("observer").get(f"/c/avp/consensus/file.json{asked}").content)
    assert told["known"] == {"parties": 19, "of": 33}
    assert [issue["id"] for issue in told["issues"] if issue["status"] == "blocked"] == ["a12"]
    evil = from_mapping({
        "schema": "travaux-case/1", "name": "evil",
        "parties": [{"id": "aa", "name": "=cmd()"}, {"id": "bb", "name": "B"}],
        "issues": [{"id": "i", "title": "=1+1", "options": [{"id": "x", "label": "=2+2"}, {"id": "y", "label": "@y"}]}],
        "positions": [{"party": "aa", "issue": "i", "option": "x", "stance": "red_line", "date": "2020-01-01"},
                      {"party": "bb", "issue": "i", "option": "y", "stance": "red_line", "date": "2020-01-01",
                       "restraint": {"kind": "principle", "reason": "<script>alert(1)</script>"}}],
    })  # fmt: skip
    name = own_case(evil)
    response = client("observer").get(f"/c/{name}/consensus/file.csv")
    cells = [cell for line in csv.reader(io.StringIO(response.content.decode("utf-8-sig"))) for cell in line]
    assert any("=2+2" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r"))]
    with zipfile.ZipFile(io.BytesIO(client("observer").get(f"/c/{name}/consensus/file.xlsx").content)) as packed:
        sheets = [packed.read(each).decode() for each in packed.namelist() if each.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    page = got(f"/c/{name}/consensus/")
    assert "<script>alert(1)</script>" in said(page)
    assert not page.xpath(".//script")


def small(**more):
    return from_mapping({
        "schema": "travaux-case/1", "name": "small", "parties": [{"id": "aa", "name": "A"}, {"id": "bb", "name": "B"}],
        **more,
    })  # fmt: skip


ISSUE = {"id": "i", "title": "Term", "options": [{"id": "x", "label": "Long"}, {"id": "y", "label": "Short"}]}


def test_a_case_without_issues_says_what_is_missing():
    page = got(f"/c/{own_case(small())}/consensus/")
    assert "No issue is on record" in said(page)
    assert page.find_class("empty")


def test_where_nobody_has_said_anything_silence_is_no_consent():
    page = got(f"/c/{own_case(small(issues=[ISSUE]))}/consensus/")
    assert "No delegation has a position on record" in said(page)
    assert "Silence is not consent" in said(page)
    assert not page.find_class("c-package")


def test_where_everything_is_settled_there_is_nothing_to_weigh():
    outcome = {"issue": "i", "option": "x", "date": "2020-01-01"}
    page = got(f"/c/{own_case(small(issues=[ISSUE], outcome=[outcome]))}/consensus/")
    assert "Everything is settled: 1 issue with an outcome on record" in said(page)
    assert "every issue is settled" in said(page)
    assert not page.find_class("c-package")


def test_what_blocks_across_issues_is_told_with_offers_and_mandates():
    two = [ISSUE, {**ISSUE, "id": "j", "title": "Scope"}]
    record = small(
        issues=two,
        positions=[
            {"party": "aa", "issue": "i", "option": "x", "stance": "prefer", "date": "2020-01-01"},
            {"party": "aa", "issue": "i", "option": "y", "stance": "red_line", "date": "2020-01-01"},
            {"party": "bb", "issue": "j", "option": "y", "stance": "red_line", "date": "2020-01-01"},
            {"party": "bb", "issue": "j", "option": "x", "stance": "accept", "date": "2020-01-01"},
        ],
        packages=[{"id": "offer", "by": "bb", "date": "2020-01-01",
                   "points": [{"issue": "i", "option": "y"}, {"issue": "j", "option": "x"}]}],
    )  # fmt: skip
    page = got(f"/c/{own_case(record)}/consensus/")
    assert "No package is left" in said(page)
    assert "Across issues" in said(page)
    assert page.xpath(".//a[contains(@href, '#fact-offer')]")


def test_the_page_has_no_inline_style_or_script_and_every_id_once():
    page = got(f"{ADDRESS}&package=1")
    assert not page.xpath(".//*[@style or @onclick or @onchange]")
    ids = page.xpath(".//@id")
    assert len(ids) == len(set(ids))
