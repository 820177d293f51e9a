"""Make the picture of the workbench again: `python docs/make_pictures.py`. It needs Chromium, as the browser tests do.

The picture is the first page of the exercise `typefaces` as anybody sees it, light, 1280 by 740 pixels. How Chromium
draws letters depends on the fonts of the machine, so no test holds the picture against a new one.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from travaux.cli.serve import FRONT

PICTURE = Path(__file__).resolve().parent / "_static" / "workbench.png"
MOST = 150_000
"""Bytes that the picture may have."""
_LONGEST = 120  # seconds after which the workbench ends by itself
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync")  # fmt: skip


@contextmanager
def workbench() -> Iterator[str]:
    """A workbench that holds the exercise alone; gives its address."""
    serve = [sys.executable, "-u", "-c", "from travaux.cli.main import run; run()", "serve"]
    with tempfile.TemporaryDirectory() as state:
        process = subprocess.Popen(
            ["timeout", str(_LONGEST), *serve, "--no-open", "--no-samples", "--case", "typefaces", "--state", state],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "TRAVAUX_DB": ""},
        )  # fmt: skip
        try:
            assert process.stdout is not None
            for line in process.stdout:
                found = re.match(r"The workbench is at (\S+?)/$", line)
                if found:
                    yield found[1]
                    return
            raise SystemExit("The workbench did not start.")
        finally:
            process.terminate()
            process.wait(timeout=20)


def main() -> None:
    """Take the picture, if it is not too large."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("There is no Chromium on this machine (on Debian: apt-get install chromium).")
    with workbench() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 740}, color_scheme="light", locale="en-GB")
        page.goto(address + FRONT, wait_until="networkidle")
        taken = page.screenshot()
        browser.close()
    if len(taken) > MOST:
        raise SystemExit(f"The picture has {len(taken):,} bytes, more than {MOST:,}.")
    PICTURE.write_bytes(taken)
    print(f"{PICTURE.name}: {len(taken):,} bytes")


if __name__ == "__main__":
    main()
