"""Choosing links among scored pairs: the surest first, each unit once."""

from __future__ import annotations

import numpy as np

from travaux.text.comparing.features import Floats, Ints

__all__ = ["Linked", "assign"]


class Linked:
    """Which old owner is linked to which new one, with the chance; -1 for none."""

    def __init__(self, olds: int, news: int) -> None:
        self.link = [-1] * olds
        self.back = [-1] * news
        self.score = [0.0] * olds

    def add(self, old: int, new: int, score: float) -> bool:
        """Link two owners; False if one of them is taken."""
        if self.link[old] >= 0 or self.back[new] >= 0:
            return False
        self.link[old], self.back[new], self.score[old] = new, old, score
        return True

    def copy(self) -> Linked:
        """The same links, to go on from."""
        other = Linked(0, 0)
        other.take(self)
        return other

    def take(self, other: Linked) -> None:
        """Have the links of another from now on."""
        self.link, self.back, self.score = other.link[:], other.back[:], other.score[:]

    def arrays(self) -> tuple[Ints, Ints]:
        """The links from old to new and from new to old."""
        return np.array(self.link, np.int64), np.array(self.back, np.int64)


def assign(linked: Linked, old: Ints, new: Ints, score: Floats, least: float) -> None:
    """Link pairs whose chance is at least `least`, the surest first; among equals the earlier old one."""
    kept = np.flatnonzero(score >= least)
    order = kept[np.argsort(-score[kept], kind="stable")]
    for row in zip(old[order].tolist(), new[order].tolist(), score[order].tolist(), strict=True):
        linked.add(*row)
