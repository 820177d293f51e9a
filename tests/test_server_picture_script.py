"""The script of the pictures: made in a process of its own, once, and kept in the state folder."""

from __future__ import annotations

import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from travaux.server.desk import picture_script as home
from travaux.server.desk.picture_script import made_from, picture_script
from workbench import ready


@pytest.fixture
def made(monkeypatch):
    """Counts how often the script is made, instead of making it."""
    calls = []

    def run(command, **_):
        calls.append(command)
        return SimpleNamespace(stdout=b"drawing();")

    monkeypatch.setattr(home.subprocess, "run", run)
    return calls


def test_it_is_made_once_and_then_taken_from_the_folder(tmp_path, made):
    first = picture_script(tmp_path)
    assert picture_script(tmp_path) == first
    assert first.endswith(b"\ndrawing();")
    assert len(made) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["pictures.js"]


def test_a_script_made_from_something_else_is_made_anew(tmp_path, made):
    (tmp_path / "pictures.js").write_bytes(b"// Made from another version\nold();")
    assert b"old();" not in picture_script(tmp_path)
    assert len(made) == 1
    assert b"old();" not in (tmp_path / "pictures.js").read_bytes()


def test_half_a_script_is_never_left_behind(tmp_path, made, monkeypatch):  # noqa: ARG001
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(home.tempfile, "mkstemp", full)
    assert picture_script(tmp_path).endswith(b"drawing();")
    assert not list(tmp_path.iterdir())


def test_a_failure_is_told_and_not_kept(tmp_path, monkeypatch):
    def broken(*_, **__):
        raise subprocess.CalledProcessError(1, "python")

    monkeypatch.setattr(home.subprocess, "run", broken)
    with pytest.raises(subprocess.CalledProcessError):
        picture_script(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_page_names_the_script_without_waiting_for_it(monkeypatch):
    ready()
    from travaux.server.desk import assets

    def late():
        raise AssertionError("the page waits for the script")

    monkeypatch.setitem(assets._NAMES, "pictures.js", late)
    assert assets.address_of("pictures.js") == f"/assets/{made_from()[:16]}/pictures.js"


def test_the_script_that_is_sent_is_the_one_that_the_library_makes():
    state = ready()
    from django.test import Client

    from travaux.pictures import bundle
    from travaux.server.desk.assets import address_of

    sent = Client(SERVER_NAME="localhost").get(address_of("pictures.js")).content
    assert sent.partition(b"\n")[2] == bundle().encode()
    assert (state / "pictures.js").read_bytes() == sent


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are those of other systems")
def test_a_child_that_is_told_to_stop_says_nothing(tmp_path):
    told = tmp_path / "told.txt"
    waiting = "import time\nprint(flush=True)\ntime.sleep(60)\n"
    slow = home._MAKE.replace("from travaux.pictures import bundle", waiting)
    assert waiting in slow
    with told.open("wb") as said, subprocess.Popen(
        [sys.executable, "-c", slow], stdout=subprocess.PIPE, stderr=said
    ) as child:
        child.stdout.readline()
        child.send_signal(signal.SIGINT)
        child.wait(30)
    assert child.returncode == -signal.SIGINT
    assert told.read_text() == ""
