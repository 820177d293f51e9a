"""The examples of the docstrings run and say what they promise."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import travaux
from register_connections import django_ready

MODULES = sorted(
    found.name for found in pkgutil.walk_packages(travaux.__path__, "travaux.") if not found.name.endswith("__main__")
)


@pytest.fixture(scope="module", autouse=True)
def django(tmp_path_factory):
    """The modules of the server need Django before they can be imported."""
    django_ready(tmp_path_factory.mktemp("django"))


@pytest.mark.parametrize("name", ["travaux", *MODULES])
def test_the_examples_of_a_module_hold(name):
    result = doctest.testmod(import_module(name))
    assert result.failed == 0


def test_the_promised_verbs_have_examples():
    finder = doctest.DocTestFinder()
    verbs = ("read", "read_text")
    without = [name for name in verbs if not any(test.examples for test in finder.find(getattr(travaux, name), name))]
    assert without == []
