"""Handing in a draft through the page: it is read first, and what cannot be read leaves nothing behind."""

from io import BytesIO

import pytest
from bench.fuzz_worker import made
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from test_gate import AKN, WORD, ole
from travaux.text.formats.docx_archive import MEMBER_LIMIT
from word_files import package
from workbench import account_of, client, own_case, ready, words

ready()

DRAFT = b"Article 1\n\n1. Each Party [US propose: shall] act.\n"
FORM = {"title": "Rev. 9", "date": "2011-01-05", "label": "public", "do": "enter"}
HOSTILE = [
    ("draft.txt", b""),
    ("draft.txt", b"%PDF-1.4"),
    ("draft.pdf", b"Article 1"),
    ("draft.docx", b"Article 1"),
    ("draft.doc", ole("WordDocument")),
    ("draft.docx", ole("EncryptionInfo", "EncryptedPackage")),
    ("draft.txt", b"\x7fELF\x02"),
    ("draft.docx", package({"xl/workbook.xml": "x", "[Content_Types].xml": "x"})),
    ("draft.docx", package({**WORD, "word/vbaProject.bin": "x"})),
    ("draft.docx", package({**WORD, "../../evil.txt": "x"})),
    ("draft.docx", package({**WORD, "word/media/a.bin": bytes(25_000_000)})),
    ("draft.docx", package(WORD)[:400]),
    ("draft.docx", package({**WORD, **{f"m{n}": b"" for n in range(MEMBER_LIMIT + 1)}})),
    ("draft.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'),
    ("draft.xml", f'<!DOCTYPE akomaNtoso SYSTEM "http://example.org/a.dtd">{AKN}'.encode()),
    ("draft.html", b'<!DOCTYPE html [<!ENTITY b "c">]><html/>'),
    ("draft.txt", b"abc\x00def"),
    ("draft.json", b'{"body": [{"kind": "text", "text": "a\\u0000b"}]}'),
    ("draft.json", b'{"body": [{"kind": "text", "text": "a\\ud800b"}]}'),
    ("draft.json", b"[" * 100_000),
]


def send(visitor, case, name, content, **fields):
    file = SimpleUploadedFile(name, content)
    return visitor.post(f"/c/{case}/text/enter", {**FORM, **fields, "file": file})


def versions(visitor, case):
    page = lxml_html.document_fromstring(visitor.get(f"/c/{case}/text/").content)
    links = page.xpath("//nav[@aria-label='Versions of the text']//a")
    return [" ".join(link.text_content().split()) for link in links]


def register_of(case):
    from travaux.server.register.models import Entry, StoredFile

    return Entry.objects.filter(case=case).count(), StoredFile.objects.count()


@pytest.fixture(scope="module")
def case():
    return own_case("patents")


def test_a_draft_that_was_entered_is_on_the_page_with_what_its_reader_remarks():
    case, chair = own_case("patents"), client("chair")
    response = send(chair, case, "rev9.txt", DRAFT)
    assert response.status_code == 303
    page = words(chair.get(response.headers["Location"]))
    assert "Entered into the record: <strong>Rev. 9</strong>" in page
    assert "US propose:" in page
    assert versions(chair, case) == ["Rev. 9 5 January 2011"]


def test_what_was_entered_carries_its_day_its_source_and_who_may_read_it():
    from travaux.server.register import kept

    case = own_case("patents")
    send(client("chair"), case, "rev9.txt", DRAFT, source="Paper 7", label="chair")
    [fact] = kept(case).record.sections["texts"]
    source = next(each for each in kept(case).record.sections["sources"] if each.id == fact.source)
    assert (fact.title, str(fact.date), fact.reader, fact.evidence) == ("Rev. 9", "2011-01-05", "chair", "seen")
    assert (source.title, source.reader) == ("Paper 7", "chair")
    assert fact.recorded is not None
    assert kept(case).record.shelf.content(fact) == DRAFT


def test_looking_at_a_file_keeps_nothing(case):
    before = register_of(case)
    response = send(client("chair"), case, "rev9.txt", DRAFT, do="look", date="")
    assert response.status_code == 200
    assert "nothing was kept" in words(response)
    assert "US propose:" in words(response)
    assert register_of(case) == before


@pytest.mark.parametrize(("name", "content"), HOSTILE, ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("do", ["look", "enter"])
def test_a_hostile_file_is_refused_in_words_and_nothing_is_entered(case, name, content, do):
    before = register_of(case)
    response = send(client("chair"), case, name, content, do=do)
    assert response.status_code == 422
    page = lxml_html.document_fromstring(response.content)
    said = page.xpath("//*[@role='alert']")[0].text_content()
    assert "Nothing was kept" in said
    assert "/tmp" not in words(response)
    assert page.xpath("//input[@name='title']/@value") == ["Rev. 9"]
    assert register_of(case) == before


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 5000))
def test_spoilt_files_are_read_or_refused_through_the_page(number):
    ending, content = made("page", number)
    response = send(client("chair"), "patents", f"draft.{ending}", content, do="look")
    assert response.status_code in (200, 422)
    assert "/tmp" not in words(response)


def test_a_file_that_is_too_large_is_refused_with_the_limit(case):
    before = register_of(case)
    with override_settings(FILE_LIMIT=1024 * 1024):
        response = send(client("chair"), case, "draft.txt", b"Article 1\n" * 150_000)
    assert response.status_code == 422
    assert "the file is too large (1.4 MB, and at most 1 MB are taken)" in words(response)
    assert register_of(case) == before


@pytest.mark.parametrize("name", ["x" * 250 + ".txt", "../../etc/passwd.txt", "draft", "a\tb.txt", "проект.txt", ".t"])
def test_odd_names_are_made_plain(name):
    case = own_case("patents")
    response = send(client("chair"), case, name, DRAFT)
    assert response.status_code in (303, 422)
    if response.status_code == 303:
        assert client("chair").get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize(("fields", "said"), [
    ({"date": ""}, "has no day"),
    ({"date": "soon"}, "is no day"),
    ({"session": "nowhere"}, "no session"),
    ({"label": "party:us"}, "may not enter a draft for these readers"),
    ({"label": "group:b"}, "may not enter a draft for these readers"),
])
def test_a_forged_or_empty_field_is_refused_and_what_was_typed_stays(case, fields, said):
    before = register_of(case)
    response = send(client("chair"), case, "rev9.txt", DRAFT, **fields)
    assert response.status_code == 422
    page = lxml_html.document_fromstring(response.content)
    assert said in page.xpath("//*[@role='alert']")[0].text_content()
    assert page.xpath("//input[@name='title']/@value") == ["Rev. 9"]
    assert register_of(case) == before


@pytest.mark.parametrize(("role", "label"), [("chair", "public"), ("chair", "chair")])
def test_a_draft_names_no_session_that_some_of_its_readers_may_not_know_of(role, label):
    from travaux.facts.model import Session
    from travaux.server.register import enter, fact_act

    case = own_case("patents")
    enter(case, [fact_act("sessions", Session(id="quiet", body="A quiet meeting", reader="chair"))], by="chair")
    response = send(client(role), case, "rev9.txt", DRAFT, label=label, session="quiet")
    assert response.status_code == (303 if label == "chair" else 422)
    if label == "public":
        assert "not everybody who could read this draft may know of its session" in words(response)
    assert "quiet" not in words(client("observer").get(f"/c/{case}/record/file.json"))
    refused = send(client("observer"), case, "rev9.txt", DRAFT, session="quiet")
    assert "quiet" not in words(refused)


def test_no_file_and_the_same_file_twice_are_refused():
    case, chair = own_case("patents"), client("chair")
    assert "no file was chosen" in words(chair.post(f"/c/{case}/text/enter", FORM))
    send(chair, case, "rev9.txt", DRAFT)
    again = send(chair, case, "rev9.txt", DRAFT)
    assert again.status_code == 422
    assert "on record already" in words(again)


def test_a_draft_of_one_delegation_is_seen_by_nobody_else():
    case = own_case("avp")
    us, eu = client(account_of("delegation", "us", case)), client(account_of("delegation", "eu", case))
    others = [eu, client("chair"), client("secretariat"), client("observer")]
    address = f"/c/{case}/text/"
    before = [versions(each, case) for each in others]
    response = send(us, case, "own.txt", DRAFT, label="party:us", date="2019-01-01")
    assert response.status_code == 303
    assert any("Rev. 9" in version for version in versions(us, case))
    assert [versions(each, case) for each in others] == before
    hidden = response.headers["Location"].partition("?")[2]
    assert [each.get(f"{address}?{hidden}").status_code for each in others] == [422] * 4


def test_each_role_may_enter_for_its_own_readers_only():
    case = own_case("avp")
    offered = {}
    for name, visitor in (
        ("chair", "chair"), ("secretariat", "secretariat"), ("observer", "observer"),
        ("delegation", account_of("delegation", "us", case)),
    ):  # fmt: skip
        page = lxml_html.document_fromstring(client(visitor).get(f"/c/{case}/text/").content)
        offered[name] = page.xpath("//select[@name='label']/option/@value")
    assert offered == {
        "chair": ["chair", "public"], "secretariat": ["public"], "observer": [], "delegation": ["party:us", "public"],
    }
    assert send(client("observer"), case, "x.txt", DRAFT).status_code == 403
    assert send(client("secretariat"), case, "x.txt", DRAFT, label="chair").status_code == 422
    assert client("chair").get(f"/c/{case}/text/enter").status_code == 405


def test_a_form_without_the_mark_of_its_page_is_refused():
    visitor = client("chair", enforce_csrf_checks=True)
    response = visitor.post("/c/patents/text/enter", {**FORM, "file": BytesIO(DRAFT)})
    assert response.status_code == 403
