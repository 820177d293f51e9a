"""Splits and mergers: units left over whose words stand in a unit that is linked to another one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from travaux.text.comparing.assigning import Linked
from travaux.text.comparing.calibration import chance
from travaux.text.comparing.evidence import Pairs
from travaux.text.comparing.features import Bools, Floats, Words

__all__ = ["Part", "article_parts", "parts"]

_INSIDE = 0.55
"""The least share of a unit's words that must stand in the other one."""
_FREE = 0.5
"""The least share of these that no other unit may account for."""
_COMMON = 0.15
"""The least of it for a part that is likely for other reasons; rare words count more, so that `in this` is little."""
_WORDS = 5
LIKELY, VERY_LIKELY = 0.5, 0.75
"""The least chance of a part that is one for other reasons than the words that stand in the whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit that is part of what another one was split into or merged from, with the chance.

    `whole` is the unit on the other side; `old` says on which side the part stands.
    """

    part: int
    whole: int
    old: bool
    score: float


def parts(rows: Pairs, score: Floats, words: tuple[Words, Words], linked: Linked, given: list[Part]) -> list[Part]:
    """The parts that complete the links there are, those given among them.

    A unit is a part if a reader would link it in any case, or if its words stand in the other unit and are not
    accounted for by the one that is linked to it. A link gets parts on one side only, so that it stays one to many or
    many to one.
    """
    share = (rows.column("words_inside") + rows.column("pairs_inside")) / 2
    rank = np.maximum(score, share * (share >= _INSIDE))
    order = np.flatnonzero((rank >= _INSIDE) & ~_both_linked(rows, linked))
    order = order[np.argsort(-rank[order], kind="stable")]
    finder = _Parts(words, linked, given)
    for row in order.tolist():
        for old in (True, False):
            finder.offer(int(rows.old[row]), int(rows.new[row]), float(score[row]), float(share[row]), old=old)
    return finder.found


def _both_linked(rows: Pairs, linked: Linked) -> Bools:
    link, back = linked.arrays()
    return np.asarray((link[rows.old] >= 0) == (back[rows.new] >= 0))


class _Parts:
    def __init__(self, words: tuple[Words, Words], linked: Linked, given: list[Part]) -> None:
        self.found = list(given)
        self._words = words
        self._lengths = words[0].lengths, words[1].lengths
        # By side of the part, false for the new text: what is linked to a part, and to a whole.
        self._of_part, self._of_whole = (linked.back, linked.link), (linked.link, linked.back)
        # The side on which the link of an old unit has parts.
        self._side = {linked.back[one.whole] if one.old else one.whole: one.old for one in given}
        self._taken = {(one.part, one.old) for one in given}
        self._left: dict[tuple[int, bool], Counter[int]] = {}

    def offer(self, here: int, there: int, score: float, share: float, *, old: bool) -> None:
        """Make one unit of a pair a part of what the other is linked to, if it is one."""
        part, whole = (here, there) if old else (there, here)
        partner = self._of_whole[old][whole]
        if partner < 0 or self._of_part[old][part] >= 0 or (part, old) in self._taken:
            return
        key = partner if old else whole
        if self._side.get(key, old) != old or self._lengths[not old][part] < _WORDS:
            return
        # Of two like provisions one goes and both are said to be merged; of two where there was one, the second is new.
        likely = score >= (LIKELY if old else VERY_LIKELY) and share >= _COMMON
        if not likely and not (share >= _INSIDE and self._unaccounted(part, whole, partner, old=old)):
            return
        self._side[key] = old
        self._taken.add((part, old))
        self.found.append(Part(part, whole, old, max(score, share)))

    def _unaccounted(self, part: int, whole: int, partner: int, *, old: bool) -> bool:
        """Whether the words of a part stand in the whole, beside those of its partner and of other parts."""
        if self._lengths[not old][part] > self._lengths[old][whole]:
            return False
        left = self._left.get((whole, old))
        if left is None:
            left = _counted(self._words[old], whole)
            left.subtract(_counted(self._words[not old], partner))
        mine = _counted(self._words[not old], part)
        if sum(min(count, max(left[word], 0)) for word, count in mine.items()) < _FREE * sum(mine.values()):
            return False
        left.subtract(mine)
        self._left[whole, old] = left
        return True


def article_parts(rows: Pairs, linked: Linked) -> list[Part]:
    """Articles left over that would be linked to one that is taken, if it were not, and that stand near its partner."""
    free = Pairs(rows.old, rows.new, rows.evidence.copy())
    found: dict[tuple[int, bool], Part] = {}
    whole: set[tuple[int, bool]] = set()
    for old, (mine, other) in ((True, ("", "_back")), (False, ("_back", ""))):
        for name, least in (("lead", 0.0), ("ahead", 0.5)):
            free.put(f"{name}{mine}", rows.column(f"{name}{mine}"))
            free.put(f"{name}{other}", np.maximum(rows.column(f"{name}{other}"), least))
        score = chance(free, "articles")
        clear = rows.column(f"ahead{mine}") > 0
        order = np.flatnonzero((score >= _PART) & clear)
        for row in order[np.argsort(-score[order], kind="stable")].tolist():
            pair = int(rows.old[row]), int(rows.new[row])
            part, goal = pair if old else pair[::-1]
            partner = (linked.back if old else linked.link)[goal]
            taken = (linked.link if old else linked.back)[part] >= 0
            if taken or partner < 0 or abs(partner - part) > _NEAR or (part, old) in found:
                continue
            # A link gets parts on one side only.
            if (partner, not old) in whole:
                continue
            whole.add((goal, old))
            found[part, old] = Part(part, goal, old, float(score[row]))
    return list(found.values())


_PART = 0.5
_NEAR = 6


def _counted(words: Words, unit: int) -> Counter[int]:
    return Counter(words.ids[words.bounds[unit] : words.bounds[unit + 1]].tolist())
