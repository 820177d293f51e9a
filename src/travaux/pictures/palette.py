"""The colours of the pictures, on white paper and on dark, and the settings that all of them share.

Blue stands for what a delegation could live with and orange for what it stands against: the two are told apart by
nearly everybody (Okabe and Ito 2002, Color Universal Design), and none is the colour of a delegation. A shape or a word
always says the same.
"""

from __future__ import annotations

from typing import Any, Literal

__all__ = ["AGAINST", "AGAINST_PALE", "DARK", "FAINT", "FOR", "FOR_PALE", "HEAT", "HEAT_WORDS", "INK", "MUTED", "PALE",
           "PAPER", "Theme", "config", "on_paper"]  # fmt: skip

Theme = Literal["light", "dark"]

INK = "#1c2127"
MUTED = "#56606b"
FAINT = "#c3cad2"
PALE = "#eef1f4"
PAPER = "#ffffff"
FOR = "#0b5fa5"
FOR_PALE = "#dbeaf7"
AGAINST = "#b0460c"
AGAINST_PALE = "#fae4d5"

HEAT = ("#ece6f5", "#d3c5e8", "#b49bd5", "#7f5bb0", "#55338a")
"""From few to many."""
HEAT_WORDS = ("#1d1b22", "#1d1b23", "#1d1b24", "#fffefd", "#fffefc")
"""The colour of words on each of them; one for each, so that each has a counterpart on dark paper."""

DARK: dict[str, str] = {
    INK: "#e9ecf0",
    MUTED: "#a6b0bb",
    FAINT: "#4a535d",
    PALE: "#20262d",
    PAPER: "#14181d",
    FOR: "#7cc0ff",
    FOR_PALE: "#17364f",
    AGAINST: "#ffab73",
    AGAINST_PALE: "#4d2d18",
    **dict(zip(HEAT, ("#2b2540", "#3f3461", "#57478a", "#9c84cf", "#cdbdf0"), strict=True)),
    **dict(zip(HEAT_WORDS, ("#f1eefa", "#f2effb", "#f3f0fc", "#17131f", "#17131e"), strict=True)),
}
"""Each colour on white paper → its counterpart on dark paper."""

_FONT = "sans-serif"


def config() -> dict[str, Any]:
    """The settings of every picture, in colours for white paper."""
    return {
        "font": _FONT,
        "aria": False,  # a picture has one description, and its table; hundreds of named marks would be noise
        "view": {"stroke": None},
        "text": {"font": _FONT, "fontSize": 11, "fill": INK},
        "axis": {
            "labelFontSize": 11,
            "titleFontSize": 11,
            "labelColor": INK,
            "titleColor": MUTED,
            "gridColor": PALE,
            "domainColor": FAINT,
            "tickColor": FAINT,
        },
        "title": {
            "anchor": "start",
            "frame": "group",
            "fontSize": 15,
            "color": INK,
            "subtitleFontSize": 11,
            "subtitleColor": MUTED,
            "subtitlePadding": 5,
            "offset": 14,
        },
    }


def on_paper(spec: Any, theme: Theme) -> Any:
    """A specification with its colours on white paper, or with their counterparts on dark paper; data stay as they are.

    Example:
        >>> on_paper({"fill": INK, "data": {"values": [INK]}}, "dark")
        {'fill': '#e9ecf0', 'data': {'values': ['#1c2127']}}
    """
    if theme == "light":
        return spec
    if isinstance(spec, dict):
        return {key: each if key in ("data", "datasets") else on_paper(each, theme) for key, each in spec.items()}
    if isinstance(spec, list):
        return [on_paper(each, theme) for each in spec]
    return DARK.get(spec, spec) if isinstance(spec, str) else spec
