"""The signs of stances: for each its words, its shape and its colours. A shape says everything that a colour says."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from travaux.facts import Standing
from travaux.pictures.palette import AGAINST, AGAINST_PALE, FAINT, FOR, FOR_PALE, MUTED, PAPER

__all__ = ["SIGNS", "STANCES", "Sign", "drawn", "sign_of"]

STANCES = ("prefer", "accept", "oppose", "red_line")

_RING = "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0Z"
_TARGET = _RING + "M0.28,0A0.28,0.28,0,1,1,-0.28,0A0.28,0.28,0,1,1,0.28,0Z"
_DOWN = "M-1,-0.8L1,-0.8L0,0.95Z"
_CROSS = "M-0.85,-0.85L0.85,0.85M-0.85,0.85L0.85,-0.85"


@dataclass(frozen=True, slots=True)
class Sign:
    """How one kind of stance looks: its word, its words in a key, its shape, its colours, and its size in pixels²."""

    word: str
    key: str
    shape: str
    stroke: str
    fill: str
    behind: str
    size: int = 110


SIGNS: tuple[Sign, ...] = (
    Sign("prefer", "prefers", _RING, FOR, FOR, FOR_PALE),
    Sign("accept", "accepts", _RING, FOR, PAPER, FOR_PALE),
    Sign("on condition", "prefers or accepts on a condition", _TARGET, FOR, PAPER, FOR_PALE),
    Sign("oppose", "opposes", _DOWN, AGAINST, PAPER, AGAINST_PALE),
    Sign("red line", "red line", _CROSS, AGAINST, AGAINST, AGAINST_PALE),
    Sign("unknown", "unknown, which is not consent", _RING, FAINT, MUTED, "transparent", 6),
)
"""The signs in the order of the key."""


def sign_of(standing: Standing | None) -> str:
    """The word of the sign that a statement gets; `unknown` without one."""
    if standing is None or standing.stance is None:
        return "unknown"
    if standing.stance in ("prefer", "accept") and (standing.conditions or standing.subject_to):
        return "on condition"
    return standing.stance.replace("_", " ")


def drawn(chart: alt.Chart) -> alt.Chart:
    """A chart of records with a column `sign`, drawn with the shapes of their signs."""
    words = [sign.word for sign in SIGNS]

    def scale(values: list[str]) -> alt.Scale:
        return alt.Scale(domain=words, range=values)

    # An ordinal scale: between the sizes of two signs there is nothing.
    sizes = alt.Scale(type="ordinal", domain=words, range=[sign.size for sign in SIGNS])
    signs: alt.Chart = chart.mark_point(strokeWidth=2, opacity=1).encode(
        shape=alt.Shape("sign:N", scale=scale([sign.shape for sign in SIGNS]), legend=None),
        stroke=alt.Stroke("sign:N", scale=scale([sign.stroke for sign in SIGNS]), legend=None),
        fill=alt.Fill("sign:N", scale=scale([sign.fill for sign in SIGNS]), legend=None),
        size=alt.Size("sign:N", sort=words, scale=sizes, legend=None),
    )
    return signs
