"""The JSON format: the whole instrument, read back exactly.

Fields that hold their default value are left out, except `kind`; each node of the text stands on a line of its own,
so that version control shows what changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import ErrorDetails, SchemaValidator, ValidationError

from travaux.errors import Refused, TravauxError
from travaux.text.instrument import Instrument
from travaux.text.model import Note, Stream
from travaux.text.stream import ChoiceClose, ChoiceOpen, OptionClose, OptionOpen, choices, flatten

__all__ = ["DEPTH", "SCHEMA", "dumps", "loads", "schema"]

SCHEMA = "travaux-text/1"
DEPTH = 100
"""Choices and notes may stand in each other this many times."""

_SHOWN_ERRORS = 3
_REMEDY = "correct the file there, or convert the draft again"


def dumps(instrument: Instrument) -> str:
    """The instrument as JSON.

    Returns:
        JSON text that ends with a line feed. It has no indentation; each node of the body is one line.

    Raises:
        TravauxError: if choices and notes stand in each other more than `DEPTH` times, or a word is not Unicode text.

    Example:
        >>> from travaux.text.model import Text
        >>> print(dumps(Instrument((Text("Each Party"),))).splitlines()[1])
        {"text": "Each Party", "kind": "text"}
    """
    head = {"schema": SCHEMA, **_plain(instrument, skip=("body",))}
    nodes = ",\n".join(json.dumps(node, ensure_ascii=False) for node in _nodes(instrument.body, 0))
    return _whole("", json.dumps(head, ensure_ascii=False)[:-1] + f', "body": [\n{nodes}\n]}}\n')


def loads(name: str, data: bytes) -> Instrument:
    """The instrument that `dumps` wrote.

    Args:
        name: the file's name, for error messages.
        data: JSON in UTF-8, UTF-16 or UTF-32.

    Raises:
        TravauxError: if it is not JSON, or not of the schema; the message says where.
        Refused: if it nests deeper than `DEPTH` choices and notes.
    """
    try:
        tree = json.loads(data)
    except RecursionError as error:
        raise _too_deep(name) from error
    except ValueError as error:
        raise TravauxError("the file is not valid JSON", where=name, why=str(error), remedy=_REMEDY) from error
    if not isinstance(tree, dict) or tree.pop("schema", None) != SCHEMA:
        raise TravauxError(
            "the file is not a text of Travaux",
            where=name,
            why=f'it does not say "schema": "{SCHEMA}" at the top',
            remedy="give a file that `travaux convert` wrote, or a draft",
        )
    try:
        instrument = cast(Instrument, _validator().validate_python(tree))
    except ValidationError as error:
        raise _invalid(name, tree, error.errors()) from error
    _measure(name, instrument.body)
    _check(name, instrument)
    _whole(name, json.dumps(tree, ensure_ascii=False))
    return instrument


def schema() -> dict[str, Any]:
    """The JSON Schema of the format."""
    described = GenerateJsonSchema().generate(_core_schema(), mode="validation")
    described["properties"]["schema"] = {"const": SCHEMA, "title": "Schema", "type": "string"}
    described["required"] = ["schema"]
    described["$id"] = f"urn:{SCHEMA.replace('/', ':')}"
    for record in (described, *described["$defs"].values()):
        record["additionalProperties"] = False
        if "kind" in record["properties"]:
            record["required"] = [*record.get("required", ()), "kind"]
    return described


def _whole(name: str, text: str) -> str:
    """The text itself, if all its characters are whole; JSON can escape halves, which nothing can write again."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise TravauxError(
            "the text holds half a character",
            where=name,
            why=f"a lone surrogate after {text[max(0, error.start - 20) : error.start]!r}",
            remedy="remove that character",
        ) from error
    return text


def _nodes(stream: Stream, depth: int) -> list[dict[str, Any]]:
    """The stream as plain values. Choices are taken from their events, so that deep nesting needs no deep recursion."""
    contents: list[list[dict[str, Any]]] = [[]]
    for event in flatten(stream):
        match event:
            case ChoiceOpen(choice):
                node = {**_plain(choice), "options": []}
                contents[-1].append(node)
                contents.append(node["options"])
            case OptionOpen(option):
                node = _plain(option, skip=("head",))
                if option.head:
                    node["head"] = _nodes(option.head, depth + len(contents) // 2)
                node["content"] = []
                contents[-1].append(node)
                contents.append(node["content"])
                if depth + len(contents) // 2 > DEPTH:
                    raise _too_deep("")
            case OptionClose() | ChoiceClose():
                contents.pop()
            case Note():
                node = _plain(event, skip=("content",))
                if event.content:
                    node["content"] = _nodes(event.content, depth + len(contents) // 2 + 1)
                contents[-1].append(node)
            case _:
                contents[-1].append(_plain(event))
        if depth > DEPTH:
            raise _too_deep("")
    return contents[0]


def _plain(record: Any, *, skip: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of a record that differ from their defaults."""
    kind: Any = type(record)
    result: dict[str, Any] = {}
    for name, default in _fields(kind):
        value = getattr(record, name)
        if name in skip or (value == default and name != "kind"):
            continue
        if isinstance(value, str | int):
            pass
        elif is_dataclass(value):
            value = _plain(value)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            value = [_plain(each) for each in value]
        result[name] = value
    return result


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((each.name, _default(each)) for each in fields(kind))


def _default(each: Field[Any]) -> Any:
    """The default, where a reader may rely on it; records made by a factory are always written."""
    return MISSING if each.default is MISSING else each.default


@cache
def _validator() -> SchemaValidator:
    return SchemaValidator(_core_schema())


@cache
def _core_schema() -> Any:
    return _tagged(TypeAdapter(Instrument).core_schema)


def _tagged(part: Any) -> Any:
    """The schema with `kind` as the discriminator of nodes and without unknown keys.

    The dataclasses do not know pydantic, so its schema tries one node kind after the other; that costs time and reports
    one mistake five times.
    """
    if isinstance(part, list):
        return [_tagged(each) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "union" and all("schema_ref" in each for each in part["choices"]):
        kinds = {each["schema_ref"].partition(":")[0].rpartition(".")[2].lower(): each for each in part["choices"]}
        return {"type": "tagged-union", "discriminator": "kind", "choices": kinds}
    result = {key: _tagged(value) for key, value in part.items()}
    if result.get("type") == "dataclass-args":
        result["extra_behavior"] = "forbid"
    return result


def _measure(name: str, body: Stream) -> None:
    """Refuse what `dumps` could not write again."""
    layer: list[Stream] = [body]
    for _ in range(DEPTH + 1):
        layer = [inner for stream in layer for inner in _inner(stream)]
        if not layer:
            return
    raise _too_deep(name)


def _check(name: str, instrument: Instrument) -> None:
    """Refuse what no text can be: a choice without options, two choices of one name, counts that do not add up."""
    found = list(choices(instrument.body))
    kept, marks = instrument.conservation, instrument.marks
    if len({choice.id for choice in found}) < len(found):
        fault = "two choices have one id"
    elif not all(choice.options for choice in found):
        fault = "a choice has no option"
    elif kept.source_characters != kept.in_tree + kept.dropped + kept.lost:
        fault = "its counts of characters do not add up"
    elif (
        marks.open != marks.paired + marks.unclosed + marks.not_negotiation
        or marks.close != marks.paired + marks.stray + marks.not_negotiation
    ):
        fault = "its counts of brackets do not add up"
    else:
        return
    raise TravauxError("the file was damaged or edited by hand", where=name, why=fault, remedy=_REMEDY)


def _inner(stream: Stream) -> Iterator[Stream]:
    for node in stream:
        if node.kind == "note":
            yield node.content
        elif node.kind == "choice":
            for option in node.options:
                yield option.content
                if option.head:
                    yield option.head


def _too_deep(name: str) -> TravauxError:
    return Refused(
        "choices and notes nest too deep",
        where=name,
        why=f"more than {DEPTH} levels",
        remedy="look for brackets in the draft that are never closed",
    )


def _invalid(name: str, tree: Any, errors: list[ErrorDetails]) -> TravauxError:
    if any(error["type"] == "recursion_loop" for error in errors):
        return _too_deep(name)
    shown = [f"{_path(tree, error['loc'])}: {error['msg']}" for error in errors[:_SHOWN_ERRORS]]
    more = len(errors) - len(shown)
    why = "; ".join(shown) + (f"; and {more} more" if more else "")
    return TravauxError("the file does not follow its schema", where=name, why=why, remedy=_REMEDY)


def _path(tree: Any, location: tuple[int | str, ...]) -> str:
    """The place as a JSON path. The location also names the kind of each node, which is not a key of the file."""
    path, here, after_index = "$", tree, False
    for part in location:
        if after_index and isinstance(here, dict) and here.get("kind") == part:
            after_index = False
            continue
        after_index = isinstance(part, int)
        path += f"[{part}]" if after_index else f".{part}"
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            here = None
    return path
