"""A record into a case folder: `case.yaml`, one fact on a line, from which the same record is read again."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from travaux.errors import TravauxError
from travaux.facts.loading_files import NAMES
from travaux.facts.loading_identity import made_id
from travaux.facts.loading_sections import KEYED, SINGLE
from travaux.facts.model import FACTS, Fact, Group
from travaux.facts.record import SCHEMA, Record
from travaux.facts.writing_words import entry, flow, scalar

__all__ = ["case_words", "write_case"]

# What every fact carries stands behind what the fact itself says.
_LAST = ("date", "source", "evidence", "confidence", "note", "reader", "recorded", "supersedes")


def write_case(record: Record, folder: str | Path) -> Path:
    """Write a record as `case.yaml` into a folder, which is made if it is not there.

    What is as by default is left out, and so are ids that come from the content alone. Everything else is there: what
    could not be read and sections that are not known stand in the file as they came.

    Args:
        record: the record.
        folder: where the file goes; nothing that stands in it is touched.

    Returns:
        The file that was written.

    Raises:
        TravauxError: if a case file is there already, or the folder cannot be written to.

    Example:
        >>> import tempfile
        >>> from travaux.facts.loading import from_mapping, load
        >>> record = from_mapping({"parties": [{"id": "us", "name": "United States"}]})
        >>> load(write_case(record, tempfile.mkdtemp())) == record
        True
    """
    folder = Path(folder)
    file = folder / "case.yaml"
    words = case_words(record)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(os.path.lexists(folder / name) for name in NAMES):
            raise FileExistsError
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            try:
                stream.write(words)
            except BaseException:
                with contextlib.suppress(OSError):
                    file.unlink()
                raise
    except FileExistsError as fault:
        raise TravauxError(
            "there is a case already",
            where=str(file),
            why="facts are added to a case, never written over",
            remedy="name another folder, or remove the file first",
        ) from fault
    except (OSError, ValueError) as fault:
        raise TravauxError(
            "the case cannot be written",
            where=str(file).replace("\0", "\\0"),
            why=str(fault),
            remedy="check the name, the disk and its permissions",
        ) from fault
    return file


def case_words(record: Record) -> str:
    """The words of the case file for a record.

    Example:
        >>> from travaux.facts.loading import from_mapping
        >>> print(case_words(from_mapping({"parties": [{"id": "no", "name": "Norway"}], "rule": "consensus"})))
        schema: travaux-case/1
        rule: consensus
        <BLANKLINE>
        parties:
          - {id: "no", name: Norway}
        <BLANKLINE>
    """
    lines = [f"schema: {SCHEMA}"]
    if record.titled is not None:
        lines.append(f"title: {scalar(record.titled)}")
    if record.compiled is not None:
        lines.append(f"compiled: {scalar(record.compiled)}")
    if record.rule is not None:
        lines.append(f"rule: {scalar(record.rule)}")
    if record.public:
        lines.append("public: true")
    named = {fact.supersedes for facts in record.sections.values() for fact in facts if fact.supersedes}
    for section in FACTS:
        facts, unread = record.sections.get(section, ()), record.unread.get(section, ())
        if facts or unread:
            lines += ["", f"{section}:", *_section(section, facts, unread, named)]
    gaps = [*record.gaps, *record.unread.get("gaps", ())]
    if gaps:
        lines += ["", "gaps:", *(f"  - {flow(gap)}" for gap in gaps)]
    for key, value in record.rest.items():
        lines += ["", entry(key, value)]
    return "\n".join(lines) + "\n"


def _section(section: str, facts: tuple[Fact, ...], unread: tuple[Any, ...], named: set[str]) -> Iterator[str]:
    values = [_content(section, fact, named) for fact in facts]
    if section in SINGLE and len(values) == 1 and not unread:
        yield from (entry(key, value, "  ") for key, value in values[0].items())
        return
    if section in KEYED:
        pairs = [
            (fact.id, {key: each for key, each in value.items() if key != "id"})
            for fact, value in zip(facts, values, strict=True)
        ]
        pairs += [pair for each in unread if isinstance(each, dict) and len(each) == 1 for pair in each.items()]
        if len(dict(pairs)) == len(facts) + len(unread):
            yield from (entry(key, value, "  ") for key, value in pairs)
            return
    yield from (f"  - {flow(value)}" for value in [*values, *unread])


def _content(section: str, fact: Fact, named: set[str]) -> dict[str, Any]:
    """What the fact says beyond what is so by default; an id made from it is left out unless others name it."""
    content = fact.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if fact.id not in named and fact.id == made_id(section, fact):
        content.pop("id", None)
    for name, value in content.items():
        if name == "members" and isinstance(fact, Group):
            content[name] = [_bare(member) for member in value]
    for name in _LAST:
        if name in content:
            content[name] = content.pop(name)
    return content


def _bare(member: dict[str, Any]) -> Any:
    return member["party"] if set(member) == {"party"} else member
