"""How much of one version is there, how much is agreed, and how much is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from travaux.text.comparing.printed import WORD, Printed
from travaux.text.comparing.words import is_word
from travaux.text.instrument import Instrument
from travaux.text.stream import choices

__all__ = ["KINDS", "PROVISIONS", "Measures", "Words", "measured"]

KINDS = {"bracket": "brackets", "alternatives": "alternatives", "options": "options", "placeholder": "placeholders"}
"""The kinds of choices, and what many of them are called."""

PROVISIONS = frozenset({"part", "chapter", "section", "annex", "article", "paragraph", "item", "subitem"})
"""The units that count as provisions: those that `travaux read` counts."""


_ONLY_WORDS = bytes(kind == WORD for kind in range(256))


class Words:
    """The words of a printed text, counted by unit.

    A word is a printed piece with a letter or a digit; marks of brackets, attributions, labels, note marks and the
    numbers of provisions are none.
    """

    def __init__(self, text: Printed) -> None:
        self._units = text.units
        keys = text.keys
        counted = set(filter(is_word, set(keys)))
        # One byte for each token, so that the words between two tokens are counted without a loop in Python.
        found = int.from_bytes(bytes(map(counted.__contains__, keys)), "little")
        in_text = int.from_bytes(text.kinds.translate(_ONLY_WORDS), "little")
        self._words = (found & in_text).to_bytes(len(keys), "little")

    @property
    def total(self) -> int:
        """All words, those in options and in notes too."""
        return self._words.count(1)

    def between(self, start: int, end: int) -> int:
        """The words among the tokens from `start` to `end`, which is not one of them."""
        return self._words.count(1, start, end)

    def of(self, units: Iterable[int]) -> int:
        """The words that units have of their own."""
        return sum(self.between(self._units[unit].start, self._units[unit].end) for unit in units)


@dataclass(frozen=True, slots=True)
class Measures:
    """The counts of one version.

    `agreed_provisions` is None where the convention of the text does not say that words outside brackets are agreed.
    `marks` are square brackets of the source that open and close, `choices` the open choices, `kinds` how many of
    each kind, `options` the contents that the choices hold.
    """

    words: int
    provisions: int
    agreed_provisions: int | None
    marks: tuple[int, int]
    choices: int
    kinds: dict[str, int]
    options: int


def measured(instrument: Instrument, text: Printed, words: Words) -> Measures:
    """The counts of a text.

    Args:
        instrument: the text.
        text: the same, as printed.
        words: the words of it.
    """
    open_choices = list(choices(instrument.body))
    forms: Counter[str] = Counter(choice.form for choice in open_choices)
    agreed = instrument.convention.unbracketed == "agreed"
    return Measures(
        words.total,
        sum(unit.begins and unit.role in PROVISIONS for unit in text.units),
        len(agreed_units(text, words)) if agreed else None,
        (instrument.marks.open, instrument.marks.close),
        len(open_choices),
        {many: forms[form] for form, many in KINDS.items()},
        sum(len(choice.options) for choice in open_choices),
    )


def agreed_units(text: Printed, words: Words) -> list[int]:
    """The provisions that have words, stand in no choice and hold none, as indexes of units."""
    found = []
    for number, unit in enumerate(text.units):
        if not unit.begins or unit.place or unit.role not in PROVISIONS:
            continue
        end = text.units[max(unit.last, number + 1) - 1].end
        if words.between(unit.start, end) and not any(text.places[unit.start : end]):
            found.append(number)
    return found
