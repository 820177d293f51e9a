"""A copy of the register stands by itself, is of one moment, and can be used in its place."""

import sqlite3
import stat
import threading
from contextlib import closing

import pytest

from register_connections import using
from travaux.cases import folder
from travaux.errors import TravauxError
from travaux.facts import load
from travaux.facts.model import Position, TextVersion

pytest_plugins = ["register_databases"]


def filled():
    from django.contrib.auth import get_user_model

    from travaux.server.register import enter, fact_act, open_case_as

    open_case_as("typefaces", load(folder("typefaces")), "desk")
    said = Position(party="us", issue="digital", words="a \u0000 odd note", reader="chair")
    enter("typefaces", [fact_act("positions", said), fact_act("texts", TextVersion(file="x.txt"), b"\x00\xff")], "us")
    get_user_model().objects.create_user("chair", password="a long enough word")


def content():
    """Everything in every table, whatever the database."""
    from django.apps import apps

    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {
        model._meta.label: [
            tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
            for row in model._base_manager.order_by("pk").values_list()
        ]
        for model in models
    }


@pytest.mark.usefixtures("register_db")
def test_a_copy_has_everything_and_works_in_place_of_the_register(tmp_path):
    from django.contrib.auth import get_user_model

    from travaux.server.register import Act, backup, enter, kept, verify

    filled()
    before, head, record = content(), verify().head, kept("typefaces").record
    verdict = backup(tmp_path / "copy.sqlite3")
    assert verdict.whole
    assert (verdict.entries, verdict.head) == (verify().entries, head)
    assert [file.name for file in tmp_path.iterdir() if "copy" in file.name] == ["copy.sqlite3"]
    with using(f"sqlite:///{tmp_path / 'copy.sqlite3'}"):
        from django.core.management import call_command

        assert content() == before
        assert len(before["auth.User"]) == 1
        assert kept("typefaces").record == record
        assert get_user_model().objects.get(username="chair").check_password("a long enough word")
        call_command("migrate", check_unapplied=True, verbosity=0)  # ends with an error if there is anything to do
        enter("typefaces", [Act("withdrawn", {})], "desk")
        assert verify(head).whole


@pytest.mark.usefixtures("sqlite_register")
def test_a_copy_is_one_file_that_only_its_owner_reads(tmp_path):
    from travaux.server.register import backup

    filled()
    backup(tmp_path / "copy.sqlite3")
    assert stat.S_IMODE((tmp_path / "copy.sqlite3").stat().st_mode) == 0o600
    with closing(sqlite3.connect(f"file:{tmp_path / 'copy.sqlite3'}?mode=ro&immutable=1", uri=True)) as there:
        assert there.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert there.execute("SELECT count(*) FROM register_entry").fetchone()[0] > 10


@pytest.mark.usefixtures("register_db")
def test_a_copy_made_while_others_write_is_whole_and_keeps_nobody_waiting(tmp_path):
    from django.db import connections

    from travaux.server.register import backup, enter, fact_act, verify

    filled()
    done, entered = threading.Event(), []

    def write():
        try:
            while not done.is_set():
                name = str(len(entered))
                said = Position(party="us", issue="digital", words=name)
                text = fact_act("texts", TextVersion(file=f"{name}.txt"), name.encode())
                entered.extend(enter("typefaces", [fact_act("positions", said), text], "us"))
        finally:
            connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        verdicts = []
        for number in range(3):
            before = len(entered)
            verdicts.append(backup(tmp_path / f"copy{number}.sqlite3"))
            while len(entered) == before and writer.is_alive():
                pass  # the writer goes on
    finally:
        done.set()
        writer.join()
    assert all(verdict.whole for verdict in verdicts)
    counts = [verdict.entries for verdict in verdicts]
    assert counts == sorted(counts)
    assert counts[0] < verify(verdicts[0].head).entries
    assert verify().whole


@pytest.mark.usefixtures("register_db")
def test_nothing_is_written_over_and_nothing_is_left_behind(tmp_path):
    from travaux.server.register import backup

    filled()
    (tmp_path / "here").write_text("mine")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(TravauxError, match="there is a file already"):
        backup(tmp_path / "here")
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(TravauxError, match="there is a file already"):
        backup(tmp_path / "link")
    (tmp_path / "link").unlink()
    for target in (tmp_path / "no" / "folder", tmp_path / "here" / "copy", tmp_path / "a\0b"):
        with pytest.raises(TravauxError, match="cannot be made"):
            backup(target)
    assert (tmp_path / "here").read_text() == "mine"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.usefixtures("sqlite_register")
def test_a_disk_without_links_takes_a_copy_too_and_nothing_is_written_over(tmp_path, monkeypatch):
    from travaux.server.register import backing_up, backup

    def refused(*_):
        raise PermissionError(1, "Operation not permitted")

    filled()
    monkeypatch.setattr(backing_up.os, "link", refused)
    assert backup(tmp_path / "copy.sqlite3").whole
    assert [file.name for file in tmp_path.iterdir() if "copy" in file.name] == ["copy.sqlite3"]
    with pytest.raises(TravauxError, match="there is a file already"):
        backup(tmp_path / "copy.sqlite3")


@pytest.mark.usefixtures("register_db")
def test_a_damaged_register_is_copied_as_it_is_and_the_verdict_says_so(tmp_path):
    from django.db import connection

    from travaux.server.register import backup

    filled()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE register_entry SET \"by\" = 'x' WHERE number = 3")
    verdict = backup(tmp_path / "copy.sqlite3")
    assert verdict.first_bad == 3
    assert (tmp_path / "copy.sqlite3").is_file()
