"""Drafts written in Markdown, as transcribers and repositories keep them.

A reader of our own, because every word needs its line and column in the raw file, and because square brackets are
disputed words here unless the document defines them as links or notes.
"""

from __future__ import annotations

import re

from travaux.text.formats.markdown_inline import Piece, read_inline
from travaux.text.formats.markdown_lines import Outline, Paragraph, outline
from travaux.text.manuscript import Block, Diagnostic, Dropped, Fragment, Manuscript, NoteBody

__all__ = ["read_markdown"]

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?=[ \t]*(?:#[^\n]*\n[ \t]*)*[\w-]+:)(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M
)
_TITLE = re.compile(r"^title:[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.M)
_LANGUAGE = re.compile(r"^lang(?:uage)?:[ \t]*['\"]?([a-zA-Z]{2})\b", re.M)
_NOTE_LINK = re.compile(r"\[(\d{1,3}|[*†‡]{1,3})\]\(#[^()\s]+\)")
_NOTE_ITEM = re.compile(r"(\d{1,3}|[*†‡]{1,3})[.)]?[ \t]+(?=\S)")
_BULLET = "•"


def read_markdown(name: str, text: str) -> Manuscript:
    """The blocks of a Markdown draft.

    Args:
        name: name of the file, for messages.
        text: its characters.

    Returns:
        A manuscript of format `markdown`. Lines joined into one paragraph keep one fragment each (ending in a space
        where the line ended); hard line breaks begin a new block; numbers of lists stay in the words, bullets
        become labels; `[^1]` is a note mark when it stands in the text, and what is only Markdown's own marks is
        dropped as `markup`.

    Example:
        >>> manuscript = read_markdown("draft.md", "Each *Party* [shall][may] act.")
        >>> [fragment.text for fragment in manuscript.blocks[0].fragments]
        ['Each ', 'Party', ' [shall][may] act.']
    """
    source = text.replace("\r\n", "\n").replace("\r", "\n")
    manuscript = Manuscript(name, "markdown", source)
    if source.startswith("\ufeff"):
        manuscript.dropped.append(Dropped("\ufeff", "byte order mark", line=1))
        source = " " + source[1:] if not source.startswith("\ufeff---") else source[1:]
    body, first_line = _without_front_matter(source, manuscript)
    content = outline(body, first_line)
    manuscript.dropped.extend(content.dropped)
    linked = _listed_notes(body, content, manuscript)
    _Filler(manuscript, content, linked).fill()
    return manuscript


def _without_front_matter(source: str, manuscript: Manuscript) -> tuple[str, int]:
    found = _FRONT_MATTER.match(source)
    if not found:
        return source, 1
    manuscript.dropped.append(Dropped(found[0], "front matter", line=1))
    title = _TITLE.search(found[1])
    if title:
        words = " ".join(title[1].split())
        quoted = len(words) > 1 and words[0] == words[-1] and words[0] in "'\""
        manuscript.title = words[1:-1] if quoted else words
    language = _LANGUAGE.search(found[1])
    manuscript.language = language[1].lower() if language else None
    return source[found.end():], 1 + found[0].count("\n")


def _listed_notes(body: str, content: Outline, manuscript: Manuscript) -> frozenset[str]:
    """Notes kept as a list at the end, called by links (`[1](#f1)`): items become bodies, links become marks."""
    called = set(_NOTE_LINK.findall(body))
    found: dict[str, tuple[Paragraph, int]] = {}
    for paragraph in reversed(content.paragraphs if called else []):
        mark = _NOTE_ITEM.match(paragraph.pieces[0].text)
        if paragraph.depth is None or not mark or mark[1] not in called or mark[1] in found:
            break
        found[mark[1]] = (paragraph, mark.end())
    for mark_text, (paragraph, end) in reversed(found.items()):
        first = paragraph.pieces[0]
        paragraph.pieces[0] = Piece(first.line, first.column + end, first.text[end:])
        paragraph.note, paragraph.bullet, paragraph.depth = mark_text, False, None
        manuscript.notes[mark_text] = NoteBody(mark_text, printed=True)
        beside = first.text[:end].strip().removeprefix(mark_text)
        if beside:
            manuscript.dropped.append(Dropped(beside, "markup", line=first.line))
    return frozenset(found)


class _Filler:
    """Turns paragraphs into blocks of the manuscript and of its notes."""

    def __init__(self, manuscript: Manuscript, content: Outline, linked: frozenset[str]) -> None:
        self.manuscript = manuscript
        self.content = content
        self.linked = linked
        self.defined = frozenset(content.links)
        self.called: dict[str, int] = {}

    def fill(self) -> None:
        for mark in self.content.notes:
            self.manuscript.notes.setdefault(mark, NoteBody(mark))
        for paragraph in self.content.paragraphs:
            blocks = self._blocks(paragraph)
            if paragraph.note is None:
                self.manuscript.blocks.extend(blocks)
            else:
                self.manuscript.notes[paragraph.note].blocks.extend(blocks)
        self._settle_notes()
        if not self.manuscript.title:
            first = next((block for block in self.manuscript.blocks if block.heading == 1), None)
            words = "".join(fragment.text for fragment in first.fragments if fragment.note is None) if first else ""
            self.manuscript.title = " ".join(words.split())

    def _blocks(self, paragraph: Paragraph) -> list[Block]:
        if paragraph.literal:
            runs = [[Fragment(piece.text.rstrip(), piece.line, piece.column) for piece in paragraph.pieces]]
        else:
            inline = read_inline(paragraph.pieces, self.defined, self.linked)
            self.manuscript.dropped.extend(inline.dropped)
            for mark in inline.called:
                self.called.setdefault(mark, paragraph.pieces[0].line)
            runs = inline.runs
        blocks = [Block(run, heading=paragraph.heading, indent=paragraph.indent or None) for run in runs]
        for block in blocks:
            block.role = "cell" if paragraph.cell else None
        if blocks and paragraph.depth is not None:
            blocks[0].depth = paragraph.depth
            if paragraph.bullet:
                blocks[0].label, blocks[0].generated = _BULLET, True
        return blocks

    def _settle_notes(self) -> None:
        """Notes without a body get an empty one; bodies that no mark calls go to the end of the text."""
        notes, say = self.manuscript.notes, self.manuscript.diagnostics.append
        for mark, line in self.called.items():
            if mark not in notes:
                notes[mark] = NoteBody(mark)
                say(Diagnostic(
                    "note-without-body", "warning", {"line": line}, f"the note {mark} has a mark but no words",
                    f"add a line [^{mark}]: with its words",
                ))
        for mark in [mark for mark in notes if mark not in self.called]:
            blocks = notes.pop(mark).blocks
            self.manuscript.blocks.extend(blocks)
            line = blocks[0].fragments[0].line if blocks else 1
            say(Diagnostic(
                "note-without-mark", "warning", {"line": line}, f"nothing in the text calls the note {mark}; "
                "its words were put at the end of the text", f"write [^{mark}] where the note belongs",
            ))
