"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["did_you_mean", "nearest"]


def nearest(name: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known name that is most like the given one, or "" if none is.

    Args:
        name: what was written.
        known: what may be meant.
        likeness: from 0 (nothing in common) to 1 (equal but for capitals), as `difflib` measures it.

    Example:
        >>> nearest("opose", ["prefer", "accept", "oppose"]), nearest("zz", ["prefer"])
        ('oppose', '')
    """
    by_fold = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), by_fold, n=1, cutoff=likeness)
    return by_fold[near[0]] if near else ""


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """A remedy that offers the nearest name.

    Example:
        >>> did_you_mean("uss", ["us", "eu"])
        "did you mean 'us'?"
    """
    near = nearest(name, known)
    return f"did you mean {near!r}?" if near else otherwise
