"""The export of a case: what one reader may read, as a folder from which the same view is read again."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from travaux.facts import load, visible_record
from travaux.facts.loading import from_mapping
from workbench import account_of, client, own_case, ready

ready()

from travaux.server.register import kept  # noqa: E402


def exported(account, case, query=""):
    response = client(account).get(f"/c/{case}/export.zip{query}")
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="{case}.zip"'
    return zipfile.ZipFile(io.BytesIO(response.content))


def read_again(archive, folder):
    archive.extractall(folder)
    return load(folder)


@pytest.mark.parametrize("name", ["avp", "patents", "marrakesh", "typefaces"])
@pytest.mark.parametrize(("role", "party", "reader"), [("chair", "", "chair"), ("observer", "", "public")])
def test_what_is_exported_reads_as_the_same_view(name, role, party, reader, tmp_path):
    import travaux

    archive = exported(account_of(role, party), name)
    again = read_again(archive, tmp_path / "case")
    # Held against the case as it stands on disk, not against what the register makes of it.
    wanted = visible_record(travaux.open_case(name, reader=reader))
    assert replace(again, name="", folder=None) == replace(wanted, name="", folder=None)
    assert again.remarks == ()


def test_the_drafts_are_there_byte_for_byte():
    from travaux.cases import folder

    archive = exported("observer", "typefaces")
    for name in ("rev1.txt", "rev2.txt", "rev3.txt", "adopted.txt"):
        assert archive.read(f"texts/{name}") == (folder("typefaces") / "texts" / name).read_bytes()


def test_a_day_is_exported_as_it_stood(tmp_path):
    again = read_again(exported("observer", "typefaces", "?on=2025-06-30"), tmp_path / "case")
    assert [text.id for text in again.sections["texts"]] == ["rev1", "rev2"]
    assert all(fact.date.isoformat() <= "2025-06-30" for fact in again.sections["positions"])


def test_an_exported_case_is_closed_until_somebody_opens_it(tmp_path):
    assert kept("typefaces").public
    assert not read_again(exported("chair", "typefaces"), tmp_path / "case").public


def test_the_same_view_gives_the_same_bytes_and_hidden_facts_change_none():
    from travaux.facts.model import Party
    from travaux.server.register import enter, fact_act

    case = own_case("typefaces")
    before = client("observer").get(f"/c/{case}/export.zip").content
    chairs = client("chair").get(f"/c/{case}/export.zip").content
    enter(case, [fact_act("parties", Party(id="zz", name="Zembla", reader="chair"))], by="chair")
    assert client("observer").get(f"/c/{case}/export.zip").content == before
    assert client("chair").get(f"/c/{case}/export.zip").content != chairs


def test_labels_stay_on_the_facts(tmp_path):
    record = from_mapping({"parties": [{"id": "a", "name": "A"}, {"id": "b", "name": "B", "reader": "chair"}]}, "two")
    case = own_case(record)
    again = read_again(exported("chair", case), tmp_path / "chair")
    assert [(fact.id, fact.reader) for fact in again.sections["parties"]] == [("a", "public"), ("b", "chair")]
    assert b'"B"' not in exported("observer", case).read("case.yaml")


def test_nothing_lands_outside_the_folder_and_no_other_draft_is_lost():
    record = from_mapping({"texts": [{"id": "t", "file": "../../evil.txt"}, {"id": "u", "file": "gone.txt"}]}, "odd")
    assert exported("observer", own_case(record)).namelist() == ["case.yaml"]


@pytest.mark.parametrize(("first", "second"), [("rev.txt", "rev.txt"), ("rev.txt", "../rev.txt"), ("a", "a/b.txt")])
def test_no_name_of_a_draft_keeps_a_case_from_being_exported(first, second, tmp_path):
    from travaux.facts.model import TextVersion
    from travaux.server.register import Act, enter
    from travaux.server.register.acts import body_of

    case = own_case("typefaces")
    for name, content in ((first, b"Article 1\n\nOne."), (second, b"Article 1\n\nTwo.")):
        text = TextVersion(file=name, title=content.decode(), reader="party:ke", date="2025-09-01")
        enter(case, [Act("fact", body_of("texts", text, content), content)], by="ke")
    archive = exported(account_of("delegation", "ke"), case)
    assert {b"Article 1\n\nOne.", b"Article 1\n\nTwo."} <= {archive.read(name) for name in archive.namelist()}
    again = read_again(archive, tmp_path / "case")
    assert len(again.sections["texts"]) == 6
    assert not [remark for remark in again.remarks if remark.level == "error"]
