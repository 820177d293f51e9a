"""The shape of a case file, as JSON Schema."""

from __future__ import annotations

from typing import Any, get_args

from pydantic.json_schema import models_json_schema

from travaux.facts.loading_sections import KEYED, SINGLE
from travaux.facts.model import FACTS, RuleKind
from travaux.facts.record import SCHEMA

__all__ = ["case_schema"]

_PLACE = "#/$defs/{model}"


def case_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a case file `travaux-case/1`.

    Reading is more lenient than the schema: it also takes keys without a value, and a single entry where a list stands.

    Example:
        >>> case_schema()["properties"]["schema"]
        {'const': 'travaux-case/1'}
    """
    kinds = dict.fromkeys(FACTS.values())
    shapes, definitions = models_json_schema([(kind, "validation") for kind in kinds], ref_template=_PLACE)
    members = definitions["$defs"]["Group"]["properties"]["members"]
    members["items"] = {"anyOf": [{"type": "string", "description": "the id of the party"}, members["items"]]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "description": "A case: facts on record, each with its day and its source.",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA},
            "title": {"type": ["string", "null"], "description": "what the case is called in full"},
            "compiled": {"type": ["string", "null"], "description": "day of compilation"},
            "rule": {"enum": [*get_args(RuleKind), None], "description": "rule of decision; consensus if not given"},
            "public": {
                "type": ["boolean", "null"],
                "description": "whether a workbench shows the case to those who are not signed in; false if not given",
            },
            "gaps": {
                "type": ["array", "null"],
                "items": {"type": "string"},
                "description": "what is known to be missing",
            },
            **{section: _section(section, shapes[(kind, "validation")]) for section, kind in FACTS.items()},
        },
        "required": ["schema"],
        "$defs": definitions["$defs"],
    }


def _section(section: str, shape: dict[str, Any]) -> dict[str, Any]:
    if section in SINGLE:
        return shape
    if section in KEYED:
        return {"type": ["object", "null"], "additionalProperties": shape, "description": "each under its id"}
    return {"type": ["array", "null"], "items": shape}
