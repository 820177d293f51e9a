"""Guessing the convention of a document, and its language."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Literal

from travaux.text.convention import Convention
from travaux.text.lexicon.files import LanguageFile, load
from travaux.text.notation.heads import HeadReader

__all__ = ["guess_convention", "guess_language"]

_REMARK = re.compile(
    r"\[\s*+(?:[_*]\s*+)?"
    r"(matter omitted|text omitted|omitted|sic|\.\.\.|…|[A-Z][a-z]+, \d{1,2} [A-Z][a-z]+ \d{4})[^\]]{0,20}\]"
)
_BRACKET = re.compile(r"\[")
Braces = Literal["heading", "label", "variant"]
_WORD = re.compile(r"[^\W\d_]+")
_BRACES = re.compile(r"\{([^{}\n]{1,600})\}")
_REFERENCE_ONLY = re.compile(
    r"braces.{0,200}(?:general reference|information purposes)|(?:headings|titles).{0,80}braces", re.DOTALL
)
_UNCERTAIN = re.compile(
    r"not (?:in|within|between) (?:square )?brackets.{0,80}(?:not (?:necessarily|agreed|imply|mean)|no agreement)",
    re.IGNORECASE,
)


def guess_convention(text: str, reader: HeadReader) -> Convention:
    """What the marks of a document seem to mean, with the reason of each guess."""
    reasons: list[str] = []
    total = len(_BRACKET.findall(text))
    remarks = len(_REMARK.findall(text))
    editorial = total > 0 and remarks * 2 > total
    if editorial:
        reasons.append(f"brackets are editorial: {remarks} of {total} hold remarks such as an omission or a date")
    heads = sum(1 for found in _BRACKET.finditer(text) if reader.read(text, found.end()))
    if heads:
        reasons.append(f"brackets name parties: {heads} of {total} begin with an attribution")
    brace_words = _BRACES.findall(text)
    braces = _braces(text, brace_words, reasons)
    uncertain = _UNCERTAIN.search(text) is not None
    if uncertain:
        reasons.append("unbracketed words are not taken as agreed: the document says so")
    return Convention(
        brackets="editorial" if editorial else "disputed",
        braces=braces,
        unbracketed="unknown" if uncertain else "agreed",
        reasons=tuple(reasons),
    )


def _braces(text: str, words: list[str], reasons: list[str]) -> Braces:
    if not words:
        return "label"
    if _REFERENCE_ONLY.search(text):
        reasons.append("braces hold headings for reference: the document says so")
        return "heading"
    variants = sum(1 for found in words if "/" in found or (found.islower() and len(found.split()) <= 2))
    if len(words) >= 3 and variants * 2 > len(words) and not any(" " in found and len(found) > 60 for found in words):
        reasons.append(f"braces hold drafting variants: {variants} of {len(words)} are short words or slashes")
        return "variant"
    reasons.append(f"braces hold drafting labels: {len(words)} pairs, none said to be text")
    return "label"


@cache
def _scripts() -> dict[str, re.Pattern[str]]:
    return {language: re.compile(f"[{signs}]") for language, signs in load(LanguageFile).scripts.items()}


def guess_language(text: str) -> str | None:
    """The language as an ISO 639-1 code, by script and small words; None when nothing decides."""
    sample = text[:60_000]
    letters = sum(map(len, _WORD.findall(sample)))
    for language, pattern in _scripts().items():
        if letters and len(pattern.findall(sample)) * 3 > letters:
            return language
    counts = Counter(word.lower() for word in _WORD.findall(sample))
    scores = {language: sum(counts[word] for word in words) for language, words in load(LanguageFile).words.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] >= 5 or (scores[best] >= 2 and counts.total() < 60) else None
