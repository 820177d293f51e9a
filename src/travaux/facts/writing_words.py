"""Plain values as YAML on one line, so that exactly the same values are read again."""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["entry", "flow", "scalar"]

# Words that may stand without quotes: no sign of YAML in them, and no reader of any version takes them for a value.
_PLAIN = re.compile(r"[^\W\d_][\w ./()+'&-]*(?<! )")
_VALUES = re.compile(r"null|true|false|yes|no|on|off|y|n|nan|inf", re.IGNORECASE)
_LONGEST_PLAIN = 200
# Signs that YAML, or an editor, would change or not show; JSON escapes only some of them.
_HIDDEN = re.compile("[\\x7f-\\xa0\\xad\\u061c\\u2000-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\ufeff\\ufff0-\\uffff]")
# The parser looks no further for the colon behind a key.
_LONGEST_KEY = 200


def scalar(words: str) -> str:
    """Words as YAML, in double quotes where they need them.

    Example:
        >>> print(scalar("Group B"), scalar("no"), scalar("2000-12-20"), scalar("a: b"))
        Group B "no" "2000-12-20" "a: b"
    """
    if len(words) <= _LONGEST_PLAIN and _PLAIN.fullmatch(words) and not _VALUES.fullmatch(words):
        return words
    quoted = json.dumps(words, ensure_ascii=False)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def entry(key: str, value: Any, indent: str = "") -> str:
    """A key and its value on a line; two for a key so long that the parser would not see its colon.

    Example:
        >>> print(entry("x_own", [1, "2"], "  "))
          x_own: [1, "2"]
    """
    words = scalar(key)
    if len(words) > _LONGEST_KEY:
        return f"{indent}? {words}\n{indent}: {flow(value)}"
    return f"{indent}{words}: {flow(value)}"


def flow(value: Any) -> str:
    """A value as YAML on one line.

    Args:
        value: None, a truth value, a finite number, words, or lists and mappings of these.

    Example:
        >>> print(flow({"id": "a12", "article": None, "options": [{"id": "menu", "at": 0.5}]}))
        {id: a12, article: null, options: [{id: menu, at: 0.5}]}
    """
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(name)}: {flow(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    return json.dumps(value)


def _key(name: str) -> str:
    words = scalar(name)
    return f"? {words} " if len(words) > _LONGEST_KEY else words
