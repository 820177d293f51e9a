"""Norms out of a file of scales: YAML with a norm to a key, and how its values compare below it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from travaux.errors import TravauxError
from travaux.facts.law_facts import Norm
from travaux.facts.nearest import did_you_mean
from travaux.law.reading_yaml import read_yaml
from travaux.text.formats.gate import decode, identify

__all__ = ["BOOLEAN", "read_scales", "scales_beside", "undeclared"]

_FIELDS = ("title", "definition", "scale", "unit", "categories", "low", "high", "weight", "source", "note")
_HOW = "write NORM: {scale: nominal}, each norm and each key once"
BOOLEAN: dict[str, tuple[str, ...]] = {"no": ("no", "n", "false", "0", "0.0"), "yes": ("yes", "y", "true", "1", "1.0")}
"""How yes and no are written where a yes/no norm names no categories."""


def scales_beside(table: Path) -> Path | None:
    """The file of scales that belongs to a table: `<name>_scales.yaml` beside it, or the only `*_scales.yaml` there."""
    named = [table.with_name(f"{table.stem}_scales{ending}") for ending in (".yaml", ".yml")]
    found = next((each for each in named if each.is_file()), None)
    if found is not None:
        return found
    every = sorted(each for each in table.parent.glob("*_scales.y*ml") if each.is_file())
    return every[0] if len(every) == 1 else None


def read_scales(path: Path) -> dict[str, Norm]:
    """The norms in a file of scales, by id.

    Raises:
        TravauxError: if the file cannot be read, is no YAML, or a norm in it has no scale or an unknown one.
    """
    _, content = identify(path)
    try:
        value = read_yaml(decode(content, path.name))
    except (yaml.YAMLError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = path.name if line is None else f"{path.name}, line {line + 1}"
        raise TravauxError("the scales cannot be read", where=where, why=_short(error), remedy=_HOW) from error
    if isinstance(value, Mapping) and isinstance(value.get("norms"), Mapping):
        value = value["norms"]
    if not isinstance(value, Mapping) or not value:
        raise TravauxError("there are no scales here", where=path.name, remedy="write: NORM: {scale: nominal}")
    names: dict[str, str] = {}
    for name in map(str, value):
        if names.setdefault(name.casefold(), name) != name:
            what = f"the norms {names[name.casefold()]!r} and {name!r} differ in small and capital letters only"
            raise TravauxError(what, where=path.name, remedy="join the two, or give one another name")
    return {str(name): _norm(str(name), given, path.name) for name, given in value.items()}


def _norm(name: str, given: Any, file: str) -> Norm:
    if not isinstance(given, Mapping):
        raise TravauxError(f"the norm {name!r} has no scale", where=file, remedy=f"write: {name}: {{scale: nominal}}")
    strange = [str(key) for key in given if key not in _FIELDS]
    if strange:
        remedy = did_you_mean(strange[0], _FIELDS, f"use {', '.join(_FIELDS)}")
        raise TravauxError(f"the norm {name!r} has the unknown key {strange[0]!r}", where=file, remedy=remedy)
    fields: dict[str, Any] = {"definition": "", **given, "id": name}
    fields["categories"] = _categories(name, fields.get("categories"), file)
    if fields.get("scale") == "boolean" and not fields["categories"]:
        fields["categories"] = BOOLEAN
    try:
        return Norm.model_validate(fields)
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(map(str, fault["loc"]))
        raise TravauxError(
            f"the norm {name!r} cannot be used",
            where=file,
            why=f"{key}: {fault['msg'][:1].lower()}{fault['msg'][1:]}",
            remedy="give it the scale boolean, nominal, ordinal or interval",
        ) from error


def _categories(name: str, given: Any, file: str) -> dict[str, Any]:
    """The categories; one without a list holds the value of its own name, and a bare yes or no is no truth value."""
    if given is None:
        return {}
    if isinstance(given, list):
        given = {each: [each] for each in given}
    if not isinstance(given, Mapping):
        raise TravauxError(
            f"the categories of {name!r} are no list", where=file, remedy="write: {none: [no], some: [six, twelve]}"
        )
    found = {_word(key): values if isinstance(values, list) else [values] for key, values in given.items()}
    seen: dict[str, str] = {}
    for category, values in found.items():
        for value in map(_word, values):
            if seen.setdefault(value, category) != category:
                what = f"{value!r} stands in two categories of {name!r}, {seen[value]!r} and {category!r}"
                raise TravauxError(what, where=file, remedy="leave it in one of them")
    return found


def _word(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def undeclared(name: str) -> Norm:
    """A norm of which nothing says how its values compare: each is its own, and it has no weight in an index."""
    return Norm(id=name, scale="nominal", weight=0.0, note="no scale is declared, so it has no weight in an index")


def _short(error: Exception) -> str:
    return " ".join(str(getattr(error, "problem", None) or error).split())[:120]
