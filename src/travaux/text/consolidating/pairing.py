"""Which paragraph of a base a paragraph of a proposal stands for: the order of both kept.

Equal paragraphs are found first and cost nothing more. Between them neighbours that are alike are paired, and what is
left over is aligned by `travaux.text.comparing`, of whose links those that keep the order are used.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from travaux.text.comparing.aligning import align
from travaux.text.comparing.printed import Printed, printed
from travaux.text.consolidating.editing import kept_share, same_edges
from travaux.text.consolidating.elements import Paragraph
from travaux.text.model import Break, Choice, Node

__all__ = ["Pairing", "mergeable", "paired"]

KEPT = 0.4
"""The least share of the words that must be kept for two paragraphs to be merged word by word."""
_ALIKE = 0.6
_CROSSED = 400
_NUMBER = 0.25  # what an equal number is worth beside likeness, which is at most 1
_SHORT = 9  # elements, the spaces between five words among them
Gap = tuple[int, int, int, int]


@dataclass(slots=True)
class Pairing:
    """Pairs of paragraphs, as indexes, in the order of both texts.

    `same` say the same words, `reworded` go on in other words, `rewritten` stand in one another's place with hardly a
    word in common.
    """

    same: list[tuple[int, int]] = field(default_factory=list)
    reworded: list[tuple[int, int]] = field(default_factory=list)
    rewritten: list[tuple[int, int]] = field(default_factory=list)


def paired(base: Sequence[Paragraph], own: Sequence[Paragraph]) -> Pairing:
    """The paragraphs of two texts in pairs; those without a counterpart are in none."""
    pairing = Pairing()
    gaps = list(_equal(base, own, pairing))
    left = [gap for gap in gaps if not _neighbours(base, own, gap, pairing)]
    if left:
        _aligned(base, own, left, pairing)
    pairing.reworded.sort()
    pairing.rewritten.sort()
    return pairing


def _equal(base: Sequence[Paragraph], own: Sequence[Paragraph], pairing: Pairing) -> Iterator[Gap]:
    """Enter paragraphs that are equal; what lies between them is given back."""
    old, new = [each.key for each in base], [each.key for each in own]
    first, most = 0, min(len(old), len(new))
    while first < most and old[first] == new[first]:
        first += 1
    last = 0
    while last < most - first and old[-1 - last] == new[-1 - last]:
        last += 1
    pairing.same += [(n, n) for n in range(first)]
    gap: Gap | None = None
    for code in Indel.opcodes(old[first : len(old) - last], new[first : len(new) - last]):
        i0, i1, j0, j1 = (
            code.src_start + first, code.src_end + first, code.dest_start + first, code.dest_end + first,
        )
        if code.tag == "equal":
            if gap:
                yield gap
            gap = None
            pairing.same += zip(range(i0, i1), range(j0, j1), strict=True)
        else:
            gap = (gap[0] if gap else i0, i1, gap[2] if gap else j0, j1)
    if gap:
        yield gap
    tail = len(old) - last, len(new) - last
    pairing.same += [(tail[0] + n, tail[1] + n) for n in range(last)]


def _neighbours(base: Sequence[Paragraph], own: Sequence[Paragraph], gap: Gap, pairing: Pairing) -> bool:
    """Pair the paragraphs of a gap, if it is plain which belong together: alike ones in order, none left over twice."""
    i0, i1, j0, j1 = gap
    if i0 == i1 or j0 == j1:
        return True
    if i1 - i0 == j1 - j0:
        pairs = list(zip(range(i0, i1), range(j0, j1), strict=True))
        if all(_begin_alike(base[i], own[j]) and _likely(base[i], own[j]) for i, j in pairs):
            _enter(base, own, pairs, pairing)
            return True
    if (i1 - i0) * (j1 - j0) > _CROSSED:
        return False
    pairs = _best_pairs(base, own, gap)
    if len(pairs) < min(i1 - i0, j1 - j0):
        return False
    _enter(base, own, pairs, pairing)
    return True


def _likely(one: Paragraph, other: Paragraph) -> bool:
    """Whether paragraphs at one place of both texts belong together: by their number, or by their words."""
    return one.number == other.number != "" or _likeness(one, other) >= _ALIKE


def _best_pairs(base: Sequence[Paragraph], own: Sequence[Paragraph], gap: Gap) -> list[tuple[int, int]]:
    """The pairs of alike paragraphs that keep the order and have most in common (Needleman and Wunsch 1970)."""
    i0, i1, j0, j1 = gap
    best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(0.0, [])] * (j1 - j0 + 1)]
    for i in range(i0, i1):
        row: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
        for n, j in enumerate(range(j0, j1)):
            found = max(best[-1][n + 1], row[-1], key=lambda item: item[0])
            likeness = _likeness(base[i], own[j]) if _begin_alike(base[i], own[j]) else 0.0
            score = best[-1][n][0] + likeness + _NUMBER * (base[i].number == own[j].number)
            if likeness >= _ALIKE and score > found[0]:
                found = score, [*best[-1][n][1], (i, j)]
            row.append(found)
        best.append(row)
    return best[-1][-1][1]


def _begin_alike(one: Paragraph, other: Paragraph) -> bool:
    return bool(one.key[0] == other.key[0])  # type: ignore[index]


def _likeness(one: Paragraph, other: Paragraph) -> float:
    if one.plain is not None and other.plain is not None:
        return Indel.normalized_similarity(one.plain, other.plain)
    return Indel.normalized_similarity(one.keys, other.keys)


def _aligned(base: Sequence[Paragraph], own: Sequence[Paragraph], gaps: list[Gap], pairing: Pairing) -> None:
    """Pair what the alignment of the paragraphs left over links, as far as it keeps the order in each gap."""
    here = [n for i0, i1, _, _ in gaps for n in range(i0, i1)]
    there = [n for _, _, j0, j1 in gaps for n in range(j0, j1)]
    old, old_units = _printed([base[n] for n in here])
    new, new_units = _printed([own[n] for n in there])
    links: list[tuple[int, int]] = []
    for link in align(old, new):
        ours = sorted({here[old_units[unit]] for unit in link.old if unit in old_units})
        theirs = sorted({there[new_units[unit]] for unit in link.new if unit in new_units})
        links += [_closest(base, own, ours, theirs)] if ours and theirs else []
    for gap in gaps:
        i0, i1, j0, j1 = gap
        inside = _in_order([(i, j) for i, j in links if i0 <= i < i1 and j0 <= j < j1])
        _enter(base, own, _with_numbers(base, own, gap, inside), pairing)


def _closest(
    base: Sequence[Paragraph], own: Sequence[Paragraph], ours: list[int], theirs: list[int]
) -> tuple[int, int]:
    """Of paragraphs that were split or merged, the pair that has most in common."""
    pairs = [(i, j) for i in ours for j in theirs]
    return pairs[0] if len(pairs) == 1 else max(pairs, key=lambda pair: _likeness(base[pair[0]], own[pair[1]]))


def _printed(paragraphs: list[Paragraph]) -> tuple[Printed, dict[int, int]]:
    """Paragraphs as a text of their own, and for each unit of it that begins one, its place among them."""
    nodes: list[Node] = []
    units: dict[int, int] = {}
    count = 0
    for place, each in enumerate(paragraphs):
        units[count] = place
        nodes += (each.mark or Break(), *each.content)
        count += 1 + _breaks(each.content)
    return printed(tuple(nodes)), units


def _breaks(nodes: Sequence[Node]) -> int:
    count = 0
    for node in nodes:
        if isinstance(node, Break):
            count += node.change is None or node.change.act not in ("deleted", "moved_from")
        elif isinstance(node, Choice):
            count += sum(_breaks(option.content) for option in node.options)
    return count


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs in which both sides go up (patience sorting, Fredman 1975)."""
    piles: list[int] = []
    last: list[int] = []
    back: list[int] = []
    pairs = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    for n, (_, j) in enumerate(pairs):
        pile = bisect_left(piles, j)
        if pile == len(piles):
            piles.append(j)
            last.append(n)
        else:
            piles[pile], last[pile] = j, n
        back.append(last[pile - 1] if pile else -1)
    found: list[tuple[int, int]] = []
    n = last[-1] if last else -1
    while n >= 0:
        found.append(pairs[n])
        n = back[n]
    return found[::-1]


def _with_numbers(
    base: Sequence[Paragraph], own: Sequence[Paragraph], gap: Gap, pairs: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The pairs of a gap, and between them paragraphs of one number and kind: the one was put in the other's place."""
    i0, i1, j0, j1 = gap
    result: list[tuple[int, int]] = []
    i, j = i0, j0
    for stop, until in [*pairs, (i1, j1)]:
        for n in range(i, stop):
            m = next((m for m in range(j, until) if base[n].number and _one_place(base[n], own[m])), None)
            if m is not None:
                result.append((n, m))
                j = m + 1
        if stop < i1:
            result.append((stop, until))
        i, j = stop + 1, until + 1
    return result


def _one_place(one: Paragraph, other: Paragraph) -> bool:
    return one.number == other.number and _begin_alike(one, other)


def mergeable(one: Paragraph, other: Paragraph) -> bool:
    """Whether one paragraph can be laid over the other word by word: enough is kept, or it is only a few words long."""
    if one.plain is not None and other.plain is not None and same_edges(one.plain, other.plain) >= _ALIKE:
        return True
    return min(len(one.keys), len(other.keys)) <= _SHORT or kept_share(one.keys, other.keys) >= KEPT


def _enter(
    base: Sequence[Paragraph], own: Sequence[Paragraph], pairs: list[tuple[int, int]], pairing: Pairing
) -> None:
    for i, j in pairs:
        merges = _begin_alike(base[i], own[j]) and mergeable(base[i], own[j])
        (pairing.reworded if merges else pairing.rewritten).append((i, j))
