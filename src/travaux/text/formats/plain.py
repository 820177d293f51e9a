"""Plain text: printed lines (wrapped, with page furniture and flattened superscripts) or one line per paragraph."""

from __future__ import annotations

from itertools import pairwise

from travaux.text.layout.compose import compose
from travaux.text.layout.lines import Line, measured
from travaux.text.layout.sheets import sheets_of
from travaux.text.layout.starts import ends_sentence, goes_on, is_heading, only_label
from travaux.text.manuscript import Block, Fragment, Manuscript

__all__ = ["read_plain"]

_LONGEST_PRINTED = 150
"""Columns beyond which a line is not one printed line but a paragraph."""


def read_plain(name: str, text: str) -> Manuscript:
    """Read a plain text into blocks, notes and dropped words.

    Lines count from 1 and end at line feeds (also after a carriage return); columns count characters from 0, a tab
    being one. A text has no pages; form feeds and running headers only help to tell furniture and footnotes apart.

    Args:
        name: the name of the file, for messages.
        text: its content.

    Example:
        >>> draft = "1. Each Party\\nshall act.\\n\\n2. No more."
        >>> [len(block.fragments) for block in read_plain("draft.txt", draft).blocks]
        [2, 1]
    """
    source = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    manuscript = Manuscript(name, "text", source)
    sheets = sheets_of(source)
    lines = [line for sheet in sheets for line in sheet]
    if _one_line_each(lines):
        manuscript.blocks = _blocks(lines)
        headings = [block for block in manuscript.blocks[:12] if block.heading]
        manuscript.title = "".join(f.text for f in headings[0].fragments).strip() if headings else ""
    else:
        compose(manuscript, sheets, source, geometric=False)
    return manuscript


def _one_line_each(lines: list[Line]) -> bool:
    """Whether each line of the text is a paragraph.

    It is if many lines are longer than print, if nearly all end as sentences do, or if nearly none is full or goes on.
    """
    total = sum(len(line.text) for line in lines)
    if sum(len(line.text) for line in lines if len(line.text) > _LONGEST_PRINTED) > 0.3 * total:
        return True
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    if len(pairs) < 2:
        return False
    ended = sum(ends_sentence(a.text) or is_heading(a, 80) or a.text.rstrip().endswith(",") for a, _ in pairs)
    if ended >= 0.8 * len(pairs):
        return True
    measures = measured(lines, geometric=False)
    middle = sum(goes_on(b.text) for _, b in pairs)
    full = sum(measures.full(a, b) for a, b in pairs)
    return middle <= 0.1 * len(pairs) and full <= 0.2 * len(pairs)


def _blocks(lines: list[Line]) -> list[Block]:
    """One block for each line; a number alone on its line is joined with the line that follows."""
    blocks: list[Block] = []
    label: Line | None = None
    for line in lines:
        begin = line.start
        fragment = Fragment(line.text[begin:], line.number, begin)
        if label is not None:
            blocks[-1].fragments[-1].text += " "
            blocks[-1].fragments.append(fragment)
        else:
            capitals = line.text.strip().isupper() and is_heading(line, _LONGEST_PRINTED)
            blocks.append(Block([fragment], indent=line.left, heading=1 if capitals else None))
        label = line if label is None and only_label(line.text) else None
    return blocks
