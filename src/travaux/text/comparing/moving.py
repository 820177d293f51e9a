"""Which provisions stand elsewhere now, and which were only renumbered.

A provision has moved if the one round it is another one, or if it left the order of its neighbours: those that keep
their order are the ones on the heaviest increasing sequence of positions (Fredman, 1975, with weights), words being the
weights. What moves along with the provision round it has not moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from travaux.text.comparing.model import Link
from travaux.text.comparing.printed import Printed
from travaux.text.comparing.sides import Side

__all__ = ["containers", "heaviest_in_order", "moved", "renumbered"]


def renumbered(link: Link, old: Printed, new: Printed) -> bool:
    """Whether the printed number differs; capitals, dots, brackets and spaces make no difference."""
    if not (link.old and link.new):
        return False
    before, after = old.units[link.old[0]].number, new.units[link.new[0]].number
    return before != after and _bare(before) != _bare(after)


def _bare(number: str) -> str:
    return "".join(filter(str.isalnum, number.casefold()))


def moved(links: Sequence[Link], old: Side, new: Side) -> set[int]:
    """The indexes of the links whose provisions stand elsewhere."""
    found: set[int] = set()
    siblings: dict[int, list[int]] = {}
    left, right = containers(old, links), containers(new, links)
    for number, link in enumerate(links):
        if not (link.old and link.new) or old.text.units[link.old[0]].note or new.text.units[link.new[0]].note:
            continue
        outer = left[link.old[0]]
        if outer == right[link.new[0]]:
            siblings.setdefault(outer, []).append(number)
        else:
            found.add(number)
    for group in siblings.values():
        group.sort(key=lambda number: links[number].new[0])
        positions = [links[number].old[0] for number in group]
        if any(a > b for a, b in pairwise(positions)):
            weights = [1 + _weight(old, links[number]) for number in group]
            kept = heaviest_in_order(positions, weights)
            found.update(number for place, number in enumerate(group) if place not in kept)
    return found


def containers(side: Side, links: Sequence[Link]) -> list[int]:
    """For each unit, the link of the nearest unit round it that has a counterpart; -1 without one."""
    found: list[int] = []
    for unit in side.text.units:
        outer = unit.parent
        if outer < 0:
            found.append(-1)
            continue
        link = links[side.link_of[outer]]
        found.append(side.link_of[outer] if link.old and link.new else found[outer])
    return found


def _weight(side: Side, link: Link) -> int:
    units = side.text.units
    return sum(side.count(units[unit].start, units[max(unit, units[unit].last - 1)].end) for unit in link.old)


def heaviest_in_order(positions: Sequence[int], weights: Sequence[int]) -> set[int]:
    """The indexes of the heaviest strictly increasing subsequence of positions, in O(n log n).

    Example:
        >>> sorted(heaviest_in_order([4, 0, 1, 2], [2, 5, 5, 5]))
        [1, 2, 3]
    """
    rank = {position: number for number, position in enumerate(sorted(set(positions)), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(rank) + 1)  # a Fenwick tree of (weight, index) maxima
    before: list[int] = []
    for index, (position, weight) in enumerate(zip(positions, weights, strict=True)):
        heaviest = _maximum(best, rank[position] - 1)
        before.append(heaviest[1])
        place = rank[position]
        while place < len(best):
            if best[place][0] < heaviest[0] + weight:
                best[place] = (heaviest[0] + weight, index)
            place += place & -place
    kept: set[int] = set()
    index = _maximum(best, len(rank))[1]
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept


def _maximum(best: list[tuple[int, int]], place: int) -> tuple[int, int]:
    found = (0, -1)
    while place:
        if best[place][0] > found[0]:
            found = best[place]
        place -= place & -place
    return found
