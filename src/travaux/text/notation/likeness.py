"""Signs by which two neighbouring brackets are rivals or two additions: who backs them, how their words are shaped."""

from __future__ import annotations

import re
from typing import Literal

from travaux.text.notation.heads import Head

__all__ = ["HeadVerdict", "alike", "by_heads", "by_shape"]

HeadVerdict = Literal["rivals", "independent"] | None
# `apart` is certain; `independent` says that a person may see it otherwise.
Shape = Literal["rivals", "doubtful", "independent", "apart"]
_MODAL = frozenset(["shall", "should", "may", "must", "will", "can", "would", "other", "need"])
_CONNECTOR = frozenset(("and", "or", "and/or", "and or"))
# A lone word of these leads to what follows; it is no rival of a content word.
_LEADING = frozenset(["a", "an", "that", "to", "of", "as", "on", "in"])
_OPEN_END = frozenset(
    [
        "of",
        "to",
        "for",
        "by",
        "in",
        "on",
        "with",
        "and",
        "or",
        "the",
        "a",
        "an",
        "that",
        "as",
        "from",
        "at",
        "into",
        "under",
    ]
)
# A capital begins a sentence of its own, not an addition.
_ADDING = re.compile(
    r"[,;:.(]|(?:and|or|including|as well as|such as|in particular|notably|inter alia|so as|in order|with a view|"
    r"while|which|where|provided that)\b",
)
_PREPOSITION = re.compile(
    r"(?:in|on|at|by|for|from|to|of|with|within|under|over|through|beyond|between|during|before|after|as|until|that|who|"
    r"taking|based|consistent|pursuant|subject)\b",
    re.IGNORECASE,
)
_PLAIN = frozenset(["the", "a", "an", "each", "all", "any", "no", "its", "their", "this", "that", "in", "of", "to"])
_NUMBERED = re.compile(r"(?:\d{1,3}|[a-z])[.)]\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_MUCH_LONGER = 3
_SHORT = 3
_SAME = 0.5


def by_heads(first: Head | None, second: Head | None) -> HeadVerdict:
    """Those who want one out and the other in see the two as rivals; those who back both do not."""
    if first is None or second is None:
        return None
    if second.alternative:
        return "rivals"
    pairs = ((first.opposes, second.backs), (first.backs, second.opposes))
    if any(_overlap(out, into) >= _SAME for out, into in pairs):
        return "rivals"
    if set(first.backs) & set(second.backs) or set(first.opposes) & set(second.opposes):
        return "independent"
    return None


def _overlap(one: list[str], two: list[str]) -> float:
    """Jaccard index of two lists of parties; 0 when either is empty."""
    return len(set(one) & set(two)) / len(set(one) | set(two)) if one and two else 0.0


def by_shape(one: str, two: str, *, glued: bool, mixed: bool) -> Shape:
    """What the words of two neighbouring brackets look like.

    Args:
        glued: nothing stands between the brackets, not even a space.
        mixed: in this run of brackets some are glued and some spaced, so a space parts one set of rivals from the next.
    """
    first, second = one.strip(), two.strip()
    if not first or not second or (_NUMBERED.match(second) and not _NUMBERED.match(first)):
        return "independent"
    words, others = _WORD.findall(first.lower()), _WORD.findall(second.lower())
    if not words or not others:
        return "doubtful"
    known = _by_kind(first, second, words, others, glued=glued)
    if known:
        return known
    alike = words[0] == others[0] or words[-1] == others[-1]
    if mixed and not glued and not alike:
        return "independent"
    shorter, longer = sorted((len(words), len(others)))
    if alike or longer <= _SHORT or longer <= _MUCH_LONGER * shorter:
        return "rivals" if glued or alike or longer <= _SHORT else "doubtful"
    return "doubtful" if glued else "independent"


def alike(one: str, two: str) -> bool:
    """Whether two phrases are of one kind: modal verbs both, or beginning or ending with the same word."""
    words, others = _WORD.findall(one.lower()), _WORD.findall(two.lower())
    if not words or not others:
        return False
    return (_is_modal(words) and _is_modal(others)) or words[0] == others[0] or words[-1] == others[-1]


def _by_kind(first: str, second: str, words: list[str], others: list[str], *, glued: bool) -> Shape | None:
    """A verdict by the kinds of the words: modal verbs, connectors, additions, prepositions, sentences."""
    connectors = " ".join(words) in _CONNECTOR, " ".join(others) in _CONNECTOR
    if any(connectors):
        return "rivals" if all(connectors) else "apart"
    modal = _is_modal(words), _is_modal(others)
    if all(modal) or (glued and (words == ["other"] or others == ["other"])):
        return "rivals"
    if modal[0] != modal[1] and not glued:
        return "apart"
    if _is_leading(words) != _is_leading(others):
        return "independent"
    adding = _adds(first, words), _adds(second, others)
    if any(adding):
        return "doubtful" if all(adding) and first[0] == second[0] and first[0] in ",;" else "independent"
    if (words[-1] in _CONNECTOR) != (others[-1] in _CONNECTOR):
        return "independent"
    if _same_beginning(words, others):
        return None
    if first[-1] in ",;" and second[-1] in ",;":
        return "independent"
    if _opens(words) != _opens(others) and not glued and max(len(words), len(others)) > _SHORT:
        return "independent"
    sentence = second[0].isupper() and len(others) > _SHORT and (second.endswith(".") or _MODAL.intersection(others))
    if sentence and (first.endswith(".") or first[0].islower()):
        return "independent"
    prepositions = bool(_PREPOSITION.match(first)), bool(_PREPOSITION.match(second))
    if any(prepositions) and not glued:
        return "rivals" if words[0] == others[0] else "independent"
    return None


def _same_beginning(words: list[str], others: list[str]) -> bool:
    """Whether two phrases begin with one word that means something, or share half of their words."""
    shared = len(set(words) & set(others)) / len(set(words) | set(others))
    return (words[0] == others[0] and words[0] not in _PLAIN) or shared >= _SAME


def _adds(phrase: str, words: list[str]) -> bool:
    """Whether words add to what stands before them: they begin with a sign or, if there are several, a joining word."""
    return bool(_ADDING.match(phrase)) and (len(words) > 1 or not phrase[0].isalpha())


def _is_modal(words: list[str]) -> bool:
    return len(words) <= 2 and words[0] in _MODAL


def _is_leading(words: list[str]) -> bool:
    return len(words) == 1 and words[0] in _LEADING


def _opens(words: list[str]) -> bool:
    """Whether words need what follows: they end with a preposition, an article or, after a subject, a modal."""
    return len(words) > 1 and (words[-1] in _OPEN_END or words[-1] in _MODAL)
