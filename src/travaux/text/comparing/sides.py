"""One of two texts that are compared: what counts as a word in it, and where the words of each option stand."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import compress

from travaux.text.comparing.model import Link, Span
from travaux.text.comparing.printed import WORD, Printed, Unit
from travaux.text.comparing.spans import only_typography
from travaux.text.comparing.words import is_word

__all__ = ["Side", "sides", "tie", "untie"]

_ONLY_WORDS = bytes(kind == WORD for kind in range(256))


class Side:
    """A text with its links, and the tokens of the other text that its tokens go on as.

    `to` holds the token of the other text for each token, -1 where there is none; `link_of` the link of each unit;
    `near` units of the other text in which the choices of a unit without a counterpart may be found. Places are indexes
    into `Printed.where`; place 0 is outside every option.
    """

    def __init__(self, text: Printed) -> None:
        self.text = text
        self.to = [-1] * len(text.tokens)
        self.link_of = [-1] * len(text.units)
        self.near: dict[int, list[int]] = {}

    @cached_property
    def counted(self) -> bytes:
        """1 for each token that is a word with a letter or a digit."""
        keys = self.text.keys
        words = set(filter(is_word, set(keys)))
        found = bytes(map(words.__contains__, keys))
        kinds = self.text.kinds.translate(_ONLY_WORDS)
        size = len(keys)
        both = int.from_bytes(found, "little") & int.from_bytes(kinds, "little")
        return both.to_bytes(size, "little")

    @cached_property
    def around(self) -> list[int]:
        """For each place, the place in which its choice stands; 0 for 0."""
        known = {place: number for number, place in enumerate(self.text.where)}
        return [known[place[:-1]] for place in self.text.where]

    @cached_property
    def extents(self) -> list[tuple[int, int]]:
        """For each place, the half-open range of its tokens, inner options included; (-1, -1) where nothing stands."""
        places, size = self.text.places, len(self.text.where)
        first = dict(zip(reversed(places), range(len(places) - 1, -1, -1), strict=True))
        last = dict(zip(places, range(1, len(places) + 1), strict=True))
        low, high = [first.get(place, -1) for place in range(size)], [last.get(place, -1) for place in range(size)]
        for place in range(size - 1, 0, -1):
            if low[place] >= 0:
                outer = self.around[place]
                low[outer] = low[place] if low[outer] < 0 else min(low[outer], low[place])
                high[outer] = max(high[outer], high[place])
        return list(zip(low, high, strict=True))

    @cached_property
    def bare_sizes(self) -> list[int]:
        """For each place, how many words stand in it and in no inner option."""
        own = Counter(compress(self.text.places, self.counted))
        return [own.get(place, 0) for place in range(len(self.text.where))]

    @cached_property
    def sizes(self) -> list[int]:
        """For each place, how many words stand in it, inner options included."""
        sizes = list(self.bare_sizes)
        for place in range(len(sizes) - 1, 0, -1):
            sizes[self.around[place]] += sizes[place]
        return sizes

    @cached_property
    def inner(self) -> dict[int, list[int]]:
        """For each place, the places of the options directly in it."""
        found: dict[int, list[int]] = {}
        for place in range(1, len(self.around)):
            found.setdefault(self.around[place], []).append(place)
        return found

    def below(self, place: int) -> Iterator[int]:
        """A place and all places in it."""
        waiting = [place]
        while waiting:
            place = waiting.pop()
            yield place
            waiting += self.inner.get(place, ())

    @cached_property
    def order(self) -> dict[str, int]:
        """The position of each choice in reading order."""
        return {choice: number for number, choice in enumerate(self.text.choices)}

    @cached_property
    def _options(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {choice: [] for choice in self.text.choices}
        for number, place in enumerate(self.text.where[1:], 1):
            found[place[-1][0]].append(number)
        return found

    def options(self, choice: str) -> list[int]:
        """The places of the options of a choice, in order."""
        return self._options[choice]

    @cached_property
    def vocabularies(self) -> list[set[str]]:
        """The different words of each unit, letter case folded."""
        return [set(self.words(unit.start, unit.end)) for unit in self.text.units]

    def extent(self, choice: str) -> tuple[int, int]:
        """The tokens of a choice, its marks included; (-1, -1) where nothing is printed."""
        ranges = [self.extents[place] for place in self.options(choice)]
        known = [each for each in ranges if each[0] >= 0]
        if not known:
            return -1, -1
        return min(start for start, _ in known), max(end for _, end in known)

    def unit_of(self, token: int) -> int:
        """The unit in which a token stands."""
        return bisect_right(self._starts, token) - 1

    def unit_of_choice(self, choice: str) -> int:
        """The unit in which the first mark of a choice stands."""
        start, _ = self.extent(choice)
        return self.unit_of(start) if start >= 0 else self.text.choice_unit.get(choice, 0)

    @cached_property
    def _starts(self) -> list[int]:
        return [unit.start for unit in self.text.units]

    @cached_property
    def first_of(self) -> dict[int, int]:
        """The first unit of each link."""
        return {link: unit for unit, link in reversed(list(enumerate(self.link_of)))}

    def words(self, start: int, end: int) -> list[str]:
        """The words among some tokens, letter case and typography folded."""
        return [key.casefold() for key in compress(self.text.plain[start:end], self.counted[start:end])]

    def count(self, start: int, end: int) -> int:
        """How many words stand among some tokens."""
        return self.counted.count(1, start, end)

    def count_units(self, units: Sequence[int]) -> int:
        """How many words stand in some units."""
        known: list[Unit] = [self.text.units[unit] for unit in units]
        return sum(self.count(unit.start, unit.end) for unit in known)

    def printed(self, start: int, end: int) -> str:
        """Some tokens in one line."""
        return " ".join("".join(self.text.tokens[start:end]).split())


def sides(old: Printed, new: Printed, links: Sequence[Link], spans: Sequence[Sequence[Span]]) -> tuple[Side, Side]:
    """Both texts, with what goes on as what."""
    ours, theirs = Side(old), Side(new)
    for number, link in enumerate(links):
        for unit in link.old:
            ours.link_of[unit] = number
        for unit in link.new:
            theirs.link_of[unit] = number
    for row in spans:
        tie(ours, theirs, row)
    return ours, theirs


def tie(old: Side, new: Side, row: Sequence[Span]) -> None:
    """Say which tokens go on as which, after the spans of a link; what differs in typography alone goes on."""
    for span in row:
        if span.act == "same":
            old.to[slice(*span.old)] = range(*span.new)
            new.to[slice(*span.new)] = range(*span.old)
    for one, other in _retyped(old, new, row):
        old.to[slice(*one)] = [min(other[0] + step, other[1] - 1) for step in range(one[1] - one[0])]
        new.to[slice(*other)] = [min(one[0] + step, one[1] - 1) for step in range(other[1] - other[0])]


def untie(old: Side, new: Side, row: Sequence[Span]) -> None:
    """Take back what `tie` said."""
    for span in row:
        if span.act == "same":
            old.to[slice(*span.old)] = [-1] * (span.old[1] - span.old[0])
            new.to[slice(*span.new)] = [-1] * (span.new[1] - span.new[0])
    for one, other in _retyped(old, new, row):
        old.to[slice(*one)] = [-1] * (one[1] - one[0])
        new.to[slice(*other)] = [-1] * (other[1] - other[0])


def _retyped(old: Side, new: Side, row: Sequence[Span]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    found = only_typography(row, old.text, new.text)
    return ((row[n].old, row[n + 1].new) for n in sorted(found) if row[n].act == "deleted")
