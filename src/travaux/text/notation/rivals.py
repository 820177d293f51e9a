"""Which neighbouring pieces are rival wordings of one place, and which are independent of each other.

Syntax alone cannot tell two rivals `[shall][may]` from two additions `[the rights of peoples,][local communities,]`.
The signs weighed here are a slash between them, who backs one and opposes the other, punctuation and joining words at
their edges, and their length and likeness; what stays doubtful is marked for review.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Literal

from travaux.text.notation.heads import Head
from travaux.text.notation.likeness import HeadVerdict, alike, by_heads, by_shape
from travaux.text.notation.script import Script
from travaux.text.notation.slashes import bracket_parts
from travaux.text.notation.spans import Piece

__all__ = ["Rivals", "rivals"]

Verdict = Literal["rivals", "independent"]
_Gap = tuple[str, bool]
TWO_ADDITIONS = "adjacent brackets were read as two additions; they may be alternatives"
_JOINT = re.compile(r"[\s/]*+(?:\b(?:or|and/or)\b)?[\s/]*+", re.IGNORECASE)
_NUMBER = re.compile(
    r"\s*(?:Article\s+)?([0-9]{1,3}(?:\s?(?:bis|ter|quater))?|\([a-z]{1,2}\)|[a-z])[.:)]\s", re.IGNORECASE
)


@dataclass(slots=True)
class Rivals:
    """The pieces of one choice, with the words between them, and whether a person should look."""

    pieces: list[Piece]
    form: Literal["bracket", "alternatives", "options", "placeholder"]
    joints: list[tuple[int, int]] = field(default_factory=list)
    review: str = ""


def rivals(script: Script, pieces: list[Piece], *, adjacent: bool) -> list[Rivals]:
    """Neighbouring pieces of one stretch of words as choices, in order.

    Args:
        adjacent: whether adjacent brackets may be alternatives in this document.
    """
    result: list[Rivals] = []
    gaps: list[_Gap | None] = _gaps(script.text, pieces) if adjacent else [None] * len(pieces)
    index, doubt = 0, ""
    while index < len(pieces):
        choice = _choice(script.text, pieces, gaps, index)
        # What may be a rival of the bracket before it is marked as well as that one.
        own, choice.review = choice.review, choice.review or doubt
        doubt = own if own == TWO_ADDITIONS else ""
        index += len(choice.pieces)
        result.append(_slashed(script.text, choice))
    return result


def _choice(text: str, pieces: list[Piece], gaps: list[_Gap | None], index: int) -> Rivals:
    piece = pieces[index]
    if piece.parts:
        return Rivals(
            [piece], "alternatives", review="" if piece.sure else "how many words the slash concerns is a guess"
        )
    if piece.blank:
        return Rivals([piece], "placeholder")
    if piece.group:
        series = _options(text, pieces, index)
        why = "" if len(series) > 1 else "only one option of the series was found"
        return Rivals(series, "options", _joints(series), why)
    series, why = _alternatives(text, pieces, gaps, index)
    if len(series) == 1:
        return Rivals(series, "bracket", review=why)
    form: Literal["options", "alternatives"] = "options" if all(member.label for member in series) else "alternatives"
    return Rivals(series, form, _joints(series), why)


def _joints(series: list[Piece]) -> list[tuple[int, int]]:
    return [(before.stop, after.start) for before, after in itertools.pairwise(series)]


def _options(text: str, pieces: list[Piece], index: int) -> list[Piece]:
    series = [pieces[index]]
    for piece in map(pieces.__getitem__, range(index + 1, len(pieces))):
        if piece.group != series[0].group or text[series[-1].stop : piece.start].strip(" \t\n.;,]"):
            break
        series.append(piece)
    return series


def _alternatives(text: str, pieces: list[Piece], gaps: list[_Gap | None], index: int) -> tuple[list[Piece], str]:
    """The run of brackets from `index` on that are rivals, and the reason for a second look, if any."""
    series, reason = [pieces[index]], ""
    first = gaps[index]
    mixed = first is not None and first[1]
    while (gap := gaps[index]) is not None:
        index += 1
        verdict, why = _verdict(text, series[-1], pieces[index], gap[0], mixed=mixed)
        reason = reason or why
        if verdict != "rivals":
            break
        series.append(pieces[index])
    return series, reason


def _gaps(text: str, pieces: list[Piece]) -> list[_Gap | None]:
    """What stands between each piece and a bracket beside it (None where words do).

    With each goes whether, from there to the end of the run, some brackets are glued and some are spaced.
    """
    result: list[_Gap | None] = [None] * len(pieces)
    glued = spaced = False
    for index in range(len(pieces) - 2, -1, -1):
        first, second = pieces[index], pieces[index + 1]
        if not _is_bracket(second) or not _JOINT.fullmatch(text, first.stop, second.start):
            glued = spaced = False
            continue
        gap = text[first.stop : second.start]
        glued |= not gap
        spaced |= bool(gap) and not gap.strip()
        result[index] = gap, glued and spaced
    return result


def _is_bracket(piece: Piece) -> bool:
    return piece.bracket is not None and not (piece.group or piece.parts or piece.blank)


def _verdict(text: str, first: Piece, second: Piece, gap: str, *, mixed: bool) -> tuple[Verdict, str]:
    if first.label and second.label and first.label.style == second.label.style:
        return "rivals", ""
    one, two = text[slice(*first.words)], text[slice(*second.words)]
    head = by_heads(_head(first), _head(second))
    if "\n" in gap:
        return _paragraphs(one, two, _head(second), head)
    if gap.strip() or head == "rivals":
        return "rivals", ""
    if head == "independent":
        return "independent", ""
    # Between two attributed brackets a space says nothing: each head begins a proposal of its own.
    named = _head(first) is not None and _head(second) is not None
    shape = by_shape(one, two, glued=not gap or named, mixed=mixed and not named)
    if shape == "doubtful" or (named and shape == "rivals" and head is None and not alike(one, two)):
        return "rivals", "adjacent brackets may be alternatives or two additions"
    if shape == "independent":
        return "independent", TWO_ADDITIONS
    return ("rivals" if shape == "rivals" else "independent"), ""


def _head(piece: Piece) -> Head | None:
    return piece.bracket.head if piece.bracket else None


def _paragraphs(one: str, two: str, named: Head | None, head: HeadVerdict) -> tuple[Verdict, str]:
    """Brackets round whole paragraphs are rivals if one is offered as such, or both bear the same number."""
    if named is not None and named.alternative:
        return "rivals", ""
    numbers = [_NUMBER.match(words) for words in (one, two)]
    if numbers[0] and numbers[1] and numbers[0].group(1) == numbers[1].group(1):
        return "rivals", ""
    if head == "rivals" and not (numbers[0] or numbers[1]):
        return "independent", "paragraphs backed and opposed by the same parties may replace each other"
    return "independent", ""


def _slashed(text: str, choice: Rivals) -> Rivals:
    """A bracket whose whole content is a choice with slashes becomes that choice."""
    piece = choice.pieces[0]
    inside = any(not child.parts for child in piece.children)
    if len(choice.pieces) > 1 or choice.form != "bracket" or inside or piece.label:
        return choice
    start, end = piece.words
    parts = bracket_parts(text[start:end], loose=text[piece.start] == "{")
    if not parts:
        return choice
    piece.parts = [(start + a, start + b) for a, b in parts]
    piece.children = []
    return Rivals([piece], "alternatives")
