"""What stood round a choice up to the words that go on, and what stands there now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import compress

from rapidfuzz.distance import Indel

from travaux.text.comparing.sides import Side

__all__ = ["Gap", "gap"]


@dataclass(frozen=True, slots=True)
class Gap:
    """The words beside a choice that do not go on, and those that stand there now, letter case folded.

    `tokens` are those of `now` in the other text. `joined` says whether the choice is written into a word before or
    after it, as in `communication[s]`.
    """

    before: list[str]
    after: list[str]
    now: list[str]
    joined: tuple[bool, bool] = (False, False)
    tokens: tuple[int, ...] = field(default=(), compare=False)

    @property
    def outside(self) -> list[str]:
        """What would stand here without the choice."""
        return self.before + self.after

    def cost(self, words: list[str]) -> int:
        """The edits that make what stands now of the gap with these words in it."""
        return min(Indel.distance(each, self.now) for each in self._written(words))

    def _written(self, words: list[str]) -> Iterable[list[str]]:
        """The words between those beside them, apart or as one word with them."""
        before, after = self.before, self.after
        yield before + words + after
        if words and self.joined[0] and before:
            yield [*before[:-1], before[-1] + words[0], *words[1:], *after]
        if words and self.joined[1] and after:
            yield [*before, *words[:-1], words[-1] + after[0], *after[1:]]

    def instead(self) -> list[int]:
        """The tokens of the other text that stand in place of the choice: without the words beside it."""
        beside = {
            token
            for code in Indel.opcodes(self.outside, self.now)
            if code.tag == "equal"
            for token in self.tokens[code.dest_start : code.dest_end]
        }
        return [token for token in self.tokens if token not in beside]

    def likeness(self, words: list[str]) -> float:
        """How much of some words, and of what stands in their place, is the same (Dice)."""
        low, high = len(self.before), len(self.before) + len(words)
        if self.cost(words) < Indel.distance(self.before + words + self.after, self.now):
            return 1.0  # written into the words beside it
        matched, places = 0, []
        for code in Indel.opcodes(self.before + words + self.after, self.now):
            start, end = max(code.src_start, low), min(code.src_end, high)
            if code.tag == "equal" and start < end:
                matched += end - start
                places += [code.dest_start + start - code.src_start, code.dest_start + end - code.src_start]
        return 2 * matched / (len(words) + places[-1] - places[0]) if places else 0.0


def gap(here: Side, there: Side, choice: tuple[int, int], across: Iterable[int]) -> Gap:
    """What stood and what stands round a choice.

    Args:
        here, there: the text of the choice, and the other one.
        choice: its tokens.
        across: the units of the other text in which it is looked for.
    """
    start, end = choice
    first, last = here.unit_of(start), here.unit_of(end - 1)
    if first != last:  # its paragraphs may stand anywhere in those units
        tokens = _standing(there, across, (0, len(there.to)), choice)
        return Gap([], [], _words(there, tokens), tokens=tokens)
    unit = here.text.units[first]
    left, right = start - 1, end
    while left >= unit.start and not (here.counted[left] and here.to[left] >= 0):
        left -= 1
    while right < unit.end and not (here.counted[right] and here.to[right] >= 0):
        right += 1
    bounds = (
        here.to[left] + 1 if left >= unit.start else 0,
        here.to[right] if right < unit.end else len(there.to),
    )
    tokens = _standing(there, across, bounds, (left + 1, right))
    joined = (
        start - 1 > left and here.counted[start - 1] == 1 and _unspaced(here, start - 1),
        end < right and here.counted[end] == 1 and _unspaced(here, end - 1),
    )
    return Gap(here.words(left + 1, start), here.words(end, right), _words(there, tokens), joined, tokens)


def _unspaced(side: Side, token: int) -> bool:
    return side.text.tokens[token] == side.text.keys[token]


def _words(there: Side, tokens: tuple[int, ...]) -> list[str]:
    return [there.text.plain[token].casefold() for token in tokens]


def _standing(
    there: Side, units: Iterable[int], bounds: tuple[int, int], source: tuple[int, int]
) -> tuple[int, ...]:
    """The words of some units that stand within bounds and do not come from outside a range of the other text."""
    found: list[int] = []
    for number in units:
        unit = there.text.units[number]
        low, high = max(bounds[0], unit.start), min(bounds[1], unit.end)
        if low < high:
            own = [
                counted and (back < 0 or source[0] <= back < source[1])
                for counted, back in zip(there.counted[low:high], there.to[low:high], strict=True)
            ]
            found += compress(range(low, high), own)
    return tuple(found)
