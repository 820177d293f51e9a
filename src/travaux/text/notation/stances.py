"""What a note says of the parties it names: supports, reserves, is considering ..."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from travaux.text.lexicon.files import StanceFile, load
from travaux.text.lexicon.names import name_pattern, names
from travaux.text.model import NotePosition
from travaux.text.notation.heads import HeadReader

__all__ = ["positions"]

_INTRODUCTION = re.compile(
    r"\s*(?:\[\s*)?(?:Negotiators?['\u2019]?s?['\u2019]?\s+notes?|Drafting note|Note)\s*:?\s*(?:\[\s*)?", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z\[\u201c\"])|\n+")
_CODES_ONLY = re.compile(r"[\s:]+")


@cache
def _stances() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((s.name, re.compile("|".join(s.patterns), re.IGNORECASE)) for s in load(StanceFile).stance)


@cache
def _anonymous() -> re.Pattern[str]:
    phrases = sorted(load(StanceFile).anonymous, key=len, reverse=True)
    return re.compile(r"\s*(?:" + "|".join(map(re.escape, phrases)) + r")\b", re.IGNORECASE)


def positions(words: str, reader: HeadReader, parties: Mapping[str, str] | None = None) -> tuple[NotePosition, ...]:
    """The positions that a note states, one for each party named at the head of a sentence.

    A party is empty where the note says "at least one delegation". A sentence whose verb is not known gives none.

    Example:
        >>> positions("Negotiators' Note: CA supports this in principle. NZ/VN are considering it.", HeadReader())[0]
        NotePosition(party='CA', stance='supports_in_principle')
    """
    found: dict[NotePosition, None] = {}
    for sentence in _SENTENCE.split(words):
        introduction = _INTRODUCTION.match(sentence)
        begin = introduction.end() if introduction else 0
        codes, end = _subject(sentence, begin, reader, parties or {})
        stance = _stance(sentence[end:]) if codes else None
        if stance:
            found.update(dict.fromkeys(NotePosition(code, stance) for code in codes))
    return tuple(found)


def _subject(sentence: str, begin: int, reader: HeadReader, parties: Mapping[str, str]) -> tuple[list[str], int]:
    while sentence[begin : begin + 1] in ("[", " "):
        begin += 1
    codes, end = reader.codes(sentence, begin)
    # "US and JP can ..." is read as codes; a sentence that begins with a plain word has none.
    if codes:
        after = _CODES_ONLY.match(sentence, end)
        return codes, after.end() if after else end
    anonymous = _anonymous().match(sentence, begin)
    if anonymous:
        return [""], anonymous.end()
    named: list[str] = []
    position = begin
    while found := name_pattern().match(sentence, position):
        named.append(names()[found.group()])
        position = found.end()
        joint = re.compile(r"\s*(?:,|and|,\s*and)\s+").match(sentence, position)
        if not joint:
            break
        position = joint.end()
    return [parties.get(code, code) for code in named], position


def _stance(words: str) -> str | None:
    return next((name for name, pattern in _stances() if pattern.search(words)), None)
