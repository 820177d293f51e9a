"""Python values as a case file could hold them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from math import isfinite
from typing import Any

from travaux.errors import TravauxError
from travaux.facts.reading import DEPTH

__all__ = ["plain_mapping"]


def plain_mapping(value: Mapping[str, Any], name: str) -> tuple[dict[str, Any], frozenset[str]]:
    """A copy of the mapping made of plain values only, and every key in it.

    Days become words such as `2000-12-20`, tuples lists.

    Raises:
        TravauxError: for what no case file can hold: other objects, numbers that are not finite, keys that are not
            words, halves of characters, values inside each other deeper than a case file may go.

    Example:
        >>> plain_mapping({"a": (1, date(2000, 12, 20))}, "case")[0]
        {'a': [1, '2000-12-20']}
    """
    if not isinstance(value, Mapping):
        raise _refused(name, (), f"a {type(value).__name__}, no mapping")
    keys: set[str] = set()
    plain: dict[str, Any] = _plain(value, keys, name, ())
    return plain, frozenset(keys)


def _plain(value: Any, keys: set[str], name: str, path: tuple[str | int, ...]) -> Any:
    if isinstance(value, str):
        return _whole(value, name, path)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float) and isfinite(value):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if len(path) >= DEPTH and isinstance(value, Mapping | list | tuple):
        raise _refused(name, path[:6], "deeper than a case may go")
    if isinstance(value, Mapping):
        return {_key(key, keys, name, path): _plain(each, keys, name, (*path, key)) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each, keys, name, (*path, index)) for index, each in enumerate(value)]
    found = f"the number {value}" if isinstance(value, float) else f"a {type(value).__name__}"
    raise _refused(name, path, f"{found}, which no case file can hold")


def _key(key: object, keys: set[str], name: str, path: tuple[str | int, ...]) -> str:
    if not isinstance(key, str):
        raise _refused(name, path, f"the key {key!r}, which is not words")
    keys.add(_whole(key, name, path))
    return key


def _whole(words: str, name: str, path: tuple[str | int, ...]) -> str:
    try:
        words.encode()
    except UnicodeEncodeError as fault:
        raise _refused(name, path, "words with half a character, which no file can hold") from fault
    return str(words)


def _refused(name: str, path: tuple[str | int, ...], what: str) -> TravauxError:
    where = ", ".join([name, *map(str, path)])
    return TravauxError(f"here stands {what}", where=where, remedy="give words, numbers, days, lists and mappings")
