"""Every page of the demonstration at 320 px, without a violation that axe-core finds, none wider than the window."""

import pytest

from accessible_pages import NARROW, violations
from browsers import browser, needs_browser, workbench

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
    assert violations(bench, opened, "light", NARROW) == []
