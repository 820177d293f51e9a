"""Where a text grew and where it shrank between two versions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from travaux.lineage.measures import Words
from travaux.text.comparing import Comparison
from travaux.text.comparing.printed import Printed

__all__ = ["Growth", "growth", "home"]

_HOMES = frozenset({"article", "annex", "preamble", "section"})
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Growth:
    """One article, and what it gained: `words` and open `choices`, negative where it lost them."""

    where: str
    words: int
    choices: int


def home(text: Printed, unit: int) -> int:
    """The article, annex, preamble or section in which a unit stands, or else the outermost unit round it."""
    while text.units[unit].role not in _HOMES and text.units[unit].parent >= 0:
        unit = text.units[unit].parent
    return unit


def growth(comparison: Comparison, old_words: Words, new_words: Words, most: int = _SHOWN) -> tuple[Growth, ...]:
    """The articles that changed most, those with the largest change in words first, then in choices.

    An article that was dropped stands under its old name, everything else under the new one.
    """
    ours, theirs = _Homes(comparison.old_text), _Homes(comparison.new_text)
    words: dict[str, int] = defaultdict(int)
    open_now: dict[str, int] = defaultdict(int)
    place: dict[int, str] = {}
    for each in comparison.provisions:
        link = each.link
        where = theirs.name(link.new[0]) if link.new else ours.name(link.old[0])
        place.update(dict.fromkeys(link.old, where))
        words[where] += new_words.of(link.new) - old_words.of(link.old)
    for unit in comparison.old_text.choice_unit.values():
        open_now[place.get(unit, "")] -= 1
    for unit in comparison.new_text.choice_unit.values():
        open_now[theirs.name(unit)] += 1
    found = [Growth(where, words[where], open_now[where]) for where in dict.fromkeys((*words, *open_now))]
    changed = [each for each in found if each.words or each.choices]
    return tuple(sorted(changed, key=lambda each: (-abs(each.words), -abs(each.choices), each.where))[:most])


class _Homes:
    """The names of the articles of a text, each worked out once."""

    def __init__(self, text: Printed) -> None:
        self._text = text
        self._names: dict[int, str] = {}

    def name(self, unit: int) -> str:
        around = home(self._text, unit)
        if around not in self._names:
            note = self._text.units[unit].note
            self._names[around] = "notes" if note else self._text.label(around)
        return self._names[around]
