"""Units with few words or none follow what stands next to them and in them."""

from __future__ import annotations

from collections import defaultdict

from travaux.text.comparing.assigning import Linked
from travaux.text.comparing.features import Bools, Words
from travaux.text.comparing.printed import Printed

__all__ = ["follow"]

_NEXT = 0.9
"""The chance that units with the same words are the same, if the ones before or after them are linked."""


def follow(
    old: Printed, new: Printed, words: tuple[Words, Words], heads: tuple[Bools, Bools], linked: Linked
) -> None:
    """Link units round linked ones, and those that are equal and stand beside linked ones.

    Args:
        heads: units that are linked with their article, or not at all.
    """
    ours, theirs = words[0].exact, words[1].exact

    def alike(here: int, there: int) -> bool:
        if linked.link[here] >= 0 or linked.back[there] >= 0 or ours[here] != theirs[there]:
            return False
        if heads[0][here] or heads[1][there]:
            return False
        one, other = old.units[here], new.units[there]
        return one.role == other.role and one.level == other.level and one.note == other.note

    _round(old, new, words, heads, linked)
    last = len(new.units) - 1
    for here in range(len(ours)):
        before = linked.link[here - 1] if here else -1
        if (before >= 0 or not here) and before < last and alike(here, before + 1):
            linked.add(here, before + 1, _NEXT)
    for here in range(len(ours) - 2, -1, -1):
        after = linked.link[here + 1]
        if after > 0 and alike(here, after - 1):
            linked.add(here, after - 1, _NEXT)
    _round(old, new, words, heads, linked)


def _round(
    old: Printed, new: Printed, words: tuple[Words, Words], heads: tuple[Bools, Bools], linked: Linked
) -> None:
    """Link the units round linked ones, if most of what stands in them is linked."""
    if not _any_open(old, heads[0], linked.link) or not _any_open(new, heads[1], linked.back):
        return
    votes: defaultdict[tuple[int, int], float] = defaultdict(float)
    in_old: defaultdict[int, float] = defaultdict(float)
    in_new: defaultdict[int, float] = defaultdict(float)
    weights = [(words[0].lengths + 1).tolist(), (words[1].lengths + 1).tolist()]
    for there, weight in enumerate(weights[1]):
        for above in _open_above(new, there, heads[1], linked.back):
            in_new[above] += weight
    for here, there in enumerate(linked.link):
        around = _open_above(old, here, heads[0], linked.link)
        for outer in around:
            in_old[outer] += weights[0][here]
        if there < 0:
            continue
        for outer in around:
            for goal in _open_above(new, there, heads[1], linked.back):
                if old.units[outer].role == new.units[goal].role:
                    votes[outer, goal] += weights[0][here]
    shares = {pair: vote / max(in_old[pair[0]], in_new[pair[1]]) for pair, vote in votes.items()}
    for pair in sorted(shares, key=lambda pair: (-shares[pair], pair)):
        if shares[pair] >= _MOST:
            linked.add(*pair, min(0.5 + shares[pair] / 2, 0.99))


_MOST = 0.3


def _any_open(text: Printed, heads: Bools, link: list[int]) -> bool:
    """Whether anything is left to link that has units in it."""
    return any(
        here < 0 and unit.last > index + 1 and not heads[index]
        for index, (unit, here) in enumerate(zip(text.units, link, strict=True))
    )


def _open_above(text: Printed, unit: int, heads: Bools, link: list[int]) -> list[int]:
    """The units round one that are not linked yet, the nearest first."""
    found = []
    unit = text.units[unit].parent
    while unit >= 0:
        if link[unit] < 0 and not heads[unit]:
            found.append(unit)
        unit = text.units[unit].parent
    return found
