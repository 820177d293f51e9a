"""The JSON Schema of a case file fits real cases and what is written, and nothing that cannot be read."""

import json
import re

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from case_strategies import LISTS
from corpus import CORPUS, needs_corpus
from travaux.facts.loading import from_mapping
from travaux.facts.model import FACTS
from travaux.facts.schema import case_schema
from travaux.facts.writing import case_words

SCHEMA = case_schema()
TYPES = {
    "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "number": (int, float),
    "integer": int,
}  # fmt: skip
SAID_ONLY = {"title", "description", "default", "format"}


def fits(value, shape):
    """Whether a value fits a schema: the rules of JSON Schema 2020-12 that the schema of cases uses, and no others."""
    return all(_RULES[rule](value, wanted, shape) for rule, wanted in shape.items() if rule not in SAID_ONLY)


def _of_type(value, wanted):
    return isinstance(value, TYPES[wanted]) and (wanted == "boolean" or not isinstance(value, bool))


def _named(reference):
    assert reference.startswith("#/$defs/")
    return SCHEMA["$defs"][reference.removeprefix("#/$defs/")]


def _is(value, kind):
    return isinstance(value, TYPES[kind]) and not isinstance(value, bool)


_RULES = {
    "$schema": lambda *_: True,
    "$defs": lambda *_: True,
    "$ref": lambda value, name, _: fits(value, _named(name)),
    "type": lambda value, kinds, _: any(
        _of_type(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)
    ),
    "const": lambda value, wanted, _: value == wanted,
    "enum": lambda value, wanted, _: value in wanted,
    "anyOf": lambda value, shapes, _: any(fits(value, shape) for shape in shapes),
    "required": lambda value, names, _: not isinstance(value, dict) or set(names) <= set(value),
    "properties": lambda value, shapes, _: (
        not isinstance(value, dict) or all(fits(value[name], shape) for name, shape in shapes.items() if name in value)
    ),
    "additionalProperties": lambda value, shape, whole: (
        shape is True
        or not isinstance(value, dict)
        or all(fits(each, shape) for name, each in value.items() if name not in whole.get("properties", {}))
    ),
    "items": lambda value, shape, _: not isinstance(value, list) or all(fits(each, shape) for each in value),
    "minItems": lambda value, least, _: not isinstance(value, list) or len(value) >= least,
    "minimum": lambda value, least, _: not _is(value, "number") or value >= least,
    "maximum": lambda value, most, _: not _is(value, "number") or value <= most,
    "exclusiveMinimum": lambda value, least, _: not _is(value, "number") or value > least,
}


def test_every_section_and_every_kind_of_fact_is_in_the_schema():
    assert set(FACTS) < set(SCHEMA["properties"])
    assert {kind.__name__ for kind in FACTS.values()} < set(SCHEMA["$defs"])
    references = set(re.findall(r'"\$ref": "#/\$defs/(\w+)"', json.dumps(SCHEMA)))
    assert references <= set(SCHEMA["$defs"])


@needs_corpus
@pytest.mark.parametrize("name", ["avp", "marrakesh", "patent_harmonisation"])
def test_the_real_cases_fit(name):
    assert fits(yaml.safe_load((CORPUS / "cases" / f"{name}.yaml").read_text(encoding="utf-8")), SCHEMA)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_written_fits(data):
    section = data.draw(st.sampled_from(sorted(LISTS)))
    record = from_mapping({section: [data.draw(LISTS[section])]})
    if not record.unread:
        assert fits(yaml.safe_load(case_words(record)), SCHEMA)


GOOD = {"schema": "travaux-case/1", "positions": [{"party": "us", "issue": "a", "stance": "accept"}]}


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "travaux-case/2"},
        {"positions": {"party": "us"}},
        {"positions": [{"party": "us"}]},
        {"positions": [{"party": "us", "issue": "a", "stance": "opose"}]},
        {"positions": [{"party": "us", "issue": 12}]},
        {"positions": [{"party": "us", "issue": "a", "salience": 0}]},
        {"positions": [{"party": "us", "issue": "a", "restraint": "domestic_law"}]},
        {"packages": [{"points": [{"issue": "a", "option": "x"}]}]},
        {"mandates": [{"party": "us", "at_least": 1.5}]},
        {"groups": [{"id": "g", "name": "G", "members": [5]}]},
        {"sources": [{"title": "x"}]},
        {"sources": {"s": {}}},
        {"rule": "unanimity"},
        {"gaps": [1]},
        {"first_twenty": ["Mali"]},
    ],
)
def test_what_the_schema_refuses_is_remarked_when_it_is_read(change):
    assert fits(GOOD, SCHEMA)
    assert not fits(GOOD | change, SCHEMA)
    if "schema" not in change:
        assert from_mapping(GOOD | change).remarks != ()


def test_keys_that_are_not_known_are_allowed():
    assert fits(GOOD | {"weather": "fine", "positions": [GOOD["positions"][0] | {"x_own": [1]}]}, SCHEMA)


def test_members_may_be_bare_names():
    assert fits(
        GOOD | {"groups": [{"id": "g", "name": "G", "members": ["us", {"party": "eu", "from": "2000-01-01"}]}]}, SCHEMA
    )
