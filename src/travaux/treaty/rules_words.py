"""Rules of entry into force in words: thresholds, who counts, conditions and delays, as data."""

from __future__ import annotations

import re
from typing import Any, Literal

from travaux.facts.treaty_facts import Delay, ForceRule

__all__ = ["counts_in_words", "delay_in_words", "number_in_words", "rule_in_words"]

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12, "twentieth": 20,
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
}  # fmt: skip
_UNIT = re.compile(r"(?P<number>[\w\-]+)\)?\s+(?:calendar\s+|full\s+)?(?P<unit>day|week|month|year)s?\b", re.IGNORECASE)
_NOTIFIED = re.compile(r"\bnotif|\binforms?\b|\breceipt\b|\bdate of the communication", re.IGNORECASE)
_NOT_NOTIFIED = re.compile(r"\bnot (?:from |after )?(?:the )?notification", re.IGNORECASE)
_ANYBODY = re.compile(
    r"\b(igos?|intergovernmental|organi[sz]ations?|eligible|contracting part|parties|instruments?)", re.IGNORECASE
)
_DAY_OF = re.compile(r"\bday of (?:the|each)\b.*\bmonth", re.IGNORECASE)  # the first day of the third month: no span
_LATER = re.compile(r"\blater (?:date|day)", re.IGNORECASE)
_AT_MOST = re.compile(r"\bat most ([\w\-]+) months?", re.IGNORECASE)


def number_in_words(words: str) -> int | None:
    """The whole number that words or digits name, cardinal or ordinal; None if they name none.

    Example:
        >>> [number_in_words(each) for each in ("90", "30th", "two", "thirtieth", "twenty-second", "some", "a hundred")]
        [90, 30, 2, 30, 22, None, 100]
    """
    plain = words.strip().casefold().replace(",", "")
    if digits := re.fullmatch(r"([0-9]{1,6})(?:st|nd|rd|th)?", plain):
        return int(digits[1])
    if re.fullmatch(r"(a|one) hundred(th)?", plain):
        return 100
    parts = re.split(r"[\s\-]+", plain)
    values = [_small(part) for part in parts]
    if any(value is None for value in values) or not 1 <= len(values) <= 2:
        return None
    whole = [value for value in values if value is not None]
    if len(whole) == 2 and (whole[0] not in range(20, 100, 10) or not 1 <= whole[1] <= 9):
        return None
    return sum(whole)


def _small(word: str) -> int | None:
    if word in _ORDINALS:
        return _ORDINALS[word]
    for name in (word, word.removesuffix("th"), re.sub(r"ieth$", "y", word)):
        if name in _ONES:
            return _ONES.index(name)
        if name in _TENS:
            return (_TENS.index(name) + 2) * 10
    return None


def delay_in_words(words: str) -> Delay | None:
    """A delay: how many years, months, weeks or days, and after what. None if the words name no span.

    Example:
        >>> delay_in_words("3 months").months, delay_in_words("ninety days after the deposit").days
        (3, 90)
        >>> one = delay_in_words("3 months after NOTIFICATION by the Director General, or later date indicated")
        >>> one.months, one.after, one.or_later
        (3, 'notification', True)
        >>> two = delay_in_words("3 months or later date in instrument, at most 6 months")
        >>> two.months, two.or_later, two.at_most_months
        (3, True, 6)
        >>> delay_in_words("on the thirtieth day after the deposit").days, delay_in_words("at once")
        (30, None)
    """
    first = words.split(";")[0]  # what follows a semicolon is for somebody else
    if _DAY_OF.search(first):
        return None
    spans = _AT_MOST.sub("", first)
    told: dict[str, Any] = {}
    for match in _UNIT.finditer(spans):
        number = 1 if match["number"].casefold() in ("a", "an") else number_in_words(match["number"])
        unit = match["unit"].casefold()
        if number is None or (unit == "month" and match["number"].casefold().endswith(("st", "nd", "rd", "th"))):
            continue
        unit, number = ("day", 7 * number) if unit == "week" else (unit, number)
        told[f"{unit}s"] = number
        break
    if not told:
        return None
    most = _AT_MOST.search(first)
    return Delay(
        **told,
        after="notification" if _notified(first) else "deposit",
        or_later=bool(_LATER.search(first)),
        at_most_months=number_in_words(most[1]) if most else None,
        words=words,
    )


def _notified(words: str) -> bool:
    """Whether a delay counts from a message of the depositary; `3 months (not from notification)` does not."""
    return bool(_NOTIFIED.search(_NOT_NOTIFIED.sub("", words)))


def counts_in_words(words: str) -> Literal["states", "eligible"] | None:
    """Who counts: `states` alone, or every `eligible` party; None if the words say neither.

    Example:
        >>> [counts_in_words(each) for each in ("States only", "countries", "States or IGOs", "instruments")]
        ['states', 'states', 'eligible', 'eligible']
    """
    if _ANYBODY.search(words):
        return "eligible"
    return "states" if re.search(r"\b(states?|countr)", words.casefold()) else None


_NTH = re.compile(
    r"\b(?:the )?(?P<number>[0-9]{1,3}(?:st|nd|rd|th)?|[a-z]+(?:-[a-z]+)?)\s+"
    r"(?:such |eligible |contracting |other )*(?:instruments?|states?|countries|parties|ratifications?|deposits?)\b",
    re.IGNORECASE,
)


def rule_in_words(words: str) -> ForceRule:
    """A rule out of one sentence: the threshold, who counts and the delay, as far as the words name them.

    Example:
        >>> one = rule_in_words("three months after the 30th instrument of ratification by an eligible party")
        >>> one.threshold, one.counts, one.delay.months
        (30, 'eligible', 3)
        >>> two = rule_in_words("twenty States, then ninety days")
        >>> two.threshold, two.counts, two.delay.days
        (20, 'states', 90)
    """
    told: dict[str, Any] = {"words": words, "delay": delay_in_words(words)}
    for match in _NTH.finditer(words):
        number = number_in_words(match["number"])
        if number:
            told["threshold"] = number
            break
    counts = counts_in_words(words)
    if counts:
        told["counts"] = counts
    return ForceRule(**told)
