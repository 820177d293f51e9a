"""Short names for the versions of a text, which stay different from each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

__all__ = ["short_names"]

_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{8}|\d{4}-\d\d|\d{4}")
_BORDER = re.compile(r"[\W_]")


def short_names(names: Sequence[str], width: int) -> list[str]:
    """The names, of at most `width` characters each, and no two of them alike where the names are not.

    What they have in common at the beginning goes first, but no part of a date; then their ends are cut, and if that
    makes two alike, the middle; as a last resort they are numbered.

    Args:
        names: the names.
        width: characters that fit, at least 8.

    Example:
        >>> short_names(["un-2015-10-23-draft-agreement.md", "un-2015-12-12-adopted-agreement.md"], 20)
        ['2015-10-23-draft-ag…', '2015-12-12-adopted-…']
        >>> short_names(["Rev. 1", "Rev. 2"], 20)
        ['Rev. 1', 'Rev. 2']
    """
    if all(len(name) <= width for name in names):
        return list(names)
    bare = _without_beginning(names)
    for cut in (_end_cut, _middle_cut):
        short = [cut(name, width) for name in bare]
        if _as_different(short, names):
            return short
    count = len(str(len(names)))
    return [f"{number:0{count}} {_middle_cut(name, width - count - 1)}" for number, name in enumerate(bare, 1)]


def _without_beginning(names: Sequence[str]) -> list[str]:
    """The names without what all of them begin with, up to the end of a word; dates stay whole."""
    if len(set(names)) < 2:
        return list(names)
    first, last = min(names), max(names)
    common = next((place for place, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    borders = [match.end() for match in _BORDER.finditer(names[0][:common])]
    end = borders[-1] if borders else 0
    for name in names:
        for date in _DATE.finditer(name):
            if date.start() < end < date.end() + 1:
                end = min(end, date.start())
    return [name[end:] or name for name in names]


def _end_cut(name: str, width: int) -> str:
    return name if len(name) <= width else name[: width - 1] + "…"


def _middle_cut(name: str, width: int) -> str:
    kept = (width - 1) // 2
    return name if len(name) <= width else f"{name[: width - 1 - kept]}…{name[-kept:]}"


def _as_different(short: Sequence[str], names: Sequence[str]) -> bool:
    pairs = Counter(zip(short, names, strict=True))
    return len({each for each, _ in pairs}) == len(pairs)
