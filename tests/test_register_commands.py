"""`travaux verify`, `backup` and `export`: what they print, and how they end."""

import json
import os
import subprocess
import sys

import pytest
import typer
from pydantic import TypeAdapter
from typer.testing import CliRunner

from register_connections import environment_kept
from travaux.cases import folder
from travaux.cli.backup import backup
from travaux.cli.export import export
from travaux.cli.register_shapes import VerdictReport
from travaux.cli.verify import verify
from travaux.errors import TravauxError
from travaux.facts import load

pytest_plugins = ["register_databases"]

app = typer.Typer()
for command in (verify, backup, export):
    app.command()(command)


def ran(*arguments):
    with environment_kept():
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if isinstance(result.exception, TravauxError):
        raise result.exception
    return result.exit_code, result.stdout


@pytest.fixture
def filled(register_db):
    from travaux.server.register import open_case_as

    open_case_as("typefaces", load(folder("typefaces")), "desk")
    return register_db


def test_verify_prints_counts_and_the_head_and_ends_with_0(filled):
    status, words = ran("verify", "--db", filled)
    assert status == 0
    assert "1 case, 4 files: whole." in words
    report = json.loads(ran("verify", "--db", filled, "--json")[1])
    TypeAdapter(VerdictReport).validate_python(report)
    assert report["whole"] is True
    assert f"Head: {report['head']}" in words
    assert ran("verify", "--db", filled, "--head", report["head"].upper())[0] == 0
    status, words = ran("verify", "--db", filled, "--head", "f" * 64)
    assert status == 1
    assert "no entry has the digest" in words


def test_verify_names_the_first_bad_entry_and_ends_with_1(filled):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE register_entry SET \"by\" = 'x' WHERE number = 5")
    status, words = ran("verify", "--db", filled)
    assert status == 1
    assert "The first entry that is not as it should be is number 5." in words
    assert "entry 5: its digest is not that of its contents" in words
    status, words = ran("verify", "--db", filled, "--json")
    report = json.loads(words)
    TypeAdapter(VerdictReport).validate_python(report)
    assert (status, report["first_bad"], report["whole"]) == (1, 5, False)


def test_backup_and_export_say_what_they_made(filled, tmp_path):
    status, words = ran("backup", tmp_path / "copy.sqlite3", "--db", filled)
    assert status == 0
    assert words.startswith(f"{tmp_path / 'copy.sqlite3'}: ")
    assert "whole" in words
    status, words = ran("export", "typefaces", tmp_path / "out", "--db", filled)
    assert status == 0
    assert load(tmp_path / "out") == load(folder("typefaces"))
    with pytest.raises(TravauxError, match="there is a file already"):
        ran("backup", tmp_path / "copy.sqlite3", "--db", filled)
    with pytest.raises(TravauxError, match="no case 'avp'") as fault:
        ran("export", "avp", tmp_path / "avp", "--db", filled)
    assert "typefaces" in fault.value.remedy


@pytest.mark.usefixtures("django_folder")
@pytest.mark.parametrize("arguments", [["verify"], ["backup", "copy"], ["export", "avp", "folder"]])
def test_a_register_that_is_not_there_is_not_made(tmp_path, arguments):
    with pytest.raises(TravauxError, match="there is no register"):
        ran(*arguments, "--db", f"sqlite:///{tmp_path / 'none.sqlite3'}")
    with pytest.raises(TravauxError, match="no address of a database"):
        ran(*arguments, "--db", "mysql://here/there")
    assert list(tmp_path.iterdir()) == []


def test_a_process_of_its_own_finds_the_register_by_its_address(sqlite_register, tmp_path):
    """The same code as above, but with Django set up by the command alone."""
    from travaux.server.register import open_case_as

    open_case_as("typefaces", load(folder("typefaces")), "desk")
    code = "import typer; from travaux.cli.verify import verify; typer.run(verify)"
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("TRAVAUX_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-c", code, "--db", sqlite_register],
        env={**inherited, "TRAVAUX_STATE": str(tmp_path / "state")}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "whole" in done.stdout
