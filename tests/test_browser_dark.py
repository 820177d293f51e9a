"""Every page of the demonstration in the dark, without a violation that axe-core finds."""

from accessible_pages import WIDE, violations
from browsers import browser, needs_browser, workbench

pytestmark = needs_browser


def test_no_page_has_a_violation():
    with workbench() as bench, browser() as opened:
        assert violations(bench, opened, "dark", WIDE) == []
