"""Every page of the demonstration at 320 px, without a violation that axe-core finds, none wider than the window."""

from accessible_pages import NARROW, violations
from browsers import browser, needs_browser, workbench

pytestmark = needs_browser


def test_no_page_has_a_violation():
    with workbench() as bench, browser() as opened:
        assert violations(bench, opened, "light", NARROW) == []
