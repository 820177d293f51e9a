"""The words of linked units side by side: what is the same, what was deleted, what was inserted."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.text.comparing.model import Link, Span
from travaux.text.comparing.printed import Printed
from travaux.text.comparing.words import matching

__all__ = ["spans_of"]


def spans_of(link: Link, old: Printed, new: Printed) -> tuple[Span, ...]:
    """The tokens of the linked units in reading order; no span crosses the border of a unit."""
    left = [token for unit in link.old for token in range(old.units[unit].start, old.units[unit].end)]
    right = [token for unit in link.new for token in range(new.units[unit].start, new.units[unit].end)]
    old_keys, new_keys = old.keys, new.keys
    if len(link.old) == len(link.new) == 1:
        a, b = old.units[link.old[0]], new.units[link.new[0]]
        found = matching(old_keys[a.start : a.end], new_keys[b.start : b.end])
    else:
        found = matching([old_keys[token] for token in left], [new_keys[token] for token in right])
    spans: list[Span] = []
    i = j = 0
    for start, there, length in [*found, (len(left), len(right), 0)]:
        spans += [Span("deleted", part, (_at(right, j),) * 2) for part in _ranges(left[i:start])]
        spans += [Span("inserted", (_at(left, start),) * 2, part) for part in _ranges(right[j:there])]
        spans += _same(left[start : start + length], right[there : there + length])
        i, j = start + length, there + length
    return tuple(spans)


def _at(tokens: list[int], index: int) -> int:
    """The token at an index, or the one after the last."""
    if index < len(tokens):
        return tokens[index]
    return tokens[-1] + 1 if tokens else 0


def _ranges(tokens: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring tokens as half-open ranges."""
    start = 0
    for index in range(1, len(tokens) + 1):
        if index == len(tokens) or tokens[index] != tokens[index - 1] + 1:
            yield tokens[start], tokens[index - 1] + 1
            start = index


def _same(left: list[int], right: list[int]) -> Iterator[Span]:
    start = 0
    for index in range(1, len(left) + 1):
        broken = index < len(left) and (left[index] != left[index - 1] + 1 or right[index] != right[index - 1] + 1)
        if index == len(left) or broken:
            yield Span("same", (left[start], left[index - 1] + 1), (right[start], right[index - 1] + 1))
            start = index
