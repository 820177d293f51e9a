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

from travaux.text.comparing.gaps import Gap, gap
from travaux.text.comparing.model import Link
from travaux.text.comparing.sides import Side

__all__ = ["Outcome", "Settler"]

NEAR = 10  # words on each side of a choice that are its surroundings
STANDING = 0.3  # share of the surroundings that must stand for a question to be settled and not gone
OF_SENTENCE = 0.2  # the same for all words of its sentence
STOPS = frozenset(".;?!。；？！؛؟۔")
ALIKE = 0.6  # likeness of the words that stand now to those of the option they are taken for (Dice)
KEPT = 0.8  # the same for a bracket, whose words have no rivals to be told from
SURE = 6  # words that are found again by no chance
NOISY = 12  # edits from which on they prove little
FOUND = 0.6  # share of the words of an option that must go on then
MOST = 60  # inner choices of an option that are tried
PIECES = 0.3  # share of an option's words that is no accident
OTHER = 0.5  # share of the shortest option that new words must reach to be other wording


@dataclass(frozen=True, slots=True)
class Outcome:
    """`option` with its position from 0, `none` of the words, `other` wording, or `gone` with what stood round it.

    `now` are the tokens of the other text that stand in its place, for `other` wording.
    """

    how: Literal["option", "none", "other", "gone"]
    position: int = -1
    now: tuple[int, ...] = ()


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
                position not in goes_on[name] if name in goes_on else found[name].how in ("none", "gone")
                or (found[name].how == "option" and found[name].position != position)
                for name, position in outer
            )
            found[choice] = Outcome("gone") if lost else self.outcome(choice)
        return found

    def outcome(self, choice: str) -> Outcome:
        """How one choice was settled, if the choices round it are not gone."""
        start, end = self.here.extent(choice)
        if start < 0:
            return Outcome("gone")
        units = range(self.here.unit_of(start), self.here.unit_of(end - 1) + 1)
        across = sorted({other for unit in units for other in self._across(unit)})
        if not across:
            return Outcome("gone")
        found = gap(self.here, self.there, (start, end), across)
        rivals = [self._likeliest(place, found) for place in self.here.options(choice)]
        base = found.cost([])
        costs = [found.cost(words) for words in rivals]
        best = min((number for number, words in enumerate(rivals) if words), key=costs.__getitem__, default=None)
        if best is not None and costs[best] < base:
            few = base + len(rivals[best]) - costs[best] < 2 * SURE
            doubtful = not any(self._linked(unit) for unit in units)
            if doubtful and few and not self._stands(choice, start, end):
                return Outcome("gone")
            alike = found.likeness(rivals[best]) >= (ALIKE if len(rivals) > 1 else KEPT)
            return Outcome("option", best) if alike else _other(found)
        again = self._found_again(choice) if base > NOISY else None
        if again is not None:
            return Outcome("option", again)
        if not self._stands(choice, start, end):
            return self._by_provisions(choice, units, found)
        same = Indel.similarity(found.outside, found.now) // 2
        extra, lost = len(found.now) - same, len(found.outside) - same
        shortest = min((len(words) for words in rivals if words), default=1)
        pieces = any(
            (base + len(words) - cost) // 2 >= max(2, PIECES * len(words))
            for words, cost in zip(rivals, costs, strict=True)
        )
        return _other(found) if pieces or extra - lost >= max(1, OTHER * shortest) else Outcome("none")

    def _by_provisions(self, choice: str, units: range, found: Gap) -> Outcome:
        """How a choice of whole provisions was settled whose words are all rewritten: to the option that has links."""
        linked = [unit for unit in units if self._linked(unit)]
        held = {
            position: sum(self._within(place, unit) for unit in linked)
            for position, place in enumerate(self.here.options(choice))
        }
        taken = [position for position, many in held.items() if many]
        if len(taken) == 1 and len(held) > 1 and all(map(self._alone, linked)):
            return Outcome("option", taken[0])
        return _other(found) if taken else Outcome("gone")

    def _alone(self, unit: int) -> bool:
        """Whether a unit goes on as one, neither split nor merged."""
        link = self._links[self.here.link_of[unit]]
        return len(link.old) == len(link.new) == 1

    def _within(self, place: int, unit: int) -> bool:
        """Whether most words of a unit stand in an option."""
        one, (start, end) = self.here.text.units[unit], self.here.extents[place]
        inside = self.here.count(max(start, one.start), min(end, one.end)) if start < one.end and end > one.start else 0
        return 2 * inside > self.here.count(one.start, one.end)

    def _found_again(self, choice: str) -> int | None:
        """The option most of whose words go on, where so much is rewritten round them that edits prove little."""
        shares = {}
        for position, place in enumerate(self.here.options(choice)):
            start, end = self.here.extents[place]
            words = self.here.count(start, end) if start >= 0 else 0
            if words:
                kept = compress(self.here.to[start:end], self.here.counted[start:end])
                shares[position] = sum(there >= 0 for there in kept) / words
        best = max(shares, key=shares.__getitem__, default=None)
        return best if best is not None and shares[best] >= FOUND else None

    def _likeliest(self, place: int, found: Gap) -> list[str]:
        """The words of an option, its inner choices settled one after another as what stands now suggests."""
        start, end = self.here.extents[place]
        if start < 0:
            return []
        kept = self.here.counted[start:end]
        keys = [key.casefold() for key in self.here.text.plain[start:end]]
        words = list(compress(keys, kept))
        cost = found.cost(words) if found.now else 0
        for name in self._inner(place)[: MOST if found.now else 0]:
            whole = kept
            ranges = [self.here.extents[inner] for inner in self.here.options(name)]
            known = [(low - start, high - start) for low, high in ranges if low >= 0]
            for taken in (*known, None) if len(known) > 1 else (None,):
                trial = bytearray(whole)
                for low, high in known:
                    if (low, high) != taken:
                        trial[low:high] = bytes(high - low)
                less = list(compress(keys, trial))
                new_cost = found.cost(less)
                if new_cost < cost:
                    cost, words, kept = new_cost, less, bytes(trial)
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

    def _stands(self, choice: str, start: int, end: int) -> bool:
        """Whether enough of the words next to a choice or of its sentence, within the option round it, go on."""
        here = self.here
        outer = here.around[here.options(choice)[0]]
        low, high = here.extents[outer] if outer else (0, len(here.to))
        units, keys = here.text.units, here.text.keys
        low = max(low, units[here.unit_of(start)].start)
        high = min(high, units[here.unit_of(end - 1)].end)
        before = [token for token in range(low, start) if here.counted[token]][-NEAR:]
        after = [token for token in range(end, high) if here.counted[token]][:NEAR]
        low = next((token for token in range(start - 1, low, -1) if keys[token] in STOPS), low)
        high = next((token for token in range(end, high) if keys[token] in STOPS), high)
        sentence = [token for token in (*range(low, start), *range(end, high)) if here.counted[token]]
        return self._share(before + after) >= STANDING or self._share(sentence) >= OF_SENTENCE

    def _share(self, tokens: list[int]) -> float:
        """How many of some words go on."""
        return sum(self.here.to[token] >= 0 for token in tokens) / len(tokens) if tokens else 0.0


def _other(found: Gap) -> Outcome:
    return Outcome("other", now=tuple(found.instead()))
