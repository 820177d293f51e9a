"""The labels that a browser would print before list items: `1.`, `b.`, `iv.`, `•`."""

from __future__ import annotations

from lxml import etree

__all__ = ["Numbering"]

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_BULLETS = {"disc": "•", "circle": "◦", "square": "▪"}
_KINDS = frozenset({
    *_TYPES.values(), *_BULLETS, "none", "lower-latin", "upper-latin", "lower-greek", "decimal-leading-zero",
})
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"),
    (4, "iv"), (1, "i"),
)


class Numbering:
    """Counts the items of one list.

    Args:
        element: the `ol`, `ul` or `menu`.
        css: the declarations that hold for it.
    """

    def __init__(self, element: etree._Element, css: dict[str, str]) -> None:
        self.ordered = element.tag == "ol"
        self.kind = _kind(element, css) or ("decimal" if self.ordered else "disc")
        self.step = -1 if self.ordered and element.get("reversed") is not None else 1
        items = sum(1 for child in element if child.tag == "li")
        self.next = _number(element.get("start"), items if self.step < 0 else 1)

    def label(self, item: etree._Element, css: dict[str, str]) -> str:
        """The label of the next item, or nothing where the page asks for none."""
        number = _number(item.get("value"), self.next)
        self.next = number + self.step
        kind = _kind(item, css) or self.kind
        if kind == "none":
            return ""
        return _BULLETS.get(kind) or f"{_written(number, kind)}."


def _kind(element: etree._Element, css: dict[str, str]) -> str:
    declared = f"{css.get('list-style-type', '')} {css.get('list-style', '')}".split()
    given = element.get("type") or ""
    return next((word for word in declared if word in _KINDS), _TYPES.get(given) or (given if given in _KINDS else ""))


def _number(text: str | None, default: int) -> int:
    try:
        number = int(text or "")
    except ValueError:
        return default
    return number if abs(number) < 1_000_000 else default


def _written(number: int, kind: str) -> str:
    style, _, letters = kind.partition("-")
    if letters == "roman" and 0 < number < 4000:
        written = _roman(number)
    elif letters in ("alpha", "latin", "greek") and number > 0:
        written = _letters(number, "αβγδεζηθικλμνξοπρστυφχψω" if letters == "greek" else "abcdefghijklmnopqrstuvwxyz")
    else:
        return f"{number:02d}" if kind == "decimal-leading-zero" else str(number)
    return written.upper() if style == "upper" else written


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def _letters(number: int, alphabet: str) -> str:
    written = ""
    while number:
        number, index = divmod(number - 1, len(alphabet))
        written = alphabet[index] + written
    return written
