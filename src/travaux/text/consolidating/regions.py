"""Places of a base that proposals change: edits that overlap or touch make one region, with each party's wording."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from travaux.text.comparing.words import matching
from travaux.text.consolidating.editing import Edit
from travaux.text.consolidating.elements import Element, is_space

__all__ = ["Region", "Wording", "clusters", "edges_apart", "regions", "wording_of"]

_ENDS = (".", ";")
_LONG = 8
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Region:
    """Elements of a text from `start` up to `end`, and the edits of each party in it."""

    start: int
    end: int
    edits: Mapping[str, Sequence[Edit]]


@dataclass(slots=True, eq=False)
class Wording:
    """One wording of a region and the parties whose texts have it."""

    keys: tuple[str, ...]
    elements: tuple[Element, ...]
    parties: list[str]
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = [key for key in self.keys if not is_space(key)]

    @property
    def empty(self) -> bool:
        """Whether it has no words."""
        return not self.words


def regions(keys: Sequence[str], edits: Mapping[str, Sequence[Edit]]) -> Iterator[Region]:
    """The regions of a text, in order."""
    found = sorted(
        ((edit.start, edit.end, party, edit) for party, own in edits.items() for edit in own),
        key=lambda item: item[:3],
    )
    start = end = -1
    inside: dict[str, list[Edit]] = {}
    for first, last, party, edit in found:
        within = edit.inner or any(own[-1].inner for own in inside.values())
        if inside and not (first < end if within else _touches(keys, start, end, first, inside)):
            yield Region(start, end, inside)
            inside = {}
        if not inside:
            start, end = first, last
        end = max(end, last)
        inside.setdefault(party, []).append(edit)
    if inside:
        yield Region(start, end, inside)


def _touches(keys: Sequence[str], start: int, end: int, first: int, inside: Mapping[str, Sequence[Edit]]) -> bool:
    """Whether an edit from `first` on belongs to the region before it; between two sentences it may stand apart."""
    if first < end:
        return True
    if not all(map(is_space, keys[end:first])):
        return False
    before = [key for key in keys[start:end] if not is_space(key)]
    after = next((key for key in keys[end:] if not is_space(key)), "A")
    if not before or before[-1] not in _ENDS or not after[:1].isupper():
        return True
    news = ([key for key in own[-1].keys if not is_space(key)] for own in inside.values())
    return not all(not new or new[-1] in _ENDS for new in news)


def edges_apart(keys: Sequence[str], region: Region) -> list[Region]:
    """The region, and apart from it what parties put in before or behind its words that leave them as they are.

    So nobody who keeps the words is taken for one who wants others in their place.
    """
    apart = {
        party for party, own in region.edits.items()
        if all(edit.start == edit.end and edit.start in (region.start, region.end) for edit in own)
    }
    rest = {party: own for party, own in region.edits.items() if party not in apart}
    if not rest or not apart or all(map(is_space, keys[region.start : region.end])):
        return [region]
    found = [replace(region, edits=rest)]
    for place, at in ((region.start, 0), (region.end, 2)):
        inserted = {p: [edit for edit in region.edits[p] if edit.start == place] for p in sorted(apart)}
        inserted = {party: own for party, own in inserted.items() if own}
        if inserted:
            found.insert(at, Region(place, place, inserted))
    return found


def wording_of(
    elements: Sequence[Element], keys: Sequence[str], start: int, end: int, edits: Sequence[Edit]
) -> tuple[tuple[Element, ...], tuple[str, ...]]:
    """The elements and keys of a stretch with edits made in it."""
    new: list[Element] = []
    named: list[str] = []
    for edit in edits:
        new += [*elements[start : edit.start], *edit.new]
        named += [*keys[start : edit.start], *edit.keys]
        start = edit.end
    return (*new, *elements[start:end]), (*named, *keys[start:end])


def clusters(
    stem: Sequence[str], wordings: list[Wording], order: Callable[[Wording], object],
    kept: Collection[Wording] = (),
) -> tuple[list[Wording], list[list[Wording]]]:
    """Wordings that refine one another: those close to the stem, and groups of the rest, each under its first one.

    At least one wording is not close to the stem, so that every group is smaller than the whole. Those `kept` are close
    to it whatever else they say, unless all are.
    """
    words = _words(stem)
    others = [each for each in wordings if not each.empty]
    if len(others) == len(wordings) == 1:
        return [], [others]
    sure = [each for each in others if each in kept] if len(kept) < len(wordings) else []
    near = [each for each in others if words and (each in sure or _refines(words, each.words))]
    if near and len(near) == len(wordings):
        if len(words) <= _LONG or len(near) == 1:
            near = sure
        else:
            free = (each for each in near if each not in sure)
            near.remove(min(free, key=lambda each: (_common(words, each.words), str(order(each)))))
    groups: list[list[Wording]] = []
    for each in others:
        if each in near:
            continue
        home = next((group for group in groups if _refines(group[0].words, each.words)), None)
        if home is None:
            groups.append([each])
        else:
            home.append(each)
    return near, groups


def _words(keys: Sequence[str]) -> list[str]:
    return [key for key in keys if not is_space(key)]


def _common(one: list[str], other: list[str]) -> int:
    return sum(length for _, _, length in matching(one, other))


def _refines(one: list[str], other: list[str]) -> bool:
    """Whether two wordings have so much in common that one is best shown inside the other."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    least, most = len(short), len(long)
    known = set(long)
    # No more can be kept than words that occur in both.
    bound = sum(word in known for word in short)
    if bound < least and (bound < 3 or 2 * bound < _ALIKE * (least + most)):
        return False
    kept = _common(one, other)
    if kept == least and kept:
        return 2 * kept >= most or kept >= 3
    return kept >= 3 and 2 * kept >= _ALIKE * (least + most)
