"""`travaux timeline`: what it prints, and how it refuses."""

import json
import re

import pytest
from pydantic import TypeAdapter

from corpus import CORPUS, needs_corpus
from travaux.cli.shapes import PRINTED

OLD = "Article 1\n\n1. Each Party shall keep samples for [ten][twenty] years.\n\n2. Fees are paid in advance.\n"
NEW = "Article 1\n\n1. Each Party shall keep samples for twenty years.\n\n2. Fees are paid in [due] advance.\n"


@pytest.fixture
def drafts(tmp_path):
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def rows(out):
    TypeAdapter(PRINTED["timeline"]).validate_json(out)
    return json.loads(out)["versions"]


def test_several_drafts_are_taken_in_the_order_given(travaux, drafts):
    status, out, _ = travaux("timeline", drafts / "new.txt", drafts / "old.txt", "--json")
    assert status == 0
    assert [row["name"] for row in rows(out)] == ["new.txt", "old.txt"]


def test_counts_are_those_of_read(travaux, drafts):
    found = rows(travaux("timeline", drafts / "old.txt", drafts / "new.txt", "--json")[1])
    for row in found:
        told = json.loads(travaux("read", drafts / row["file"], "--json")[1])
        assert row["marks"] == {key: told["marks"][key] for key in ("open", "close")}
        assert row["choices"] == told["choices"]["total"]
        assert row["kinds"] == {key: told["choices"][key] for key in row["kinds"]}
        assert row["provisions"] == sum(told["provisions"].values())


def test_what_happened_is_against_the_version_before_and_null_for_the_first(travaux, drafts):
    first, second = rows(travaux("timeline", drafts / "old.txt", drafts / "new.txt", "--json")[1])
    assert [first[name] for name in ("opened", "closed", "reopened", "added", "changed_most")] == [None] * 5
    assert (second["opened"], second["closed"], second["reopened"]) == (1, 1, 1)


def test_a_date_or_a_name_is_taken_from_the_user_and_never_from_a_file_name(travaux, drafts):
    (drafts / "2020-01-01.txt").write_text(OLD, encoding="utf-8")
    found = rows(
        travaux("timeline", drafts / "2020-01-01.txt", f"2020-02-02={drafts / 'new.txt'}",
                f"Rev. 3={drafts / 'old.txt'}", "--json")[1]
    )  # fmt: skip
    assert [row["date"] for row in found] == [None, "2020-02-02", None]
    assert [row["name"] for row in found] == ["2020-01-01.txt", "new.txt", "Rev. 3"]


def test_a_file_whose_name_has_the_sign_is_a_file(travaux, drafts):
    (drafts / "a=b.txt").write_text(OLD, encoding="utf-8")
    assert [row["name"] for row in rows(travaux("timeline", drafts / "a=b.txt", "--json")[1])] == ["a=b.txt"]


def test_two_files_of_one_name_keep_their_folders(travaux, drafts):
    (drafts / "sub").mkdir()
    (drafts / "sub" / "old.txt").write_text(NEW, encoding="utf-8")
    found = rows(travaux("timeline", drafts / "old.txt", drafts / "sub" / "old.txt", "--json")[1])
    assert len({row["name"] for row in found}) == 2


def test_one_file_gives_its_counts_and_says_that_there_is_nothing_to_compare(travaux, drafts):
    status, out, _ = travaux("timeline", drafts / "old.txt")
    assert status == 0
    assert "nothing to compare" in out
    assert "reopened" not in out


def test_a_case_gives_its_versions(travaux):
    status, out, _ = travaux("timeline", "typefaces")
    assert status == 0
    assert "typefaces, 4 versions" in out
    assert "Agreed text reopened in Rev. 3: 1 place\n  Article 4, paragraph 1, given new brackets" in out
    assert [row["name"] for row in rows(travaux("timeline", "typefaces", "--json")[1])] == [
        "rev1", "rev2", "rev3", "adopted"
    ]  # fmt: skip


def test_the_bar_of_brackets_is_as_long_as_their_share(travaux):
    out = travaux("timeline", "typefaces")[1]
    bars = {line.split("  ")[0]: line.count("█") for line in out.splitlines() if re.search(r"█|(text\s+0$)", line)}
    # Of 17 brackets on 40 characters, 14 are 32.94 and 8 are 18.82; the last character shows eighths.
    assert bars == {"Rev. 1": 40, "Rev. 2": 33, "Rev. 3": 18, "Adopted text": 0}


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_no_line_is_wider_than_the_terminal(travaux, columns):
    out = travaux("timeline", "typefaces", columns=columns)[1]
    assert max(map(len, out.splitlines())) <= columns


def test_every_figure_is_defined_on_the_page(travaux):
    out = " ".join(travaux("timeline", "typefaces")[1].split())
    for words in ("agreed provisions:", "reopened:", "words:", "choices:", "matched share:"):
        assert words in out


def test_versions_out_of_the_order_of_their_dates_are_said_to_be(travaux, drafts):
    out = travaux("timeline", f"2021-01-01={drafts / 'old.txt'}", f"2020-01-01={drafts / 'new.txt'}")[1]
    assert "not in the order of their dates" in out


def refused(travaux, *arguments):
    status, out, err = travaux("timeline", *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "Remedy" in err
    return err


def test_a_file_that_is_no_draft_is_refused(travaux, drafts):
    (drafts / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    refused(travaux, drafts / "old.txt", drafts / "picture.png")


def test_a_file_that_is_not_there_is_refused(travaux, drafts):
    assert "gone.txt" in refused(travaux, drafts / "old.txt", drafts / "gone.txt")


def test_a_case_that_is_not_there_is_refused(travaux):
    refused(travaux, "typfaces")


def test_a_case_without_drafts_is_refused(travaux):
    assert "no draft" in refused(travaux, "patents")


def test_a_case_among_drafts_is_refused(travaux, drafts):
    assert "case" in refused(travaux, drafts / "old.txt", "typefaces")


@pytest.mark.parametrize("words", ["=x.txt", "2020-13-01=x.txt", "name="])
def test_a_draft_that_is_named_wrongly_is_refused(travaux, drafts, words):
    refused(travaux, drafts / "old.txt", words)


def test_a_convention_for_a_case_is_refused_and_one_for_drafts_is_used(travaux, drafts):
    (drafts / "own.toml").write_text('unbracketed = "unknown"\n', encoding="utf-8")
    refused(travaux, "typefaces", "--convention", drafts / "own.toml")
    out = travaux("timeline", drafts / "old.txt", "--convention", drafts / "own.toml", "--json")[1]
    assert rows(out)[0]["agreed_provisions"] is None
    assert "unknown" in travaux("timeline", drafts / "old.txt", "--convention", drafts / "own.toml")[1]


def test_a_folder_among_drafts_or_without_a_case_is_refused(travaux, drafts):
    refused(travaux, drafts / "old.txt", drafts)
    refused(travaux, drafts)


def test_a_reader_that_nobody_is_is_refused(travaux):
    refused(travaux, "typefaces", "--as", "party:zz")


@needs_corpus
def test_the_paris_chain_agrees_with_read(travaux):
    names = ("unfccc-2015-10-23-draft-agreement.md", "unfccc-2015-12-09-draft-paris-outcome.md",
             "unfccc-2015-12-12-adopted-paris-agreement.md")  # fmt: skip
    files = [CORPUS / "texts" / name for name in names]
    for row, file in zip(rows(travaux("timeline", *files, "--json")[1]), files, strict=True):
        told = json.loads(travaux("read", file, "--json")[1])
        assert row["choices"] == told["choices"]["total"]
        assert row["marks"]["open"] == told["marks"]["open"]
