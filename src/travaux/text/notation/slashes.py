"""Choices written with a slash, inside a bracket and in plain words."""

from __future__ import annotations

import re

__all__ = ["bracket_parts", "plain_slashes"]

_MODALS = "shall|should|may|must|will|can|is|are|and|or"
_MODAL = re.compile(rf"\b(?:{_MODALS})(?:\s?/\s?(?:{_MODALS}))+\b", re.IGNORECASE)
_SPACED = re.compile(r"[^\s/\[\]{}(),;:.\"\u201c\u201d]+(?: / [^\s/\[\]{}(),;:.\"\u201c\u201d]+)+")
_WHOLE = re.compile(r"\s*[^\W\d][\w'’-]*(?:/[^\W\d][\w'’-]*)+\s*")
_SLASH = re.compile(r"/")
_FEW_WORDS = 8
_AND_OR = re.compile(r"and/or", re.IGNORECASE)


def bracket_parts(words: str) -> list[tuple[int, int]]:
    """The parts of a bracket whose whole content is a choice with slashes, as offsets in `words`; empty if it is none.

    Example:
        >>> bracket_parts("complementary to / compatible with")
        [(0, 16), (19, 34)]
    """
    if "/" not in words or "\n" in words or _AND_OR.fullmatch(words.strip()):
        return []
    if " / " in words:
        slash = re.compile(r" / ")
    elif _WHOLE.fullmatch(words):
        slash = _SLASH
    else:
        return []
    parts, start = [], 0
    for found in slash.finditer(words):
        parts.append((start, found.start()))
        start = found.end()
    parts.append((start, len(words)))
    if any(not words[a:b].strip() or len(words[a:b].split()) > _FEW_WORDS or ". " in words[a:b] for a, b in parts):
        return []
    return parts


def plain_slashes(text: str, start: int, end: int) -> list[tuple[list[tuple[int, int]], bool]]:
    """Choices with slashes outside brackets: the parts of each, and whether their reach is certain."""
    if text.find("/", start, end) < 0:
        return []
    found_choices = []
    taken = start
    for found in sorted(_candidates(text, start, end), key=lambda match: match.start()):
        if found.start() < taken or _AND_OR.fullmatch(found.group()):
            continue
        parts, position = [], found.start()
        for slash in re.finditer(r"\s?/\s?", found.group()):
            parts.append((position, found.start() + slash.start()))
            position = found.start() + slash.end()
        parts.append((position, found.end()))
        found_choices.append((parts, bool(_MODAL.fullmatch(found.group()))))
        taken = found.end()
    return found_choices


def _candidates(text: str, start: int, end: int) -> list[re.Match[str]]:
    return [*_MODAL.finditer(text, start, end), *_SPACED.finditer(text, start, end)]
