"""One section of a case file into facts; whatever cannot be read is kept as it came, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from travaux.facts.loading_faults import faults_in_words, mended, shown
from travaux.facts.loading_identity import made_id
from travaux.facts.loading_intake import Intake, label_of_raw, misplaced_label
from travaux.facts.model import FACTS, Fact
from travaux.facts.remarks import label_of

__all__ = ["KEYED", "SINGLE", "Entry", "called", "read_section"]

SINGLE = frozenset(("instrument", "absent_from_seen_list", "first_twenty"))
"""Sections that hold one mapping."""
KEYED = frozenset(("sources",))
"""Sections that hold a mapping from ids to facts."""

_CALLED = {
    "parties": "party", "outcome": "outcome", "status": "signature or deposit", "instrument_count": "count",
    "absent_from_seen_list": "list", "first_twenty": "list", "conflicts": "conflict between sources",
    "instrument": "instrument", "treaties": "treaty", "actions": "treaty action",
}  # fmt: skip

_NAMING = ("jurisdiction", "norm", "treaty", "party", "issue", "option", "by", "name", "title", "file")


class Entry(NamedTuple):
    """What should be one fact, where it stands, and how it is given back if it cannot be read."""

    value: Any
    path: tuple[str | int, ...]
    raw: Any


def called(section: str) -> str:
    """What one fact of a section is called.

    Example:
        >>> called("positions"), called("parties")
        ('position', 'party')
    """
    return _CALLED.get(section, section.removesuffix("s"))


def read_section(section: str, raw: Any, intake: Intake) -> tuple[list[tuple[Fact, Entry]], list[Any]] | None:
    """The facts of a section, each with its id and the entry it comes from, and what could not be read.

    Args:
        section: a key of `FACTS`.
        raw: the value of that key, plain.
        intake: takes the remarks.

    Returns:
        None if the section as a whole cannot be read; the intake then holds the reason.
    """
    entries = _entries(section, raw, intake)
    if entries is None:
        return None
    whole = [entry for entry in entries if _may_be_read(section, entry, intake)]
    facts = dict(zip((entry.path for entry in whole), _validated(section, whole, intake), strict=True))
    unread = [entry.raw for entry in entries if facts.get(entry.path) is None]
    read = [(fact, entry) for entry in whole if (fact := facts[entry.path]) is not None]
    for fact, _ in read:
        if not fact.id:  # nobody else holds the fact yet; a copy of each would double the time
            fact.__dict__["id"] = made_id(section, fact)
    return _once(section, read, intake), unread


def _entries(section: str, raw: Any, intake: Intake) -> list[Entry] | None:
    """The entries of a section, whatever shape it has; no entry decides on how another is read."""
    if isinstance(raw, list) or raw is None:
        if section in SINGLE | KEYED and raw:
            usual = "one mapping" if section in SINGLE else "a mapping from ids to sources, such as `press: {title: …}`"
            intake.note("remark", f"`{section}` is a list, read as it stands", section, remedy=f"write {usual}")
        return [Entry(value, (section, index), value) for index, value in enumerate(raw or ())]
    if not isinstance(raw, dict):
        expected = "a mapping" if section in SINGLE | KEYED else "a list"
        intake.note(
            "error",
            f"`{section}` is {shown(raw)}, not {expected}; nothing of it is read",
            section,
            remedy="compare with the page on case files",
        )
        return None
    if section in SINGLE:
        return [Entry(raw, (section,), raw)]
    if section in KEYED:
        return [_with_key(section, key, value) for key, value in raw.items()]
    if all(isinstance(value, dict) for value in raw.values()):
        return [_named_by_key(section, key, value, intake) for key, value in raw.items()]
    intake.note("remark", f"`{section}` is a single mapping, read as a list of one", section, remedy="begin it with -")
    return [Entry(raw, (section,), raw)]


def _with_key(section: str, key: str, value: Any) -> Entry:
    full = {"id": key, **value} if isinstance(value, dict) else value
    return Entry(full, (section, key), {key: value})


def _named_by_key(section: str, key: str, value: dict[str, Any], intake: Intake) -> Entry:
    full = {"id": key, **value}
    counts = "is read as its id" if full["id"] == key else f"is not used, since it has the id {shown(full['id'])}"
    intake.note(
        "remark",
        f"`{section}` is a mapping; the key {shown(key)} of a {called(section)} {counts}",
        section,
        key,
        remedy="write a list: - {id: …, …}",
        fact=key,
        reader=label_of_raw(value),
    )
    return Entry(full, (section, key), full)


def _may_be_read(section: str, entry: Entry, intake: Intake) -> bool:
    """Whether the entry is a mapping that does not contradict itself on its id or its readers."""
    value, path = entry.value, entry.path
    if not isinstance(value, dict):
        intake.note(
            "error",
            f"a {called(section)} is {shown(value)}, not a mapping",
            *path,
            remedy="write it as {key: value, …}",
        )
        return False
    key = path[-1]
    if section in KEYED and isinstance(key, str) and value.get("id") != key:
        intake.note(
            "error",
            f"{called(section)} {key!r} has the id {shown(value.get('id'))} inside",
            *path,
            remedy="remove the id inside",
            fact=key,
            reader=label_of_raw(value),
        )
        return False
    if intake.suspects is None:
        return True
    reader = value.get("reader", "public")
    if not isinstance(reader, str):
        intake.note(
            "error",
            f"the reader of {_named(section, value)} is {shown(reader)}; the fact is left out",
            *path,
            "reader",
            why="it may be meant for few",
            remedy="write public, chair, group:ID or party:ID",
            fact=_id(value),
        )
        return False
    return not _hides_badly(section, entry, intake)


def _hides_badly(section: str, entry: Entry, intake: Intake) -> bool:
    misplaced = misplaced_label(entry.value, intake.suspects or frozenset())
    if misplaced:
        said = " in ".join(f"`{step}`" for step in reversed(misplaced) if isinstance(step, str))
        intake.note(
            "error",
            f"{said} of {_named(section, entry.value)} hides nothing; the fact is left out",
            *entry.path,
            *misplaced,
            why="it may be meant for few, and only `reader`, for a fact as a whole, says so",
            remedy="write reader: chair, group:ID or party:ID beside the other keys of the fact",
            fact=_id(entry.value),
        )
    return bool(misplaced)


def _id(value: dict[str, Any]) -> str:
    return value["id"] if isinstance(value.get("id"), str) else ""


def _named(section: str, value: dict[str, Any]) -> str:
    """What to call an entry: never by its number, which would tell how many stand before it."""
    names = [value.get(name) for name in _NAMING]
    words = _id(value) or ", ".join(name for name in names if isinstance(name, str))
    return f"{called(section)} {shown(words)}" if words else f"a {called(section)}"


@cache
def _adapter(kind: type[Fact]) -> TypeAdapter[list[Fact]]:
    return TypeAdapter(list[kind])  # type: ignore[valid-type]


def _validated(section: str, entries: Sequence[Entry], intake: Intake) -> list[Fact | None]:
    """All at once if all is well, else one by one."""
    try:
        return list(_adapter(FACTS[section]).validate_python([entry.value for entry in entries]))
    except ValidationError:
        return [_one(section, entry, intake) for entry in entries]


def _one(section: str, entry: Entry, intake: Intake) -> Fact | None:
    kind, name = FACTS[section], _named(section, entry.value)
    fact = {"fact": _id(entry.value), "reader": label_of_raw(entry.value)}
    try:
        return kind.model_validate(entry.value)
    except ValidationError as error:
        fixed, slips = mended(entry.value, error.errors(include_url=False))
    try:
        read = kind.model_validate(fixed)
    except ValidationError as error:
        for fault in faults_in_words(error.errors(include_url=False)):
            what = f"{name} cannot be read: {fault.what}"
            intake.note("error", what, *entry.path, *fault.path, remedy=fault.remedy, **fact)
        return None
    fact["fact"] = read.id
    for slip in slips:
        intake.note("remark", f"{slip.what} ({name})", *entry.path, *slip.path, remedy=slip.remedy, **fact)
    return read


def _once(section: str, read: list[tuple[Fact, Entry]], intake: Intake) -> list[tuple[Fact, Entry]]:
    """The facts without exact repetitions."""
    first: dict[str, Fact] = {}
    more: dict[tuple[str, str], list[Fact]] = {}
    kept = []
    for fact, entry in read:
        if first.setdefault(fact.id, fact) is fact:
            kept.append((fact, entry))
            continue
        same = more.setdefault((fact.id, made_id(section, fact)), [])
        if fact == first[fact.id] or fact in same:
            intake.note(
                "remark",
                f"{called(section)} {fact.id!r} stands twice and is counted once",
                *entry.path,
                remedy="remove one",
                fact=fact.id,
                reader=label_of(fact.reader),
            )
        else:
            same.append(fact)
            kept.append((fact, entry))
    return kept
