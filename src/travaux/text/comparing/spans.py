"""The words of linked units side by side: what is the same, what was deleted, what was inserted."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from travaux.text.comparing.model import Link, Span
from travaux.text.comparing.printed import Printed
from travaux.text.comparing.typography import unspaced
from travaux.text.comparing.words import Block, matching

__all__ = ["only_typography", "spans_of"]

Range = tuple[int, int]


def spans_of(
    link: Link,
    old: Printed,
    new: Printed,
    settled: Container[int] = (),
    brought: Container[int] = (),
) -> tuple[Span, ...]:
    """The tokens of the linked units in reading order; no span crosses the border of a unit.

    Args:
        link: the units.
        old, new: the texts they stand in.
        settled: places of the old text (indexes into `where`) whose words were dropped, and so have no counterpart.
        brought: places of the new text whose words are new.
    """
    left = [(old.units[unit].start, old.units[unit].end) for unit in link.old]
    right = [(new.units[unit].start, new.units[unit].end) for unit in link.new]
    a, b = _keys(old, left), _keys(new, right)
    if settled:
        _mask(a, old, left, settled, "\0-")
    if brought:
        _mask(b, new, right, brought, "\0+")
    found = matching(a, b)
    one = len(left) == len(right) == 1
    spans = _plain(found, *left[0], *right[0]) if one else _spans(found, left, right, len(a), len(b))
    return tuple(part for span in spans for part in (_apart(span, old, new) if span.act == "same" else (span,)))


def only_typography(row: Sequence[Span], old: Printed, new: Printed) -> set[int]:
    """The indexes of spans, a deleted one and the inserted one after it, that differ in typography alone."""
    found: set[int] = set()
    for number, (one, other) in enumerate(pairwise(row)):
        if one.act == "deleted" and other.act == "inserted":
            before, after = old.keys[slice(*one.old)], new.keys[slice(*other.new)]
            if unspaced(before) == unspaced(after):
                found |= {number, number + 1}
    return found


def _apart(span: Span, old: Printed, new: Printed) -> Iterator[Span]:
    """The parts of a span of tokens that are the same but for typography: those printed alike, and the others."""
    (i, end), (j, last) = span.old, span.new
    before, after = old.keys[i:end], new.keys[j:last]
    if before == after:
        yield span
        return
    alike = [one == other for one, other in zip(before, after, strict=True)]
    cuts = [0, *(n for n, (one, other) in enumerate(pairwise(alike), 1) if one != other), len(alike)]
    for start, stop in pairwise(cuts):
        if alike[start]:
            yield Span("same", (i + start, i + stop), (j + start, j + stop))
        else:
            yield Span("deleted", (i + start, i + stop), (j + start, j + start))
            yield Span("inserted", (i + stop, i + stop), (j + start, j + stop))


def _plain(found: list[Block], i: int, end: int, j: int, last: int) -> Iterator[Span]:
    """The spans of one unit and another, the tokens of which are neighbours."""
    here, there = i, j
    for start, other, length in [*found, (end - i, last - j, 0)]:
        start, other = start + here, other + there
        if i < start:
            yield Span("deleted", (i, start), (j, j))
        if j < other:
            yield Span("inserted", (start, start), (j, other))
        i, j = start + length, other + length
        if length:
            yield Span("same", (start, i), (other, j))


def _keys(text: Printed, ranges: list[Range]) -> list[str]:
    keys = text.plain
    if len(ranges) == 1:
        return keys[ranges[0][0] : ranges[0][1]]
    return [key for start, end in ranges for key in keys[start:end]]


def _mask(keys: list[str], text: Printed, ranges: list[Range], places: Container[int], sign: str) -> None:
    """Words that must not be matched are given a key that nothing else has."""
    around = (place for start, end in ranges for place in text.places[start:end])
    for index, place in enumerate(around):
        if place in places:
            keys[index] = sign


def _spans(found: list[Block], left: list[Range], right: list[Range], old: int, new: int) -> Iterator[Span]:
    i = j = 0
    for start, there, length in [*found, (old, new, 0)]:
        if i < start:
            stop = (_token(right, j),) * 2
            yield from (Span("deleted", part, stop) for part in _parts(left, i, start))
        if j < there:
            stop = (_token(left, start),) * 2
            yield from (Span("inserted", stop, part) for part in _parts(right, j, there))
        if length:
            yield from _same(left, right, start, there, length)
        i, j = start + length, there + length


def _same(left: list[Range], right: list[Range], i: int, j: int, length: int) -> Iterator[Span]:
    ours, theirs = list(_parts(left, i, i + length)), list(_parts(right, j, j + length))
    while ours and theirs:
        (a, b), (c, d) = ours.pop(0), theirs.pop(0)
        step = min(b - a, d - c)
        yield Span("same", (a, a + step), (c, c + step))
        if a + step < b:
            ours.insert(0, (a + step, b))
        if c + step < d:
            theirs.insert(0, (c + step, d))


def _token(ranges: list[Range], index: int) -> int:
    """The token at an index into the joined ranges, or the one after the last."""
    for start, end in ranges:
        if index < end - start:
            return start + index
        index -= end - start
    return ranges[-1][1] if ranges else 0


def _parts(ranges: Sequence[Range], first: int, last: int) -> Iterator[Range]:
    """The tokens from one index into the joined ranges to another."""
    for start, end in ranges:
        size = end - start
        if first < size and last > 0:
            yield start + max(first, 0), start + min(last, size)
        first, last = first - size, last - size
