"""The weights of norms in an index: those that the norms carry, or those that a user gives in a file."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping
from pathlib import Path

import yaml

from travaux.errors import TravauxError
from travaux.law.model import Laws
from travaux.law.naming import norm_named
from travaux.law.reading_yaml import read_yaml

__all__ = ["LEAST", "MOST", "read_weights", "weights_of"]

LEAST, MOST = 1e-6, 1e6
"""The ends of a weight above 0; beyond them sums lose the lighter norms."""


def weights_of(laws: Laws, weights: Mapping[str, float] | None = None) -> dict[str, float]:
    """The weight of each norm, in the order of the norms.

    Args:
        laws: norms and laws.
        weights: norms and weights, without unit; a norm that is not named weighs nothing. None: as the norms say.

    Raises:
        TravauxError: if a norm is not known, a weight is negative or no number, or all are zero.
    """
    if weights is None:
        chosen = {name: _weight(name, norm.weight, laws.name) for name, norm in laws.norms.items()}
    else:
        given = {norm_named(laws, name): _weight(name, weight, laws.name) for name, weight in weights.items()}
        if len(given) < len(weights):
            raise TravauxError("a norm is named twice among the weights", where=laws.name, remedy="name each norm once")
        chosen = {name: given.get(name, 0.0) for name in laws.norms}
    if not laws.norms:
        raise TravauxError("there is no norm on record", where=laws.name, remedy="declare norms with their scales")
    if not any(chosen.values()):
        raise TravauxError("every norm weighs nothing", where=laws.name, remedy="give some norm a weight above 0")
    return chosen


def _weight(name: str, weight: object, where: str) -> float:
    try:
        number = float(str(weight).strip())
    except ValueError:
        number = math.nan
    if isinstance(weight, bool) or not (number == 0 or LEAST <= number <= MOST):
        raise TravauxError(
            f"the weight of {name} is {weight!r}", where=where,
            remedy=f"give 0, or a number from {LEAST:f} to {MOST:,.0f}, such as 1 or 2.5",
        )  # fmt: skip
    return number


def read_weights(file: Path, laws: Laws) -> dict[str, float]:
    """The weights in a file: YAML (`norm: 2`), or CSV with a row `norm,weight` for each and maybe a row of headings.

    Raises:
        TravauxError: if the file cannot be read, or names an unknown norm or a weight that is none.
    """
    try:
        words = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise TravauxError("the weights cannot be read", where=str(file), why=why, remedy="check the file") from None
    pairs = _from_csv(words, str(file)) if file.suffix.lower() == ".csv" else _from_yaml(words, str(file))
    read: dict[str, float] = {}
    for place, name, weight in pairs:
        where = f"{file}, {place}" if place else str(file)
        try:
            norm = norm_named(laws, name)
        except TravauxError as error:
            raise TravauxError(error.what, where=where, why=error.why, remedy=error.remedy) from None
        if norm in read:
            raise TravauxError(f"{name} is named twice", where=where, remedy="name each norm once")
        read[norm] = _weight(name, weight, where)
    if not read:
        raise TravauxError("no weight stands in the file", where=str(file), remedy="write a line such as best_mode: 2")
    return read


def _from_yaml(words: str, where: str) -> list[tuple[str, str, object]]:
    try:
        found = read_yaml(words)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{where}, row {mark.line + 1}, column {mark.column + 1}" if mark else where
        why = str(getattr(error, "problem", None) or "")
        remedy = "write lines such as best_mode: 2, each norm once"
        raise TravauxError("the weights cannot be read", where=place, why=why, remedy=remedy) from None
    if not isinstance(found, dict):
        raise TravauxError("no norms with weights stand there", where=where, remedy="write lines such as best_mode: 2")
    return [("", str(name), weight) for name, weight in found.items()]


def _from_csv(words: str, where: str) -> list[tuple[str, str, object]]:
    rows = [(number, row) for number, row in enumerate(csv.reader(io.StringIO(words)), 1) if any(map(str.strip, row))]
    if rows and [each.strip().lower() for each in rows[0][1][:2]] == ["norm", "weight"]:
        rows = rows[1:]
    for number, row in rows:
        if len(row) < 2:
            raise TravauxError(
                "a row has no weight", where=f"{where}, row {number}, column 2", remedy="write norm,weight in each row"
            )
        if any(map(str.strip, row[2:])):
            raise TravauxError(
                f"{row[2].strip()!r} stands after the weight", where=f"{where}, row {number}, column 3",
                remedy="write norm,weight in each row, and a point in a decimal number",
            )  # fmt: skip
    return [(f"row {number}, column 2", row[0].strip(), row[1].strip()) for number, row in rows]
