"""Writing by the ending of the file."""

import pytest

import travaux
from travaux import TravauxError
from travaux.text.writing import ENDINGS

DRAFT = travaux.read_text(
    "Article 1\n\n1. Each Party [US propose: shall][may] act [, now].\n\n2. Option 1: A fee.\n\nOption 2: No text\n"
)


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_every_ending_writes_a_file_that_reads_again(ending, tmp_path):
    file = tmp_path / f"out{ending}"
    travaux.write(DRAFT, file)
    assert file.stat().st_size > 0
    again = travaux.read(file)
    assert [issue.kind for issue in again.issues()] == [issue.kind for issue in DRAFT.issues()]


@pytest.mark.parametrize("ending", [".json", ".xml", ".html", ".docx"])
def test_formats_that_carry_the_whole_text_give_it_back(ending, tmp_path):
    file = tmp_path / f"out{ending}"
    travaux.write(DRAFT, file)
    assert travaux.read(file).body == DRAFT.body


def test_an_ending_may_be_in_capitals(tmp_path):
    travaux.write(DRAFT, tmp_path / "OUT.JSON")
    assert (tmp_path / "OUT.JSON").exists()


@pytest.mark.parametrize("name", ["out.pdf", "out", "out.json.bak", ".json"])
def test_an_unknown_ending_is_an_error_that_lists_the_known_ones(name, tmp_path):
    with pytest.raises(TravauxError) as refusal:
        travaux.write(DRAFT, tmp_path / name)
    assert ".docx" in refusal.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(TravauxError) as refusal:
        travaux.write(DRAFT, tmp_path / "absent" / "out.txt")
    assert refusal.value.remedy


def test_writing_over_a_folder_is_an_error_and_leaves_nothing_behind(tmp_path):
    (tmp_path / "out.txt").mkdir()
    with pytest.raises(TravauxError):
        travaux.write(DRAFT, tmp_path / "out.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_a_file_that_was_there_is_replaced_whole(tmp_path):
    file = tmp_path / "out.txt"
    file.write_text("old " * 10_000, encoding="utf-8")
    travaux.write(DRAFT, file)
    assert "old" not in file.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_writing_twice_gives_the_same_bytes(tmp_path):
    for ending in ENDINGS:
        travaux.write(DRAFT, tmp_path / f"a{ending}")
        travaux.write(DRAFT, tmp_path / f"b{ending}")
        assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


def test_a_long_name_is_no_reason_for_a_traceback(tmp_path):
    with pytest.raises(TravauxError):
        travaux.write(DRAFT, tmp_path / ("a" * 300 + ".txt"))
