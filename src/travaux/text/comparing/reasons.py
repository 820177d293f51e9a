"""Why two units are linked, in words, and with what chance."""

from __future__ import annotations

import numpy as np

from travaux.text.comparing.articles import Articles
from travaux.text.comparing.assigning import Linked
from travaux.text.comparing.evidence import FEATURES, Pairs
from travaux.text.comparing.features import Floats
from travaux.text.comparing.nearly import Near
from travaux.text.comparing.printed import Printed
from travaux.text.comparing.splitting import Part

__all__ = ["Reasons"]

_NUMBER = "same number"
_SAID = {
    "title": "same heading",
    "neighbours": "in the same place among its neighbours",
    "around": "its article is linked",
}
_CLEAR = 0.5
"""From where on a kind of evidence is said."""


class Reasons:
    """The chances and reasons of links, from the evidence they were chosen by."""

    def __init__(
        self,
        texts: tuple[Printed, Printed],
        linked: Linked,
        completed: list[Part],
        near: Near,
        rows: Pairs,
        score: Floats,
        found: Articles,
    ) -> None:
        self._texts, self._linked, self._found, self._near = texts, linked, found, near
        self._parts = {(part.old, part.part): part for part in completed}
        self._paragraphs = _Evidence(rows)
        self._articles = _Evidence(found.rows)
        self._nearest = _nearest(rows, score, found)

    def of(self, old: tuple[int, ...], new: tuple[int, ...]) -> tuple[float, tuple[str, ...]]:
        """The chance and the reasons of one link."""
        if not old or not new:
            chance = 1 - float(self._nearest[not old][(old or new)[0]])
            return chance, (_ALONE if chance > _CLEAR else _TAKEN,)
        here = next(unit for unit in old if self._linked.link[unit] in new)
        there = self._linked.link[here]
        if len(old) == len(new) == 1:
            return self._linked.score[here], self._why(here, there)
        added = [self._parts[True, unit].score for unit in old if unit != here]
        added += [self._parts[False, unit].score for unit in new if unit != there]
        several = f"{len(old)} provisions became one" if len(old) > 1 else f"one provision became {len(new)}"
        return min(self._linked.score[here], *added), (several, *self._why(here, there))

    def _why(self, here: int, there: int) -> tuple[str, ...]:
        one, other = self._texts[0].units[here], self._texts[1].units[there]
        number = [_NUMBER] if one.number and one.number == other.number else []
        if self._found.heads[0][here]:
            articles = int(self._found.of_unit[0][here]), int(self._found.of_unit[1][there])
            return (*(self._articles.why(*articles) or ["all of its words are the same"]), *number)
        said = _nearly(self._near.get((here, there))) or self._paragraphs.why(here, there)
        if not said:
            ours = self._texts[0].keys[one.start : one.end]
            if not ours:
                said = ["what stands in it or next to it is linked"]
            else:
                same = ours == self._texts[1].keys[other.start : other.end]
                said = ["the same words"] if same else ["the same words but for signs and endings"]
        return (*said, *number)


def _nearly(share: float | None) -> list[str]:
    return [] if share is None else [f"{_percent(share)} of the pairs of words that stand in it alone are the same"]


_TAKEN = "the likeliest counterpart is too uncertain, or linked to another provision"
_ALONE = "nothing in the other text has enough of its words"


class _Evidence:
    def __init__(self, rows: Pairs) -> None:
        self._width = int(rows.new.max(initial=0)) + 1
        keys = (rows.old * self._width + rows.new).tolist()
        self._place = dict(zip(keys, range(len(keys)), strict=True))
        self._rows = rows.evidence

    def why(self, old: int, new: int) -> list[str]:
        """What speaks for a pair; nothing if it was not judged."""
        row = self._place.get(old * self._width + new, -1) if new < self._width else -1
        if row < 0:
            return []
        found = dict(zip(FEATURES, self._rows[row].tolist(), strict=True))
        words = [f"the words are {_percent(found['words'])} alike"]
        if found["words_inside"] > max(_CLEAR, found["words"] + 0.2):
            words.append(f"{_percent(found['words_inside'])} of the shorter one stands in the longer one")
        return [*words, *(said for name, said in _SAID.items() if found[name] > _CLEAR)]


def _percent(share: float) -> str:
    return f"{100 * min(share, 1):.0f}%"


def _nearest(rows: Pairs, score: Floats, found: Articles) -> tuple[Floats, Floats]:
    """For each unit the chance of its likeliest pair; for what begins an article, that of the article."""
    of_article = found.chances()
    result = []
    for owner, heads, whole in zip((rows.old, rows.new), found.heads, of_article, strict=True):
        best = np.zeros(len(whole))
        np.maximum.at(best, owner, score)
        result.append(np.where(heads, whole, best))
    return result[0], result[1]
