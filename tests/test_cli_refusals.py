"""How the command line refuses: one line, a remedy, status 2, and nothing spoilt."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from travaux.cli.choosing import settings_of
from travaux.errors import TravauxError


def is_one_line_with_a_remedy(words):
    return words.count("\n") == 1 and words.startswith("travaux: ") and "Remedy: " in words and "Traceback" not in words


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["nonsense"],
        ["read", "DRAFT", "--nonsense"],
        ["read", "missing.pdf"],
        ["read", "FOLDER"],
        ["read", "DRAFT", "--convention", "missing.toml"],
        ["show", "DRAFT", "Article 99"],
        ["issues", "DRAFT", "--party", "JP"],
        ["project", "DRAFT", "--party", "JP", "-o", "FOLDER/out.html"],
        ["choose", "DRAFT", "-o", "FOLDER/out.html"],
        ["choose", "DRAFT", "--set", "art1", "-o", "FOLDER/out.html"],
        ["choose", "DRAFT", "--set", "=keep", "-o", "FOLDER/out.html"],
        ["choose", "DRAFT", "--set", "art99.c1=keep", "-o", "FOLDER/out.html"],
        ["choose", "DRAFT", "--rest", "perhaps", "-o", "FOLDER/out.html"],
        ["convert", "DRAFT", "FOLDER/out.odt"],
        ["convert", "DRAFT", "FOLDER/out"],
        ["convert", "DRAFT", "FOLDER/nowhere/out.html"],
        ["convert", "DRAFT", "FOLDER"],
        ["convert", "DRAFT", "DRAFT"],
        ["demo", "missing.pdf"],
        ["demo", "DRAFT", "--out", "DRAFT"],
    ],
    ids=" ".join,
)
def test_unusable_input_gives_one_line_and_status_two(travaux, draft, tmp_path, arguments):
    before = draft.read_bytes()
    named = [
        argument.replace("DRAFT", str(draft))
        .replace("FOLDER", str(tmp_path))
        .replace("missing", str(tmp_path / "missing"))
        for argument in arguments
    ]
    status, _, err = travaux(*named)
    assert status == 2
    assert is_one_line_with_a_remedy(err), err
    assert draft.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["draft.txt"]


def test_a_wrong_id_is_answered_with_close_ones(travaux, draft, tmp_path):
    assert "art6.p1.c1" in travaux("choose", draft, "--set", "art6.p1.c9=1", "-o", tmp_path / "out.txt")[2]


def test_an_unknown_option_is_answered_with_the_known_ones(travaux, draft, tmp_path):
    rows = json.loads(travaux("issues", draft, "--json")[1])
    bracket = next(row["id"] for row in rows if row["kind"] == "bracket")
    status, _, err = travaux("choose", draft, "--set", f"{bracket}=perhaps", "-o", tmp_path / "out.txt")
    assert status == 2
    assert "keep" in err


def test_an_unknown_party_is_answered_with_those_of_the_text(travaux, draft):
    err = travaux("issues", draft, "--party", "JP")[2]
    assert all(code in err for code in ("EE", "FJ", "GH", "JM", "KE", "MN", "NP", "UY"))


def test_a_misspelt_provision_is_answered_with_close_ones(travaux, draft):
    assert "Article 3" in travaux("show", draft, "Artcle 3")[2]


def test_a_draft_is_not_overwritten_under_another_name_of_its_own(travaux, draft, tmp_path):
    link = tmp_path / "same.txt"
    link.symlink_to(draft)
    status, _, err = travaux("choose", draft, "--rest", "drop", "-o", link)
    assert status == 2
    assert is_one_line_with_a_remedy(err)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user for whom folders can be closed")
def test_a_closed_folder_is_reported_in_one_line(travaux, draft, tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    status, _, err = travaux("convert", draft, folder / "out.html")
    assert status == 2
    assert is_one_line_with_a_remedy(err)


def test_a_write_that_fails_leaves_the_old_file_and_no_trace(travaux, draft, tmp_path, monkeypatch):
    out = tmp_path / "out.html"
    out.write_text("old", encoding="utf-8")

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fails)
    status, _, err = travaux("convert", draft, out)
    assert status == 2
    assert is_one_line_with_a_remedy(err)
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.txt", "out.html"]


def test_a_fault_of_the_program_is_told_apart_and_has_no_traceback(travaux, draft, monkeypatch):
    import travaux as package

    def fails(*_, **__):
        raise ZeroDivisionError("nothing to share")

    monkeypatch.setattr(package, "read", fails)
    status, _, err = travaux("read", draft)
    assert status == 3
    assert is_one_line_with_a_remedy(err)


def test_settings_keep_their_first_equals_sign_only():
    assert settings_of(["art2.c1= Option 2 ", "art3.c1=a=b"]) == {"art2.c1": "Option 2", "art3.c1": "a=b"}


def test_settings_that_contradict_each_other_are_refused():
    with pytest.raises(TravauxError, match="twice"):
        settings_of(["art2.c1=1", "art2.c1=2"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_reported_in_one_line(draft):
    command = f'"{sys.executable}" -c "from travaux.cli.main import run; run()" read "{draft}" > /dev/full'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert is_one_line_with_a_remedy(done.stderr)


def test_a_wrong_convention_file_is_refused_with_the_wrong_key(travaux, draft, tmp_path):
    convention = tmp_path / "convention.toml"
    convention.write_text('adjacent = "perhaps"\n', encoding="utf-8")
    status, _, err = travaux("read", draft, "--convention", convention)
    assert status == 2
    assert is_one_line_with_a_remedy(err)
    assert "adjacent" in err
