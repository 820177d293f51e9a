"""What the look of an element says: bold, struck, coloured, hidden, inserted or deleted, and by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lxml import etree

from travaux.text.formats.html_parse import all_words
from travaux.text.model import Change

__all__ = ["PLAIN", "Sheet", "Style"]

_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "dfn": "italic", "var": "italic",
    "u": "underline", "s": "strike", "strike": "strike", "sup": "superscript", "sub": "subscript",
    "mark": "highlight:yellow",
}
_PAINTED = frozenset({"span", "font", "p", "b", "strong", "i", "em", "u", "s", "ins", "del", "mark", "li", "small",
    "big", "sup"})
_NAMES = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "lime": "00FF00", "blue": "0000FF", "yellow": "FFFF00",
    "cyan": "00FFFF",
    "aqua": "00FFFF", "magenta": "FF00FF", "fuchsia": "FF00FF", "silver": "C0C0C0", "gray": "808080", "grey": "808080",
    "lightgrey": "D3D3D3", "lightgray": "D3D3D3", "maroon": "800000", "olive": "808000", "green": "008000",
    "purple": "800080",
    "teal": "008080", "navy": "000080", "orange": "FFA500", "pink": "FFC0CB", "darkred": "8B0000", "darkblue": "00008B",
    "darkgreen": "006400", "darkcyan": "008B8B", "darkmagenta": "8B008B", "lightgreen": "90EE90", "lightblue": "ADD8E6",
}
_NAME_OF = {value: name for name, value in reversed(_NAMES.items())}
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", re.I)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", re.I)
_CLASS = re.compile(r"(?:[a-z][a-z0-9]*)?\.([\w-]+)$", re.I)
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]+)", re.I)


@dataclass(frozen=True, slots=True)
class Style:
    """The look that words inherit; `pre` says that line ends and spaces are kept."""

    marks: frozenset[str] = frozenset()
    change: Change | None = None
    pre: bool = False


PLAIN = Style()


class Sheet:
    """The styles of one page: its style attributes, and those rules of its style sheets that name one class only."""

    def __init__(self, root: etree._Element) -> None:
        self.classes: dict[str, dict[str, str]] = {}
        self.known: dict[tuple[str | None, str | None], dict[str, str]] = {}
        for sheet in root.iter("style"):
            self._learn(all_words(sheet))

    def _learn(self, sheet: str) -> None:
        bare = re.sub(r"/\*.*?\*/|<!--|-->", "", sheet, flags=re.S)
        for rule in bare.split("}"):
            selectors, brace, body = rule.rpartition("{")
            for selector in selectors.rpartition("{")[2].split(",") if brace else ():
                name = _CLASS.match(selector.strip())
                if name:
                    self.classes.setdefault(name[1], {}).update(_declared(body))

    def declarations(self, element: etree._Element) -> dict[str, str]:
        """The CSS declarations that hold for the element by its classes and its style attribute."""
        key = (element.get("class") if self.classes else None, element.get("style"))
        if key not in self.known:
            found: dict[str, str] = {}
            for name in (key[0] or "").split():
                found.update(self.classes.get(name, {}))
            found.update(_declared(key[1] or ""))
            self.known[key] = found
        return self.known[key]

    def hidden(self, element: etree._Element) -> bool:
        """Whether the page keeps the element from its readers."""
        if element.get("hidden") is not None:
            return True
        css = self.declarations(element)
        return css.get("display") == "none" or css.get("visibility") == "hidden" or css.get("mso-hide") == "all"

    def style(self, element: etree._Element, tag: str, inherited: Style) -> Style:
        """The look of the element's words, given what it inherits."""
        marks = set(inherited.marks)
        if tag in _TAGS:
            marks.add(_TAGS[tag])
        css = self.declarations(element)
        if css and tag != "a" and element.get("class") != "MsoHyperlink":
            _emphasise(css, marks)
            if tag in _PAINTED:
                _paint(css.get("color"), "color:", marks)
                _paint(css.get("background-color") or css.get("background"), "highlight:", marks)
        if tag == "font" and element.get("color"):
            _paint(element.get("color"), "color:", marks)
        pre = tag in ("pre", "xmp", "textarea", "listing") or css.get("white-space", "").startswith("pre")
        style = Style(frozenset(marks), inherited.change, inherited.pre or pre) if marks or pre else inherited
        if not marks and inherited.marks:
            style = replace(inherited, marks=frozenset())
        return replace(style, change=_change(element, tag)) if tag in ("ins", "del") else style


def _declared(text: str) -> dict[str, str]:
    return {name.lower(): value.strip().lower() for name, value in _DECLARATION.findall(text)}


def _emphasise(css: dict[str, str], marks: set[str]) -> None:
    weight, slant = css.get("font-weight", ""), css.get("font-style", "")
    if weight:
        _set(marks, "bold", weight.startswith("bold") or (weight.isdigit() and int(weight) >= 600))
    if slant:
        _set(marks, "italic", slant.startswith(("italic", "oblique")))
    line = css.get("text-decoration", "") + " " + css.get("text-decoration-line", "")
    if "underline" in line:
        marks.add("underline")
    if "line-through" in line:
        marks.add("strike")
    align = css.get("vertical-align", "")
    if align in ("super", "sub"):
        marks.add("superscript" if align == "super" else "subscript")


def _set(marks: set[str], mark: str, on: bool) -> None:
    if on:
        marks.add(mark)
    else:
        marks.discard(mark)


def _paint(value: str | None, kind: str, marks: set[str]) -> None:
    """Put the colour among the marks; black ink and white paper are no colour."""
    if not value:
        return
    color = _color(value)
    for old in [mark for mark in marks if mark.startswith(kind)]:
        marks.discard(old)
    if color is None or color == ("000000" if kind == "color:" else "FFFFFF"):
        return
    marks.add(kind + (color if kind == "color:" else _NAME_OF.get(color, color)))


def _color(value: str) -> str | None:
    found = _HEX.search(value)
    if found:
        digits = found[1].upper()
        return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    found = _RGB.search(value)
    if found:
        return "".join(f"{min(255, int(part)):02X}" for part in found.groups())
    return next((_NAMES[word] for word in value.lower().split() if word in _NAMES), None)


def _change(element: etree._Element, tag: str) -> Change:
    """Who inserted or deleted, and when; Word writes `cite="mailto:Name"`, others `title`."""
    cited = unquote((element.get("cite") or "").removeprefix("mailto:"))
    author = element.get("title") or cited
    return Change("inserted" if tag == "ins" else "deleted", author, element.get("datetime") or "")
