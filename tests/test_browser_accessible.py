"""Every page of the demonstration on white paper, without a violation that axe-core finds."""

import pytest

from accessible_pages import WIDE, violations
from browsers import browser, needs_browser, visit, workbench

pytestmark = needs_browser


@pytest.fixture(scope="module")
def bench():
    with workbench() as made:
        yield made


@pytest.fixture(scope="module")
def opened():
    with browser() as made:
        yield made


def test_no_page_has_a_violation(bench, opened):
    assert violations(bench, opened, "light", WIDE) == []


def test_what_strangers_see_has_no_violation(bench, opened):
    from axe_playwright_python.sync_playwright import Axe

    found = []
    for theme in ("light", "dark"):
        with visit(opened, bench, color_scheme=theme) as window:
            for path in ("/", "/account/sign-in/", "/c/typefaces/?on=2025-10-01", "/c/typefaces/nowhere/"):
                window.go(path)
                results = Axe().run(window.page)
                found += [f"{path}: {each['id']}" for each in results.response["violations"]]
    assert found == []
