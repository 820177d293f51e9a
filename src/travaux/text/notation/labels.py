"""Labels of options: `Option 1:`, `Option (a):`, `ALT 3.`, `Alternative Proposal`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from travaux.text.lexicon.files import LabelFile, load, whole

__all__ = ["ALONE", "Label", "is_null", "label_at", "paragraph_number"]


ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label: where it begins and ends, its style (`arabic`, `roman`, `letter`, `word`) and its ordinal.

    The style of a label without letter or number, such as `Facilitators' option`, is `alone`, its ordinal 0.
    """

    start: int
    end: int
    style: str
    ordinal: float
    span: tuple[float, float] | None = None


@cache
def _pattern() -> re.Pattern[str]:
    file = load(LabelFile)
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(file.words, key=len, reverse=True))
    ordinals = "|".join(file.ordinals)
    return re.compile(
        rf"\(?(?P<word>{words})\s*(?P<mark>\(?\s?(?:[0-9]{{1,2}}(?:\s?(?:bis|ter|quater|quinquies|sexies))?|[ivxIVX]{{1,4}}|[a-zA-Z]|{ordinals})\s?\)?)(?![\w(])"
        r"(?P<scope>\s*(?:\((?:[^()]|\([^()]*\)){1,80}\)|for\s[^\n:]{1,100}))?\s*(?P<end>[:.)]|(?=\s*$)|(?=\s*\[)|(?=\s+[A-Z{]))",
        re.IGNORECASE | re.MULTILINE,
    )


@cache
def _ordinals() -> Mapping[str, int]:
    file: LabelFile = load(LabelFile)
    return file.ordinals


@cache
def _alone() -> re.Pattern[str]:
    words = (re.escape(word).replace("'", "['\u2019]").replace(r"\ ", r"\s+") for word in load(LabelFile).alone)
    rest = r"\b(?:\s*\([^()\n]{1,60}\)|[^:\n]{0,50}(?=:))?\s*(?::|$)"
    return re.compile(f"(?:{'|'.join(words)}){rest}", re.IGNORECASE | re.MULTILINE)


def label_at(text: str, position: int, end: int) -> Label | None:
    """The label that stands at `position`, if one does."""
    alone = _alone().match(text, position, end)
    if alone:
        return Label(position, alone.end(), ALONE, 0)
    found = _pattern().match(text, position, end)
    if found is None or (not found["end"] and found["mark"].isalpha() and _is_running_text(text, found, end)):
        return None
    mark = found["mark"].strip("() \t")
    style, ordinal = _ordinal(mark)
    return Label(position, found.end(), found["word"].lower()[:3] + style, ordinal, _span(found["scope"] or ""))


def _is_running_text(text: str, found: re.Match[str], end: int) -> bool:
    # "Option a Party may choose" is a sentence; a label without a colon stands alone or before a capital or a bracket.
    rest = text[found.end() : end].lstrip()
    return bool(rest) and (found["mark"].islower() or not (rest[0].isupper() or rest[0] in "[{"))


def _ordinal(mark: str) -> tuple[str, float]:
    if mark[0].isdigit():
        return "arabic", paragraph_number(mark) or 0
    if mark.lower() in _ordinals():
        return "word", _ordinals()[mark.lower()]
    if re.fullmatch("[IVX]+", mark) or (len(mark) > 1 and re.fullmatch("[ivx]+", mark)):
        return "roman", _roman(mark.upper())
    return "letter", ord(mark[0].lower()[0]) - ord("a") + 1


def _roman(mark: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in mark]
    return sum(-v if v < max(values[i:], default=v) else v for i, v in enumerate(values))


_INSERTED = ("bis", "ter", "quat", "quin", "sex", "sept", "oct", "nov", "dec")
_NUMBER = re.compile(rf"(?<![\d.])(\d{{1,3}})\s?({'|'.join(_INSERTED)})?", re.IGNORECASE)


def paragraph_number(words: str) -> float | None:
    """The number of a paragraph as a place in order: 65 is 65, 65bis comes a little after it, 65ter after that."""
    found = _NUMBER.search(words)
    if found is None:
        return None
    return int(found[1]) + (_INSERTED.index(found[2].lower()) + 1 if found[2] else 0) / 100


def _span(scope: str) -> tuple[float, float] | None:
    """The paragraphs that a label says it covers, first and last: `(paragraphs 3-3quater)`."""
    if "para" not in scope.lower():
        return None
    numbers = [number for found in _NUMBER.finditer(scope) if (number := paragraph_number(found.group())) is not None]
    return (min(numbers), max(numbers)) if numbers else None


@cache
def _null() -> re.Pattern[str]:
    return whole(load(LabelFile).null["patterns"])


def is_null(words: str) -> bool:
    """Whether these words of an option say that it leaves no words."""
    return len(words) < 200 and bool(_null().fullmatch(words))
