"""Underline and strike-through as deletions and insertions made by hand, where the convention of a document says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from travaux.text.convention import Convention
from travaux.text.manuscript import Block, Fragment
from travaux.text.model import Change

__all__ = ["guess_styles", "tracked"]

_FEWEST = 2


def guess_styles(blocks: Iterable[Block], convention: Convention) -> Convention:
    """The convention, with what underline, strike-through and colours seem to mean.

    Struck words followed by underlined ones are taken as a redline made by hand; colours are reported, not interpreted.
    """
    struck = replaced = 0
    colors: Counter[str] = Counter()
    for block in blocks:
        marked = [fragment for fragment in block.fragments if fragment.marks]
        if not marked:
            continue
        for fragment in marked:
            struck += "strike" in fragment.marks and fragment.change is None
            colors.update(
                {mark: len(fragment.text) for mark in fragment.marks if mark.startswith(("color:", "highlight:"))}
            )
        replaced += sum("strike" in one.marks and "underline" in two.marks for one, two in pairwise(block.fragments))
    reasons = list(convention.reasons)
    strike: Literal["none", "deleted"] = "deleted" if struck >= _FEWEST else "none"
    underline: Literal["none", "inserted"] = "inserted" if replaced >= _FEWEST else "none"
    if strike == "deleted":
        reasons.append(f"strike-through marks deletions: {struck} pieces are struck")
    if underline == "inserted":
        reasons.append(f"underline marks insertions: {replaced} struck pieces are followed by underlined words")
    reasons += [f"{mark} on {count:,} characters: its meaning is not stated" for mark, count in colors.most_common(5)]
    return replace(convention, strike=strike, underline=underline, reasons=tuple(reasons))


def tracked(blocks: list[Block], convention: Convention) -> list[Block]:
    """The blocks with underline and strike-through turned into changes without author, as the convention says."""
    if convention.strike == "none" and convention.underline == "none":
        return blocks
    return [replace(block, fragments=[_changed(f, convention) for f in block.fragments]) for block in blocks]


def _changed(fragment: Fragment, convention: Convention) -> Fragment:
    if fragment.change is not None or fragment.note is not None:
        return fragment
    for mark, act, means in (("strike", "deleted", convention.strike), ("underline", "inserted", convention.underline)):
        if mark in fragment.marks and means != "none":
            marks = tuple(other for other in fragment.marks if other != mark)
            return replace(fragment, marks=marks, change=Change(act))  # type: ignore[arg-type]
    return fragment
