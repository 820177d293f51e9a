"""`travaux trace`: what it prints, and how it refuses."""

import json

import pytest
from pydantic import TypeAdapter

from travaux.cli.shapes import PRINTED

OLD = "Article 1\n\n1. Each Party shall keep samples [of wool] for ten years.\n\n2. Fees are paid in advance.\n"
NEW = "Article 1\n\n1. Fees are paid in advance.\n\n2. Each Party shall keep samples for ten years.\n"


@pytest.fixture
def drafts(tmp_path):
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def fitting(out):
    TypeAdapter(PRINTED["trace"]).validate_json(out)
    return json.loads(out)


def test_an_issue_of_a_case_is_told_version_by_version(travaux):
    status, out, _ = travaux("trace", "typefaces", "digital")
    assert status == 0
    order = ["Rev. 1", "Rev. 2", "Rev. 3", "Adopted text", "Outcome on record"]
    assert [out.index(name) for name in order] == sorted(out.index(name) for name in order)
    assert "KE joined option 1" in out
    assert "Minutes of the second session" in out


def test_json_fits_its_shape_for_issues_provisions_and_words(travaux, drafts):
    assert fitting(travaux("trace", "typefaces", "term", "--json")[1])["issue"] == "term"
    assert fitting(travaux("trace", "typefaces", "art2", "--json")[1])["kind"] == "provision"
    found = fitting(travaux("trace", drafts / "old.txt", drafts / "new.txt", "fees are paid", "--json")[1])
    assert [row["where"] for row in found["versions"]] == [["Article 1, paragraph 2"], ["Article 1, paragraph 1"]]


def test_a_draft_alone_shows_where_a_choice_stands(travaux, drafts):
    status, out, _ = travaux("trace", drafts / "old.txt", "art1.p1.c1")
    assert status == 0
    assert "of wool" in out


def test_what_is_told_to_the_chair_is_marked_and_for_the_chair(travaux):
    assert "for chair only" in " ".join(travaux("trace", "typefaces", "digital", "--as", "chair")[1].split())
    assert "chair" not in travaux("trace", "typefaces", "digital")[1]


def test_the_page_says_what_its_states_mean_and_that_silence_is_no_position(travaux):
    out = " ".join(travaux("trace", "typefaces", "fair")[1].split())
    assert "absent: its words are not in that version" in out
    assert "not named has no recorded position" in out


@pytest.mark.parametrize("columns", [60, 80, 160])
def test_no_line_is_wider_than_the_terminal(travaux, columns):
    for what in ("digital", "art2", "fifteen years"):
        out = travaux("trace", "typefaces", what, "--full", columns=columns)[1]
        assert max(map(len, out.splitlines())) <= columns


def refused(travaux, *arguments):
    status, out, err = travaux("trace", *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    return err


def test_a_slip_is_answered_with_names_that_come_close(travaux):
    assert "digital" in refused(travaux, "typefaces", "digitl")


def test_words_that_stand_nowhere_are_refused(travaux, drafts):
    assert "most of the words" in refused(travaux, drafts / "old.txt", drafts / "new.txt", "fees are never paid")


def test_without_anything_to_trace_it_is_refused(travaux, drafts):
    assert "nothing to trace" in refused(travaux, drafts / "old.txt", drafts / "new.txt")
    assert "nothing to trace" in refused(travaux, "typefaces")
    refused(travaux)


def test_a_case_that_is_not_there_is_refused(travaux):
    refused(travaux, "typfaces", "digital")


def test_control_characters_of_a_draft_do_not_reach_the_terminal(travaux, tmp_path):
    (tmp_path / "draft.txt").write_text("1. Red \x1b[31m words [of\x07 wool] are here.\n", encoding="utf-8")
    out = travaux("trace", tmp_path / "draft.txt", "words")[1]
    assert "\x1b" not in out
    assert "\x07" not in out
