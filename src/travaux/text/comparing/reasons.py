"""Why two units are linked, in words, and with what chance."""

from __future__ import annotations

import numpy as np

from travaux.text.comparing.evidence import FEATURES, Pairs
from travaux.text.comparing.features import Floats, Ints

__all__ = ["Reasons"]

_SAID = {
    "number": "same number",
    "neighbours": "in the same place among its neighbours",
    "around": "its article is linked",
}
_CLEAR = 0.6
"""From where on a kind of evidence is said."""


class Reasons:
    """The chances and reasons of links, from the evidence they were chosen by."""

    def __init__(self, rows: Pairs, score: Floats, olds: int, news: int) -> None:
        self._rows, self._news = rows, news
        self._keys = rows.old * news + rows.new
        self._nearest = _most(rows.old, score, olds), _most(rows.new, score, news)

    def row(self, old: int, new: int) -> int:
        """The row of a pair, or -1."""
        key = old * self._news + new
        place = int(np.searchsorted(self._keys, key))
        return place if place < len(self._keys) and self._keys[place] == key else -1

    def linked(self, old: int, new: int) -> tuple[str, ...]:
        """Why two units are linked."""
        row = self.row(old, new)
        if row < 0:
            return ("the same words",)
        found = dict(zip(FEATURES, self._rows.evidence[row].tolist(), strict=True))
        words = [f"{_percent(found['words'])} of the words are the same, rare words counting more"]
        inside = found["words_inside"]
        if inside > _CLEAR and inside > found["words"] + 0.2:
            words.append(f"{_percent(inside)} of the words of the shorter one stand in the longer one")
        return (*words, *(said for name, said in _SAID.items() if found[name] > _CLEAR))

    def alone(self, unit: int, *, new: bool) -> tuple[float, tuple[str, ...]]:
        """The chance that a unit has no counterpart, and why."""
        nearest = float(self._nearest[new][unit])
        return 1 - nearest, ("nothing in the other text has enough of its words",)


def _percent(share: float) -> str:
    return f"{min(share, 1):.0%}".replace("%", " %")


def _most(owner: Ints, score: Floats, owners: int) -> Floats:
    best = np.zeros(owners)
    np.maximum.at(best, owner, score)
    return best


