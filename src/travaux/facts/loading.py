"""A case folder, a case file or Python values into a record."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from travaux.errors import TravauxError
from travaux.facts.loading_faults import shown
from travaux.facts.loading_files import case_file, words_of
from travaux.facts.loading_identity import identified
from travaux.facts.loading_intake import Intake, key_of_line, like_reader
from travaux.facts.loading_plain import plain_mapping
from travaux.facts.loading_sections import read_section
from travaux.facts.model import FACTS, Fact, RuleKind, TextVersion
from travaux.facts.nearest import did_you_mean
from travaux.facts.reading import read_mapping
from travaux.facts.record import SCHEMA, Record
from travaux.facts.remarks import Remark, label_of
from travaux.text.growing import growing

__all__ = ["Record", "Remark", "from_mapping", "identified", "load"]

_SCALARS = ("schema", "title", "compiled", "rule", "gaps", "public")
_KNOWN = (*_SCALARS, *FACTS)
_OF_MANY_FILES = ("title",)
"""Keys that other files have too, so that they alone make no case."""


def load(path: str | Path) -> Record:
    """Read a case.

    Args:
        path: a folder with `case.yaml`, `case.yml` or `case.json` in it, or such a file.

    Returns:
        The record of everything that can be read. What cannot stands in `unread` and `rest` as it came, and the
        `remarks` say with line and remedy what is wrong with it.

    Raises:
        TravauxError: if it cannot be a case at all: no such file, not YAML, no mapping, another schema.

    Example:
        >>> load("cases/avp").name  # doctest: +SKIP
        'avp'
    """
    file = case_file(Path(path))
    name = file.parent.resolve().name if file.stem == "case" else file.stem
    with growing():
        marked = read_mapping(words_of(file), file.name)
        intake = Intake(file.name, marked, _suspects(marked.keys))
        return _record(marked.value, name or file.stem, intake, file)


def from_mapping(value: Mapping[str, Any], name: str = "case") -> Record:
    """The record that Python values state, in the shape of a case file.

    Args:
        value: sections and what stands in them; days may be words or `datetime.date`.
        name: what the case is called.

    Raises:
        TravauxError: if it cannot be a case at all, or holds what no case file can.

    Example:
        >>> from_mapping({"parties": [{"id": "us", "name": "United States"}]}).sections["parties"][0].name
        'United States'
    """
    plain, keys = plain_mapping(value, name)
    return _record(plain, name, Intake(suspects=_suspects(keys)), None)


def _suspects(keys: frozenset[str]) -> frozenset[str] | None:
    found = frozenset(filter(like_reader, keys))
    return found if found or "reader" in keys else None


def _record(value: dict[str, Any], name: str, intake: Intake, file: Path | None) -> Record:
    _refuse_other_schemas(value, intake)
    sections: dict[str, tuple[Fact, ...]] = {}
    unread: dict[str, tuple[Any, ...]] = {}
    rest: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for section, raw in value.items():
        if section in _SCALARS:
            continue
        if section not in FACTS:
            _note_unknown(section, intake)
        found = read_section(section, raw, intake) if section in FACTS else None
        if found is None:
            rest[section] = raw
            continue
        if found[0]:
            sections[section] = tuple(fact for fact, _ in found[0])
        if found[1]:
            unread[section] = tuple(found[1])
        if intake.marked:
            seen: Counter[str] = Counter()
            for fact, entry in found[0]:
                seen[fact.id] += 1
                lines[key_of_line(section, fact.id, seen[fact.id])] = intake.marked.line(*entry.path)
    compiled = _words("compiled", "a day in quotes", value, intake, rest)
    titled = _words("title", "the title in quotes", value, intake, rest)
    rule, gaps = _rule(value, intake, rest), _gaps(value, intake, unread)
    public = _public(value, intake, rest)
    if file:
        _look_for_texts(sections.get("texts", ()), file.parent, intake, lines)
    folder = file.parent if file else None
    remarks = tuple(intake.remarks)
    whole = Record(name, sections, remarks, compiled, rule, gaps, file, folder, lines, unread, rest, public)
    return replace(whole, titled=titled)


def _refuse_other_schemas(value: dict[str, Any], intake: Intake) -> None:
    where = intake.where
    hiding = next((key for key in value if key == "reader" or like_reader(key)), None)
    if hiding:
        raise TravauxError(
            f"a case as a whole has no `{hiding}`",
            where=where,
            why="each fact says who may read it",
            remedy="write `reader: …` into the facts concerned, and remove it here",
        )
    schema = value.get("schema")
    if schema is None and not any(section in _KNOWN and section not in _OF_MANY_FILES for section in value):
        raise TravauxError(
            "this is not a case: no section of one is in it",
            where=where,
            remedy=f"begin with the line `schema: {SCHEMA}`, then sections such as `parties:` and `positions:`",
        )
    if schema is None and intake.marked is not None:
        intake.note("remark", "the case does not say its schema", remedy=f"begin with the line `schema: {SCHEMA}`")
    elif schema not in (None, SCHEMA):
        raise TravauxError(
            f"this is not a case file that can be read: its schema is {shown(schema)}",
            where=where,
            why=f"known is {SCHEMA}",
            remedy="look for a newer Travaux, or correct the line if it is a slip",
        )


def _note_unknown(section: str, intake: Intake) -> None:
    known = did_you_mean(section, _KNOWN)
    intake.note(
        "error" if known else "remark",
        f"`{section}` is not a section of a case; it is kept, but not used",
        section,
        remedy=known or f"the sections are {', '.join(_KNOWN)}",
    )


def _words(key: str, kind: str, value: dict[str, Any], intake: Intake, rest: dict[str, Any]) -> str | None:
    said = value.get(key)
    if said is None or isinstance(said, str):
        return said
    rest[key] = said
    intake.note("error", f"`{key}` is {shown(said)}, not words", key, remedy=f"write {kind}")
    return None


def _rule(value: dict[str, Any], intake: Intake, rest: dict[str, Any]) -> str | None:
    rule = value.get("rule")
    known = get_args(RuleKind)
    if rule is None or rule in known:
        return rule
    rest["rule"] = rule
    remedy = did_you_mean(rule, known) if isinstance(rule, str) else ""
    intake.note(
        "error", f"the rule of decision is {shown(rule)}", "rule", remedy=remedy or f"it may be {', '.join(known)}"
    )
    return None


def _public(value: dict[str, Any], intake: Intake, rest: dict[str, Any]) -> bool:
    """Whether the case says that it is public; anything but a plain `true` keeps it closed."""
    public = value.get("public")
    if public is None or isinstance(public, bool):
        return bool(public)
    rest["public"] = public
    what = f"`public` is {shown(public)}, neither true nor false; the case is not public"
    intake.note("error", what, "public", remedy="write true or false, without quotes")
    return False


def _gaps(value: dict[str, Any], intake: Intake, unread: dict[str, tuple[Any, ...]]) -> tuple[str, ...]:
    gaps = value.get("gaps")
    entries = gaps if isinstance(gaps, list) else [] if gaps is None else [gaps]
    odd = tuple(each for each in entries if not isinstance(each, str))
    if odd:
        unread["gaps"] = odd
        for index, each in enumerate(entries):
            if not isinstance(each, str):
                intake.note(
                    "error", f"a gap is {shown(each)}, not words", "gaps", index, remedy="put it in double quotes"
                )
    return tuple(each for each in entries if isinstance(each, str))


def _look_for_texts(texts: tuple[Fact, ...], folder: Path, intake: Intake, lines: dict[str, int]) -> None:
    for text in texts:
        assert isinstance(text, TextVersion)
        inside = Path("texts", text.file)
        about = {"fact": text.id, "reader": label_of(text.reader)}
        if inside.is_absolute() or ".." in inside.parts:
            what, remedy = f"the draft of {text.id!r} lies outside the case", "put it into the folder texts"
        elif not os.path.isfile(folder / inside):  # a name that no file can have is no fault of the program
            what, remedy = (
                f"there is no draft texts/{shown(text.file)[1:-1]} ({text.id!r})",
                "put it there, or correct it",
            )
        else:
            continue
        line = lines.get(key_of_line("texts", text.id))
        intake.remarks.append(Remark("error", what, intake.where, "", remedy, line, "texts", **about))
