"""How a choice that is no longer open was settled.

The words that stand now between the words on both sides of it are held against what would stand there if it had been
settled to each of its options, or to none: the settlement that explains them with the fewest edits is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Literal

from rapidfuzz.distance import Indel

from travaux.text.comparing.model import Link
from travaux.text.comparing.sides import Side

__all__ = ["Outcome", "Settler"]

NEAR = 16  # words on each side of a choice that are its surroundings
STANDING = 0.3  # share of the surroundings that must stand for a question to be settled and not gone
ALIKE = 0.6  # likeness of the words that stand now to those of the option they are taken for (Dice)
SURE = 6  # words that are found again by no chance
MOST = 60  # inner choices of an option that are tried
OTHER = 0.5  # share of the shortest option that new words must reach to be other wording


@dataclass(frozen=True, slots=True)
class Outcome:
    """`option` with its position from 0, `none` of the words, `other` wording, or `gone` with what stood round it."""

    how: Literal["option", "none", "other", "gone"]
    position: int = -1


class Settler:
    """Finds how the choices of one text are settled in another.

    Args:
        here, there: the text with the choices, and the other one.
        links: the links, of whose units `units` picks those of the other text.
    """

    def __init__(self, here: Side, there: Side, links: Sequence[Link], *, backwards: bool = False) -> None:
        self.here, self.there = here, there
        self._links = links
        self._backwards = backwards

    def all(self, goes_on: Mapping[str, frozenset[int]]) -> dict[str, Outcome]:
        """The outcome of every choice that does not go on, outer ones first.

        Args:
            goes_on: the choices that go on, with the positions of their options that do.
        """
        found: dict[str, Outcome] = {}
        for choice in self.here.text.choices:
            if choice in goes_on:
                continue
            options = self.here.options(choice)
            outer = self.here.text.where[self.here.around[options[0]]] if options else ()
            lost = any(
                position not in goes_on[name] if name in goes_on else found[name].how == "none"
                or (found[name].how == "option" and found[name].position != position)
                for name, position in outer
            )
            doubtful = any(name in found and found[name].how == "gone" for name, _ in outer)
            found[choice] = Outcome("gone") if lost else self.outcome(choice, doubtful=doubtful)
        return found

    def outcome(self, choice: str, *, doubtful: bool = False) -> Outcome:
        """How one choice was settled; `doubtful` where the choice round it is gone."""
        start, end = self.here.extent(choice)
        if start < 0:
            return Outcome("gone")
        first, last = self.here.unit_of(start), self.here.unit_of(end - 1)
        if not any(self._across(unit) for unit in range(first, last + 1)):
            return Outcome("gone")
        if first == last:
            before, after, now = self._gap(first, start, end)
        else:
            before, after, now = [], [], self._loose(first, last, start, end)
        outside = before + after
        rivals = [self._likeliest(place, before, after, now) for place in self.here.options(choice)]
        base = Indel.distance(outside, now)
        costs = [Indel.distance(before + words + after, now) for words in rivals]
        best = min((number for number, words in enumerate(rivals) if words), key=costs.__getitem__, default=None)
        if best is not None and costs[best] < base:
            few = base + len(rivals[best]) - costs[best] < 2 * SURE
            doubtful = doubtful or not any(self._linked(unit) for unit in range(first, last + 1))
            if doubtful and few and not self._stands(choice, start, end, first, last):
                return Outcome("gone")
            return Outcome("option" if _likeness(before, rivals[best], after, now) >= ALIKE else "other", best)
        if not self._stands(choice, start, end, first, last):
            return Outcome("gone")
        same = Indel.similarity(outside, now) // 2
        extra, lost = len(now) - same, len(outside) - same
        shortest = min((len(words) for words in rivals if words), default=1)
        return Outcome("other" if extra - lost >= max(1, OTHER * shortest) else "none")

    def _likeliest(self, place: int, before: list[str], after: list[str], now: list[str]) -> list[str]:
        """The words of an option, its inner choices settled one after another as what stands now suggests."""
        start, end = self.here.extents[place]
        if start < 0:
            return []
        kept = bytearray(self.here.counted[start:end])
        keys = [key.casefold() for key in self.here.text.keys[start:end]]
        words = list(compress(keys, kept))
        if not now:
            return words
        cost = Indel.distance(before + words + after, now)
        for name in self._inner(place)[:MOST]:
            whole, best = bytes(kept), (cost, words, bytes(kept))
            ranges = [self.here.extents[inner] for inner in self.here.options(name)]
            known = [(low - start, high - start) for low, high in ranges if low >= 0]
            for taken in (*known, None) if len(known) > 1 else (None,):
                trial = bytearray(whole)
                for low, high in known:
                    if (low, high) != taken:
                        trial[low:high] = bytes(high - low)
                less = list(compress(keys, trial))
                new_cost = Indel.distance(before + less + after, now)
                if new_cost < best[0]:
                    best = (new_cost, less, bytes(trial))
            cost, words, kept = best[0], best[1], bytearray(best[2])
        return words

    def _inner(self, place: int) -> list[str]:
        """The choices in an option, at any depth, outer ones first."""
        names = (self.here.text.where[inner][-1][0] for inner in sorted(self.here.below(place)) if inner != place)
        return list(dict.fromkeys(names))

    def _across(self, unit: int) -> tuple[int, ...]:
        return self._linked(unit) or tuple(sorted(self.here.near.get(unit, ())))

    def _linked(self, unit: int) -> tuple[int, ...]:
        link = self._links[self.here.link_of[unit]]
        return link.old if self._backwards else link.new

    def _gap(self, unit: int, start: int, end: int) -> tuple[list[str], list[str], list[str]]:
        """The words outside the choice up to the next that go on, on both sides; and what stands there now."""
        here, there = self.here, self.there
        one = here.text.units[unit]
        left = start - 1
        while left >= one.start and not (here.counted[left] and here.to[left] >= 0):
            left -= 1
        right = end
        while right < one.end and not (here.counted[right] and here.to[right] >= 0):
            right += 1
        low = here.to[left] + 1 if left >= one.start else 0
        high = here.to[right] if right < one.end else len(there.to)
        now: list[str] = []
        for number in self._across(unit):
            other = there.text.units[number]
            now += there.words(max(low, other.start), max(low, min(high, other.end)))
        return here.words(left + 1, start), here.words(end, right), now

    def _loose(self, first: int, last: int, start: int, end: int) -> list[str]:
        """The words of the linked units that do not come from outside the choice."""
        found: list[str] = []
        units = {other for unit in range(first, last + 1) for other in self._across(unit)}
        for number in sorted(units):
            unit = self.there.text.units[number]
            own = [
                counted and not (0 <= back < start or back >= end)
                for counted, back in zip(
                    self.there.counted[unit.start : unit.end], self.there.to[unit.start : unit.end], strict=True
                )
            ]
            found += [key.casefold() for key in compress(self.there.text.keys[unit.start : unit.end], own)]
        return found

    def _stands(self, choice: str, start: int, end: int, first: int, last: int) -> bool:
        """Whether enough of the words round a choice, within the option round it, go on."""
        here = self.here
        outer = here.around[here.options(choice)[0]]
        low, high = here.extents[outer] if outer else (0, len(here.to))
        low, high = max(low, here.text.units[first].start), min(high, here.text.units[last].end)
        before = [token for token in range(low, start) if here.counted[token]][-NEAR:]
        after = [token for token in range(end, high) if here.counted[token]][:NEAR]
        near = before + after
        return bool(near) and sum(here.to[token] >= 0 for token in near) >= STANDING * len(near)


def _likeness(before: list[str], words: list[str], after: list[str], now: list[str]) -> float:
    """How much of an option and of the words that stand in its place is the same (Dice)."""
    low, high = len(before), len(before) + len(words)
    matched, places = 0, []
    for code in Indel.opcodes(before + words + after, now):
        if code.tag == "equal":
            start, end = max(code.src_start, low), min(code.src_end, high)
            if start < end:
                matched += end - start
                places += [code.dest_start + start - code.src_start, code.dest_start + end - code.src_start]
    return 2 * matched / (len(words) + places[-1] - places[0]) if places else 0.0
