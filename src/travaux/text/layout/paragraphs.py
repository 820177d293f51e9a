"""Printed lines joined into paragraphs: where a paragraph begins, and what stands between its lines."""

from __future__ import annotations

import re

from travaux.text.layout.hyphens import Hyphens
from travaux.text.layout.lines import Line, Measures
from travaux.text.layout.starts import (
    closes,
    ends_sentence,
    goes_on,
    is_heading,
    label_end,
    only_label,
    refers,
    start_of,
    waits,
)
from travaux.text.manuscript import Block, Dropped, Fragment

__all__ = ["block_of", "closed_up", "grouped"]

_GAP = re.compile(r" {2,}")

_UPPER = re.compile(r"\s*[\[({“\"‘']*\s*[A-Z\d\[{(À-Þ]")
_CLOSING = re.compile(r"[\]),;.:]")
_TIGHT = re.compile(r"\S[–—/-]\s*$|[\[(]\s*$")
_NOTE_HEAD = re.compile(r"\s*[\[]?(?:[A-Z][\w'’]*\s+)?Notes?:")

_WIDE = 1.18
_WIDER = 1.6
"""Distances on a PDF page, in ordinary line distances, beyond which a paragraph, or even a sentence, has ended."""

_SHORT = 0.8
"""The share of the text width below which a line of plain text is a short one."""


def grouped(lines: list[Line], measures: Measures) -> list[list[Line]]:
    """The lines of a text, in reading order, as paragraphs."""
    groups: list[list[Line]] = []
    above: Line | None = None
    for line in lines:
        if above is None or (_begins(above, line, measures) if measures.wrapped else not only_label(above.text)):
            groups.append([line])
        else:
            groups[-1].append(line)
        above = line
    return groups


def _begins(above: Line, line: Line, measures: Measures) -> bool:
    """Whether a paragraph begins with this line."""
    start = start_of(line.text)
    if above.sheet == line.sheet:
        gap = measures.gap(above, line)
        if gap == 0:
            return False
    else:
        gap = -1.0
    if only_label(above.text):
        return start not in (None, "option", "brace")
    if gap < 0:
        return not _runs_on(above, line, measures)
    if gap > (_WIDE if measures.geometric else 1.5):
        return (measures.geometric and gap > _WIDER) or not _sentence_open(above, line, measures)
    if start is not None and _is_start(above, line, start, measures):
        return True
    return _after_short(above, line, gap, measures)


def _runs_on(above: Line, line: Line, measures: Measures) -> bool:
    """Whether a paragraph goes on over a page break."""
    if start_of(line.text) or is_heading(above, measures.margin):
        return False
    if ends_sentence(above.text):
        return False
    long = measures.full(above, line) or (not measures.geometric and above.right >= _SHORT * measures.margin)
    return goes_on(line.text) or waits(above.text) or (long and not closes(above.text))


def _sentence_open(above: Line, line: Line, measures: Measures) -> bool:
    """Whether a blank line in plain text stands in the middle of a sentence."""
    if is_heading(above, measures.margin) or ends_sentence(above.text):
        return False
    return goes_on(line.text) or (waits(above.text) and start_of(line.text) is None)


def _is_start(above: Line, line: Line, start: str, measures: Measures) -> bool:
    """Whether what looks like the beginning of a paragraph, with no gap above it, is one."""
    if start in ("option", "recital"):
        return True
    if start == "bullet" and not re.match(r"\s*[-–—*o]\s", line.text):
        return True
    ended = ends_sentence(above.text) or is_heading(above, measures.margin)
    ended = ended or (measures.geometric and not measures.full(above, line))
    if start in ("provision", "brace"):
        return ended
    shifted = abs(line.left - above.left) > measures.shift
    if start == "letter" and re.search(r"\b(?:and|or)\s*$", above.text[-10:]):
        return True
    sibling = not shifted and start_of(above.text) == start
    return ended or ((shifted or sibling) and not refers(above.text))


def _after_short(above: Line, line: Line, gap: float, measures: Measures) -> bool:
    """Whether the line above ends its paragraph: it is short, or a heading, or the next one is set off."""
    if goes_on(line.text) or not _UPPER.match(line.text) or waits(above.text):
        return False
    if is_heading(above, measures.margin):
        return not (line.text.strip().isupper() and above.text.strip().isupper())
    ended = ends_sentence(above.text)
    indented = ended and line.left > above.left + measures.shift and start_of(above.text) is None
    if measures.geometric:
        short = not measures.full(above, line)
        return short or indented or (ended and gap > 1.06 and ";" in above.text[-6:])
    if indented or (ended and _NOTE_HEAD.match(line.text)):
        return True
    return ended and above.right < _SHORT * measures.margin


def closed_up(fragments: list[Fragment]) -> list[Fragment]:
    """The fragments without the wide spaces that justified lines have; each piece keeps its own place."""
    pieces: list[Fragment] = []
    for fragment in fragments:
        if "  " not in fragment.text or fragment.note is not None:
            pieces.append(fragment)
            continue
        start = 0
        for gap in [*_GAP.finditer(fragment.text), None]:
            end = gap.start() + 1 if gap else len(fragment.text)
            words = fragment.text[start:end]
            pieces.append(Fragment(words, fragment.line, fragment.column + start, fragment.page))
            start = gap.end() if gap else end
    return pieces


def block_of(
    lines: list[Line], hyphens: Hyphens, measures: Measures, first_column: int = 0
) -> tuple[Block, list[Dropped]]:
    """One paragraph out of its lines, and the hyphens that were left out at line ends.

    Args:
        first_column: where the words of the first line begin (after the number of a footnote).
    """
    block = Block(indent=round(lines[0].left, 1))
    dropped: list[Dropped] = []
    for i, line in enumerate(lines):
        begin = line.start if i or not first_column else _first_word(line.text, first_column)
        following = lines[i + 1] if i + 1 < len(lines) else None
        end = len(line.text.rstrip())
        joint = ""
        if following is not None:
            joint, end = _joint(line, following, end, hyphens, measures, dropped)
        pieces = _pieces(line, begin, end, dropped)
        if i == 0:
            pieces = _with_strays(line, pieces)
        if joint and pieces[-1].note is None:
            pieces[-1].text += joint
        elif joint:
            pieces.append(Fragment(joint, line.number, end, line.page))
        block.fragments += pieces
    return block, dropped


def _first_word(text: str, column: int) -> int:
    """The first column from this one on that is not white space."""
    return len(text) - len(text[column:].lstrip())


def _joint(
    line: Line, following: Line, end: int, hyphens: Hyphens, measures: Measures, dropped: list[Dropped]
) -> tuple[str, int]:
    """What stands between two lines of a paragraph, and where the words of the first end (before a dropped hyphen)."""
    text, begin = line.text, following.text[following.start :]
    if line.sheet == following.sheet and measures.geometric and measures.gap(line, following) == 0:
        return (" " if following.left - line.right > 0.12 * line.height else ""), end
    if _CLOSING.match(begin):
        return "", end
    if end and text[end - 1] in "-\u00ad‐" and begin[:1].isalpha() and text[end - 2 : end - 1].isalpha():
        if hyphens.belongs(text[:end], begin) and text[end - 1] != "\u00ad":
            return "", end
        dropped.append(Dropped(text[end - 1], "hyphen at line end", line.page, line.number))
        return "", end - 1
    return ("" if _TIGHT.search(text[-80:]) else " "), end


def _pieces(line: Line, begin: int, end: int, dropped: list[Dropped]) -> list[Fragment]:
    """The words and note marks of a line between two columns."""
    pieces: list[Fragment] = []
    at = begin
    for cut in line.cuts:
        if cut.start < cut.end and (cut.end <= begin or cut.start >= end):
            continue
        if cut.start > at:
            pieces.append(_words(line, at, cut.start))
        if cut.note is None:
            dropped.append(Dropped("-", "hyphen at line end", line.page, line.number))
        else:
            pieces.append(Fragment(line.text[cut.start : cut.end], line.number, cut.start, line.page, note=cut.note))
        at = cut.end
    if at < end or not pieces:
        pieces.append(_words(line, at, end))
    return pieces


def _words(line: Line, begin: int, end: int) -> Fragment:
    return Fragment(line.text[begin:end].replace("\ufffe", "-"), line.number, begin, line.page)


def _with_strays(line: Line, pieces: list[Fragment]) -> list[Fragment]:
    """Put marks that were printed on a line of their own behind the number of this paragraph."""
    marks = [piece for stray in line.strays for piece in _pieces(stray, stray.start, len(stray.text.rstrip()), [])]
    if not marks:
        return pieces
    first = pieces[0]
    at = label_end(first.text) if first.note is None else 0
    if not at:
        return marks + pieces
    rest = Fragment(first.text[at:], first.line, first.column + at, first.page)
    first.text = first.text[:at]
    return [first, *marks, rest, *pieces[1:]]
