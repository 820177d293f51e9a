"""What of a web page is not the text: navigation, banners, scripts, and words that the page hides."""

from __future__ import annotations

import re

from lxml import etree

__all__ = ["content_root", "furniture"]

_MACHINERY = {
    "script": "script", "style": "style sheet", "template": "template", "noscript": "script", "head": "page head",
    "title": "page head",
    "iframe": "embedded page", "object": "embedded page", "svg": "picture", "math": "", "select": "form",
    "button": "form", "xml": "markup",
    "textarea": "form", "datalist": "form",
}
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar"})
_NAMES = re.compile(
    r"\b(?:(?:bread)?crumbs?|navbar|site-?(?:header|footer|nav)|cookies?(?:-?(?:banner|notice|consent))?|banner|skip-?link|mw-editsection"
    r"|mw-jump-link|printfooter|catlinks|share-?(?:buttons|links)|pagination|social-?(?:links|media))\b",
    re.I,
)
_SHORT = 500


def content_root(body: etree._Element) -> etree._Element:
    """The element that holds the text: `main` or the only `article` if it has half of the words, else the body."""
    total = _size(body)
    for path in (".//main", ".//*[@role='main']", ".//article"):
        candidates = body.findall(path)
        if len(candidates) == 1 and 2 * _size(candidates[0]) >= total:
            return candidates[0]
    return body


def furniture(element: etree._Element, tag: str, inside: bool) -> str:
    """Why the element is no part of the text, or nothing if it may be one.

    Args:
        element: the element.
        tag: its name in small letters.
        inside: whether it lies within a `main` or `article` that holds the text, where headers and footers are words.
    """
    reason = _MACHINERY.get(tag, "")
    if reason:
        return reason
    role = element.get("role") or ""
    if tag == "nav" or role in _ROLES:
        return "site navigation"
    if tag == "aside" and "note" not in f"{role} {element.get('epub:type')} {element.get('class')}":
        return "site navigation"
    if tag in ("header", "footer") and not inside:
        return "site navigation"
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    if len(names) > 1 and _NAMES.search(names) and _size(element) < _SHORT:
        return "site navigation"
    return ""


def _size(element: etree._Element) -> int:
    return sum(len(text) for text in map(str, element.itertext()) if not text.isspace())
