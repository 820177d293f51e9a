"""Plain text: printed lines (wrapped, with page furniture and flattened superscripts) or one line per paragraph."""

from __future__ import annotations

from itertools import pairwise

from travaux.text.layout.compose import compose
from travaux.text.layout.lines import Line, measured
from travaux.text.layout.sheets import sheets_of
from travaux.text.layout.starts import ends_sentence, goes_on, is_heading
from travaux.text.manuscript import Manuscript

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
    compose(manuscript, sheets, source, geometric=False, wrapped=not _one_line_each(lines))
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
