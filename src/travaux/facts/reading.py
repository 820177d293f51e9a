"""YAML and JSON into plain values that know the line on which they stand.

A case file is a small part of YAML 1.2: mappings, lists and words, and of plain words `null`, `true`, `false` and
numbers have a meaning of their own (the core schema; `no`, `on` and dates are words). What YAML could do beyond that
(references, tags, several documents) is refused, since it serves no case and can make a file grow without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from travaux.errors import TravauxError
from travaux.facts.reading_faults import control_character, fault_of_syntax

__all__ = ["DEPTH", "LIMIT", "Marked", "read_mapping", "value_of_words"]

DEPTH = 40
"""How many brackets or levels may stand inside each other."""
LIMIT = 50_000_000
"""How many characters a case file may have."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS_OF_VALUES: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_SHOWN = 60
_ONLY_IN_JSON = re.compile(r"[\x7f-\x84\x86-\x9f\ufffe\uffff]")
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}|0o[0-7]{1,300}|0x[0-9a-fA-F]{1,300}")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]{1,300}|[0-9]{1,300}(\.[0-9]{0,300})?)([eE][-+]?[0-9]{1,300})?")
# YAML 1.1 takes these for line ends and changes them; in YAML 1.2 and JSON they are characters like any other.
_BREAKS = "\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Marked:
    """A mapping as read, with the lines of what is in it.

    Attributes:
        value: the mapping, of plain Python values.
        starts: line of each mapping and list, by the `id` of the object.
        lines: line of each key or list item that does not stand on the line on which its parent starts, by the `id`
            of the parent and the key or index.
        keys: every key of every mapping.
    """

    value: dict[str, Any]
    starts: dict[int, int]
    lines: dict[tuple[int, str | int], int]
    keys: frozenset[str]

    def line(self, *path: str | int) -> int:
        """The line of what stands at the path, or of the last of its parents that is there: of a key, not of its value.

        Example:
            >>> read_mapping("a: 1\\nb:\\n  - {c: 2}\\n", "x").line("b", 0, "c")
            3
        """
        here: Any = self.value
        line = self.starts[id(here)]
        for step in path:
            try:
                inside = here[step]
            except (LookupError, TypeError):
                break
            begins = self.starts.get(id(inside)) if isinstance(here, list) else None
            line = begins or self.lines.get((id(here), step), self.starts[id(here)])
            here = inside
        return line


class _Plain(dict[str, Any]):
    """The value of each plain word, worked out when it is first met."""

    def __missing__(self, words: str) -> Any:
        value = self[words] = value_of_words(words)
        return value


def value_of_words(words: str) -> Any:
    """The value of words that stand without quotes: None, a truth value, a finite number, or the words themselves.

    Example:
        >>> [value_of_words(each) for each in ("null", "no", "12", "1.50", "2000-12-20", ".inf", "1e999")]
        [None, 'no', 12, 1.5, '2000-12-20', '.inf', '1e999']
    """
    if words in _WORDS_OF_VALUES:
        return _WORDS_OF_VALUES[words]
    if words[0] not in "+-.0123456789":
        return words
    if _INTEGER.fullmatch(words):
        return int(words, 0) if words[1:2] in ("o", "x") else int(words)
    if _DECIMAL.fullmatch(words) and isfinite(number := float(words)):
        return number
    return words


def read_mapping(words: str, file: str) -> Marked:
    """Read a mapping in YAML or JSON.

    Args:
        words: the text of the file.
        file: its name, for messages; JSON is told by the ending `.json`.

    Raises:
        TravauxError: if it is neither, not a mapping, too large or too deep, or holds what a case file may not:
            the same key twice, references (`&`, `*`), tags (`!`), several documents.

    Example:
        >>> read_mapping("party: us\\nsalience: 2\\nwords: no\\n", "case.yaml").value
        {'party': 'us', 'salience': 2, 'words': 'no'}
    """
    if len(words) > LIMIT:
        raise TravauxError(
            "the file is too large",
            where=file,
            why=f"{len(words)} characters, at most {LIMIT}",
            remedy="split the case, or leave out what is not part of it",
        )
    words = _yaml_of_json(words) if file.lower().endswith(".json") else words
    kept = {mark: stand_in for mark, stand_in in zip(_BREAKS, _unused(words), strict=False) if mark in words}
    try:
        growth = _Growth(file, {stand_in: mark for mark, stand_in in kept.items()})
        return growth.grow(yaml.parse(_with(words, kept), Loader=_LOADER))
    except yaml.MarkedYAMLError as fault:
        raise fault_of_syntax(fault, words, file) from fault
    except (yaml.YAMLError, UnicodeEncodeError) as fault:
        raise control_character(words, file) from fault


def _with(words: str, signs: dict[str, str]) -> str:
    for sign, stand_in in signs.items():
        words = words.replace(sign, stand_in)
    return words


def _unused(words: str) -> Iterable[str]:
    """Characters for private use that the words do not hold."""
    return (mark for mark in map(chr, range(0xE000, 0xF900)) if mark not in words)


def _yaml_of_json(words: str) -> str:
    """JSON may write a character as two escapes, and holds as they stand some signs that YAML does not."""
    words = _ONLY_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", words)
    if "\\ud" not in words and "\\uD" not in words:
        return words

    def joined(found: re.Match[str]) -> str:
        return bytes.fromhex(found[1] + found[2]).decode("utf-16-be") if found[1] else found[0]

    return re.sub(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\[^u]", joined, words)


class _Growth:
    """Builds the value from the parser's events. A stack of its own keeps the depth, so that no input is too deep."""

    def __init__(self, file: str, marks: dict[str, str]) -> None:
        self.file = file
        self.marks = str.maketrans(marks)
        self.starts: dict[int, int] = {}
        self.lines: dict[tuple[int, str | int], int] = {}
        self.documents = 0
        self.plain = _Plain()
        self.keys: set[str] = set()

    def grow(self, events: Iterable[Any]) -> Marked:
        """All in one loop: a large case has half a million events."""
        top: list[Any] = []
        here: Any = top
        key: str | None = None
        start = 0
        stack: list[tuple[Any, str | None, int]] = []
        for event in events:
            kind = type(event)
            if kind is ScalarEvent:
                if key is None and type(here) is dict:
                    key = self._key(event, here, start)
                    continue
                value = self._scalar(event)
                if key is None and event.start_mark.line != start:
                    self.lines[id(here), len(here)] = event.start_mark.line + 1
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = here
                here, key, start = stack.pop()
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._refuse_deep(event, key is None and type(here) is dict, len(stack))
                stack.append((here, key, start))
                here, key, start = {} if kind is MappingStartEvent else [], None, event.start_mark.line
                self.starts[id(here)] = start + 1
                continue
            else:
                self._refuse_odd(event)
                continue
            if key is None:
                here.append(value)
            else:
                here[key] = value
                key = None
        return self._marked(top)

    def _scalar(self, event: Any) -> Any:
        if event.tag or event.anchor:
            self._refuse_odd(event)
        words: str = event.value
        if self.marks:
            words = words.translate(self.marks)
        return self.plain[words] if event.implicit[0] else words

    def _key(self, event: Any, here: dict[str, Any], start: int) -> str:
        if event.tag or event.anchor:
            self._refuse_odd(event)
        key: str = event.value.translate(self.marks) if self.marks else event.value
        line = event.start_mark.line
        if key in here:
            first = self.lines.get((id(here), key), start + 1)
            again = f"again on line {line + 1}" if line + 1 != first else "twice on the same line"
            raise self._fault(
                f"the key {key[:_SHOWN]!r} stands {again}",
                first,
                "a key may stand once in a mapping, so one would be lost",
                "join the two, or remove one",
            )
        if line != start:
            self.lines[id(here), key] = line + 1
        self.keys.add(key)
        return key

    def _refuse_deep(self, event: Any, is_key: bool, depth: int) -> None:
        line = event.start_mark.line + 1
        if event.tag or event.anchor:
            self._refuse_odd(event)
        if is_key:
            raise self._fault(
                "a list or a mapping stands where a key is expected", line, "keys are words", "write the key as words"
            )
        if depth >= DEPTH:
            raise self._fault(
                "lists and mappings stand too deep inside each other",
                line,
                f"at most {DEPTH} levels",
                "a case needs five: look for brackets that are not closed",
            )

    def _refuse_odd(self, event: Any) -> None:
        """References, tags and further documents."""
        line = event.start_mark.line + 1
        if type(event) is AliasEvent or getattr(event, "anchor", None):
            raise self._fault(
                f"a reference ({'*' if type(event) is AliasEvent else '&'}{event.anchor[:_SHOWN]}) stands here",
                line,
                "case files hold none, since they can make a file grow without end",
                "write the value itself, in double quotes if it begins with & or *",
            )
        if getattr(event, "tag", None):
            raise self._fault(
                f"a tag ({event.tag.removeprefix('tag:yaml.org,2002:')[:_SHOWN]}) stands here",
                line,
                "case files hold none",
                "remove it, or put the words in double quotes if they begin with !",
            )
        if type(event) is DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                raise self._fault(
                    "a second document starts here", line, "a case is one document", "remove the line with ---"
                )

    def _marked(self, top: list[Any]) -> Marked:
        root = top[0] if top else None
        if root is None:
            raise TravauxError("the file is empty", where=self.file, remedy="give a case file, or a draft")
        if not isinstance(root, dict):
            found = "a list" if isinstance(root, list) else "plain words"
            raise TravauxError(
                f"the file holds {found}, not the sections of a case",
                where=self.file,
                remedy="begin with the line `schema: travaux-case/1`, then the sections",
            )
        return Marked(root, self.starts, self.lines, frozenset(self.keys))

    def _fault(self, what: str, line: int, why: str, remedy: str) -> TravauxError:
        return TravauxError(what, where=f"{self.file}, line {line}", why=why, remedy=remedy)
