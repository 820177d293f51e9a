"""Choices written with a slash, inside a bracket and in plain words."""

from __future__ import annotations

import re

__all__ = ["bracket_parts", "plain_slashes"]

_MODALS = "shall|should|may|must|will|can|is|are|and|or"
_MODAL = re.compile(rf"\b(?:{_MODALS})(?:\s?/\s?(?:{_MODALS}))+\b", re.IGNORECASE)
# A token is looked at from its beginning only, and bounded, so that a file of slashes cannot cost more than its length.
_TOKEN = r"[^\s/\[\]{}(),;:.\"\u201c\u201d]"
_SPACED = re.compile(rf"(?<!{_TOKEN}){_TOKEN}{{1,60}}(?: / {_TOKEN}{{1,60}}){{1,12}}(?!{_TOKEN})")
_WHOLE = re.compile(r"\s*[^\W\d][\w'’-]*(?:/[^\W\d][\w'’-]*)+\s*")
_SLASH = re.compile(r"/")
_FEW_WORDS = 8
_PLAIN_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_STEM, _REACH, _MOST = 6, 120, 8
_AND_OR = re.compile(r"and/or", re.IGNORECASE)


def bracket_parts(words: str, *, loose: bool = False) -> list[tuple[int, int]]:
    """The parts of a bracket whose whole content is a choice with slashes, as offsets in `words`; empty if it is none.

    Args:
        loose: a slash without spaces parts several words, too (in braces it does).

    Example:
        >>> bracket_parts("complementary to / compatible with")
        [(0, 16), (19, 34)]
    """
    if "/" not in words or "\n" in words or _AND_OR.fullmatch(words.strip()):
        return []
    if " / " in words:
        slash = re.compile(r" / ")
    elif loose or _WHOLE.fullmatch(words):
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
        sure = bool(_MODAL.fullmatch(found.group()))
        if not sure and len(parts) == 2:
            parts = _widened(text, parts[0], parts[1], taken, end)
        found_choices.append((parts, sure))
        taken = parts[-1][1]
    return found_choices


def _widened(text: str, first: tuple[int, int], second: tuple[int, int], start: int, end: int) -> list[tuple[int, int]]:
    """Two parts that end with the same word reach as far as their words run alike: `the limit / a lower limit`."""
    last = text[slice(*first)].lower()[:_STEM]
    following = [
        second,
        *(found.span() for found in _PLAIN_WORD.finditer(text, second[1], min(end, second[1] + _REACH))),
    ]
    stop = next((n for n, span in enumerate(following[:_MOST], 1) if text[slice(*span)].lower()[:_STEM] == last), 0)
    if stop <= 1 or any(sign in text[second[1] : following[stop - 1][1]] for sign in ".;:[]{}()/\n"):
        return [first, second]
    words = [text[slice(*span)].lower() for span in following[:stop]]
    before = [found.span() for found in _PLAIN_WORD.finditer(text, max(start, first[0] - _REACH), first[0])]
    begin = first[0]
    for span, word in zip(reversed(before), reversed(words[:-1]), strict=False):
        if text[slice(*span)].lower() != word or any(sign in text[span[1] : begin] for sign in ".;:,[]{}()/\n"):
            break
        begin = span[0]
    return [(begin, first[1]), (second[0], following[stop - 1][1])]


def _candidates(text: str, start: int, end: int) -> list[re.Match[str]]:
    return [*_MODAL.finditer(text, start, end), *_SPACED.finditer(text, start, end)]
