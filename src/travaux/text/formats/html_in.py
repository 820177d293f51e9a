"""Drafts as web pages: as word processors save them, as websites show them, and as Travaux itself writes them."""

from __future__ import annotations

import re

from lxml import etree

from travaux.text.formats.html_blocks import Walk
from travaux.text.formats.html_furniture import content_root
from travaux.text.formats.html_notes import NoteLinks, find_notes, settle_mark
from travaux.text.formats.html_parse import all_words, decoded, parsed
from travaux.text.formats.html_places import Places
from travaux.text.formats.html_ready import own_root, read_own
from travaux.text.formats.html_styles import Sheet
from travaux.text.manuscript import Diagnostic, Manuscript, Ready

__all__ = ["read_html"]

_LANGUAGE = re.compile(r"[a-z]{2}(?=$|[-_])")


def read_html(name: str, data: bytes) -> Manuscript | Ready:
    """The blocks of an HTML page, or the finished stream of a page that Travaux wrote.

    Args:
        name: name of the file, for messages.
        data: its bytes.

    Returns:
        A manuscript of format `html` (its `source` is every text node of the page), or `Ready`. A line break begins a
        new block; labels of lists are generated; note bodies are moved to their notes.

    Raises:
        Refused: if the page is over 50 MB or nests deeper than 200 levels.
        TravauxError: if it is a page of Travaux whose marks were damaged.
    """
    text, said = decoded(name, data)
    root = parsed(name, text)
    if root is None:
        return Manuscript(name, "html", "", diagnostics=said)
    own = own_root(root)
    if own is not None:
        return read_own(name, root, own)
    source = all_words(root)
    manuscript = Manuscript(name, "html", source, diagnostics=said, language=_language(root))
    body = root.find("body")
    body = root if body is None else body
    links = find_notes(root)
    walk = Walk(manuscript, content_root(body), Sheet(root), links, Places(text, source))
    walk.walk(root)
    _settle_notes(manuscript, links, walk.called)
    manuscript.title = _title(root, walk.content, manuscript)
    return manuscript


def _settle_notes(manuscript: Manuscript, links: NoteLinks, called: dict[str, int]) -> None:
    """Marks printed before note bodies come off; a body that nothing calls goes to the end of the text."""
    for key, note in links.notes.items():
        if key in called:
            manuscript.notes[key] = note
            manuscript.dropped.extend(settle_mark(note))
            continue
        manuscript.blocks.extend(note.blocks)
        manuscript.diagnostics.append(Diagnostic(
            "note-without-mark", "warning", {},
            f"the words of note {note.mark} stand in the page, but its mark was dropped with "
            "the site navigation; the words were put at the end of the text",
            "keep the mark within the text of the page",
        ))


def _language(root: etree._Element) -> str | None:
    body = root.find("body")
    named = [root.get("lang"), root.get("xml:lang"), body.get("lang") if body is not None else None]
    for meta in root.iter("meta"):
        kind = (meta.get("http-equiv") or meta.get("name") or "").lower()
        if kind in ("content-language", "dc.language", "language"):
            named.append(meta.get("content"))
    found = (_LANGUAGE.match(tag.strip().lower()) for tag in named if tag)
    return next((match[0] for match in found if match), None)


def _title(root: etree._Element, content: etree._Element, manuscript: Manuscript) -> str:
    """The only first-level heading of the text, else what the page calls itself."""
    headings = [" ".join(all_words(heading).split()) for heading in content.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    title = root.find(".//title")
    named = " ".join(all_words(title).split()) if title is not None else ""
    styled = next((block for block in manuscript.blocks if block.role == "title"), None)
    return named or ("".join(fragment.text for fragment in styled.fragments) if styled else "")
