"""The record in the browser: every fact that one may read, in words, on any day; and the forms that add to it."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache

import lxml.html
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.facts.loading import from_mapping
from travaux.facts.model import FACTS
from workbench import account_of, client, own_case, ready, words

ready()

from travaux.facts.loading_identity import identified  # noqa: E402
from travaux.facts.model import Party, Position  # noqa: E402
from travaux.server.pages.record_words import _WORDS, KINDS, Naming, in_words  # noqa: E402
from travaux.server.register import enter, fact_act, kept  # noqa: E402

TALKS = {
    "sources": {"minutes": {"title": "Minutes of the talks", "address": "https://example.org/m"},
                "odd": {"title": "=1+1", "address": "javascript:alert(1)"}},
    "parties": [{"id": "ke", "name": "Kenya"}, {"id": "uy", "name": "Uruguay"}],
    "groups": [{"id": "g", "name": "The group", "members": ["ke"]}],
    "sessions": [{"id": "s1", "body": "Committee", "start": "2020-01-01", "date": "2020-01-01"}],
    "issues": [{"id": "scope", "title": "Scope", "options": [{"id": "wide", "label": "Wide"}, {"id": "narrow"}]}],
    "positions": [
        {"id": "old", "party": "ke", "issue": "scope", "option": "wide", "stance": "oppose", "source": "minutes",
         "date": "2020-01-01", "recorded": "2020-01-02",
         "restraint": {"kind": "domestic_law", "reason": "its statute"}},
        {"id": "new", "party": "ke", "issue": "scope", "option": "wide", "stance": "accept", "source": "minutes",
         "date": "2020-01-01", "recorded": "2020-03-01", "supersedes": "old", "confidence": "low", "note": "overheard"},
        {"id": "memory", "party": "uy", "issue": "scope", "option": "narrow", "stance": "prefer",
         "evidence": "recalled", "date": "2020-02-01"},
        {"id": "whisper", "party": "uy", "issue": "scope", "option": "wide", "stance": "red_line", "reader": "chair",
         "source": "odd", "date": "2020-02-01", "words": "<script>alert(1)</script>"},
    ],
}  # fmt: skip


def talks():
    return own_case(from_mapping(TALKS, "talks"))


@cache
def shared():
    """A case for tests that enter nothing."""
    return talks()


def page(account, case, query=""):
    response = client(account).get(f"/c/{case}/record/{query}")
    assert response.status_code == 200
    return lxml.html.fromstring(words(response))


def found_in(tree):
    return tree.xpath("//li[contains(@class, 'entry')]")


def anchors(tree):
    return [each.get("id") for each in found_in(tree)]


def heading(tree):
    return tree.xpath("//section[@class='batch']/h3")[0].text_content()


def entries(tree):
    return {each.get("id").removeprefix("fact-"): " ".join(each.text_content().split()) for each in found_in(tree)}


def test_every_section_that_a_case_can_have_is_named_and_said_in_words():
    assert set(KINDS) == set(FACTS)
    assert set(_WORDS) == set(FACTS.values())


@pytest.mark.parametrize("name", ["avp", "patents", "marrakesh", "typefaces"])
def test_every_fact_of_a_built_in_case_stands_on_one_page_under_its_own_anchor(name):
    tree = page("observer", name)
    record = kept(name).record
    there = sum(fact.reader == "public" for facts in record.sections.values() for fact in facts)
    ids = anchors(tree)
    assert len(ids) == there
    every = tree.xpath("//@id")
    assert len(every) == len(set(every))
    for fact in record.of(Position):
        assert fact.reader != "public" or f"fact-{fact.id}" in ids


def test_a_fact_says_who_what_why_when_from_where_and_how_sure():
    said = entries(page("observer", shared()))
    assert "Kenya opposes “Wide” on Scope." in said["old"]
    assert "Why: its statute (domestic law)." in said["old"]
    assert "1 January 2020. Source: Minutes of the talks." in said["old"]
    assert "Low confidence" in said["new"]
    assert "Note: overheard" in said["new"]


def test_corrected_and_recalled_facts_stay_and_say_so():
    said = entries(page("observer", shared()))
    assert "corrected" in said["old"]
    assert "Corrected by new." in said["old"]
    assert "Corrects old." in said["new"]
    assert "from memory, in no answer" in said["memory"]


def test_only_the_chair_sees_what_was_told_to_the_chair():
    chair, observer = entries(page("chair", shared())), entries(page("observer", shared()))
    assert set(chair) - set(observer) == {"whisper"}
    assert "told to the chair" in chair["whisper"]


def test_script_in_a_field_shows_as_text_and_opens_no_address():
    response = words(client("chair").get(f"/c/{shared()}/record/"))
    assert "<script>alert" not in response
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response
    assert 'href="javascript' not in response


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?section=positions", {"old", "new", "memory", "whisper"}),
        ("?section=positions&party=uy", {"memory", "whisper"}),
        ("?issue=scope&source=minutes", {"old", "new"}),
        ("?q=STATUTE", {"old"}),
        ("?q=overheard+kenya", {"new"}),
        ("?told=1", {"whisper"}),
        ("?party=nobody", set()),
    ],
)
def test_filters_leave_what_is_asked_for(query, found):
    assert set(entries(page("chair", shared(), query))) == found


def test_the_two_days_show_what_held_and_what_was_known():
    assert set(entries(page("observer", shared(), "?on=2020-01-15&section=positions"))) == {"old", "new"}
    assert set(entries(page("observer", shared(), "?known=2020-01-15&section=positions"))) == {"old"}
    both = page("observer", shared(), "?on=2020-06-01&known=2020-02-15&section=positions")
    assert set(entries(both)) == {"old", "memory"}
    assert all("on=2020-06-01&known=2020-02-15" in each.get("href") for each in both.xpath("//a[@download]"))


def test_an_id_used_in_two_sections_gives_two_anchors():
    case = own_case(from_mapping({"parties": [{"id": "x", "name": "X"}], "sources": {"x": {"title": "T"}}}, "twice"))
    assert anchors(page("observer", case)) == ["fact-x", "fact-sources-x"]


def test_a_large_record_has_pages_and_the_address_of_a_fact_finds_its_page():
    many = {"sources": {f"s{n}": {"title": f"Paper {n}"} for n in range(1001)}}
    case = own_case(from_mapping(many, "large"))
    assert len(anchors(page("observer", case))) == 200
    assert "fact-s777" in anchors(page("observer", case, "?fact=s777"))
    last = page("observer", case, "?page=99")
    assert anchors(last) == ["fact-s1000"]


def test_who_entered_a_fact_is_told_to_those_with_a_seat_alone():
    case = own_case(from_mapping(TALKS, "talks"), public=True)
    assert "Entered on" in page("", case).text_content()
    assert "by test" in heading(page("observer", case))
    assert "by test" not in heading(page("", case))
    rows = list(csv.DictReader(io.StringIO(client().get(f"/c/{case}/record/file.csv").content.decode("utf-8-sig"))))
    assert {row["entered by"] for row in rows} == {""}


def test_no_cell_of_a_table_is_a_formula():
    data = client("observer").get(f"/c/{shared()}/record/file.csv").content.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(data)):
        assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(client("observer").get(f"/c/{shared()}/record/file.xlsx").content))
    cells = [cell for line in book.active.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1" in {cell.value for cell in cells}


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30))
def test_the_table_keeps_any_words_and_computes_none(said):
    import travaux
    from travaux.server.pages.record_files import _csv
    from travaux.server.pages.record_rows import _rows

    record = from_mapping({"parties": [{"id": "a", "name": said}]}, "odd")
    rows = _rows(travaux.facts.view(record), {})
    [_, row] = list(csv.reader(io.StringIO(_csv(rows, True).decode("utf-8-sig"), newline="")))
    assert not any(cell.startswith(tuple("=+-@＝＋－＠")) for cell in row)
    assert said in row[2]


def test_the_files_have_the_rows_that_are_asked_for():
    found = json.loads(client("chair").get(f"/c/{shared()}/record/file.json?section=positions&party=uy").content)
    assert {each["id"] for each in found["facts"]} == {"memory", "whisper"}
    assert found["reader"] == "chair"
    assert client("chair").get(f"/c/{shared()}/record/file.exe").status_code == 404


OUTCOME = {"kind": "outcome", "issue": "scope", "option": "wide", "date": "2020-05-01", "reader": "public",
           "source": "minutes"}  # fmt: skip


def posted(account, case, form):
    before = kept(case).head
    response = client(account).post(f"/c/{case}/record/enter", form)
    return response, kept(case).head - before


def test_an_outcome_goes_on_record_with_its_source_and_is_shown_at_once():
    case = talks()
    response, entered = posted("chair", case, OUTCOME | {"result": "by consensus"})
    assert (response.status_code, entered) == (303, 1)
    anchor = response["Location"].partition("#")[2]
    tree = page("observer", case)
    assert anchor in anchors(tree)
    assert "Scope ended with “Wide”: by consensus" in entries(tree)[anchor.removeprefix("fact-")]
    assert "Entered on" in heading(tree)
    assert "by chair" in heading(tree)


def test_a_new_source_goes_on_record_before_the_fact_that_rests_on_it():
    case = talks()
    form = {"kind": "session", "body": "Committee", "start": "2021-01-01", "end": "2021-01-05", "reader": "public",
            "source_title": "Letter of invitation"}  # fmt: skip
    response, entered = posted("secretariat", case, form)
    assert (response.status_code, entered) == (303, 2)
    record = kept(case).record
    [session] = [one for one in record.sections["sessions"] if one.id != "s1"]
    assert next(one.title for one in record.sections["sources"] if one.id == session.source) == "Letter of invitation"


def test_a_mistake_is_corrected_by_a_second_fact():
    case = talks()
    posted("chair", case, OUTCOME)
    [first] = kept(case).record.sections["outcome"]
    response, entered = posted("chair", case, OUTCOME | {"option": "narrow", "corrects": first.id})
    assert (response.status_code, entered) == (303, 1)
    said = entries(page("observer", case, "?section=outcome"))
    assert "Corrected by" in said[first.id]
    # What is corrected already is not there to be corrected again.
    assert posted("chair", case, OUTCOME | {"option": "wide", "corrects": first.id, "note": "x"})[0].status_code == 422


@pytest.mark.parametrize(
    "change",
    [{"issue": "none"}, {"option": "none"}, {"date": ""}, {"date": "1.2.2020"}, {"source": ""}, {"source": "none"},
     {"option": "", "result": ""}, {"corrects": "none"}, {"reader": "party:ke"}, {"reader": ""}, {"kind": "position"},
     {"result": "x" * 2001}, {"result": "a\0b"}, {"source_title": "another"}, {"source": "odd", "reader": "nobody"}],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(change):
    case = shared()
    response, entered = posted("chair", case, OUTCOME | {"note": "typed with care"} | change)
    assert (response.status_code, entered) == (422, 0)
    assert "Nothing was entered" in words(response)
    if "kind" not in change:
        assert 'value="typed with care"' in words(response)


def test_the_secretariat_enters_for_the_public_alone_and_learns_nothing_of_what_is_hidden():
    case = shared()
    assert posted("secretariat", case, OUTCOME | {"reader": "chair"})[0].status_code == 422
    hidden = posted("secretariat", case, OUTCOME | {"corrects": "whisper"})[0]
    absent = posted("secretariat", case, OUTCOME | {"corrects": "no-such-fact"})[0]

    def refused(response):
        return re.findall(r'class="problem".*?</div>', words(response), re.DOTALL)

    assert refused(hidden) == refused(absent)


def test_a_public_fact_names_no_source_that_is_for_the_chair():
    sources = {**TALKS["sources"], "talk": {"title": "A talk", "reader": "chair"}}
    case = own_case(from_mapping({**TALKS, "sources": sources}, "talks"))
    assert posted("chair", case, OUTCOME | {"source": "talk"})[0].status_code == 422
    response, entered = posted("chair", case, OUTCOME | {"source": "talk", "reader": "chair"})
    assert (response.status_code, entered) == (303, 1)
    assert "outcome" not in page("observer", case).xpath("//select[@id='r-section']/option/@value")


def test_a_delegation_and_an_observer_enter_nothing_here():
    for account in (account_of("delegation", "ke"), "observer"):
        response, entered = posted(account, shared(), OUTCOME)
        assert (response.status_code, entered) == (403, 0)
        assert not page(account, shared()).xpath("//form[contains(@action, 'record/enter')]")


def test_a_fact_that_is_hidden_from_a_reader_changes_nothing_on_their_page():
    case = talks()
    before = words(client("observer").get(f"/c/{case}/record/"))
    enter(case, [fact_act("parties", Party(id="zz", name="Zembla", reader="chair"))], by="chair")
    after = words(client("observer").get(f"/c/{case}/record/"))
    mask = re.compile(r'(csrfmiddlewaretoken" value=")\w+')
    assert mask.sub(r"\1", before) == mask.sub(r"\1", after)
    assert "Zembla" in words(client("chair").get(f"/c/{case}/record/"))


def test_words_never_fail_on_facts_that_say_next_to_nothing():
    import travaux

    naming = Naming(travaux.facts.view(from_mapping({"parties": [{"id": "a", "name": "A"}]})))
    least = {
        "sources": {"title": "T"}, "parties": {"name": "P"}, "groups": {"name": "G"}, "texts": {"file": "f.txt"},
        "issues": {"options": []}, "positions": {"party": "a", "issue": "i"}, "outcome": {"issue": "i"},
        "packages": {"points": [{"issue": "i", "option": "o"}, {"issue": "j", "option": "o"}]},
        "mandates": {"party": "a", "at_least": 0.5}, "rules": {"kind": "consensus"}, "declarations": {"party": "a"},
        "instrument_count": {"count": 1}, "absent_from_seen_list": {"names": []}, "first_twenty": {"names": ["a"]},
        "numbers": {"what": "n", "value": 1}, "conflicts": {"about": "x", "a": "1", "b": "2"},
        "instrument": {"name": "I"}, "norms": {"scale": "nominal"}, "treaties": {"name": "T"},
        "laws": {"jurisdiction": "a", "norm": "n", "value": "v"},
        "actions": {"treaty": "t", "party": "a", "kind": "other"},
    }  # fmt: skip
    for section, kind in FACTS.items():
        said = in_words(identified(section, kind(**least.get(section, {}))), naming)
        assert said.strip(), section
        assert "None" not in said, section


def test_two_faults_of_a_session_are_told_at_once():
    form = {"kind": "session", "body": "", "start": "2021-01-05", "end": "2021-01-01", "reader": "public",
            "source_title": "Letter of invitation"}  # fmt: skip
    response, entered = posted("chair", shared(), form)
    said = words(response)
    assert (response.status_code, entered) == (422, 0)
    assert "the session has no body" in said
    assert "the session ends before it starts" in said
    assert "correct one of the two days" in said
    assert "such as the name of the committee" in said
    response, _ = posted("chair", shared(), form | {"start": "", "end": "soon"})
    said = words(response)
    assert "the session has no body" in said
    assert "the day is missing" in said
    assert "soon" in said
