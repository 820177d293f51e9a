"""Marks of choices that stand before the number of the paragraph they open with: `[1. text]`, `Option 1:` above `1.`"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from itertools import groupby

from travaux.text.comparing.model import Act, Span
from travaux.text.comparing.printed import MARK, Printed
from travaux.text.wording import head_words

__all__ = ["Leading", "gap_after", "without_leading"]

_OPENING = "[({<⟦［（【"


class Leading:
    """The marks with which options open just before a paragraph begins in them.

    `tokens` are all of them; a mark is printed before the number of a paragraph if the paragraph begins inside its
    option, and after it otherwise.
    """

    def __init__(self, text: Printed) -> None:
        self._text = text
        self._ends: dict[int, int] = {}
        if text.choices:
            self._find()
        self._sorted = [token for unit in self._ends for token in range(*self.of(unit))]
        self.tokens = frozenset(self._sorted)

    def _find(self) -> None:
        text, seen = self._text, set[int]()
        for index, unit in enumerate(text.units):
            token = unit.start
            while token < unit.end and self._opens(token, unit.place, seen):
                token += 1
            if token > unit.start:
                self._ends[index] = token
            seen.update(text.places[unit.start : unit.end])

    def _opens(self, token: int, around: tuple[tuple[str, int], ...], seen: set[int]) -> bool:
        """Whether a token is the opening mark of an option in which the paragraph begins."""
        text, place = self._text, self._text.places[token]
        if text.kinds[token] != MARK or place in seen or not place:
            return False
        path = text.where[place]
        if around[: len(path)] != path:
            return False
        seen.add(place)
        name, position = path[-1]
        option = text.choices[name].options[position]
        return bool(option.joint or option.open or option.label or head_words(option))

    def of(self, unit: int) -> tuple[int, int]:
        """The leading marks of a unit as a half-open range of tokens; often empty."""
        start = self._text.units[unit].start
        return start, self._ends.get(unit, start)

    def within(self, start: int, end: int) -> bool:
        """Whether a range of tokens holds a leading mark."""
        place = bisect_left(self._sorted, start)
        return place < len(self._sorted) and self._sorted[place] < end

    def words(self, unit: int) -> str:
        """What is printed of them, with what parts them from the number."""
        pieces = [self._text.tokens[token] for token in range(*self.of(unit))]
        return "".join(piece + gap_after(piece) for piece in pieces).lstrip()


def gap_after(words: str) -> str:
    """What parts an opening mark from what follows it: a line end after a label, nothing after a bracket.

    Example:
        >>> gap_after("Option 1:"), gap_after("["), gap_after("[US propose: ")
        ('\\n', '', '')
    """
    return "" if not words or words[-1].isspace() or words[-1] in _OPENING else "\n"


def without_leading(spans: Iterable[Span], old: Leading, new: Leading) -> list[Span]:
    """The spans without the leading marks of both texts, which are written with the numbers.

    A mark that leads in one text only is deleted or inserted there.
    """
    if not (old.tokens or new.tokens):
        return list(spans)
    found: list[Span] = []
    for span in spans:
        if old.within(*span.old) or new.within(*span.new):
            found += _trimmed(span, old.tokens, new.tokens)
        else:
            found.append(span)
    return found


def _trimmed(span: Span, old: Container[int], new: Container[int]) -> Iterator[Span]:
    """The runs of a span that are left, as long as possible."""
    (i, end), (j, last) = span.old, span.new
    size = max(end - i, last - j)
    acts = [_act(span.act, span.act != "inserted" and i + n in old, span.act != "deleted" and j + n in new)
            for n in range(size)]
    start = 0
    for act, run in groupby(acts):
        stop = start + len(list(run))
        here = (i + start, i + stop) if span.act != "inserted" else span.old
        there = (j + start, j + stop) if span.act != "deleted" else span.new
        if act == "same":
            yield Span("same", here, there)
        elif act == "deleted":
            yield Span("deleted", here, (there[0], there[0]))
        elif act == "inserted":
            yield Span("inserted", (here[1], here[1]), there)
        start = stop


def _act(act: Act, leads_old: bool, leads_new: bool) -> Act | None:
    """What is left to write of a token that is written with a number in the old text, or in the new one."""
    if act != "same":
        return None if leads_old or leads_new else act
    if leads_old and leads_new:
        return None
    return "inserted" if leads_old else "deleted" if leads_new else "same"
