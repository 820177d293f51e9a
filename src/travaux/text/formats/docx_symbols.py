"""What Word prints for a number in one of its formats, and for a code in one of its symbol fonts."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

__all__ = ["number_text", "symbol"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)
_LARGEST = 32_767


@lru_cache(maxsize=4096)
def number_text(value: int, form: str) -> str:
    """A number in a Word number format; formats of other scripts are printed in digits.

    Example:
        >>> [number_text(28, form) for form in ("decimal", "lowerLetter", "upperRoman", "ordinal")]
        ['28', 'bb', 'XXVIII', '28th']
    """
    return _FORMATS.get(form, str)(min(value, _LARGEST))


def symbol(font: str, code: int) -> str:
    """The character that a symbol font shows at a code; the private character itself where it is not known."""
    shown = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    table = _SYMBOLS if font.lower().startswith("symbol") else _DINGBATS
    return table.get(shown) or (chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0xFFFE else "\ufffd")


def _letters(value: int) -> str:
    return chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= 780 else str(value)


def _roman(value: int) -> str:
    result = ""
    for worth, letters in _ROMAN:
        while value >= worth:
            result += letters
            value -= worth
    return result


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "ordinal": _ordinal,
    "decimalZero": lambda value: f"{value:02}",
    "none": lambda value: "",  # noqa: ARG005
}
_GREEK_CAPITALS = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_GREEK = dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_SYMBOLS = {
    **_GREEK_CAPITALS, **_GREEK, **{code: chr(code) for code in (*range(0x28, 0x2A), *range(0x30, 0x3C), 0x5B, 0x5D)},
    0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xA7: "♣", 0xAB: "↔", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xDE: "⇒",
}
_DINGBATS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x73: "⬧", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}
