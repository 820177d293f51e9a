"""The options of a choice that goes on: which goes on as which, and who stands behind it now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress

from rapidfuzz.distance import Indel

from travaux.text.comparing.sides import Side
from travaux.text.model import Choice, Option

__all__ = ["Paired", "option_name", "paired", "reworded", "stances"]

ALIKE = 0.4  # similarity from which an option is the same with other words
SAME_LABEL = 0.1
SAME_PLACE = 0.01

Both = tuple[list[str], list[str]]


@dataclass(frozen=True, slots=True)
class Paired:
    """The options of two choices that are one: positions from 0, those without a counterpart apart."""

    both: tuple[tuple[int, int], ...]
    dropped: tuple[int, ...]
    added: tuple[int, ...]


def option_name(choice: Choice, position: int) -> str:
    """The name of an option for readers: its label, `option 2`, or `keep` for what stands in a bracket.

    Example:
        >>> option_name(Choice("c1", "options", (Option(label="Option (a):"), Option())), 0)
        'Option (a)'
    """
    label = choice.options[position].label.strip(" \t:.*([")
    if label:
        return label + ")" if label.count("(") > label.count(")") else label
    return "keep" if choice.form in ("bracket", "placeholder") else f"option {position + 1}"


def paired(here: str, there: str, old: Side, new: Side) -> Paired:
    """Which options of a choice go on as which: those with the most similar words first."""
    ours, theirs = old.text.choices[here].options, new.text.choices[there].options
    if ours == theirs:
        return Paired(tuple((i, i) for i in range(len(ours))), (), ())
    left, right = _contents(old, here), _contents(new, there)
    bare = _contents(old, here, inner=False), _contents(new, there, inner=False)
    points = {
        (i, j): _likeness(ours[i], theirs[j], (left[i], right[j]), (bare[0][i], bare[1][j])) + SAME_PLACE * (i == j)
        for i in range(len(ours))
        for j in range(len(theirs))
    }
    both: dict[int, int] = {}
    for i, j in sorted(points, key=lambda pair: (-round(points[pair], 6), pair)):
        if points[i, j] >= ALIKE and i not in both and j not in both.values():
            both[i] = j
    return Paired(
        tuple(sorted(both.items())),
        tuple(i for i in range(len(ours)) if i not in both),
        tuple(j for j in range(len(theirs)) if j not in both.values()),
    )


def _contents(side: Side, choice: str, *, inner: bool = True) -> list[list[str]]:
    """The words of each option, with or without those of options in it."""
    found: list[list[str]] = []
    for place in side.options(choice):
        start, end = side.extents[place]
        if start < 0:
            found.append([])
        elif inner or place not in side.inner:
            found.append(side.words(start, end))
        else:
            keys, places, counted = side.text.plain, side.text.places, side.counted
            own = (token for token in range(start, end) if counted[token] and places[token] == place)
            found.append([keys[token].casefold() for token in own])
    return found


def _likeness(one: Option, other: Option, whole: Both, bare: Both) -> float:
    if one.null != other.null:
        return 0.0
    if not any(whole):
        return 1.0
    alike = Indel.normalized_similarity(*whole)
    if all(bare) and bare != whole:  # what stands in it may have closed or been opened
        alike = max(alike, Indel.normalized_similarity(*bare))
    return alike + SAME_LABEL * (bool(one.label) and one.label == other.label)


def reworded(old: Side, new: Side, here: int, there: int) -> bool:
    """Whether words that stand in an option, and in no option within it, differ."""
    return _alone(old, here) != _alone(new, there)


def _alone(side: Side, place: int) -> list[str]:
    """The words of an option without a counterpart, those of inner options left aside."""
    start, end = side.extents[place]
    if start < 0:
        return []
    places, to = side.text.places[start:end], side.to[start:end]
    own = [
        counted and where == place and there < 0
        for counted, where, there in zip(side.counted[start:end], places, to, strict=True)
    ]
    return [key.casefold() for key in compress(side.text.plain[start:end], own)]


def stances(one: Option, other: Option) -> Iterator[tuple[str, bool, tuple[str, ...]]]:
    """Who came to an option and who went: (`back` or `oppose`, whether they joined, their codes)."""
    sides = (("back", one.backs, other.backs), ("oppose", one.opposes, other.opposes))
    for stance, before, after in sides:
        for joined, present, absent in ((True, after, before), (False, before, after)):
            codes = tuple(code for code in present if code not in absent)
            if codes:
                yield stance, joined, codes
