"""What stands now in the place of words that were touched, in a passage that can be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from travaux.text.comparing.sides import Side

__all__ = ["bracketed_now", "passages_now"]

Range = tuple[int, int]

SHORT = 40  # words of a unit that is given whole
BESIDE = 4  # words on both sides of a change


def passages_now(side: Side, units: Sequence[int], changed: Iterable[Range]) -> str:
    """The changed parts of some units with a few words on both sides; short units whole.

    Args:
        side: the newer text.
        units: indexes of the units in which the parts stand.
        changed: ranges of tokens; an empty range is a place at which words were lost.
    """
    parts: dict[int, list[Range]] = {}
    for low, high in changed:
        for unit in units:
            one = side.text.units[unit]
            if one.start <= low and high <= one.end:
                parts.setdefault(unit, []).append((low, high))
                break
    return " … ".join(filter(None, (_of_unit(side, unit, parts[unit]) for unit in sorted(parts))))


def _of_unit(side: Side, unit: int, parts: Sequence[Range]) -> str:
    one = side.text.units[unit]
    if side.count(one.start, one.end) <= SHORT:
        return side.printed(one.start, one.end)
    wide: list[Range] = []
    for low, high in sorted(parts):
        low, high = _back(side, low, one.start), _on(side, high, one.end)
        if wide and low <= wide[-1][1]:
            wide[-1] = wide[-1][0], max(high, wide[-1][1])
        else:
            wide.append((low, high))
    words = " … ".join(side.printed(*each) for each in wide)
    return ("… " if wide[0][0] > one.start else "") + words + (" …" if wide[-1][1] < one.end else "")


def _back(side: Side, token: int, start: int) -> int:
    left = BESIDE
    while token > start and left:
        token -= 1
        left -= side.counted[token]
    return token


def _on(side: Side, token: int, end: int) -> int:
    left = BESIDE
    while token < end and left:
        left -= side.counted[token]
        token += 1
    return token


def bracketed_now(side: Side, tokens: Iterable[int]) -> list[Range]:
    """The outermost choices round some tokens, as ranges of tokens with their brackets, in reading order."""
    names = dict.fromkeys(place[0][0] for place in map(side.text.place, tokens) if place)
    return sorted(side.extent(name) for name in names)
