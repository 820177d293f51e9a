"""Square brackets that are no dispute, and braces."""

from __future__ import annotations

import re
from functools import cache

from travaux.text.lexicon.files import BlankFile, load, whole

__all__ = ["bare_blanks", "braces", "is_blank", "not_negotiation"]

_INNERMOST = re.compile(r"\[([^\[\]\n]*)\]")
_BRACES = re.compile(r"\{[^{}\[\]\n]{0,900}\}")
_REFERENCE = re.compile(r"\s*\d{1,3}\s*")
_CITATION = re.compile(r"\s*\d{3,4}\s*")


# Without any of these no gap can stand in a text; most have none, and the search for gaps is a long one.
_HINT = re.compile(r"\b[Xx]{1,3}\b|\*|___")


@cache
def _editorial() -> re.Pattern[str]:
    return whole(load(BlankFile).editorial)


@cache
def _blank() -> re.Pattern[str]:
    return whole(load(BlankFile).bracket)


@cache
def _bare() -> re.Pattern[str]:
    return re.compile("|".join(load(BlankFile).bare))


def not_negotiation(text: str, *, editorial: bool = False) -> set[int]:
    """Offsets of square brackets that are no dispute: remarks, references, links; all paired ones if `editorial`."""
    result: set[int] = set()
    if editorial:
        open_marks: list[int] = []
        for found in re.finditer(r"[\[\]]", text):
            if found.group() == "[":
                open_marks.append(found.start())
            elif open_marks:
                result.update((open_marks.pop(), found.start()))
        return result
    remark = _editorial()
    for found in _INNERMOST.finditer(text):
        words = found.group(1)
        if remark.fullmatch(words) or _is_reference(text, found, words):
            result.update((found.start(), found.end() - 1))
    return result


def _is_reference(text: str, found: re.Match[str], words: str) -> bool:
    """A number glued to the word before it, with no other bracket beside it, refers to a note or a document."""
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    if "]" in (before, after) or "[" in (before, after):
        return False
    return bool(_REFERENCE.fullmatch(words) and (before.isalpha() or (before in '.,;:)\u201d"' and before))) or bool(
        _CITATION.fullmatch(words) and before.isspace() and after in (".", ",", ";") and int(words) < 1900
    )


def is_blank(words: str) -> bool:
    """Whether the words of a bracket only hold the place of something to be filled in."""
    return len(words) <= 160 and bool(_blank().fullmatch(words))


def bare_blanks(text: str) -> list[tuple[int, int]]:
    """Gaps without brackets, such as the X of `annex X`: start and end of each."""
    spans: list[tuple[int, int]] = []
    if not _HINT.search(text):
        return spans
    for found in _bare().finditer(text):
        group = next(number for number, words in enumerate(found.groups(), 1) if words)
        spans.append(found.span(group))
    return spans


def braces(text: str) -> list[tuple[int, int]]:
    """Start and end of each pair of braces within one paragraph, brackets not inside."""
    return [found.span() for found in _BRACES.finditer(text)]
