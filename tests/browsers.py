"""Tests in a browser: a workbench of its own process, and Chromium that reaches nothing else.

Every request that a page makes is noted; names of other hosts lead nowhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine (on Debian: apt-get install chromium): browser tests skipped"
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
_DRAWN = "[...document.querySelectorAll('[data-picture]')].every(each => each.querySelector('.picture-live'))"
LONGEST = 600  # seconds after which a server ends by itself


@dataclass(frozen=True)
class Workbench:
    """A workbench that runs: its address, the passwords it printed, what it printed, its process id and state."""

    address: str
    passwords: Mapping[str, str]
    printed: str
    pid: int
    state: Path


@contextmanager
def workbench(*arguments: str, state: Path | None = None) -> Iterator[Workbench]:
    """`travaux serve` on a free port, stopped by its own process id."""
    folder = state or Path(tempfile.mkdtemp(prefix="travaux-browser-"))
    command = [sys.executable, "-c", "from travaux.cli.main import run; run()", "serve", "--no-open",
               "--state", str(folder), *arguments]  # fmt: skip
    log = folder / "printed.txt"
    folder.mkdir(parents=True, exist_ok=True)
    with log.open("w") as stream:
        process = subprocess.Popen(
            ["timeout", str(LONGEST), *command], stdout=stream, stderr=subprocess.STDOUT, env=_environment()
        )
    try:
        yield _started(process, log, folder)
    finally:
        process.terminate()
        process.wait(timeout=20)
        if state is None:
            shutil.rmtree(folder, ignore_errors=True)


def _environment() -> dict[str, str]:
    """The environment without the register of other tests in this process."""
    return {name: value for name, value in os.environ.items() if not name.startswith("TRAVAUX_")}


def _started(process: subprocess.Popen[Any], log: Path, folder: Path) -> Workbench:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        printed = log.read_text("utf-8")
        found = re.search(r"^The workbench is at (\S+?)/$", printed, re.MULTILINE)
        if found and "Ctrl-C" in printed and _answers(found[1]):
            rows = re.findall(r"^  (\S+)\s+(\S+-\S+-\S+)\s+\w+", printed, re.MULTILINE)
            return Workbench(found[1], dict(rows), printed, process.pid, folder)
        time.sleep(0.05)
    raise AssertionError(f"the workbench did not start: {log.read_text('utf-8')}")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address + "/account/sign-in/", timeout=20):
            return True
    except OSError:
        return False


@dataclass
class Visit:
    """A browser window of one visitor: its page, and the addresses outside the workbench that it asked for."""

    page: Any
    address: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Any:
        """Open a page of the workbench."""
        return self.page.goto(self.address + path, wait_until="load")

    def drawn(self) -> None:
        """Wait until pictures that can be pointed at have taken the places of the still ones.

        Playwright's own waiting evaluates words as a script, which our pages forbid.
        """
        until = time.monotonic() + 30
        while not self.page.evaluate(_DRAWN):
            assert time.monotonic() < until, f"a picture of {self.page.url} stays as it was"
            self.page.wait_for_timeout(50)

    def sign_in(self, account: str, password: str) -> None:
        """Sign in with the form."""
        self.go("/account/sign-in/")
        self.page.fill("#id_login", account)
        self.page.fill("#id_password", password)
        self.page.click("main button")
        self.page.wait_for_selector(".who:has-text('Sign out')")


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium with an empty profile."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def visit(opened: Any, bench: Workbench, account: str = "", **options: Any) -> Iterator[Visit]:
    """A window of its own, signed in as a sample account; empty: as nobody. At the end nothing went elsewhere.

    Args:
        opened: the browser.
        bench: the workbench.
        account: a sample account.
        options: of the window, such as `color_scheme`, `viewport`, `java_script_enabled`.
    """
    context = opened.new_context(**options)
    page = context.new_page()
    page.set_default_timeout(20_000)
    made = Visit(page, bench.address)
    # Playwright catches lists of files only while somebody listens, and begins to without waiting for the browser:
    # a key pressed at once would open a list that nobody sees.
    page.on("filechooser", _left_alone)
    page.on("request", lambda request: _note(made, request.url))
    page.on("console", lambda said: made.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    try:
        if account:
            made.sign_in(account, bench.passwords[account])
        yield made
    finally:
        context.close()
    assert made.outside == [], f"asked for something outside this machine: {made.outside}"
    refused = [words for words in made.complaints if "Content Security Policy" in words or "Refused to" in words]
    assert refused == [], refused


def _note(made: Visit, url: str) -> None:
    if not url.startswith((made.address + "/", "data:", "blob:")):
        made.outside.append(url)


def _left_alone(_: Any) -> None:
    """Nothing: the test that asked for a list of files answers it itself."""
