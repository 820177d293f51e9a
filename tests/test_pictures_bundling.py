"""The script for pages: it runs under a strict policy, asks nobody else, and keeps the still picture where it fails."""

import json
import threading
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from browsers import browser, needs_browser
from small_cases import case_of, issues, says
from travaux.pictures import bundle, party_map, position_matrix

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SCRIPT = "<img src=x onerror=alert(1)>"


def test_the_script_is_made_once():
    assert bundle() is bundle()
    assert "data-picture" in bundle()


class Site(BaseHTTPRequestHandler):
    """Serves a few words by path, each with the policy of the workbench; writes down what was asked."""

    def __init__(self, files, asked, *arguments):
        self.files, self.asked = files, asked
        super().__init__(*arguments)

    def do_GET(self):
        self.asked.append(self.path)
        media, words = self.files.get(self.path, ("text/plain", None))
        content = (words or "").encode()
        self.send_response(404 if words is None else 200)
        self.send_header("Content-Type", f"{media}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@contextmanager
def served(files):
    asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, files, asked))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def chromium():
    with browser() as made:
        yield made


def pictures():
    parties = [{"id": "us", "name": f"States {SCRIPT}", "kind": "state"}]
    case = case_of(issues(i="a b"), [says("us prefer i.a"), says("ke red_line i.b")], parties=parties)
    return {"matrix": position_matrix(case), "map": party_map(case)}


def site(found):
    figures = "".join(
        f'<figure data-picture="/{name}.json" data-picture-dark="/{name}-dark.json">{picture.svg()}</figure>'
        for name, picture in found.items()
    )
    missing = '<figure data-picture="/missing.json"><svg id="still"></svg></figure>'
    page = f'<!doctype html><html lang="en"><title>x</title><body>{figures}{missing}<script src="/bundle.js"></script>'
    files = {"/": ("text/html", page), "/bundle.js": ("text/javascript", bundle())}
    for name, picture in found.items():
        files[f"/{name}.json"] = ("application/json", json.dumps(picture.spec()))
        files[f"/{name}-dark.json"] = ("application/json", json.dumps(picture.spec("dark")))
    return files


@contextmanager
def opened(browser, address, scheme="light"):
    """The page once all its pictures are alive, with what its policy refused and its scripts did wrong."""
    page, wrong = browser.new_page(color_scheme=scheme), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: wrong.append(message.text) if "policy" in message.text.lower() else None)
    listening = "document.addEventListener('securitypolicyviolation', e => refused.push(e.violatedDirective))"
    page.add_init_script(f"window.refused = []; {listening}")
    page.goto(address)
    page.locator(".picture-live svg").nth(1).wait_for(state="attached")
    try:
        yield page, wrong
    finally:
        page.close()


@needs_browser
def test_pictures_come_alive_under_a_policy_without_eval_or_inline_styles(chromium):
    found = pictures()
    with served(site(found)) as (address, asked), opened(chromium, address) as (page, wrong):
        assert page.evaluate("refused") == []
        assert wrong == []
        assert page.locator("style").count() == 0
        name = page.locator(".picture-live").first.get_attribute("aria-label")
        assert name == f"{found['matrix'].title}. {found['matrix'].description}"
        assert set(asked) - {"/favicon.ico"} == {"/", "/bundle.js", "/matrix.json", "/map.json", "/missing.json"}


@needs_browser
def test_a_picture_that_cannot_be_had_stays_as_it_is(chromium):
    with served(site(pictures())) as (address, _), opened(chromium, address) as (page, _):
        assert page.locator("#still").count() == 1


@needs_browser
def test_words_under_the_pointer_leave_out_what_is_unknown_and_show_a_script_as_text(chromium):
    with served(site(pictures())) as (address, _), opened(chromium, address) as (page, wrong):
        page.locator(".picture-live").first.locator(".mark-symbol path").nth(2).hover()
        page.wait_for_selector("#vg-tooltip-element.visible", state="attached")
        shown = page.locator("#vg-tooltip-element")
        assert f"States {SCRIPT}" in shown.inner_text()
        assert "null" not in shown.inner_text()
        assert shown.locator("img").count() == 0
        assert wrong == []


@needs_browser
def test_a_dark_page_gets_the_dark_pictures(chromium):
    with served(site(pictures())) as (address, asked), opened(chromium, address, "dark"):
        assert {"/matrix-dark.json", "/map-dark.json"} <= set(asked)
        assert "/matrix.json" not in asked
