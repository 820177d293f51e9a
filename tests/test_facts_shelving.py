"""Drafts come from the shelf where a case has one, else from its folder; and a case says whether it is public."""

import pytest

from travaux.cases import BUILT_IN, EXERCISES, folder
from travaux.errors import TravauxError
from travaux.facts import from_mapping, load, view
from travaux.facts.record import Record
from travaux.facts.writing import case_words
from travaux.text import read_text

TEXTS = {"texts": [{"id": "rev1", "file": "rev1.txt"}, {"id": "own", "file": "own.txt", "reader": "chair"}]}


class Shelf:
    """Remembers what it was asked for."""

    def __init__(self):
        self.asked = []

    def read(self, text):
        self.asked.append(text.id)
        return read_text("Each Party [shall] act.")

    def content(self, text):
        self.asked.append(text.id)
        return text.file.encode()

    def digest(self, text):
        return text.id


def shelved(shelf, reader="public"):
    record = from_mapping(TEXTS)
    return view(Record("talks", record.sections, shelf=shelf), reader)


def test_a_view_asks_the_shelf_for_the_drafts_in_it_and_for_no_other():
    shelf = Shelf()
    case = shelved(shelf)
    assert [text.id for text, _ in case.versions()] == ["rev1"]
    assert case.draft().clean_texts == 2
    assert case.content(case.latest) == b"rev1.txt"
    assert set(shelf.asked) == {"rev1"}
    assert [text.id for text, _ in shelved(shelf, "chair").on_day("2001-01-01").versions()] == ["rev1", "own"]


def test_without_a_shelf_the_file_comes_from_the_folder(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "rev1.txt").write_bytes(b"Article 1\r\n[May].")
    (tmp_path / "case.yaml").write_text("schema: travaux-case/1\ntexts:\n  - {id: rev1, file: rev1.txt}\n")
    case = view(load(tmp_path))
    assert case.content(case.latest) == b"Article 1\r\n[May]."


@pytest.mark.parametrize("file", ["gone.txt", "../case.yaml", "/etc/passwd", "a\0b", "x" * 5000, "case.yaml"])
def test_what_is_not_in_the_folder_is_an_error_with_a_remedy(tmp_path, file):
    (tmp_path / "case.yaml").write_text("schema: travaux-case/1\n")
    record = from_mapping({"texts": [{"file": file}]})
    case = view(Record("talks", record.sections, folder=tmp_path))
    for asked in (case.content, lambda _: case.draft()):
        with pytest.raises(TravauxError, match="not in the folder"):
            asked(case.latest)


def test_a_case_is_public_only_if_it_says_so_plainly():
    assert from_mapping({"public": True}).public is True
    for value in (False, None):
        assert from_mapping({"public": value}).public is False
        assert from_mapping({"public": value}).remarks == ()
    for value in ("true", "yes", 1, [True], {}):
        record = from_mapping({"public": value})
        assert record.public is False
        assert record.rest == {"public": value}
        [remark] = record.remarks
        assert (remark.level, remark.reader) == ("error", "keeper")
        assert "not public" in remark.what
    assert from_mapping({"public": True}) != from_mapping({"public": False})


def test_that_a_case_is_public_stands_at_its_top():
    assert case_words(from_mapping({"public": True, "rule": "consensus"})).splitlines()[1:3] == [
        "rule: consensus", "public: true"
    ]  # fmt: skip
    assert "public" not in case_words(from_mapping({"public": False}))
    assert [name for name in (*BUILT_IN, *EXERCISES) if load(folder(name)).public] == [
        "patent-law", "wipo", "typefaces"
    ]  # fmt: skip


def test_the_title_of_a_case_is_the_public_name_of_its_treaty():
    def title(*instruments):
        return from_mapping({"instrument": list(instruments)}, "talks").title

    hidden = {"id": "x", "name": "Hidden", "reader": "chair"}
    assert title({"id": "t", "name": "Treaty"}) == "Treaty"
    assert title(hidden) == title() == "talks"
    assert title(hidden, {"id": "t", "name": "Treaty"}) == "Treaty"
    assert title({"id": "t", "name": "Traety"}, {"id": "u", "name": "Treaty", "supersedes": "t"}) == "Treaty"
    assert title({"id": "t", "name": "Treaty", "evidence": "recalled"}) == "talks"
