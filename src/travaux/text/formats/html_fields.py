"""The fields of nodes as JSON in attributes, and back with every name and type checked."""

from __future__ import annotations

import json
from dataclasses import MISSING, asdict, fields
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from travaux.errors import TravauxError
from travaux.text.model import Aside, Break, Choice, Note, Option, Text

__all__ = ["damaged", "from_json", "to_json"]

Carried = Aside | Break | Choice | Note | Option | Text
_ADAPTERS: dict[object, TypeAdapter[Any]] = {}
_Node = TypeVar("_Node", Aside, Break, Choice, Note, Option, Text)


def to_json(node: Carried, *left_out: str, **added: str) -> str:
    """The fields of a node that differ from their defaults, except those carried by the page itself.

    Example:
        >>> to_json(Break(role="article", number="Article 1"), "kind")
        '{"role":"article","number":"Article 1"}'
    """
    given: dict[str, Any] = dict(added)
    for field in fields(node):
        value = getattr(node, field.name)
        if field.name not in left_out and field.name != "kind" and (field.default is MISSING or value != field.default):
            given[field.name] = _plain(value)
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[_Node], text: str, /, **carried: object) -> _Node:
    """The node that `to_json` wrote, with the fields that the page carried beside it.

    Raises:
        TravauxError: if the attribute is not what Travaux writes.
    """
    try:
        given = json.loads(text or "{}")
        if not isinstance(given, dict):
            raise ValueError("not a list of fields")
        unknown = given.keys() - {field.name for field in fields(kind)} | given.keys() & carried.keys()
        if unknown:
            raise ValueError(f"unknown field {sorted(unknown)[0]}")
        return _adapter(kind).validate_python({**given, **carried})
    except (ValueError, RecursionError) as error:
        why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise damaged(f"the fields of a {kind.__name__.lower()} cannot be read", why) from error


def damaged(what: str, why: str = "") -> TravauxError:
    """The one error for a page of Travaux whose marks are not as it wrote them."""
    return TravauxError(
        what, why=why or "the marks in the page were edited by hand, or a newer Travaux wrote it",
        remedy="convert the text again from the draft, or remove the data-travaux attribute to read the page as new",
    )


def _adapter(kind: type[_Node]) -> TypeAdapter[_Node]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value  # type: ignore[call-overload]
