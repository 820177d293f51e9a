"""Which neighbouring pieces are rival wordings of one place, and which are independent of each other.

Syntax alone cannot tell two rivals `[shall][may]` from two additions `[the rights of peoples,][local communities,]`.
The signs weighed here are a slash between them, who backs one and opposes the other, punctuation and joining words at
their edges, and their length and likeness; what stays doubtful is marked for review.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from travaux.text.notation.heads import Head
from travaux.text.notation.script import Script
from travaux.text.notation.slashes import bracket_parts
from travaux.text.notation.spans import Piece

__all__ = ["Rivals", "rivals"]

Verdict = Literal["rivals", "review", "independent"]
_JOINT = re.compile(r"[\s/]*(?:\b(?:or|and/or)\b)?[\s/]*", re.IGNORECASE)
_JOINING = re.compile(
    r"(?:and|or|including|as well as|with|in particular|notably|such as|inter alia|taking into account|where|which|that|"
    r"in accordance with|on the basis of|while|subject to|provided that|by|for)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\s*(?:Article\s+)?([0-9]{1,3}(?:\s?(?:bis|ter|quater))?|\([a-z]{1,2}\)|[a-z])[.:)]\s", re.IGNORECASE)


@dataclass(slots=True)
class Rivals:
    """The pieces of one choice, with the words between them, and whether a person should look."""

    pieces: list[Piece]
    form: Literal["bracket", "alternatives", "options", "placeholder"]
    joints: list[tuple[int, int]] = field(default_factory=list)
    review: str = ""


def rivals(script: Script, pieces: list[Piece], *, adjacent: bool) -> list[Rivals]:
    """Neighbouring pieces of one stretch of words as choices, in order."""
    result: list[Rivals] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if piece.parts:
            why = "" if piece.sure else "how many words the slash concerns is a guess"
            result.append(Rivals([piece], "alternatives", review=why))
            index += 1
            continue
        if piece.blank:
            result.append(Rivals([piece], "placeholder"))
            index += 1
            continue
        series, why = (_options if piece.group else _alternatives)(script, pieces, index, adjacent=adjacent)
        form: Literal["bracket", "alternatives", "options"] = "bracket"
        if piece.group:
            form = "options"
        elif len(series) > 1:
            form = "options" if all(member.label for member in series) else "alternatives"
        joints = [(before.stop, after.start) for before, after in zip(series, series[1:], strict=False)]
        result.append(Rivals(series, form, joints, why))
        index += len(series)
    return [_slashed(script.text, choice) for choice in result]


def _options(script: Script, pieces: list[Piece], index: int, *, adjacent: bool) -> tuple[list[Piece], str]:  # noqa: ARG001
    series = [pieces[index]]
    for piece in pieces[index + 1 :]:
        between = script.text[series[-1].stop : piece.start]
        if piece.group != series[0].group or between.strip(" \t\n.;,]"):
            break
        series.append(piece)
    why = "" if len(series) > 1 else "only one option of the series was found"
    return series, why


def _alternatives(script: Script, pieces: list[Piece], index: int, *, adjacent: bool) -> tuple[list[Piece], str]:
    series, reasons = [pieces[index]], []
    for piece in pieces[index + 1 :]:
        if piece.bracket is None or piece.group or piece.parts:
            break
        verdict, reason = _verdict(script, series[-1], piece)
        if verdict == "independent" or not (adjacent or verdict == "rivals"):
            break
        if verdict == "review":
            reasons.append(reason)
        series.append(piece)
    return series, reasons[0] if reasons else ""


def _verdict(script: Script, first: Piece, second: Piece) -> tuple[Verdict, str]:
    between = script.text[first.stop : second.start]
    if not _JOINT.fullmatch(between):
        return "independent", ""
    if first.label and second.label and first.label.style == second.label.style:
        return "rivals", ""
    one, two = _words(script.text, first), _words(script.text, second)
    head = _by_heads(_head(first), _head(second))
    if "\n" in between:
        return _paragraphs(script.text, first, second, head)
    if between.strip():
        return "rivals", ""
    return _by_shape(one, two, head)


def _words(text: str, piece: Piece) -> str:
    return text[piece.words[0] : piece.words[1]]


def _head(piece: Piece) -> Head | None:
    return piece.bracket.head if piece.bracket else None


def _by_heads(first: Head | None, second: Head | None) -> Verdict | None:
    """Who wants one out and the other in sees them as rivals; who backs both does not."""
    if first is None or second is None:
        return None
    if second.alternative:
        return "rivals"
    pairs = [(first.opposes, second.backs), (first.backs, second.opposes)]
    if any(out and into and len(set(out) & set(into)) * 2 >= min(len(out), len(into)) for out, into in pairs):
        return "rivals"
    if set(first.backs) & set(second.backs) or set(first.opposes) & set(second.opposes):
        return "independent"
    return "review"


def _paragraphs(text: str, first: Piece, second: Piece, head: Verdict | None) -> tuple[Verdict, str]:
    """Brackets round whole paragraphs are rivals if one is offered as such, or both bear the same number."""
    if _head(second) is not None and _head(second).alternative:  # type: ignore[union-attr]
        return "rivals", ""
    numbers = [_NUMBER.match(text, piece.words[0], piece.words[1]) for piece in (first, second)]
    if numbers[0] and numbers[1] and numbers[0].group(1) == numbers[1].group(1):
        return "rivals", ""
    if head == "rivals" and not (numbers[0] or numbers[1]):
        return "review", "paragraphs backed and opposed by the same parties may replace each other"
    return "independent", ""


def _by_shape(one: str, two: str, head: Verdict | None) -> tuple[Verdict, str]:
    first, second = one.strip(), two.strip()
    doubt = "adjacent brackets may be alternatives or two additions"
    if head == "rivals":
        return "rivals", ""
    if head == "independent" or not first or not second:
        return "independent", ""
    if _adds(first) != _adds(second) or _ends_list(first) and _ends_list(second):
        return "independent", ""
    if second[0].isupper() and not first[0].isupper() and len(second.split()) > 3:
        return "independent", ""
    lengths = sorted((len(first.split()), len(second.split())))
    if _alike(first, second) or lengths[1] <= 3 or lengths[1] <= 3 * lengths[0]:
        return ("review", doubt) if _adds(first) and _adds(second) else ("rivals", "")
    return "review", doubt


def _adds(words: str) -> bool:
    """Whether words add to what stands before them: they begin with punctuation or a joining word."""
    return words[0] in ",;:.(" or (len(words.split()) > 1 and _JOINING.match(words) is not None)


def _ends_list(words: str) -> bool:
    return words[-1] in ",;"


def _alike(first: str, second: str) -> bool:
    one, two = _WORD.findall(first.lower()), _WORD.findall(second.lower())
    return bool(one and two) and (one[0] == two[0] or one[-1] == two[-1])


def _slashed(text: str, choice: Rivals) -> Rivals:
    """A bracket whose whole content is a choice with slashes becomes that choice."""
    piece = choice.pieces[0]
    if len(choice.pieces) > 1 or choice.form != "bracket" or piece.children or piece.label:
        return choice
    start, end = piece.words
    parts = bracket_parts(text[start:end])
    if not parts:
        return choice
    piece.parts = [(start + a, start + b) for a, b in parts]
    return Rivals([piece], "alternatives")
