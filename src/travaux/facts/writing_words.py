"""Plain values as YAML on one line, so that exactly the same values are read again."""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["flow", "scalar"]

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


def flow(value: Any, key: bool = False) -> str:
    """A value as YAML on one line.

    Args:
        value: None, a truth value, a finite number, words, or lists and mappings of these.
        key: whether the words stand before a colon.

    Example:
        >>> print(flow({"id": "a12", "article": None, "options": [{"id": "menu", "at": 0.5}]}))
        {id: a12, article: null, options: [{id: menu, at: 0.5}]}
    """
    if isinstance(value, str):
        words = scalar(value)
        return f"? {words} " if key and len(words) > _LONGEST_KEY else words
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(name, key=True)}: {flow(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    return json.dumps(value)
