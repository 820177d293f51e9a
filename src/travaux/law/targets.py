"""What a target asks for, out of a file: a category to each norm."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from travaux.errors import TravauxError
from travaux.law.reading_faults import Faults
from travaux.law.reading_rows import read_sheet
from travaux.law.reading_yaml import read_yaml
from travaux.text.formats.gate import decode, identify

__all__ = ["read_target"]

_NEEDS = ("needs", "category", "value", "answer", "target")
_HOW = "write: NORM: CATEGORY, or several in square brackets of which any will do"


def read_target(path: Path) -> dict[str, tuple[tuple[str, ...], str]]:
    """What a target asks for: by norm the values of which any will do, and the place in the file.

    Args:
        path: YAML or JSON with a value, or a list of values, to each norm; or CSV with the columns norm and needs,
            several values with `|` between them.

    Raises:
        TravauxError: if the file cannot be read, or is not so.
    """
    return _from_table(path) if path.suffix.lower() == ".csv" else _from_yaml(path)


def _from_table(path: Path) -> dict[str, tuple[tuple[str, ...], str]]:
    faults = Faults(path.name)
    sheet = read_sheet(path, faults)
    needs = next((each for each in _NEEDS if each in sheet.headings), None)
    if "norm" not in sheet.headings or needs is None:
        raise TravauxError(
            "row 1: the target has no columns norm and needs",
            where=path.name,
            why=f"its columns are {', '.join(filter(None, sheet.headings))}",
            remedy="begin it with norm,needs",
        )
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for row in sheet.rows:
        name, values = row.cells["norm"], tuple(each.strip() for each in row.cells[needs].split("|") if each.strip())
        for heading, given in (("norm", name), (needs, values)):
            if not given:
                faults.add(row.number, sheet.place(heading), heading, "is empty", "give a norm and what it needs")
        if name in found:
            faults.add(row.number, sheet.place("norm"), "norm", f"{name!r} stands here twice", "name each norm once")
        found[name] = (values, f"row {row.number}")
    faults.refuse()
    return found


def _from_yaml(path: Path) -> dict[str, tuple[tuple[str, ...], str]]:
    _, content = identify(path)
    try:
        value = read_yaml(decode(content, path.name))
    except (yaml.YAMLError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = path.name if line is None else f"{path.name}, line {line + 1}"
        why = str(getattr(error, "problem", None) or "")
        raise TravauxError("the target cannot be read", where=where, why=why, remedy=_HOW) from error
    if isinstance(value, Mapping) and isinstance(value.get("norms"), Mapping):
        value = value["norms"]
    if not isinstance(value, Mapping) or not value:
        raise TravauxError("this is no target", where=path.name, remedy=_HOW)
    return {str(name): (_values(str(name), given, path.name), "") for name, given in value.items()}


def _values(name: str, given: Any, file: str) -> tuple[str, ...]:
    values = given if isinstance(given, list) else [given]
    if not values or any(isinstance(each, Mapping | list) or each is None for each in values):
        raise TravauxError(f"nothing can be read as what {name!r} needs", where=file, remedy=_HOW)
    return tuple(("yes" if each else "no") if isinstance(each, bool) else str(each) for each in values)
