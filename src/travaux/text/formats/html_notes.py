"""Which links of a page are note marks, and where the words of their notes stand.

Known makers: Word (`_ftn1`, `_edn1`, `_msocom_1`), LibreOffice (`sdfootnote1sym`), wikis (`cite_note-1`), Markdown
converters and e-books (`fn1`, `role="doc-noteref"`), official journals (`ntr1`), and plain `<sup><a href="#f1">`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote

from lxml import etree

from travaux.text.manuscript import Block, Dropped, NoteBody

__all__ = ["NoteLinks", "find_notes", "settle_mark"]

_SURE = re.compile(
    r"_ftn\d|_edn\d|_msocom_\d|sd(?:foot|end)notes?\d+sym|cite_note|ftnt\d|fn[:.-]?\w{1,20}$|foot_?note[:._-]?\w"
    r"|endnote[:._-]?\w",
    re.I,
)
_MAYBE = re.compile(r"(?:note|nt[rc]|f|n|en)[:._-]?\d", re.I)
_BACK = re.compile(r"_ftnref|_ednref|_msoanchor|fnref|cite_ref|notes?\d+anc$|ref\d*$", re.I)
_MARK = re.compile(r"[\[(]?\s*(?:\d{1,4}|[*†‡§¶#]{1,4}|[a-z]{1,2}|[ivxlc]{1,6})\s*[\])]?[.)]?$", re.I)
_BODY_ID = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote|_com_|fn|footnote)[-_:]?\d+$", re.I)
_BACK_CLASS = re.compile(r"backlink|footnote-?back|reversefootnote|doc-backlink", re.I)
_INLINE = frozenset({"a", "span", "sup", "b", "strong", "i", "em", "small", "font", "sub", "u", "cite", "bdi", "bdo"})
_BODY = frozenset({"p", "li", "div", "dd", "td", "tr", "aside", "section"})


@dataclass(slots=True)
class NoteLinks:
    """Elements that are note marks, note bodies and links back, with the key of their note."""

    marks: dict[etree._Element, str] = field(default_factory=dict)
    bodies: dict[etree._Element, str] = field(default_factory=dict)
    backs: set[etree._Element] = field(default_factory=set)
    holders: set[etree._Element] = field(default_factory=set)
    notes: dict[str, NoteBody] = field(default_factory=dict)


def find_notes(root: etree._Element) -> NoteLinks:
    """The notes of a page; their bodies are still empty."""
    found = NoteLinks()
    order: dict[etree._Element, int] = {}
    targets: dict[str, etree._Element] = {}
    links: list[tuple[etree._Element, str]] = []
    for index, element in enumerate(root.iter(etree.Element)):
        order[element] = index
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                targets.setdefault(name, element)
        href = element.get("href") if element.tag == "a" else None
        if href and href.startswith("#") and len(href) > 1:
            links.append((element, unquote(href[1:])))
    for link, name in links:
        target = targets.get(name)
        if target is not None and order[link] < order[target] and _is_mark(link, name):
            _add(found, link, name, target)
    called = {key for mark in found.marks for key in _ids(mark)}
    for link, name in links:
        if any(body in found.bodies for body in link.iterancestors()) and _leads_back(link, name, called):
            found.backs.add(_wrapping(link))
    return found


def _is_mark(link: etree._Element, name: str) -> bool:
    text = _text(link)
    if "noteref" in f"{link.get('role')} {link.get('epub:type')}":
        return True
    if len(text) > 12 or _BACK.search(name):
        return False
    if _SURE.match(name):
        return True
    raised = any(element.tag == "sup" for element in link.iterancestors()) or link.find(".//sup") is not None
    noted = "note" in (link.get("class") or "").lower()
    return bool(_MARK.match(text)) and (raised or noted or bool(_MAYBE.match(name)))


def _add(found: NoteLinks, link: etree._Element, name: str, target: etree._Element) -> None:
    body = _body(target)
    if body is None or body in link.iterancestors():
        return
    if body not in found.bodies and body.find(".//h1") is not None:
        return
    mark = _wrapping(link)
    core = _text(mark).strip("[]() ") or _text(mark)
    if not core:
        return
    key = found.bodies.setdefault(body, name)
    found.marks[mark] = key
    if key not in found.notes:
        form: Literal["footnote", "endnote", "comment"] = "footnote"
        if "msocom" in name:
            form = "comment"
        elif re.match(r"_edn|sdendnote|en\d|endnote", name):
            form = "endnote"
        author = re.sub(r"\d+$", "", core) if form == "comment" else ""
        found.notes[key] = NoteBody(core, form=form, author=author)
        found.holders.update(body.iterancestors())
        found.holders.add(body)


def _body(target: etree._Element) -> etree._Element | None:
    """The block that holds the words of the note whose anchor is `target`."""
    body: etree._Element | None = target
    while body is not None and body.tag in _INLINE:
        body = body.getparent()
    if body is None or body.tag not in _BODY:
        return None
    parent = body.getparent()
    if parent is None:
        return None
    if body.tag == "td" and parent.tag == "tr":
        return parent
    if parent.tag in ("li", "aside") or _BODY_ID.match(parent.get("id") or ""):
        return parent
    return body


def _wrapping(link: etree._Element) -> etree._Element:
    """The link with the brackets and raised span that belong to its mark."""
    outer = link
    text = _text(link).strip("[]() ")
    parent = outer.getparent()
    while parent is not None and parent.tag in _INLINE and _text(parent).strip("[]() ") == text:
        outer, parent = parent, parent.getparent()
    return outer


def _ids(element: etree._Element) -> set[str]:
    names = {element.get("id"), element.get("name")}
    for inner in element.iter("a", "span", "sup"):
        names |= {inner.get("id"), inner.get("name")}
    return {name for name in names if name}


def _leads_back(link: etree._Element, name: str, called: set[str]) -> bool:
    if _BACK_CLASS.search(f"{link.get('class')} {link.get('role')}"):
        return True
    if name not in called and not _BACK.search(name):
        return False
    return not any(sign.isalnum() or sign in "*†‡§¶" for sign in _text(link))


def settle_mark(note: NoteBody) -> list[Dropped]:
    """Take the mark that is printed before the words of a note out of them; what surrounds it is dropped."""
    first = note.blocks[0] if note.blocks else Block()
    words = "".join(fragment.text for fragment in first.fragments[:4])
    found = re.match(r"(\s*[\[(]?\s*)" + re.escape(note.mark) + r"(\s*[\])]?[.:)]?)(?=\s|$|(?<=[\])]))", words)
    if not found and first.fragments and "superscript" in first.fragments[0].marks:
        found = re.match(r"(\s*)" + re.escape(note.mark) + r"(\s*)$", first.fragments[0].text)
    if not found:
        return []
    note.printed = True
    _cut(first, len(words) - len(words[found.end():].lstrip()))
    beside = "".join((found[1] + found[2]).split())
    if not first.fragments:
        del note.blocks[0]
    return [Dropped(beside, "markup")] if beside else []


def _cut(block: Block, count: int) -> None:
    while count and block.fragments:
        fragment = block.fragments[0]
        if len(fragment.text) <= count:
            count -= len(fragment.text)
            del block.fragments[0]
        else:
            fragment.text, fragment.column, count = fragment.text[count:], fragment.column + count, 0


def _text(element: etree._Element) -> str:
    """The words of the element; of long ones only as many as show that they are no mark."""
    words = ""
    for text in element.itertext():
        words += str(text)
        if len(words) > 60:
            break
    return " ".join(words[:120].split())
