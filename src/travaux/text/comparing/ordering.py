"""Links in the order of the new text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from travaux.text.comparing.assigning import Linked
from travaux.text.comparing.splitting import Part

__all__ = ["Group", "in_order"]

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""The old and the new units of a link."""


def in_order(linked: Linked, parts: list[Part]) -> list[Group]:
    """Every unit in one group, those without a counterpart in the new text after the group of the unit before them.

    Example:
        >>> one = Linked(2, 2)
        >>> _ = one.add(0, 1, 0.9)
        >>> in_order(one, [])
        [((), (0,)), ((0,), (1,)), ((1,), ())]
    """
    olds, news = len(linked.link), len(linked.back)
    groups = {min(group[1]): group for group in _linked(linked, parts)}
    within = {there for _, many in groups.values() for there in many}
    placed = [groups.get(there, ((), (there,))) for there in range(news) if there in groups or there not in within]
    place = {here: index for index, (many, _) in enumerate(placed) for here in many}
    dropped: defaultdict[int, list[int]] = defaultdict(list)
    last = -1
    for here in range(olds):
        if here in place:
            last = place[here]
        else:
            dropped[last].append(here)
    result: list[Group] = [((here,), ()) for here in dropped[-1]]
    for index, group in enumerate(placed):
        result.append(group)
        result += [((here,), ()) for here in dropped.get(index, ())]
    return result


def _linked(linked: Linked, parts: list[Part]) -> Iterator[Group]:
    more: tuple[defaultdict[int, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for part in parts:
        more[part.old][part.whole].append(part.part)
    for here, there in enumerate(linked.link):
        if there >= 0:
            yield tuple(sorted([here, *more[True].get(there, ())])), tuple(sorted([there, *more[False].get(here, ())]))
