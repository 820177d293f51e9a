"""How soon a page is painted in Chromium: every page of the demonstration, and the heaviest draft."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from bench.corpus import CORPUS
from bench.serving import served, signed_in
from bench.speed import Bar
from travaux.facts.loading import from_mapping
from travaux.facts.writing import write_case

CASES = ("avp", "patents", "marrakesh", "typefaces")
PARTS = ("", "text/", "text/choose/", "positions/", "consensus/", "changes/", "timeline/", "consolidate/", "record/",
         "people/")  # fmt: skip
HEAVY = "heavy"
TIMES = 3
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
PAINTED = """new Promise((done) => new PerformanceObserver((seen) => {
  for (const entry of seen.getEntriesByName("first-contentful-paint")) done(entry.startTime);
}).observe({type: "paint", buffered: true}))"""


def rows(folder: Path) -> Iterator[Bar]:
    """First contentful paint: the first visit to each page since the server started, and later ones."""
    chromium = shutil.which("chromium")
    if chromium is None:
        yield Bar("first paint of a page", "", "no Chromium on this machine", "0.5 s", None)
        return
    heavy = _heavy(folder)
    with served(folder / "painting", *(["--case", str(heavy)] if heavy else ()),
                *(part for case in CASES for part in ("--case", case))) as (port, _, passwords):  # fmt: skip
        cookie = signed_in(port, "chair", passwords["chair"])
        with _browser(chromium, port, cookie) as window:
            paths = ["/", *(f"/c/{case}/{part}" for case in CASES for part in PARTS)]
            first = {path: _painted(window, port, path) for path in paths}
            later = {path: median(_painted(window, port, path) for _ in range(TIMES)) for path in paths}
            slow, warm = max(first, key=first.__getitem__), max(later, key=later.__getitem__)
            work = f"first paint, slowest of {len(paths)} pages of the demo: {warm}"
            yield Bar(work, f"{later[warm]:.2f} s", "", "0.5 s", later[warm] <= 0.5)
            yield Bar(f"- the very first time it is asked for: {slow}", f"{first[slow]:.2f} s", "", "", True)
            if heavy is None:
                yield Bar("first paint of the heaviest draft", "", "the real drafts are absent", "1.5 s", None)
                return
            path = f"/c/{HEAVY}/text/"
            cold = _painted(window, port, path)
            again = median(_painted(window, port, path) for _ in range(TIMES))
            yield Bar("first paint, a draft of 1,600 brackets", f"{again:.2f} s", "", "1.5 s", again <= 1.5)
            yield Bar("- the very first time it is asked for", f"{cold:.2f} s", "", "", True)


def _heavy(folder: Path) -> Path | None:
    """A case with the real draft that has most brackets."""
    drafts = sorted((CORPUS / "texts").glob("unfccc-*.pdf")) if CORPUS else []
    if not drafts:
        return None
    import travaux

    draft = max(drafts, key=lambda file: len(travaux.read(file).issues()))
    home = folder / HEAVY
    write_case(from_mapping({"texts": [{"id": "heavy", "file": draft.name}]}, HEAVY), home)
    (home / "texts").mkdir()
    shutil.copy(draft, home / "texts" / draft.name)
    return home


@contextmanager
def _browser(chromium: str, port: int, cookie: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    pairs = [pair.partition("=") for pair in cookie.split("; ")]
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium, args=list(FLAGS))
        context = opened.new_context(viewport={"width": 1280, "height": 900})
        address = f"http://127.0.0.1:{port}"
        context.add_cookies([{"name": name, "value": value, "url": address} for name, _, value in pairs])
        yield context.new_page()
        opened.close()


def _painted(window: Any, port: int, path: str) -> float:
    """Seconds from asking for a page to its first words or pictures."""
    window.goto(f"http://127.0.0.1:{port}{path}", wait_until="load")
    return float(window.evaluate(PAINTED)) / 1000
