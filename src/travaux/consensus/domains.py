"""Negotiation domains of other tools as problems: GENIUS and ANAC in XML, NegoLog in JSON.

In these domains every party says what each option is worth to it, so every stance is known, nobody excludes anything,
and worths add up over issues: weight times evaluation, exactly as the file has them (tools that rescale each issue to
its best option get other figures). The worth of no agreement is the reserved value of the file; it becomes
`Problem.reserve`, from which maximin and Nash are counted. NegoLog's own figures count from 0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import numpy as np
from lxml import etree
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from travaux.consensus.problem import Problem
from travaux.errors import TravauxError

__all__ = ["read_domain"]

_LARGEST_FILE = 20_000_000  # bytes
_NUMBER = re.compile(r"(\d+)")
_Finite = Annotated[float, Field(allow_inf_nan=False)]


class _Profile(NamedTuple):
    """What options are worth to one party."""

    file: Path
    worth: Mapping[str, Mapping[str, float]]
    reserve: float


class _NegoLog(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    reserve: _Finite = Field(0.0, alias="reservationValue")
    weights: dict[str, _Finite] = Field(alias="issueWeights")
    issues: dict[str, dict[str, _Finite]]


def read_domain(path: str | Path) -> Problem:
    """The problem that a domain poses.

    Args:
        path: the folder of the domain, or its file: for GENIUS the domain (`negotiation_template`) with the
            utility spaces (`NAME_util1.xml`, …) beside it, for NegoLog one of the profiles (`profileA.json`, …).

    Raises:
        TravauxError: if there is no domain, or its files do not fit together, or an issue is not a list of values.
    """
    path = Path(path)
    folder = path if path.is_dir() else path.parent
    if not path.exists():
        raise TravauxError("there is no such domain", where=str(path), remedy="check the name of the folder")
    spaces = _listed(folder, r".*\.xml" if path.is_dir() else re.escape(path.stem) + r"(_.*)?\.xml")
    if spaces and path.suffix.lower() != ".json":
        return _genius(path, spaces)
    if found := _listed(folder, r"profile.*\.json"):
        return _posed([_negolog(file) for file in found], None)
    raise TravauxError(
        "no domain is here",
        where=str(path),
        why="neither XML files of GENIUS nor profiles of NegoLog were found",
        remedy="name the folder with NAME.xml and NAME_util1.xml, or with profileA.json and profileB.json",
    )


def _listed(folder: Path, pattern: str) -> list[Path]:
    """Files in the order a person would number them: `util2` before `util10`."""
    def key(file: Path) -> list[tuple[int, str]]:
        return [(int(part), "") if part.isdecimal() else (-1, part) for part in _NUMBER.split(file.name)]

    named = re.compile(pattern, re.IGNORECASE)
    return sorted((file for file in folder.iterdir() if named.fullmatch(file.name) and file.is_file()), key=key)


def _genius(path: Path, files: Sequence[Path]) -> Problem:
    roots = {file: _root(file) for file in files}
    domains = [file for file, root in roots.items() if root.tag == "negotiation_template"]
    spaces = [file for file, root in roots.items() if root.tag == "utility_space"]
    if not spaces or len(domains) > 1 or (path.is_file() and path not in domains):
        raise TravauxError(
            f"{len(domains)} domains and {len(spaces)} utility spaces are here",
            where=str(path),
            why="a problem needs one domain and the utility space of each party",
            remedy="name the file of the domain, and keep the utility spaces beside it",
        )
    options = {name: tuple(items) for name, items in _items(domains[0], roots[domains[0]]).items()} if domains else None
    return _posed([_space(file, roots[file]) for file in spaces], options)


def _root(file: Path) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(_bytes(file), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise TravauxError(
            "the file is not well-formed XML", where=str(file), why=str(error), remedy="export it again"
        ) from None


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise TravauxError(
                "the file is too large for a domain", where=str(file), remedy="use one of fewer than 20 MB"
            )
        return file.read_bytes()
    except OSError as error:
        raise TravauxError(
            "the file cannot be read", where=str(file), why=error.strerror or "", remedy="check its permissions"
        ) from None


def _items(file: Path, root: Any) -> dict[str, dict[str, Any]]:
    """For each issue its items by value, in the order of the file."""
    found: dict[str, dict[str, Any]] = {}
    for issue in root.iter("issue"):
        name = issue.get("name", "")
        kind = issue.get("vtype") or issue.get("type") or "discrete"
        if kind != "discrete":
            raise _unfit(file, f"the issue {name!r} is of the kind {kind!r}", "only issues with listed values are read")
        items = {item.get("value", ""): item for item in issue.iter("item")}
        if not items or len(items) < len(issue.findall(".//item")) or name in found:
            raise _unfit(file, f"the issue {name!r} has no value, or one of them twice", "values must differ")
        found[name] = items
    if not found:
        raise _unfit(file, "no issue is in the file", "a domain needs at least one issue")
    return found


def _space(file: Path, root: Any) -> _Profile:
    items = _items(file, root)
    weights = {each.get("index"): _number(file, each, "value") for each in root.iter("weight")}
    worth: dict[str, dict[str, float]] = {}
    for issue in root.iter("issue"):
        if issue.get("index") not in weights:
            raise _unfit(file, f"the issue {issue.get('name')!r} has no weight", "each issue needs one")
        weight = weights[issue.get("index")]
        listed = items[issue.get("name", "")].items()
        worth[issue.get("name", "")] = {value: weight * _number(file, item, "evaluation") for value, item in listed}
    reservation = root.find(".//reservation")
    return _Profile(file, worth, 0.0 if reservation is None else _number(file, reservation, "value"))


def _number(file: Path, element: Any, attribute: str) -> float:
    words = element.get(attribute)
    try:
        number = float(words)
    except (TypeError, ValueError):
        number = float("nan")
    if not abs(number) < float("inf"):
        raise _unfit(
            file, f"line {element.sourceline}: {attribute} of <{element.tag}> is {words!r}", "a number is needed"
        )
    return number


def _negolog(file: Path) -> _Profile:
    try:
        profile = _NegoLog.model_validate_json(_bytes(file))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise _unfit(file, f"{place or 'the profile'} does not read", first["msg"]) from None
    if profile.weights.keys() != profile.issues.keys():
        raise _unfit(file, "weights and issues do not name the same issues", "each issue needs one weight")
    worth = {
        issue: {option: profile.weights[issue] * value for option, value in values.items()}
        for issue, values in profile.issues.items()
    }
    return _Profile(file, worth, profile.reserve)


def _posed(profiles: Sequence[_Profile], options: Mapping[str, tuple[str, ...]] | None) -> Problem:
    options = options or {issue: tuple(worth) for issue, worth in profiles[0].worth.items()}
    for profile in profiles:
        if profile.worth.keys() != options.keys():
            raise _unfit(profile.file, "its issues are not those of the domain", ", ".join(options))
        for issue, worth in profile.worth.items():
            if worth.keys() != set(options[issue]):
                raise _unfit(profile.file, f"the values of {issue!r} are not those of the domain", "all must be there")
    value = np.array(
        [[profile.worth[issue][option] for issue in options for option in options[issue]] for profile in profiles]
    )
    return Problem(
        parties=tuple(profile.file.stem for profile in profiles),
        issues=tuple(options),
        options=tuple(options.values()),
        value=value,
        known=np.ones(value.shape, dtype=bool),
        opposed=np.zeros(value.shape, dtype=bool),
        reserve=np.array([profile.reserve for profile in profiles]),
    )


def _unfit(file: Path, what: str, why: str) -> TravauxError:
    return TravauxError(what, where=str(file), why=why, remedy="correct the file, or export the domain again")
